"""Commands about memos: on passages, on a code, on a document, on the study."""

from pathlib import Path

import click

from ..domain.spans import Span
from ..i18n import ngettext
from ..services import coding, memos, notes
from ..services.lookup import Names
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_TEXT = click.argument("text", required=False)


@click.command("passage-memos")
@STUDY
@click.option("--document", default="", help="Only those of one document.")
@JSON
def passage_memos(study: Path, document: str, as_json: bool) -> None:
    """The memos on passages, with the words they are on."""
    with opened(study) as project:
        documents = {one.id: one for one in project.documents.all()}
        wanted = [Names(project).document(document).id] if document else list(documents)
        coders = {one.id: one.name for one in project.coders.all()}
        found = []
        for document_id in wanted:
            inside = notes.visible_notes(project, document_id)
            text = project.documents.text(document_id) if inside else ""
            found += [
                {
                    "id": note.id,
                    "document": documents[document_id].name,
                    "document_id": document_id,
                    "start": note.start,
                    "end": note.end,
                    "passage": text[note.start : note.end],
                    "coder": coders.get(note.coder_id, ""),
                    "text": note.text,
                    "created_at": note.created_at,
                }
                for note in inside
            ]
    if as_json:
        print_json(found)
        return
    print_table(
        [
            (one["id"], one["document"], f"{one['start']}–{one['end']}", one["coder"], one["text"])
            for one in found
        ]
    )


@click.command("add-passage-memo")
@STUDY
@click.argument("document")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("text")
@CODER
def add_passage_memo(study: Path, document: str, start: int, end: int, text: str, coder: str) -> None:
    """Put a memo on the characters from START up to END of DOCUMENT; prints its id."""
    with opened(study, coder) as project:
        inside = Names(project).document(document).id
        click.echo(notes.add_note(project, document_id=inside, span=Span(start, end), text=text).id)


@click.command("write-passage-memo")
@STUDY
@click.argument("memo")
@click.argument("text")
@CODER
def write_passage_memo(study: Path, memo: str, text: str, coder: str) -> None:
    """Change what a memo (id) on a passage says; an empty TEXT removes it."""
    with opened(study, coder) as project:
        notes.write_note(project, memo, text)


@click.command("remove-passage-memos")
@STUDY
@click.argument("ids", nargs=-1, required=True, metavar="MEMO...")
@CODER
def remove_passage_memos(study: Path, ids: tuple[str, ...], coder: str) -> None:
    """Remove memos (ids) on passages."""
    with opened(study, coder) as project:
        n = notes.remove_notes(project, ids)
    say(ngettext("{n} memo removed.", "{n} memos removed.", n).format(n=n))


@click.command("study-memo")
@STUDY
@_TEXT
@CODER
def study_memo(study: Path, text: str | None, coder: str) -> None:
    """The memo of the study; with TEXT, set it."""
    with opened(study, coder) as project:
        if text is None:
            click.echo(memos.study_memo(project))
        else:
            memos.write_study_memo(project, text)


@click.command("code-memo")
@STUDY
@click.argument("code")
@_TEXT
@CODER
def code_memo(study: Path, code: str, text: str | None, coder: str) -> None:
    """The memo of a code; with TEXT, set it."""
    with opened(study, coder) as project:
        found = Names(project).code(code)
        if text is None:
            click.echo(found.memo)
        else:
            memos.write_code_memo(project, found.id, text)


@click.command("document-memo")
@STUDY
@click.argument("document")
@_TEXT
@CODER
def document_memo(study: Path, document: str, text: str | None, coder: str) -> None:
    """The memo of a document; with TEXT, set it."""
    with opened(study, coder) as project:
        found = Names(project).document(document)
        if text is None:
            click.echo(found.memo)
        else:
            coding.write_document_memo(project, found.id, text)


COMMANDS = (
    passage_memos,
    add_passage_memo,
    write_passage_memo,
    remove_passage_memos,
    study_memo,
    code_memo,
    document_memo,
)
