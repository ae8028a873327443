"""The package of a Word document taken apart where its body stands, and written with another body."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, NamedTuple

from .docx_parts import picture_id

DOCUMENT_PART = "word/document.xml"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_APP_PART = "docProps/app.xml"
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats'
    b'.org/officeDocument/2006/extended-properties"><Application>QualCoder CG</Application></Properties>'
)
_OFFICE, _DRAWING = (
    "http://schemas.openxmlformats.org/officeDocument/2006",
    "http://schemas.openxmlformats.org/drawingml/2006",
)
_BEFORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document'
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}/relationships" xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
    f' xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture"><w:body>'
)
_AFTER = "</w:body></w:document>"
_REFERENCE = re.compile(r"<w:(?:header|footer)Reference [^>]*/>")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}


class Base(NamedTuple):
    """A package without a body: its sections upright and wide, and all other parts.

    `width` and `wide_width` are what a table may take, in twentieths of a point; `styles` tells for the names
    that reports use what styles are called inside the file.
    """

    upright: str
    wide: str
    width: int
    wide_width: int
    styles: Mapping[str, str]
    parts: tuple[tuple[str, bytes], ...]


def taken_apart(document: Any, styles: Mapping[str, str]) -> Base:
    """A document of python-docx as parts; its body is left behind but for the last section."""
    from lxml import etree

    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    del parts[DOCUMENT_PART]
    parts[_APP_PART] = _APP
    section = document.sections[-1]._sectPr
    upright, width = etree.tostring(section, encoding="unicode"), _text_width(section)
    _turn(section)
    wide, wide_width = etree.tostring(section, encoding="unicode"), _text_width(section)
    return Base(upright, wide, width, wide_width, styles, tuple(parts.items()))


def write_package(file: IO[bytes], around: Base, body: Iterable[str], pictures: Sequence[bytes]) -> None:
    """Write the package with a body of finished XML, which is streamed; `pictures` fill as it is."""
    parts = dict(around.parts)
    relations = parts.pop(_RELATIONS).decode()
    types = parts.pop(_TYPES).decode()
    if 'Extension="png"' not in types:
        types = types.replace("<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, _TYPES, types.encode())
        for name, content in parts.items():
            _add(package, name, content)
        with package.open(zipfile.ZipInfo(DOCUMENT_PART), "w", force_zip64=True) as document:
            document.write(_BEFORE.encode())
            for piece in body:
                document.write(piece.encode())
            document.write(_AFTER.encode())
        for number, picture in enumerate(pictures, 1):
            _add(package, f"word/media/figure{number}.png", picture)
        related = "".join(
            f'<Relationship Id="{picture_id(number)}" Type="{_OFFICE}/relationships/image"'
            f' Target="media/figure{number}.png"/>'
            for number in range(1, len(pictures) + 1)
        )
        _add(
            package, _RELATIONS, relations.replace("</Relationships>", related + "</Relationships>").encode()
        )


def following(section: str) -> str:
    """A section with the header and footer of the one before it."""
    return _REFERENCE.sub("", section)


def _add(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A part that says nothing of when it was made."""
    package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _text_width(section: Any) -> int:
    """The page without its margins."""
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    sides = (int(margins.get(f"{_W}{side}")) for side in ("left", "right"))
    return max(int(size.get(f"{_W}w")) - sum(sides), 1000)


def _turn(section: Any) -> None:
    """Lay the page on its side, with its margins; one that lies stays as it is."""
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    width, height = size.get(f"{_W}w"), size.get(f"{_W}h")
    if int(width) >= int(height):
        return
    size.set(f"{_W}w", height)
    size.set(f"{_W}h", width)
    size.set(f"{_W}orient", "landscape")
    before = {side: margins.get(f"{_W}{side}") for side in _TURNED}
    for side, other in _TURNED.items():
        margins.set(f"{_W}{other}", before[side])
