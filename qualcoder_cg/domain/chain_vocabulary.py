"""Words that people write in the tables and forms of the chain, in English and Spanish."""

from collections.abc import Mapping

from .chain_forms import DRAFT, FINAL, HIGH, LONG_TERM, LOW, MEDIUM, MEDIUM_TERM, SHORT_TERM
from .vocabulary import fold

# What may stand above the columns of an imported table.
HEADINGS: Mapping[str, str] = {
    "kind": "kind,type,tipo,clase,elemento",
    "number": "number,no,nº,n,#,código,code,id,número,clave,ref",
    "text": "text,statement,conclusion,lesson,lesson learned,practice,good practice,recommendation,texto,"
    "enunciado,conclusión,lección,lección aprendida,buena práctica,recomendación,brief description,"
    "brief summary,breve descripción,descripción breve,breve resumen,descripción,resumen,description",
    "links": "links,linked to,rests on,related to,related conclusion,related conclusions,based on,basis,"
    "related conclusion lesson practice,vínculos,vinculada a,vinculado a,se apoya en,relacionada con,"
    "relacionado con,basada en,sustento,conclusiones relacionadas,vinculación",
    "criterion": "criterion,criteria,criterio,criterios,evaluation criterion,criterio de evaluación",
    "context": "context,context and preconditions,contexto,contexto y condiciones previas,"
    "contexto y precondiciones",
    "users": "users,target users,beneficiaries,targeted users beneficiaries,target users and beneficiaries,"
    "usuarios,beneficiarios,usuarios destinatarios,usuarios y beneficiarios",
    "challenges": "challenges,negative,negative lessons,challenges negative lessons,desafíos,retos,"
    "desafíos lecciones negativas,lecciones negativas",
    "success": "success,positive,success positive issues,achievements,achievements positive,éxitos,logros,"
    "aspectos positivos,éxito",
    "administration": "administration,administrative issues,ilo administrative issues,"
    "aspectos administrativos,cuestiones administrativas,cuestiones administrativas de la oit",
    "conditions": "conditions,relevant conditions,relevant conditions and context,condiciones,"
    "condiciones relevantes,condiciones pertinentes",
    "cause_effect": "cause effect,cause-effect,clear cause-effect relationship,causa efecto,causa-efecto,"
    "relación causa-efecto,relación causal",
    "impact": "impact,measurable impact,impacto,impacto medible,impacto mensurable",
    "replication": "replication,potential for replication,replicación,potencial de replicación,"
    "potencial de réplica",
    "upward_links": "upward links,links to goals,vínculos superiores,vínculos con objetivos superiores,"
    "vínculo con los objetivos de la oit",
    "other": "other,other documents,comments,other documents or comments,otros,otros documentos,comentarios",
    "addressees": "addressees,addressed to,to whom,addressee,who,responsible,dirigida a,dirigido a,"
    "a quién,destinatario,destinatarios,destinataria,responsable,responsables",
    "priority": "priority,prioridad",
    "term": "term,time frame,timeframe,timing,plazo",
    "resources": "resources,resource implication,resource implications,recursos,implicación de recursos,"
    "implicaciones de recursos,recursos necesarios",
    "status": "status,estado,estatus",
}

_LEVELS = {
    HIGH: "high,h,alta,alto,elevada,elevado",
    MEDIUM: "medium,m,media,medio,moderate,moderada,moderado",
    LOW: "low,l,baja,bajo",
}
_TERMS = {
    SHORT_TERM: "short,short term,short-term,corto,corto plazo,inmediato,immediate",
    MEDIUM_TERM: "medium,medium term,medium-term,mid term,mid-term,mediano,medio,mediano plazo,medio plazo",
    LONG_TERM: "long,long term,long-term,largo,largo plazo",
}
_STATUSES = {DRAFT: "draft,borrador", FINAL: "final,definitiva,definitivo"}


def _reversed(words: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): value for value, several in words.items() for word in (value, *several.split(","))}


VALUES: Mapping[str, Mapping[str, str]] = {
    "priority": _reversed(_LEVELS),
    "resources": _reversed(_LEVELS),
    "term": _reversed(_TERMS),
    "status": _reversed(_STATUSES),
}


def heading_column(heading: str) -> str | None:
    """The column that a heading names, or None."""
    wanted = _bare(heading)
    return next((column for column, words in _FOLDED.items() if wanted in words), None)


def _bare(text: str) -> str:
    """A heading without signs between its words."""
    return " ".join(fold("".join(" " if char in "/:;()–—_" else char for char in text)).split())


_FOLDED = {column: frozenset(map(_bare, words.split(","))) | {column} for column, words in HEADINGS.items()}
