"""What to decide next: ordered by what the study gains, the reason in words; nothing hidden leaks."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import REJECTED, Suggestion
from qualcoder_cg.errors import Cancelled
from qualcoder_cg.services import codebook, coding, nothing_here, suggestion_queue, suggestions
from qualcoder_cg.services.documents import import_files
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.suggestion_queue import Known, benefit, lack, queue, why

Ids = dict[str, str]
OTHER = """E1: Who pays the promoters?
KII-02: The municipality pays the promoters from the rent. Then the radio told people about the promoters.
"""


def _suggested(score: float, document_id: str = "d") -> Suggestion:
    return Suggestion(document_id, 0, 10, "c", score, "keywords", "")


def _known(informants: int, *documents: str, kinds: int = 1) -> Known:
    return Known(informants, frozenset(map(str, range(kinds))), frozenset(documents))


@pytest.fixture
def offering(project: Project, code_ids: Ids, tmp_path: Path) -> Project:
    """A study where a keyword speaks for passages of two documents."""
    for name in ("Q14", "Q20"):
        terms = {"en": ("promoters", "technical table", "affiliated")}
        codebook.describe_code(project, code_ids[name], keywords=terms)
    source = tmp_path / "KII-02.txt"
    source.write_text(OTHER, encoding="utf-8")
    import_files(project, [source], language="en")
    return project


def test_benefit_grows_with_chance_and_with_what_the_code_lacks() -> None:
    fresh, few, many = suggestion_queue.NOTHING_KNOWN, _known(1, "x"), _known(30, "d", kinds=3)
    assert benefit(_suggested(0.9), fresh) > benefit(_suggested(0.6), fresh)
    assert benefit(_suggested(0.8), fresh) > benefit(_suggested(0.8), few) > benefit(_suggested(0.8), many)
    assert lack(fresh, "d") == 1 and 0 < lack(many, "d") < 0.15
    # Where nothing is lacking what is unsure comes first: more is learned from it.
    assert benefit(_suggested(0.5), many) > benefit(_suggested(0.95), many)
    assert benefit(_suggested(1.0), fresh) == pytest.approx(0.8)
    assert benefit(_suggested(0.5), fresh) == pytest.approx(0.8 * 0.5 + 0.2)


def test_the_reason_is_in_words() -> None:
    assert why(_suggested(0.9), suggestion_queue.NOTHING_KNOWN) == "Nothing under it yet"
    assert why(_suggested(0.9), _known(2, "x")) == "2 informants so far"
    assert why(_suggested(0.9), _known(1, "x")) == "1 informant so far"
    assert why(_suggested(0.9), _known(9, "x", kinds=2)) == "None in this document yet"
    assert why(_suggested(0.9), _known(9, "d")) == "One kind of source so far"
    assert why(_suggested(0.9), _known(0, "d", kinds=2)) == "In 1 document so far"
    assert why(_suggested(0.5), _known(9, "d", kinds=3)) == "Unsure: teaches most"


def test_it_goes_across_documents_best_first_and_changes_nothing(offering: Project, code_ids: Ids) -> None:
    before = offering.fingerprint()
    found = queue(offering)
    assert {one.suggestion.document_id for one in found} == {d.id for d in offering.documents.all()}
    assert [one.benefit for one in found] == sorted((one.benefit for one in found), reverse=True)
    assert found == queue(offering)
    assert queue(offering, limit=2) == found[:2]
    only = queue(offering, codes=frozenset([code_ids["Q20"]]))
    assert {one.suggestion.code_id for one in only} == {code_ids["Q20"]}
    assert offering.fingerprint() == before
    for one in found:
        turns = offering.documents.turns(one.suggestion.document_id)
        questions = [Span(turn.start, turn.end) for turn in turns if turn.role == "interviewer"]
        assert questions and not any(one.suggestion.span.overlaps(span) for span in questions)


def test_what_was_decided_is_never_offered_again(offering: Project) -> None:
    first, *_rest = queue(offering)
    suggestions.decide(offering, first.suggestion, REJECTED)
    same = [one for one in queue(offering) if one.suggestion.code_id == first.suggestion.code_id]
    assert not any(
        one.suggestion.document_id == first.suggestion.document_id
        and one.suggestion.span.overlaps(first.suggestion.span)
        for one in same
    )
    other = queue(offering)[0].suggestion
    nothing_here.nothing_here(offering, other.document_id, other.span)
    assert not any(
        one.suggestion.document_id == other.document_id and one.suggestion.span.is_mostly(other.span)
        for one in queue(offering)
    )


def test_who_codes_blind_sees_the_queue_as_if_nobody_else_had_coded(offering: Project, code_ids: Ids) -> None:
    blank = {one.id: one for one in offering.coders.all()}
    offering.see_only([])
    alone = queue(offering)
    offering.see_only(None)
    offering.coder_name = "Second"
    for document in offering.documents.all():
        text = offering.documents.text(document.id)
        for words in ("The technical table", "The municipality pays"):
            if words in text:
                at = text.index(words)
                span = Span(at, at + len(words) + 20)
                coding.apply_code(offering, document_id=document.id, span=span, code_id=code_ids["Q14"])
                nothing_here.nothing_here(offering, document.id, Span(at + 30, at + 60))
    assert queue(offering) != alone
    offering.see_only(blank)
    assert queue(offering) == alone


def test_it_can_be_cancelled(offering: Project) -> None:
    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        queue(offering, progress=stop)
