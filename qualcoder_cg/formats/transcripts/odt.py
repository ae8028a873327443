"""OpenDocument texts (.odt), as LibreOffice writes them, with tracked changes as if all were accepted."""

import re
from typing import Any

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _
from ..packages import Package, damaged
from .office import COMMENT, DELETION, HIDDEN, Page

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
}
_URIS = {prefix: uri for uri, prefix in _PREFIXES.items()}
_SPACES = re.compile("[ \t\r\n]+")
_UNPRINTED = """
    text:sequence-decls text:variable-decls text:user-field-decls text:dde-connection-decls office:forms
    office:annotation-end office:event-listeners svg:title svg:desc table:title table:desc text:ruby-text
    text:alphabetical-index-auto-mark-file text:table-of-content-source text:note-citation
"""
_SILENT = frozenset(_UNPRINTED.split())
_HIDDEN_FIELDS = frozenset(("text:hidden-text", "text:hidden-paragraph"))
_ROWS = frozenset(("table:table-header-rows", "table:table-rows", "table:table-row-group"))
_CELLS = frozenset(("table:table-header-columns", "table:table-columns", "table:table-column-group"))
_MOST_SPACES = 1_000
_DEEPEST = 20


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs as lines, tables as rows of cells set off by tabs, notes at the end with their mark.

    Comments, hidden text and tracked deletions are left out and counted in the warnings.
    """
    package = Package(data, name)
    if "content.xml" not in package:
        raise UserError(
            _("{file} is not an OpenDocument text.").format(file=name),
            _("Check that its ending fits what it is, and export it again as .odt."),
        )
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise UserError(
            _("{file} is protected by a password.").format(file=name),
            _("Open it, save a copy without the password, and import that."),
        )
    root = package.xml("content.xml")
    roots = [package.xml("styles.xml"), root] if "styles.xml" in package else [root]
    text = root.find(f"{{{_URIS['office']}}}body/{{{_URIS['office']}}}text")
    if text is None:
        raise damaged(name)
    reader = _Reader(_text_styles(roots))
    reader.blocks(text)
    spoken_end = len(reader.page)
    reader.append_notes()
    return reader.page.transcript(name, "odt", spoken_end)


def _tag(element: Any) -> str:
    uri, _brace, name = str(element.tag)[1:].partition("}")
    return f"{_PREFIXES.get(uri, '?')}:{name}"


def _get(element: Any, name: str) -> str:
    prefix, _colon, attribute = name.partition(":")
    return str(element.get(f"{{{_URIS[prefix]}}}{attribute}") or "")


def _text_styles(roots: list[Any]) -> dict[str, tuple[bool, bool]]:
    """Whether each style is bold and whether it is hidden, by its name, its parents' looks included."""
    own: dict[str, tuple[str, str]] = {}
    parents: dict[str, str] = {}
    for root in roots:
        for style in root.iter(f"{{{_URIS['style']}}}style"):
            properties = style.find(f"{{{_URIS['style']}}}text-properties")
            weight = "" if properties is None else _get(properties, "fo:font-weight")
            display = "" if properties is None else _get(properties, "text:display")
            own[_get(style, "style:name")] = (weight, display)
            parents[_get(style, "style:name")] = _get(style, "style:parent-style-name")
    looks: dict[str, tuple[bool, bool]] = {}
    for name, (weight, display) in own.items():
        parent = parents[name]
        for _step in range(_DEEPEST):
            if parent not in own:
                break
            weight, display = weight or own[parent][0], display or own[parent][1]
            parent = parents[parent]
        looks[name] = (weight in ("bold", "600", "700", "800", "900"), display == "none")
    return looks


class _Reader:
    """Walks a document's elements and writes what a reader of the printed page would read."""

    def __init__(self, styles: dict[str, tuple[bool, bool]]) -> None:
        self.page = Page()
        self._styles = styles
        self._boxes: list[Any] = []
        self._notes: list[tuple[Any, int]] = []
        self._separator = "\n"
        self._goes_on = False
        self._after_space = True

    def blocks(self, parent: Any) -> None:
        """Paragraphs, lists, sections and tables."""
        for element in parent:
            tag = _tag(element)
            if tag in ("text:p", "text:h"):
                self._paragraph(element)
            elif tag == "table:table":
                self._table(element)
            elif tag == "text:tracked-changes":
                self.page.left_out[DELETION] += len(list(element.iter(f"{{{_URIS['text']}}}deletion")))
            elif tag == "office:annotation":
                self.page.left_out[COMMENT] += 1
            elif tag.startswith("draw:"):
                self._boxes += _text_boxes(element)
                self._flush_boxes()
            elif tag not in _SILENT:
                self.blocks(element)

    def _paragraph(self, paragraph: Any) -> None:
        if not self._goes_on:
            self.page.begin(self._separator)
        self._goes_on, self._separator = False, "\n"
        self._after_space = True
        bold, hidden = self._styles.get(_get(paragraph, "text:style-name"), (False, False))
        self._inline(paragraph, bold, hidden)
        self._flush_boxes()

    def _flush_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _table(self, table: Any) -> None:
        for element in table:
            if _tag(element) in _ROWS:
                self._table(element)
            elif _tag(element) == "table:table-row":
                self._row(element)

    def _row(self, row: Any) -> None:
        for column, cell in enumerate(_cells(row)):
            self._separator = "\t" if column else "\n"
            if not len(cell):
                self.page.begin(self._separator)
            self.blocks(cell)
        self._separator = "\n"

    def _inline(self, parent: Any, bold: bool, hidden: bool) -> None:
        self._write(parent.text, bold, hidden)
        for element in parent:
            self._element(element, bold, hidden)
            self._write(element.tail, bold, hidden)

    def _element(self, element: Any, bold: bool, hidden: bool) -> None:
        tag = _tag(element)
        if tag == "office:annotation":
            self.page.left_out[COMMENT] += 1
        elif tag in _HIDDEN_FIELDS:
            self.page.left_out[HIDDEN] += 1
        elif tag in _SILENT:
            return
        elif tag == "text:s":
            count = _get(element, "text:c")
            self._mark(" " * min(int(count), _MOST_SPACES) if count.isdecimal() else " ", bold, hidden)
        elif tag == "text:tab":
            self._mark("\t", bold, hidden)
        elif tag == "text:line-break":
            self._mark("\n", bold, hidden)
            self._after_space = True
        elif tag == "text:note":
            if not hidden:
                self._notes.append((element, self.page.mark_note()))
                self._after_space = False
        elif tag.startswith("draw:"):
            self._boxes += _text_boxes(element)
        else:
            self._span(element, bold, hidden)

    def _span(self, span: Any, bold: bool, hidden: bool) -> None:
        style = self._styles.get(_get(span, "text:style-name")) if _tag(span) == "text:span" else None
        if style and style[1] and not hidden:
            self.page.left_out[HIDDEN] += 1
        if style:
            bold, hidden = style[0] or bold, style[1] or hidden
        self._inline(span, bold, hidden)

    def _write(self, text: str | None, bold: bool, hidden: bool) -> None:
        """Text between tags: white space counts as one space, at a paragraph's beginning as none."""
        if not text or hidden:
            return
        text = _SPACES.sub(" ", text)
        if self._after_space:
            text = text.removeprefix(" ")
        if text:
            self.page.write(text, bold)
            self._after_space = text.endswith(" ")

    def _mark(self, text: str, bold: bool, hidden: bool) -> None:
        if not hidden:
            self.page.write(text, bold)
            self._after_space = False

    def append_notes(self) -> None:
        """Write the notes that were marked in the text, each from its own line."""
        for note, number in self._notes[:]:
            body = note.find(f"{{{_URIS['text']}}}note-body")
            if body is not None:
                self.page.begin()
                self.page.write(f"[^{number}] ")
                self._goes_on = True
                self.blocks(body)
                self._goes_on = False


def _cells(row: Any) -> list[Any]:
    found: list[Any] = []
    for element in row:
        if _tag(element) in _CELLS:
            found += _cells(element)
        elif _tag(element) in ("table:table-cell", "table:covered-table-cell"):
            found.append(element)
    return found


def _text_boxes(element: Any) -> list[Any]:
    """The outermost text boxes inside a drawing; a shape may also hold its paragraphs itself."""
    if _tag(element) in ("draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse"):
        return [element]
    return [box for one in element for box in _text_boxes(one)]
