"""A team's own table becomes the matrix of a study, or is merged into the one it has."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain.matrix import CriterionSpec, MatrixSpec, QuestionSpec
from ..domain.matrix_draft import MatrixDraft, TeamTable
from ..errors import UserError
from ..i18n import _, ngettext
from ..progress import Progress, silent
from ..storage.project import Project
from . import codebook, matrix, matrix_criteria, matrix_edit, matrix_numbers, reading
from .matrix_columns import guess, likeness
from .matrix_merge import LEAVE, NEW, SAME, Proposal, criterion_like, proposals, update
from .matrix_rows import draft as draft
from .palette import folded

__all__ = [
    "Done",
    "counts_words",
    "done_words",
    "draft",
    "guess",
    "import_matrix",
    "likeness",
    "place_words",
    "proposals",
    "read_spec",
    "read_tables",
    "suffixes",
]
SECONDS = 60.0


class Done(NamedTuple):
    """What came in: criteria that are new, questions that are new, changed, as they were, left out."""

    criteria: int
    new: int
    changed: int
    same: int
    left_out: int
    warnings: tuple[str, ...] = ()


def suffixes() -> tuple[str, ...]:
    """The endings of files in which a team may have its matrix as a table."""
    from ..formats.matrices import team_tables

    return team_tables.SUFFIXES


def read_tables(path: Path, progress: Progress = silent) -> tuple[TeamTable, ...]:
    """Every table of a Word document, sheet of a workbook, or a CSV file; it touches no study.

    The file is read in another process, within a minute and 1 GiB; UserError where it takes more, or holds
    no table.
    """
    from ..formats import wire

    remedy = _("Copy the table alone into a new document, and import that.")
    task = reading.Task(path, {"what": wire.MATRIX}, SECONDS, wire.team_tables_from_json, remedy)
    (found,) = reading.read([task], progress)
    if isinstance(found, UserError):
        raise found
    return found


def read_spec(path: Path) -> MatrixSpec:
    """The matrix in a file by the best guess; UserError where something in it must be looked at first."""
    tables = read_tables(path)
    found = draft(tables, guess(tables), path.stem)
    refuse_grave(found, path.name)
    return found.spec


def refuse_grave(found: MatrixDraft, file: str) -> None:
    """UserError with the problems that forbid saving, naming file, table and row."""
    grave = found.grave
    if grave:
        lines = [place_words(file, one.table, one.row) + one.sentence for one in grave[:5]]
        raise UserError(
            "\n".join(lines),
            _("Choose the table, the row with the headings and the columns; or mend the rows in the file."),
        )


def place_words(file: str, table: str, row: int) -> str:
    """File, table and row before a sentence about them."""
    if not row:
        return _("{file}, {table}: ").format(file=file, table=table) if table else f"{file}: "
    if table == file:
        return _("{file}, line {number}: ").format(file=file, number=row)
    return _("{file}, {table}, row {number}: ").format(file=file, table=table, number=row)


def counts_words(found: MatrixDraft) -> str:
    """What a draft holds, in words."""
    n = found.counts
    parts = [
        ngettext("{n} criterion", "{n} criteria", n.criteria).format(n=n.criteria),
        ngettext("{n} question", "{n} questions", n.questions).format(n=n.questions),
        ngettext("{n} sub-question", "{n} sub-questions", n.sub_questions).format(n=n.sub_questions),
        ngettext("{n} judgement criterion", "{n} judgement criteria", n.judgement).format(n=n.judgement),
        ngettext("{n} indicator", "{n} indicators", n.indicators).format(n=n.indicators),
        ngettext("{n} source", "{n} sources", n.sources).format(n=n.sources),
        ngettext("{n} method", "{n} methods", n.methods).format(n=n.methods),
    ]
    return " · ".join(parts)


def done_words(done: Done) -> str:
    """What came in, in words."""
    parts = [
        ngettext("{n} new question", "{n} new questions", done.new).format(n=done.new),
        ngettext("{n} changed", "{n} changed", done.changed).format(n=done.changed),
        ngettext("{n} as it is", "{n} as they are", done.same).format(n=done.same),
    ]
    if done.left_out:
        parts.append(ngettext("{n} left out", "{n} left out", done.left_out).format(n=done.left_out))
    return " · ".join(parts)


def import_matrix(
    project: Project, found: MatrixDraft, file: str, decisions: Mapping[str, str] | None = None
) -> Done:
    """Put a draft into the study, in one step: the whole matrix, or what is new and changed of it.

    `decisions` say, by number in the draft, what becomes of a question where it is not as proposed: "new",
    "leave", or the id of the question that it changes. What the file leaves blank stays as it is, and so do
    questions that are not in it. Codings are never touched. UserError for a draft with grave problems.
    """
    refuse_grave(found, file)
    with project.step("Import matrix {file}", file=file):
        if not project.matrix.criteria():
            return _load(project, found.spec, decisions or {})
        return _merge(project, found.spec, decisions or {})


def _load(project: Project, spec: MatrixSpec, decisions: Mapping[str, str]) -> Done:
    """The whole draft into a study without a matrix."""
    left = {number for number, meant in decisions.items() if meant == LEAVE}
    criteria = tuple(
        CriterionSpec(one.key, one.name, tuple(q for q in one.questions if q.number not in left))
        for one in spec.criteria
    )
    kept = MatrixSpec(spec.title, criteria, spec.themes)
    known = {folded(code.name) for code in project.codes.all()}
    clash = next((q.number for q in kept.questions if folded(f"Q{q.number}") in known), "")
    if clash:
        raise UserError(
            _("A code {name} is already in the study.").format(name=f"Q{clash}"),
            _("Rename that code first."),
        )
    fresh = tuple(theme for theme in kept.themes if folded(theme.name) not in known)
    matrix.load_matrix(project, MatrixSpec(kept.title, criteria, fresh))
    return Done(len(criteria), len(kept.questions), 0, 0, len(left & {q.number for q in spec.questions}))


def _merge(project: Project, spec: MatrixSpec, decisions: Mapping[str, str]) -> Done:
    """What is new and changed into the matrix of the study."""
    _add_themes(project, spec)
    planned = [_decided(project, one, decisions) for one in proposals(project, spec)]
    changed = [one for one in planned if one.question_id and one.state not in (SAME, LEAVE)]
    warnings = [
        _("Q{number}: only the number is the same in the file. Compare the words.").format(
            number=matrix_edit.question(project, one.question_id).number
        )
        for one in changed
        if not one.sure and one.spec.number not in decisions
    ]
    warnings += _renumber(project, changed)
    made: dict[str, str] = {}
    before = len(project.matrix.criteria())
    for one in planned:
        if one.state not in (LEAVE, SAME):
            criterion_id = _criterion(project, one.criterion, made)
            if one.question_id:
                update(project, one, criterion_id)
            else:
                number = _free(project, one.spec, warnings)
                matrix_edit.add_question_spec(project, criterion_id, number)
    for criterion in spec.criteria:
        if not criterion.questions:
            _criterion(project, criterion, made)
    states = [one.state for one in planned]
    return Done(
        len(project.matrix.criteria()) - before,
        states.count(NEW),
        len(changed),
        states.count(SAME),
        states.count(LEAVE),
        tuple(warnings),
    )


def _decided(project: Project, one: Proposal, decisions: Mapping[str, str]) -> Proposal:
    """A proposal as the person decided it."""
    meant = decisions.get(one.spec.number, "")
    if not meant:
        return one
    if meant in (NEW, LEAVE):
        return one._replace(state=meant, question_id="" if meant == NEW else one.question_id)
    known = {question.id: question.id for question in project.matrix.questions()}
    known |= {f"Q{question.number}".casefold(): question.id for question in project.matrix.questions()}
    question_id = known.get(meant) or known.get(meant.casefold())
    if question_id is None:
        raise UserError(
            _("There is no evaluation question {number}.").format(number=meant),
            _("Say new, leave, or a question of the study such as Q3."),
        )
    return one._replace(state="changed", question_id=question_id)


def _renumber(project: Project, changed: Sequence[Proposal]) -> list[str]:
    """Give changed questions the numbers of the file, where no other question keeps them."""
    wanted = {one.question_id: one.spec.number for one in changed}
    twice = [question_id for question_id in wanted if sum(o.question_id == question_id for o in changed) > 1]
    if twice:
        number = matrix_edit.question(project, twice[0]).number
        raise UserError(
            _("Two questions of the file are to change Q{number}.").format(number=number),
            _("Say of one of them that it is new, or leave it out."),
        )
    kept = {one.number: one.id for one in project.matrix.questions() if one.id not in wanted}
    codes = {code.name.casefold() for code in project.codes.all() if code.kind != "question"}
    free = {
        question_id: number
        for question_id, number in wanted.items()
        if number not in kept and f"q{number}".casefold() not in codes
    }
    warnings = []
    olds = {one.id: one.number for one in project.matrix.questions()}
    # A number that one of these keeps after all is not free for another.
    while True:
        held = {olds[question_id] for question_id in wanted if question_id not in free}
        clashing = [question_id for question_id, number in free.items() if number in held]
        if not clashing:
            break
        for question_id in clashing:
            del free[question_id]
    for question_id in wanted.keys() - free.keys():
        if olds[question_id] != wanted[question_id]:
            warnings.append(
                _("Q{old} keeps its number: {new} belongs to another question.").format(
                    old=olds[question_id], new=wanted[question_id]
                )
            )
    matrix_numbers.renumber(project, free)
    return warnings


def _free(project: Project, spec: QuestionSpec, warnings: list[str]) -> QuestionSpec:
    """A new question with its number, or the next one where another has that."""
    from dataclasses import replace

    taken = {one.number.casefold() for one in project.matrix.questions()}
    taken |= {code.name.casefold().removeprefix("q") for code in project.codes.all()}
    if spec.number.casefold() not in taken:
        return spec
    number = matrix_numbers.next_number(project)
    warnings.append(
        _("The question {old} of the file is Q{new} in the study.").format(old=spec.number, new=number)
    )
    return replace(spec, number=number)


def _criterion(project: Project, spec: CriterionSpec, made: dict[str, str]) -> str:
    """The criterion of the study that a criterion of the file is; a new one where there is none."""
    if spec.name in made:
        return made[spec.name]
    found = criterion_like(project, spec.name)
    if found is None:
        keys = {one.key for one in project.matrix.criteria()}
        key = spec.key if spec.key not in keys else ""
        made[spec.name] = matrix_criteria.add_criterion(project, spec.name, key)
        return made[spec.name]
    if folded(found.name) != folded(spec.name):
        names = [one.name for one in project.matrix.aliases() if one.criterion_id == found.id]
        if folded(spec.name) not in map(folded, names):
            matrix_edit.set_aliases(project, [*names, spec.name], criterion_id=found.id)
    made[spec.name] = found.id
    return found.id


def _add_themes(project: Project, spec: MatrixSpec) -> None:
    known = {folded(code.name) for code in project.codes.all()}
    for theme in spec.themes:
        if folded(theme.name) not in known:
            codebook.add_code(project, theme.name, theme=True)
