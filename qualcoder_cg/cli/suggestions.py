"""Commands about suggestions: suggest, decide."""

from pathlib import Path

import click

from ..domain.spans import Span
from ..domain.suggestions import CORRECTED, NOTHING, VERDICTS, Suggestion
from ..errors import UserError
from ..i18n import _
from ..services import suggestions as services
from ..services import withheld
from ..services.coding import check_span
from ..services.lookup import Names
from ..services.nothing_here import nothing_here
from .common import CODER, JSON, ONLY_CODER, STUDY, ConsoleProgress, opened, print_json, print_table


@click.command()
@STUDY
@click.option("--document", "wanted", multiple=True, metavar="D", help="Only for this document; repeatable.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="At most so many per document.")
@click.option("--as-shown", is_flag=True, help="Without those of passages that are blind for you.")
@ONLY_CODER
@JSON
def suggest(
    study: Path, wanted: tuple[str, ...], limit: int, as_shown: bool, only_coder: str, as_json: bool
) -> None:
    """Passages that may belong to a code, with the reason; nothing is applied."""
    with opened(study, only_coder=only_coder) as project:
        names = Names(project)
        ids = [names.document(name).id for name in wanted]
        found = services.suggest(project, ids, limit=limit, progress=ConsoleProgress())
        if as_shown:
            by_document: dict[str, list[Suggestion]] = {}
            for one in found:
                by_document.setdefault(one.document_id, []).append(one)
            found = [one for item in by_document.items() for one in withheld.split(project, *item)[0]]
        documents = {document.id: document.name for document in project.documents.all()}
        codes = {code.id: code.name for code in project.codes.all()}
        texts = {suggestion.document_id: "" for suggestion in found}
        for document_id in texts:
            texts[document_id] = project.documents.text(document_id)
    if as_json:
        print_json(
            [
                {
                    "document": documents[s.document_id],
                    "document_id": s.document_id,
                    "start": s.start,
                    "end": s.end,
                    "code": codes[s.code_id],
                    "code_id": s.code_id,
                    "score": round(s.score, 4),
                    "suggester": s.suggester,
                    "reason": s.reason,
                    "text": texts[s.document_id][s.start : s.end],
                }
                for s in found
            ]
        )
        return
    print_table(
        [
            (
                documents[s.document_id],
                f"{s.start}–{s.end}",
                codes[s.code_id],
                f"{s.score:.2f}",
                services.suggester_name(s.suggester),
                s.reason,
            )
            for s in found
        ]
    )


@click.command()
@STUDY
@click.argument("verdict", type=click.Choice((*VERDICTS, NOTHING)))
@click.option("--document", required=True)
@click.option("--start", type=int, required=True)
@click.option("--end", type=int, required=True)
@click.option("--code", "code_name", default="", help="The code that was suggested; not for nothing.")
@click.option("--chosen", default="", metavar="CODE", help="The code chosen instead, for corrected.")
@CODER
def decide(
    study: Path, verdict: str, document: str, start: int, end: int, code_name: str, chosen: str, coder: str
) -> None:
    """Store a decision on a suggestion: accepted, rejected, corrected or skipped.

    With the verdict “nothing”, a passage belongs under no code, and nothing is suggested there again.
    """
    with opened(study, coder) as project:
        names = Names(project)
        found = names.document(document)
        check_span(Span(start, end), found.characters, found.name)
        if verdict == NOTHING:
            nothing_here(project, found.id, Span(start, end))
            return
        if not code_name:
            raise UserError(_("Which code was suggested?"), _("Name it with --code."))
        suggestion = Suggestion(found.id, start, end, names.code(code_name).id, 0.0, "", "")
        services.decide(
            project,
            suggestion,
            verdict,
            chosen_code_id=names.code(chosen).id if chosen and verdict == CORRECTED else None,
        )


COMMANDS = (suggest, decide)
