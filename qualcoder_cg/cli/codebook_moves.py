"""Commands that change the codebook as a whole: names, colours, places, merging, splitting."""

from pathlib import Path

import click

from ..domain.codes import Code
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import codebook, codebook_merges, codebook_moves
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, STUDY, opened, print_json, say

_CODES = click.argument("codes", nargs=-1, required=True)


@click.command("rename-code")
@STUDY
@click.argument("code")
@click.argument("name")
@CODER
def rename_code(study: Path, code: str, name: str, coder: str) -> None:
    """Change what a code is called in lists: a question's short name, otherwise its name."""
    with opened(study, coder) as project:
        codebook.rename_code(project, Names(project).code(code).id, name)


@click.command("colour-code")
@STUDY
@_CODES
@click.option("--colour", required=True, help='A colour of the palette, such as "3-1", "blue" or "#3375c4".')
@click.option("--below", is_flag=True, help="Also the codes that stand under them.")
@CODER
def colour_code(study: Path, codes: tuple[str, ...], colour: str, below: bool, coder: str) -> None:
    """Give codes a colour."""
    with opened(study, coder) as project:
        codebook.recolour_codes(project, _ids(project, codes), colour, below=below)


@click.command("move-code")
@STUDY
@_CODES
@click.option("--under", metavar="CODE", help="The code they stand under from now on.")
@click.option("--themes", is_flag=True, help="Put them among the themes.")
@click.option("--alone", is_flag=True, help="Let them stand alone, under no code.")
@click.option("--place", type=click.IntRange(1), metavar="N", help="At which place; last unless given.")
@CODER
def move_code(
    study: Path,
    codes: tuple[str, ...],
    under: str | None,
    themes: bool,
    alone: bool,
    place: int | None,
    coder: str,
) -> None:
    """Move themes and team codes, with what stands under them, to another place of the codebook.

    Without --under, --themes or --alone they change places where they stand. A code serves the
    question it stands under.
    """
    if sum([under is not None, themes, alone]) > 1:
        raise UserError(
            _("A code has one place only."), _("Give one of --under, --themes and --alone, or none.")
        )
    with opened(study, coder) as project:
        found = [Names(project).code(name) for name in codes]
        if under is not None:
            target = Names(project).code(under).id
        elif themes or alone:
            target = codebook_moves.THEMES if themes else codebook_moves.OTHERS
        else:
            target = codebook_moves.place_of(project, found[0])
        ids = [code.id for code in found]
        n = codebook_moves.move_codes(project, ids, target, None if place is None else place - 1)
    say(ngettext("Moved, with {n} coding.", "Moved, with {n} codings.", n).format(n=n))


@click.command("sort-codes")
@STUDY
@click.option("--by", type=click.Choice(codebook_moves.ORDERS), default=codebook_moves.BY_NAME)
@click.option("--under", default="", metavar="CODE", help="Only the codes directly under this one.")
@CODER
def sort_codes(study: Path, by: str, under: str, coder: str) -> None:
    """Sort themes and team codes, each among those it stands with; questions keep their order."""
    with opened(study, coder) as project:
        codebook_moves.sort_codes(project, by, under=Names(project).code(under).id if under else None)


@click.command("merge-codes")
@STUDY
@_CODES
@click.option("--into", required=True, metavar="CODE", help="The code they become.")
@CODER
def merge_codes(study: Path, codes: tuple[str, ...], into: str, coder: str) -> None:
    """Put codes together into one, with all their codings; of questions only the codings move."""
    with opened(study, coder) as project:
        n = codebook_merges.merge_codes(project, _ids(project, codes), Names(project).code(into).id)
    say(ngettext("Merged: {n} coding moved.", "Merged: {n} codings moved.", n).format(n=n))


@click.command("split-code")
@STUDY
@click.argument("code")
@click.argument("name")
@click.option("--coding", "ids", multiple=True, metavar="ID", help="A coding that moves; repeatable.")
@click.option("--containing", default="", metavar="WORDS", help="Codings of passages with these words.")
@click.option("--beside", is_flag=True, help="The new code stands beside the code, not under it.")
@CODER
def split_code(
    study: Path, code: str, name: str, ids: tuple[str, ...], containing: str, beside: bool, coder: str
) -> None:
    """Put some codings of a code under a new code NAME, which has the same colour and questions."""
    with opened(study, coder) as project:
        found = Names(project).code(code)
        chosen = list(ids)
        if containing:
            wanted = containing.casefold()
            quotes = project.seen.quotes_of(found.id)
            chosen += [coding.id for coding, words in quotes if wanted in words.casefold()]
        new = codebook_merges.split_code(project, found.id, name, chosen, beside=beside)
        n = project.codings.counts_by_code([new.id])[new.id]
    print_json({"id": new.id, "name": new.name, "codings": n})


@click.command("duplicate-code")
@STUDY
@click.argument("code")
@click.option("--name", default="", help="The name of the new code.")
@CODER
def duplicate_code(study: Path, code: str, name: str, coder: str) -> None:
    """Add a code that is described like another, without its codings."""
    with opened(study, coder) as project:
        new = codebook.duplicate_code(project, Names(project).code(code).id, name)
    print_json({"id": new.id, "name": new.name})


def _ids(project: Project, names: tuple[str, ...]) -> list[str]:
    known = Names(project)
    found: list[Code] = [known.code(name) for name in names]
    return [code.id for code in found]


COMMANDS = (rename_code, colour_code, move_code, sort_codes, merge_codes, split_code, duplicate_code)
