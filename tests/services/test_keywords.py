"""Keywords of codes: changing them, what they hit, how often they were right, what might be added."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import SUGGESTED
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import REJECTED, NothingHere, Suggestion
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.matrices.rows import terms
from qualcoder_cg.services import (
    codebook,
    coding,
    documents,
    keyword_proposals,
    keywords,
    names,
    studies,
    suggestions,
)
from qualcoder_cg.services.keywords import NOT_SO, OPEN, OTHERWISE, SO, Key
from qualcoder_cg.services.studies import Project

PATTERN = '[{"LEMMA": "pay"}, {"OP": "?"}, {"LEMMA": "wage"}]'
SAID = (
    "Interviewer: What of the contracts and wages?\n"
    "KII-01: Nobody gave us a written contract that year. Some of the contracts were signed late in May. "
    "The garden was green that spring. A contract is only paper, they used to say. "
    "Without contracts there is no pension at all.\n"
)
MORE = (
    "Interviewer: And the pension?\n"
    "KII-02: The labour inspectors promised contracts to all of us. "
    "Labour inspectors came twice, said Teresa. "
    "A labour inspector is paid by the state, said Teresa. The river was high that year.\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    made = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    for name, text in (("one.txt", SAID), ("two.txt", MORE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.import_files(made, [tmp_path / name], language="en")
    yield made
    made.close()


def sentence(study: Project, words: str) -> tuple[str, Span]:
    """The sentence that begins with these words."""
    for document in study.documents.all():
        text = study.documents.text(document.id)
        if words in text:
            start = text.index(words)
            return document.id, Span(start, text.index(".", start) + 1)
    raise AssertionError(words)


def code(study: Project, words: str, code_id: str, **more: str) -> str:
    document_id, span = sentence(study, words)
    return coding.apply_code(study, document_id=document_id, span=span, code_id=code_id, **more).id


def id_of(study: Project, name: str) -> str:
    return next(code.id for code in study.codes.all() if code.name == name)


def test_adding_changing_and_removing_a_keyword_are_steps_of_their_own(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    assert keywords.add_keyword(study, made.id, "en", "  written   contract ") == "written contract"
    keywords.add_keyword(study, made.id, "es", PATTERN)
    assert keywords.change_keyword(study, made.id, "en", "written contract", "contract*") == "contract*"
    assert codebook.get_code(study, made.id).keywords == {"en": ("contract*",), "es": (PATTERN,)}
    keywords.remove_keyword(study, made.id, "", PATTERN)
    assert codebook.get_code(study, made.id).keywords == {"en": ("contract*",)}
    study.undo()
    assert codebook.get_code(study, made.id).keywords["es"] == (PATTERN,)


def test_what_is_not_written_as_it_should_be_is_refused_when_it_is_entered(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    with pytest.raises(UserError, match="wa\\*ge") as refused:
        keywords.add_keyword(study, made.id, "en", "wa*ge")
    assert "contract*" in refused.value.hint
    with pytest.raises(UserError, match="quotation mark"):
        codebook.describe_code(study, made.id, keywords={"en": ('the "wage',)})
    with pytest.raises(UserError, match="LEMA"):
        keywords.add_keyword(study, made.id, "en", '[{"LEMA": "pay"}]')
    with pytest.raises(UserError, match="language"):
        keywords.add_keyword(study, made.id, " ", "wage")
    keywords.add_keyword(study, made.id, "en", "wage")
    with pytest.raises(UserError, match="already"):
        keywords.add_keyword(study, made.id, "en", "Wage")
    with pytest.raises(UserError, match="no keyword"):
        keywords.remove_keyword(study, made.id, "es", "wage")


def test_an_odd_keyword_that_was_imported_stays_when_the_code_is_described(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    with study.step("Describe code {name}", name="Contracts"):
        study.codes.set_keywords(made.id, {"en": ("wa*ge",)})
    codebook.describe_code(study, made.id, definition="x", keywords={"en": ("wa*ge", "pay")})
    assert codebook.get_code(study, made.id).keywords == {"en": ("wa*ge", "pay")}


def test_patterns_and_quoted_words_survive_a_cell_of_a_table() -> None:
    written = ("pay", PATTERN, '"to, fro"', "day care ... women")
    assert terms("; ".join(written)) == written
    assert terms("pay, wage; rent\n• fee") == ("pay", "wage", "rent", "fee")


def test_passages_are_counted_by_how_they_stand_to_the_code(study: Project) -> None:
    made, other = codebook.add_code(study, "Contracts"), codebook.add_code(study, "Other")
    below = codebook.add_code(study, "Late contracts", parent_id=made.id)
    code(study, "Nobody gave", made.id)
    code(study, "Some of the", below.id)
    code(study, "A contract is", other.id)
    document_id, span = sentence(study, "Without contracts")
    suggestion = Suggestion(document_id, *span, made.id, 0.5, "keywords", "contracts")
    suggestions.decide(study, suggestion, REJECTED)
    (stands,) = keywords.found(study, made.id, [Key("en", "contract")])
    assert [stand.coded for stand in stands] == [SO, SO, OTHERWISE, NOT_SO, OPEN]
    counts = keywords.counted(stands)
    assert (counts.passages, counts.documents, counts.so, counts.decided) == (5, 2, 2, 4)
    assert keywords.right_in_words(counts) == "2 of 4"


def test_what_waits_for_a_person_counts_as_undecided(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    code(study, "Nobody gave", made.id, origin=SUGGESTED)
    (stands,) = keywords.found(study, made.id, [Key("en", "written")])
    assert [stand.coded for stand in stands] == [OPEN]
    assert keywords.right_in_words(keywords.counted(stands)) == ""


def test_a_passage_under_no_code_speaks_against_its_keywords(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    document_id, span = sentence(study, "A contract is")
    with study.step("Nothing here"):
        study.decisions.nothing.add(
            NothingHere("n1", document_id, study.coders.all()[0].id, *span, "2026-01-01T00:00:00Z")
        )
    (stands,) = keywords.found(study, made.id, [Key("en", "paper")])
    assert [stand.coded for stand in stands] == [NOT_SO]


def test_what_colleagues_coded_is_not_told_while_coding_blind(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    code(study, "Nobody gave", made.id)
    study.see_only([])
    (stands,) = keywords.found(study, made.id, [Key("en", "written")])
    assert [stand.coded for stand in stands] == [OPEN]
    assert keyword_proposals.gathered(study, made.id) == []


def test_interviewers_words_are_not_hit(study: Project) -> None:
    made = codebook.add_code(study, "Contracts")
    (wages, pensions) = keywords.found(study, made.id, [Key("en", "wage"), Key("en", "pension")])
    assert wages == []
    assert len(pensions) == 1


def test_proposals_come_with_their_evidence(study: Project) -> None:
    made = codebook.add_code(study, "Inspection")
    for words in ("The labour inspectors", "Labour inspectors came", "A labour inspector is"):
        code(study, words, made.id)
    assert keyword_proposals.propose(study, made.id) == []
    assert "two documents" in keyword_proposals.none_yet(study, made.id)
    (study.path.parent / "three.txt").write_text(
        "KII-03: We saw no labour inspectors in the village. "
        + "The rain was long and the road was bad. " * 9
    )
    documents.import_files(study, [study.path.parent / "three.txt"], language="en")
    code(study, "We saw no", made.id)
    (first, *_rest) = keyword_proposals.propose(study, made.id)
    assert (first.language, first.text, len(first.places), first.own) == ("en", "labour inspectors", 4, 4)
    assert first.elsewhere == 0
    text = study.documents.text(first.places[0].document_id)
    assert "labour inspector" in text[first.places[0].start : first.places[0].end].lower()
    assert not any("Teresa" in one.text for one in keyword_proposals.propose(study, made.id))
    keywords.add_keyword(study, made.id, "en", first.text)
    assert first.text not in {one.text for one in keyword_proposals.propose(study, made.id)}
    assert "keyword already" in keyword_proposals.none_yet(study, made.id)


def test_neither_labels_of_speakers_nor_what_the_interviewer_says_is_proposed(study: Project) -> None:
    made = codebook.add_code(study, "Inspection")
    texts = {
        "labels.txt": "".join(
            f"INTERVIEWER: What of the quotas of {month}?\nKII-0{n}: The labour inspector came in {month}.\n"
            for n, month in enumerate(("March", "April", "May"))
        ),
        "plain.txt": "Notes\n" + "MODERATOR: The labour inspector is seen by all of us.\n" * 2,
    }
    for name, text in texts.items():
        (study.path.parent / name).write_text(text, "utf-8")
        documents.import_files(study, [study.path.parent / name], language="en")
    for document in study.documents.all():
        text = study.documents.text(document.id)
        if "labour inspector" in text.lower():
            # A passage over several turns has questions and labels in it.
            lines = [Span(found.start(), found.end()) for found in re.finditer(".+", text)]
            for one in lines[1::2]:
                span = Span(text.rfind("\n", 0, one.start - 1) + 1, one.end)
                coding.apply_code(study, document_id=document.id, span=span, code_id=made.id)
    proposed = " ".join(one.text for one in keyword_proposals.propose(study, made.id)).lower()
    assert "labour inspector" in proposed
    (asking,) = keyword_proposals.gathered(study, made.id)
    own = " ".join(words for _document, words in asking.request["own"])
    for word in ("MODERATOR", "INTERVIEWER", "KII-0", "quotas"):
        assert word.lower() not in proposed and word not in own


def test_names_of_the_list_are_given_to_be_left_out(study: Project) -> None:
    made = codebook.add_code(study, "Inspection")
    code(study, "Labour inspectors came", made.id)
    names.add_name(study, "Teresa Alba")
    (asking,) = keyword_proposals.gathered(study, made.id)
    assert {"teresa", "alba"} <= set(asking.request["people"])


def test_profiles_hold_sub_questions_and_what_does_not_belong_there(study: Project) -> None:
    question = study.matrix.questions()[0]
    part = study.matrix.sub_questions()
    code_id = next(code.id for code in study.codes.all() if code.question_id == question.id)
    codebook.describe_code(study, code_id, when_not="Pensions of civil servants")
    from qualcoder_cg.services import matrix_parts_edit

    matrix_parts_edit.add_part(study, question.id, "Who inspects the contracts?")
    profile = next(one for one in suggestions.profiles(study) if one.code_id == code_id)
    assert len(study.matrix.sub_questions()) == len(part) + 1
    assert "Who inspects the contracts?" in profile.text
    assert profile.unlike == "Pensions of civil servants"
