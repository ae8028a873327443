"""From codings to evidence: who said it, what may be told, and counts that a recount confirms."""

from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from evidence_recount import recount

from qualcoder_cg.domain import attribution
from qualcoder_cg.domain.evidence import Cell, Evidence, Excerpt
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, documents, evidence, exchange, register, sample, studies
from qualcoder_cg.services.studies import Project

INTERVIEW = """Interview one
Interviewer: How did it begin?
María López: The table made us sit together.
Interviewer: And then?
María López: More women were insured.
"""
GROUP = """Moderator: What happened in the camps?
W1: Nobody came to us.
W2: They came once.
Moderator: Who?
W1: The nurse.
W3: And the cooperative.
"""
REPORT = "The annual report says that coverage grew.\n"
UNKNOWN = "Somebody wrote this down without labels.\n"
REGISTER = """code,type,sex,role,institution,place,document,speaker
KII-01,Bureau,woman,Sheriff,Agency for Work,Alba,KII-01.txt,María López
FG-W1,Harvesters,woman,Picker,Camp union,Honda,FG-01.txt,W1
FG-W2,Harvesters,man,Packer,,Honda,FG-01.txt,w2
FG-X,Wardens,woman,Nurse,Health post,Honda,FG-01.txt,
"""
CODINGS = """document,quote,code,coder
KII-01.txt,The table made us sit together.,Q14,Marta R.
KII-01.txt,The table made us sit together.,Q14,Ana L.
KII-01.txt,The table made us sit together.,Shared,Marta R.
KII-01.txt,made us sit,Q14,Ana L.
KII-01.txt,How did it begin?,Q14,Marta R.
KII-01.txt,More women were insured.,gender,Marta R.
FG-01.txt,Nobody came to us.,Q11,Marta R.
FG-01.txt,The nurse.,Q11,Marta R.
FG-01.txt,They came once.,Q11,Ana L.
FG-01.txt,They came once.,Below,Ana L.
FG-01.txt,And the cooperative.,Q11,Ana L.
Report.txt,coverage grew,Q11,Marta R.
Notes.txt,Somebody wrote this,Q11,Marta R.
"""
ALL_ABOVE_TYPE = ("Agency for Work", "Camp union", "Sheriff", "Picker", "Health post", "Alba", "Honda")
NAMES = ("María", "López", "KII-01.txt", "FG-01.txt", "Notes.txt", "Marta")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """A study with an interview, a group, a report and a text of unknown people, coded by two."""
    project = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.", title="T")
    sources = {"KII-01": INTERVIEW, "FG-01": GROUP, "Report": REPORT, "Notes": UNKNOWN}
    kinds = {"FG-01": "group", "Report": "document"}
    for name, text in sources.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        documents.import_files(project, [path], kind=kinds.get(name, "interview"), language="en")
    ids = {code.name: code for code in project.codes.all()}
    shared = codebook.add_code(
        project, "Shared", questions=[ids[name].question_id or "" for name in ("Q14", "Q2")]
    )
    codebook.add_code(project, "Below", parent_id=shared.id, questions=[])
    for name, text in (("informants.csv", REGISTER), ("codings.csv", CODINGS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    register.import_informants(project, tmp_path / "informants.csv")
    exchange.code_from_csv(project, tmp_path / "codings.csv")
    yield project
    project.close()


def _quote(found: Evidence, text: str, code: str = "") -> Excerpt:
    return next(e for e in found.excerpts() if e.text == text and code in ("", e.code))


def _cell(found: Evidence, number: str, kind: str) -> Cell:
    index = next(place for place, question in enumerate(found.questions) if question.number == number)
    return found.table.get((index, kind), Cell(0, 0))


def _agrees(project: Project, found: Evidence) -> None:
    """The evidence counts what the recount counts."""
    expected = recount(project)
    numbers = [question.number for question in found.questions]
    assert {(numbers[q], kind): astuple(cell) for (q, kind), cell in found.table.items()} == expected.table
    assert {numbers[question]: astuple(cell) for question, cell in found.totals.items()} == expected.totals
    assert found.excerpt_count == expected.passages
    assert found.informant_count == expected.people
    assert found.interview_count == expected.interviews
    assert found.institution_count == expected.institutions
    assert found.document_count == expected.documents


def test_the_counts_are_those_of_a_recount(study: Project) -> None:
    _agrees(study, evidence.build(study))


def test_the_counts_of_the_sample_study_are_those_of_a_recount(tmp_path: Path) -> None:
    project = sample.build_sample(tmp_path / "sample.qcg")
    found = evidence.build(project)
    _agrees(project, found)
    assert found.excerpt_count > 100 and found.informant_count > 10 and len(found.types) >= 4
    assert 0 < found.excerpt_count < project.codings.count(), "two coders agree somewhere"
    project.close()


def test_counts_by_hand(study: Project) -> None:
    found = evidence.build(study)
    assert _cell(found, "14", "Bureau") == Cell(2, 1), "two passages, though coded four times"
    assert _cell(found, "14", "") == Cell(1, 0), "the interviewer's words are nobody's evidence"
    assert _cell(found, "2", "Bureau") == Cell(1, 1), "a code linked to two questions counts in both"
    assert _cell(found, "11", "Harvesters") == Cell(3, 2), "W1 spoke twice"
    assert _cell(found, "11", "Wardens") == Cell(1, 1), "a label nobody has goes to who has no label"
    assert _cell(found, "11", "Document") == Cell(1, 0, 1), "a document is counted, and is nobody"
    assert _cell(found, "11", "") == Cell(1, 0), "nobody is registered for the notes"
    assert found.types == ("Bureau", "Harvesters", "Wardens", "Document", "")
    assert found.totals[10] == Cell(6, 3, 1)
    assert found.document_types == {"Document"} and found.document_count == 1
    assert found.excerpt_count == 10 and found.interview_count == 3


def test_an_excerpt_tells_where_it_stands(study: Project) -> None:
    found = evidence.build(study, attribution.ROLE)
    one = _quote(found, "They came once.", "Q11")
    assert (one.ref, one.kind, one.paragraph, one.code, one.coder) == ("GRP-01", "group", 3, "Q11", "AL")
    assert GROUP[one.start : one.end] == "They came once."
    assert (one.informants, one.institution, one.sex) == (("FG-W2",), "", "man")
    assert one.attribution == "Packer" and one.informant_type == "Harvesters"
    assert [found.questions[place].number for place in one.questions] == ["11"]


def test_who_is_worded_by_level(study: Project) -> None:
    said = {
        level: _quote(evidence.build(study, level), "made us sit").attribution for level in attribution.LEVELS
    }
    assert said == {
        "none": "",
        "category": "Informant",
        "type": "Bureau",
        "institution": "Agency for Work",
        "role": "Sheriff, Agency for Work",
        "name": "Sheriff, Agency for Work",
    }


def test_a_passage_of_several_people_is_attributed_to_all_of_them(study: Project) -> None:
    group = next(document for document in study.documents.all() if document.name == "FG-01.txt")
    question = next(code for code in study.codes.all() if code.name == "Q20")
    start, end = GROUP.index("Nobody"), GROUP.index("The nurse") + len("The nurse")
    coding.apply_code(study, document_id=group.id, span=Span(start, end), code_id=question.id)
    found = evidence.build(study, attribution.ROLE)
    said = next(excerpt for excerpt in found.excerpts() if excerpt.code == "Q20")
    assert said.informants == ("FG-W1", "FG-W2") and said.informant_type == "Harvesters"
    assert said.attribution == "Picker, Packer, Camp union"
    assert _cell(found, "20", "Harvesters") == Cell(1, 2)
    _agrees(study, found)


def test_codes_stand_under_their_questions_and_themes(study: Project) -> None:
    found = evidence.build(study)
    places = {question.number: place for place, question in enumerate(found.questions)}
    whole = "The table made us sit together."
    assert _quote(found, whole, "Shared").questions == (places["2"], places["14"])
    assert _quote(found, whole, "Q14").questions == (places["14"],)
    assert _quote(found, "They came once.", "Below").questions == (places["2"], places["14"])
    theme = _quote(found, "More women were insured.")
    assert (theme.questions, theme.theme, theme.code) == ((), "gender", "gender")
    assert _quote(found, "How did it begin?").attribution == "Interviewer"


def _everything(found: Evidence) -> str:
    return repr(found) + "".join(map(repr, found.excerpts()))


def test_names_and_files_are_never_told(study: Project) -> None:
    for level in attribution.LEVELS:
        told = _everything(evidence.build(study, level))
        assert [name for name in NAMES if name in told] == []


def test_levels_hide_what_they_must(study: Project) -> None:
    none, kind = (evidence.build(study, level) for level in ("none", "type"))
    assert [word for word in ALL_ABOVE_TYPE if word in _everything(kind)] == []
    assert {e.sex for e in kind.excerpts()} == {""} != {e.informant_type for e in kind.excerpts()}
    hidden = (*ALL_ABOVE_TYPE, "Bureau", "Harvesters", "Wardens", "KII-01", "FG-W", "Interviewer")
    assert [word for word in hidden if word in _everything(none)] == []
    assert none.types == () and none.table == {} and none.totals
    institution = _everything(evidence.build(study, "institution"))
    assert "Camp union" in institution
    assert [word for word in ("Sheriff", "Picker", "Packer", "Honda") if word in institution] == []


def test_labels_inside_a_quote_are_replaced(study: Project) -> None:
    document = study.documents.all()[0]
    code = study.codes.all()[0].id
    start = INTERVIEW.index("sit together")
    span = Span(start, INTERVIEW.index(" were insured"))
    made = coding.apply_code(study, document_id=document.id, span=span, code_id=code)
    found = next(e for e in evidence.build(study).excerpts() if e.id == made.id)
    assert found.text == "sit together.\n[interviewer] And then?\n[speaker] More women"
    assert (found.start, found.end) == span


@pytest.fixture
def every_span(tmp_path: Path) -> Callable[[str], Iterator[tuple[str, Excerpt]]]:
    """Codes every possible passage of a text; gives each with its excerpt."""

    def code(text: str) -> Iterator[tuple[str, Excerpt]]:
        project = studies.new_study(tmp_path / "spans.qcg", matrix="closing-gaps", coder="M")
        (tmp_path / "t.txt").write_text(text, encoding="utf-8")
        documents.import_files(project, [tmp_path / "t.txt"])
        rows = [f"t.txt,{a},{b},Q1\n" for a in range(len(text)) for b in range(a + 1, len(text) + 1)]
        (tmp_path / "c.csv").write_text("document,start,end,code\n" + "".join(rows), encoding="utf-8")
        exchange.code_from_csv(project, tmp_path / "c.csv")
        for found in evidence.build(project, counts=False).excerpts():
            yield text[found.start : found.end], found
        project.close()

    return code


def test_no_passage_whatever_its_edges_shows_a_label_or_loses_a_word(
    every_span: Callable[[str], Iterator[tuple[str, Excerpt]]],
) -> None:
    text = "QXZ: aé?\nYVK: b c\nQXZ: d?\nYVK: e 😀\n"
    count = 0
    for passage, found in every_span(text):
        count += 1
        shown = found.text.replace("[interviewer]", "").replace("[speaker]", "")
        assert not set("QXZYVK:") & set(shown), (passage, found.text)
        assert [c for c in shown if c in "aébcde😀?"] == [c for c in passage if c in "aébcde😀?"]
    assert count == len(text) * (len(text) + 1) // 2


def test_an_unknown_level_is_refused(study: Project) -> None:
    with pytest.raises(UserError, match="everything is not an attribution level"):
        evidence.build(study, "everything")


def test_counting_can_be_left_out(study: Project) -> None:
    found = evidence.build(study, counts=False)
    assert (found.table, found.totals, found.excerpt_count) == ({}, {}, 0)
    assert len(list(found.excerpts())) == len(list(found.excerpts())) == 13


def test_the_matrix_and_codebook_go_along(study: Project) -> None:
    found = evidence.build(study)
    assert [question.number for question in found.questions] == [str(n) for n in range(1, 24)]
    assert len(found.criteria) == 5 and found.title == "T"
    assert all(question.judgement and question.sources for question in found.questions)
    shared = next(code for code in found.codes if code.name == "Shared")
    assert shared.questions == ("14", "2") and "gender" in found.themes
    below = next(code for code in found.codes if code.name == "Below")
    assert below.parent == "Shared"


def test_a_study_without_codings_gives_empty_evidence(project: Project) -> None:
    found = evidence.build(project)
    assert list(found.excerpts()) == [] and found.excerpt_count == 0 and found.types == ()
