"""In a round that is coded blind nothing is suggested, to the end; what was kept back is measured still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_cg.domain.suggestions import CODED, PASSED, WITHHELD, Suggestion
from qualcoder_cg.domain.team import CALIBRATION
from qualcoder_cg.services import coding, packages, rounds, sample, studies, withheld
from qualcoder_cg.services.auto_coding import open_to_coding
from qualcoder_cg.services.coders import coder_named
from qualcoder_cg.services.packages import PackagePlan
from qualcoder_cg.services.studies import Project
from qualcoder_cg.services.whereabouts import finish_documents


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    project = sample.build_sample(tmp_path / "study.qcg")
    yield project
    project.close()


def _package(study: Project, path: Path, *, blind: bool, in_round: bool) -> Project:
    """A package of one document that the coder has not coded, opened."""
    ana = coder_named(study, "Ana L.")
    document = next(
        one for one in study.documents.ids()
        if ana.id not in {coding.coder_id for coding in study.codings.in_document(one)}
        and study.documents.turns(one)
    )  # fmt: skip
    round_id = None
    if in_round:
        round_id = rounds.start(study, "Blind", CALIBRATION, [document], [ana.id]).id
    packages.make(study, path, PackagePlan(ana.id, (document,), round_id=round_id, blind=blind))
    return studies.open_project(path)


def _found(project: Project) -> list[Suggestion]:
    document = project.documents.ids()[0]
    answers = [turn for turn in project.documents.turns(document) if turn.role == "respondent"]
    code = next(one.id for one in project.codes.all() if one.name == "Q1")
    return [Suggestion(document, turn.start, turn.end, code, 0.8, "keywords", "") for turn in answers]


def test_in_a_blind_round_all_is_kept_back_to_the_end(study: Project, tmp_path: Path) -> None:
    project = _package(study, tmp_path / "ana.qcg", blind=True, in_round=True)
    found = _found(project)
    document = found[0].document_id
    withheld.change_every(project, 0)
    assert withheld.split(project, document, found) == ([], found)
    assert open_to_coding(project, document, found) == ([], found)
    last = found[-1]
    coding.apply_code(project, document_id=document, span=last.span, code_id=last.code_id, known=found)
    told = [(one.how, one.outcome) for one in project.decisions.predictions.all()]
    assert told.count((WITHHELD, CODED)) == 1 and told.count((WITHHELD, PASSED)) == len(found) - 1
    assert withheld.split(project, document, found) == ([], found)
    finish_documents(project, [document], known={document: found})
    assert withheld.split(project, document, found) == ([], found)
    assert len(project.decisions.predictions.all()) == len(told)
    assert "coded blind" in withheld.why_none(project)
    project.close()


@pytest.mark.parametrize(("blind", "in_round"), [(True, False), (False, True), (False, False)])
def test_elsewhere_suggestions_are_shown(study: Project, tmp_path: Path, blind: bool, in_round: bool) -> None:
    project = _package(study, tmp_path / "ana.qcg", blind=blind, in_round=in_round)
    found = _found(project)
    withheld.change_every(project, 0)
    assert withheld.split(project, found[0].document_id, found) == (found, [])
    assert withheld.why_none(project) == ""
    project.close()
