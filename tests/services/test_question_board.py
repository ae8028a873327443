"""The board of a question, and voices that are missing from it, counted once more by hand."""

from pathlib import Path

import pytest
from evidence_recount import questions_of, who
from finding_help import finding, link, passage, people, question, transcript

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import (
    coding,
    coding_weight,
    finding_edit,
    finding_links,
    findings,
    sample,
)
from qualcoder_cg.services.missing_voices import silent_types, unused_results
from qualcoder_cg.services.question_board import board
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.used_in import used_in

TALK = "A1: One says so.\nP1: Two says not.\nP1: Three is unsure.\n"


@pytest.fixture
def talk(project: Project, tmp_path: Path) -> str:
    known = people(project, [{"code": "A1", "type": "Agency"}, {"code": "P1", "type": "Partner"}])
    return transcript(project, tmp_path, "talk.txt", TALK, known)


def code(project: Project, talk: str, words: str, polarity: str) -> None:
    _document, start, end = passage(project, talk, words)
    code_id = next(one.id for one in project.codes.all() if one.name == "Q11")
    made = coding.apply_code(project, document_id=talk, span=Span(start, end), code_id=code_id)
    coding_weight.set_polarity(project, [made.id], polarity)


def test_coded_passages_stand_where_their_codings_say_until_they_are_linked(
    project: Project, talk: str
) -> None:
    eleven = question(project, "11")
    code(project, talk, "One says so.", "supports")
    code(project, talk, "Two says not.", "contradicts")
    code(project, talk, "Three is unsure.", "")
    found = board(project, eleven, None)
    assert [(one.name, one.linked, one.excerpts) for one in found.supporting] == [("Agency", 0, 1)]
    assert [(one.name, one.linked) for one in found.against] == [("Partner", 0)]
    assert [(one.name, one.excerpts) for one in found.undecided] == [("Partner", 1)]
    assert found.more == 1
    made = finding(project)
    link(project, made, talk, "Three is unsure.", "qualifies")
    link(project, made, talk, "One says so.")
    found = board(project, eleven, findings.finding_named(project, made))
    assert (found.undecided, found.more) == ((), 0)
    assert [row.bearing for row in found.against[0].rows] == ["contradicts", "qualifies"]
    assert [row.linked is not None for row in found.against[0].rows] == [False, True]


def test_what_is_linked_but_not_coded_and_other_sources_stand_there_too(project: Project, talk: str) -> None:
    made = finding(project)
    link(project, made, talk, "One says so.")
    finding_links.link_observation(project, made, "We saw it.")
    finding_links.link_judgement(project, made, "We think so.", bearing="qualifies")
    found = board(project, question(project, "11"), findings.finding_named(project, made))
    assert [(one.kind, one.name) for one in found.supporting] == [
        ("interviews", "Agency"),
        ("observation", ""),
    ]
    assert found.supporting[0].rows[0].coded is False
    assert [one.kind for one in found.against] == [""]


def test_blind_coding_hides_what_others_coded_but_not_what_is_linked(project: Project, talk: str) -> None:
    code(project, talk, "One says so.", "supports")
    made = finding(project)
    link(project, made, talk, "Two says not.")
    project.see_only([])
    found = board(project, question(project, "11"), findings.finding_named(project, made))
    assert [one.name for one in found.supporting] == ["Partner"]
    assert found.spoken == frozenset()


def test_the_board_of_the_sample_is_that_counted_by_hand(tmp_path: Path) -> None:
    study = sample.build_sample(tmp_path / "sample.qcg")
    rows = study.connection.execute(
        "SELECT document_id, start_cp, end_cp, code_id, polarity FROM coding"
    ).fetchall()
    spoken = ("interview", "group")
    kinds = dict(study.connection.execute("SELECT id, kind FROM document"))
    for one in study.matrix.questions():
        found = board(study, one.id, None)
        coded = {row[:3] for row in rows if one.number in questions_of(study, row[3])}
        shown = [
            row
            for column in (found.supporting, found.against, found.undecided)
            for group in column
            for row in group.rows
        ]
        assert {tuple(row.passage) for row in shown if row.passage} == coded and len(shown) == len(coded)
        heard = {person for row in coded if kinds[row[0]] in spoken for person in who(study, *row)[0]}
        assert found.spoken == heard
        for group in (*found.supporting, *found.against, *found.undecided):
            assert group.excerpts == len(group.rows) and group.linked == 0
    study.close()


def test_types_that_were_asked_and_are_silent(tmp_path: Path) -> None:
    study = sample.build_sample(tmp_path / "sample.qcg")
    fourteen = question(study, "14")
    found = board(study, fourteen, None)
    (silent,) = silent_types(study, fourteen, found.spoken)
    assert (silent.type, silent.voices, silent.groups) == ("Collaborating institution", 1, 0)
    put = study.connection.execute(
        """SELECT d.code, t.start_cp FROM turn t JOIN document d ON d.id = t.document_id
           JOIN item_question q ON q.item_id IN (t.item_id, t.second_item_id)
           WHERE q.question_id = ? AND t.role = 'interviewer' AND d.id IN
           (SELECT v.document_id FROM voice v JOIN informant i ON i.id = v.informant_id WHERE i.type = ?)""",
        [fourteen, silent.type],
    ).fetchall()
    assert {(code, turn.start) for _id, code, turn, _place in silent.places} == set(put) and put
    for one in study.matrix.questions():
        asked = {row[0] for row in study.connection.execute(
            """SELECT i.type FROM turn t JOIN item_question q ON q.item_id IN (t.item_id, t.second_item_id)
               JOIN voice v ON v.document_id = t.document_id JOIN informant i ON i.id = v.informant_id
               WHERE q.question_id = ? AND t.role = 'interviewer'""", [one.id])}  # fmt: skip
        heard = {study.connection.execute("SELECT type FROM informant WHERE id = ?", [person]).fetchone()[0]
                 for person in board(study, one.id, None).spoken}  # fmt: skip
        named = {silent.type for silent in silent_types(study, one.id, board(study, one.id, None).spoken)}
        assert named >= asked - heard
        assert not named & heard
    study.close()


def test_a_survey_result_that_asks_the_same_is_offered_until_it_is_linked(tmp_path: Path) -> None:
    study = sample.build_sample(tmp_path / "sample.qcg")
    nineteen = question(study, "19")
    assert unused_results(study, nineteen, findings.findings(study, nineteen)) == []
    finding_edit.remove_findings(study, [one.id for one in findings.findings(study, nineteen)])
    (unused,) = unused_results(study, nineteen, [])
    assert unused.survey == "Survey of institutions"
    assert (
        unused.answers
        == study.connection.execute(
            "SELECT count(*) FROM answer WHERE item_id = ?", [unused.item.id]
        ).fetchone()[0]
    )
    study.close()


def test_what_rests_on_a_finding(project: Project) -> None:
    from qualcoder_cg.domain.chain import CONCLUSION, RECOMMENDATION, Basis, ChainItem

    made, other = finding(project), finding(project)
    criterion = project.matrix.criteria()[1].id
    with project.step("Make a chain"):
        project.evidence.chain.add(
            ChainItem("c1", CONCLUSION, None, "Of no criterion.", 0, ""),
            ChainItem("c2", CONCLUSION, criterion, "Of a criterion.", 1, ""),
            ChainItem("r1", RECOMMENDATION, None, "Do it.", 0, ""),
        )
        project.evidence.bases.add(
            Basis("b1", "c1", made, None, 0),
            Basis("b2", "c2", made, None, 0),
            Basis("b3", "r1", None, "c2", 0),
        )
    found = used_in(project, made)
    assert [(one.number, one.orphan) for one in found] == [("C1", False), ("C2", True), ("R1", False)]
    assert [one.text for one in found] == ["Of a criterion.", "Of no criterion.", "Do it."]
    assert used_in(project, other) == []
