"""What the turns of interviewers put of a guide: matched by the program, decided by people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN, Document, Turn
from ..domain.guides import Guide, TurnItems
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage.project import Project
from .guide_matching import Match, Matcher

# A guide nobody named is believed to have been used where it fits so many turns, or one beyond doubt.
FEWEST = 2
SURE = 0.8
# How much better a guide for the informants' own type has to be beaten.
OWN_TYPE = 1.1
# Who puts items of the guide so many times as often as anybody else asks.
CLEARLY = 3


class Matched(NamedTuple):
    """What matching found: documents read, turns of interviewers in them, and how many put an item."""

    documents: int
    turns: int
    matched: int
    changed: int


class _Guides:
    """The guides of a study ready to be recognised, and which one each document's interview used."""

    def __init__(self, project: Project) -> None:
        self.all = project.guides.all()
        self._matchers = {guide.id: Matcher(guide.items) for guide in self.all}
        self._used = {interview.id: interview.guide_id for interview in project.interviews.all()}
        types = {informant.id: informant.type for informant in project.informants.all()}
        self._types: dict[str, set[str]] = {}
        for voice in project.informants.voices():
            self._types.setdefault(voice.document_id, set()).add(types[voice.informant_id])

    def matches(self, document: Document, texts: Sequence[str]) -> list[list[Match]]:
        """What each text puts of the guide that the interview used, else of the one that fits best."""
        named = self._used.get(document.interview_id or "")
        if named:
            return [self._matchers[named].matches(text) for text in texts]
        best: tuple[float, list[list[Match]]] = (0.0, [[] for _text in texts])
        for guide in self.all:
            found = [self._matchers[guide.id].matches(text) for text in texts]
            scores = [match.score for matches in found for match in matches]
            if sum(map(bool, found)) >= FEWEST or max(scores, default=0) >= SURE:
                score = sum(scores)
                score *= OWN_TYPE if self._types.get(document.id, set()) & set(guide.types) else 1
                # of equal ones the later, which is the newer version
                if score >= best[0]:
                    best = (score, found)
        return best[1]


def match(project: Project, document_ids: Sequence[str] = (), progress: Progress = silent) -> Matched:
    """Say of every interviewer's turn which items it puts, in one step; all documents unless some are given.

    Each document is read against the guide its interview used or, where none is named, the one that
    fits best. What a person decided stays.
    """
    guides = _Guides(project)
    documents = list(_chosen(project, document_ids))
    turns = matched = changed = 0
    with project.step("Match turns to guides ({n} documents)", n=len(documents)):
        for number, document in enumerate(documents):
            progress(number, len(documents), document.name)
            found = _read(project, guides, document)
            turns += len(found)
            matched += sum(bool(one.items) for one in found)
            changed += project.guides.set_put(document.id, found)
    return Matched(len(documents), turns, matched, changed)


def set_item(
    project: Project, document_id: str, turn_start: int, item_id: str | None, second_id: str | None = None
) -> None:
    """Decide which item an interviewer's turn puts, or that it puts none; matching leaves it alone then.

    `turn_start` is where the words of the turn start. UserError where no interviewer's turn does.
    """
    turn = next((one for one in project.documents.turns(document_id) if one.start == turn_start), None)
    if turn is None:
        raise UserError(_("This turn is no longer in the document."), _("Undo may bring it back."))
    if turn.role != INTERVIEWER:
        raise UserError(
            _("Only what the interviewer says puts an item of the guide."),
            _("Say first that {speaker} is the interviewer.").format(speaker=turn.speaker or "–"),
        )
    items = tuple(dict.fromkeys(one for one in (item_id, second_id) if one))
    numbers = {item.id: item.number for guide in project.guides.all() for item in guide.items}
    if not set(items) <= set(numbers):
        raise UserError(_("This item is no longer in the guide."), _("Undo may bring it back."))
    told = ", ".join(numbers[item] for item in items) or "–"
    with project.step("Set guide item {number}", number=told):
        project.guides.set_put(document_id, [TurnItems(turn_start, items, by_hand=True)])


def follow(project: Project, document_ids: Sequence[str]) -> None:
    """Match again where who asks or by which guide has changed; part of the step that changes it."""
    if document_ids and any(guide.items for guide in project.guides.all()):
        match(project, document_ids)


def guide_of(project: Project, document_id: str) -> Guide | None:
    """The guide a document was held by: its interview's, else that of most of its matched turns."""
    guides = {guide.id: guide for guide in project.guides.all()}
    document = project.documents.get(document_id)
    used = {interview.id: interview.guide_id for interview in project.interviews.all()}
    named = used.get(document.interview_id or "") if document else None
    if named:
        return guides[named]
    owner = {item.id: guide.id for guide in guides.values() for item in guide.items}
    counted = Counter(owner[item] for one in project.guides.put_in(document_id) for item in one.items)
    return guides[counted.most_common(1)[0][0]] if counted else None


def item_ids(project: Project, document_id: str, numbers: Sequence[str]) -> list[str]:
    """The items of these numbers in the guide of a document; UserError for one that it lacks."""
    guides = project.guides.all()
    guide = guide_of(project, document_id) or (guides[0] if len(guides) == 1 else None)
    if numbers and guide is None:
        raise UserError(
            _("It is not known by which guide this interview was held."),
            _("Set the guide of the interview in the register."),
        )
    known = {item.number.casefold(): item.id for item in guide.items} if guide else {}
    for number in numbers:
        if number.casefold() not in known:
            raise UserError(
                _("The guide has no item {number}.").format(number=number),
                _("Its items are: {numbers}.").format(numbers=", ".join(known) or "–"),
            )
    return [known[number.casefold()] for number in numbers]


def recognise(project: Project, document_ids: Sequence[str]) -> None:
    """Say who asks, where that is unknown and the guide tells it, and match the turns; in one step.

    Does nothing in a study without guides.
    """
    guides = project.guides.all()
    if not any(guide.items for guide in guides) or not document_ids:
        return
    with project.step("Match turns to guides ({n} documents)", n=len(document_ids)):
        for document in _chosen(project, document_ids):
            turns = project.documents.turns(document.id)
            if turns and not any(turn.role == INTERVIEWER for turn in turns):
                _say_who_asks(project, document.id, turns, guides)
        match(project, document_ids)


def _chosen(project: Project, document_ids: Sequence[str]) -> Iterator[Document]:
    wanted = set(document_ids)
    return (one for one in project.documents.all() if not wanted or one.id in wanted)


def _read(project: Project, guides: _Guides, document: Document) -> list[TurnItems]:
    """What the interviewer's turns of a document put, those excepted that a person decided."""
    decided = {one.start for one in project.guides.put_in(document.id) if one.by_hand}
    asked = [turn for turn in project.documents.turns(document.id) if turn.role == INTERVIEWER]
    if not asked:
        return []
    text = project.documents.text(document.id)
    matches = guides.matches(document, [text[turn.start : turn.end] for turn in asked])
    return [
        TurnItems(turn.start, tuple(match.item_id for match in found))
        for turn, found in zip(asked, matches, strict=True)
        if turn.start not in decided
    ]


def _say_who_asks(project: Project, document_id: str, turns: Sequence[Turn], guides: Sequence[Guide]) -> None:
    """Set the roles where one speaker puts the items of a guide far more often than the others."""
    text = project.documents.text(document_id)
    for guide in guides:
        matcher = Matcher(guide.items)
        puts = Counter(
            turn.speaker for turn in turns if turn.speaker and matcher.matches(text[turn.start : turn.end])
        )
        (first, most), (_second, next_most) = [*puts.most_common(2), ("", 0), ("", 0)][:2]
        if most >= FEWEST and most >= CLEARLY * next_most:
            roles = (
                (turn.start, INTERVIEWER if turn.speaker == first else RESPONDENT)
                for turn in turns
                if turn.speaker == first or (turn.speaker and turn.role == UNKNOWN)
            )
            project.guides.set_roles(document_id, roles)
            return
