"""Versions of quotes in another language: the original stays the evidence."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.documents import Document
from ..domain.quotes import GlossaryTerm, Quote, Translation
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from . import glossary
from .evidence_walk import Walk
from .quotes import known_quote, quote_of
from .redactor import Redactor

PERSON, MACHINE = METHODS = ("person", "machine")
NOTHING, UNCHECKED, OUTDATED, GLOSSARY, MARKS = "untranslated", "unchecked", "outdated", "glossary", "marks"


class Passage(NamedTuple):
    """A coded passage that a report in some language prints: where it stands, and its translation if any."""

    document: Document
    span: Span
    quote: Quote | None = None
    translation: Translation | None = None


class Fault(NamedTuple):
    """What is wrong with a passage in a report of one language; `kind` is of the names above."""

    kind: str
    passage: Passage
    text: str


def translate(
    project: Project,
    document_id: str,
    span: Span,
    language: str,
    text: str,
    *,
    translator: str = "",
    method: str = PERSON,
    date: str = "",
    checked_by: str = "",
) -> Translation:
    """Give a passage a version in a language, or another in place of the one it has there.

    The translator is who acts unless another is named. A text that differs from the one before has not
    been checked. A blank text takes the version away.
    """
    language, text = _language(language), text.strip()
    if method not in METHODS:
        raise UserError(
            _("{method} is no way to translate.").format(method=method),
            _("Use one of: {methods}.").format(methods=", ".join(METHODS)),
        )
    document = project.documents.get(document_id)
    quote = known_quote(project, document_id, span)
    old = _version(project, quote, language)
    values = {
        "text": text,
        "translator": translator.strip() or project.coder_name,
        "method": method,
        "date": date or rows.now(),
        "checked_by": checked_by.strip(),
    }
    name = document.code if document else ""
    with project.step("Translate a passage of {document} ({language})", document=name, language=language):
        if old is not None and not text:
            project.evidence.translations.remove([old.id])
            return old
        if not text:
            raise UserError(_("The translation has no words."), _("Write it, or leave it."))
        if old is not None:
            project.evidence.translations.change(old.id, **values)
            return old._replace(**values)
        quote = quote or quote_of(project, document_id, span)
        made = Translation(rows.new_id(), quote.id, language, **values)
        project.evidence.translations.add(made)
    return made


def mark_checked(project: Project, translation_ids: Sequence[str], by: str = "") -> None:
    """Note that somebody compared translations with their originals; `by` "–" takes that back."""
    who = "" if by == "–" else by.strip() or project.coder_name
    with project.step("Check translations ({n})", n=len(translation_ids)):
        for translation_id in translation_ids:
            project.evidence.translations.change(translation_id, checked_by=who)


def of_passage(project: Project, document_id: str, span: Span) -> list[Translation]:
    """The versions of a passage, by language."""
    quote = known_quote(project, document_id, span)
    return project.evidence.translations.where("quote_id", quote.id) if quote else []


def passages(project: Project, language: str) -> Iterator[Passage]:
    """The coded passages in other languages than this one, that may be printed in their own words.

    In the order of the documents and of the text, each once.
    """
    language = _language(language)
    walk = Walk(project, "none")
    quotes = {(one.document_id, one.start, one.end): one for one in project.evidence.quotes.all()}
    versions = {one.quote_id: one for one in project.evidence.translations.where("language", language)}
    for document, coded in walk.places():
        if document.entry.language[:2].lower() in ("", language[:2]):
            continue
        for start, end in dict.fromkeys((start, end) for start, end, _code, _source in coded):
            if walk.source(document, start, end).withheld or walk.paraphrased(document, start, end):
                continue
            quote = quotes.get((document.entry.id, start, end))
            version = versions.get(quote.id) if quote else None
            yield Passage(document.entry, Span(start, end), quote, version)


def untranslated(project: Project, language: str) -> list[Passage]:
    """The passages that a report in this language would print in another one."""
    return [one for one in passages(project, language) if one.translation is None]


def faults(project: Project, language: str) -> list[Fault]:
    """What is wrong with the quotes of a report in a language, fault by fault, in the order of the text."""
    return list(reading_faults(project, language))


def reading_faults(project: Project, language: str) -> Iterator[Fault]:
    """The same as they are found.

    A passage that has no translation; one that nobody compared, whose original was corrected since, that
    lacks a term of the glossary, or in which fewer names are taken out than in the original.
    """
    known, redactor = glossary.terms(project), Redactor(project)
    texts: tuple[str, str] = "", ""
    for passage in passages(project, language):
        if passage.translation is None:
            yield Fault(NOTHING, passage, _("There is no translation."))
            continue
        if texts[0] != passage.document.id:
            texts = passage.document.id, project.documents.text(passage.document.id)
        yield from _of(project, passage, passage.translation, texts[1], known, redactor)


def _of(
    project: Project,
    passage: Passage,
    version: Translation,
    text: str,
    known: Sequence[GlossaryTerm],
    redactor: Redactor,
) -> Iterator[Fault]:
    """What is wrong with one translation."""
    said = text[passage.span.start : passage.span.end]
    if not version.checked_by:
        yield Fault(UNCHECKED, passage, _("Nobody has compared it with the original."))
    if _changed_since(project, passage.document.id, said, version.date):
        yield Fault(OUTDATED, passage, _("The original was corrected after it was translated."))
    for term in glossary.missing(known, said, version.text, passage.document.language, version.language):
        text_of = _("“{term}” is to be “{translation}”.")
        yield Fault(GLOSSARY, passage, text_of.format(term=term.term, translation=term.translation))
    taken = redactor.of_document(passage.document.id, text).pieces("none").count(*passage.span)
    if taken > len(redactor.free(version.text, "none").stretches) + version.text.count("["):
        yield Fault(MARKS, passage, _("Fewer names are taken out of it than of the original."))


def _changed_since(project: Project, document_id: str, said: str, date: str) -> bool:
    """Whether the words of a passage stood otherwise in its document when they were translated."""
    later = [one for one in project.revisions.of(document_id) if one.made_at[: len(date)] > date]
    return bool(later) and said not in later[0].text


def _version(project: Project, quote: Quote | None, language: str) -> Translation | None:
    versions = project.evidence.translations.where("quote_id", quote.id) if quote else []
    return next((one for one in versions if one.language == language), None)


def _language(language: str) -> str:
    code = language.strip().lower()
    if not code or not code.replace("-", "").isalpha() or len(code) > 8:
        raise UserError(
            _("{language} is not the code of a language.").format(language=language or "–"),
            _("Use two letters, such as en or es."),
        )
    return code
