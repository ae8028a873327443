"""Linking evidence: one passage is one piece, whatever it serves; bearings, settling, deleting."""

from pathlib import Path

import pytest
from finding_help import finding, link, passage, people, transcript

from qualcoder_cg.domain.findings import QUOTE, EvidenceItem, EvidenceLink
from qualcoder_cg.domain.quotes import Quote, Translation
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coding, coding_weight, finding_links, findings, merging_evidence
from qualcoder_cg.services.studies import Project, add_coder

TALK = "A1: One says so. And more of it.\nP1: Two says not.\n"


@pytest.fixture
def talk(project: Project, tmp_path: Path) -> str:
    known = people(project, [{"code": "A1", "type": "Agency"}, {"code": "P1", "type": "Partner"}])
    return transcript(project, tmp_path, "talk.txt", TALK, known)


def coded(
    project: Project, talk: str, words: str, code_id: str, polarity: str = "", key: bool = False
) -> str:
    _document, start, end = passage(project, talk, words)
    made = coding.apply_code(project, document_id=talk, span=Span(start, end), code_id=code_id)
    if polarity:
        coding_weight.set_polarity(project, [made.id], polarity)
    if key:
        coding_weight.set_key(project, [made.id], on=True)
    return made.id


def test_the_same_passage_is_one_piece_however_often_it_is_linked(project: Project, talk: str) -> None:
    first, second, third = finding(project), finding(project), finding(project, "3")
    for one in (first, second, third):
        link(project, one, talk, "One says so.")
    again = finding_links.link_passages(project, first, {passage(project, talk, "One says so."): "qualifies"})
    assert again == ((), 1)
    assert len(project.evidence.quotes.all()) == len(project.evidence.items.all()) == 1
    assert len(project.evidence.links.all()) == 3
    facts = findings.finding_named(project, "F11.1")
    assert facts.evidence[0].bearing == "supports"  # linking again changes nothing
    assert facts.evidence[0].also_in == ("F3.1", "F11.2")


def test_codings_bring_their_polarity(project: Project, talk: str, code_ids: dict[str, str]) -> None:
    made = finding(project)
    ids = [
        coded(project, talk, "One says so.", code_ids["Q11"], "supports"),
        coded(project, talk, "Two says not.", code_ids["Q11"], "contradicts"),
        coded(project, talk, "And more of it.", code_ids["Q11"]),
    ]
    project.coder_name = "Ana L."
    ids.append(coded(project, talk, "One says so.", code_ids["Q11"], "qualifies"))
    linked = finding_links.link_codings(project, made, ids)
    assert len(linked.links) == 3
    assert [one.bearing for one in findings.findings(project)[0].evidence] == [
        "qualifies",  # two coders differ: the stricter counts
        "supports",
        "contradicts",
    ]
    other = finding(project)
    finding_links.link_codings(project, other, ids[:2], "qualifies")
    assert {one.bearing for one in findings.findings(project)[1].evidence} == {"qualifies"}


def test_only_codings_that_may_be_seen_are_linked(
    project: Project, talk: str, code_ids: dict[str, str]
) -> None:
    made = finding(project)
    coding_id = coded(project, talk, "One says so.", code_ids["Q11"], key=True)
    project.see_only([])
    with pytest.raises(UserError):
        finding_links.link_codings(project, made, [coding_id])
    with pytest.raises(UserError, match="No key quotes"):
        finding_links.link_key_quotes(project, made)


def test_all_key_quotes_of_the_question(project: Project, talk: str, code_ids: dict[str, str]) -> None:
    made = finding(project)
    coded(project, talk, "One says so.", code_ids["Q11"], "supports", key=True)
    coded(project, talk, "Two says not.", code_ids["Q11"])
    coded(project, talk, "And more of it.", code_ids["Q3"], key=True)
    assert len(finding_links.link_key_quotes(project, made).links) == 1
    assert finding_links.link_key_quotes(project, made) == ((), 1)


def test_deleting_a_coding_leaves_the_evidence(project: Project, talk: str, code_ids: dict[str, str]) -> None:
    made = finding(project)
    coding_id = coded(project, talk, "One says so.", code_ids["Q11"])
    finding_links.link_codings(project, made, [coding_id])
    assert finding_links.uses_of(project, [passage(project, talk, "One says so.")]) == ["F11.1"]
    coding.remove_codings(project, [coding_id])
    assert len(findings.findings(project)[0].evidence) == 1
    assert finding_links.uses_of(project, [passage(project, talk, "One says so.")]) == ["F11.1"]
    assert finding_links.uses_of(project, [passage(project, talk, "Two says not.")]) == []


def test_settling_says_who_and_why_and_a_new_bearing_opens_again(project: Project, talk: str) -> None:
    made = finding(project)
    against = link(project, made, talk, "Two says not.", "contradicts")
    with pytest.raises(UserError, match="needs a reason"):
        finding_links.settle(project, [against], "")
    add_coder(project, "Ana L.")
    project.coder_name = "Ana L."
    finding_links.settle(project, [against], "Another district.")
    stored = project.evidence.links.get(against)
    ana = project.coders.named("Ana L.")
    assert stored and ana and (stored.settled, stored.settled_by) == ("Another district.", ana.id)
    line = project.activity(1)[0]
    assert (line.coder, line.words["reason"]) == ("Ana L.", "Another district.")
    finding_links.unsettle(project, [against])
    assert findings.findings(project)[0].grade == "C"
    finding_links.settle(project, [against], "Another district.")
    finding_links.set_bearing(project, [against], "qualifies")
    finding_links.set_bearing(project, [against], "contradicts")
    assert findings.findings(project)[0].grade == "C"
    with pytest.raises(UserError, match="Only what contradicts"):
        finding_links.settle(project, [link(project, made, talk, "One says so.")], "why")
    with pytest.raises(UserError, match="not how evidence bears"):
        finding_links.set_bearing(project, [against], "proves")


def test_other_kinds_of_evidence(project: Project, talk: str) -> None:
    made, other = finding(project), finding(project)
    finding_links.link_page(project, made, talk, page="4", text="It says so.")
    finding_links.link_page(project, other, talk, page="4", text="It says so.", bearing="qualifies")
    finding_links.link_observation(project, made, "We saw it.")
    finding_links.link_judgement(project, made, "We think so.")
    assert len(project.evidence.items.all()) == 3
    first = findings.findings(project)[0]
    assert [one.item.kind for one in first.evidence] == ["page", "observation", "judgement"]
    assert [one.reference for one in first.evidence] == ["INT-02, p. 4", "Observation, MR", "Judgement, MR"]
    finding_links.edit_evidence(project, first.evidence[0].item.id, text="It says more.", page="5")
    assert findings.findings(project)[1].evidence[0].text == "It says more."
    finding_links.link_again(project, other, first.evidence[1].item.id)
    assert [one.text for one in findings.findings(project)[1].evidence] == ["It says more.", "We saw it."]
    with pytest.raises(UserError, match="needs words"):
        finding_links.link_observation(project, made, "  ")
    link(project, made, talk, "One says so.")
    with pytest.raises(UserError, match="keeps its words"):
        finding_links.edit_evidence(project, findings.findings(project)[0].evidence[3].item.id, text="x")


def test_order_and_taking_out(project: Project, talk: str) -> None:
    made = finding(project)
    one = link(project, made, talk, "One says so.")
    two = link(project, made, talk, "Two says not.")
    finding_links.place_link(project, two, 0)
    assert [piece.link.id for piece in findings.findings(project)[0].evidence] == [two, one]
    assert finding_links.unlink(project, [two]) == 1
    assert len(project.evidence.items.all()) == 1
    # what was decided on the quote is not lost with the link
    assert len(project.evidence.quotes.all()) == 2
    with pytest.raises(UserError, match="no longer linked"):
        finding_links.unlink(project, [two])
    project.undo()
    assert [piece.link.id for piece in findings.findings(project)[0].evidence] == [two, one]


def test_identical_evidence_is_merged(project: Project, talk: str) -> None:
    made, other = finding(project), finding(project)
    link(project, made, talk, "One says so.")
    tables, coder = project.evidence, project.coders.all()[0].id
    first = tables.quotes.all()[0]
    with project.step("Make doubles"):
        # as a correction of the text leaves them: two quotes that lie on the same words now
        tables.quotes.add(Quote("double", talk, first.start, first.end, "none", "critical"))
        tables.translations.add(Translation("t", "double", "en", "words", "Ana", "person", "2026-01-01"))
        tables.items.add(EvidenceItem("item", QUOTE, "double", None, "", None, "", coder, first.id))
        tables.links.add(EvidenceLink("l1", made, "item", "supports", "", None, 5))
        tables.links.add(EvidenceLink("l2", other, "item", "qualifies", "", None, 0))
    assert [len(one.evidence) for one in findings.findings(project)] == [2, 1]
    assert merging_evidence.merge_identical(project) == 1
    assert [len(one.evidence) for one in findings.findings(project)] == [1, 1]
    (kept,) = tables.quotes.all()
    assert (kept.level, kept.reason) == ("none", "critical")
    assert [one.quote_id for one in tables.translations.all()] == [kept.id]
    assert merging_evidence.merge_identical(project) == 0
    project.undo()
    assert [len(one.evidence) for one in findings.findings(project)] == [2, 1]
