"""Quotes, findings and what follows from them: written, read back, anchored, and gone with their sources."""

import pytest
from evidence_rows import AT, START, fill_evidence_tables

from qualcoder_cg.domain.findings import EvidenceLink, Finding
from qualcoder_cg.services.documents import remove_documents
from qualcoder_cg.services.revisions import edit_text
from qualcoder_cg.storage import checking
from qualcoder_cg.storage.project import Project


@pytest.fixture
def held(project: Project, document_id: str) -> Project:
    fill_evidence_tables(project, document_id)
    return project


def test_values_come_back_as_they_were_written(held: Project) -> None:
    assert held.evidence.quotes.get("q1") == held.evidence.quotes.where("reason", "said in confidence")[0]
    assert held.evidence.quotes.get("q1").span.end == START + 30  # type: ignore[union-attr]
    assert [one.id for one in held.evidence.links.among("evidence_id", ["e1", "none"])] == ["l1"]
    assert held.evidence.findings.next_position("question_id", held.matrix.questions()[0].id) == 1
    assert held.evidence.chain.next_position() == 1
    assert held.evidence.quotes.get("none") is None


def test_what_hangs_on_a_document_goes_with_it_and_comes_back(held: Project) -> None:
    before = held.fingerprint()
    remove_documents(held, [held.evidence.quotes.all()[0].document_id])
    tables = held.evidence
    for table in (tables.quotes, tables.translations, tables.redactions, tables.items, tables.links):
        assert table.all() == []
    assert [one.id for one in tables.findings.all()] == ["f1"]
    held.undo()
    assert held.fingerprint() == before


def test_a_finding_takes_along_only_evidence_that_nothing_else_uses(held: Project) -> None:
    coder, question = held.coders.all()[0].id, held.matrix.questions()[0].id
    with held.step("Another"):
        held.evidence.findings.add(Finding("f2", question, "Also.", "", "", coder, 1, AT, AT))
        held.evidence.links.add(EvidenceLink("l2", "f2", "e1", "qualifies", "", None, 0))
    with held.step("Remove"):
        held.evidence.forget_findings(["f1"])
    assert [one.id for one in held.evidence.items.all()] == ["e1"]
    assert held.evidence.bases.all() == []
    with held.step("Remove"):
        held.evidence.forget_findings(["f2"])
    assert held.evidence.items.all() == []
    assert [one.id for one in held.evidence.quotes.all()] == ["q1"]


def test_quotes_and_redactions_follow_a_corrected_text(held: Project) -> None:
    quote = held.evidence.quotes.all()[0]
    text = held.documents.text(quote.document_id)
    words = text[quote.start : quote.end].strip()
    edit_text(held, quote.document_id, "Added. " + text)
    moved = held.evidence.quotes.all()[0]
    now = held.documents.text(quote.document_id)
    assert now[moved.start : moved.end] == words
    assert held.evidence.redactions.all()[0].start == START + 7
    assert not checking.problems(held, lambda *_: None)
