"""WebVTT captions (.vtt): Zoom, Teams and web transcripts, by the parsing rules of the W3C."""

import re
from typing import NamedTuple

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _, ngettext
from .. import encoding
from . import cue_text, cues, draft
from .cues import Cue, Said

_SIGNATURE = re.compile(r"WEBVTT(?=[ \t\n]|$)")
_STAMP = r"(?:([0-9]+):)?([0-9]{2}):([0-9]{2})\.([0-9]{3})(?![0-9])"
_TIMINGS = re.compile(rf"[ \t\f]*{_STAMP}[ \t\f]*-->[ \t\f]*{_STAMP}")


class _Block(NamedTuple):
    """A block of the file: its cue if it is one, and the line the next begins with."""

    cue: Cue | None
    next_line: int


def read(data: bytes, name: str) -> Transcript:
    """The captions as paragraphs of one speaker each, with the seconds they begin at."""
    decoded = encoding.decode(data, name)
    said: list[Said] = []
    unknown = 0
    for cue in parse(decoded.text, name):
        nodes, tags = cue_text.parse(cue.text)
        unknown += tags
        said += _joined([Said(who, words, cue.start, cue.end) for who, words in cue_text.voices(nodes)])
    text, turns = cues.paragraphs(said)
    warnings = [decoded.warning, _about_tags(unknown, name), _about_nulls(decoded.text, name)]
    return draft.transcript(
        text, name, "vtt", encoding=decoded.encoding, warnings=warnings, known_turns=turns
    )


def parse(text: str, name: str) -> list[Cue]:
    """The cues of a WebVTT file in order; UserError when it does not begin with WEBVTT.

    Blocks that are no cues (header, NOTE, STYLE, REGION, faulty timings) give none, as the rules say.
    """
    text = text.removeprefix("\ufeff").replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    if not _SIGNATURE.match(text):
        raise UserError(
            _("{file} is not a WebVTT file: its first line does not begin with WEBVTT.").format(file=name),
            _("Export the captions again as .vtt; SubRip captions need the ending .srt."),
        )
    lines = text.split("\n")
    found: list[Cue] = []
    position = 1
    if len(lines) > 1 and lines[1]:
        position = _block(lines, 1, in_header=True).next_line
    while position < len(lines):
        if not lines[position]:
            position += 1
            continue
        cue, position = _block(lines, position, in_header=False)
        if cue:
            found.append(cue)
    return found


def _block(lines: list[str], first: int, in_header: bool) -> _Block:
    """Collect one block as the rules say: to an empty line, or to timings that begin another."""
    timings: tuple[float, float] | None = None
    seen_arrow = False
    kept: list[str] = []
    for position in range(first, len(lines)):
        line = lines[position]
        count = position - first + 1
        if "-->" in line:
            if in_header or seen_arrow or count > 2:
                return _Block(_cue(timings, kept), position)
            seen_arrow = True
            timings = _timings(line)
            if timings:
                kept = []
        elif not line:
            return _Block(_cue(timings, kept), position + 1)
        else:
            kept.append(line)
    return _Block(_cue(timings, kept), len(lines))


def _cue(timings: tuple[float, float] | None, kept: list[str]) -> Cue | None:
    return Cue(*timings, "\n".join(kept)) if timings else None


def _timings(line: str) -> tuple[float, float] | None:
    found = _TIMINGS.match(line)
    if not found:
        return None
    groups = found.groups()
    start, end = _seconds(*groups[:4]), _seconds(*groups[4:])
    return None if start is None or end is None else (start, end)


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float | None:
    if int(minutes) > 59 or int(seconds) > 59 or len(hours or "") > 9:
        return None
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _joined(said: list[Said]) -> list[Said]:
    """Neighbouring texts of one voice in one cue as one, so that words cut by tags stay whole."""
    whole: list[Said] = []
    for one in said:
        if whole and whole[-1].speaker == one.speaker:
            whole[-1] = one._replace(words=whole[-1].words + one.words)
        else:
            whole.append(one)
    return whole


def _about_tags(unknown: int, name: str) -> str:
    if not unknown:
        return ""
    return ngettext(
        "{file}: {n} mark in angle brackets that WebVTT does not know was left out.",
        "{file}: {n} marks in angle brackets that WebVTT does not know were left out.",
        unknown,
    ).format(file=name, n=unknown)


def _about_nulls(text: str, name: str) -> str:
    nulls = text.count("\0")
    if not nulls:
        return ""
    return ngettext(
        "{file}: {n} character was damaged (NUL) and is shown as �.",
        "{file}: {n} characters were damaged (NUL) and are shown as �.",
        nulls,
    ).format(file=name, n=nulls)
