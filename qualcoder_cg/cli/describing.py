"""Commands that say what sources are: describe-document, categories."""

from collections import Counter
from pathlib import Path

import click

from ..domain.documents import KINDS
from ..i18n import ngettext
from ..services import sources
from ..services.lookup import Names
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say


@click.command("describe-document")
@STUDY
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--kind", type=click.Choice(KINDS), help="What kind of source it is.")
@click.option("--language", metavar="es", help="Its language.")
@click.option("--date", metavar="2022-05-31", help="When it was made or published.")
@click.option("--place", help="Where.")
@click.option("--category", help="Which category of documents it belongs to.")
@click.option("--citation", help="How it is cited in print.")
@click.option("--interview", metavar="CODE", help="The interview of the register that it records.")
@CODER
def describe_document(study: Path, documents: tuple[str, ...], coder: str, **values: str | None) -> None:
    """Say what kind of source each DOCUMENT (name, code or id) is, and more; "" takes a value away."""
    with opened(study, coder) as project:
        names = Names(project)
        sources.describe(project, [names.document(name).id for name in documents], **values)


@click.command()
@STUDY
@click.option("--preset", is_flag=True, help="Add the usual categories that are not there yet.")
@click.option("--add", "added", multiple=True, metavar="NAME", help="Add one.")
@click.option("--rename", nargs=2, multiple=True, metavar="OLD NEW", help="Call one otherwise.")
@click.option("--remove", "removed", multiple=True, metavar="NAME", help="Remove one that is not used.")
@click.option("--used", is_flag=True, help="Remove even one that is used; its documents have none then.")
@click.option("--first", multiple=True, metavar="NAME", help="Put these first, in this order.")
@CODER
@JSON
def categories(
    study: Path,
    preset: bool,
    added: tuple[str, ...],
    rename: tuple[tuple[str, str], ...],
    removed: tuple[str, ...],
    used: bool,
    first: tuple[str, ...],
    coder: str,
    as_json: bool,
) -> None:
    """The categories of secondary documents, in order, each with how many documents it has."""
    with opened(study, coder) as project:
        if preset or added or rename or removed or first:
            n = sources.change_categories(
                project,
                preset=preset,
                added=added,
                renamed=rename,
                removed=removed,
                first=first,
                keep_used=not used,
            )
            if n:
                left = ngettext("{n} document has no category now.", "{n} documents have no category now.", n)
                say(left.format(n=n))
        found = project.documents.categories()
        counts = Counter(document.category_id for document in project.documents.all())
    if as_json:
        print_json([{"id": one.id, "name": one.name, "documents": counts[one.id]} for one in found])
        return
    print_table(
        [
            (one.name, ngettext("{n} document", "{n} documents", counts[one.id]).format(n=counts[one.id]))
            for one in found
        ]
    )


COMMANDS = (describe_document, categories)
