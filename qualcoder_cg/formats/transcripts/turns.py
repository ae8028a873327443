"""Who speaks: the one parser of speakers' turns, used by every reader."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from ...domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN, Turn
from ...domain.spans import Span, trimmed
from . import labels, roles
from .labels import Label

_FEWEST_TURNS = 3
_ASKS = 0.5
_CLEARLY = 1.5


def find(text: str, bold: Sequence[Span] = (), end: int | None = None) -> tuple[Turn, ...]:
    """The turns of a text, in order, roles still unknown; () where nothing is labelled.

    `bold` are the bold stretches in order; `end` is where the running text ends. A turn goes on to the
    next label. Where only one label occurs, it governs its own paragraph and the stretches between are
    turns of a speaker "". What stands before the first label is in no turn.
    """
    end = len(text) if end is None else end
    found = find_labels(text, bold, end)
    if not found:
        return ()
    if len({label.key for label in found}) == 1:
        return _turns_of_one(text, found, end)
    stops = [label.start for label in found[1:]] + [end]
    turns = [_turn(text, label, stop) for label, stop in zip(found, stops, strict=True)]
    return tuple(turn for turn in turns if turn.span)


def find_labels(text: str, bold: Sequence[Span] = (), end: int | None = None) -> list[Label]:
    """The labels of speakers in a text, at most one a line, in order."""
    end = len(text) if end is None else end
    starts = [span.start for span in bold]
    candidates: list[Label] = []
    paragraphs = 0
    for line in labels.lines(text, end):
        paragraphs += 1
        first = trimmed(text, line).start
        at = bisect_left(starts, line.start)
        label = labels.of_line(text, line.start, line.end)
        if at < len(bold) and bold[at].start <= first < bold[at].end:
            label = label or labels.of_bold_line(text, line.start, line.end, Span(first, bold[at].end))
        if label:
            candidates.append(label)
    return labels.trusted(candidates, paragraphs)


def _turn(text: str, label: Label, stop: int) -> Turn:
    words = trimmed(text, Span(label.end, stop))
    return Turn(label.speaker, UNKNOWN, label.start, words.start, words.end, label.seconds)


def _turns_of_one(text: str, found: Sequence[Label], end: int) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    stops = [label.start for label in found[1:]] + [end]
    for label, stop in zip(found, stops, strict=True):
        begins = trimmed(text, Span(label.end, stop)).start
        line_end = text.find("\n", begins, stop)
        own = _turn(text, label, stop if line_end < 0 else line_end)
        between = trimmed(text, Span(max(own.end, label.end), stop))
        turns.append(own)
        turns.append(Turn("", UNKNOWN, between.start, between.start, between.end))
    return tuple(turn for turn in turns if turn.span)


def assign_roles(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns with who asks and who answers.

    Labels that say so decide. Without one, the speaker who asks in at least half of three or more turns,
    clearly more often and in fewer words than the others, is the interviewer. A speaker "" and all that
    stays unclear are unknown.
    """
    speakers = {turn.speaker for turn in turns if turn.speaker}
    asking = roles.asking(speakers) or _who_asks(text, turns)
    return tuple(turn._replace(role=_role(turn.speaker, asking)) for turn in turns)


def _role(speaker: str, asking: set[str]) -> str:
    if speaker in asking:
        return INTERVIEWER
    if speaker and (asking or roles.answers(speaker)):
        return RESPONDENT
    return UNKNOWN


def _who_asks(text: str, turns: Sequence[Turn]) -> set[str]:
    spoken: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        if turn.speaker:
            spoken[turn.speaker].append(text[turn.start : turn.end])
    if len(spoken) < 2:
        return set()
    asks = {who: sum("?" in words for words in said) / len(said) for who, said in spoken.items()}
    length = {who: sum(len(words.split()) for words in said) / len(said) for who, said in spoken.items()}
    first, second = sorted(asks, key=lambda who: asks[who], reverse=True)[:2]
    others = [length[who] for who in spoken if who != first]
    clear = (
        len(spoken[first]) >= _FEWEST_TURNS
        and asks[first] >= _ASKS
        and asks[first] >= _CLEARLY * asks[second]
        and length[first] < sum(others) / len(others)
        and not roles.answers(first)
    )
    return {first} if clear else set()
