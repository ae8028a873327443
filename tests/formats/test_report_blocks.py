"""Reports of blocks read back from every format: order, numbers of captions, pictures, pages, safety."""

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import block_samples as blocks
import docx
import openpyxl
import pytest
import report_samples as samples
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import html

from qualcoder_cg.domain.report_blocks import Table, of_blocks
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import reports
from qualcoder_cg.formats.reports.safe_text import clean

SUFFIXES = [form.suffix for form in reports.BLOCK_FORMATS]


def written(tmp_path: Path, suffix: str, text: str = "Words", title: str = "The report") -> Path:
    path = tmp_path / f"report{suffix}"
    reports.write_blocks(blocks.report(text, title), path)
    return path


def whole(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph._p.iter(qn("w:t")))


def test_word_numbers_captions_by_fields_whose_numbers_are_right(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path, ".docx")))
    captions = [whole(one) for one in document.paragraphs if one.style.name == "Caption"]
    assert captions == [
        "Table 1. Words spoke", "Figure 1. Words", "Table 2. Words spoke", "Figure 2. Words",
    ]  # fmt: skip
    fields = [one.get(qn("w:instr")).split()[1] for one in document.element.body.iter(qn("w:fldSimple"))]
    assert fields == ["Table", "Figure", "Table", "Figure"]


def test_word_has_real_styles_and_a_box_for_findings(tmp_path: Path) -> None:
    document = docx.Document(str(written(tmp_path, ".docx")))
    styles = {one.style.name for one in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Finding", "Finding Detail", "Quote"} <= styles
    assert {"List Bullet", "Evidence Field", "Figure", "toc 1", "toc 2"} <= styles
    box = next(one for one in document.paragraphs if one.style.name == "Finding")
    assert box.style.element.pPr.find(qn("w:pBdr")) is not None
    assert box.text == "Words Words" and box.runs[0].bold
    quotes = [one.text for one in document.paragraphs if one.style.name == "Quote"]
    assert quotes == ["● “Words” (Words) Words", "“Words” Words"]


def test_word_pictures_have_words_and_their_own_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, ".docx")
    document = docx.Document(str(path))
    found = list(document.element.body.iter(qn("wp:docPr")))
    assert [one.get("descr") for one in found] == ["Words", "Words"]
    assert len({one.get("id") for one in found}) == 2
    shapes = document.inline_shapes
    assert [(shape.width.mm, shape.height.mm) for shape in shapes] == [(80, 40), (80, 40)]
    with zipfile.ZipFile(path) as package:
        assert package.read("word/media/figure1.png") == blocks.png()


def test_word_turns_pages_and_back_with_one_footer(tmp_path: Path) -> None:
    sections = docx.Document(str(written(tmp_path, ".docx"))).sections
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]
    assert turned == [False, True, False]
    assert [section.page_width > section.page_height for section in sections] == turned
    assert "state 7" in sections[0].footer.paragraphs[0].text
    assert all(section.footer.is_linked_to_previous for section in list(sections)[1:])


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        if suffix == ".csv":
            continue
        first = written(tmp_path, suffix).read_bytes()
        second = written(tmp_path, suffix).read_bytes()
        if suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(tmp_path / f"report{suffix}") as package:
                parts = {name: package.read(name) for name in package.namelist()}
            written(tmp_path, suffix)
            with zipfile.ZipFile(tmp_path / f"report{suffix}") as package:
                assert {name: package.read(name) for name in package.namelist()} == parts
        else:
            assert first == second


def test_a_workbook_has_a_sheet_for_each_table_and_picture(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, ".xlsx"))
    assert book.sheetnames == ["About", "Words spoke", "Words", "Words spoke 2", "Words 2"]
    sheet = book["Words spoke"]
    assert [cell.value for cell in sheet[1]] == ["Words", "Informants", "Remark"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [3, "–", 3]
    assert len(book["Words"]._images) == 1


def test_json_holds_every_block_and_numbers_as_numbers(tmp_path: Path) -> None:
    found = json.loads(written(tmp_path, ".json").read_text(encoding="utf-8"))
    kinds = [one["type"] for one in found["blocks"]]
    assert kinds.count("table") == 2 and kinds.count("figure") == 2 and "finding" in kinds
    tables = [one for one in found["blocks"] if one["type"] == "table"]
    assert tables[0]["rows"][0] == ["Words", 3] and tables[0]["total"] == ["Words", 3]
    assert (found["report"], found["edition"]) == ("sample", "state 7")


def test_a_csv_file_is_the_one_table(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds one table"):
        written(tmp_path, ".csv")
    path = tmp_path / "one.csv"
    reports.write_blocks(of_blocks("one", "T", blocks.MADE_AT, "en", (Table(blocks.table()),)), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row[:2] for row in csv.reader(file)] == [
            ["Who", "Informants"], ["Who", "3"], ["Who", "–"], ["Who", "3"],
        ]  # fmt: skip


def test_the_page_numbers_tables_and_shows_pictures_without_fetching(tmp_path: Path) -> None:
    page = html.parse(str(written(tmp_path, ".html")), html.HTMLParser(encoding="utf-8")).getroot()
    assert [one.text_content() for one in page.iter("caption")] == [
        "Table 1. Words spoke",
        "Table 2. Words spoke",
    ]
    pictures = list(page.iter("img"))
    assert all(one.get("src").startswith("data:image/svg+xml;base64,") for one in pictures)
    assert [one.get("alt") for one in pictures] == ["Words", "Words"]


@pytest.mark.parametrize("payload", samples.markup_payloads())
def test_no_markup_payload_becomes_markup(tmp_path: Path, payload: str) -> None:
    plain = html.parse(str(written(tmp_path, ".html")), html.HTMLParser(encoding="utf-8")).getroot()
    path = written(tmp_path, ".html", payload, payload)
    page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    assert [one.tag for one in page.iter()] == [one.tag for one in plain.iter()]
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in ("action", "formaction", "data")
            if name in ("src", "href"):
                assert value.startswith(("data:image/svg+xml;base64,", "#part-"))
    assert clean(payload) in page.text_content()


@pytest.mark.parametrize(
    "text", ["]]> <w:p/> &amp; </w:t>", "{number} {caption}", "\x00\x1f\ud800 end", "a\nb\tc"]
)
def test_any_text_stays_text_in_word(tmp_path: Path, text: str) -> None:
    document = docx.Document(str(written(tmp_path, ".docx", text, text)))
    shown = clean(text)
    captions = [one for one in document.paragraphs if one.style.name == "Caption"]
    assert whole(captions[1]).replace("\n", "").replace("\t", "") == "Figure 1. " + re.sub(
        "[\n\t]", "", shown
    )
    assert document.core_properties.title == shown
    told = next(document.element.body.iter(qn("wp:docPr"))).get("descr")
    assert told == " ".join(shown.split())


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_no_formula_payload_is_a_formula(tmp_path: Path, suffix: str) -> None:
    payloads = samples.formula_payloads()
    assert len(payloads) == 120
    for payload in payloads:
        path = tmp_path / f"payload{suffix}"
        made = of_blocks("one", payload, blocks.MADE_AT, "en", (Table(blocks.table(payload, title=payload)),))
        reports.write_blocks(made, path)
        if suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path).worksheets:
                assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        else:
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.reader(file):
                    assert all(
                        not cell.strip(" \u00a0\u200b").startswith(tuple("=+-@\t\r\n＝＋－＠"))
                        for cell in row
                    )
