"""SubRip captions (.srt)."""

import re
from collections.abc import Iterator

from ...domain.documents import Transcript
from ...domain.text import clean
from ...errors import UserError
from ...i18n import _
from .. import encoding
from . import cues, draft
from .cues import Cue, Said

_STAMP = r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
_TIMINGS = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}")
_TAG = re.compile(r"</?(?:i|b|u|s|c|em|strong|font)\b[^<>\n]*>|\{\\[^{}\n]*\}|\{/?[ibus]\}", re.I)
_BREAK = re.compile(r"<br */?>|\\N", re.I)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>\n]*)>|</v>", re.I)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&nbsp;": "\u00a0"}
_ENTITY = re.compile("|".join(map(re.escape, (*_ENTITIES, "&amp;"))))


def read(data: bytes, name: str) -> Transcript:
    """The captions as paragraphs of one speaker each, with the seconds they begin at."""
    decoded = encoding.decode(data, name)
    found, before = parse(clean(decoded.text))
    if not found:
        raise UserError(
            _("{file} holds no captions: there is no line like 00:00:01,000 --> 00:00:02,000.").format(
                file=name
            ),
            _("Export the captions again as .srt, or import the text as .txt."),
        )
    text, turns = cues.paragraphs([said for cue in found for said in _voices(cue)])
    warnings = [decoded.warning]
    if before:
        warnings.append(_("{file}: the text before the first caption was left out.").format(file=name))
    return draft.transcript(
        text, name, "srt", encoding=decoded.encoding, warnings=warnings, known_turns=turns
    )


def parse(text: str) -> tuple[list[Cue], str]:
    """The cues of a SubRip file in order, and the text that stands before the first of them.

    A cue's text goes on to the next timings, blank lines or not; the number above those is no text.
    """
    found: list[Cue] = []
    before = ""
    timings: tuple[float, float] | None = None
    kept: list[str] = []
    for line in text.split("\n"):
        match = _TIMINGS.match(line)
        if not match:
            kept.append(line)
            continue
        body = _without_number(kept, len(found) + (timings is not None) + 1)
        if timings:
            found.append(Cue(*timings, body))
        else:
            before = body
        groups = match.groups(default="0")
        timings, kept = (_seconds(*groups[:4]), _seconds(*groups[4:])), []
    if timings:
        found.append(Cue(*timings, "\n".join(kept).strip()))
    return found, before


def _without_number(kept: list[str], number: int) -> str:
    """A cue's lines without the number of the next cue, which stands right above its timings."""
    if kept and kept[-1].strip().isdigit():
        kept = kept[:-1]
    else:
        while kept and not kept[-1].strip():
            kept = kept[:-1]
        if kept and kept[-1].strip() == str(number) and (len(kept) == 1 or not kept[-2].strip()):
            kept = kept[:-1]
    return "\n".join(kept).strip()


def _seconds(hours: str, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _voices(cue: Cue) -> Iterator[Said]:
    """What each voice says in a cue; SubRip has none of its own, but some programs write WebVTT's."""
    text = _TAG.sub("", _BREAK.sub("\n", cue.text))
    text = "\n".join(line for line in text.split("\n") if line.strip())
    speaker: str | None = None
    position = 0
    for tag in _VOICE.finditer(text):
        yield Said(speaker, _plain(text[position : tag.start()]), cue.start, cue.end)
        speaker, position = (tag[1] or "").strip() or None, tag.end()
    yield Said(speaker, _plain(text[position:]), cue.start, cue.end)


def _plain(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES.get(found[0], "&"), text)
