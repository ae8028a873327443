"""Both sides of a conflict in what is written in sentences may stand; what gives way is told whole."""

import pytest
from merging_acts import copied

from qualcoder_cg.errors import UserError
from qualcoder_cg.services import codebook, coding, memos, merge_words
from qualcoder_cg.services.merge import merge, preview
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.opening import open_study

LONG = "The table met eleven times, and each time someone else was missing. " * 3


@pytest.fixture
def other(project: Project, coding_id: str):
    """A copy of the study in which Ana works."""
    copy = open_study(copied(project.path, project.path.with_name("from Ana.qcg")), "Ana L.")
    yield copy
    copy.close()


def test_both_memos_stand_the_earlier_first_whoever_merges(
    project: Project, other: Project, coding_id: str
) -> None:
    coding.write_memo(other, coding_id, "zz the earlier")
    coding.write_memo(project, coding_id, "aa the later")
    (clash,) = preview(project, other.path).clashes
    assert clash.joinable
    before = project.fingerprint()
    mine = copied(project.path, project.path.with_name("before.qcg"))
    report = merge(project, other.path, choices={clash.key: "both"})
    merge(other, mine, choices={clash.key: "both"})
    for study in (project, other):
        found = study.codings.get(coding_id)
        assert found and found.memo == "zz the earlier\n\naa the later"
    assert "kept both, the earlier first, chosen by hand." in merge_words.text(report)
    assert preview(project, other.path).clashes == []
    merge(project, other.path)
    merge(other, project.path)
    assert project.fingerprint() == other.fingerprint()
    while project.fingerprint() != before:
        assert project.undo()


def test_what_one_side_only_added_to_stands_once(project: Project, other: Project, coding_id: str) -> None:
    coding.write_memo(other, coding_id, "A table of three parties")
    coding.write_memo(project, coding_id, "A table of three parties, in 2021.")
    (clash,) = preview(project, other.path).clashes
    merge(project, other.path, choices={clash.key: "both"})
    found = project.codings.get(coding_id)
    assert found and found.memo == "A table of three parties, in 2021."


def test_both_memos_of_the_study(project: Project, other: Project) -> None:
    memos.write_study_memo(project, 'She said "never"')
    memos.write_study_memo(other, "niñas 😀")
    (clash,) = preview(project, other.path).clashes
    assert (clash.what, clash.mine.value) == ("Memo of the study", 'She said "never"')
    merge(project, other.path, choices={clash.key: "both"})
    assert memos.study_memo(project) == 'She said "never"\n\nniñas 😀'


def test_of_a_name_both_cannot_stand(project: Project, other: Project, code_ids: dict[str, str]) -> None:
    code = codebook.add_code(project, "trust")
    merge(other, project.path)
    codebook.rename_code(project, code.id, "confidence")
    codebook.rename_code(other, code.id, "faith")
    (clash,) = (one for one in preview(project, other.path).clashes if one.key.endswith("name"))
    assert not clash.joinable and clash.choosable
    before = project.fingerprint()
    with pytest.raises(UserError, match="not both sides can stand"):
        merge(project, other.path, choices={clash.key: "both"})
    assert project.fingerprint() == before


@pytest.mark.parametrize("side", ["", "mine", "theirs"])
def test_what_gives_way_is_told_whole(project: Project, other: Project, coding_id: str, side: str) -> None:
    coding.write_memo(other, coding_id, LONG + "Said the union.")
    coding.write_memo(project, coding_id, LONG + "Said the ministry.")
    (clash,) = preview(project, other.path).clashes
    assert len(clash.mine.value) <= 60 and clash.mine.whole == LONG + "Said the ministry."
    report = merge(project, other.path, choices={clash.key: side} if side else {})
    told = merge_words.text(report)
    gone, stays = ("ministry", "union") if side == "theirs" else ("union", "ministry")
    assert f"{LONG}Said the {gone}." in told and f"{LONG}Said the {stays}." not in told
