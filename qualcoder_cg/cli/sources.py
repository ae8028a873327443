"""Commands about sources: import, documents, text, remove."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..domain.documents import KINDS
from ..domain.text import listed
from ..i18n import _, ngettext
from ..services import documents as services
from ..services import register
from ..services.how_far import Coded, how_far
from ..services.lookup import Names
from .common import (
    CODER,
    JSON,
    ONLY_CODER,
    STUDY,
    ConsoleProgress,
    opened,
    print_json,
    print_table,
    say,
    write,
)  # fmt: skip


@click.command("import")
@STUDY
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default="interview", help="What the files are.")
@click.option("--language", default="", metavar="es", help="Their language; guessed unless given.")
@click.option("--encoding", default="", metavar="NAME", help="Their encoding, where it is unsure.")
@click.option("--date", default="", metavar="2024-05-31", help="When it was said or written.")
@click.option("--place", default="", metavar="NAME", help="Where.")
@click.option("--interview", default="", metavar="CODE", help="The interview of the register they record.")
@click.option("--informant", multiple=True, metavar="CODE", help="Who speaks in them; may be repeated.")
@CODER
@JSON
def import_(
    study: Path,
    paths: tuple[Path, ...],
    kind: str,
    language: str,
    encoding: str,
    date: str,
    place: str,
    interview: str,
    informant: tuple[str, ...],
    coder: str,
    as_json: bool,
) -> int:
    """Bring transcripts and documents in: files, or folders with everything readable in them.

    A file whose encoding is unsure is left out, with the names of those it may be in; --encoding says
    which one holds for all files of the command.
    """
    with opened(study, coder) as project:
        files = services.expand(paths)
        details = services.Details(
            kind=kind,
            language=language,
            date=date,
            place=place,
            interview_id=register.find_row(project, "interview", interview) if interview else None,
            informant_ids=tuple(register.find_row(project, "informant", code) for code in informant),
        )
        results = services.import_files(
            project,
            paths,
            kind=kind,
            language=language,
            details=dict.fromkeys(files, details),
            encodings=dict.fromkeys(files, encoding),
            progress=ConsoleProgress(),
        )
    if as_json:
        print_json([_as_json(result) for result in results])
    else:
        _tell(results, paths)
    return 1 if any(result.failed for result in results) else 0


def _as_json(result: services.Imported) -> dict[str, Any]:
    document = result.document
    return {
        "file": str(result.path),
        "document": document and {"id": document.id, "code": document.code, "name": document.name},
        "failed": result.failed,
        "reason": result.reason,
        "encodings": list(result.encodings),
        "warnings": list(result.warnings),
    }


def _tell(results: Sequence[services.Imported], paths: Sequence[Path]) -> None:
    """Say what became of each file."""
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


def _tell_left_out(files: Sequence[Path]) -> None:
    """Say which files of a folder were not even tried."""
    if not files:
        return
    shown = listed([file.name for file in files])
    say(
        ngettext(
            "{n} file of another format was left out: {names}",
            "{n} files of other formats were left out: {names}",
            len(files),
        ).format(n=len(files), names=shown)
    )


def _progress(coded: Coded) -> str:
    """How far coding has come, as the table says it."""
    if coded.finished:
        return _("finished")
    return "–" if coded.share is None else _("{n} % coded").format(n=round(100 * coded.share))


@click.command()
@STUDY
@ONLY_CODER
@CODER
@JSON
def documents(study: Path, only_coder: str, coder: str, as_json: bool) -> None:
    """The documents, with who speaks in them, and how far the coder who acts has come."""
    with opened(study, coder, only_coder) as project:
        found = project.documents.all()
        turns = {document.id: project.documents.turns(document.id) for document in found}
        counts = project.seen.counts_by_document()
        coded = {document.id: how_far(project, document.id) for document in found}
    if not as_json:
        rows = [
            (
                d.code,
                d.kind,
                d.language or "–",
                ngettext("{n} turn", "{n} turns", len(turns[d.id])).format(n=len(turns[d.id])),
                ngettext("{n} coding", "{n} codings", counts.get(d.id, 0)).format(n=counts.get(d.id, 0)),
                _progress(coded[d.id]),
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
                "codings": counts.get(document.id, 0),
                "coded": coded[document.id].share,
                "finished": coded[document.id].finished,
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
