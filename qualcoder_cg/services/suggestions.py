"""What the suggesters are given, and what they propose."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..domain.codes import QUESTION, Code
from ..domain.documents import Document
from ..domain.guides import answers
from ..domain.suggestions import (
    SKIPPED,
    Asked,
    Material,
    Profile,
    Suggestion,
)
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from . import nothing_here
from .decisions import decide as decide
from .decisions import seen_decisions as seen_decisions
from .examples import background, examples
from .guide_items import item_words

if TYPE_CHECKING:
    from ..suggest.model import Model


def suggester_name(suggester: str) -> str:
    """What speaks for a suggestion, in words; the stored id itself where it is unknown."""
    names = {
        "keywords": _("keywords"),
        "question text": _("question text"),
        "own coding": _("own coding"),
        "guide item": _("what was asked"),
        "near duplicate": _("near duplicates"),
        "meaning": _("meaning"),
    }
    return names.get(suggester, suggester)


def profiles(project: Project) -> list[Profile]:
    """What each code is about, before anything is coded."""
    texts = {question.id: [question.text] for question in project.matrix.questions()}
    for part in project.matrix.sub_questions():
        texts.setdefault(part.question_id, []).append(part.text)
    return [_profile(code, texts) for code in project.codes.all()]


def model(project: Project, progress: Progress = silent) -> "Model":
    """What the suggesters know of the study as it is saved now; raises `Cancelled` out of `progress`."""
    from .. import suggest as engine

    return engine.learn(profiles(project), examples(project), progress, background(project))


def material(project: Project, document_id: str) -> Material:
    """A document as the suggesters read it; what is coded, waits or is decided there is not offered again."""
    document = _document(project, document_id)
    taken = [(coding.start, coding.end, coding.code_id) for coding in project.shown.in_document(document_id)]
    taken += [
        (decision.start, decision.end, decision.code_id)
        for decision in seen_decisions(project, document_id)
        if decision.verdict != SKIPPED
    ]
    taken += nothing_here.taken(project, document_id)
    return Material(
        document_id=document_id,
        text=project.documents.text(document_id),
        language=document.language,
        turns=tuple(project.documents.turns(document_id)),
        taken=tuple(taken),
        asked=tuple(_asked(project, document)),
    )


def suggest(
    project: Project, document_ids: Sequence[str] = (), *, limit: int = 0, progress: Progress = silent
) -> list[Suggestion]:
    """Suggestions for these documents, or all: best first within each document. Changes nothing."""
    from .. import suggest as engine

    wanted = list(document_ids) or [document.id for document in project.documents.all()]
    learned = model(project, progress)
    found: list[Suggestion] = []
    for number, document_id in enumerate(wanted):
        progress(number, len(wanted), _("Looking for suggestions"))
        found += engine.suggest(learned, material(project, document_id), limit=limit)
    return found


def _asked(project: Project, document: Document) -> Iterator[Asked]:
    """The answers to items of a guide or a survey, with the codes of the questions these serve."""
    codes = {code.question_id: code.id for code in project.codes.all() if code.kind == QUESTION}
    if document.survey_item_id:
        yield from _answered(project, document, codes)
        return
    put = project.guides.put_in(document.id)
    if not put:
        return
    items = {item.id: (guide, item) for guide in project.guides.all() for item in guide.items}
    for answer in answers(project.documents.turns(document.id), put):
        meant = [items[item] for item in answer.items]
        questions = dict.fromkeys(question for _guide, item in meant for question in item.questions)
        asking = ", ".join(item_words(guide, item) for guide, item in meant)
        yield Asked(
            answer.turn.start,
            answer.turn.end,
            tuple(codes[question] for question in questions if question in codes),
            _("{item}, followed up").format(item=asking) if answer.follow_up else asking,
            answer.follow_up,
        )


def _answered(project: Project, document: Document, codes: Mapping[str | None, str]) -> Iterator[Asked]:
    """The answers to the open question of a survey, all of which were asked the same."""
    item = project.surveys.item(document.survey_item_id or "")
    about = tuple(codes[question] for question in item.questions if question in codes) if item else ()
    if item and about:
        reason = _("survey question “{item}”").format(item=item.text)
        for turn in project.documents.turns(document.id):
            yield Asked(turn.start, turn.end, about, reason)


def _profile(code: Code, texts: Mapping[str, Sequence[str]]) -> Profile:
    parts = [
        *texts.get(code.question_id or "", ()),
        code.short,
        code.definition,
        code.when_to_use,
        code.example,
    ]
    return Profile(code.id, code.label, "\n".join(filter(None, parts)), code.keywords, code.when_not)


def _document(project: Project, document_id: str) -> Document:
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    return document
