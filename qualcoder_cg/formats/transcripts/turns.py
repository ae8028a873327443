"""Who speaks: the one parser of speakers' turns, used by every reader."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from ...domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN, Turn
from ...domain.spans import Span, trimmed
from . import guide_match, labels, page_marks, roles
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
    found = list(labels.lines(text, end))
    starts = [span.start for span in bold]
    candidates: list[Label] = []
    taken = -1
    for number, line in enumerate(found):
        if line.start < taken:
            continue
        label = _label_of(text, line, bold, starts)
        if not label and number + 1 < len(found):
            label = labels.of_two_lines(text, line, found[number + 1])
        if label:
            candidates.append(label)
            taken = label.end
    return labels.trusted(candidates, len(found))


def _label_of(text: str, line: Span, bold: Sequence[Span], starts: Sequence[int]) -> Label | None:
    """The label a line begins with by its characters, else by what is bold."""
    label = labels.of_line(text, line.start, line.end)
    at = bisect_left(starts, line.start)
    if label or at == len(bold):
        return label
    first = trimmed(text, line).start
    if bold[at].start <= first < bold[at].end:
        return labels.of_bold_line(text, line.start, line.end, Span(first, bold[at].end))
    return None


def _turn(text: str, label: Label, stop: int) -> Turn:
    words = _without_marks(text, Span(label.end, stop))
    before = None if label.seconds is not None else labels.time_at_end(text, 0, label.start)
    when = before[1] if before else label.seconds
    return Turn(label.speaker, UNKNOWN, label.start, words.start, words.end, when)


def _without_marks(text: str, span: Span) -> Span:
    """The words of a span, without times after them and page marks on lines of their own after them."""
    words = trimmed(text, span)
    while words:
        time = labels.time_at_end(text, words.start, words.end)
        if time and time[0] > words.start:
            words = trimmed(text, Span(words.start, time[0]))
            continue
        line = max(words.start, text.rfind("\n", words.start, words.end) + 1)
        if line == words.start or not page_marks.is_mark(text[line : words.end]):
            break
        words = trimmed(text, Span(words.start, line))
    return words


def _turns_of_one(text: str, found: Sequence[Label], end: int) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    stops = [label.start for label in found[1:]] + [end]
    for label, stop in zip(found, stops, strict=True):
        begins = trimmed(text, Span(label.end, stop)).start
        line_end = text.find("\n", begins, stop)
        own = _turn(text, label, stop if line_end < 0 else line_end)
        between = _without_marks(text, Span(max(own.end, label.end), stop))
        turns.append(own)
        turns.append(Turn("", UNKNOWN, between.start, between.start, between.end))
    return tuple(turn for turn in turns if turn.span)


def assign_roles(text: str, turns: Sequence[Turn], asked: Sequence[str] = ()) -> tuple[Turn, ...]:
    """The turns with who asks and who answers.

    `asked` are the questions of the interview guides: who puts several of them is the interviewer. Else
    labels that say so decide; else, of one speaker among others whose labels answer, that one asks; else
    who asks in at least half of three or more turns, clearly more often and in fewer words than the
    others. A speaker "" and all that stays unclear are unknown.
    """
    speakers = {turn.speaker for turn in turns if turn.speaker}
    asking = guide_match.who_asks(text, turns, asked)
    if asking:
        asking |= roles.asking_by_word(speakers)
    else:
        asking = roles.asking(speakers) or _left_to_ask(turns) or _who_asks(text, turns)
    return tuple(turn._replace(role=_role(turn.speaker, asking)) for turn in turns)


def _left_to_ask(turns: Sequence[Turn]) -> set[str]:
    """The one speaker whose label does not answer, where the labels of all others do."""
    often = Counter(turn.speaker for turn in turns if turn.speaker)
    left = {speaker for speaker in often if not roles.answers(speaker)}
    return left if len(left) == 1 < len(often) and all(often[who] >= _FEWEST_TURNS for who in left) else set()


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
