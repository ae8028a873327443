"""From the rows of a table to a matrix: one row a question, a theme or a code."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qualcoder_cg.domain.keyword_notation import separated
from qualcoder_cg.domain.matrix import (
    CodeSpec,
    CriterionSpec,
    Guidance,
    JudgementSpec,
    MatrixSpec,
    QuestionSpec,
    SubQuestionSpec,
    ThemeSpec,
)
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from . import columns
from .checks import Draft, Faults, Place, assemble, check_colour, check_number, number, unknown

HEADING_ROWS = 15
NEEDED = ("criterion", "number", "question")
_KINDS = {
    "question": ("question", "pregunta", ""),
    "theme": ("theme", "tema"),
    "code": ("code", "team code", "codigo"),
}
_BULLET = re.compile(r"^(?:[-•*·▪–]\s+)")


class Row(NamedTuple):
    """One row of a table: where it stands and its cells as text."""

    place: Place
    cells: tuple[str, ...]


def items(cell: str) -> tuple[str, ...]:
    """The parts of a list in a cell: separated by `;` or line breaks, bullets taken off."""
    parts = (_BULLET.sub("", part.strip()).strip() for part in re.split(r"[;\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def terms(cell: str) -> tuple[str, ...]:
    """The keywords in a cell: as `items`, and commas separate too, outside quotation marks and brackets."""
    parts = (_BULLET.sub("", part).strip() for part in separated(cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def heading_row(rows: Sequence[Row]) -> tuple[int, int]:
    """The index of the row that holds the headings, and how many headings are known in it."""
    known = [sum(bool(columns.field_of(cell)) for cell in row.cells) for row in rows[:HEADING_ROWS]]
    best = max(known, default=0)
    return (known.index(best) if known else 0), best


def read_rows(rows: Sequence[Row], title: str, faults: Faults) -> MatrixSpec:
    """The matrix in a table; raises `UserError` naming file, row and fault."""
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise UserError(_("{file} has no rows.").format(file=faults.file))
    at, _known = heading_row(filled)
    fields = _fields(filled[at], faults)
    table = _Table(title, faults)
    for row in filled[at + 1 :]:
        record = {
            field: row.cells[index].strip() for index, field in fields.items() if index < len(row.cells)
        }
        if any(record.values()):
            table.add(row.place, record)
    return assemble(table.finished(), faults)


def _fields(row: Row, faults: Faults) -> dict[int, str]:
    """The field of each known column; raises `UserError` when a needed one is missing."""
    fields: dict[int, str] = {}
    for index, heading in enumerate(row.cells):
        field = columns.field_of(heading)
        if field and field in fields.values():
            faults.add(row.place, _("the column “{heading}” is there twice.").format(heading=heading.strip()))
        elif field:
            fields[index] = field
        elif heading.strip() and (guess := columns.meant(heading)):
            what = _("the column “{heading}” is unknown.").format(heading=heading.strip())
            faults.add(row.place, unknown(what, guess))
    found = set(fields.values())
    if "criterion_key" in found:
        found.add("criterion")
    needed = ("question",) if "kind" in found else NEEDED
    if "kind" in found and "name" in found:
        found.add("question")
    missing = [field for field in needed if field not in found]
    if missing:
        raise UserError(
            _("{file}, {place}: missing columns: {missing}. Found: {found}. Needed: {needed}.").format(
                file=faults.file,
                place=row.place.words,
                missing=columns.called(missing),
                found=", ".join(cell.strip() for cell in row.cells if cell.strip()),
                needed=columns.called(needed),
            ),
            _("Give the table one row of headings; all that are known are in the README of codebooks."),
        )
    return fields


class _Table:
    """Gathers rows into a draft, remembering what blank cells repeat."""

    def __init__(self, title: str, faults: Faults) -> None:
        self.faults = faults
        self.draft = Draft(title)
        self._criteria: dict[str, tuple[Place, str]] = {}
        self._current = ""

    def add(self, place: Place, record: dict[str, str]) -> None:
        """Take in one row that is not blank."""
        written = columns.folded(record.get("kind", ""))
        kind = next((kind for kind, words in _KINDS.items() if written in words), "")
        if kind == "question":
            self._question(place, record)
        elif kind == "theme":
            name = record.get("name") or record.get("question", "")
            theme = ThemeSpec(name, record.get("short", ""), self._guidance(place, record))
            self.draft.themes.append((place, theme))
        elif kind == "code":
            self._code(place, record)
        else:
            what = _("the kind “{kind}” should be question, theme or code.")
            self.faults.add(place, what.format(kind=record["kind"]))

    def finished(self) -> Draft:
        """The draft with its criteria in the order they appeared."""
        self.draft.criteria = [
            (place, CriterionSpec(key, name or key)) for key, (place, name) in self._criteria.items()
        ]
        return self.draft

    def _criterion(self, place: Place, record: dict[str, str]) -> str:
        """The key of the row's criterion; that of the row above where the cells are blank."""
        key, name = record.get("criterion_key", ""), record.get("criterion", "")
        if not key and not name:
            return self._current
        if not key:
            same = (known for known, (_place, called) in self._criteria.items() if called == name)
            key = next(same, "") or _key_from(name, self._criteria)
        first, known = self._criteria.setdefault(key, (place, name))
        if name and not known:
            self._criteria[key] = (first, name)
        elif name and name != known:
            what = _("the criterion {key} is called “{name}” here and “{known}” on {place}.")
            self.faults.add(place, what.format(key=key, name=name, known=known, place=first.words))
        self._current = key
        return key

    def _question(self, place: Place, record: dict[str, str]) -> None:
        key = self._criterion(place, record)
        judgement = _judgement(record.get("judgement", ""), record.get("indicators", ""))
        sources, methods = items(record.get("sources", "")), items(record.get("methods", ""))
        parts = tuple(SubQuestionSpec(text) for text in items(record.get("sub_questions", "")))
        named = bool(record.get("number") or record.get("question"))
        if (judgement or sources or methods or parts) and self._goes_on(key, record):
            first, key, last = self.draft.questions[-1]
            both = tuple(dict.fromkeys((*last.sources, *sources)))
            self.draft.questions[-1] = (
                first,
                key,
                replace(
                    last,
                    judgement=(*last.judgement, *judgement),
                    sources=both,
                    methods=tuple(dict.fromkeys((*last.methods, *methods))),
                    sub_questions=tuple(dict.fromkeys((*last.sub_questions, *parts))),
                ),
            )
            return
        rest = {field for field, value in record.items() if value} - {"kind", "criterion_key", "criterion"}
        if not named and not rest:
            return
        spec = QuestionSpec(
            check_number(record.get("number", ""), place, self.faults),
            record.get("question", ""),
            record.get("short", ""),
            items(record.get("themes", "")),
            judgement,
            sources,
            self._guidance(place, record),
            methods,
            parts,
        )
        self.draft.questions.append((place, key, spec))

    def _goes_on(self, key: str, record: dict[str, str]) -> bool:
        """Whether the row adds a judgement criterion or source to the question of the row above."""
        if not self.draft.questions or self.draft.questions[-1][1] != key:
            return False
        last = self.draft.questions[-1][2]
        same_number = number(record.get("number", "")) in ("", last.number)
        return same_number and record.get("question", "") in ("", last.text) and last.text != ""

    def _code(self, place: Place, record: dict[str, str]) -> None:
        code = CodeSpec(
            record.get("name") or record.get("question", ""),
            record.get("short", ""),
            tuple(number(item) for item in terms(record.get("questions", ""))),
            record.get("parent", ""),
            self._guidance(place, record),
        )
        self.draft.codes.append((place, code))

    def _guidance(self, place: Place, record: dict[str, str]) -> Guidance:
        keywords = {
            field.removeprefix(columns.KEYWORDS): terms(value)
            for field, value in record.items()
            if field.startswith(columns.KEYWORDS) and terms(value)
        }
        return Guidance(
            record.get("definition", ""),
            record.get("when_to_use", ""),
            record.get("when_not", ""),
            record.get("example", ""),
            keywords,
            check_colour(record.get("colour", ""), place, self.faults),
        )


def _judgement(criteria_cell: str, indicator_cell: str) -> tuple[JudgementSpec, ...]:
    """Judgement criteria with their indicators.

    Several criteria pair with indicators line by line; where the lines do not match, the cell stays
    one criterion with all its indicators, so that none is put under a criterion it does not belong to.
    """
    criteria, indicators = items(criteria_cell), items(indicator_cell)
    if not criteria and not indicators:
        return ()
    if len(criteria) <= 1 or not indicators:
        return tuple(JudgementSpec(text, indicators) for text in criteria or ("",))
    lines = [items(line) for line in indicator_cell.split("\n") if items(line)]
    if len(lines) != len(criteria):
        return (JudgementSpec("; ".join(criteria), indicators),)
    return tuple(JudgementSpec(text, line) for text, line in zip(criteria, lines, strict=True))


def _key_from(name: str, taken: dict[str, tuple[Place, str]]) -> str:
    """A key for a criterion that has only a name: its first letters, as few as make it its own."""
    letters = columns.folded(name).replace(" ", "").upper() or "C"
    for length in range(3, len(letters) + 1):
        if letters[:length] not in taken:
            return letters[:length]
    return next(f"{letters}{n}" for n in range(1, len(taken) + 2) if f"{letters}{n}" not in taken)
