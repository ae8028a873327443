"""Transcripts as tables: which columns hold speaker, words and time, and how their rows become turns."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from ...domain.documents import UNKNOWN, Transcript, Turn
from ...domain.spans import Span, trimmed
from ...domain.text import clean, listed
from ...i18n import _
from . import draft, labels
from .draft import Draft

Cell = object
_HEADING_WITHIN = 15
_NAMED = 6
_SPEAKER = """
    speaker|speaker name|speakers|name of speaker|who|voice|talker|hablante|hablantes|orador|oradora|
    interlocutor|interlocutora|quién|quien|quién habla|quien habla|voz|nombre del hablante|locutor|locutora
"""
_MAYBE_SPEAKER = "name|participant|person|nombre|participante|persona|label|etiqueta"
_TEXT = """
    text|transcript|transcription|utterance|utterances|words|speech|content|said|sentence|dialogue|dialog|
    caption|captions|message|what was said|transcript text|texto|transcripción|transcripcion|contenido|
    intervención|intervencion|diálogo|dialogo|mensaje|palabras|discurso|enunciado|lo dicho
"""
_TIME = """
    start|start time|starts|begin|begins|begin time|time|timestamp|time stamp|timecode|time code|in|from|
    inicio|comienzo|hora de inicio|tiempo de inicio|tiempo inicial|hora|tiempo|marca de tiempo|desde|empieza
"""
_CLOCK = re.compile(r"\[?(\d{1,3}:)?\d{1,2}:\d{2}([.,:]\d{1,3})?\]?")
_NUMBER = re.compile(r"\d{1,7}([.,]\d+)?")
_UNIT = re.compile(r"\s*[\[(](.*?)[\])]\s*$")


def _names(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split("|"))


_SPEAKERS, _MAYBE, _TEXTS, _TIMES = (
    _names(one.replace("\n", " ")) for one in (_SPEAKER, _MAYBE_SPEAKER, _TEXT, _TIME)
)


class Columns(NamedTuple):
    """Where a table holds what: the row of headings, and columns of it; None for a column it lacks."""

    row: int
    text: int
    speaker: int | None
    start: int | None
    milliseconds: bool


def columns(rows: Sequence[Sequence[Cell]]) -> Columns | None:
    """The headings among the first rows, in English or Spanish; None without a column of words."""
    for number, row in enumerate(rows[:_HEADING_WITHIN]):
        headings = [" ".join(str(cell or "").casefold().replace("_", " ").split()) for cell in row]
        plain = [_UNIT.sub("", heading) for heading in headings]
        text = _first(plain, _TEXTS)
        if text is None:
            continue
        speaker = _first(plain, _SPEAKERS)
        speaker = _first(plain, _MAYBE) if speaker is None else speaker
        start = _first(plain, _TIMES)
        if len(plain) == 1 or speaker is not None or start is not None:
            unit = _UNIT.search(headings[start]) if start is not None else None
            return Columns(number, text, speaker, start, bool(unit and unit[1].startswith(("ms", "milli"))))
    return None


def _first(headings: Sequence[str], known: frozenset[str]) -> int | None:
    return next((column for column, heading in enumerate(headings) if heading in known), None)


def transcript(
    rows: Sequence[Sequence[Cell]], name: str, format: str, encoding: str = "", warnings: Sequence[str] = ()
) -> Transcript:
    """Each row a turn, `Speaker: words`; without known headings each row a paragraph, and a warning."""
    found = columns(rows)
    if found is None:
        text = "\n".join("\t".join(_shown(cell) for cell in row).rstrip("\t") for row in rows)
        about = _("{file}: no column of words was recognised; each row became a paragraph.").format(file=name)
        return draft.transcript(text, name, format, encoding=encoding, warnings=[*warnings, about])
    written = Draft()
    turns: list[Turn] = []
    for row in rows[found.row + 1 :]:
        _write_row(written, turns, row, found)
    about = _left_out(rows[found.row], rows[found.row + 1 :], found, name)
    return draft.transcript(
        written.text,
        name,
        format,
        encoding=encoding,
        warnings=[*warnings, about],
        known_turns=None if found.speaker is None else turns,
    )


def _write_row(written: Draft, turns: list[Turn], row: Sequence[Cell], found: Columns) -> None:
    words = _at(row, found.text)
    if not words:
        return
    if len(written):
        written.add("\n")
    label_start = len(written)
    speaker = " ".join(_at(row, found.speaker).rstrip(":： ").split())
    if speaker:
        written.add(f"{speaker}: ")
    start = len(written)
    written.add(words)
    when = None
    if found.start is not None and found.start < len(row):
        when = seconds(row[found.start], found.milliseconds)
    span = trimmed(words, Span(0, len(words)))
    turns.append(Turn(speaker, UNKNOWN, label_start, start + span.start, start + span.end, when))


def _at(row: Sequence[Cell], column: int | None) -> str:
    return _shown(row[column]) if column is not None and column < len(row) else ""


def _shown(cell: Cell) -> str:
    """A cell as the person reads it: 7.0 is "7"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell).replace("\ufeff", "")).strip()


def seconds(cell: Cell, milliseconds: bool = False) -> float | None:
    """A cell of times in seconds: a clock, a number of seconds, or a time of a spreadsheet; else None."""
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, datetime | time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1_000_000
    shown = _shown(cell)
    if _CLOCK.fullmatch(shown):
        return labels.seconds(shown.strip("[]"))
    if _NUMBER.fullmatch(shown):
        return float(shown.replace(",", ".")) / (1000 if milliseconds else 1)
    return None


def _left_out(headings: Sequence[Cell], rows: Sequence[Sequence[Cell]], found: Columns, name: str) -> str:
    """A sentence naming the columns that hold something and were not read; "" without any."""
    read = {found.text, found.speaker, found.start}
    others = [
        _shown(heading) or str(column + 1)
        for column, heading in enumerate(headings)
        if column not in read and any(_at(row, column) for row in rows)
    ]
    if not others:
        return ""
    return _("{file}: these columns were left out: {columns}.").format(
        file=name, columns=listed(others, _NAMED)
    )
