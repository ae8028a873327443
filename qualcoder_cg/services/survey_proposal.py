"""What the columns of a survey's file most likely are, each with the reason, for a person to correct."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..domain import survey_scales
from ..domain.survey_scales import Steps, folded
from ..domain.surveys import ATTRIBUTE, CLOSED, ID, IGNORED, MULTIPLE, OPEN, ColumnPlan, SurveyTable
from ..i18n import _, ngettext

SEPARATORS = (";", "|", "\n", ",", "/")
_ID_NAMES = frozenset(
    ("id", "ids", "lfdn", "registro", "record", "folio", "token", "code", "codigo", "clave", "respondent",
     "respondente", "encuestado", "participante", "participant", "caso", "case", "responseid",
     "respondentid", "recordid", "response_id", "respondent_id", "record_id", "id_encuesta",
     "id_respuesta", "num", "no", "nº", "numero")
)  # fmt: skip
_ID_WORDS = (
    "respondent id",
    "response id",
    "id de respuesta",
    "id de encuesta",
    "id respuesta",
    "numero de registro",
    "numero de encuesta",
    "numero de cuestionario",
    "id del encuestado",
)
_PERSONAL = re.compile(
    r"e-?mail|\bcorreo\b|telefono|\bphone\b|\bcelular\b|\bip\b|ipaddress|direccion ip|latitud|longitud"
    r"|^(full |first |last |your )?name$|^(su |tu )?(nombres?|apellidos?)( completo| y apellidos?)?$"
    r"|recipient(first|last)?name",
    re.MULTILINE,
)
_WHEN = re.compile(r"marca temporal|timestamp|(start|end|recorded|submit) ?date|\bfecha\b|hora de|\bdate\b")
_ATTRIBUTE = re.compile(
    r"\bsexo?\b|\bgenero\b|\bgender\b|\bedad\b|\bage\b|\bestado\b|\bstate\b|municipi|\bregion|\bpais\b|\bcountry\b"
    r"|territor|\bcargo\b|\brole?\b|\bpuesto\b|instituci|organi[sz]a|\bsector\b|escolaridad|education|idioma"
    r"|language|\btipo\b|\btype\b|ocupacion|occupation|provinc|\bgrupo\b|\bgroup\b|etnia|ethnic|\bcurso\b"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_CODE = re.compile(r"[\w./:-]{1,40}")
_LONG_WORDS = 4.0
_SHORT = 60
_MOST_DISTINCT = 0.5
_FEW = 12
_SAMPLE = 500


class Proposal(NamedTuple):
    """A plan for each column, and what the person should know of the file."""

    columns: tuple[ColumnPlan, ...]
    warnings: tuple[str, ...]


def propose(table: SurveyTable) -> Proposal:
    """Guess what each column is from its heading and its cells."""
    values = {heading: table.column(heading) for heading in table.headings}
    code = _id_column(table, values)
    columns = []
    for heading, text in zip(table.headings, table.texts or table.headings, strict=True):
        if heading == code:
            columns.append(ColumnPlan(heading, ID, text, reason=_id_reason(values[heading])))
        elif code and _several(values[code], values[heading]):
            reason = _("several answers of one respondent, in rows of their own")
            columns.append(ColumnPlan(heading, MULTIPLE, text, "\n", reason=reason))
        else:
            columns.append(_column(heading, text, values[heading]))
    return Proposal(tuple(with_scales(table, columns)), tuple(_warnings(table, columns, code)))


def with_scales(table: SurveyTable, columns: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """The plan with the order of answers set for closed questions whose scale is known.

    Questions with the same answers share one order, which holds every answer given to any of them.
    Columns that have an order already keep it.
    """
    found = {
        column.heading: steps
        for column in columns
        if column.kind == CLOSED
        and not column.categories
        and (steps := survey_scales.in_order(filter(None, table.column(column.heading))))
    }
    shared: list[_Shared] = []
    of: dict[str, _Shared] = {}
    for heading, steps in found.items():
        group = next((one for one in shared if one.takes(steps)), None)
        if group is None:
            group = _Shared(steps.name)
            shared.append(group)
        group.add(steps)
        of[heading] = group
    return [
        replace(column, categories=of[column.heading].categories, missing=of[column.heading].missing)
        if column.heading in of
        else column
        for column in columns
    ]


class _Shared:
    """One order of answers, of all the questions that were answered with the same words."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: dict[int, str] = {}
        self._missing: dict[str, str] = {}

    def takes(self, steps: Steps) -> bool:
        """Whether answers are of this scale, none worded in another way."""
        return steps.name == self._name and all(
            folded(self._steps.get(survey_scales.place_in(steps.name, answer), answer)) == folded(answer)
            for answer in steps.categories
        )

    def add(self, steps: Steps) -> None:
        """Take the answers to another question in."""
        for answer in steps.categories:
            self._steps.setdefault(survey_scales.place_in(steps.name, answer), answer)
        for answer in steps.missing:
            self._missing.setdefault(folded(answer), answer)

    @property
    def categories(self) -> tuple[str, ...]:
        """The answers, low to high."""
        return tuple(self._steps[place] for place in sorted(self._steps))

    @property
    def missing(self) -> tuple[str, ...]:
        """The answers that stand for none."""
        return tuple(self._missing.values())


def _id_column(table: SurveyTable, values: dict[str, list[str]]) -> str:
    """The heading of the column that tells respondents apart; "" when there is none."""
    columns = zip(table.headings, table.texts or table.headings, strict=True)
    plain = [(heading, text) for heading, text in columns if not _personal(heading, text, values[heading])]
    for heading, text in plain:
        names = {folded(heading), folded(text)}
        named = bool(names & _ID_NAMES) or any(word in name for name in names for word in _ID_WORDS)
        if named and _are_codes(values[heading]) and _tells_apart(heading, values):
            return heading
    first = plain[0][0] if plain else ""
    codes = values.get(first, [])
    if all(codes) and len(set(codes)) == len(codes) > 1 and _are_codes(codes):
        return first
    return ""


def _are_codes(codes: Sequence[str]) -> bool:
    """Whether the cells look like codes: no words, no addresses, hardly one blank."""
    filled = [code for code in codes if code]
    return len(filled) > 0.9 * len(codes) and all(_CODE.fullmatch(code) for code in filled)


def _tells_apart(heading: str, values: dict[str, list[str]]) -> bool:
    """Whether a code that comes again stands beside the same long answers each time: rows of one person."""
    codes = values[heading]
    if len(set(codes)) == len(codes):
        return True
    long = [cells for other, cells in values.items() if other != heading and _mean_words(cells) > _LONG_WORDS]
    if not long:
        return False
    said: dict[str, tuple[str, ...]] = {}
    return all(said.setdefault(code, row) == row for code, row in zip(codes, zip(*long), strict=True))


def _several(codes: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a respondent's rows differ in a column."""
    said: dict[str, str] = {}
    return any(code and said.setdefault(code, cell) != cell for code, cell in zip(codes, cells, strict=True))


def _id_reason(codes: Sequence[str]) -> str:
    if len(set(codes)) == len(codes):
        return _("a code for each row")
    return _("{codes} codes in {rows} rows: several rows of one respondent").format(
        codes=len(set(filter(None, codes))), rows=len(codes)
    )


def _column(heading: str, text: str, cells: Sequence[str]) -> ColumnPlan:
    """The plan of one column; the first rule that fits decides."""
    filled = [cell for cell in cells if cell]
    names = f"{folded(heading)}\n{folded(text)}"
    if not filled:
        return ColumnPlan(heading, IGNORED, text, reason=_("no answers"))
    if _personal(heading, text, cells):
        return ColumnPlan(heading, IGNORED, text, reason=_("may tell who the person is"))
    if _WHEN.search(names) and all(_DATE.search(cell) for cell in filled):
        return ColumnPlan(heading, IGNORED, text, reason=_("when it was filled in"))
    separator = _separator(filled)
    if separator:
        return _multiple(heading, text, filled, separator)
    distinct = len(set(map(folded, set(filled))))
    words = _mean_words(filled)
    if _is_open(filled, distinct, words):
        reason = _("{n} different answers among {all}, {words:.0f} words on average").format(
            n=distinct, all=len(filled), words=words
        )
        return ColumnPlan(heading, OPEN, text, reason=reason)
    reason = ngettext("{n} different answer", "{n} different answers", distinct).format(n=distinct)
    short = len(text) <= _SHORT and not text.rstrip().endswith("?")
    kind = ATTRIBUTE if short and _ATTRIBUTE.search(names) and not _on_a_scale(filled) else CLOSED
    return ColumnPlan(heading, kind, text, reason=reason)


def _personal(heading: str, text: str, cells: Sequence[str]) -> bool:
    """Whether a column holds names, addresses or the like."""
    addresses = sum("@" in cell for cell in cells)
    named = _PERSONAL.search(f"{folded(heading)}\n{folded(text)}")
    return bool(named) or addresses > 0.5 * sum(map(bool, cells)) > 0


def _on_a_scale(filled: Sequence[str]) -> bool:
    steps = survey_scales.in_order(filled)
    return steps is not None and not steps.name.startswith("to ")


def _is_open(filled: Sequence[str], distinct: int, words: float) -> bool:
    """Whether answers are sentences rather than categories."""
    if words > _LONG_WORDS:
        return distinct > _MOST_DISTINCT * len(filled) or max(map(len, filled)) > 2 * _SHORT
    numbers = sum(cell.replace(".", "", 1).isdigit() for cell in filled)
    return distinct > max(_FEW, 0.8 * len(filled)) and numbers < 0.5 * len(filled) and words > 1.5


def _separator(filled: Sequence[str]) -> str:
    """What parts the answers of a multiple response; "" where each cell is one answer.

    The parts must come again in other combinations: a comma within a sentence parts nothing.
    """
    sample = filled[:_SAMPLE]
    for separator in SEPARATORS:
        if not any(separator in cell for cell in sample):
            continue
        lists = [parts(cell, separator) for cell in sample]
        several = [found for found in lists if len(found) > 1]
        count = Counter(folded(part) for found in lists for part in found)
        again = sum(n > 1 for n in count.values())
        if (
            len(several) > max(1, 0.1 * len(sample))
            and len(count) < len(set(map(folded, sample)))
            and again >= 0.6 * len(count)
            and max(map(len, count)) <= 2 * _SHORT
        ):
            return separator
    return ""


def _multiple(heading: str, text: str, filled: Sequence[str], separator: str) -> ColumnPlan:
    count = {folded(part) for cell in filled for part in parts(cell, separator)}
    reason = _("{n} answers in combinations, parted by {separator}").format(
        n=len(count), separator=separator_name(separator)
    )
    return ColumnPlan(heading, MULTIPLE, text, separator, reason=reason)


def parts(cell: str, separator: str) -> list[str]:
    """The answers in a cell of a multiple response, each once."""
    found: dict[str, str] = {}
    for part in cell.split(separator) if separator else [cell]:
        if part.strip():
            found.setdefault(folded(part), part.strip())
    return list(found.values())


def separator_name(separator: str) -> str:
    """A separator as it can be shown."""
    return {"\n": _("line breaks"), "\t": _("tabs")}.get(separator, separator)


def _mean_words(cells: Iterable[str]) -> float:
    counts = [len(cell.split()) for cell in cells if cell]
    return sum(counts) / len(counts) if counts else 0.0


def _warnings(table: SurveyTable, columns: Sequence[ColumnPlan], code: str) -> Iterator[str]:
    yield from table.warnings
    if not code:
        yield _(
            "No column tells the respondents apart; they are called R001, R002 … in the order of the rows."
        )
    elif len(set(filter(None, table.column(code)))) < len([*filter(None, table.column(code))]):
        yield _(
            "{column}: some codes come in several rows; those rows are taken as one respondent's."
        ).format(column=code)
    if all(column.kind not in (OPEN, CLOSED, MULTIPLE) for column in columns):
        yield _("No column looks like a question. Check that the right sheet was chosen.")
