"""Who asks and who answers: the words people use as speakers' labels, in English and Spanish."""

import re

_NUMBER = r"(?:[ _#-]*(?:no?\.? *)?(?:\d{1,4}|[a-z]))?"
_ENDING_OR = r"(?:a|as|es|o|os|/a|/o|\(a\)|\(o\)|@|x)?"
_ASKING = (
    r"interviewers?|moderators?|facilitators?|evaluators?|researchers?|enumerators?|surveyors?|"
    r"question|pregunta|"
    rf"(?:entrevistador|moderador|facilitador|encuestador|evaluador|investigador){_ENDING_OR}"
)
_ANSWERING = (
    r"interviewees?|respondents?|participants?|informants?|answer|key informant|"
    rf"participantes?|informantes?|respuesta|(?:entrevistad|encuestad){_ENDING_OR}"
)
_ANYONE = (
    r"speakers?|unknown speaker|unidentified(?: speaker| participant)?|sin identificar|"
    rf"(?:no identificad|desconocid){_ENDING_OR}|hablante|voz|voice|orador(?:a)?|"
    r"man|woman|men|women|male|female|hombre|mujer|hombres|mujeres|all|todos|todas|host|guest|"
    r"farmer|worker|staff|observer|note ?taker|interpreter|translator|traductor(?:a)?|intérprete"
)
_NUMBERED_CODE = r"[a-z]{1,4}[ _-]?\d{1,4}[a-z]?"
_LETTERS = r"q|a|p|r|e|i|m|f|int|mod|ent|fac|res|resp|part|inf"
_ASKING_WORD = re.compile(rf"(?<![^\W_])(?:{_ASKING})(?![^\W_])", re.I)
_ANSWERING_WORD = re.compile(rf"(?<![^\W_])(?:{_ANSWERING})(?![^\W_])", re.I)
_ASKING_LETTERS = re.compile(r"(?:e|i|q|int|mod|ent|fac)\.?", re.I)
_ASKING_NUMBERED = re.compile(r"(?:e|i|q|int|mod|ent|fac)[ _-]?\d{1,3}", re.I)
_ANSWERING_CODE = re.compile(r"(?:a|r|res|resp|part|inf|p[ _-]?\d{1,4}|kii[ _-]?\d{1,4})\.?", re.I)
_ROLE_LABEL = re.compile(
    rf"(?:{_ASKING}|{_ANSWERING}|{_ANYONE}){_NUMBER}(?: *\([^()]*\))?|{_NUMBERED_CODE}", re.I
)
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)\s*$")
_LETTER_LABEL = re.compile(rf"(?:{_LETTERS})\.?", re.I)


def is_role_label(label: str) -> bool:
    """Whether a label is a word for a role or a code (Moderadora, Participant 3, KII-07), no one's name."""
    inside = _IN_PARENTHESES.search(label)
    return any(_ROLE_LABEL.fullmatch(part.strip()) for part in (label, inside[1] if inside else ""))


def is_letter_label(label: str) -> bool:
    """Whether a label is a letter or abbreviation that people use for a role (E, P, Q, INT)."""
    return _LETTER_LABEL.fullmatch(label.strip()) is not None


def asking(labels: set[str]) -> set[str]:
    """Those of a document's labels whose words say that they ask.

    A whole word (Interviewer) beats a letter (I), and a letter beats a numbered one (E1): where a
    moderator is named, E1 and E2 are people interviewed.
    """
    for tells in (_ASKING_WORD.search, _ASKING_LETTERS.fullmatch, _ASKING_NUMBERED.fullmatch):
        found = {label for label in labels if tells(label) and not _ANSWERING_WORD.search(label)}
        if found:
            return found
    return set()


def asking_by_word(labels: set[str]) -> set[str]:
    """Those of a document's labels that hold a whole word for one who asks (Interviewer, Moderadora)."""
    return {label for label in labels if _ASKING_WORD.search(label) and not _ANSWERING_WORD.search(label)}


def answers(label: str) -> bool:
    """Whether a label's words say that it answers (Interviewee, P1, KII-07)."""
    return bool(_ANSWERING_WORD.search(label) or _ANSWERING_CODE.fullmatch(label))
