"""The answers to an open question as a document that can be coded: one turn for each respondent."""

from collections.abc import Mapping, Sequence

from ..domain.documents import CODE_PREFIX, RESPONDENT, Document, Turn
from ..domain.surveys import Respondent, Survey, SurveyItem
from ..domain.text import fingerprint, word_count
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from .documents import remove_documents

KIND = "survey"
_LONGEST_NAME = 80


def add(
    project: Project,
    survey: Survey,
    item: SurveyItem,
    respondents: Sequence[Respondent],
    answers: Mapping[str, str],
) -> Document | None:
    """Add the document of an open question, inside a step; None where nobody answered it."""
    from ..formats.transcripts import languages

    text, turns = composed([(one.code, answers[one.id]) for one in respondents if one.id in answers])
    if not turns:
        return None
    prefix = CODE_PREFIX[KIND]
    document = Document(
        id=rows.new_id(),
        code=f"{prefix}-{project.documents.next_number(prefix):02d}",
        name=_free_name(project, survey, item.text),
        kind=KIND,
        language=languages.guess("\n".join(answers.values())),
        format=KIND,
        characters=len(text),
        words=word_count(text),
        sha256=fingerprint(text),
        memo="",
        position=project.documents.next_position(),
        imported_at=rows.now(),
        survey_item_id=item.id,
    )
    project.documents.add(document, text, turns)
    return document


def composed(answers: Sequence[tuple[str, str]]) -> tuple[str, list[Turn]]:
    """The text of answers in order, each under its respondent's code, and a turn for each."""
    lines, turns, position = [], [], 0
    for code, answer in answers:
        start = position + len(f"{code}: ")
        turns.append(Turn(code, RESPONDENT, position, start, start + len(answer)))
        lines.append(f"{code}: {answer}")
        position = start + len(answer) + 1
    return "\n".join(lines), turns


def of_item(project: Project, item_id: str) -> Document | None:
    """The document that holds the answers to an open question."""
    return next((one for one in project.documents.all() if one.survey_item_id == item_id), None)


def rename(project: Project, survey: Survey, item: SurveyItem, text: str) -> None:
    """Let a document that is named after its question follow the question's new words, inside a step."""
    document = of_item(project, item.id)
    if document and document.name.startswith(_short(item.text)) and _short(item.text) != _short(text):
        project.documents.change(document.id, name=_free_name(project, survey, text))


def remove(project: Project, item: SurveyItem) -> None:
    """Remove the document of a question, inside a step; UserError while it has codings."""
    document = of_item(project, item.id)
    if document is None:
        return
    codings = project.codings.counts_by_document().get(document.id, 0)
    if codings:
        raise UserError(
            ngettext(
                "The answers to “{item}” have {n} coding and stay open.",
                "The answers to “{item}” have {n} codings and stay open.",
                codings,
            ).format(item=item.text, n=codings),
            _("Remove the codings in {document} first.").format(document=document.code),
        )
    remove_documents(project, [document.id])


def _free_name(project: Project, survey: Survey, text: str) -> str:
    """The question, with the survey where another document has that name."""
    taken = {document.name for document in project.documents.all()}
    words = _short(text)
    return f"{words} · {survey.name}" if words in taken else words


def _short(text: str) -> str:
    """A question on one line, cut at a word where it is long."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
