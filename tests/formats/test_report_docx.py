"""The Word annex read back: its headings, quotes, table, properties and looks."""

import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import report_samples as samples
from docx.oxml.ns import qn
from lxml import etree

from qualcoder_cg import i18n
from qualcoder_cg.domain.report_table import Column, ReportTable
from qualcoder_cg.domain.report_table import row as table_row
from qualcoder_cg.formats import reports
from qualcoder_cg.formats.reports.docx_table import data_table
from qualcoder_cg.formats.reports.safe_text import clean


def written(tmp_path: Path, evidence: samples.Evidence) -> Any:
    path = tmp_path / "annex.docx"
    reports.write(evidence, path)
    return docx.Document(str(path))


def part(tmp_path: Path, name: str) -> Any:
    with zipfile.ZipFile(tmp_path / "annex.docx") as package:
        return etree.fromstring(package.read(name))


def texts(document: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_headings_follow_criteria_questions_and_types(tmp_path: Path) -> None:
    document = written(tmp_path, samples.evidence())
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name == "Title" or re.match(r"Heading \d", paragraph.style.name)
    ]
    assert found == [
        ("Title", "Care for All: final evaluation"),
        ("Heading 1", "Relevance and validity of design"),
        ("Heading 2", "Question 1. Does the design fit national policies? And local needs?"),
        ("Heading 3", "Agency"),
        ("Heading 3", "Partner institution"),
        ("Heading 3", "Workers"),
        ("Heading 3", "Type of informant not known"),
        ("Heading 2", "Question 2. Do the agencies complement one another?"),
        ("Heading 1", "Effectiveness"),
        ("Heading 2", "Question 7.1. Which outputs were delivered?"),
        ("Heading 3", "Agency"),
        ("Heading 3", "Partner institution"),
        ("Heading 1", "Coherence"),
        ("Heading 1", "Cross-cutting themes"),
        ("Heading 2", "Gender"),
        ("Heading 3", "Partner institution"),
        ("Heading 2", "Disability"),
        ("Heading 1", "Other codes"),
        ("Heading 2", "Loose end"),
        ("Heading 3", "Partner institution"),
        ("Heading 1", "Informants and excerpts by question"),
    ]


def test_quotes_stand_in_order_with_who_and_where(tmp_path: Path) -> None:
    document = written(tmp_path, samples.evidence())
    plan = "“The plan was ready before we were asked, number {}.” ({}, ¶{})".format
    assert texts(document, "Quote") == [
        plan(3, "Agency for Work, INT-01", 4),
        plan(2, "Institute of Care, INT-9", 3),
        plan(1, "Institute of Care, INT-10", 2),
        plan(8, "Institute of Care, GRP-01", 9),
        plan(7, "DOC-01", 8),
        plan(3, "Agency for Work, INT-01", 4),
        plan(4, "Institute of Care, INT-02", 5) + " [code: Childcare places]",
        plan(5, "Institute of Care, INT-02", 6),
        "“First line.\n\n\tSecond line.” (Institute of Care, INT-02, ¶7)",
    ]


def test_what_was_planned_and_what_is_missing_is_said(tmp_path: Path) -> None:
    document = written(tmp_path, samples.evidence())
    notes = texts(document, "Evidence Note")
    assert notes[:5] == [
        "Judgement criterion: The design answers a documented need.",
        "Indicators: Share of outputs tied to a policy; Needs named",
        "Planned sources: National plans; Interviews with partners",
        "Themes: Gender",
        "5 excerpts · 4 informants",
    ]
    assert "Questions with this theme: 1, 7.1" in notes
    assert texts(document, "Evidence Gap") == ["No coded quotes.", "No questions.", "No coded quotes."]
    about = texts(document, "Normal")
    assert "Sources are named by institution." in about
    assert "8 excerpts · 4 informants · 4 interviews · 1 institution" in about
    assert "Made on 2026-11-23 01:25." in about


def test_the_table_recounts_the_quotes(tmp_path: Path) -> None:
    evidence = samples.evidence()
    table = written(tmp_path, evidence).tables[0]
    cells, totals = samples.recount(list(evidence.excerpts()))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Question", "Agency", "Partner institution", "Workers", "Not known", "All"]
    for index, row in enumerate(rows[1:]):
        assert row[0] == f"{evidence.questions[index].number} {evidence.questions[index].short}"
        expected = [cells.get((index, name)) for name in evidence.types] + [totals.get(index)]
        assert row[1:] == [f"{cell.informants} ({cell.excerpts})" if cell else "0" for cell in expected]
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert table.style.name == "Evidence Table"


def test_a_passage_coded_twice_is_printed_once_with_its_codes(tmp_path: Path) -> None:
    alike = {"start": 0, "end": 50, "text": "The same words.", "paragraph": 1}
    quotes = [
        samples.excerpt(1, **alike),
        samples.excerpt(2, coder="Luis", **alike),
        samples.excerpt(3, code="Childcare", code_label="Childcare places", **alike),
        samples.excerpt(4, code="Loose end", code_label="Loose end", **alike),
        samples.excerpt(5, **{**alike, "end": 49}),
    ]
    document = written(tmp_path, samples.evidence(quotes))
    credit = "(Institute of Care, INT-02, ¶1)"
    assert texts(document, "Quote") == [
        f"“The same words.” {credit}",
        f"“The same words.” {credit} [code: Childcare places; Loose end]",
    ]


def test_without_attribution_there_are_no_types_anywhere(tmp_path: Path) -> None:
    document = written(tmp_path, samples.evidence(attribution="none"))
    assert texts(document, "Heading 3") == []
    assert texts(document, "Quote")[0].endswith(" (DOC-01, ¶8)")
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Question", "All"]


def test_many_types_get_pages_on_their_side(tmp_path: Path) -> None:
    quotes = [samples.excerpt(number, informant_type=f"Type {number}") for number in range(9)]
    document = written(tmp_path, samples.evidence(quotes))
    upright, wide = document.sections
    assert upright.page_width < upright.page_height
    assert wide.page_width > wide.page_height
    assert wide.footer.is_linked_to_previous
    body = list(document.element.body)
    turn = next(
        position for position, element in enumerate(body) if element.find(f".//{qn('w:sectPr')}") is not None
    )
    assert body[turn + 1].text == "Informants and excerpts by question"


def test_the_page_is_a4_with_title_date_and_page_number_below(tmp_path: Path) -> None:
    document = written(tmp_path, samples.evidence())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    footer = section.footer._element
    assert "Care for All: final evaluation · 2026-11-23 01:25" in "".join(footer.itertext())
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_properties_name_the_study_and_the_program_only(tmp_path: Path) -> None:
    properties = written(tmp_path, samples.evidence()).core_properties
    assert properties.title == "Care for All: final evaluation"
    assert (properties.author, properties.last_modified_by) == ("QualCoder CG", "QualCoder CG")
    assert properties.created.isoformat() == "2026-11-23T01:25:30+00:00"
    assert properties.modified == properties.created
    assert (properties.comments, properties.keywords, properties.subject) == ("", "", "")
    assert properties.language == "en"


def test_the_language_of_the_report_is_marked(tmp_path: Path) -> None:
    written(tmp_path, samples.evidence(language="es"))
    styles, settings = part(tmp_path, "word/styles.xml"), part(tmp_path, "word/settings.xml")
    assert styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "es-ES"
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == "es-ES"


def test_every_style_and_place_that_is_named_exists(tmp_path: Path) -> None:
    written(tmp_path, samples.evidence())
    body, styles = part(tmp_path, "word/document.xml"), part(tmp_path, "word/styles.xml")
    known = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    tags = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    assert {element.get(qn("w:val")) for element in body.iter(*tags)} <= known
    places = [place.get(qn("w:name")) for place in body.iter(qn("w:bookmarkStart"))]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert links == places
    assert len(set(places)) == len(places) == 12


def test_right_to_left_quotes_run_so(tmp_path: Path) -> None:
    quote = samples.excerpt(1, text="كان البرنامج جاهزًا.")
    document = written(tmp_path, samples.evidence([quote, samples.excerpt(2, text="Not this one: كان.")]))
    arabic, latin = (paragraph for paragraph in document.paragraphs if paragraph.style.name == "Quote")
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert arabic.runs[0]._r.rPr.find(qn("w:rtl")) is not None
    assert arabic.text == "“كان البرنامج جاهزًا.” \u200e(Institute of Care, INT-02, ¶2)\u200e"
    assert latin._p.pPr.find(qn("w:bidi")) is None


HOSTILE = [
    *samples.markup_payloads()[::10],
    *samples.formula_payloads()[::15],
    "]]> <w:p/> &amp; &#x0; </w:t>",
    "\x00\x01\x0b\x1f\x7f\x85 \ud83d \udc00 \uffff \ufffe",
    'family 👩‍👩‍👧, flag 🇲🇽, O\'Neill "the" «one»',
    "  leading, trailing and   inner spaces  ",
    "line\r\nline\rline\u2028line",
    "{0} {quote} %s {number} {caption}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_place(tmp_path: Path, text: str) -> None:
    document = written(tmp_path, samples.spoiled(text))
    shown = clean(text)
    credits = (f"({shown}, p. {shown})", f"({shown}, {shown}, ¶2)", f"({shown}, {shown}, ¶3)")
    codes = (f" [code: {shown}]", f" [code: {shown}]", "")
    assert texts(document, "Heading 1")[0] == shown
    assert texts(document, "Heading 2")[0] == f"Question {shown}. {shown}"
    assert texts(document, "Quote") == [
        f"“{shown}” {credit}{code}" for credit, code in zip(credits, codes, strict=True)
    ]
    assert document.core_properties.title == shown


def test_a_huge_quote_and_a_huge_title_are_written(tmp_path: Path) -> None:
    quote = samples.excerpt(1, text="word " * 200_000)
    document = written(tmp_path, samples.evidence([quote], title="T" * 5000))
    assert len(texts(document, "Quote")[0]) > 1_000_000
    assert texts(document, "Title") == ["T" * 5000]


def test_the_frame_is_in_the_language_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spanish = {"“{quote}”": "«{quote}»", "Question {number}. {text}": "Pregunta {number}. {text}"}
    monkeypatch.setattr(i18n._current, "gettext", lambda message: spanish.get(message, message))
    document = written(tmp_path, samples.evidence())
    assert texts(document, "Heading 2")[1] == "Pregunta 2. Do the agencies complement one another?"
    assert texts(document, "Quote")[0].startswith("«The plan was ready before we were asked, number 3.»")


def test_a_wide_table_takes_smaller_letters_before_it_breaks_a_word() -> None:
    headings = ("No.", "Question", "Methods", "Implementation", "Publications of the dialogue", "Strength")
    long = "A question of some length that has to be broken over several lines of its cell."
    styles = {"EvidenceCell": "c", "EvidenceTable": "t"}
    for times, letters in ((1, 15), (3, 13)):
        columns = tuple(Column(heading) for heading in headings * times)
        table = ReportTable(
            "t", "T", columns, (table_row(*("1", long, "–", "1", "2", "3") * times),), wide=True
        )
        written = "".join(data_table(table, 14000, styles, small=True))
        widths = [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"', written)]
        size = int(re.findall(r'<w:sz w:val="(\d+)"', written)[0])
        assert sum(widths) == 14000 and size == letters
        # bold letters are about six tenths as wide as they are high; 100 are the sides of a cell
        for heading, width in zip(headings * times, widths, strict=True):
            assert width - 100 >= max(map(len, heading.split())) * size * 10 * 0.55
