"""Commands that change the matrix: cells, numbers, order, other names."""

from pathlib import Path

import click

from ..domain.matrix_draft import INDICATOR, JUDGEMENT, METHOD, SOURCE
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import matrix_cells, matrix_edit, matrix_parts_edit
from ..services.lookup import Names
from ..services.matrix_table import letter
from ..services.studies import Project
from .common import CODER, STUDY, opened, say

_COLUMNS = {
    "number": matrix_cells.NUMBER,
    "text": matrix_cells.QUESTION,
    "short": matrix_cells.SHORT,
    "criterion": matrix_cells.CRITERION,
    "judgement": JUDGEMENT,
    "indicators": INDICATOR,
    "sources": SOURCE,
    "methods": METHOD,
    "themes": matrix_cells.THEMES,
}


@click.command("set-question")
@STUDY
@click.argument("row")
@click.argument("column", type=click.Choice(tuple(_COLUMNS)))
@click.argument("value")
@CODER
def set_question(study: Path, row: str, column: str, value: str, coder: str) -> None:
    """Set a cell of the matrix: of a question (Q7) or a sub-question ("Q7 a").

    Lists are parted by semicolons; indicators of several judgement criteria by |, in their order.
    """
    with opened(study, coder) as project:
        names = Names(project)
        stored = names.criterion(value).id if column == "criterion" else value
        matrix_cells.set_cell(project, _row(project, names, row), _COLUMNS[column], stored)


def _row(project: Project, names: Names, row: str) -> str:
    """The id of a question, or of a sub-question named by its letter."""
    question, _space, last = row.strip().rpartition(" ")
    if question and len(last) <= 2 and not _is_code(names, row):
        question_id = names.question(question)
        below = [one for one in project.matrix.sub_questions() if one.question_id == question_id]
        for place, part in enumerate(below):
            if letter(place) == last.casefold():
                return part.id
        raise UserError(
            _("{question} has no sub-question {letter}.").format(question=question, letter=last),
            _("It has {n}.").format(n=len(below)),
        )
    return names.question(row)


def _is_code(names: Names, name: str) -> bool:
    """Whether something of the codebook is called so."""
    try:
        names.code(name)
    except UserError:
        return False
    return True


@click.command("add-question")
@STUDY
@click.argument("text")
@click.option("--criterion", default="", metavar="NAME", help="The criterion it belongs to.")
@click.option("--under", default="", metavar="Q", help="The question that it is a part of.")
@click.option("--number", default="", help="Its number; the next one unless given.")
@click.option("--short", default="", help="A short name.")
@CODER
def add_question(
    study: Path, text: str, criterion: str, under: str, number: str, short: str, coder: str
) -> None:
    """Add an evaluation question with its code, or a sub-question."""
    with opened(study, coder) as project:
        names = Names(project)
        if under:
            matrix_parts_edit.add_part(project, names.question(under), text)
            return
        criteria = project.matrix.criteria()
        if not criterion and len(criteria) != 1:
            raise UserError(
                _("The criterion is not named."),
                _("Name it with --criterion: {names}.").format(names=", ".join(one.key for one in criteria)),
            )
        one = names.criterion(criterion) if criterion else criteria[0]
        made = matrix_edit.add_question(project, one.id, text, number=number, short=short)
        click.echo(f"Q{matrix_edit.question(project, made).number}")


@click.command("add-criterion")
@STUDY
@click.argument("name")
@click.option("--key", default="", help="Its key; the first letters of the name unless given.")
@CODER
def add_criterion(study: Path, name: str, key: str, coder: str) -> None:
    """Add a criterion to the matrix."""
    with opened(study, coder) as project:
        made = matrix_edit.add_criterion(project, name, key)
        click.echo(matrix_edit.criterion(project, made).key)


@click.command("change-criterion")
@STUDY
@click.argument("criterion")
@click.option("--name", help="A new name.")
@click.option("--key", help="A new key.")
@click.option("--up", "by", flag_value=-1, type=int, help="One place up, with its questions.")
@click.option("--down", "by", flag_value=1, type=int, help="One place down, with its questions.")
@click.option("--remove", is_flag=True, help="Take it out; it must have no questions.")
@CODER
def change_criterion(
    study: Path, criterion: str, name: str | None, key: str | None, by: int | None, remove: bool, coder: str
) -> None:
    """Rename, move or remove a criterion."""
    with opened(study, coder) as project:
        found = Names(project).criterion(criterion)
        if remove:
            matrix_edit.remove_criteria(project, [found.id])
            return
        if name is not None or key is not None:
            matrix_edit.rename_criterion(project, found.id, name=name, key=key)
        if by:
            matrix_edit.move_criteria(project, [found.id], by)


@click.command("move-question")
@STUDY
@click.argument("questions", nargs=-1, required=True)
@click.option("--to", "criterion", default="", metavar="CRITERION", help="The criterion to move them to.")
@click.option(
    "--place", type=click.IntRange(1), metavar="N", help="At which place there; at the end unless given."
)
@click.option("--under", default="", metavar="Q", help="The question to move sub-questions to.")
@click.option("--up", "by", flag_value=-1, type=int, help="One place up.")
@click.option("--down", "by", flag_value=1, type=int, help="One place down.")
@CODER
def move_question(
    study: Path, questions: tuple[str, ...], criterion: str, place: int | None, under: str, by: int | None,
    coder: str,
) -> None:  # fmt: skip
    """Move questions to another criterion, or up and down; their numbers and codings stay.

    A sub-question is named by its question and letter, as in "7 a".
    """
    with opened(study, coder) as project:
        names = Names(project)
        if under:
            for part in [_row(project, names, name) for name in questions]:
                matrix_parts_edit.move_part(project, part, names.question(under))
            return
        ids = [names.question(name) for name in questions]
        if criterion:
            position = None if place is None else place - 1
            matrix_edit.move_questions(project, ids, names.criterion(criterion).id, position)
        elif by:
            matrix_edit.shift_questions(project, ids, by)
        else:
            raise UserError(_("It is not said where to."), _("Use --to, --under, --up or --down."))


@click.command()
@STUDY
@click.argument("numbers", nargs=-1, metavar="[Q=N]...")
@click.option(
    "--all", "how", type=click.Choice(matrix_edit.RENUMBERINGS), help="All questions in their order."
)
@CODER
def renumber(study: Path, numbers: tuple[str, ...], how: str | None, coder: str) -> None:
    """Give questions other numbers, together: Q3=4 Q4=3 lets two change places."""
    with opened(study, coder) as project:
        if how:
            matrix_edit.renumber_all(project, how)
            return
        names = Names(project)
        wanted = {}
        for text in numbers:
            name, equals, number = text.partition("=")
            if not equals:
                raise UserError(_("“{text}” is no renumbering.").format(text=text), _("Write Q3=4."))
            wanted[names.question(name)] = number
        if not wanted:
            raise UserError(_("No question is named."), _("Write Q3=4, or use --all."))
        matrix_edit.renumber(project, wanted)


@click.command()
@STUDY
@click.argument("name")
@click.argument("others", nargs=-1)
@click.option("--criterion", is_flag=True, help="NAME is a criterion and not a question.")
@click.option("--remove", is_flag=True, help="Take these other names away.")
@CODER
def alias(study: Path, name: str, others: tuple[str, ...], criterion: bool, remove: bool, coder: str) -> None:
    """Give a question or a criterion other names by which it is found; without OTHERS, list them."""
    with opened(study, coder) as project:
        names = Names(project)
        criterion_id = names.criterion(name).id if criterion else None
        question_id = None if criterion else names.question(name)
        known = [
            one.name
            for one in project.matrix.aliases()
            if (one.criterion_id, one.question_id) == (criterion_id, question_id)
        ]
        if not others:
            for one in known:
                click.echo(one)
            return
        gone = {other.casefold() for other in others} if remove else set()
        wanted = [one for one in known if one.casefold() not in gone] + ([] if remove else list(others))
        matrix_edit.set_aliases(project, wanted, criterion_id=criterion_id, question_id=question_id)


@click.command("remove-question")
@STUDY
@click.argument("questions", nargs=-1, required=True)
@CODER
def remove_question(study: Path, questions: tuple[str, ...], coder: str) -> None:
    """Remove questions on which nothing stands, or sub-questions ("Q7 a"); undo brings them back."""
    with opened(study, coder) as project:
        names = Names(project)
        matrix_cells.remove_rows(project, [_row(project, names, name) for name in questions])
    n = len(questions)
    said = ngettext("{n} row removed. Undo brings it back.", "{n} rows removed. Undo brings them back.", n)
    say(said.format(n=n))


COMMANDS = (
    set_question,
    add_question,
    add_criterion,
    change_criterion,
    move_question,
    renumber,
    alias,
    remove_question,
)
