"""Files made to do harm, and files that are not what they say: each gets a sentence, soon."""

import functools
import io
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from transcript_files import SAMPLES, docx, odt, p, package

from qualcoder_cg import i18n
from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import documents, reading
from qualcoder_cg.services.studies import Project

pytestmark = pytest.mark.processes

SOON = 2.0
MB = 1024 * 1024
CANARY = "canary-4711"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{i} "{("&a" + str(i - 1 or "") + ";") * 10}">' for i in range(1, 10))
    + "]>"
)
DOCTYPES = {
    "plain": "<!DOCTYPE a>",
    "system": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
    "entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{canary}">]>',
    "parameter": '<!DOCTYPE a [<!ENTITY % x SYSTEM "file://{canary}"> %x;]>',
    "laughs": LAUGHS,
    "late": "<?xml version='1.0'?><!-- " + "long " * 3_000 + "--><!DOCTYPE a>",
}
PARTS = {
    "docx": ("word/document.xml", "word/comments.xml", "[Content_Types].xml", "_rels/.rels"),
    "odt": ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"),
    "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/core.xml"),
}


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """The parts of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(format: str, part: str, content: str | bytes) -> bytes:
    """A good file of a format in which one part is replaced or added."""
    return package({**parts_of(SAMPLES[format]), part: content})


def refused(path: Path, within: float = SOON) -> str:
    """The sentence that a file is refused with, by the process that reads it."""
    begun = time.perf_counter()
    ((_path, result),) = reading.read_files([path])
    assert time.perf_counter() - begun < within
    assert isinstance(result, UserError) and result.hint
    assert path.name in result.message and CANARY not in str(result)
    assert isinstance(result, reading.Unread) and result.cause == reading.REFUSED
    return str(result)


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("format", PARTS)
def test_a_doctype_is_refused_in_any_part(format: str, doctype: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY, encoding="utf-8")
    prolog = DOCTYPES[doctype].replace("{canary}", str(canary))
    files = []
    for number, part in enumerate(PARTS[format]):
        for encoding in ("utf-8", "utf-16"):
            files.append(tmp_path / f"{number} {encoding}.{format}")
            files[-1].write_bytes(with_part(format, part, f"{prolog}<a>&x;&a9;</a>".encode(encoding)))
    begun = time.perf_counter()
    for path, result in reading.read_files(files):
        assert isinstance(result, UserError), path
        assert "DOCTYPE" in result.message and path.name in result.message
    assert time.perf_counter() - begun < SOON


def zip_of_entries(n: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts_of(SAMPLES["docx"]).items():
            archive.writestr(name, content)
        for number in range(n):
            archive.writestr(f"word/{number}.bin", b"")
    return held.getvalue()


def overlapping() -> bytes:
    """Many entries that all unpack the same packed bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 9 * MB + b"</a>")
        for number in range(40):
            archive.writestr(f"word/{number}.xml", b"")
            entry, whole = archive.getinfo(f"word/{number}.xml"), archive.getinfo("word/document.xml")
            entry.header_offset, entry.compress_size = whole.header_offset, whole.compress_size
            entry.file_size, entry.CRC = whole.file_size, whole.CRC
    return held.getvalue()


def linked() -> bytes:
    held = io.BytesIO(SAMPLES["docx"])
    with zipfile.ZipFile(held, "a") as archive:
        link = zipfile.ZipInfo("word/media/image1.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return held.getvalue()


@functools.cache
def bomb() -> bytes:
    """300 MB of spaces in 300 KB."""
    return with_part("docx", "word/document.xml", b" " * (300 * MB))


def lying_bomb() -> bytes:
    """The same, with a directory that says each part is small."""
    data = bytearray(bomb())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (bomb, "unpacks to far more"),
    "bomb.odt": (lambda: with_part("odt", "content.xml", b" " * (60 * MB)), "unpacks to far more"),
    "bomb.xlsx": (lambda: with_part("xlsx", "xl/worksheets/sheet1.xml", b"0" * (60 * MB)), "unpacks"),
    "unread bomb.docx": (lambda: with_part("docx", "word/media/x.bin", b"\0" * (60 * MB)), "unpacks"),
    "lying.docx": (lying_bomb, "damaged"),
    "overlap.docx": (overlapping, "damaged"),
    "many.docx": (lambda: zip_of_entries(10_000), "thousands of parts"),
    "very many.docx": (lambda: SAMPLES["docx"] + b"PK\x01\x02" * 1_000_000, "thousands of parts"),
    "up.docx": (lambda: with_part("docx", "../../evil.txt", "x"), "lead out of it"),
    "back.odt": (lambda: with_part("odt", "a\\..\\..\\evil.txt", "x"), "lead out of it"),
    "root.xlsx": (lambda: with_part("xlsx", "/etc/evil", "x"), "lead out of it"),
    "drive.docx": (lambda: with_part("docx", "C:evil", "x"), "lead out of it"),
    "link.docx": (linked, "lead out of it"),
    "case.docx": (lambda: with_part("docx", "WORD/Document.xml", "<a/>"), "damaged"),
    "nested.docx": (lambda: package({"interview.docx": SAMPLES["docx"]}), "archive of files"),
    "deep.docx": (
        lambda: with_part("docx", "word/document.xml", "<a>" * 200_000 + "</a>" * 200_000),
        "damaged",
    ),
    "half.docx": (lambda: SAMPLES["docx"][: len(SAMPLES["docx"]) // 2], "damaged"),
    "half.xlsx": (lambda: SAMPLES["xlsx"][:-30], "damaged"),
    "locked.docx": (
        lambda: COMPOUND + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "protected by a password",
    ),
    "old.docx": (lambda: COMPOUND + bytes(504) + "WordDocument".encode("utf-16-le"), "older format"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_packages_are_refused_soon(name: str, tmp_path: Path) -> None:
    make, wanted = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    assert wanted in refused(path)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(60)
OTHERWISE = {
    "talk.pdf": (SAMPLES["docx"], "a Word document", ".docx"),
    "talk.docx": (SAMPLES["pdf"], "a PDF document", ".pdf"),
    "talk.odt": (SAMPLES["docx"], "a Word document", ".docx"),
    "page.docx": (SAMPLES["html"], "a web page", ".html"),
    "page.txt": (SAMPLES["html"], "a web page", ".html"),
    "rich.txt": (SAMPLES["rtf"], "a Rich Text document", ".rtf"),
    "rich.docx": (SAMPLES["rtf"], "a Rich Text document", ".rtf"),
    "table.csv": (SAMPLES["xlsx"], "an Excel workbook", ".xlsx"),
    "text.docx": (SAMPLES["odt"], "an OpenDocument text", ".odt"),
    "photo.txt": (PNG, "a picture", "OCR"),
    "photo.docx": (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(90), "a picture", "OCR"),
    "audio.txt": (b"ID3\x04" + bytes(400), "a recording", "Transcribe"),
    "audio.vtt": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(90), "a recording", "Transcribe"),
    "film.srt": (b"\0\0\0\x20ftypisom" + bytes(90), "a recording", "Transcribe"),
    "slides.docx": (package({"ppt/presentation.xml": "<a/>"}), "a presentation", ".docx"),
    "files.txt": (package({"a.txt": "x"}), "an archive of files", "Unpack"),
    "setup.txt": (b"MZ\x90\0" + bytes(90), "a program", ".txt"),
    "study.txt": (b"SQLite format 3\0" + bytes(90), "a database", ".txt"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_wrong_ending_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, what, remedy = OTHERWISE[name]
    path = tmp_path / name
    path.write_bytes(data)
    said = refused(path)
    assert f"{name} is in truth {what}" in said and remedy in said


def test_texts_that_begin_like_other_files_are_read(tmp_path: Path) -> None:
    for number, text in enumerate(("MZ: hola\nID3: ya\n", "RIFF, dijo ella.\n", "PK: ¿Cómo?\nAna: Así.\n")):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        ((_path, result),) = reading.read_files([path])
        assert isinstance(result, Transcript) and result.text == text


def test_macros_are_left_out_and_said(tmp_path: Path) -> None:
    for name in ("talk.docx", "talk.docm"):
        path = tmp_path / name
        path.write_bytes(with_part("docx", "word/vbaProject.bin", COMPOUND + bytes(90)))
        ((_path, result),) = reading.read_files([path])
        assert isinstance(result, Transcript) and result.format == "docx"
        assert any("macros" in warning for warning in result.warnings)


def test_drawings_with_a_doctype_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(with_part("docx", "word/media/image1.svg", f"{LAUGHS}<svg>&a9;</svg>"))
    ((_path, result),) = reading.read_files([path])
    assert isinstance(result, Transcript) and "lol" not in result.text


def test_a_locked_pdf_is_named(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(SAMPLES["pdf"])))
    writer.encrypt("secret", algorithm="RC4-128")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    assert "protected by a password" in refused(path)


def test_a_batch_goes_on_and_leaves_no_row_behind(project: Project, tmp_path: Path) -> None:
    names = ("up.docx", "half.docx", "locked.docx", "nested.docx", "case.docx")
    folder = tmp_path / "files"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(HOSTILE[name][0]())
    for number, good in enumerate(("Ana: hola\nLuis: ya\n", "Ana: no\nLuis: sí\n")):
        (folder / f"a {number}.txt").write_text(good, encoding="utf-8")
    (folder / "z.odt").write_bytes(odt("<text:p>Ana: ¿Cómo?</text:p><text:p>Luis: así</text:p>"))
    (folder / "z.docx").write_bytes(docx(p("Ana: ¿Cómo?") + p("Luis: de otra forma")))
    before = project.fingerprint()
    results = documents.import_files(project, [folder])
    assert {result.path.name for result in results if result.failed} == set(names)
    assert {result.path.name for result in results if result.document} == {
        "a 0.txt", "a 1.txt", "z.odt", "z.docx",
    }  # fmt: skip
    assert len(project.documents.all()) == 5
    project.undo()
    assert project.fingerprint() == before
    only_bad = [folder / name for name in names]
    step = project.undoable()
    assert not any(result.document for result in documents.import_files(project, only_bad))
    assert project.fingerprint() == before and project.undoable() == step


def test_sentences_come_in_the_language_of_the_window(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    english = refused(path)
    i18n.use_language("es")
    assert (
        refused(path)
        == i18n._("{file} is empty.").format(file="empty.txt") + " " + i18n._("Check that it was saved.")
        != english
    )
