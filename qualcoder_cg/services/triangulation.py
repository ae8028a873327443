"""The triangulation matrix: questions by kinds of sources, from the codings, the guides and the findings."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from ..domain.documents import DOCUMENT, SPOKEN
from ..domain.findings import CONTESTED
from ..domain.queries import Query
from ..domain.rules import ONE_VOICE
from ..domain.triangulation import (
    CATEGORY,
    INSTITUTIONS,
    KINDS,
    NOT_ASKED,
    NOTHING,
    OBSERVED,
    SILENT,
    STRENGTH,
    SUBTOTAL,
    SURVEY,
    TYPE,
    UNITS,
    Block,
    Cell,
    Column,
    Row,
    Triangulation,
    mark_of,
)
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage.project import Project
from . import passages as coded_passages
from .asked import Asked, asked_in
from .findings import reading_findings
from .pieces import Pieces
from .rules import rules
from .triangulation_gaps import gaps
from .triangulation_tally import Key, Said, Tally

_PIECE = 0.005


def triangulate(project: Project, *, unit: str = UNITS[0]) -> Triangulation:
    """The triangulation matrix of the codings that may be seen; informants or institutions (UNITS) count.

    An institution counts once however many speak for it; a group interview is one voice or several by the
    rule of the study. A type that was asked and said nothing is told apart from one that was not asked.
    """
    return triangulating(project, unit=unit).complete()


def triangulating(project: Project, *, unit: str = UNITS[0]) -> Pieces[Triangulation]:
    """The same, done in pieces."""
    if unit not in UNITS:
        raise UserError(
            _("{unit} cannot be counted here.").format(unit=unit),
            _("Use one of: {choices}.").format(choices=", ".join(UNITS)),
        )
    return Pieces(_triangulating(project, unit))


def _triangulating(project: Project, unit: str) -> Generator[None, None, Triangulation]:
    yield from coded_passages.reading(project)
    tally = Tally(project, unit)
    yield
    yield from tally.count()
    asked = _asked(project)
    yield
    columns = _columns(project, tally)
    grades = yield from _grades(project)
    made = []
    for number, question in enumerate(tally.questions):
        cells = tuple(_cell(column, tally, number, asked) for column in columns)
        grade, confirmed = grades.get(question.id, ("", False))
        row = Row(
            question.id, question.number, question.short or question.text, question.text, cells,
            _kinds(columns, cells), grade, confirmed,
        )  # fmt: skip
        made.append(replace(row, gaps=tuple(gaps(row, columns))))
    blocks = tuple(
        Block(
            one.id,
            one.key,
            one.name,
            tuple(
                row
                for row, question in zip(made, tally.questions, strict=True)
                if question.criterion_id == one.id
            ),
            _totals(columns, tally.blocks[number]),
        )
        for number, one in enumerate(project.matrix.criteria())
    )
    group = rules(project).group
    last = (Column(KINDS, "", _("Kinds")), Column(STRENGTH, "", _("Strength")))
    return Triangulation(
        unit,
        group,
        (*columns, *last),
        blocks,
        _totals(columns, tally.all),
        _notes(project, unit, group, tally),
    )


def cell_query(matrix: Triangulation, row: Row, column: int) -> Query:
    """The query that finds the quotes behind a cell."""
    return _query(matrix.columns[column], questions=frozenset([row.question_id]))


def block_query(matrix: Triangulation, block: Block, column: int) -> Query:
    """The query that finds the quotes behind a sub-total; -1 is all that is coded under the criterion."""
    criteria = frozenset([block.criterion_id])
    return _query(matrix.columns[column], criteria=criteria) if column >= 0 else Query(criteria=criteria)


def _query(column: Column, **limits: frozenset[str]) -> Query:
    query = Query(**limits)  # type: ignore[arg-type]
    if column.kind == TYPE:
        return replace(query, types=frozenset([column.key]), kinds=frozenset(SPOKEN))
    if column.kind == SUBTOTAL:
        return replace(query, kinds=frozenset(SPOKEN))
    if column.kind == CATEGORY:
        return replace(query, categories=frozenset([column.key]), kinds=frozenset([DOCUMENT]))
    if column.kind == SURVEY:
        return replace(query, kinds=frozenset(["survey"]), surveys=frozenset([column.key]))
    if column.kind == OBSERVED:
        return replace(query, kinds=frozenset(["observation"]))
    return query


def _asked(project: Project) -> Asked:
    """Who was asked what; who spoke is counted from the passages."""
    index = coded_passages.of(project)
    return asked_in(project, index.informants, index.voices, project.guides.put(), {})


def _columns(project: Project, tally: Tally) -> list[Column]:
    met = {key for key, said in tally.all.items() if not said.is_empty}
    types = list(dict.fromkeys(person.type for person in project.informants.all()))
    found = [
        Column(TYPE, kind, kind)
        for kind in types
        if kind and ((TYPE, kind) in met or (TYPE, kind) in tally.interviewed)
    ]
    if (TYPE, "") in met:
        found.append(Column(TYPE, "", _("Not known")))
    found.append(Column(SUBTOTAL, "", _("Subtotal")))
    found += [Column(CATEGORY, one.id, one.name) for one in project.documents.categories()]
    if (CATEGORY, "") in met:
        found.append(Column(CATEGORY, "", _("No category")))
    found += [Column(SURVEY, one.id, one.name) for one in project.surveys.all()]
    if (SURVEY, "") in met:
        found.append(Column(SURVEY, "", _("Other survey")))
    found.append(Column(OBSERVED, "", _("Observation")))
    return [
        one._replace(spoke=len(_voices(tally.all, one)), interviewed=len(tally.interviewed.get(one[:2], ())))
        for one in found
    ]


def _voices(said: Mapping[Key, Said], column: Column) -> set[str]:
    found = said.get((column.kind, column.key))
    return found.voices if found else set()


def _cell(column: Column, tally: Tally, number: int, asked: Asked) -> Cell:
    said = tally.rows[number].get((column.kind, column.key)) or Said()
    people: Sequence[str] = ()
    if column.kind in (TYPE, SUBTOTAL):
        everyone = asked.asked(tally.questions[number].id)
        people = tuple(tally.counted(everyone, column.key if column.kind == TYPE else None))
    if not said.is_empty:
        mark = mark_of(said.polarities)
    elif column.kind not in (TYPE, SUBTOTAL) or (column.kind == TYPE and not column.key):
        mark = NOTHING
    else:
        mark = SILENT if people else NOT_ASKED
    return Cell(mark, len(said.voices), said.excerpts, len(people), len(said.sources), tuple(said.items))


def _totals(columns: Sequence[Column], said: Mapping[Key, Said]) -> tuple[Cell, ...]:
    found = [said.get((column.kind, column.key)) or Said() for column in columns]
    return tuple(Cell(NOTHING, len(one.voices), one.excerpts, sources=len(one.sources)) for one in found)


def _kinds(columns: Sequence[Column], cells: Sequence[Cell]) -> int:
    """How many of the four kinds of sources speak."""
    return len(
        {
            column.kind
            for column, cell in zip(columns, cells, strict=True)
            if column.kind != TYPE and cell.spoke
        }
    )


def _grades(project: Project) -> Generator[None, None, dict[str, tuple[str, bool]]]:
    """By question, the strength of its findings and whether a person confirmed it.

    Contested where one of them is, else that of the strongest.
    """
    work = reading_findings(project)
    while not work.go_on(_PIECE):
        yield
    found: dict[str, tuple[str, bool]] = {}
    for facts in work.value:
        before = found.get(facts.question.id, ("", False))[0]
        if before != CONTESTED and (facts.grade == CONTESTED or facts.grade > before):
            found[facts.question.id] = (facts.grade, facts.is_confirmed)
    return found


def _notes(project: Project, unit: str, group: str, tally: Tally) -> tuple[str, ...]:
    """What a reader must know of how it was counted."""
    notes = []
    if unit == INSTITUTIONS:
        notes.append(_("An institution counts once, however many speak for it."))
        alone = sum(not person.institution for person in project.informants.all())
        if alone:
            text = ngettext(
                "{n} informant speaks for no institution and is not counted among them.",
                "{n} informants speak for no institution and are not counted among them.",
                alone,
            )
            notes.append(text.format(n=alone))
    else:
        one = _("A group interview counts as one voice.")
        notes.append(one if group == ONE_VOICE else _("In a group interview everyone who took part counts."))
    return tuple(notes)
