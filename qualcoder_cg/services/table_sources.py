"""Tables of surveys with their response rates, and of documents by category."""

from collections.abc import Callable

from ..domain.documents import DOCUMENT, Document
from ..domain.percentages import percent
from ..domain.report_table import NONE, RIGHT, Cell, Column, ReportTable, count, row, words
from ..domain.surveys import Survey
from ..domain.vocabulary import fold
from ..i18n import _, ngettext
from ..storage.project import Project
from .redactor import Redactor


def surveys(project: Project, name: str, source: str) -> ReportTable:
    """How many were asked and answered, survey by survey; per cent only beside what it is of."""
    rows = []
    notes = []
    said = Redactor(project).public_text
    for survey in project.surveys.all():
        on_file = len(project.surveys.respondents(survey.id))
        answered = survey.answered if survey.answered is not None else on_file or None
        rows.append(
            (
                words(said(survey.name)),
                count(survey.sent),
                count(answered),
                _rate(answered, survey.sent),
                count(survey.reminders),
                words(_days(survey)),
            )
        )
        if survey.answered is not None and on_file and on_file != survey.answered:
            notes.append(
                _(
                    "{survey}: {answered} are said to have answered, and the study holds the answers of {n}."
                ).format(survey=said(survey.name), answered=survey.answered, n=on_file)
            )
    return ReportTable(
        name,
        _("Surveys and response rates"),
        (
            Column(_("Survey")),
            Column(_("Questionnaires sent"), RIGHT),
            Column(_("Questionnaires answered"), RIGHT),
            Column(_("Response rate"), RIGHT),
            Column(_("Reminders"), RIGHT),
            Column(_("Open from – to")),
        ),
        tuple(rows),
        notes=tuple(notes) if rows else (_("The study holds no survey yet."),),
        source=source,
    )


def documents(project: Project, name: str, source: str) -> ReportTable:
    """The secondary documents of each category: how many, and how they are cited."""
    found = [document for document in project.documents.all() if document.kind == DOCUMENT]
    by_category: dict[str, list[Document]] = {entry.id: [] for entry in project.documents.categories()}
    for document in found:
        by_category.setdefault(document.category_id or "", []).append(document)
    names = {entry.id: entry.name for entry in project.documents.categories()}
    said = Redactor(project).public_text
    rows = [
        row(said(names.get(key) or "") or _("No category"), len(some), _citations(some, said))
        for key, some in by_category.items()
    ]
    uncited = sum(not document.citation for document in found)
    note = ngettext(
        "{n} document has no citation yet and stands with its code.",
        "{n} documents have no citation yet and stand with their codes.",
        uncited,
    ).format(n=uncited)
    return ReportTable(
        name,
        _("Documents consulted, by category"),
        (Column(_("Category")), Column(_("Documents"), RIGHT), Column(_("Citations"))),
        tuple(rows),
        (*row(_("Total"), len(found)), Cell("")),
        notes=(note,) if uncited else (),
        source=source,
    )


def _rate(answered: int | None, sent: int | None) -> Cell:
    """The response rate with what it is of; marked where more answered than were asked."""
    if answered is None or not sent:
        return Cell(NONE)
    text = _("{percent} % ({n} of {base})").format(percent=percent(answered, sent), n=answered, base=sent)
    return Cell(text, flag=_("More answered than were asked.") if answered > sent else "")


def _days(survey: Survey) -> str:
    """When a survey was open, as far as it is known."""
    return f"{survey.opened or '…'} – {survey.closed or '…'}" if survey.opened or survey.closed else ""


def _citations(some: list[Document], said: Callable[[str], str]) -> str:
    """How documents are cited, one a line, alphabetically; a code stands for a missing citation."""
    return "\n".join(sorted((said(document.citation) or document.code for document in some), key=fold))
