"""What the suggesters are given, and what people decide about what they propose."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from ..domain import codings
from ..domain.codes import QUESTION, Code
from ..domain.documents import Document
from ..domain.guides import answers
from ..domain.suggestions import (
    ACCEPTED,
    CORRECTED,
    REJECTED,
    SKIPPED,
    VERDICTS,
    Asked,
    Decision,
    Example,
    Material,
    Profile,
    Suggestion,
)
from ..errors import UserError
from ..i18n import _, noop
from ..progress import Progress, silent
from ..storage import rows
from ..storage.project import Project
from .coding import apply_code
from .guide_items import item_words
from .studies import current_coder

EXAMPLES = 20_000
EXAMPLES_PER_CODE = 200


def suggester_name(suggester: str) -> str:
    """What speaks for a suggestion, in words; the stored id itself where it is unknown."""
    names = {
        "keywords": _("keywords"),
        "question text": _("question text"),
        "own coding": _("own coding"),
        "guide item": _("what was asked"),
    }
    return names.get(suggester, suggester)


def profiles(project: Project) -> list[Profile]:
    """What each code is about, before anything is coded."""
    texts = {question.id: question.text for question in project.matrix.questions()}
    return [_profile(code, texts) for code in project.codes.all()]


def examples(project: Project) -> list[Example]:
    """The team's own coding to learn from: the newest codings of each code, and what was rejected.

    They come document by document, so that each text is read once. With hundreds of codes there are
    fewer of each: learning takes memory for every example times every code.
    """
    codes = project.codes.all()
    each = min(EXAMPLES_PER_CODE, EXAMPLES // max(1, len(codes)))
    places = [
        (*place, code.id, True) for code in codes for place in project.seen.newest_places(code.id, each)
    ]
    places += [
        (decision.document_id, decision.start, decision.end, decision.code_id, False)
        for decision in _seen(project, project.decisions.all())
        if decision.verdict in (REJECTED, CORRECTED)
    ]
    languages = {document.id: document.language for document in project.documents.all()}
    found: list[Example] = []
    for document_id, here in groupby(sorted(places), key=itemgetter(0)):
        text, language = project.documents.text(document_id), languages[document_id]
        found += [Example(code_id, text[start:end], language, put) for _id, start, end, code_id, put in here]
    return found


def material(project: Project, document_id: str) -> Material:
    """A document as the suggesters read it; what is coded, waits or is decided there is not offered again."""
    document = _document(project, document_id)
    taken = [(coding.start, coding.end, coding.code_id) for coding in project.shown.in_document(document_id)]
    taken += [
        (decision.start, decision.end, decision.code_id)
        for decision in seen_decisions(project, document_id)
        if decision.verdict != SKIPPED
    ]
    return Material(
        document_id=document_id,
        text=project.documents.text(document_id),
        language=document.language,
        turns=tuple(project.documents.turns(document_id)),
        taken=tuple(taken),
        asked=tuple(_asked(project, document)),
    )


def seen_decisions(project: Project, document_id: str) -> Sequence[Decision]:
    """The decisions in a document of the coders who may be seen."""
    return _seen(project, project.decisions.in_document(document_id))


def _seen(project: Project, decisions: Sequence[Decision]) -> Sequence[Decision]:
    """The decisions of the coders who may be seen."""
    coders = project.seen_coders
    return [one for one in decisions if coders is None or one.coder_id in coders]


def suggest(
    project: Project, document_ids: Sequence[str] = (), *, limit: int = 0, progress: Progress = silent
) -> list[Suggestion]:
    """Suggestions for these documents, or all: best first within each document. Changes nothing."""
    from .. import suggest as engine

    wanted = list(document_ids) or [document.id for document in project.documents.all()]
    model = engine.learn(profiles(project), examples(project), progress)
    found: list[Suggestion] = []
    for number, document_id in enumerate(wanted):
        progress(number, len(wanted), _("Looking for suggestions"))
        found += engine.suggest(model, material(project, document_id), limit=limit)
    return found


def decide(
    project: Project, suggestion: Suggestion, verdict: str, *, chosen_code_id: str | None = None
) -> str | None:
    """Store what the coder decided, in one step; gives the coding's id when one came of it.

    accepted: the passage is coded as suggested; corrected: under `chosen_code_id` instead; rejected: never
    offered again; skipped: offered again later.
    """
    if verdict not in VERDICTS or (verdict == CORRECTED) != (chosen_code_id is not None):
        raise UserError(
            _("{verdict} is not a decision.").format(verdict=verdict),
            _("Accept, reject, skip, or correct to another code."),
        )
    code = project.codes.get(suggestion.code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    with project.step(_STEP[verdict], code=code.name):
        coding_id = None
        if verdict in (ACCEPTED, CORRECTED):
            coding_id = apply_code(
                project,
                document_id=suggestion.document_id,
                span=suggestion.span,
                code_id=chosen_code_id or suggestion.code_id,
                origin=codings.ACCEPTED,
            ).id
        project.decisions.add(
            Decision(
                id=rows.new_id(),
                document_id=suggestion.document_id,
                code_id=suggestion.code_id,
                coder_id=current_coder(project).id,
                start=suggestion.start,
                end=suggestion.end,
                verdict=verdict,
                suggester=suggestion.suggester,
                score=suggestion.score,
                reason=suggestion.reason,
                chosen_code_id=chosen_code_id,
                coding_id=coding_id,
                created_at=rows.now(),
            )
        )
    return coding_id


_STEP = {
    ACCEPTED: noop("Accept suggestion {code}"),
    CORRECTED: noop("Correct suggestion {code}"),
    REJECTED: noop("Reject suggestion {code}"),
    SKIPPED: noop("Skip suggestion {code}"),
}


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


def _profile(code: Code, texts: dict[str, str]) -> Profile:
    parts = [
        texts.get(code.question_id or "", ""),
        code.short,
        code.definition,
        code.when_to_use,
        code.example,
    ]
    return Profile(code.id, code.label, "\n".join(part for part in parts if part), code.keywords)


def _document(project: Project, document_id: str) -> Document:
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    return document
