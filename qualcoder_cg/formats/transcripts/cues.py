"""From captions to turns: what consecutive cues of one speaker say becomes one paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...domain.documents import UNKNOWN, Turn
from .draft import Draft
from .labels import Label
from .turns import find_labels

_PAUSE = 2.0
_LONG = 400
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


class Cue(NamedTuple):
    """A caption: seconds from the beginning, and its text as it stands in the file."""

    start: float
    end: float
    text: str


class Said(NamedTuple):
    """What one voice says in one cue; `speaker` is None where the cue does not say."""

    speaker: str | None
    words: str
    start: float
    end: float


def paragraphs(said: Sequence[Said]) -> tuple[str, tuple[Turn, ...]]:
    """The stored text of captions and its turns, one a paragraph; seconds are those of the first cue.

    Speakers come from voices, else from `Name: words` at the beginning of a cue's line. Captions of
    nobody known flow together until a pause of over 2 s, or a sentence end after about 400 characters.
    """
    if not any(one.speaker for one in said):
        said = list(_named(said))
    draft = Draft()
    turns: list[Turn] = []
    for group in _grouped([one._replace(words=_one_line(one.words)) for one in said]):
        if len(draft):
            draft.add("\n")
        label_start = len(draft)
        speaker = group[0].speaker or ""
        if speaker:
            draft.add(f"{speaker}: ")
        start = len(draft)
        draft.add(" ".join(one.words for one in group))
        turns.append(Turn(speaker, UNKNOWN, label_start, start, len(draft), group[0].start))
    return draft.text, tuple(turns)


def _one_line(words: str) -> str:
    return _SPACES.sub(" ", words.replace("\ufeff", "")).strip()


def _grouped(said: Sequence[Said]) -> Iterator[list[Said]]:
    group: list[Said] = []
    length = 0
    for one in said:
        if not one.words:
            continue
        if group and not _goes_on(group[-1], one, length):
            yield group
            group, length = [], 0
        group.append(one)
        length += len(one.words) + 1
    if group:
        yield group


def _goes_on(last: Said, one: Said, length: int) -> bool:
    if (last.speaker or "") != (one.speaker or ""):
        return False
    if last.speaker:
        return True
    return one.start - last.end <= _PAUSE and not (length > _LONG and _SENTENCE_END.search(last.words))


def _named(said: Sequence[Said]) -> Iterator[Said]:
    """The same words under the speakers that the cues' lines name; a name holds until the next.

    Where only one name occurs in all the captions it holds for its own cue alone.
    """
    text = "\n".join(one.words for one in said)
    found = {label.start: label for label in find_labels(text)}
    alone = len({label.key for label in found.values()}) == 1
    speaker: str | None = None
    position = 0
    for one in said:
        if alone:
            speaker = None
        words: list[str] = []
        for line in one.words.split("\n"):
            label = _label_in(found, text, position, len(line))
            if label:
                yield one._replace(speaker=speaker, words="\n".join(words))
                speaker, words = label.speaker, [text[label.end : position + len(line)]]
            else:
                words.append(line)
            position += len(line) + 1
        yield one._replace(speaker=speaker, words="\n".join(words))


def _label_in(found: dict[int, Label], text: str, position: int, length: int) -> Label | None:
    line = text[position : position + length]
    return found.get(position + len(line) - len(line.lstrip()))
