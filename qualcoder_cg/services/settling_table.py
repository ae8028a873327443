"""Disagreements as a table to fill in, and the decisions read back: all rows or none."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..domain.codings import Coder
from ..domain.consistency import Disagreement
from ..domain.spans import Span
from ..domain.team import ANOTHER, BOTH, KEEP_A, KEEP_B, NEITHER
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .adjudication import settle
from .disagreements import listed, type_in_words
from .findings import numbers
from .lookup import Names
from .redactor import Redactor

if TYPE_CHECKING:
    from ..formats.tables import Record

ID, VERDICT, CODES, REASON, START, END = "disagreement", "verdict", "codes", "reason", "start", "end"
NEEDED, OPTIONAL = (ID, VERDICT, REASON), (CODES, START, END)
_TOLD = (
    "type", "document", "place", "words", "coder_a", "code_a", "coder_b", "code_b", "weight", "findings",
)  # fmt: skip


class Row(NamedTuple):
    """A disagreement as tables and scripts are told of it; places are code points, half-open."""

    disagreement: Disagreement
    type: str
    document: str
    words: str
    coder_a: str
    code_a: str
    coder_b: str
    code_b: str
    findings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same for scripts."""
        one = self.disagreement
        return {
            "id": one.id, "kind": one.kind, "type": self.type, "document": self.document,
            "document_id": one.document_id, "start": one.start, "end": one.end, "text": self.words,
            "coder_a": self.coder_a, "code_a": self.code_a, "codings_a": list(one.codings_a),
            "coder_b": self.coder_b, "code_b": self.code_b, "codings_b": list(one.codings_b),
            "weight": one.weight, "findings": list(self.findings), "open": one.is_open,
            "stale": one.is_stale, "adjudication_id": one.adjudication_id,
        }  # fmt: skip


def told(project: Project, found: Sequence[Disagreement]) -> list[Row]:
    """Disagreements with the names of what they are about; names that must not be printed are taken out."""
    coders = {coder.id: coder.name for coder in project.coders.all()}
    codes = {code.id: code.name for code in project.codes.all()}
    documents = {document.id: document for document in project.documents.all()}
    number, redactor = numbers(project), Redactor(project)
    texts: dict[str, str] = {}
    rows = []
    for one in found:
        if one.document_id not in texts:
            texts[one.document_id] = project.documents.text(one.document_id)
        words = redactor.apply(one.document_id, one.start, one.end, texts[one.document_id], "none")
        rows.append(
            Row(
                one, type_in_words(project, one), documents[one.document_id].code, words,
                coders[one.coder_a], codes.get(one.code_a, ""), coders[one.coder_b],
                codes.get(one.code_b, ""), tuple(f"F{number[it]}" for it in one.findings if it in number),
            )
        )  # fmt: skip
    return rows


def write_table(project: Project, path: Path, found: Sequence[Disagreement]) -> None:
    """Write disagreements as a CSV table whose empty columns take the decisions."""
    from ..formats import plain_csv

    if path.suffix.lower() != ".csv":
        raise UserError(
            _("{file} is no CSV file.").format(file=path.name), _("Give the file a name that ends in .csv.")
        )
    rows = [
        (
            row.disagreement.id, "", "", "", row.type, row.document,
            f"{row.disagreement.start}–{row.disagreement.end}", row.words, row.coder_a, row.code_a,
            row.coder_b, row.code_b, str(row.disagreement.weight), ", ".join(row.findings),
        )
        for row in told(project, found)
    ]  # fmt: skip
    plain_csv.write((ID, VERDICT, CODES, REASON, *_TOLD), rows, path)


def settle_from(project: Project, path: Path) -> int:
    """Settle what the rows of a CSV table decide, in one step; gives how many. Any wrong row stops all.

    Columns: disagreement (its id; the column may be called id), verdict (a, b, both, another, neither, or
    whose coding is kept), reason, and if wanted codes (of another; several with ; between), start and end
    for other edges. Rows without a verdict are left for later.
    """
    from ..formats.tables import headings_of, in_row, read_csv

    headings = headings_of(path)
    named = "id" if "id" in headings and ID not in headings else ID
    rows = [one for one in read_csv(path, (named, VERDICT, REASON), OPTIONAL) if one.cells[VERDICT]]
    table = _Table(project)
    lines: dict[str, int] = {}
    with project.step("Settle disagreements from {file} ({n})", n=len(rows), file=path.name):
        for row in rows:
            with in_row(path, row):
                known = table.disagreement(row.cells[named])
                if known.id in lines:
                    raise UserError(
                        _("this disagreement is decided in line {line} already.").format(
                            line=lines[known.id]
                        ),
                        _("Leave one of the two rows."),
                    )
                lines[known.id] = row.line
                table.settle(known, row)
    return len(rows)


class _Table:
    """What the rows of a table may name."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known = {one.id: one for one in listed(project)}
        self._coders = {coder.id: coder for coder in project.coders.all()}
        self._names = Names(project)

    def disagreement(self, name: str) -> Disagreement:
        """The disagreement of that id; UserError when there is none."""
        if name in self._known:
            return self._known[name]
        raise UserError(
            _("there is no disagreement {name}.").format(name=name or "–"),
            _("Its codings may have changed. Write the table anew with disagreements --to."),
        )

    def settle(self, known: Disagreement, row: "Record") -> None:
        """Settle one as its row says."""
        codes = [self._names.code(name.strip()).id for name in row.cells[CODES].split(";") if name.strip()]
        verdict = self._verdict(known, row.cells[VERDICT])
        if codes and verdict != ANOTHER:
            raise UserError(
                _("codes are named, but the verdict is not another."),
                _("Write another as the verdict, or leave the codes out."),
            )
        settle(self._project, known, verdict, reason=row.cells[REASON], code_ids=codes, span=self._span(row))

    def _verdict(self, known: Disagreement, cell: str) -> str:
        word = cell.casefold()
        meant: dict[str, str] = {}
        for verdict, coder_id in ((KEEP_A, known.coder_a), (KEEP_B, known.coder_b)):
            coder: Coder = self._coders[coder_id]
            meant |= dict.fromkeys((coder.name.casefold(), coder.initials.casefold()), verdict)
        said = {BOTH: _("both"), ANOTHER: _("another"), NEITHER: _("neither")}
        meant |= {name.casefold(): verdict for verdict, name in said.items()}
        meant |= {one: one for one in (KEEP_A, KEEP_B, BOTH, ANOTHER, NEITHER)}
        if word not in meant:
            raise UserError(
                _("{verdict} is no verdict.").format(verdict=cell),
                _("Use a, b, both, another or neither, or name the coder whose coding is kept."),
            )
        return meant[word]

    def _span(self, row: "Record") -> Span | None:
        start, end = row.cells[START], row.cells[END]
        if not start and not end:
            return None
        try:
            return Span(int(start), int(end))
        except ValueError:
            raise UserError(
                _("start and end must be whole numbers, not “{start}” and “{end}”.").format(
                    start=start, end=end
                ),
                _("They count characters from 0; the end is not included."),
            ) from None
