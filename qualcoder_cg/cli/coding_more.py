"""Commands that act on codings: apply, polarity, key-quote, divide, join, copy and move."""

from pathlib import Path

import click

from ..domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS, UNDECIDED
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import coding, coding_several, coding_weight
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, STUDY, opened, say

_WORDS = {"undecided": UNDECIDED, SUPPORTS: SUPPORTS, QUALIFIES: QUALIFIES, CONTRADICTS: CONTRADICTS}
_CODINGS = click.argument("codings", nargs=-1, required=True, metavar="CODING...")


@click.command()
@STUDY
@click.argument("document")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@click.option("--start", type=int, help="Where the passage begins.")
@click.option("--end", type=int, help="Where it ends (not included).")
@click.option("--answer", type=int, metavar="PLACE", help="The whole answer at this place instead.")
@click.option("--memo", default="", help="A memo on the coding.")
@CODER
def apply(
    study: Path,
    document: str,
    codes: tuple[str, ...],
    start: int | None,
    end: int | None,
    answer: int | None,
    memo: str,
    coder: str,
) -> None:
    """Put one passage of DOCUMENT under one or several codes; one undo step."""
    with opened(study, coder) as project:
        names = Names(project)
        inside, code_ids = names.document(document).id, [names.code(name).id for name in codes]
        if answer is not None:
            span = coding_several.answer_at(project, inside, answer)
        elif start is not None and end is not None:
            span = Span(start, end)
        else:
            raise UserError(_("The passage is not named."), _("Give --start and --end, or --answer."))
        made = coding_several.apply_codes(
            project, document_id=inside, span=span, code_ids=code_ids, memo=memo
        )
    for one in made:
        click.echo(one.id)


@click.command()
@STUDY
@click.argument("polarity", type=click.Choice(list(_WORDS)))
@_CODINGS
@CODER
def polarity(study: Path, polarity: str, codings: tuple[str, ...], coder: str) -> None:
    """Say how codings (ids) bear on their question; one undo step."""
    with opened(study, coder) as project:
        _say_changed(coding_weight.set_polarity(project, _there(project, codings), _WORDS[polarity]))


@click.command("key-quote")
@STUDY
@_CODINGS
@click.option("--off", is_flag=True, help="Take the mark off.")
@CODER
def key_quote(study: Path, codings: tuple[str, ...], off: bool, coder: str) -> None:
    """Mark codings (ids) as key quotes; one undo step."""
    with opened(study, coder) as project:
        _say_changed(coding_weight.set_key(project, _there(project, codings), not off))


@click.command("divide-coding")
@STUDY
@click.argument("coding_id", metavar="CODING")
@click.argument("at", type=int)
@CODER
def divide_coding(study: Path, coding_id: str, at: int, coder: str) -> None:
    """Divide a coding (id) at a place of its text, counted in characters; prints the ids of both parts."""
    with opened(study, coder) as project:
        for one in coding_several.split_coding(project, coding_id, at):
            click.echo(one.id)


@click.command("join-codings")
@STUDY
@_CODINGS
@CODER
def join_codings(study: Path, codings: tuple[str, ...], coder: str) -> None:
    """Make one coding of several (ids) of one document, code and coder; prints its id."""
    with opened(study, coder) as project:
        click.echo(coding_several.join_codings(project, _there(project, codings)).id)


@click.command("copy-codings")
@STUDY
@click.argument("code")
@_CODINGS
@CODER
def copy_codings(study: Path, code: str, codings: tuple[str, ...], coder: str) -> None:
    """Put the passages of codings (ids) under CODE too; prints the ids of those codings."""
    with opened(study, coder) as project:
        code_id = Names(project).code(code).id
        for one in coding_several.copy_to_code(project, _there(project, codings), code_id):
            click.echo(one.id)


@click.command("move-codings")
@STUDY
@click.argument("code")
@_CODINGS
@CODER
def move_codings(study: Path, code: str, codings: tuple[str, ...], coder: str) -> None:
    """Put codings (ids) under CODE instead; one undo step."""
    with opened(study, coder) as project:
        ids = _there(project, codings)
        coding.change_code(project, ids, Names(project).code(code).id)
    _say_changed(len(ids))


def _there(project: Project, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids; UserError for one that no coding has."""
    for one in ids:
        coding.get_coding(project, one)
    return ids


def _say_changed(n: int) -> None:
    say(ngettext("{n} coding changed.", "{n} codings changed.", n).format(n=n))


COMMANDS = (apply, polarity, key_quote, divide_coding, join_codings, copy_codings, move_codings)
