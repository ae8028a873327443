"""The chain of the sample study shows what the view is for: links, orphans, empty fields."""

from pathlib import Path

from qualcoder_cg.domain.chain import LESSON, RECOMMENDATION
from qualcoder_cg.services import sample
from qualcoder_cg.services.chain import chain, header


def test_the_sample_study_has_a_chain_with_gaps(tmp_path: Path) -> None:
    study = sample.build_sample(tmp_path / "sample.qcg")
    found = chain(study)
    assert [link.number for link in found.orphans] == ["C1", "C2", "C6", "LL2"]
    assert [link.number for link in found.of(RECOMMENDATION) if not link.rests_on] == ["R5"]
    assert [link.status for link in found.of(RECOMMENDATION)] == ["final", *["draft"] * 4]
    assert [link.empty for link in found.of(LESSON)] == [("success",), ("success", "administration")]
    assert header(study)["project_code"] == "INV/19/07"
    study.close()
