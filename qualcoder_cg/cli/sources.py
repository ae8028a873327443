"""Commands about sources: import, documents, text, remove."""

from collections.abc import Sequence
from pathlib import Path

import click

from ..domain.documents import KINDS
from ..i18n import ngettext
from ..services import documents as services
from ..services.lookup import Names
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say, write

_SHOWN = 12


@click.command("import")
@STUDY
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default="interview", help="What the files are.")
@click.option("--language", default="", metavar="es", help="Their language; guessed unless given.")
@CODER
def import_(study: Path, paths: tuple[Path, ...], kind: str, language: str, coder: str) -> int:
    """Bring transcripts and documents in: files, or folders with everything readable in them."""
    with opened(study, coder) as project:
        results = services.import_files(
            project, paths, kind=kind, language=language, progress=ConsoleProgress()
        )
    for result in results:
        if result.document:
            click.echo(f"{result.document.code}  {result.document.name}")
        else:
            say(result.reason)
        for warning in result.warnings:
            say(warning)
    _tell_left_out(services.left_out(paths))
    came = sum(result.document is not None for result in results)
    say(ngettext("{n} document imported.", "{n} documents imported.", came).format(n=came))
    return 1 if any(result.failed for result in results) else 0


def _tell_left_out(files: Sequence[Path]) -> None:
    """Say which files of a folder were not even tried."""
    if not files:
        return
    shown = ", ".join(file.name for file in files[:_SHOWN]) + (" …" if len(files) > _SHOWN else "")
    say(
        ngettext(
            "{n} file of another format was left out: {names}",
            "{n} files of other formats were left out: {names}",
            len(files),
        ).format(n=len(files), names=shown)
    )


@click.command()
@STUDY
@JSON
def documents(study: Path, as_json: bool) -> None:
    """The documents, with who speaks in them."""
    with opened(study) as project:
        found = project.documents.all()
        turns = {document.id: project.documents.turns(document.id) for document in found}
        counts = project.codings.counts_by_document()
    if not as_json:
        rows = [
            (
                d.code,
                d.kind,
                d.language or "–",
                ngettext("{n} turn", "{n} turns", len(turns[d.id])).format(n=len(turns[d.id])),
                ngettext("{n} coding", "{n} codings", counts.get(d.id, 0)).format(n=counts.get(d.id, 0)),
                d.name,
            )
            for d in found
        ]
        print_table(rows)
        return
    print_json(
        [
            {
                "id": document.id,
                "code": document.code,
                "name": document.name,
                "kind": document.kind,
                "language": document.language,
                "characters": document.characters,
                "turns": [
                    {
                        "speaker": turn.speaker,
                        "role": turn.role,
                        "start": turn.start,
                        "end": turn.end,
                        "seconds": turn.seconds,
                    }
                    for turn in turns[document.id]
                ],
            }
            for document in found
        ]
    )


@click.command()
@STUDY
@click.argument("document")
def text(study: Path, document: str) -> None:
    """Print the stored text of DOCUMENT (name, code or id), exactly."""
    with opened(study) as project:
        write(project.documents.text(Names(project).document(document).id))


@click.command("remove-document")
@STUDY
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@CODER
def remove_document(study: Path, documents: tuple[str, ...], coder: str) -> None:
    """Take documents out with their codings; undo brings them back."""
    with opened(study, coder) as project:
        names = Names(project)
        gone = services.remove_documents(project, [names.document(name).id for name in documents])
    say(ngettext("Removed, with {n} coding.", "Removed, with {n} codings.", gone).format(n=gone))


COMMANDS = (import_, documents, text, remove_document)
