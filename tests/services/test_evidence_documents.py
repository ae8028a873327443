"""Excerpts of secondary documents as evidence: page, citation, category, and counted as documents."""

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from evidence_recount import recount

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.documents import Page, Transcript, page_at
from qualcoder_cg.domain.evidence import Cell, Evidence
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, documents, evidence, sources
from qualcoder_cg.services.studies import Project

TEXT = "Cover\nThe plan names the women.\nNobody names the budget.\n"
FIRST, SECOND = TEXT.index("The plan"), TEXT.index("Nobody")
PAGES = (Page("11", FIRST), Page("12", SECOND))


@pytest.mark.parametrize(
    ("position", "label"),
    [(0, ""), (FIRST - 1, ""), (FIRST, "11"), (SECOND - 1, "11"), (SECOND, "12"), (999, "12")],
)
def test_a_place_has_the_page_that_began_last(position: int, label: str) -> None:
    assert page_at(PAGES, position) == label
    assert page_at((), position) == ""


@pytest.fixture
def study(project: Project) -> Iterator[Project]:
    """Two design documents, one of them with pages and a citation, and a report without a category."""
    read = [
        (Path(f"{name}.pdf"), Transcript(TEXT + name, format="pdf", language="en", pages=pages))
        for name, pages in (("Plan", PAGES), ("Logframe", ()), ("Report", ()))
    ]
    documents.add_transcripts(project, read, kind="document")
    plan, logframe, report = (one.id for one in project.documents.all()[1:])
    sources.add_preset(project)
    sources.describe(project, [plan, logframe], category="Design documents")
    sources.describe(project, [plan], citation="Programme document 2019")
    code = next(code.id for code in project.codes.all() if code.name == "Q4")
    for document in (plan, logframe, report):
        for start, end in ((FIRST, SECOND - 1), (SECOND, len(TEXT) - 1)):
            coding.apply_code(project, document_id=document, span=Span(start, end), code_id=code)
    yield project


def told(found: Evidence) -> list[tuple[str, str, str, str]]:
    """Page, citation, category and attribution of each excerpt."""
    return [(one.page, one.citation, one.informant_type, one.attribution) for one in found.excerpts()]


@pytest.mark.parametrize("level", ["type", "institution", "role"])
def test_an_excerpt_tells_its_page_and_how_its_document_is_cited(study: Project, level: str) -> None:
    design, cited = "Design documents", "Programme document 2019"
    assert told(evidence.build(study, level)) == [
        ("11", cited, design, cited),
        ("12", cited, design, cited),
        ("", "", design, design),
        ("", "", design, design),
        ("", "", "Document", "Document"),
        ("", "", "Document", "Document"),
    ]


def test_at_the_level_none_the_page_alone_is_told(study: Project) -> None:
    found = evidence.build(study, attribution.NONE)
    assert told(found) == [("11", "", "", ""), ("12", "", "", ""), *[("", "", "", "")] * 4]
    assert "Programme document" not in repr(list(found.excerpts())) and found.document_types == frozenset()


def test_documents_are_counted_by_category_and_stand_beside_informants(study: Project) -> None:
    found = evidence.build(study)
    assert found.types == ("Design documents", "Document") and found.document_types == set(found.types)
    assert found.table == {
        (3, "Design documents"): Cell(4, 0, 2),
        (3, "Document"): Cell(2, 0, 1),
    }
    assert found.totals[3] == Cell(6, 0, 3) and found.document_count == 3
    expected = recount(study)
    numbers = [question.number for question in found.questions]
    assert {(numbers[q], kind): astuple(cell) for (q, kind), cell in found.table.items()} == expected.table
    assert found.document_count == expected.documents
