"""A team's own Word document as the base: what is kept of it, what is left behind, what is refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import block_samples as blocks
import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import reports

SECRET = "Rosa Invented"


def template(path: Path) -> Path:
    """A document of a team: own styles, margins, header, words, a comment's worth of properties."""
    document = docx.Document()
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size = "Georgia", Pt(31)
    own = document.styles.add_style("Finding", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(19)
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(4), Cm(3)
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = "The Agency"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(blocks.png()))
    document.add_paragraph(f"Old words of {SECRET}.")
    document.add_picture(io.BytesIO(blocks.png()))
    document.core_properties.author = SECRET
    document.core_properties.keywords = SECRET
    document.save(str(path))
    return path


def written(tmp_path: Path, base: Path) -> Path:
    path = tmp_path / "report.docx"
    reports.write_blocks(blocks.report(), path, template=base)
    return path


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same package with its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_styles_pages_and_header_are_the_teams(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path, template(tmp_path / "house.docx"))))
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert document.styles["Finding"].font.size == Pt(19)
    assert "Evidence Note" in document.styles and "Attribution" in document.styles
    first = document.sections[0]
    assert (round(first.left_margin.cm), round(first.right_margin.cm)) == (4, 3)
    assert first.header.paragraphs[0].text == "The Agency"
    wide = document.sections[1]
    assert wide.page_width > wide.page_height and round(wide.top_margin.cm) in (3, 4)
    assert document.paragraphs[0].text == "The report"


def test_nothing_of_its_words_and_people_stays(tmp_path: Path) -> None:
    path = written(tmp_path, template(tmp_path / "house.docx"))
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        assert not any(SECRET.encode() in package.read(name) for name in names)
    media = [name for name in names if name.startswith("word/media/")]
    assert len(media) == 3  # the header's picture and the two figures; that of the old body is gone
    properties = docx.Document(str(path)).core_properties
    assert (properties.author, properties.keywords) == ("QualCoder CG", "")


def test_a_style_with_another_name_inside_the_file_is_used(tmp_path: Path) -> None:
    def rename(parts: dict[str, bytes]) -> None:
        for name in ("word/styles.xml", "word/document.xml"):
            parts[name] = parts[name].replace(b'"Heading1"', b'"Ttulo1"')

    base = changed(template(tmp_path / "house.docx"), rename)
    document = docx.Document(str(written(tmp_path, base)))
    parts = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [one.text for one in parts] == ["Words", "Wide Words"]
    assert parts[0].style.style_id == "Ttulo1"


def test_a_bare_document_gets_all_styles(tmp_path: Path) -> None:
    document = docx.Document()
    keep = {"Normal", "Normal Table", "Default Paragraph Font"}
    for style in list(document.styles):
        if style.name not in keep:
            style.element.getparent().remove(style.element)
    document.save(str(tmp_path / "bare.docx"))
    made = docx.Document(str(written(tmp_path, tmp_path / "bare.docx")))
    assert [one.text for one in made.paragraphs if one.style.name == "Heading 1"] == ["Words", "Wide Words"]
    outline = made.styles["Heading 1"].element.pPr.find(qn("w:outlineLvl"))
    assert outline is not None and outline.get(qn("w:val")) == "0"


def test_a_template_of_word_is_taken_as_the_document_it_stands_for(tmp_path: Path) -> None:
    def as_template(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
        )

    base = changed(template(tmp_path / "house.docx"), as_template).rename(tmp_path / "house.dotx")
    with zipfile.ZipFile(written(tmp_path, base)) as package:
        assert b"template.main" not in package.read("[Content_Types].xml")


def _with_macros(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def _fetching_header(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("word/header"))
    field = (
        b'<w:p><w:r><w:instrText>INCLUDEPICTURE "http://localhost/x.png"</w:instrText></w:r></w:p></w:hdr>'
    )
    parts[name] = parts[name].replace(b"</w:hdr>", field)


def _split_field(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("word/header"))
    first, second = (b"<w:r><w:instrText>%b</w:instrText></w:r>" % part for part in (b"DDE", b"AUTO x y"))
    field = b"<w:p>" + first + second + b"</w:p></w:hdr>"
    parts[name] = parts[name].replace(b"</w:hdr>", field)


def _linked_picture(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("word/_rels/header"))
    parts[name] = parts[name].replace(b'Target="media/', b'TargetMode="External" Target="http://localhost/')


def _old_drawing(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("word/header"))
    picture = b'<x:imagedata xmlns:x="urn:schemas-microsoft-com:vml" src="//localhost/x"/>'
    drawing = b"<w:p><w:r><w:pict>" + picture + b"</w:pict></w:r></w:p></w:hdr>"
    parts[name] = parts[name].replace(b"</w:hdr>", drawing)


@pytest.mark.parametrize(
    "change", [_with_macros, _fetching_header, _split_field, _linked_picture, _old_drawing]
)
def test_what_runs_or_fetches_is_refused(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    base = changed(template(tmp_path / "house.docx"), change)
    with pytest.raises(UserError, match="holds macros, or fetches"):
        written(tmp_path, base)
    assert not (tmp_path / "report.docx").exists()


@pytest.mark.parametrize("name", ["house.docm", "house.dotm", "house.doc", "house.odt"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(template(tmp_path / "house.docx").read_bytes())
    with pytest.raises(UserError, match="cannot be the template"):
        written(tmp_path, tmp_path / name)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all", b"<html></html>"])
def test_damaged_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "house.docx").write_bytes(content)
    with pytest.raises(UserError):
        written(tmp_path, tmp_path / "house.docx")
    with pytest.raises(UserError, match="cannot be read"):
        written(tmp_path, tmp_path / "none.docx")


def test_settings_that_tie_it_to_others_are_dropped(tmp_path: Path) -> None:
    base = tmp_path / "house.docx"
    document = docx.Document(str(template(base)))
    for name in ("trackRevisions", "documentProtection", "mailMerge"):
        document.settings.element.append(OxmlElement(f"w:{name}"))
    document.save(str(base))
    settings = docx.Document(str(written(tmp_path, base))).settings.element
    assert not [
        one
        for one in settings
        if one.tag in map(qn, ("w:trackRevisions", "w:documentProtection", "w:mailMerge"))
    ]


def test_a_template_is_for_word_alone(tmp_path: Path) -> None:
    base = template(tmp_path / "house.docx")
    with pytest.raises(UserError, match="A template is for Word documents"):
        reports.write_blocks(blocks.report(), tmp_path / "report.html", template=base)
