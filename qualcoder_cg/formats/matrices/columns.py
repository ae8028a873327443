"""The headings a matrix table may have, in English and Spanish, and the fields they stand for."""

import re
import unicodedata
from collections.abc import Sequence

from qualcoder_cg.i18n import language

from .checks import nearest

KEYWORDS = "keywords:"

# The first of each pair of lists is how the column is called in messages.
_HEADINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kind": (("kind",), ("clase",)),
    "criterion_key": (
        ("criterion key", "key", "criterion code"),
        ("clave del criterio", "clave", "clave criterio", "codigo del criterio"),
    ),
    "criterion": (
        ("criterion", "evaluation criterion", "criterion name", "criteria", "evaluation criteria"),
        ("criterio", "criterio de evaluacion", "nombre del criterio", "criterios", "criterios de evaluacion"),
    ),
    "number": (
        ("number", "no", "nr", "n", "num", "question number", "question no"),
        ("numero", "numero de pregunta", "numero de la pregunta", "no de pregunta"),
    ),
    "question": (
        ("question", "evaluation question", "question text", "text", "full text"),
        ("pregunta", "pregunta de evaluacion", "texto de la pregunta", "texto", "texto completo"),
    ),
    "name": (("name", "code", "code name"), ("nombre", "codigo", "nombre del codigo")),
    "short": (("short name", "short", "short text"), ("nombre corto", "nombre breve", "abreviatura")),
    "themes": (("themes", "theme", "tags", "cross cutting themes"), ("temas", "tema", "temas transversales")),
    "judgement": (
        ("judgement criteria", "judgement criterion", "judgment criteria", "judgment criterion"),
        ("criterios de juicio", "criterio de juicio", "elementos de juicio"),
    ),
    "indicators": (("indicators", "indicator"), ("indicadores", "indicador")),
    "sources": (
        ("sources", "source", "planned sources", "data sources", "sources of information"),
        ("fuentes", "fuente", "fuentes previstas", "fuentes de informacion", "fuentes de datos"),
    ),
    "methods": (
        ("methods", "method", "data collection methods", "collection methods"),
        ("metodos", "metodo", "metodos de recoleccion", "tecnicas"),
    ),
    "sub_questions": (
        ("sub questions", "sub question", "subquestions", "subquestion"),
        ("subpreguntas", "subpregunta", "sub preguntas"),
    ),
    "definition": (("definition", "description"), ("definicion", "descripcion")),
    "when_to_use": (("when to use", "use when"), ("cuando usar", "cuando usarlo", "usar cuando")),
    "when_not": (
        ("when not", "when not to use", "do not use when"),
        ("cuando no", "cuando no usar", "cuando no usarlo", "no usar cuando"),
    ),
    "example": (("example", "examples"), ("ejemplo", "ejemplos")),
    "colour": (("colour", "color"), ("color",)),
    "questions": (
        ("questions", "linked questions", "linked to"),
        ("preguntas", "preguntas vinculadas", "vinculado a"),
    ),
    "parent": (("parent", "under"), ("codigo superior", "superior", "bajo")),
}
_FIELDS = {heading: field for field, both in _HEADINGS.items() for some in both for heading in some}
_KEYWORDS = re.compile(r"^(keywords?|key words|terms|palabras? claves?|terminos)(?: (?:in|en))?(?: (\w+))?$")
_LANGUAGES = {"english": "en", "ingles": "en", "spanish": "es", "espanol": "es", "castellano": "es"}


def folded(heading: str) -> str:
    """A heading without case, accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.casefold().replace("_", " ")))


def field_of(heading: str) -> str:
    """The field a heading stands for ("criterion_key", "keywords:es" …), or ""."""
    plain = folded(heading)
    keywords = _KEYWORDS.match(plain)
    if not keywords:
        return _FIELDS.get(plain, "")
    word, named = keywords.groups()
    if not named:
        named = "es" if word.startswith(("palabra", "termino")) else "en"
    known = _LANGUAGES.get(named, named)
    return KEYWORDS + known if re.fullmatch("[a-z]{2,3}", known) else ""


def meant(heading: str) -> str:
    """The known heading that an unknown one was probably meant to be, or ""."""
    guess = nearest(folded(heading), [*_FIELDS, "keywords en", "keywords es", "palabras clave es"])
    # A further column of the person's own is welcome: only a slip of a letter or two is a fault.
    return guess if guess and abs(len(guess) - len(heading)) <= 2 and guess[0] == folded(heading)[0] else ""


def called(fields: Sequence[str]) -> str:
    """The columns' names in the person's language, joined by commas."""
    tongue = 1 if language() == "es" else 0
    return ", ".join(_HEADINGS[field][tongue][0] for field in fields)
