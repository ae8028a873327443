"""Word documents (.docx), with tracked changes as if all were accepted."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any

from ...domain.documents import Transcript
from ...errors import UserError
from ...i18n import _
from ..packages import Package, damaged
from . import docx_styles
from .docx_styles import Look, child, local, value
from .office import COMMENT, DELETION, FIELD, HIDDEN, INSERTED_FILE, Page

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_MATH_TEXTS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://purl.oclc.org/ooxml/officeDocument/math}t",
)
_DELETED = frozenset(("w:del", "w:moveFrom"))
_UNPRINTED = """
    w:pPr w:rPr w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:trPr w:tcPr w:sectPr w:instrText w:delText w:rt
    w:delInstrText w:smartTagPr w:customXmlPr w:fldData w:ffData w:footnoteRef w:endnoteRef
"""
_SILENT = frozenset(_UNPRINTED.split())
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
_SYMBOLS = {0x4A: "☺", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xDF: "←",
            0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑"}  # fmt: skip
_UNKNOWN_SYMBOL = "□"


def read(data: bytes, name: str) -> Transcript:
    """Paragraphs as lines, tables as rows of cells set off by tabs, notes at the end with their mark.

    Comments, hidden text, tracked deletions and field codes are left out and counted in the warnings.
    """
    package = Package(data, name)
    main = _main_part(package)
    root = package.xml(main)
    related = _related(package, main)
    styles = package.xml(related["styles"]) if related.get("styles", "") in package else None
    reader = _Reader({} if styles is None else docx_styles.read_styles(styles))
    body = child(root, "w:body")
    if body is None:
        raise damaged(name)
    reader.closed_fields = _fields_close(body)
    reader.blocks(body)
    spoken_end = len(reader.page)
    for kind in ("footnotes", "endnotes"):
        if related.get(kind, "") in package:
            reader.learn_notes(kind, package.xml(related[kind]))
    reader.append_notes()
    return reader.page.transcript(name, "docx", spoken_end)


def _main_part(package: Package) -> str:
    part = _related(package, "").get("officeDocument", "word/document.xml")
    if part not in package:
        raise UserError(
            _("{file} is not a Word document.").format(file=package.name),
            _("Check that its ending fits what it is, and export it again as .docx."),
        )
    return part


def _related(package: Package, part: str) -> dict[str, str]:
    """The parts that a part refers to inside the package, by the kind of relation."""
    folder = dirname(part)
    listing = join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels")
    if listing not in package:
        return {}
    related: dict[str, str] = {}
    for relation in package.xml(listing):
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") != "External" and kind not in related:
            target = relation.get("Target", "")
            related[kind] = normpath(join("/" + folder, target)).lstrip("/")
    return related


class _Reader:
    """Walks a document's elements and writes what a reader of the printed page would read."""

    def __init__(self, styles: dict[str, Look]) -> None:
        self.page = Page()
        self._styles = styles
        self._boxes: list[Any] = []
        self._notes: list[tuple[str, str, int]] = []
        self._note_texts: dict[tuple[str, str], Any] = {}
        self._paragraph_look = Look()
        self._mark_deleted = False
        self._fields: list[bool] = []
        self._separator = "\n"
        self.closed_fields = True

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables, also those inside content controls and the like."""
        for element in parent:
            tag = local(element)
            if tag == "w:p":
                self._paragraph(element)
            elif tag == "w:tbl":
                self._table(element)
            elif tag in _DELETED:
                self.page.left_out[DELETION] += 1
            elif tag in ("w:altChunk", "w:subDoc"):
                self.page.left_out[INSERTED_FILE] += 1
            elif element.tag == _ALTERNATE:
                self.blocks(_alternative(element))
            elif tag not in _SILENT:
                self.blocks(element)

    def _paragraph(self, paragraph: Any) -> None:
        properties = child(paragraph, "w:pPr")
        style = None if properties is None else child(properties, "w:pStyle")
        mark = None if properties is None else child(properties, "w:rPr")
        self._paragraph_look = Look() if style is None else self._styles.get(value(style), Look())
        if not self._mark_deleted:
            self.page.begin(self._separator)
            self._separator = "\n"
        self._mark_deleted = mark is not None and any(local(one) in _DELETED for one in mark)
        self._inline(paragraph)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _table(self, table: Any) -> None:
        for row in _inside(table, "w:tr"):
            properties = child(row, "w:trPr")
            if properties is not None and child(properties, "w:del") is not None:
                self.page.left_out[DELETION] += 1
                continue
            self._mark_deleted = False
            for column, cell in enumerate(_inside(row, "w:tc")):
                # The first paragraph of a cell follows a tab, all else begins a line.
                self._separator = "\t" if column else "\n"
                properties = child(cell, "w:tcPr")
                if properties is not None and child(properties, "w:cellDel") is not None:
                    self.page.left_out[DELETION] += 1
                else:
                    self.blocks(cell)
                self._mark_deleted = False
            self._separator = "\n"

    def _inline(self, parent: Any) -> None:
        for element in parent:
            tag = local(element)
            if tag == "w:r":
                self._run(element)
            elif tag in _DELETED:
                self.page.left_out[DELETION] += 1
            elif element.tag == _ALTERNATE:
                self._inline(_alternative(element))
            elif element.tag in _MATH_TEXTS:
                self.page.write(element.text or "")
            elif tag == "w:fldSimple":
                self.page.left_out[FIELD] += 1
                self._inline(element)
            elif tag not in _SILENT:
                self._inline(element)

    def _run(self, run: Any) -> None:
        properties = child(run, "w:rPr")
        style = None if properties is None else child(properties, "w:rStyle")
        named = Look() if style is None else self._styles.get(value(style), Look())
        shown = docx_styles.look(properties).over(named).over(self._paragraph_look)
        if shown.hidden:
            self.page.left_out[HIDDEN] += any(local(one) in ("w:t", "w:sym") for one in run)
        self._contents(run, bool(shown.bold), bool(shown.hidden))

    def _contents(self, run: Any, bold: bool, hidden: bool) -> None:
        for element in run:
            tag = local(element)
            if tag == "w:fldChar":
                self._field(value(element, "fldCharType"))
            elif hidden or (self.closed_fields and not all(self._fields)):
                continue
            elif tag == "w:t":
                self.page.write(element.text or "", bold)
            elif tag in _MARKS:
                self.page.write(_MARKS[tag], bold)
            elif tag == "w:br":
                self._line_break(element)
            elif tag == "w:sym":
                self.page.write(_symbol(value(element, "char")), bold)
            elif tag in ("w:footnoteReference", "w:endnoteReference"):
                kind = tag[2:].replace("Reference", "s")
                self._notes.append((kind, value(element, "id"), self.page.mark_note()))
            elif tag == "w:commentReference":
                self.page.left_out[COMMENT] += 1
            elif element.tag == _ALTERNATE:
                self._contents(_alternative(element), bold, hidden)
            elif tag in ("w:ruby", "w:rubyBase"):
                self._inline(element)
            elif tag not in _SILENT:
                self._boxes += _outermost_boxes(element)

    def _line_break(self, element: Any) -> None:
        # A page or column break is layout, but must not glue the words around it together.
        if value(element, "type") not in ("page", "column") or not self.page.last.isspace():
            self.page.write("\n")

    def _field(self, kind: str) -> None:
        """Keep track of complex fields: what stands before `separate` is the code, after it the result."""
        if kind == "begin":
            self.page.left_out[FIELD] += 1
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def learn_notes(self, kind: str, root: Any) -> None:
        """Remember the notes of a part by their ids."""
        for note in root:
            if local(note) in ("w:footnote", "w:endnote"):
                self._note_texts[kind, value(note, "id")] = note

    def append_notes(self) -> None:
        """Write the notes that were marked in the text, each from its own line."""
        self._mark_deleted, self._fields = False, []
        for kind, id, number in self._notes[:]:
            note = self._note_texts.get((kind, id))
            if note is not None:
                self.page.begin()
                self.page.write(f"[^{number}] ")
                self._mark_deleted = True
                self.blocks(note)
                self._mark_deleted = False


def _fields_close(body: Any) -> bool:
    """Whether every complex field ends; where one does not, no text may be taken for its code."""
    kinds = [value(one, "fldCharType") for one in body.iter() if local(one) == "w:fldChar"]
    return kinds.count("begin") == kinds.count("end")


def _inside(parent: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those inside content controls or insertions."""
    for element in parent:
        tag = local(element)
        if tag == wanted:
            yield element
        elif tag not in _SILENT and tag not in ("w:tbl", "w:p"):
            yield from _inside(element, wanted)


def _alternative(element: Any) -> Any:
    """The one branch of an AlternateContent to read: the first that holds text, else the first."""
    branches = sorted(element, key=lambda branch: branch.tag != _CHOICE)
    for branch in branches:
        if any(local(one) == "w:t" for one in branch.iter()):
            return branch
    return branches[0] if branches else element


def _outermost_boxes(element: Any) -> list[Any]:
    """The text boxes inside a drawing, not those inside another or in an unused branch."""
    if local(element) == "w:txbxContent":
        return [element]
    if element.tag == _ALTERNATE:
        element = _alternative(element)
    return [box for one in element for box in _outermost_boxes(one)]


def _symbol(code: str) -> str:
    """The character of a `w:sym`; symbol fonts keep theirs in a private area, of which few are known."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN_SYMBOL
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, _UNKNOWN_SYMBOL)
    readable = 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xF900
    return chr(number) if readable else _UNKNOWN_SYMBOL
