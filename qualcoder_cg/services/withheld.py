"""Blind passages: answers in which no suggestion is shown, because acceptance is not accuracy.

Which they are follows from the study's own random id, the document and the words of the passage: the same
for every coder, and not others because a text was corrected elsewhere. Nobody is told which they are until
they are read past.

In a round that is coded blind every passage is, to the end: what coders do unaided is compared there.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b

from ..domain.predictions import by_passage, same_passage
from ..domain.spans import Span
from ..domain.suggestions import PASSED, WITHHELD, Suggestion
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .coders import own_coder
from .package_copies import is_blind_round
from .prediction_log import log
from .search_places import Places
from .studies import current_coder

Blind = Callable[[Span], Span]

EVERY = 10
_NOWHERE = Span(0, 0)
_KEY = "blind passages"
_BYTES = 8


def every(project: Project) -> int:
    """One passage in so many is blind; 0 where none is."""
    return int(project.settings.get(_KEY, EVERY))


def change_every(project: Project, number: int) -> None:
    """Let one passage in so many be blind from now on, 0 none; UserError where that is no share."""
    if number < 0 or number == 1:
        raise UserError(
            _("1 in {n} is no share of blind passages.").format(n=number),
            _("Give a number from 2, such as 10 for one passage in ten, or 0 for none."),
        )
    with project.step("Blind passages: one in {n}", n=number):
        project.settings.put(_KEY, number)


def split(
    project: Project, document_id: str, suggestions: Sequence[Suggestion]
) -> tuple[list[Suggestion], list[Suggestion]]:
    """The suggestions to show the coder who acts, and those to keep back, each in the order given.

    What lies in a blind passage is kept back until the coder has coded by hand further on in the document,
    or finished it. Decisions further on do not count: whoever goes from suggestion to suggestion has not
    read what lies between. In a round that is coded blind all are kept back.
    """
    if not suggestions:
        return [], []
    blind = blind_passages(project, document_id)
    shown: list[Suggestion] = []
    kept: list[Suggestion] = []
    for one in suggestions:
        (kept if blind(one.span) else shown).append(one)
    return shown, kept


def blind_passages(project: Project, document_id: str) -> Blind:
    """Gives the blind answer or paragraph in which a span begins; an empty span where it is not blind now."""
    one_in, coder, to_the_end = every(project), own_coder(project), is_blind_round(project)
    if to_the_end:
        one_in = 1
    elif not one_in or (coder and project.finished.has(document_id, coder.id)):
        return lambda _span: _NOWHERE
    text = project.documents.text(document_id)
    places = Places(text, project.documents.turns(document_id))
    reached = project.codings.reached_by_hand(document_id, coder.id) if coder else 0
    seed = f"{project.settings.get('study_id', '')}\0{document_id}\0"
    known: dict[Span, bool] = {}

    def blind(span: Span) -> Span:
        place = places.at(span.start)
        if place is None:
            return span if to_the_end else _NOWHERE
        if place.end < reached and not to_the_end:
            return _NOWHERE
        here = Span(place.start, place.end)
        if here not in known:
            known[here] = _chosen(seed + text[here.start : here.end].strip(), one_in)
        return here if known[here] else _NOWHERE

    return blind


def why_none(project: Project) -> str:
    """Why nothing is suggested in the whole study, in words; "" where something may be."""
    return _("No suggestions: this round is coded blind and unaided.") if is_blind_round(project) else ""


def resolve(
    project: Project,
    document_id: str,
    suggestions: Sequence[Suggestion],
    *,
    until: int | None = None,
    blind: Blind | None = None,
) -> int:
    """Note of what was kept back in passages that end before a place that it was not coded so.

    For the moment before the coder's coding up to that place (a code point; None is beyond the end) is
    saved, or the document is finished, inside its step; what is noted already, as when it was coded by
    hand, is left alone. Gives how many passages were noted. `blind` spares reading the text again.
    """
    blind = blind or blind_passages(project, document_id)
    kept = [one for one in suggestions if (unit := blind(one.span)) and (until is None or unit.end < until)]
    if not kept:
        return 0
    coder = current_coder(project)
    noted = [
        Span(one.start, one.end)
        for one in project.decisions.predictions.where("document_id", document_id)
        if one.how == WITHHELD and one.coder_id == coder.id
    ]
    passed = [
        group for group in by_passage(kept) if not any(same_passage(group[0].span, span) for span in noted)
    ]
    for group in passed:
        log(project, document_id, group[0].span, group, how=WITHHELD, outcome=PASSED)
    return len(passed)


def _chosen(words: str, one_in: int) -> bool:
    """Whether chance, which is the same every time, makes this one of so many."""
    drawn = int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=_BYTES).digest(), "big")
    return drawn * one_in < 1 << 8 * _BYTES
