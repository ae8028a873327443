"""The quotes of a query as an export: its rows, its counts, what it says of its limits, and whom it risks."""

import csv
import html
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.evidence import Evidence
from qualcoder_cg.domain.queries import Query
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import disclosure, evidence, quotes, register, reports, retrieval, sample, studies
from qualcoder_cg.services.query_names import query_by_names
from qualcoder_cg.services.studies import Project

QUERIES: dict[str, dict[str, tuple[str, ...]]] = {
    "a question": {"questions": ("11",)},
    "how it bears": {"questions": ("11", "12"), "polarities": ("contradicts", "qualifies")},
    "a theme": {"themes": ("gender",)},
    "a type": {"types": ("Seasonal workers",)},
    "a coder and a criterion": {"criteria": ("Effectiveness",), "key": ("yes",)},
    "documents": {"kinds": ("document",)},
    "overlapping codes": {"together": ("Q5", "Q9")},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.qcg"
    sample.build_sample(path).close()
    return path.read_bytes()


@pytest.fixture
def study(made: bytes, tmp_path: Path) -> Iterator[Project]:
    path = tmp_path / "study.qcg"
    path.write_bytes(made)
    project = studies.open_project(path)
    yield project
    project.close()


def places(project: Project, built: Evidence) -> set[tuple[str, int, int]]:
    """The passages of the rows, looked up by the ids of their codings."""
    return {
        project.connection.execute(
            "SELECT document_id, start_cp, end_cp FROM coding WHERE id = ?", [one.id]
        ).fetchone()
        for one in built.excerpts()
    }


@pytest.mark.parametrize("names", QUERIES.values(), ids=QUERIES.keys())
def test_rows_and_counts_are_those_of_the_query(study: Project, names: dict[str, tuple[str, ...]]) -> None:
    query = query_by_names(study, names)
    found = retrieval.retrieve(study, query)
    built = evidence.build(study, query=query)
    assert built.withheld == 0 and 0 < len(found.passages) < evidence.build(study).excerpt_count
    assert places(study, built) == set(map(tuple, found.passages))
    assert (
        built.excerpt_count,
        built.informant_count,
        built.institution_count,
        built.interview_count,
        built.document_count,
    ) == (
        found.counts.excerpts,
        found.counts.informants,
        found.counts.institutions,
        found.counts.interviews,
        found.counts.documents,
    )


def test_other_codings_of_a_passage_stay_out(study: Project) -> None:
    query = query_by_names(study, {"polarities": ("contradicts",)})
    assert {one.polarity for one in evidence.build(study, query=query).excerpts()} == {"contradicts"}
    query = query_by_names(study, {"questions": ("11",)})
    built = evidence.build(study, query=query)
    (eleven,) = {index for index, one in enumerate(built.questions) if one.number == "11"}
    assert all(eleven in one.questions for one in built.excerpts())


def test_what_is_withheld_is_neither_printed_nor_counted(study: Project) -> None:
    query = query_by_names(study, {"questions": ("11",)})
    before = retrieval.retrieve(study, query).counts
    silent = next(person for person in study.informants.all() if person.code == "KII-01")
    register.set_cells(study, "informant", [(silent.id, "consent", "record")])
    hers = retrieval.retrieve(study, query_by_names(study, {"questions": ("11",), "informants": ("KII-01",)}))
    for counts in (True, False):
        built = evidence.build(study, query=query, counts=counts)
        assert built.withheld == hers.counts.excerpts > 0
    built = evidence.build(study, query=query)
    assert built.excerpt_count == before.excerpts - built.withheld
    assert built.informant_count == before.informants - 1
    assert not places(study, built) & set(map(tuple, hers.passages))


def read(path: Path) -> str:
    """Everything a file says."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
        )
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            body = package.read("word/document.xml").decode()
        return html.unescape(re.sub("<[^>]+>", "", body.replace("</w:p>", "\n")))
    text = path.read_text(encoding="utf-8-sig")
    return html.unescape(re.sub("<[^>]+>", "", text)) if path.suffix == ".html" else text


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".html", ".md", ".json"])
def test_each_format_has_these_quotes_and_says_the_limits(
    study: Project, tmp_path: Path, suffix: str
) -> None:
    query = query_by_names(study, {"questions": ("11",), "types": ("Seasonal workers",)})
    target = tmp_path / f"quotes{suffix}"
    reports.export_evidence(study, target, query=query, accepted="Everybody agreed")
    built = evidence.build(study, query=query)
    said = read(target)
    assert "Export quotes of a query to {file}" in [one.what for one in study.activity(2)]
    if suffix != ".csv":
        assert "Affiliation, care" in said and "Type of informant: Seasonal workers" in said.replace("\\", "")
    if suffix == ".csv":
        rows = list(csv.DictReader(said.splitlines()))
        assert [row["Id"] for row in rows] == [one.id for one in built.excerpts()]
    elif suffix == ".json":
        data = json.loads(said)
        assert [one["id"] for one in data["excerpts"]] == [one.id for one in built.excerpts()]
        assert data["counts"]["excerpts"] == built.excerpt_count
        assert data["limits"] == list(built.limits)
    elif suffix == ".xlsx":
        book = load_workbook(target)
        assert "Only the quotes that a query finds" in str([row[0].value for row in book["About"]])
        assert [row[0].value for row in book["Evidence"]][1:] == [one.id for one in built.excerpts()]
        numbers = [row[0].value for row in book["Questions x types"]][1:]
        assert numbers == [built.questions[index].number for index in sorted(built.totals)]
    else:
        plain = said.replace("\\", "")
        assert "No coded quotes" not in plain and "Question 11." in plain and "Question 1." not in plain
        passages = {" ".join(one.text.split()) for one in built.excerpts()}
        assert all(text[:40] in " ".join(plain.replace("> ", "").split()) for text in passages)


def test_a_query_without_limits_is_the_whole_annex(study: Project, tmp_path: Path) -> None:
    for name, query in (("all", Query()), ("annex", None)):
        reports.export_evidence(study, tmp_path / f"{name}.csv", query=query, accepted="Agreed")
    assert (tmp_path / "all.csv").read_bytes() == (tmp_path / "annex.csv").read_bytes()
    assert "Export quotes of a query to {file}" not in [one.what for one in study.activity()]


def test_only_what_is_found_is_checked(study: Project, tmp_path: Path) -> None:
    query = query_by_names(study, {"questions": ("11",)})
    found = set(map(tuple, retrieval.retrieve(study, query).passages))
    risks = reports.evidence_risks(study, attribution.ROLE, suffix=".csv", query=query)
    everything = disclosure.check(study, attribution.ROLE)
    assert {one.passage for one in risks} == {one.passage for one in everything} & found != set()
    with pytest.raises(disclosure.Refused):
        reports.export_evidence(study, tmp_path / "quotes.csv", level=attribution.ROLE, query=query)
    assert not (tmp_path / "quotes.csv").exists()


def test_limits_say_no_more_of_anybody_than_the_quotes(study: Project) -> None:
    person = next(
        one for one in study.informants.all() if one.institution and one.place and one.code == "KII-01"
    )
    names: dict[str, tuple[str, ...]] = {
        "institutions": (person.institution,),
        "places": (person.place,),
        "sexes": (person.sex,),
        "informants": (person.code,),
        "types": (person.type,),
    }
    query = query_by_names(study, names)

    def said(level: str) -> str:
        return " · ".join(evidence.build(study, level, query=query).limits)

    values = [person.institution, person.place, person.sex, person.code, person.type]
    shown = {level: [value in said(level) for value in values] for level in attribution.LEVELS}
    assert shown["none"] == shown["category"] == [False] * 5
    assert shown["type"] == [False, False, False, True, True]
    assert shown["institution"] == [True, False, False, True, True]
    assert shown["role"] == shown["name"] == [True, False, True, True, True]
    # one quote is told less closely: what holds for all of them must not be told either
    passage = retrieval.retrieve(study, query).passages[0]
    quote = quotes.quote_of(study, passage.document_id, Span(passage.start, passage.end))
    quotes.set_level(study, [quote.id], "category", "points at one person")
    assert [value in said("role") for value in values] == [False] * 5


def test_names_are_taken_out_of_limits(study: Project) -> None:
    document = study.documents.all()[0]
    (limit,) = evidence.build(study, query=Query(documents=frozenset([document.id]))).limits
    assert limit == f"Document: {document.code}"
    coder = study.coders.all()[0]
    (limit,) = evidence.build(study, query=Query(coders=frozenset([coder.id]))).limits
    assert limit == f"Coder: {coder.initials}"
    known = study.evidence.names.all()[0].name
    (limit,) = evidence.build(study, query=Query(words=known)).limits
    assert known not in limit and limit.startswith("Words: ") and "[" in limit
