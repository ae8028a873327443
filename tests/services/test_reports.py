"""The reports of the sample study: every format read back, every number counted again by plain SQL."""

import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import docx
import office
import openpyxl
import pytest
from evidence_recount import recount

from qualcoder_cg import i18n
from qualcoder_cg.domain.report_blocks import FindingBox, Heading, Quote
from qualcoder_cg.errors import UserError
from qualcoder_cg.progress import silent
from qualcoder_cg.services import disclosure, report_checks, reports, sample
from qualcoder_cg.services.beside import beside
from qualcoder_cg.services.limitations import limitations
from qualcoder_cg.services.report_choices import Choice, last_choice, last_report, remember
from qualcoder_cg.services.report_preview import preview
from qualcoder_cg.services.reports import Options
from qualcoder_cg.services.studies import Project

EVERY = [(kind.name, suffix) for kind in reports.reports() for suffix in kind.suffixes]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


@pytest.fixture(scope="module")
def files(study: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report in every format."""
    folder = tmp_path_factory.mktemp("reports")
    for name, suffix in EVERY:
        path = folder / f"{name}{suffix}"
        reports.export_report(study, name, path, Options(), accepted="a test")
    return folder


def sql(study: Project, query: str, *values: Any) -> list[Any]:
    return study.connection.execute(query, values).fetchall()


def annex(study: Project, **options: Any) -> list[Any]:
    made = reports.make(study, "evidence-annex", Options(**options))
    assert made.blocks
    return list(made.blocks.blocks(silent))


def test_every_file_is_there_and_names_nobody(study: Project, files: Path) -> None:
    assert {path.name for path in files.iterdir()} == {f"{name}{suffix}" for name, suffix in EVERY}
    names = [row[0] for row in sql(study, "SELECT DISTINCT name FROM document")]
    assert names
    for path in files.iterdir():
        parts = [path.read_bytes()]
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as package:
                parts = [package.read(name) for name in package.namelist()]
        assert not any(name.encode() in part for name in names for part in parts)


def test_the_annex_has_a_box_for_each_finding_under_its_question(study: Project) -> None:
    stored = sql(
        study,
        "SELECT q.number, f.id FROM finding f JOIN question q ON q.id = f.question_id"
        " JOIN criterion c ON c.id = q.criterion_id ORDER BY c.position, q.position, f.position, f.id",
    )
    under, boxes = "", []
    for block in annex(study):
        if isinstance(block, Heading) and block.level == 2:
            under = re.sub(r"^Question (\S+)\. .*", r"\1", block.text, flags=re.DOTALL)
        if isinstance(block, FindingBox):
            boxes.append((under, block.number))
    place: Counter[str] = Counter()
    expected = []
    for number, _id in stored:
        place[number] += 1
        expected.append((number, f"F{number}.{place[number]}"))
    assert boxes == expected and len(boxes) >= 10


def test_the_sources_of_a_finding_are_counted_as_by_hand(study: Project) -> None:
    boxes = {block.number: block for block in annex(study) if isinstance(block, FindingBox)}
    kinds = dict(sql(study, "SELECT id, kind FROM document"))
    for block in boxes.values():
        number = block.number.removeprefix("F").rpartition(".")[0]
        place = int(block.number.rpartition(".")[2]) - 1
        finding = sql(
            study,
            "SELECT f.id FROM finding f JOIN question q ON q.id = f.question_id WHERE q.number = ?"
            " ORDER BY f.position, f.id",
            number,
        )[place][0]
        linked = sql(
            study,
            "SELECT e.kind, ifnull(q.document_id, e.document_id), e.id FROM finding_evidence l"
            " JOIN evidence_item e ON e.id = l.evidence_id LEFT JOIN quote q ON q.id = e.quote_id"
            " WHERE l.finding_id = ? AND l.bearing <> 'contradicts'",
            finding,
        )
        documents = {document for _kind, document, _id in linked if kinds.get(document) == "document"}
        found = re.search(r"(\d+) documents?", block.sources)
        assert (int(found[1]) if found else 0) == len(documents)


def test_every_quote_is_printed_once_under_each_question(study: Project) -> None:
    counted = recount(study)
    under, quotes = "", Counter[str]()
    seen: Counter[tuple[str, str, str]] = Counter()
    for block in annex(study):
        if isinstance(block, Heading) and block.level == 2:
            under = re.sub(r"^Question (\S+)\. .*", r"\1", block.text, flags=re.DOTALL)
        if isinstance(block, Quote):
            seen[under, block.text, block.credit] += 1
    for number, _text, _credit in seen:
        quotes[number] += 1
    for number, (excerpts, _people, _documents) in counted.totals.items():
        assert quotes[number] >= excerpts


def test_options_choose_the_quotes(study: Project) -> None:
    def quotes(**options: Any) -> list[Quote]:
        return [block for block in annex(study, **options) if isinstance(block, Quote)]

    everything = quotes()
    key = sql(
        study,
        "SELECT count(*) FROM (SELECT DISTINCT document_id, start_cp, end_cp FROM coding WHERE is_key)",
    )
    only_key = quotes(only_key=True, rest=True)
    assert 0 < len(only_key) < len(everything) and key[0][0] > 0
    assert len(quotes(rest=False)) < len(everything)
    assert len(quotes(most=1)) < len(everything)
    assert all(re.fullmatch(r"\([^,¶]*\)|", quote.credit) for quote in quotes(ids=False, level="type"))


def test_the_report_speaks_its_language_and_the_window_its_own(study: Project, tmp_path: Path) -> None:
    reports.export_report(
        study, "sources", tmp_path / "s.docx", Options(language="es", charts=False), accepted="x"
    )
    document = docx.Document(str(tmp_path / "s.docx"))
    assert any("Personas entrevistadas" in one.text for one in document.paragraphs)
    assert i18n.language() == "en" and i18n._("Export") == "Export"


def test_the_workbook_has_the_sheets_and_every_coding(study: Project, files: Path) -> None:
    book = openpyxl.load_workbook(files / "evidence-matrix.xlsx", read_only=True)
    assert book.sheetnames == [
        "About", "Matrix", "Evidence", "Findings", "Evidence of findings", "Triangulation",
        "Questions x types",
        "Informants", "Interviews", "Surveys", "Documents", "Chain", "Codebook", "Consistency", "Decisions",
    ]  # fmt: skip
    rows = list(book["Evidence"].iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {row[0] for row in sql(study, "SELECT id FROM coding")}
    interviews = list(book["Interviews"].iter_rows(min_row=2, values_only=True))
    stored = sql(
        study,
        "SELECT i.code, count(DISTINCT c.document_id || c.start_cp || '-' || c.end_cp) FROM interview i"
        " LEFT JOIN document d ON d.interview_id = i.id LEFT JOIN coding c ON c.document_id = d.id"
        " GROUP BY i.id",
    )
    assert {(row[0], row[-1]) for row in interviews if row[-1] is not None} == set(stored)
    assert len(list(book["Findings"].iter_rows(min_row=2, values_only=True))) >= 10


def test_the_codebook_counts_passages(study: Project, files: Path) -> None:
    sheet = openpyxl.load_workbook(files / "codebook.xlsx")["Codebook"]
    counted = {row[0]: row[-1] for row in sheet.iter_rows(min_row=2, values_only=True) if row[-1] is not None}
    stored = sql(
        study,
        "SELECT k.name, count(DISTINCT c.document_id || ' ' || c.start_cp || ' ' || c.end_cp)"
        " FROM code k LEFT JOIN coding c ON c.code_id = k.id GROUP BY k.id",
    )
    assert counted == dict(stored)


def test_the_numbers_of_the_limitations_are_those_of_the_file(study: Project) -> None:
    found = {one.name: one for one in limitations(study, "type")}
    held = {
        row[0]
        for row in sql(study, "SELECT DISTINCT interview_id FROM document WHERE interview_id IS NOT NULL")
    }
    rows = sql(study, "SELECT id, status FROM interview")
    status = Counter(state for key, state in rows if key not in held and state != "held")
    numbers = found["interviews"].numbers
    assert numbers["planned"] == len(rows)
    assert numbers["not_held"] == sum(status[one] for one in ("declined", "no reply", "could not attend"))
    assert all(numbers[one] == status[one] for one in ("declined", "no reply", "could not attend"))
    sent, answered = sql(study, "SELECT sent, answered FROM survey")[0]
    assert (found["survey-1"].numbers["sent"], found["survey-1"].numbers["answered"]) == (sent, answered)
    assert "24 of 52 people asked (46 %)" in found["survey-1"].text
    quoted = sql(
        study,
        "SELECT count(DISTINCT f.question_id) FROM finding f JOIN finding_evidence l ON l.finding_id = f.id"
        " JOIN evidence_item e ON e.id = l.evidence_id JOIN quote q ON q.id = e.quote_id"
        " JOIN document d ON d.id = q.document_id WHERE d.kind IN ('interview', 'group')",
    )[0][0]
    questions = sql(study, "SELECT count(*) FROM question")[0][0]
    assert found["unquoted"].numbers == {"n": questions - quoted, "total": questions}
    for one in found.values():
        digits = set(map(int, re.findall(r"\d+", one.text)))
        assert set(one.numbers.values()) - {0} <= digits


def test_the_dump_counts_what_the_annex_counts(study: Project, files: Path) -> None:
    dumped = json.loads((files / "data.json").read_text(encoding="utf-8"))
    assert len(dumped["excerpts"]) == sql(study, "SELECT count(*) FROM coding")[0][0]
    assert len(dumped["findings"]) == sql(study, "SELECT count(*) FROM finding")[0][0]
    assert len(dumped["chain"]) == sql(study, "SELECT count(*) FROM chain_item")[0][0]
    assert sum(len(one["evidence"]) for one in dumped["findings"]) == sql(
        study, "SELECT count(*) FROM finding_evidence")[0][0]  # fmt: skip


def test_forms_stand_a_page_each_word_for_word(study: Project, files: Path) -> None:
    document = docx.Document(str(files / "forms.docx"))
    texts = {one.text for one in document.paragraphs}
    items = sql(study, "SELECT id, text FROM chain_item WHERE kind IN ('lesson', 'practice')")
    assert items and all(text in texts for _id, text in items)
    fields = sql(study, "SELECT value FROM chain_field WHERE item_id IN"
                        " (SELECT id FROM chain_item WHERE kind IN ('lesson', 'practice'))")  # fmt: skip
    assert all(value in texts for (value,) in fields if value)
    breaks = [one for one in document.element.body.iter() if one.tag.endswith("}br")]
    assert len(breaks) == len(items) - 1


def test_quotes_that_point_at_few_are_not_written_without_a_reason(study: Project, tmp_path: Path) -> None:
    with pytest.raises(disclosure.Refused) as refused:
        reports.export_report(study, "evidence-annex", tmp_path / "a.docx", Options())
    assert refused.value.risks and not (tmp_path / "a.docx").exists()
    reports.export_report(study, "codebook", tmp_path / "c.md", Options())
    reports.export_report(study, "evidence-annex", tmp_path / "a.docx", Options(), accepted="agreed")
    last = [entry.what for entry in study.activity(2)]
    assert any("too few people" in what for what in last)


@pytest.mark.parametrize(
    ("name", "file", "options", "message"),
    [
        ("nothing", "a.docx", Options(), "There is no report nothing."),
        ("evidence-matrix", "a.docx", Options(), "cannot be written to .docx"),
        ("codebook", "a.pdf", Options(), "cannot be written to .pdf"),
        ("codebook", "a.md", Options(level="all"), "all is not an attribution level."),
        ("codebook", "a.md", Options(language="fr"), "no reports in the language fr"),
        ("codebook", "a.md", Options(most=-1), "cannot be the most quotes"),
    ],
)
def test_what_cannot_be_written(
    study: Project, tmp_path: Path, name: str, file: str, options: Options, message: str
) -> None:
    with pytest.raises(UserError, match=re.escape(message)):
        reports.export_report(study, name, tmp_path / file, options)
    assert list(tmp_path.iterdir()) == []


def test_a_preview_begins_as_the_file_does(study: Project) -> None:
    for kind in reports.reports():
        shown = preview(study, kind.name, Options(charts=False))
        made = reports.make(study, kind.name, Options(charts=False))
        if made.blocks:
            whole = [
                one for one in made.blocks.blocks(silent) if type(one).__name__ not in ("Contents", "Section")
            ]
            same = list(islice(whole, len(shown.blocks)))
            assert [type(one) for one in shown.blocks] == [type(one) for one in same]
            assert shown.whole == (len(whole) == len(shown.blocks))


def test_checks_name_what_is_open(study: Project) -> None:
    found = {one.name: one for one in report_checks.checks(study, "evidence-matrix", Options())}
    questions = sql(study, "SELECT count(*) FROM question WHERE id NOT IN (SELECT question_id FROM finding)")
    assert found["no-finding"].n == questions[0][0]
    assert found["unconfirmed"].n == sql(study, "SELECT count(*) FROM finding WHERE grade = ''")[0][0]
    assert found["risks"].n == len(disclosure.check(study, "type"))
    assert not report_checks.checks(study, "limitations", Options())


def test_a_study_without_findings_gives_every_report(project: Project, tmp_path: Path) -> None:
    for name, suffix in EVERY:
        reports.export_report(project, name, tmp_path / f"{name}{suffix}", Options(), accepted="x")


def test_the_study_is_read_beside_the_window(study: Project) -> None:
    coder = study.coders.all()[0]
    study.see_only([coder.id])
    try:
        with beside(study).opened() as other:
            assert other.seen_coders == frozenset([coder.id])
            assert sum(1 for _one in other.seen.walk()) == sum(1 for _one in study.seen.walk())
    finally:
        study.see_only(None)


def test_choices_are_remembered_for_each_report(study: Project, tmp_path: Path) -> None:
    assert last_choice(study, "codebook") == Choice(Options())
    chosen = Choice(Options(level="none", most=3, language="es"), ".html", str(tmp_path))
    remember(study, "codebook", chosen)
    assert last_choice(study, "codebook") == chosen and last_report(study) == "codebook"
    assert last_choice(study, "chain") == Choice(Options())


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_libreoffice_opens_every_file_and_reads_the_same(files: Path, tmp_path: Path, suffix: str) -> None:
    if not office.opens(suffix):
        pytest.skip("LibreOffice is not installed for these files")
    profile = (tmp_path / "profile").as_uri()
    command = [str(office.PROGRAM), f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    form = suffix[1:]
    sources = sorted(files.glob(f"*{suffix}"))
    subprocess.run(
        [*command, form, "--outdir", tmp_path / form, *sources],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for source in sources:
        other = tmp_path / form / source.name
        if suffix == ".docx":
            ours, theirs = docx.Document(str(source)), docx.Document(str(other))
            for style in ("Title", "Heading 1", "Heading 2", "Heading 3", "Quote"):
                assert words(ours, style) == words(theirs, style), (source.name, style)
            assert [cells(one) for one in ours.tables] == [cells(one) for one in theirs.tables]
            assert len(ours.inline_shapes) == len(theirs.inline_shapes)
        else:
            ours, theirs = openpyxl.load_workbook(source), openpyxl.load_workbook(other)
            assert ours.sheetnames == theirs.sheetnames
            for sheet in ours.worksheets:
                assert values(sheet) == values(theirs[sheet.title]), (source.name, sheet.title)


def words(document: Any, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == style and one.text]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def values(sheet: Any) -> list[list[Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    kept = [[str(cell) for cell in row if cell not in (None, "")] for row in rows]
    return [row for row in kept if row]
