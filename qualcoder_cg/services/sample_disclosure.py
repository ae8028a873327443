"""What protects the people of the sample study: names, redactions, decisions; and translations of quotes."""

from collections.abc import Mapping
from typing import Any

from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import glossary, names, quotes, redaction, translations
from .lookup import Names


def add_disclosure(project: Project, plan: Mapping[str, list[Mapping[str, Any]]]) -> None:
    """Add what a plain file says of names, redactions, decisions and translations, in one step."""
    acts = project.coder_name
    try:
        with project.step("Add what protects the people of the sample study"):
            for entry in plan["names"]:
                names.add_name(project, **entry)
            for entry in plan["redactions"]:
                document, span = _passage(project, entry, entry["words"])
                redaction.redact(project, document, span, entry["kind"], reason=entry["reason"])
            for entry in plan["levels"]:
                quote = quotes.quote_of(project, *_passage(project, entry, entry["quote"]))
                quotes.set_level(project, [quote.id], entry["level"], entry["reason"])
            for entry in plan["paraphrases"]:
                quote = quotes.quote_of(project, *_passage(project, entry, entry["quote"]))
                quotes.set_paraphrase(project, quote.id, True, entry["text"], entry["reason"])
            for entry in plan["translations"]:
                document, span = _passage(project, entry, entry["quote"])
                checked = entry.get("checked_by", "")
                translations.translate(project, document, span, "en", entry["text"], checked_by=checked)
            for entry in plan["glossary"]:
                glossary.add_term(project, **entry)
    finally:
        project.coder_name = acts


def _passage(project: Project, entry: Mapping[str, Any], words: str) -> tuple[str, Span]:
    """Where words stand, and from now on its author acts."""
    project.coder_name = str(entry["by"])
    document = Names(project).document(entry["in"])
    start = project.documents.text(document.id).find(words)
    if start < 0:
        raise UserError(
            _("The sample study is broken: {words} is not in {document}.").format(
                words=words, document=document.name
            ),
            "",
        )
    return document.id, Span(start, start + len(words))
