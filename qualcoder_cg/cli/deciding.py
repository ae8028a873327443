"""Commands about what to decide next: queue, precedents, more-like."""

from pathlib import Path
from typing import Any

import click

from ..domain.codes import Code
from ..domain.documents import Document
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..services import alike as alikes
from ..services import precedents as precedent
from ..services import suggestion_queue, suggestions
from ..services.coding import check_span
from ..services.lookup import Names
from ..services.studies import Project
from .common import JSON, ONLY_CODER, STUDY, ConsoleProgress, opened, print_json, print_table

START = click.option("--start", type=int, default=None, help="Where the passage begins (code points).")
END = click.option("--end", type=int, default=None, help="Where it ends, not included.")
_SHOWN = 60


@click.command()
@STUDY
@click.option("--document", "wanted", multiple=True, metavar="D", help="Only in this document; repeatable.")
@click.option("--code", "code_names", multiple=True, metavar="CODE", help="Only for this code; repeatable.")
@click.option("--limit", type=click.IntRange(min=0), default=50, help="At most so many; 0 for all.")
@ONLY_CODER
@JSON
def queue(
    study: Path,
    wanted: tuple[str, ...],
    code_names: tuple[str, ...],
    limit: int,
    only_coder: str,
    as_json: bool,
) -> None:
    """What to decide next, across documents: where a decision helps most comes first."""
    with opened(study, only_coder=only_coder) as project:
        names = Names(project)
        ids = [names.document(name).id for name in wanted]
        codes = frozenset(names.code(name).id for name in code_names) or None
        found = suggestion_queue.queue(project, ids, limit=limit, codes=codes, progress=ConsoleProgress())
        documents, by_id = _documents(project), _codes(project)
        rows = [
            {
                "document": documents[one.suggestion.document_id].name,
                "document_id": one.suggestion.document_id,
                "start": one.suggestion.start,
                "end": one.suggestion.end,
                "code": by_id[one.suggestion.code_id].name,
                "code_id": one.suggestion.code_id,
                "benefit": one.benefit,
                "score": round(one.suggestion.score, 4),
                "why": one.why,
                "suggester": one.suggestion.suggester,
                "reason": one.suggestion.reason,
                "text": _words(project, one.suggestion.document_id, one.suggestion.span),
            }
            for one in found
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        [
            (
                row["document"],
                f"{row['start']}–{row['end']}",
                row["code"],
                f"{row['benefit']:.2f}",
                row["why"],
                suggestions.suggester_name(str(row["suggester"])),
                str(row["text"])[:_SHOWN],
            )
            for row in rows
        ]
    )


@click.command()
@STUDY
@click.argument("code")
@click.option("--text", default="", help="The words to compare with; or name a passage.")
@click.option("--document", default="", metavar="D")
@START
@END
@click.option("--limit", type=click.IntRange(min=1), default=precedent.MOST, help="At most so many.")
@ONLY_CODER
@JSON
def precedents(
    study: Path,
    code: str,
    text: str,
    document: str,
    start: int | None,
    end: int | None,
    limit: int,
    only_coder: str,
    as_json: bool,
) -> None:
    """The passages already under CODE that are most like a text or a passage."""
    with opened(study, only_coder=only_coder) as project:
        names = Names(project)
        like = _like(project, names, text, document, start, end, "")
        found = precedent.precedents(
            project,
            names.code(code).id,
            like.text,
            document_id=like.document_id,
            span=like.span,
            most=limit,
            progress=ConsoleProgress(),
        )
        documents = _documents(project)
    rows = [
        {
            "document": documents[one.document_id].name,
            "document_id": one.document_id,
            "start": one.start,
            "end": one.end,
            "coding_id": one.coding_id,
            "coders": list(one.coders),
            "alike": one.alike,
            "text": one.text,
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(
            [
                (
                    row["document"],
                    f"{row['start']}–{row['end']}",
                    ", ".join(one.coders),
                    row["alike"],
                    one.text,
                )
                for row, one in zip(rows, found, strict=True)
            ]
        )


@click.command("more-like")
@STUDY
@click.option("--text", default="", help="The words that others are to be like; or name a passage.")
@click.option("--language", default="en", metavar="LL", help="The language of --text.")
@click.option("--document", default="", metavar="D", help="The document of the passage.")
@START
@END
@click.option("--limit", type=click.IntRange(min=1), default=20, help="At most so many.")
@ONLY_CODER
@JSON
def more_like(
    study: Path,
    text: str,
    language: str,
    document: str,
    start: int | None,
    end: int | None,
    limit: int,
    only_coder: str,
    as_json: bool,
) -> None:
    """Passages in all documents that are like a text or a passage, likest first."""
    with opened(study, only_coder=only_coder) as project:
        like = _like(project, Names(project), text, document, start, end, language)
        found = alikes.more_like(project, like, most=limit, progress=ConsoleProgress())
        documents, by_id, codes = _documents(project), _codes(project), alikes.codes_on(project, found)
        rows: list[dict[str, Any]] = [
            {
                "document": documents[one.document_id].name,
                "document_id": one.document_id,
                "start": one.start,
                "end": one.end,
                "alike": one.score,
                "codes": [by_id[code_id].name for code_id in codes[one]],
                "text": _words(project, one.document_id, one.span),
            }
            for one in found
        ]
    if as_json:
        print_json(rows)
    else:
        print_table(
            [
                (
                    row["document"],
                    f"{row['start']}–{row['end']}",
                    f"{row['alike']:.2f}",
                    ", ".join(row["codes"]) or "–",
                    row["text"],
                )
                for row in rows
            ]
        )


def _like(
    project: Project,
    names: Names,
    text: str,
    document: str,
    start: int | None,
    end: int | None,
    language: str,
) -> alikes.Like:
    """The text given, or the passage."""
    if bool(text) == bool(document):
        raise UserError(
            _("Give a text or a passage."), _("Use --text, or --document with --start and --end.")
        )
    if text:
        return alikes.Like(text, language)
    found = names.document(document)
    span = Span(0 if start is None else start, found.characters if end is None else end)
    check_span(span, found.characters, found.name)
    return alikes.like_passage(project, found.id, span)


def _documents(project: Project) -> dict[str, Document]:
    return {document.id: document for document in project.documents.all()}


def _codes(project: Project) -> dict[str, Code]:
    return {code.id: code for code in project.codes.all()}


def _words(project: Project, document_id: str, span: Span) -> str:
    return project.documents.text(document_id)[span.start : span.end]


COMMANDS = (queue, precedents, more_like)
