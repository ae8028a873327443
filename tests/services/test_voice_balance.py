"""The share of quotes against the share of informants, against the figures of a printed evaluation."""

from pathlib import Path

import pytest
from evidence_recount import questions_of, who
from finding_help import finding, link, people, question, transcript
from seed_register import AGENCY, COLLABORATOR, PARTNER, WORKERS, seed_register

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.voice_balance import CODED, FINDINGS, GROUPINGS, KEY, Group, VoiceBalance
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, sample
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.voice_balance import questions_without_quote, voice_balance

# of the 68 quotes in print, 50 can be given to a type of informant
QUOTES = {AGENCY: 21, PARTNER: 21, COLLABORATOR: 4, WORKERS: 4}


def test_the_figures_of_a_printed_report(project: Project, tmp_path: Path) -> None:
    seed_register(project, tmp_path)
    made = finding(project)
    for kind, quotes in QUOTES.items():
        members = [one for one in project.informants.all() if one.type == kind]
        said = [(members[n % len(members)].code, f"Quote {n} of {kind}.") for n in range(quotes)]
        text = "".join(f"{code}: {words}\n" for code, words in said)
        voices = {one.code: one.id for one in members if one.code in {code for code, _words in said}}
        document = transcript(project, tmp_path, f"{kind}.txt", text, voices)
        for _code, words in said:
            link(project, made, document, words)
    found = voice_balance(project)
    shares = {
        group.name: (round(100 * group.quotes / found.quotes), round(100 * group.people / found.people))
        for group in found.groups
    }
    assert shares == {AGENCY: (42, 24), PARTNER: (42, 47), COLLABORATOR: (8, 18), WORKERS: (8, 12)}
    assert (found.people, found.quotes) == (34, 50)
    ratios = {group.name: round(found.ratio(group) or 0, 2) for group in found.groups}
    assert ratios == {AGENCY: 1.78, PARTNER: 0.89, COLLABORATOR: 0.45, WORKERS: 0.68}
    assert [group.name for group in found.groups if found.warns(group)] == [AGENCY, COLLABORATOR]
    assert [group.name for group in found.groups if found.is_loud(group)] == [AGENCY]


@pytest.mark.parametrize(
    ("quotes", "people_in", "warns"),
    [(3, 2, False), (31, 20, True), (67, 100, False), (66, 100, True), (0, 1, True)],
)
def test_where_a_warning_begins(quotes: int, people_in: int, warns: bool) -> None:
    # 100 quotes and people in all make the ratio quotes / people_in
    group = Group("A", people_in, people_in, people_in, quotes)
    assert VoiceBalance("type", FINDINGS, (group,), 100, 0, 0, 100).warns(group) is warns


def test_shares_are_unknown_without_quotes(project: Project) -> None:
    assert VoiceBalance("type", FINDINGS, (), 0, 0, 0, 0).ratio(Group("A", 0, 0, 0, 0)) is None
    assert voice_balance(project).quotes == 0
    for values in ({"by": "age"}, {"of": "everything"}):
        with pytest.raises(UserError, match="cannot be counted here"):
            voice_balance(project, **values)


def test_a_quote_in_two_findings_counts_once_and_the_interviewer_not_at_all(
    project: Project, tmp_path: Path
) -> None:
    known = people(project, [{"code": "A1", "type": "Agency"}])
    text = "E1: What changed?\nA1: One says so.\nE1: Thank you for it.\n"
    document = transcript(project, tmp_path, "talk.txt", text, known)
    for number in ("11", "11", "3"):
        link(project, finding(project, number), document, "One says so.")
    found = voice_balance(project)
    assert (found.quotes, found.unknown, found.groups[0].quotes) == (1, 0, 1)
    assert voice_balance(project, question_id=question(project, "3")).quotes == 1
    assert voice_balance(project, question_id=question(project, "4")).quotes == 0
    link(project, finding(project), document, "Thank you for it.")
    assert voice_balance(project).unknown in (0, 1)
    numbers = [one.number for one in questions_without_quote(project)]
    assert "3" not in numbers and "11" not in numbers and len(numbers) == 21


def test_who_spoke_without_being_asked_spoke(project: Project, tmp_path: Path) -> None:
    known = people(project, [{"code": "A1", "type": "Agency"}, {"code": "A2", "type": "Agency"}])
    document = transcript(project, tmp_path, "talk.txt", "E1: Hello.\nA1: One says so.\n", known)
    link(project, finding(project), document, "One says so.")
    code = next(one for one in project.codes.all() if one.label.startswith("Q11"))
    start = project.documents.text(document).index("One")
    coding.apply_code(project, document_id=document, span=Span(start, start + 3), code_id=code.id)
    found = voice_balance(project, question_id=question(project, "11"))
    assert (found.asked, found.spoke, found.groups[0].spoke) == (0, 1, 1)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample") / "sample.qcg"


def test_the_sample_counted_by_hand(sample_file: Path) -> None:
    study = sample.build_sample(sample_file)
    rows = study.connection.execute(
        "SELECT document_id, start_cp, end_cp, code_id, is_key FROM coding WHERE document_id IN"
        " (SELECT id FROM document WHERE kind IN ('interview', 'group'))"
    ).fetchall()
    linked = study.connection.execute(
        """SELECT DISTINCT q.document_id, q.start_cp, q.end_cp FROM quote q
           JOIN evidence_item e ON e.quote_id = q.id JOIN finding_evidence l ON l.evidence_id = e.id
           WHERE q.document_id IN (SELECT id FROM document WHERE kind IN ('interview', 'group'))"""
    ).fetchall()
    passages = {
        FINDINGS: set(linked),
        KEY: {row[:3] for row in rows if row[4]},
        CODED: {row[:3] for row in rows},
    }
    columns = {"type": "i.type", "sex": "i.sex", "institution": "ifnull(n.name, '')"}
    for by in GROUPINGS:
        groups = dict(
            study.connection.execute(
                f"SELECT i.id, {columns[by]} FROM informant i"
                " LEFT JOIN institution n ON n.id = i.institution_id"
            )
        )
        for of, wanted in passages.items():
            found = voice_balance(study, by=by, of=of)
            said = [who(study, *one)[0] for one in wanted]
            assert found.quotes == sum(bool(one) for one in said)
            for group in found.groups:
                hand = sum(any(groups[person] == group.name for person in one) for one in said)
                assert group.quotes == hand, (by, of, group)
    # under one question
    eleven = question(study, "11")
    under = {row[:3] for row in rows if "11" in questions_of(study, row[3])}
    assert voice_balance(study, of=CODED, question_id=eleven).quotes == len(under)
    covered = {number for row in rows for number in questions_of(study, row[3])}
    missing = {one.number for one in questions_without_quote(study, CODED)}
    assert missing == {str(n) for n in range(1, 24)} - covered
    study.close()
