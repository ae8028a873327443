"""The lines of a PDF page, put together from the pieces of text that it places one by one."""

import re
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdf import PageObject

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
    "\ufb06": "st", "\uf0b7": "•", "\uf0a7": "▪",
}  # fmt: skip
_LIGATURE = re.compile("|".join(_LIGATURES))
_SPACES = re.compile(r"[ \t\f\v\r\u00a0]+")
_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_SAME_LINE = 0.5


class Line(NamedTuple):
    """A printed line: pieces of text with whether they are bold, and where it begins on the page.

    `x` runs along the writing and `y` across it, upwards, in points; `size` is the height of its letters.
    """

    pieces: tuple[tuple[str, bool], ...]
    x: float
    y: float
    size: float

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(piece for piece, _bold in self.pieces)

    def without(self, characters: int) -> "Line":
        """The line without so many characters at its beginning."""
        pieces: list[tuple[str, bool]] = []
        for piece, bold in self.pieces:
            kept = piece[characters:]
            characters = max(0, characters - len(piece))
            if kept:
                pieces.append((kept, bold))
        return self._replace(pieces=tuple(pieces))


class _Place(NamedTuple):
    x: float
    y: float
    size: float


class _Assembler:
    """Receives pieces in the order of the file; those at one height, one after another, are one line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[tuple[str, bool]] = []
        self._place = _Place(0.0, 0.0, 0.0)
        self._gap = ""

    def take(self, text: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        """A piece as pypdf reports it; line ends inside of it begin a line each."""
        bold = bool(_BOLD_FONT.search(str((font or {}).get("/BaseFont", ""))))
        place = _placed(matrix, text_matrix, size)
        text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)
        for number, part in enumerate(_SPACES.sub(" ", text).split("\n")):
            if number:
                self._gap = "\n"
                place = place._replace(y=place.y - 1.2 * place.size)
            if part.strip():
                self._add(part, bold, place)
            elif part:
                self._gap = self._gap or " "

    def _add(self, part: str, bold: bool, place: _Place) -> None:
        same = abs(place.y - self._place.y) <= _SAME_LINE * max(place.size, self._place.size)
        if not self._pieces or not same or place.x < self._place.x:
            self.finish()
            self._place = place
            self._pieces = [(part.lstrip(), bold)]
        else:
            last = self._pieces[-1][0]
            joint = " " if self._gap and not last.endswith(" ") and not part.startswith(" ") else ""
            self._pieces.append((joint + (part.lstrip() if last.endswith(" ") else part), bold))
        self._gap = ""

    def finish(self) -> None:
        """End the line that was begun."""
        if self._pieces:
            last, bold = self._pieces.pop()
            self.lines.append(Line((*self._pieces, (last.rstrip(), bold)), *self._place))
        self._pieces, self._gap = [], ""


def lines_of(page: "PageObject") -> list[Line]:
    """The lines of a page in the order in which the file writes them; none is empty."""
    assembler = _Assembler()
    page.extract_text(visitor_text=assembler.take)
    assembler.finish()
    return assembler.lines


def _placed(matrix: Any, text_matrix: Any, size: float) -> _Place:
    """Where a piece begins, along and across its own writing direction, so that turned pages read too."""
    a, b, c, d, e, f = (float(one) for one in matrix)
    ta, tb, tc, td, te, tf = (float(one) for one in text_matrix)
    along_x, along_y = ta * a + tb * c, ta * b + tb * d
    height = hypot(tc * a + td * c, tc * b + td * d) * float(size or 0)
    x, y = te * a + tf * c + e, te * b + tf * d + f
    length = hypot(along_x, along_y)
    if not length:
        return _Place(x, y, height)
    along_x, along_y = along_x / length, along_y / length
    return _Place(x * along_x + y * along_y, y * along_x - x * along_y, height)
