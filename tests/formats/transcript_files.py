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


SAMPLES: dict[str, bytes] = {
    "txt": "Entrevistadora: ¿Cómo empezó?\nKII-07: Empezó así — poco a poco.\n".encode(),
    "md": (
        "**Ana:** ¿Cómo?\n\n1. uno\n2. dos [tres](http://x.org)\n\n**Luis:** Así.\n\n"
        "**Ana:** Ya.\n\n**Luis:** Sí.\n"
    ).encode(),
    "docx": docx(
        p("Ana: ¿Cómo?")
        + "<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr></w:tbl>"
        + p("Luis: Así.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes='<w:footnote w:id="2">' + p("Una nota.") + "</w:footnote>",
    ),
    "odt": odt(
        "<text:h>Título</text:h><text:p>Ana: ¿Cómo?<text:s text:c='3'/></text:p><text:p>Luis: Sí</text:p>"
    ),
    "vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ana>Hola</v>\n\n"
    b"2\n00:03.000 --> 00:04.000\n<v Luis>Ya &amp; no</v>\n",
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\nAna: Hola\n\n"
    b"2\n00:00:03,000 --> 00:00:04,000\nLuis: <i>Ya</i>\n",
}  # fmt: skip
