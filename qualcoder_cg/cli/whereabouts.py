"""Commands about coders and how far they have come: coders, change-coder, finish, bookmarks."""

from pathlib import Path

import click

from .. import settings
from ..domain.palette import HUE_NAMES, HUES
from ..domain.team import ROLES
from ..i18n import _
from ..services import coders as services
from ..services import whereabouts
from ..services.lookup import Names
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_WORDS_SHOWN = 48


@click.command()
@STUDY
@JSON
def coders(study: Path, as_json: bool) -> None:
    """Those who code in the study."""
    with opened(study) as project:
        found = project.coders.all()
    if as_json:
        print_json([one._asdict() for one in found])
    else:
        print_table([(one.initials, HUE_NAMES[(one.hue - 1) % HUES], one.name, one.role) for one in found])


@click.command("change-coder")
@STUDY
@click.argument("who", metavar="CODER")
@click.option("--name", help="Another name.")
@click.option("--initials", help="Other initials.")
@click.option("--colour", type=click.Choice(HUE_NAMES), help="Another colour.")
@click.option("--role", type=click.Choice(ROLES), help="Another role.")
@CODER
def change_coder(
    study: Path,
    who: str,
    name: str | None,
    initials: str | None,
    colour: str | None,
    role: str | None,
    coder: str,
) -> None:
    """Change what CODER (name, initials or id) is called, the initials, the colour or the role."""
    with opened(study, coder) as project:
        found = services.coder_named(project, who)
        hue = HUE_NAMES.index(colour) + 1 if colour else None
        services.change_coder(project, found.id, name=name, initials=initials, hue=hue, role=role)
        if name and settings.get("coder") == found.name:
            # the person goes on coding under the new name
            settings.put("coder", project.coder_name)


@click.command("merge-coders")
@STUDY
@click.argument("keep")
@click.argument("others", nargs=-1)
@CODER
def merge_coders(study: Path, keep: str, others: tuple[str, ...], coder: str) -> None:
    """Make one coder of KEEP and OTHERS (names, initials or ids), who are one person.

    What the others coded, decided, finished and received becomes that of the one, who is called as KEEP.
    Without OTHERS: of all coders of the name KEEP.
    """
    with opened(study, coder) as project:
        named = [one.id for one in project.coders.all() if one.name == keep] if not others else []
        first, *rest = named or [services.coder_named(project, one).id for one in (keep, *others)]
        names = {one.name for one in project.coders.all() if one.id in (first, *rest)}
        kept = services.merge_coders(project, first, rest)
        if settings.get("coder") in names:
            # the person goes on coding under the name that stays
            settings.put("coder", next(one.name for one in project.coders.all() if one.id == kept))


@click.command()
@STUDY
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--not", "go_on", is_flag=True, help="Not finished after all.")
@CODER
def finish(study: Path, documents: tuple[str, ...], go_on: bool, coder: str) -> None:
    """Note that you have finished coding each DOCUMENT (name, code or id)."""
    with opened(study, coder) as project:
        names = Names(project)
        ids = [names.document(name).id for name in documents]
        whereabouts.finish_documents(project, ids, finished=not go_on)


@click.command()
@STUDY
@click.option("--add", nargs=2, metavar="DOCUMENT PLACE", help="Mark a place (a code point) of a document.")
@click.option("--name", "named", default="", help="What to call the one that is added.")
@click.option("--rename", nargs=2, multiple=True, metavar="ID NAME", help="Call one otherwise.")
@click.option("--remove", "removed", multiple=True, metavar="ID", help="Remove one.")
@CODER
@JSON
def bookmarks(
    study: Path,
    add: tuple[str, str] | None,
    named: str,
    rename: tuple[tuple[str, str], ...],
    removed: tuple[str, ...],
    coder: str,
    as_json: bool,
) -> None:
    """Your bookmarks, by document and place."""
    with opened(study, coder) as project:
        if add:
            if not add[1].isdecimal():
                raise click.BadParameter(_("A place is a number of characters."), param_hint="--add")
            document = Names(project).document(add[0])
            whereabouts.add_bookmark(project, document_id=document.id, place=int(add[1]), name=named)
        for bookmark_id, name in rename:
            whereabouts.name_bookmark(project, bookmark_id, name)
        if removed and not whereabouts.remove_bookmarks(project, removed):
            say(_("There is no such bookmark."))
        found = whereabouts.own_bookmarks(project)
        documents = {document.id: document for document in project.documents.all()}
        texts = {one: project.documents.text(one) for one in {mark.document_id for mark in found}}
    rows = [
        {
            "id": one.id,
            "document": documents[one.document_id].code,
            "document_id": one.document_id,
            "place": one.place,
            "name": one.name,
            "text": " ".join(texts[one.document_id][one.place : one.place + _WORDS_SHOWN].split()),
            "created_at": one.created_at,
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
    else:
        print_table([(row["id"], row["document"], row["place"], row["name"] or row["text"]) for row in rows])


COMMANDS = (coders, change_coder, merge_coders, finish, bookmarks)
