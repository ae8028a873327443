"""Findings: numbers, evidence, what it makes of their strength, and words that follow the data."""

from pathlib import Path

import pytest
from evidence_recount import who
from finding_help import finding, link, passage, people, question, transcript

from qualcoder_cg.domain.findings import FindingFacts
from qualcoder_cg.domain.guides import ItemSpec
from qualcoder_cg.domain.interviews import GROUP, HELD
from qualcoder_cg.domain.rules import SEVERAL_VOICES
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    coding,
    finding_edit,
    finding_links,
    finding_words,
    findings,
    guides,
    register,
    sample,
    studies,
)
from qualcoder_cg.services.rules import change_rules
from qualcoder_cg.services.studies import Project

PEOPLE = (
    {"code": "A1", "type": "Agency", "institution": "Agency One"},
    {"code": "A2", "type": "Agency", "institution": "Agency One"},
    {"code": "P1", "type": "Partner", "institution": "Ministry"},
    {"code": "P2", "type": "Partner", "institution": "Fund"},
    {"code": "W1", "type": "Workers"},
    {"code": "W2", "type": "Workers"},
)
TALK = "A1: One says so.\nA2: Two says so.\nP1: Three says so.\nP2: Four says not.\n"
GROUP_TALK = "W1: Five says so.\nW2: Six says so.\n"


@pytest.fixture
def known(project: Project) -> dict[str, str]:
    return people(project, PEOPLE)


@pytest.fixture
def talk(project: Project, known: dict[str, str], tmp_path: Path) -> str:
    return transcript(project, tmp_path, "talk.txt", TALK, {c: known[c] for c in ("A1", "A2", "P1", "P2")})


@pytest.fixture
def group(project: Project, known: dict[str, str], tmp_path: Path) -> str:
    document = transcript(project, tmp_path, "group.txt", GROUP_TALK, {c: known[c] for c in ("W1", "W2")})
    register.set_cells(project, "document", [(document, "kind", "group")])
    return document


def only(project: Project) -> FindingFacts:
    (found,) = findings.findings(project)
    return found


def test_numbers_follow_questions_and_order(project: Project) -> None:
    first, second, other = finding(project), finding(project), finding(project, "3")
    assert [one.label for one in findings.findings(project)] == ["F3.1", "F11.1", "F11.2"]
    finding_edit.place_finding(project, second, 0)
    assert findings.numbers(project) == {other: "3.1", second: "11.1", first: "11.2"}
    finding_edit.move_to_question(project, second, question(project, "3"))
    assert findings.numbers(project) == {other: "3.1", second: "3.2", first: "11.1"}
    assert findings.finding_named(project, "f3.2").id == second == findings.finding_named(project, second).id
    project.undo()
    assert findings.label_of(project, second) == "F11.1"
    with pytest.raises(UserError, match="There is no finding"):
        findings.finding_named(project, "9.9")


def test_the_strength_follows_what_is_linked(project: Project, talk: str) -> None:
    made = finding(project)
    assert (only(project).grade, only(project).strength.has_evidence) == ("1", False)
    link(project, made, talk, "One says so.")
    link(project, made, talk, "Two says so.")
    assert only(project).grade == "1"  # one institution
    link(project, made, talk, "Three says so.")
    assert only(project).grade == "2"
    against = link(project, made, talk, "Four says not.", "contradicts")
    facts = only(project)
    assert (facts.grade, facts.strength.if_settled) == ("C", "2")
    assert [one.reference for one in facts.open] == ["P2, ¶4"]
    assert finding_words.verdict(facts) == "2 limited once P2 is settled."
    finding_links.settle(project, [against], "P2 left before.")
    assert only(project).grade == "2"
    assert only(project).evidence[3].link.settled == "P2 left before."


def test_the_counts_of_the_sample_are_those_counted_by_hand(tmp_path: Path) -> None:
    with_findings = sample.build_sample(tmp_path / "sample.qcg")
    rows = with_findings.connection.execute(
        """SELECT f.id, l.bearing, l.settled, e.kind, q.document_id, q.start_cp, q.end_cp, e.document_id,
                  e.survey_item_id, e.coder_id
           FROM finding f JOIN finding_evidence l ON l.finding_id = f.id
           JOIN evidence_item e ON e.id = l.evidence_id LEFT JOIN quote q ON q.id = e.quote_id"""
    ).fetchall()
    kinds = dict(with_findings.connection.execute("SELECT id, kind FROM document"))
    of_person = {
        row[0]: row[1:]
        for row in with_findings.connection.execute("SELECT id, type, institution_id FROM informant")
    }
    asked = findings.findings(with_findings)
    assert len(asked) == 14 and {facts.strength.proposed for facts in asked} == {"4", "3", "2", "1", "C"}
    for facts in asked:
        sources: dict[str, set[object]] = {"supports": set(), "qualifies": set(), "contradicts": set()}
        met_kinds, met_people, still_open = set(), set(), 0
        for _f, bearing, settled, kind, document, start, end, page_of, item, coder in (
            row for row in rows if row[0] == facts.id
        ):
            still_open += bearing == "contradicts" and not settled
            if kind == "judgement":
                continue
            speakers = who(with_findings, document, start, end)[0] if kind == "quote" else set()
            sources[bearing] |= speakers or {(page_of or item or document or coder)}
            if bearing == "contradicts":
                continue
            spoken = kind == "quote" and kinds[document] in ("interview", "group")
            met_kinds.add(
                "interviews" if spoken else {"quote": "documents", "page": "documents"}.get(kind, kind)
            )
            met_people |= speakers
        found = facts.strength
        assert len(met_kinds) == len(found.kinds), facts.label
        assert {of_person[one][0] for one in met_people} == set(found.types)
        assert len({of_person[one][1] for one in met_people} - {None}) == found.institutions
        assert (found.informants, found.open) == (len(met_people), still_open)
        assert [len(one) for one in sources.values()] == [
            found.supporting, found.qualifying, found.contradicting,
        ]  # fmt: skip
    with_findings.close()


def test_the_word_follows_who_was_asked_and_who_says_so(
    project: Project, known: dict[str, str], talk: str, group: str
) -> None:
    change_rules(project, plain_below=1)
    made = finding(project, statement="{supporting} say so ({supporting:count}).")
    link(project, made, talk, "One says so.")
    assert only(project).statement == "1 informant say so (1)."  # it is not known whom was asked
    items = (ItemSpec("1", (("en", "What has changed?"),), ("11",)),)
    guide = guides.add_guide(project, "All", types=["Agency", "Partner", "Workers"], items=items)
    title = guides.title_of(guides.find_guide(project, guide))
    rows = [
        {"code": f"I-{code}", "status": HELD, "informants": code, "guide": title}
        for code in ("A1", "A2", "P1", "P2")
    ]
    register.add_rows(project, "interview", rows)
    assert only(project).statement == "One of the informants asked say so (1 of 4)."
    link(project, made, talk, "Two says so.")
    link(project, made, talk, "Three says so.")
    assert only(project).statement == "Most of the informants asked say so (3 of 4)."
    # five are asked once the group is, which is one voice
    row = {"code": "G", "status": HELD, "form": GROUP, "informants": "W1; W2", "guide": title}
    register.add_rows(project, "interview", [row])
    register.set_cells(project, "document", [(group, "interview", "G")])
    assert only(project).statement == "About half of the informants asked say so (3 of 5)."
    change_rules(project, group=SEVERAL_VOICES)
    assert only(project).statement == "About half of the informants asked say so (3 of 6)."
    link(project, made, group, "Five says so.")
    link(project, made, group, "Six says so.")
    assert only(project).statement == "Most of the informants asked say so (5 of 6)."
    change_rules(project, group="one", plain_below=10)
    assert only(project).statement == "4 of the 5 informants asked say so (4 of 5)."


def test_who_spoke_and_who_is_silent_is_counted_from_codings(
    project: Project, known: dict[str, str], talk: str, code_ids: dict[str, str]
) -> None:
    made = finding(project, statement="{spoke:count} spoke, {silent:count} kept silent.")
    items = (ItemSpec("1", (("en", "What has changed?"),), ("11",)),)
    guide = guides.add_guide(project, "All", types=["Agency"], items=items)
    title = guides.title_of(guides.find_guide(project, guide))
    row = {"code": "I", "status": HELD, "informants": "A1; A2; P1", "guide": title}
    register.add_rows(project, "interview", [row])
    assert only(project).statement == "0 of 3 spoke, 3 of 3 kept silent."
    _document, start, end = passage(project, talk, "One says so.")
    coding.apply_code(project, document_id=talk, span=Span(start, end), code_id=code_ids["Q11"])
    assert only(project).statement == "1 of 3 spoke, 2 of 3 kept silent."
    # P2 is coded but was not asked, and is in neither number
    _document, start, end = passage(project, talk, "Four says not.")
    coding.apply_code(project, document_id=talk, span=Span(start, end), code_id=code_ids["Q11"])
    assert only(project).statement == "1 of 3 spoke, 2 of 3 kept silent."
    project.see_only([])
    assert findings.finding_named(project, made).statement == "0 of 3 spoke, 3 of 3 kept silent."


def test_confirming_overriding_and_what_the_log_keeps(project: Project, talk: str) -> None:
    made = finding(project)
    with pytest.raises(UserError, match="No evidence is linked"):
        finding_edit.confirm(project, made)
    link(project, made, talk, "One says so.")
    link(project, made, talk, "Three says so.")
    assert finding_edit.confirm(project, made) == "2"
    assert (only(project).is_confirmed, only(project).is_overridden) == (True, False)
    against = link(project, made, talk, "Four says not.", "contradicts")
    facts = only(project)
    assert (facts.grade, facts.is_outdated) == ("2", True)
    assert finding_words.verdict(facts) == "Confirmed as 2; the evidence now gives C."
    with pytest.raises(UserError, match="needs a reason"):
        finding_edit.override(project, made, "3", " ")
    with pytest.raises(UserError, match="9 is not a grade"):
        finding_edit.override(project, made, "9", "why")
    finding_edit.override(project, made, "3", "A field visit showed it.")
    assert project.activity(1)[0].words["reason"] == "A field visit showed it."
    assert project.activity(1)[0].words["proposed"] == "C"
    assert (only(project).grade, only(project).is_overridden, only(project).is_outdated) == ("3", True, False)
    finding_links.unlink(project, [against])
    assert finding_words.status_words(only(project)) == "set by hand"
    finding_edit.withdraw_grade(project, made)
    assert (only(project).grade, only(project).is_confirmed) == ("2", False)


def test_judgement_alone_is_never_more_than_weak(project: Project) -> None:
    made = finding(project)
    finding_links.link_judgement(project, made, "We are sure of it.")
    assert (only(project).grade, finding_words.verdict(only(project))) == ("1", "No evidence linked.")
    for grade in ("2", "3", "4"):
        with pytest.raises(UserError, match="can be no more than weak"):
            finding_edit.override(project, made, grade, "I know.")
    assert finding_edit.confirm(project, made) == "1"


def test_a_statement_needs_words_and_keeps_one_line(project: Project) -> None:
    with pytest.raises(UserError, match="needs words"):
        finding(project, statement=" \n ")
    made = finding(project, statement=" So\n it  is. ")
    assert only(project).finding.statement == "So it is."
    finding_edit.edit_finding(project, made, "Otherwise.")
    assert only(project).statement == "Otherwise."
    before = project.last_activity()
    finding_edit.edit_finding(project, made, "Otherwise.")
    assert project.last_activity() == before


def test_removing_a_finding_keeps_what_others_use(project: Project, talk: str) -> None:
    first, second = finding(project), finding(project)
    shared = link(project, first, talk, "One says so.")
    link(project, first, talk, "Two says so.")
    link(project, second, talk, "One says so.")
    assert project.evidence.links.get(shared)
    assert finding_edit.remove_findings(project, [first]) == 1
    assert [len(one.evidence) for one in findings.findings(project)] == [1]
    assert len(project.evidence.items.all()) == 1
    project.undo()
    assert [len(one.evidence) for one in findings.findings(project)] == [2, 1]


def test_the_sum_is_told_line_by_line(tmp_path: Path) -> None:
    with_findings = sample.build_sample(tmp_path / "sample.qcg")
    facts = findings.finding_named(with_findings, "F9.2")
    said = {
        line.name: (line.figure, line.words, line.good) for line in finding_words.lines(with_findings, facts)
    }
    assert said == {
        "kinds": ("3 of 4", "interviews, documents, observation", True),
        "types": ("2 of 4", "Agency, Seasonal workers", True),
        "institutions": ("1", "1 + 0, in the same order", False),
        "direction": ("4 : 0 : 1", "support : qualify : contradict", True),
        "open": ("0", "", True),
    }
    assert finding_words.grade_text(facts.grade) == "4 strong"
    studies.problems(with_findings)
    with_findings.close()
