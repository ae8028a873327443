"""Speakers' labels in a plain text: what may be one, and which of those are to be trusted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.spans import Span
from .roles import is_letter_label, is_role_label

COLON, TIMED, ALONE, BOLD, CELL, LETTER = "colon", "timed", "alone", "bold", "cell", "letter"
_MAX_CHARACTERS = 60
_MAX_WORDS = 6
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
# f4 writes #00:01:02-3#, with tenths of a second.
_STAMP = rf"#(?P<@>{_CLOCK}(?:-\d)?)#"
_IN_BRACKETS = rf"[\[(] *(?P<@>{_CLOCK})(?: *(?:-->|[-–—]) *{_CLOCK})? *[\])]"
_BEFORE, _WITHIN, _AFTER = (_IN_BRACKETS.replace("@", group) for group in ("before", "within", "after"))
_LEAD = r"[^\S\n]*(?:(?:[-–—•*]|>{1,2})[^\S\n]+|[–—])?"
_NAME = r"(?P<name>[^\W_][^\n\t:：<>\[\]{}?!¿¡;\"“”«»…=*]{0,59})"
# The shortest name, so that of two separators on a line the first one ends it.
_SHORT_NAME = _NAME.replace("{0,59}", "{0,59}?")
_PAUSE = r"[^\S\n]"
_COLON_FORM = re.compile(
    rf"{_LEAD}(?:{_BEFORE}{_PAUSE}*|{_STAMP.replace('@', 'stamp')}{_PAUSE}*|(?P<bare>{_CLOCK}){_PAUSE}+)?"
    rf"(?:\d{{1,3}}[.)]?{_PAUSE}+)?"
    rf"(?:\[{_NAME.replace('name', 'boxed')}\]{_PAUSE}*|{_SHORT_NAME}(?:{_WITHIN}{_PAUSE}*)?)"
    rf"(?:[:：](?![/\\\d])|\.{_PAUSE}?[-–—]){_PAUSE}*(?:{_AFTER}:?|(?P<ends>{_CLOCK}){_PAUSE}*$)?"
)
_TIMED_FORM = re.compile(rf"{_LEAD}{_NAME}{_WITHIN}{_PAUSE}*[:：]?")
_ALONE_FORM = re.compile(
    rf"{_LEAD}(?:{_NAME}[\t ]+[\[(]?(?P<after>{_CLOCK})[\])]?|{_BEFORE}{_PAUSE}+(?:[-–—]{_PAUSE}+)?"
    rf"{_NAME.replace('name', 'second')}|\[{_NAME.replace('name', 'boxed')}\]{_PAUSE}+(?P<within>{_CLOCK}))"
    rf"{_PAUSE}*$"
)
_BOXED_FORM = re.compile(rf"{_LEAD}\[{_NAME}\]{_PAUSE}+(?=\S)")
_LOOSE_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMES_LINE = re.compile(
    rf"\s*[\[(]?(?P<time>{_LOOSE_CLOCK})(?:{_PAUSE}*-->{_PAUSE}*{_LOOSE_CLOCK})?[\])]?\s*"
)
_NAME_LINE = re.compile(rf"{_LEAD}{_NAME}{_PAUSE}*$")
_CELL_FORM = re.compile(rf"{_LEAD}{_NAME}\t+(?=\S)")
_LETTER_FORM = re.compile(r"\s*(?:\d{1,3}[.)]\s+)?(?P<name>[QAPRE])\d{0,3}[.)]\s+(?=\S)")
_TIME_AT_END = re.compile(
    rf"(?:{_STAMP.replace('@', 'stamp')}|"
    rf"(?:^|\n){_PAUSE}*[\[(]?(?P<line>\d{{1,2}}:\d{{2}}:\d{{2}})[\])]?)\s*\Z"
)
_LONGEST_TIME = 40
_WORD_OF_NAME = re.compile(r"[^\s/&|,-]+")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]|[A-Z]\w{1,4})$")
_NUMBERED_LETTER = re.compile(r"([qapr]) ?(\d{1,3})", re.I)
_TINY = 4
_SMALL_WORDS = "de del la las los el y e i da das do dos di du van von der den le of the and for al bin ibn"
_PARTICLES = frozenset(_SMALL_WORDS.split())
_HEADER_WORDS = """
    note notes nota notas n.b nb ps pd p.s p.d example ejemplo e.g ej source sources fuente fuentes figure
    figura table tabla cuadro gráfico graph date fecha place lugar location ubicación time hora duration
    duración title título titulo subtitle subject asunto topic tema project proyecto name nombre age edad sex
    sexo gender género file archivo language idioma transcript transcription transcripción transcriber
    transcriptor part parte section sección chapter capítulo task tarea objective objetivo objectives
    objetivos summary resumen abstract http https url link email e-mail mail correo tel phone teléfono
    participants participantes presentes asistentes attendees agenda recording grabación version versión
    warning important importante conclusion conclusión conclusions conclusiones recommendation
    recomendación recommendations recomendaciones result resultado results resultados finding hallazgo
    findings hallazgos step paso option opción day día session sesión re from to cc bcc para context contexto
    background antecedentes annex anexo keywords municipality municipio organisation organization
    organización institution institución position cargo country país city ciudad
    community comunidad occupation ocupación oficio surname apellido apellidos role rol
    comment comentario comments comentarios observation observación observations observaciones
"""
_NEVER = frozenset(_HEADER_WORDS.split())
_HEADINGS = {"speaker", "speakers", "who", "name", "hablante", "hablantes", "quién", "nombre", "voz"}


class Label(NamedTuple):
    """A speaker's label found in a text (code points): where it begins, and where what follows it begins.

    `heads` says that it stands alone on its line, above the words.
    """

    speaker: str
    start: int
    end: int
    kind: str
    seconds: float | None = None
    heads: bool = False

    @property
    def key(self) -> str:
        """What two labels of one speaker share."""
        return " ".join(self.speaker.casefold().split())


def seconds(clock: str | None) -> float | None:
    """A clock as 1:02:03.5, 02:03 or 00:01:02-3 in seconds; None for no clock."""
    if not clock:
        return None
    total = 0.0
    for part in clock.replace(",", ".").replace("-", ".").split(":"):
        total = total * 60 + float(part)
    return total


def of_line(text: str, start: int, end: int) -> Label | None:
    """The label that a line of the text may begin with, whether or not it is to be trusted."""
    line = text[start:end]
    found = _COLON_FORM.match(line)
    if found and not line.startswith(("http", "<http"), found.end()):
        clock = found["before"] or found["stamp"] or found["bare"] or found["ends"]
        return _label(found, found["name"] or found["boxed"], start, COLON, clock)
    if found := _ALONE_FORM.match(line):
        name = found["name"] or found["second"] or found["boxed"]
        return _label(found, name, start, ALONE, found["before"])
    if (found := _BOXED_FORM.match(line)) and is_role_label(found["name"].strip()):
        return _label(found, found["name"], start, COLON, None)
    for kind, form in ((TIMED, _TIMED_FORM), (CELL, _CELL_FORM), (LETTER, _LETTER_FORM)):
        if found := form.match(line):
            return _label(found, found["name"], start, kind, None)
    return None


def of_two_lines(text: str, first: Span, second: Span) -> Label | None:
    """The label that two lines may be: times and below them a name, or a name and below it a time."""
    above, below = text[first.start : first.end], text[second.start : second.end]
    times, name = _TIMES_LINE.fullmatch(above), _NAME_LINE.match(below)
    if not times or "-->" not in above:
        times, name = _TIMES_LINE.fullmatch(below), _NAME_LINE.match(above)
    if not times or not name or name["name"].rstrip().endswith((".", "!", "…", ",")):
        return None
    label = _label(name, name["name"], first.start, ALONE, times["time"])
    return label and label._replace(start=first.start, end=second.end, heads=True)


def of_bold_line(text: str, start: int, end: int, bold: Span) -> Label | None:
    """The label that a bold run at the beginning of a line may be: up to a colon, or the whole line."""
    line = text[start:end].rstrip()
    run = text[bold.start : min(bold.end, start + len(line))]
    name, colon, _rest = run.partition(":")
    if not colon and text.startswith(":", start + len(line[: bold.start - start + len(run)])):
        colon = ":"
    stop = bold.start + len(name) + len(colon)
    if not colon and stop < start + len(line):
        return None
    label = Label(name.strip(), bold.start, stop, BOLD, heads=stop >= start + len(line))
    return label if name.strip() and _could_be_name(name.strip()) else None


def _label(found: re.Match[str], name: str, start: int, kind: str, clock: str | None) -> Label | None:
    groups = found.groupdict()
    clock = clock or groups.get("within") or groups.get("after")
    name = name.strip()
    begins = start + len(found[0]) - len(found[0].lstrip())
    heads = not found.string[found.end() :].strip()
    label = Label(name, begins, start + found.end(), kind, seconds(clock), heads)
    return label if _could_be_name(name) else None


def _could_be_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= _MAX_WORDS or len(name) > _MAX_CHARACTERS or not name[0].isalnum():
        return False
    if not any(char.isalpha() for char in name) or _is_header(name):
        return False
    return all(
        _ABBREVIATION.search(before) for before in re.split(r"\.(?=\s|$)", name)[:-1]
    ) and not name.endswith(",")


def _is_header(name: str) -> bool:
    """Whether a label is a word like Date or Note, which no speaker is called."""
    words = re.sub(r"[\d.#-]+$", "", name.casefold()).split()
    return bool(words) and (words[0] in _NEVER or " ".join(words) in _NEVER)


def looks_like_name(label: str) -> bool:
    """Whether every word is written as in a name: capital, digit, particle, or script without capitals."""
    outside = re.sub(r"\([^()]*\)", " ", label)
    words = _WORD_OF_NAME.findall(outside)
    return bool(words) and all(
        word in _PARTICLES or not word[0].islower() for word in words
    ) and not words[0][0].islower()  # fmt: skip


def trusted(labels: Sequence[Label], paragraphs: int) -> list[Label]:
    """The labels that are speakers, of those found in so many paragraphs that hold text.

    A label is a speaker when it is a role word, or looks like a name and recurs, or when most
    paragraphs carry such labels (a third, where two speakers recur). Labels without a colon need more:
    see `_enough`. Many different words before colons, each used now and then, are a list of terms.
    """
    labels = _without_heading(labels)
    often = Counter(label.key for label in labels)
    paragraphs -= sum(label.heads for label in labels)
    of_kind = Counter(label.kind for label in labels if looks_like_name(label.speaker))
    recurring = {label.key for label in labels if often[label.key] > 1}
    letters = {label.key for label in labels if is_letter_label(label.speaker)}
    carried = of_kind[COLON] + of_kind[TIMED] + of_kind[BOLD]
    most = 2 * carried > paragraphs and (bool(recurring) or 2 <= paragraphs <= _TINY)
    most = most or (len(recurring) > 1 and 3 * carried > paragraphs)
    kinds = {kind for kind in of_kind if _enough(kind, labels, often, paragraphs)}
    terms = _are_terms(labels)

    def is_speaker(label: Label) -> bool:
        again = label.key in recurring
        named = looks_like_name(label.speaker)
        if label.kind not in kinds or label.kind in (TIMED, ALONE, LETTER):
            return label.kind in kinds
        if is_role_label(label.speaker):
            return again or not terms
        if label.kind == CELL:
            return named
        if is_letter_label(label.speaker):
            return again or len(letters) > 1
        few = len(label.speaker.split()) <= 3
        return not terms and ((most or again) if named else (most and again and few))

    return _unnumbered([label for label in labels if is_speaker(label)])


def _without_heading(labels: Sequence[Label]) -> Sequence[Label]:
    """The labels without the heading of a table's column of speakers."""
    cells = [label for label in labels if label.kind == CELL]
    if not cells or cells[0].key not in _HEADINGS or cells[0].key in {label.key for label in cells[1:]}:
        return labels
    return [label for label in labels if label is not cells[0]]


def _are_terms(labels: Sequence[Label]) -> bool:
    """Whether the words before colons are headings, references or terms rather than people who converse.

    Of people who do, each speaks three times on average, or one of them a third of the time.
    """
    named = [label for label in labels if label.kind in (COLON, BOLD) and looks_like_name(label.speaker)]
    speaking = sum(label.seconds is not None or is_role_label(label.speaker) for label in named)
    if not named or 4 * speaking >= len(named):
        return False
    often = Counter(label.key for label in named)
    return 3 * len(often) > len(named) > 3 * max(often.values())


def _unnumbered(labels: list[Label]) -> list[Label]:
    """Q1, A1, Q2, A2 are one who asks and one who answers, unless a number recurs as a person's would."""
    numbers: dict[str, list[str]] = {"q": [], "a": [], "p": [], "r": []}
    for label in labels:
        if found := _NUMBERED_LETTER.fullmatch(label.speaker):
            numbers[found[1].lower()].append(found[2])
    pairs = [
        pair
        for pair in ("qa", "pr")
        if numbers[pair[0]] == numbers[pair[1]] and len(set(numbers[pair[0]])) == len(numbers[pair[0]])
    ]
    return [
        label._replace(speaker=found[1])
        if (found := _NUMBERED_LETTER.fullmatch(label.speaker))
        and any(found[1].lower() in pair for pair in pairs)
        else label
        for label in labels
    ]


def _enough(kind: str, labels: Sequence[Label], often: Counter[str], paragraphs: int) -> bool:
    """Whether a form is used in a document the way a transcript uses it."""
    same = [label for label in labels if label.kind == kind]
    recurs = any(often[label.key] > 1 for label in same)
    if kind in (COLON, BOLD):
        return True
    if kind == TIMED:
        return all(looks_like_name(label.speaker) for label in same) or recurs
    if kind == ALONE:
        return all(looks_like_name(label.speaker) for label in same) and (
            recurs or (len(same) > 1 and 3 * len(same) >= paragraphs)
        )
    names = {label.key for label in same}
    if kind == LETTER:
        return any({asks, answers} <= names for asks, answers in ("qa", "pr", "er"))
    return recurs and 2 * len(same) > paragraphs


def time_at_end(text: str, start: int, end: int) -> tuple[int, float] | None:
    """Where a time begins that a stretch ends with, and its seconds: a stamp, or a clock on its own line."""
    from_ = max(start, end - _LONGEST_TIME)
    found = _TIME_AT_END.search(text[from_:end])
    if not found or (found["line"] and found.start() == 0 and from_ and text[from_ - 1] != "\n"):
        return None
    return from_ + found.start(), seconds(found["stamp"] or found["line"]) or 0.0


def lines(text: str, end: int) -> Iterator[Span]:
    """The lines of the text up to `end` that hold more than white space."""
    start = 0
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop + 1
