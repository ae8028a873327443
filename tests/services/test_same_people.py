"""Several entries of one coder or informant made one: what follows, what is united, what is refused."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.codings import MANUAL, SUGGESTED
from qualcoder_cg.domain.queries import Query
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import LEAD, Adjudicated, Adjudication
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import coders, coding, packages, queries, register, studies
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows


def _coded(project: Project, name: str, document_id: str, code_id: str, *spans: Span) -> list[str]:
    project.coder_name = name
    return [
        coding.apply_code(project, document_id=document_id, span=span, code_id=code_id).id for span in spans
    ]


def _id(project: Project, name: str) -> str:
    return next(one.id for one in project.coders.all() if one.name == name)


def test_codings_that_say_the_same_become_one_and_others_stay(
    project: Project, document_id: str, code_ids: dict[str, str]
) -> None:
    first = _coded(project, "Ana L.", document_id, code_ids["Q11"], Span(2, 8), Span(20, 30))
    second = _coded(
        project, "Ana López", document_id, code_ids["Q11"], Span(2, 8), Span(20, 30), Span(40, 50)
    )
    coding.write_memo(project, second[1], "why")
    gone, kept = max(first[0], second[0]), min(first[0], second[0])
    now, adjudicated = rows.now(), rows.new_id()
    with project.step("Wait and settle"):
        project.codings.change(kept, origin=SUGGESTED)
        decision = Adjudication(
            rows.new_id(), document_id, "missed", "both", "", _id(project, "Ana L."), None, now, 2, 8
        )
        project.team.adjudications.add(decision)
        project.team.adjudicated.add(Adjudicated(adjudicated, decision.id, gone))
        project.finished.add([document_id], _id(project, "Ana López"))
    before = project.fingerprint()
    one = coders.merge_coders(project, _id(project, "Ana L."), [_id(project, "Ana López")])
    assert one == min(one, *(coder.id for coder in project.coders.all() if coder.name.startswith("Ana")))
    assert project.coder_name == "Ana L." and project.finished.of_coder(one) == {document_id}
    found = {each.id: each for each in project.codings.in_document(document_id)}
    assert set(found) == {*first, *second} - {gone} and {each.coder_id for each in found.values()} == {one}
    assert found[kept].origin == MANUAL
    assert project.team.adjudicated.get(adjudicated).coding_id == kept
    assert studies.problems(project) == []
    project.undo()
    assert project.fingerprint() == before


def test_the_one_leads_if_any_did_and_is_called_as_was_said(project: Project) -> None:
    lead = studies.current_coder(project)
    other = studies.add_coder(project, "M. Ruiz", "MZ")
    kept = coders.merge_coders(project, other.id, [lead.id])
    (coder,) = project.coders.all()
    assert (coder.id, coder.name, coder.initials, coder.hue) == (kept, "M. Ruiz", "MZ", other.hue)
    assert coder.role == LEAD
    with pytest.raises(UserError, match="no other coder"):
        coders.merge_coders(project, kept, [kept])


def test_who_codes_a_second_time_stays_apart(project: Project) -> None:
    ana = studies.add_coder(project, "Ana L.")
    again = coders.add_again(project, ana)
    with pytest.raises(UserError, match=r"Ana L\. \(2\) codes for a second time"):
        coders.merge_coders(project, ana.id, [again.id])
    other = studies.add_coder(project, "Ana López")
    kept = coders.merge_coders(project, ana.id, [other.id])
    assert {one.again_of for one in project.coders.all() if one.id == again.id} == {kept}


def test_saved_queries_follow(project: Project) -> None:
    ana, other = studies.add_coder(project, "Ana L."), studies.add_coder(project, "Ana López")
    asked = Query(coders=frozenset({ana.id, other.id}))
    saved = queries.save_query(project, "Ana's", asked)
    kept = coders.merge_coders(project, ana.id, [other.id])
    assert queries.query_of(queries.named(project, saved.name)).coders == {kept}


def test_consent_and_attribution_are_those_of_the_strictest(project: Project, document_id: str) -> None:
    code = project.documents.all()[0].code
    first, second, third = register.add_rows(
        project,
        "informant",
        [
            {"code": "KII-1", "consent": "record; quote; name", "ceiling": "name", "role": "Head"},
            {"code": "KII-01", "consent": "record; quote", "ceiling": "type", "type": "Agency"},
            {"code": "KII-001", "consent": "no"},
        ],
    )
    register.add_rows(project, "interview", [{"code": "V-1", "informants": "KII-01", "documents": code}])
    kept = register.merge_informants(project, first, [second])
    person = next(one for one in project.informants.all() if one.id == kept)
    assert kept == min(first, second) and third in {one.id for one in project.informants.all()}
    assert (person.code, person.consent, person.ceiling) == ("KII-1", "record quote", "type")
    assert (person.role, person.type) == ("Head", "Agency")
    assert project.interviews.all()[0].informants == (kept,)
    last = register.merge_informants(project, kept, [third])
    (person,) = project.informants.all()
    assert person.id == last and not person.may_be_quoted


def test_a_blind_package_knows_nothing_of_it(
    project: Project, document_id: str, code_ids: dict[str, str], tmp_path: Path
) -> None:
    _coded(project, "Ana L.", document_id, code_ids["Q11"], Span(2, 8))
    _coded(project, "Zenobia Q.", document_id, code_ids["Q11"], Span(20, 30))
    beto = studies.add_coder(project, "Beto")
    gone = {_id(project, "Ana L."), _id(project, "Zenobia Q.")}
    coders.merge_coders(project, _id(project, "Ana L."), [_id(project, "Zenobia Q.")])
    target = tmp_path / "beto.qcg"
    packages.make(project, target, packages.PackagePlan(beto.id, (document_id,), blind=True))
    held = target.read_bytes()
    assert not [one for one in (*gone, "Zenobia", "Ana L.") if one.encode() in held]
