"""Commands about codings: code, codings, recode, uncode."""

from pathlib import Path

import click

from ..domain.codings import marks_of
from ..domain.rules import AGREED, EVERYBODYS, LAYERS
from ..i18n import _, ngettext
from ..services import coding as services
from ..services import exchange
from ..services.coders import coder_named
from ..services.finding_links import uses_of
from ..services.lookup import Names
from ..services.whose import ALL, CONSENSUS, DIFFER, shown
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say


@click.command()
@STUDY
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    required=True,
    metavar="CSV",
    help="The table of codings.",
)
@CODER
def code(study: Path, source: Path, coder: str) -> None:
    """Apply the codings of a CSV file: all rows or none.

    Columns: document, start, end, code, and if wanted coder, memo, polarity (supports, qualifies,
    contradicts), key (yes for a key quote). Offsets count Unicode code points of the
    stored text, the end not included. With a column quote instead of start and end, the passage is looked up.
    """
    with opened(study, coder) as project:
        added, there = exchange.code_from_csv(project, source)
    said = ngettext("{n} coding imported.", "{n} codings imported.", added).format(n=added)
    if there:
        said += " " + ngettext("{n} was there already.", "{n} were there already.", there).format(n=there)
    say(said)


@click.command()
@STUDY
@click.option("--document", default="", help="Only those of one document.")
@click.option("--coder", "whose", default="", metavar="NAME", help="Only those of one coder.")
@click.option("--differ", is_flag=True, help="Only those that another coder of a document has not made.")
@click.option("--layer", type=click.Choice(LAYERS), default=EVERYBODYS, show_default=True,
              help="As they were made, or as they stand by consensus.")  # fmt: skip
@JSON
def codings(study: Path, document: str, whose: str, differ: bool, layer: str, as_json: bool) -> None:
    """The codings, with their passages."""
    which = DIFFER if differ else CONSENSUS if layer == AGREED else ALL
    with opened(study) as project:
        coder_id = coder_named(project, whose).id if whose else ""
        documents = {d.id: d for d in project.documents.all()}
        wanted = [Names(project).document(document).id] if document else list(documents)
        names = {c.id: c.name for c in project.codes.all()}
        coders = {c.id: c.name for c in project.coders.all()}
        found = []
        for document_id in wanted:
            inside = shown(project, document_id, which)
            inside = [coding for coding in inside if coder_id in ("", coding.coder_id)]
            text = project.documents.text(document_id) if inside else ""
            found += [
                {
                    "id": coding.id,
                    "document": documents[document_id].name,
                    "document_id": document_id,
                    "start": coding.start,
                    "end": coding.end,
                    "code": names[coding.code_id],
                    "code_id": coding.code_id,
                    "coder": coders[coding.coder_id],
                    "text": text[coding.start : coding.end],
                    "origin": coding.origin,
                    "memo": coding.memo,
                    "polarity": coding.polarity,
                    "key": bool(coding.is_key),
                    "created_at": coding.created_at,
                }
                for coding in inside
            ]
    if as_json:
        print_json(found)
        return
    print_table(
        [
            (
                c["document"],
                f"{c['start']}–{c['end']}",
                c["code"],
                marks_of(str(c["polarity"]), bool(c["key"])),
                c["coder"],
                _one_line(str(c["text"])),
            )
            for c in found
        ]
    )


def _one_line(text: str, length: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


@click.command()
@STUDY
@click.argument("coding")
@click.option("--start", type=int, help="Where the passage begins.")
@click.option("--end", type=int, help="Where it ends (not included).")
@click.option("--code", "code_name", default="", help="Another code.")
@click.option("--memo", help="A memo.")
@CODER
def recode(
    study: Path, coding: str, start: int | None, end: int | None, code_name: str, memo: str | None, coder: str
) -> None:
    """Change a coding (id): its edges, its code, its memo; one undo step."""
    with opened(study, coder) as project:
        code_id = Names(project).code(code_name).id if code_name else ""
        services.change_coding(project, coding, start=start, end=end, memo=memo, code_id=code_id)


@click.command()
@STUDY
@click.argument("codings", nargs=-1, required=True, metavar="CODING...")
@CODER
def uncode(study: Path, codings: tuple[str, ...], coder: str) -> None:
    """Remove codings (ids)."""
    with opened(study, coder) as project:
        found = [services.get_coding(project, coding) for coding in codings]
        n = services.remove_codings(project, codings)
        uses = uses_of(project, [(one.document_id, one.start, one.end) for one in found])
    say(ngettext("{n} coding removed.", "{n} codings removed.", n).format(n=n))
    if uses:
        say(_("The words stay evidence of {findings}.").format(findings=", ".join(uses)))


COMMANDS = (code, codings, recode, uncode)
