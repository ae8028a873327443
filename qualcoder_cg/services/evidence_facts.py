"""Linked evidence with what is known of it: its kind of source, who said it, where it comes from."""

from collections.abc import Sequence

from ..domain.documents import DOCUMENT, SPOKEN, Document, turn_at
from ..domain.findings import JUDGEMENT, OBSERVATION, PAGE, QUOTE, SURVEY, EvidenceItem, EvidenceLink
from ..domain.findings import LinkedEvidence as LinkedEvidence
from ..domain.quotes import Quote
from ..domain.strength import DOCUMENTS, INTERVIEWS, SURVEYS, Piece, Speaker
from ..domain.strength import OBSERVATION as OBSERVED
from ..domain.surveys import Survey, SurveyItem
from ..i18n import _
from ..storage.project import Project
from . import known_sources
from .survey_frequencies import COUNTED
from .survey_results import respondents, result_words


class EvidenceReader:
    """Reads linked evidence; what many pieces share is read once. Make a new one after a change."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._sources = known_sources.of(project)
        self._initials = {coder.id: coder.initials for coder in project.coders.all()}
        self._surveys: dict[str, tuple[SurveyItem, Survey, str, int]] = {}

    def read(
        self, link: EvidenceLink, item: EvidenceItem, quote: Quote | None, also_in: Sequence[str] = ()
    ) -> LinkedEvidence:
        """One piece of evidence as it is linked."""
        if item.kind == QUOTE and quote:
            return self._quote(link, item, quote, tuple(also_in))
        if item.kind == PAGE:
            return self._page(link, item, tuple(also_in))
        if item.kind == SURVEY:
            return self._survey(link, item, tuple(also_in))
        kind = OBSERVED if item.kind == OBSERVATION else ""
        name = _("Judgement") if item.kind == JUDGEMENT else _("Observation")
        reference = ", ".join(filter(None, (name, self._initials.get(item.coder_id, ""))))
        piece = Piece(kind, f"observer:{item.coder_id}", link.bearing, bool(link.settled))
        return LinkedEvidence(link, item, kind, reference, piece, item.text, also_in=tuple(also_in))

    def _quote(
        self, link: EvidenceLink, item: EvidenceItem, quote: Quote, also_in: tuple[str, ...]
    ) -> LinkedEvidence:
        sources = self._sources
        document = sources.documents[quote.document_id]
        kind = source_kind(document)
        people = sources.said_by(document.id, quote.start, quote.end) if kind == INTERVIEWS else ()
        known = tuple(sources.informants[person] for person in people)
        speakers = tuple(
            Speaker(one.id, sources.voice_in(document.id, one.id), one.type, one.institution) for one in known
        )
        source = document.id
        if kind == SURVEYS:
            source = f"{document.id}:{self._respondent(document, quote.start)}"
        return LinkedEvidence(
            link=link,
            item=item,
            source_kind=kind,
            reference=passage_reference(self._project, document.id, quote.start, people),
            piece=Piece(kind, source, link.bearing, bool(link.settled), speakers),
            quote=quote,
            document=document,
            informants=known,
            quotable=all(one.may_be_quoted for one in known),
            also_in=also_in,
        )

    def _page(self, link: EvidenceLink, item: EvidenceItem, also_in: tuple[str, ...]) -> LinkedEvidence:
        document = self._sources.documents[item.document_id or ""]
        page = _("p. {page}").format(page=item.page) if item.page else ""
        # a page of a transcript is read by the evaluator, not said by anybody in particular
        kind = source_kind(document)
        return LinkedEvidence(
            link=link,
            item=item,
            source_kind=kind,
            reference=", ".join(filter(None, (document.code, page))),
            piece=Piece(kind, document.id, link.bearing, bool(link.settled)),
            text=item.text,
            document=document,
            also_in=also_in,
        )

    def _survey(self, link: EvidenceLink, item: EvidenceItem, also_in: tuple[str, ...]) -> LinkedEvidence:
        asked, survey, result, answers = self._result(item.survey_item_id or "")
        return LinkedEvidence(
            link=link,
            item=item,
            source_kind=SURVEYS,
            reference=_("{survey}: {item}").format(survey=survey.name, item=asked.text),
            piece=Piece(SURVEYS, asked.id, link.bearing, bool(link.settled), answers=answers),
            text=item.text or result,
            survey_item=asked,
            survey=survey,
            also_in=also_in,
        )

    def _result(self, item_id: str) -> tuple[SurveyItem, Survey, str, int]:
        if item_id not in self._surveys:
            item = self._project.surveys.item(item_id)
            assert item, "a result without its question"
            survey = next(one for one in self._project.surveys.all() if one.id == item.survey_id)
            result = result_words(self._project, item_id) if item.kind in COUNTED else ""
            self._surveys[item_id] = item, survey, result, respondents(self._project, item)
        return self._surveys[item_id]

    def _respondent(self, document: Document, start: int) -> str:
        turn = turn_at(self._project.documents.turns(document.id), start)
        return turn.speaker if turn else ""


def passage_reference(project: Project, document_id: str, start: int, people: Sequence[str]) -> str:
    """Where a passage stands: KII-19, ¶44; the informant (ids in `people`) by her code where it is one."""
    sources = known_sources.of(project)
    alone = sources.informants[people[0]].code if len(people) == 1 else ""
    return f"{alone or sources.documents[document_id].code}, {sources.place(document_id, start)}"


def source_kind(document: Document) -> str:
    """Which of the four kinds of sources a document belongs to."""
    if document.kind in SPOKEN:
        return INTERVIEWS
    if document.kind == DOCUMENT:
        return DOCUMENTS
    return SURVEYS if document.kind == "survey" else OBSERVED
