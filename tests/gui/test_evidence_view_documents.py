"""Quotes of secondary documents in the evidence view: cited with their page, counted as documents."""

from qualcoder_cg.domain.evidence import Excerpt
from qualcoder_cg.gui.evidence.quotes import Heading, counts_text, grouped, source_text


def quote(ref: str, kind: str = "document", **fields: str) -> Excerpt:
    """An excerpt with the fields that the list shows."""
    blank = dict.fromkeys(Excerpt._fields, "")
    values = {**blank, "ref": ref, "kind": kind, "paragraph": 4, "informants": (), "questions": (), **fields}
    return Excerpt(**values)  # type: ignore[arg-type]


def test_a_cited_document_stands_with_its_page() -> None:
    cited = quote("DOC-01", citation="Plan 2019", attribution="Plan 2019", page="12")
    assert source_text(cited, attributed=True) == "Plan 2019, p. 12"
    assert source_text(cited, attributed=False) == "DOC-01, p. 12"
    plain = quote("DOC-02", attribution="Design documents")
    assert source_text(plain, attributed=True) == "Design documents, DOC-02, ¶4"
    assert source_text(plain, attributed=False) == "DOC-02, ¶4"


def test_documents_are_counted_beside_informants() -> None:
    design = {"informant_type": "Design documents"}
    rows = grouped([quote("DOC-01", **design), quote("DOC-01", **design), quote("DOC-02", **design)])
    heading = rows[0]
    assert heading == Heading("Design documents", 3, 0, 2)
    assert isinstance(heading, Heading) and counts_text(heading) == "2 documents · 3 excerpts"
    assert counts_text(Heading("", 4, 2, 1)) == "2 informants · 1 document · 4 excerpts"
    assert counts_text(Heading("", 1, 0)) == "1 excerpt"
