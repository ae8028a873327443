"""Invented transcripts in every format, built from strings."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx(body: str, prolog: str = "", **parts: str) -> bytes:
    """A Word document of this body; `footnotes`, `endnotes` and `styles` are the insides of their parts."""
    spaces = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml"'
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts
    )
    listing = f'<Relationships xmlns="r">{relations}</Relationships>'
    main = f'<Relationships xmlns="r"><Relationship Id="a" Type="{_RELATIONS}/officeDocument" '
    files: dict[str, str | bytes] = {
        "_rels/.rels": main + 'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": listing,
        "word/document.xml": f"{prolog}<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{name}.xml": f"<w:{name} {spaces}>{inside}</w:{name}>" for name, inside in parts.items()}
    return package(files)


def p(*runs: str, style: str = "") -> str:
    """A Word paragraph; a run that is no markup becomes one."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(body: str, styles: str = "", prolog: str = "", **parts: str) -> bytes:
    """An OpenDocument text of this body and these automatic styles."""
    spaces = " ".join(
        f'xmlns:{prefix}="{_ODF}{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    content = (
        f"{prolog}<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


def pdf_page(*lines: tuple[float, float, str], size: int = 12) -> str:
    """The content of a PDF page: text at x and y; what stands between asterisks is bold."""
    shown: list[str] = []
    for x, y, text in lines:
        shown.append(f"1 0 0 1 {x} {y} Tm")
        for number, piece in enumerate(text.split("*")):
            escaped = "".join(rf"\{ord(char):03o}" if char in "()\\" else char for char in piece)
            shown.append(f"/F{number % 2 + 1} {size} Tf ({escaped}) Tj")
    return "BT " + "\n".join(shown) + " ET"


def pdf(*pages: str, catalog: str = "", trailer: str = "") -> bytes:
    """A PDF document of these page contents, in Helvetica and Helvetica bold."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
            for font in ("Helvetica", "Helvetica-Bold")
        ),
    ]
    for number, content in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream",
        ]
    written = b"%PDF-1.4\n"
    places: list[int] = []
    for number, inside in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{inside}\nendobj\n".encode("cp1252")
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
        + table
        + f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n".encode()
        + f"startxref\n{len(written)}\n%%EOF\n".encode()
    )


def rtf(body: str, head: str = "") -> bytes:
    """A Rich Text document of this body, in Windows-1252."""
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Arial;}}" + head + body + "}").encode("cp1252")


def html(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    """A web page of this body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def xlsx(*sheets: list[list[object]]) -> bytes:
    """A workbook of these sheets, named A, B …"""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(chr(ord("A") + number))
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


_ROWS: list[list[object]] = [
    ["start", "speaker", "text"],
    ["00:01", "Ana", "¿Cómo?"],
    ["00:04", "Luis", "Así, poco a poco."],
]
_PAGE = html("<p><b>Ana:</b> ¿Cómo?</p><p><b>Luis:</b> Así.</p><ul><li>Ana: ya</li></ul><p>Luis: sí</p>")

_DOCX = docx(
    p("Ana: ¿Cómo?")
    + "<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr></w:tbl>"
    + p("Luis: Así.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    footnotes='<w:footnote w:id="2">' + p("Una nota.") + "</w:footnote>",
)  # fmt: skip

SAMPLES: dict[str, bytes] = {
    "txt": "Entrevistadora: ¿Cómo empezó?\nKII-07: Empezó así — poco a poco.\n".encode(),
    "md": (
        "**Ana:** ¿Cómo?\n\n1. uno\n2. dos [tres](http://x.org)\n\n**Luis:** Así.\n\n"
        "**Ana:** Ya.\n\n**Luis:** Sí.\n"
    ).encode(),
    "docx": _DOCX,
    "docm": _DOCX,
    "odt": odt(
        "<text:h>Título</text:h><text:p>Ana: ¿Cómo?<text:s text:c='3'/></text:p><text:p>Luis: Sí</text:p>"
    ),
    "vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ana>Hola</v>\n\n"
    b"2\n00:03.000 --> 00:04.000\n<v Luis>Ya &amp; no</v>\n",
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\nAna: Hola\n\n"
    b"2\n00:00:03,000 --> 00:00:04,000\nLuis: <i>Ya</i>\n",
    "rtf": rtf(r"{\b Ana:} \'bfC\'f3mo?\par {\b Luis:} As\u237\'ed.\par Ana: ya\par Luis: no\par"),
    "pdf": pdf(
        pdf_page((72, 720, "*Ana:* ¿Cómo?"), (72, 700, "*Luis:* Así."), (300, 40, "1/2")),
        pdf_page((72, 720, "*Ana:* Ya."), (72, 700, "*Luis:* No."), (300, 40, "2/2")),
    ),
    "html": _PAGE,
    "htm": _PAGE,
    "csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in _ROWS).encode(),
    "xlsx": xlsx(_ROWS),
}  # fmt: skip
