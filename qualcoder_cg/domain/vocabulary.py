"""Words that people write in the register, in English and Spanish, and the value stored for them.

Each vocabulary maps a folded word to its stored value; `meant` looks a word up in one of them.
"""

import re
import unicodedata
from collections.abc import Mapping

from .attribution import CATEGORY, INSTITUTION, NONE, ROLE, TYPE
from .attribution import NAME as BY_NAME
from .informants import NAME, QUOTE, RECORD, SHARE
from .interviews import (
    COULD_NOT_ATTEND,
    DECLINED,
    GROUP,
    HELD,
    IN_PERSON,
    INDIVIDUAL,
    NO_REPLY,
    PLANNED,
    TELEPHONE,
    VIDEO,
    WRITTEN,
)

WOMAN, MAN = SEXES = ("woman", "man")
NO_CONSENT = "no"
ALL_TERMS = "all"
_SPACES = re.compile(r"[\s_]+")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ].*[a-zß-öø-ÿ]")


def fold(text: str) -> str:
    """A text as compared: without capitals, accents, full stops and double spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in parts if not unicodedata.combining(char)).replace(".", "")
    return _SPACES.sub(" ", plain).strip()


def _vocabulary(words: Mapping[str, str]) -> dict[str, str]:
    """Folded words to stored values, the stored value being one of them."""
    return {fold(word): value for value, listed in words.items() for word in (value, *listed.split(","))}


SEX = _vocabulary(
    {
        WOMAN: "w,f,female,women,mujer,mujeres,femenino,fem,hembra",
        MAN: "m,h,male,men,hombre,hombres,varon,masculino,masc",
    }
)
STATUS = _vocabulary(
    {
        PLANNED: "to do,pending,scheduled,prevista,previsto,planeada,planificada,programada,"
        "pendiente,agendada",
        HELD: "done,conducted,completed,yes,si,realizada,realizado,hecha,efectuada,celebrada,llevada a cabo",
        DECLINED: "refused,rejected,declino,rechazada,rechazo,rehusada,rehuso,no acepto,no quiso,negativa",
        NO_REPLY: "no answer,no response,no contact,unreachable,sin respuesta,no respondio,no contesto,"
        "no contesta,no responde,no localizada",
        COULD_NOT_ATTEND: "did not attend,no show,cancelled,canceled,no pudo asistir,no pudo,no pudo atender,"
        "no asistio,cancelada,no se presento,acepto pero no pudo asistir",
    }
)
MODE = _vocabulary(
    {
        IN_PERSON: "face to face,face-to-face,presencial,en persona,cara a cara",
        VIDEO: "virtual,online,zoom,teams,meet,videollamada,videoconferencia,en linea,remota,remote,"
        "video call",
        TELEPHONE: "phone,call,telefono,telefonica,por telefono,llamada",
        WRITTEN: "in writing,e-mail,email,mail,escrita,por escrito,correo,correo electronico",
    }
)
FORM = _vocabulary(
    {
        INDIVIDUAL: "one to one,one-to-one,entrevista individual,individual interview",
        GROUP: "focus group,grupal,grupo,grupo focal,colectiva,group interview,entrevista grupal",
    }
)
TERM = _vocabulary(
    {
        RECORD: "recording,recorded,record the conversation,grabar,grabacion,registro,grabada",
        QUOTE: "quotes,quoting,quoted,cite,citar,cita,citas,citado,citada",
        NAME: "named,naming,nombre,nombrar,nombrada,nombrado,mencion del nombre",
        SHARE: "sharing,shared,compartir,compartida,difundir",
        NO_CONSENT: "none,nothing,refused,ninguno,ninguna,nada,sin consentimiento,no consent",
        ALL_TERMS: "everything,todo,todos,todas",
    }
)
CEILING = _vocabulary(
    {
        NONE: "nobody,anonymous,nobody named,anonimo,anonima,nadie,sin atribucion,ninguno,ninguna,nada",
        CATEGORY: "category alone,group,categoria,grupo",
        TYPE: "type of informant,informant type,tipo,tipo de informante",
        INSTITUTION: "institutions,institucion,entidad",
        ROLE: "role and institution,cargo,funcion,cargo e institucion,funcion e institucion,puesto",
        BY_NAME: "by name,full name,con nombre,nombre,nombre completo",
    }
)
KIND = _vocabulary(
    {
        "interview": "entrevista,individual interview,entrevista individual",
        "group": "group interview,focus group,entrevista grupal,entrevista de grupo,grupo,grupo focal",
        "document": "documento,secondary source,fuente secundaria",
        "survey": "encuesta,questionnaire,cuestionario",
        "observation": "observacion,field notes,notas de campo",
    }
)


def meant(vocabulary: Mapping[str, str], word: str) -> str | None:
    """The stored value that a word stands for, or None."""
    return vocabulary.get(fold(word))


def looks_like_a_name(code: str) -> bool:
    """Whether an informant's code looks like the name of a person: two capitalised words or more."""
    words = code.split()
    letters_only = not any(char.isdigit() for char in code)
    return letters_only and sum(bool(_NAME.match(word)) for word in words) >= 2
