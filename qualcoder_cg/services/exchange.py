"""Codings by the table: in from CSV, all rows or none."""

from collections.abc import Sequence
from pathlib import Path

from ..domain.codings import (
    CONTRADICTS,
    IMPORTED,
    KEY_MARK,
    POLARITY_MARKS,
    QUALIFIES,
    SUGGESTED,
    SUPPORTS,
    UNDECIDED,
    Coding,
)
from ..domain.spans import Span
from ..errors import UserError
from ..formats.tables import Record, headings_of, in_row, read_csv
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .coding import check_span, put_coding
from .lookup import Names
from .studies import add_coder

NEEDED = ("document", "start", "end", "code")
OPTIONAL = ("coder", "memo", "polarity", "key")
QUOTED = ("document", "quote", "code")


def code_from_csv(project: Project, path: Path) -> tuple[int, int]:
    """Apply the codings of a CSV file in one step; gives how many were added and how many were there already.

    Columns: document, start, end, code, and if wanted coder, memo, polarity, key; a column quote may stand in
    for start and end, and its text must occur exactly once. A row without a coder is by the one who acts.
    Any wrong row stops all of them with a message that names it.
    """
    headings = headings_of(path)
    if "quote" in headings and "start" not in headings:
        return _apply(project, path, _placed(project, path, read_csv(path, QUOTED, OPTIONAL)))
    return _apply(project, path, read_csv(path, NEEDED, OPTIONAL))


def _placed(project: Project, path: Path, records: Sequence[Record]) -> list[Record]:
    """The records with the start and end of their quotes."""
    names, texts = Names(project), dict[str, str]()
    placed: list[Record] = []
    for record in records:
        with in_row(path, record):
            document = names.document(record.cells["document"])
            if document.id not in texts:
                texts[document.id] = project.documents.text(document.id)
            quote, text = record.cells["quote"], texts[document.id]
            start = _only_place(text, quote, document.name)
        span = {"start": str(start), "end": str(start + len(quote))}
        placed.append(Record(record.line, {**record.cells, **span}))
    return placed


def _apply(project: Project, path: Path, records: Sequence[Record]) -> tuple[int, int]:
    names = Names(project)
    wanted: list[tuple[Coding, str]] = []
    for record in records:
        with in_row(path, record):
            wanted.append(_coding(names, record))
    there = confirmed = 0
    with project.step("Apply codings from {file} ({n})", n=len(wanted), file=path.name):
        coders = {coder.name: coder.id for coder in project.coders.all()}
        for name in dict.fromkeys(name or project.coder_name for _coding_, name in wanted):
            if name not in coders:
                coders[name] = add_coder(project, name).id
        known = _known(project, {coding.document_id for coding, _name in wanted})
        new: list[Coding] = []
        for coding, name in wanted:
            coding = coding._replace(coder_id=coders[name or project.coder_name])
            key = _key(coding)
            if key in known and known[key].origin != SUGGESTED:
                there += 1
                continue
            if key in known:  # it waited for a person, who now says so by the table
                put_coding(project, coding)
                confirmed += 1
            else:
                new.append(coding)
            known[key] = coding
        project.codings.add(new)
    return len(new) + confirmed, there


def _key(coding: Coding) -> tuple[object, ...]:
    return (coding.document_id, coding.start, coding.end, coding.code_id, coding.coder_id)


def _known(project: Project, document_ids: set[str]) -> dict[tuple[object, ...], Coding]:
    return {_key(coding): coding for found in document_ids for coding in project.codings.in_document(found)}


def _only_place(text: str, quote: str, name: str) -> int:
    """Where in a document's text the quote begins; UserError unless it stands there exactly once."""
    if not quote or quote not in text:
        raise UserError(
            _("the quote is not in {document}.").format(document=name),
            _("Copy its words from the document exactly as they stand there."),
        )
    times = text.count(quote)
    if times > 1:
        raise UserError(
            _("the quote is in {document} {n} times.").format(n=times, document=name),
            _("Make it longer, until it stands there once."),
        )
    return text.index(quote)


def _coding(names: Names, record: Record) -> tuple[Coding, str]:
    """The coding a row asks for, and the name of its coder ("" = who acts)."""
    cells = record.cells
    document = names.document(cells["document"])
    code = names.code(cells["code"])
    try:
        span = Span(int(cells["start"]), int(cells["end"]))
    except ValueError:
        raise UserError(
            _("start and end must be whole numbers, not “{start}” and “{end}”.").format(
                start=cells["start"], end=cells["end"]
            ),
            _("They count characters from 0; the end is not included."),
        ) from None
    check_span(span, document.characters, document.name)
    coding = Coding(
        rows.new_id(), document.id, code.id, "", span.start, span.end, cells["memo"], IMPORTED, rows.now(),
        _polarity(cells["polarity"]), _key_quote(cells["key"]),
    )  # fmt: skip
    return coding, cells["coder"]


def _polarity(cell: str) -> str:
    """How a cell says the passage bears on the question: in English, the language in use, or by a mark."""
    word = cell.casefold()
    told = {SUPPORTS: _("supports"), QUALIFIES: _("qualifies"), CONTRADICTS: _("contradicts")}
    for polarity, name in told.items():
        if word in (polarity, name.casefold(), POLARITY_MARKS[polarity]):
            return polarity
    if word in ("", "·", "undecided", _("undecided").casefold()):
        return UNDECIDED
    raise UserError(
        _("{word} is not a polarity.").format(word=cell),
        _("Use supports, qualifies or contradicts, or nothing for undecided."),
    )


def _key_quote(cell: str) -> int:
    """Whether a cell says yes."""
    word = cell.casefold()
    if word in ("1", "x", "yes", "true", "key", KEY_MARK, _("yes").casefold()):
        return 1
    if word in ("", "0", "no", "false", _("no").casefold()):
        return 0
    raise UserError(_("key must be yes or no, not “{word}”.").format(word=cell), _("An empty cell means no."))
