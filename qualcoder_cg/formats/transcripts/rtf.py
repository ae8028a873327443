"""Rich Text Format (.rtf), as Word, LibreOffice and TextEdit write it."""

import codecs
import re
from collections.abc import Callable
from typing import NamedTuple

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _
from . import draft
from .office import COMMENT, DELETION, HIDDEN, Page

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|"
    rb"\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.S,
)
_SIGNATURE = re.compile(rb"\s*\{\s*\\rtf")
_DEEPEST = 200
_WORDS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "line": "\n",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_CELLS = {"cell": "\t", "nestcell": "\t", "row": "\n", "nestrow": "\n"}
_BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢"}
_ENDS = frozenset(("par", "sect", "page", "column"))
_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Destinations of notes are read at the end; those of numbers and bullets are printed where they stand.
_PRINTED = frozenset(("pntext", "listtext", "shptxt", "fldrslt", "result"))
_NEVER = frozenset(("fldinst", "nonesttables", "nonshppict", "pntxta", "pntxtb", "listpicture", "themedata"))


class _Group(NamedTuple):
    """What holds inside a pair of braces, and is as before after it."""

    silent: bool = False
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    font: str = ""
    skip: int = 1
    table: str = ""


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs as lines, table rows as cells set off by tabs, notes at the end with their mark.

    Hidden text, tracked deletions and comments are left out and counted in the warnings; so are field
    codes, pictures and the tables of fonts and styles, which nobody reads.
    """
    if not _SIGNATURE.match(data):
        raise UserError(
            _("{file} is not a Rich Text document.").format(file=name),
            _("Check that its ending fits what it is, and export it again as .rtf."),
        )
    reader = _Reader()
    reader.walk(data)
    spoken_end = len(reader.page)
    reader.append_notes()
    unknown = draft.about_unknown(reader.page.text, name)
    return reader.page.transcript(name, "rtf", spoken_end, warnings=[unknown])


class _Reader:
    """Walks the tokens once, keeping the state of every open brace."""

    def __init__(self) -> None:
        from striprtf.striprtf import charset_map, destinations

        self.page = Page()
        self._charsets: dict[int, str] = charset_map
        self._destinations: frozenset[str] = destinations
        self._group = _Group()
        self._open: list[_Group] = []
        self._codec = "cp1252"
        self._fonts: dict[str, str] = {}
        self._default_font = ""
        self._bytes = b""
        self._high = 0
        self._to_skip = 0
        self._starred = False
        self._notes: list[tuple[int, list[tuple[str, bool]]]] = []
        self._note: list[tuple[str, bool]] | None = None
        self._note_depth = 0
        self._separator = "\n"
        self._begun = False

    def walk(self, data: bytes) -> None:
        """Read all tokens; what follows the last closing brace is no part of the document."""
        position = 0
        while token := _TOKEN.search(data, position):
            position = token.end()
            word, argument, code, sign, brace, text = token.groups()
            if not code and not text:
                self._flush()
            if brace:
                self._brace(brace)
                if not self._open:
                    break
            elif word == b"bin":
                position += max(0, int(argument or 0))
            elif word:
                self._word(word.decode("ascii"), None if argument is None else int(argument))
            elif code:
                self._code(bytes.fromhex(code.decode("ascii")))
            elif sign:
                self._sign(sign)
            elif text:
                self._code(text)
        self._flush()

    def _brace(self, brace: bytes) -> None:
        self._to_skip, self._starred = 0, False
        if brace == b"{":
            self._open.append(self._group)
            if len(self._open) > _DEEPEST:
                self._group = self._group._replace(silent=True)
        elif self._open:
            self._group = self._open.pop()
            if self._note is not None and len(self._open) < self._note_depth:
                self._note = None

    def _word(self, word: str, number: int | None) -> None:
        self._to_skip = 0
        if word in _WORDS:
            self._write(_WORDS[word])
        elif word in _ENDS:
            self._end_paragraph()
        elif word in _CELLS:
            self._end_cell(_CELLS[word])
        elif word == "u":
            self._unicode(number or 0)
        elif word == "footnote" and not self._group.silent:
            self._begin_note()
        else:
            self._state(word, number)
        self._starred = False

    def _state(self, word: str, number: int | None) -> None:
        """A word that says how what follows in the group is to be read, or that it is not read at all."""
        group = self._group
        if handler := _STATES.get(word):
            self._group = handler(group, number)
            self._count(word, number, group.silent)
        elif word == "annotation":
            self.page.left_out[COMMENT] += not group.silent
            self._group = group._replace(silent=True)
        elif word in _PAGES or word == "ansicpg":
            self._codec = _codec(_PAGES.get(word) or f"cp{number}") or self._codec
        elif word == "deff":
            self._default_font = str(number)
        elif word == "fonttbl":
            self._group = group._replace(silent=True, table="fonts")
        elif word == "fcharset" and group.table == "fonts":
            self._fonts[group.font] = _codec(self._charsets.get(number or 0, "")) or self._codec
        elif self._is_unread(word):
            self._group = group._replace(silent=True)

    def _is_unread(self, word: str) -> bool:
        return word in _NEVER or (word not in _PRINTED and (self._starred or word in self._destinations))

    def _count(self, word: str, number: int | None, silent: bool) -> None:
        if number != 0 and not silent and word in ("v", "deleted"):
            self.page.left_out[HIDDEN if word == "v" else DELETION] += 1

    def _sign(self, sign: bytes) -> None:
        self._to_skip = 0
        if sign == b"*":
            self._starred = True
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        elif sign in _SIGNS:
            self._write(_SIGNS[sign])

    def _code(self, data: bytes) -> None:
        """Bytes in the code page of their font; those that stand in for a \\u character are skipped."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            codec = self._fonts.get(self._group.font or self._default_font, self._codec)
            text, self._bytes = self._bytes.decode(codec, "replace"), b""
            self._write(text)

    def _unicode(self, number: int) -> None:
        """A character by its number; two halves of a surrogate pair come one after the other."""
        number %= 0x10000
        self._to_skip = self._group.skip
        if 0xD800 <= number < 0xDC00:
            self._high = number
            return
        if 0xDC00 <= number < 0xE000 and self._high:
            number = 0x10000 + ((self._high - 0xD800) << 10) + (number - 0xDC00)
        self._high = 0
        self._write(_BULLETS.get(number) or chr(number))

    def _write(self, text: str) -> None:
        group = self._group
        if group.silent or group.hidden or group.deleted:
            return
        if self._note is not None:
            self._note.append((text, group.bold))
            return
        if not self._begun:
            self.page.begin(self._separator)
            self._begun, self._separator = True, "\n"
        self.page.write(text, group.bold)

    def _end_paragraph(self) -> None:
        if self._group.silent or self._group.deleted:
            return
        if self._note is not None:
            self._note.append(("\n", False))
            return
        if not self._begun:
            self.page.begin(self._separator)
        self._begun, self._separator = False, "\n"

    def _end_cell(self, separator: str) -> None:
        if self._group.silent:
            return
        if separator == "\t" and not self._begun:
            self.page.begin(self._separator)
        self._separator, self._begun = separator, False

    def _begin_note(self) -> None:
        if self._note is None:
            self._note = []
            self._note_depth = len(self._open)
            self._notes.append((self.page.mark_note(), self._note))

    def append_notes(self) -> None:
        """Write the notes that were marked in the text, each from its own line."""
        for number, pieces in self._notes:
            words = "".join(piece for piece, _bold in pieces).strip()
            self.page.begin()
            self.page.write(f"[^{number}] {words}")


def _codec(name: str) -> str:
    """The name when Python knows the code page, else ""."""
    name = {"cp10000": "mac_roman", "cp65001": "utf-8", "cp0": "cp1252"}.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


_STATES: dict[str, Callable[[_Group, int | None], _Group]] = {
    "b": lambda group, number: group._replace(bold=number != 0),
    "v": lambda group, number: group._replace(hidden=number != 0),
    "deleted": lambda group, number: group._replace(deleted=number != 0),
    "plain": lambda group, _number: group._replace(bold=False, hidden=False, font=""),
    "f": lambda group, number: group._replace(font=str(number)),
    "uc": lambda group, number: group._replace(skip=min(max(0, 1 if number is None else number), 99)),
}
