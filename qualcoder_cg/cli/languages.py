"""Commands about quotes in two languages: translate, glossary."""

from pathlib import Path
from typing import Any

import click

from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..services import glossary as terms
from ..services import translation_tables, translations
from ..services.lookup import Names
from ..services.rules import rules
from ..services.studies import Project
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_LANGUAGE = click.option(
    "--language", default="", metavar="CODE", help="Into which; the report's unless given."
)


@click.command()
@STUDY
@click.argument("document", required=False)
@click.argument("start", type=int, required=False)
@click.argument("end", type=int, required=False)
@click.argument("text", required=False)
@_LANGUAGE
@click.option("--translator", default="", metavar="NAME", help="Who translated; who acts unless given.")
@click.option("--machine", is_flag=True, help="A machine translated it.")
@click.option("--checked-by", default="", metavar="NAME", help="Who compared it with the original.")
@click.option("--to", "target", type=click.Path(path_type=Path), metavar="FILE",
              help="Write what is to be translated to a table (.xlsx, .csv).")  # fmt: skip
@click.option("--every", is_flag=True, help="With --to: also what has a translation.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path), metavar="FILE", help="Bring such a table in."
)
@click.option("--faults", is_flag=True, help="List all that is wrong with the translations.")
@JSON
@CODER
def translate(
    study: Path,
    document: str | None,
    start: int | None,
    end: int | None,
    text: str | None,
    language: str,
    translator: str,
    machine: bool,
    checked_by: str,
    target: Path | None,
    every: bool,
    source: Path | None,
    faults: bool,
    as_json: bool,
    coder: str,
) -> None:
    """Translate the characters from START up to END of DOCUMENT; without them, list what is untranslated."""
    method = translations.MACHINE if machine else translations.PERSON
    with opened(study, coder) as project:
        language = language or rules(project).report_language
        if not language:
            raise UserError(_("The language is not named."), _("Give --language, or set that of the report."))
        if target:
            n = translation_tables.write_table(project, target, language, every=every)
            say(_("Written to {file}: {n}.").format(file=target, n=n))
        elif source:
            read = translation_tables.read_table(
                project, source, language, translator=translator, method=method
            )
            for line in (*read.faults, read.text):
                say(line)
        elif document and start is not None and end is not None:
            inside, span = Names(project).document(document).id, Span(start, end)
            if text is not None:
                translations.translate(
                    project, inside, span, language, text,
                    translator=translator, method=method, checked_by=checked_by,
                )  # fmt: skip
            _print_versions(project, inside, span, as_json)
        else:
            _print_faults(project, language, faults, as_json)


def _print_versions(project: Project, document_id: str, span: Span, as_json: bool) -> None:
    found = translations.of_passage(project, document_id, span)
    if as_json:
        print_json([one._asdict() for one in found])
    else:
        print_table([(one.language, one.method, one.translator, one.checked_by, one.text) for one in found])


def _print_faults(project: Project, language: str, every: bool, as_json: bool) -> None:
    """What is untranslated, or every fault."""
    found = translations.faults(project, language)
    if not every:
        found = [one for one in found if one.kind == translations.NOTHING]
    told = [
        {
            "fault": one.kind,
            "document": one.passage.document.code,
            "start": one.passage.span.start,
            "end": one.passage.span.end,
            "text": one.text,
        }
        for one in found
    ]
    if as_json:
        print_json(told)
    else:
        print_table([(one["document"], f"{one['start']}–{one['end']}", one["text"]) for one in told])


@click.command()
@STUDY
@click.argument("term", required=False)
@click.argument("translation", required=False)
@click.option("--language", default="", metavar="CODE", help="The language of the term; any unless given.")
@click.option("--into", default="", metavar="CODE", help="The language of the translation; any unless given.")
@click.option("--note", default="", help="A note on the term.")
@click.option("--remove", is_flag=True, help="Take TERM (or its id) out.")
@JSON
@CODER
def glossary(
    study: Path,
    term: str | None,
    translation: str | None,
    language: str,
    into: str,
    note: str,
    remove: bool,
    as_json: bool,
    coder: str,
) -> None:
    """The glossary of the study; with TERM and TRANSLATION, add them."""
    with opened(study, coder) as project:
        if term and remove:
            ids = [one.id for one in terms.terms(project) if term in (one.id, one.term)]
            if not ids:
                raise UserError(_("{term} is not in the glossary.").format(term=term), _("It lists what is."))
            terms.remove_terms(project, ids)
        elif term:
            made = terms.add_term(project, term, translation or "", language=language, into=into, note=note)
            click.echo(made.id)
            return
        found: list[dict[str, Any]] = [one._asdict() for one in terms.terms(project)]
    if as_json:
        print_json(found)
    else:
        print_table(
            [(one["id"], one["language"], one["term"], one["into"], one["translation"]) for one in found]
        )


COMMANDS = (translate, glossary)
