"""The register of the sample study: who was interviewed, who was not and why."""

from collections.abc import Iterator

import pytest

from qualcoder_cg.domain.attribution import ROLE
from qualcoder_cg.services import evidence, register, sample
from qualcoder_cg.services.register_summary import interview_summary
from qualcoder_cg.services.studies import Project


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


def test_ten_of_fourteen_interviews_were_held(study: Project) -> None:
    summary = interview_summary(study)
    assert (summary.planned, summary.held, summary.not_held, summary.to_come) == (14, 10, 4, 0)
    assert summary.by_status == {"held": 10, "declined": 1, "no reply": 2, "could not attend": 1}


def test_the_counts_have_their_units(study: Project) -> None:
    counts = register.counts(study)
    assert counts[1:] == (13, 10, 9)
    assert counts.words()[1:] == ("13 informants", "10 interviews", "9 institutions")
    assert counts.excerpts == evidence.build(study).excerpt_count


def test_those_who_were_not_reached_are_in_the_register_and_in_no_count(study: Project) -> None:
    absent = {
        person for entry in study.interviews.all() if entry.status != "held" for person in entry.informants
    }
    assert len(absent) == 4
    assert len(study.informants.all()) == register.counts(study).informants + len(absent)


def test_every_transcript_records_an_interview_with_those_who_speak_in_it(study: Project) -> None:
    people = {entry.id: set(entry.informants) for entry in study.interviews.all()}
    for document in study.documents.all():
        if document.kind in ("interview", "group"):
            heard = {voice.informant_id for voice in study.informants.voices(document.id)}
            assert people[document.interview_id or ""] == heard


def test_one_informant_is_named_by_type_at_most(study: Project) -> None:
    shown = {
        excerpt.attribution
        for excerpt in evidence.build(study, ROLE).excerpts()
        if excerpt.informants == ("KII-03",)
    }
    assert shown == {"Agency"}


def test_institutions_are_found_by_an_alias(study: Project) -> None:
    (row,) = [row for row in register.rows(study, "institution") if row.cells["name"].startswith("National")]
    assert row.cells["aliases"] == "Caja Nacional de Seguro; Insurance Fund; NIF"
    assert register.find_row(study, "institution", "nif") == row.id
    assert register.doubts(study, "institution") == []
    assert register.doubts(study, "interview") == []
