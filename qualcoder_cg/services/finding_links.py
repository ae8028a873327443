"""Linking evidence to findings: quotes, pages, survey results, observations, judgements; and settling."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domain.codings import CONTRADICTS, POLARITIES, SUPPORTS, UNDECIDED, Coding
from ..domain.findings import (
    JUDGEMENT,
    OBSERVATION,
    PAGE,
    QUOTE,
    SURVEY,
    EvidenceItem,
    EvidenceLink,
)
from ..domain.spans import Span
from ..domain.strength import BEARINGS
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .asked import questions_of
from .findings import finding_of, label_of, numbers
from .quotes import known_quote, quote_of
from .studies import current_coder
from .survey_items import item_of

Passage = tuple[str, int, int]
_STRONGEST = (CONTRADICTS, "qualifies", SUPPORTS)


class Linked(NamedTuple):
    """What linking did: ids of the new links, and how many pieces were linked to the finding already."""

    links: tuple[str, ...]
    known: int = 0


def link_passages(project: Project, finding_id: str, passages: Mapping[Passage, str]) -> Linked:
    """Link passages (document id, start, end), coded or not, each with its bearing.

    The same words are one piece of evidence, however many findings they serve; what is linked to this
    finding already stays as it is.
    """
    finding_of(project, finding_id)
    for bearing in passages.values():
        _check_bearing(bearing)
    label = label_of(project, finding_id)
    with project.step("Link {n} passages to finding {finding}", n=len(passages), finding=label):
        made = []
        for (document_id, start, end), bearing in passages.items():
            quote = quote_of(project, document_id, Span(start, end))
            found = project.evidence.items.where("quote_id", quote.id)
            item = found[0] if found else _new_item(project, QUOTE, quote_id=quote.id)
            made.append(_link(project, finding_id, item.id, bearing))
    links = tuple(filter(None, made))
    return Linked(links, len(made) - len(links))


def link_codings(project: Project, finding_id: str, coding_ids: Sequence[str], bearing: str = "") -> Linked:
    """Link the passages of codings; without a bearing each has the polarity of its coding.

    Where codings of one passage differ, it contradicts before it qualifies, and qualifies before it
    supports; what is undecided supports.
    """
    codings = project.seen.some(coding_ids)
    if not codings and project.shown.some(coding_ids):
        raise UserError(
            _("What is linked has to be confirmed first."), _("Confirm the coding, then link its passage.")
        )
    if not codings:
        raise UserError(_("This coding is no longer there."), _("Undo may bring it back."))
    return link_passages(project, finding_id, bearings_of(codings, bearing))


def link_key_quotes(project: Project, finding_id: str, bearing: str = "") -> Linked:
    """Link all key quotes coded under the finding's question; those already linked stay as they are."""
    finding = finding_of(project, finding_id)
    serving = questions_of(project.codes.all())
    codings = [
        coding
        for code_id, questions in serving.items()
        if finding.question_id in questions
        for coding in project.seen.of_code(code_id)
        if coding.is_key
    ]
    if not codings:
        raise UserError(
            _("No key quotes are coded under this question."), _("Mark some in the transcripts first.")
        )
    return link_passages(project, finding_id, bearings_of(codings, bearing))


def bearings_of(codings: Iterable[Coding], bearing: str = "") -> dict[Passage, str]:
    """How the passages of codings bear by default: as their codings say, or all alike where it is given."""
    found: dict[Passage, set[str]] = {}
    for coding in codings:
        found.setdefault((coding.document_id, coding.start, coding.end), set()).add(coding.polarity)
    return {passage: bearing or bearing_of(polarities) for passage, polarities in found.items()}


def bearing_of(polarities: Iterable[str]) -> str:
    """The bearing that polarities of one passage stand for."""
    met = set(polarities)
    return next((one for one in _STRONGEST if one in met), SUPPORTS)


def link_page(
    project: Project, finding_id: str, document_id: str, *, page: str = "", text: str, bearing: str = SUPPORTS
) -> Linked:
    """Link what a document says, in the evaluator's words, with the page where it stands."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    page, text = page.strip(), _worded(text)
    known = [
        item
        for item in project.evidence.items.where("document_id", document_id)
        if (item.kind, item.page, item.text) == (PAGE, page, text)
    ]
    values = {"document_id": document_id, "page": page, "text": text}
    return _link_other(project, finding_id, PAGE, known, bearing, values)


def link_survey(
    project: Project, finding_id: str, item_id: str, *, text: str = "", bearing: str = SUPPORTS
) -> Linked:
    """Link the result of a survey question; without words of its own it says the most frequent answer,
    counted anew whenever it is read."""
    item_of(project, item_id)
    known = project.evidence.items.where("survey_item_id", item_id)
    values = {"survey_item_id": item_id, "text": text.strip()}
    return _link_other(project, finding_id, SURVEY, known, bearing, values)


def link_observation(project: Project, finding_id: str, text: str, *, bearing: str = SUPPORTS) -> Linked:
    """Link what the evaluator observed."""
    return _link_words(project, finding_id, OBSERVATION, text, bearing)


def link_judgement(project: Project, finding_id: str, text: str, *, bearing: str = SUPPORTS) -> Linked:
    """Link what the evaluator judges; it is no source and makes no finding stronger."""
    return _link_words(project, finding_id, JUDGEMENT, text, bearing)


def link_again(project: Project, finding_id: str, evidence_id: str, *, bearing: str = SUPPORTS) -> Linked:
    """Link a piece of evidence that another finding uses already."""
    item = _item(project, evidence_id)
    return _link_other(project, finding_id, item.kind, [item], bearing, {})


def edit_evidence(project: Project, evidence_id: str, *, text: str, page: str | None = None) -> None:
    """Change what a page, result, observation or judgement says, for all findings it serves."""
    item = _item(project, evidence_id)
    if item.kind == QUOTE:
        raise UserError(_("A quote keeps its words."), _("Correct the text of its document instead."))
    text = text.strip() if item.kind == SURVEY else _worded(text)
    with project.step("Edit evidence of {findings}", findings=_serves(project, evidence_id)):
        project.evidence.items.change(
            evidence_id, text=text, page=item.page if page is None else page.strip()
        )


def set_bearing(project: Project, link_ids: Sequence[str], bearing: str) -> None:
    """Say how linked evidence bears on its finding; a contradiction that was settled is so no longer."""
    _check_bearing(bearing)
    links = _links(project, link_ids)
    label = _labels(project, links)
    if bearing == SUPPORTS:
        step = project.step("Evidence of {finding} supports ({n})", finding=label, n=len(links))
    elif bearing == CONTRADICTS:
        step = project.step("Evidence of {finding} contradicts ({n})", finding=label, n=len(links))
    else:
        step = project.step("Evidence of {finding} qualifies ({n})", finding=label, n=len(links))
    with step:
        for link in links:
            if link.bearing != bearing:
                project.evidence.links.change(link.id, bearing=bearing, settled="", settled_by=None)


def unlink(project: Project, link_ids: Sequence[str]) -> int:
    """Take evidence out of findings; what no finding uses any more goes. Quotes keep what was decided on
    them. Gives how many links there were."""
    links = _links(project, link_ids)
    label = _labels(project, links)
    with project.step("Take evidence out of {finding} ({n})", finding=label, n=len(links)):
        gone = project.evidence.links.remove([link.id for link in links])
        pieces = {link.evidence_id for link in links}
        used = {link.evidence_id for link in project.evidence.links.among("evidence_id", sorted(pieces))}
        project.evidence.items.remove(sorted(pieces - used))
    return gone


def place_link(project: Project, link_id: str, place: int) -> None:
    """Put a piece of evidence at a place (from 0) among those of its finding."""
    (link,) = _links(project, [link_id])
    order = [one.id for one in project.evidence.links.where("finding_id", link.finding_id)]
    order.remove(link_id)
    order.insert(max(0, min(place, len(order))), link_id)
    with project.step("Reorder the evidence of {finding}", finding=_labels(project, [link])):
        for position, one in enumerate(order):
            project.evidence.links.change(one, position=position)


def settle(project: Project, link_ids: Sequence[str], reason: str) -> None:
    """Settle contradictions: say how each was resolved, which is kept with the name of who did it."""
    links = _links(project, link_ids)
    reason = reason.strip()
    if any(link.bearing != CONTRADICTS for link in links):
        raise UserError(
            _("Only what contradicts its finding can be settled."), _("Set how it bears on it first.")
        )
    if not reason:
        raise UserError(_("Settling a contradiction needs a reason."), _("Say how it was resolved."))
    label = _labels(project, links)
    with project.step("Settle a contradiction of {finding}: {reason}", finding=label, reason=reason):
        coder = current_coder(project).id
        for link in links:
            project.evidence.links.change(link.id, settled=reason, settled_by=coder)


def unsettle(project: Project, link_ids: Sequence[str]) -> None:
    """Open settled contradictions again."""
    links = _links(project, link_ids)
    with project.step("Open a contradiction of {finding} again", finding=_labels(project, links)):
        for link in links:
            project.evidence.links.change(link.id, settled="", settled_by=None)


def uses_of(project: Project, passages: Iterable[Passage]) -> list[str]:
    """The labels of the findings for which these passages are evidence, in order."""
    quotes = [known_quote(project, document_id, Span(start, end)) for document_id, start, end in passages]
    ids = [quote.id for quote in quotes if quote]
    items = [item.id for item in project.evidence.items.among("quote_id", ids)]
    serving = {link.finding_id for link in project.evidence.links.among("evidence_id", items)}
    return [f"F{number}" for finding_id, number in numbers(project).items() if finding_id in serving]


def _link_words(project: Project, finding_id: str, kind: str, text: str, bearing: str) -> Linked:
    text = _worded(text)
    known = [one for one in project.evidence.items.where("kind", kind) if one.text == text]
    return _link_other(project, finding_id, kind, known, bearing, {"text": text})


def _link_other(
    project: Project,
    finding_id: str,
    kind: str,
    known: Sequence[EvidenceItem],
    bearing: str,
    values: Mapping[str, str],
) -> Linked:
    """Link one piece: the one that is known already, or a new one of these values."""
    finding_of(project, finding_id)
    _check_bearing(bearing)
    with project.step("Link evidence to finding {finding}", finding=label_of(project, finding_id)):
        item = known[0] if known else _new_item(project, kind, **values)
        made = _link(project, finding_id, item.id, bearing)
    return Linked((made,) if made else (), int(not made))


def _new_item(project: Project, kind: str, **values: str) -> EvidenceItem:
    empty: dict[str, str | None] = {
        "quote_id": None, "document_id": None, "page": "", "survey_item_id": None, "text": "",
    }  # fmt: skip
    stored = {**empty, **values}
    coder = current_coder(project).id
    item = EvidenceItem(id=rows.new_id(), kind=kind, coder_id=coder, created_at=rows.now(), **stored)  # type: ignore[arg-type]
    project.evidence.items.add(item)
    return item


def _link(project: Project, finding_id: str, evidence_id: str, bearing: str) -> str:
    """The id of a new link; "" where there is one."""
    links = project.evidence.links
    if any(link.finding_id == finding_id for link in links.where("evidence_id", evidence_id)):
        return ""
    place = links.next_position("finding_id", finding_id)
    link = EvidenceLink(rows.new_id(), finding_id, evidence_id, bearing, "", None, place)
    links.add(link)
    return link.id


def _links(project: Project, ids: Sequence[str]) -> list[EvidenceLink]:
    found = project.evidence.links.among("id", list(dict.fromkeys(ids)))
    if not found:
        raise UserError(_("This evidence is no longer linked."), _("Undo may bring it back."))
    return found


def _item(project: Project, evidence_id: str) -> EvidenceItem:
    found = project.evidence.items.get(evidence_id)
    if found is None:
        raise UserError(_("This evidence is no longer in the study."), _("Undo may bring it back."))
    return found


def _labels(project: Project, links: Sequence[EvidenceLink]) -> str:
    known = numbers(project)
    return ", ".join(dict.fromkeys(f"F{known[link.finding_id]}" for link in links))


def _serves(project: Project, evidence_id: str) -> str:
    return _labels(project, project.evidence.links.where("evidence_id", evidence_id)) or "–"


def _check_bearing(bearing: str) -> None:
    if bearing not in BEARINGS:
        raise UserError(
            _("{word} is not how evidence bears on a finding.").format(word=bearing or "–"),
            _("Use one of: {words}.").format(words=", ".join(one for one in POLARITIES if one != UNDECIDED)),
        )


def _worded(text: str) -> str:
    text = text.strip()
    if not text:
        raise UserError(_("Evidence needs words."), _("Write what it says."))
    return text
