"""Which earlier texts of a document merges keep: those that the copies had, whichever met first."""

from itertools import permutations
from pathlib import Path

import pytest
from merging_acts import copied

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, documents, notes, revisions, studies
from qualcoder_cg.services.merge import merge
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.opening import open_study

TYPO, ANOTHER = ("came", "come"), ("the", "teh")


@pytest.fixture
def copies(project: Project, document_id: str, tmp_path: Path) -> list[Path]:
    """Four copies: two in which the same was corrected, one in which something else was, between the two,
    and one from the first, in which a correction was undone."""
    files = [copied(project.path, tmp_path / f"copy {number}.qcg") for number in range(3)]
    for file, (old, new) in zip(files, (TYPO, ANOTHER, TYPO), strict=True):
        _correct(file, document_id, old, new)
    files.append(copied(files[0], tmp_path / "copy 3.qcg"))
    _correct(files[3], document_id, *ANOTHER, undo=True)
    return files


def _correct(file: Path, document_id: str, old: str, new: str, undo: bool = False) -> None:
    copy = open_study(file, f"Coder of {file.stem}")
    text = copy.documents.text(document_id)
    assert old in text
    revisions.edit_text(copy, document_id, text.replace(old, new, 1))
    if undo:
        copy.undo()
    copy.close()


def _brought_in(files: list[Path], target: Path) -> str:
    path = copied(files[0], target)
    project = open_study(path, "Lead")
    for file in files[1:]:
        merge(project, file)
    content, steps = project.fingerprint(), project.step_counts()
    for file in files:
        merge(project, file)
    assert (project.fingerprint(), project.step_counts()) == (content, steps)
    assert studies.problems(project) == []
    project.close()
    return content


def test_the_same_correction_in_two_copies_leads_to_the_same_versions(
    copies: list[Path], tmp_path: Path
) -> None:
    orders = enumerate([*permutations(copies)][::2])
    contents = {_brought_in(list(files), tmp_path / f"order {number}.qcg") for number, files in orders}
    assert len(contents) == 1


def test_trees_of_the_same_copies_lead_to_the_same_versions(copies: list[Path], tmp_path: Path) -> None:
    contents = set()
    for number, (one, two, three, four) in enumerate([*permutations(copies)][::4]):
        left, right = tmp_path / f"left {number}.qcg", tmp_path / f"right {number}.qcg"
        _brought_in([one, two], left)
        _brought_in([three, four], right)
        contents.add(_brought_in([left, right], tmp_path / f"tree {number}.qcg"))
    assert len(contents) == 1


def test_what_a_person_kept_outweighs_what_a_merge_made(
    copies: list[Path], document_id: str, tmp_path: Path
) -> None:
    _brought_in(copies, tmp_path / "all.qcg")
    project = open_study(tmp_path / "all.qcg", "Lead")
    kept = project.revisions.of(document_id)
    assert [one.number for one in kept] == list(range(1, len(kept) + 1))
    corrected = next(one for one in kept if TYPO[1] in one.text and ANOTHER[1] not in one.text)
    assert corrected.coder == "Coder of copy 3" and corrected.turns
    project.close()


def test_an_earlier_text_keeps_no_document_alive(project: Project, document_id: str, tmp_path: Path) -> None:
    for one in project.codings.in_document(document_id):
        coding.remove_codings(project, [one.id])
    note = notes.add_note(project, document_id=document_id, span=Span(3, 9), text="hm")
    files = [copied(project.path, tmp_path / f"copy {number}.qcg") for number in range(3)]
    _correct(files[0], document_id, *ANOTHER)
    _correct(files[1], document_id, *TYPO)
    for file, act in (
        (files[1], lambda copy: documents.remove_documents(copy, [document_id])),
        (files[0], lambda copy: notes.write_note(copy, note.id, "it stays")),
    ):
        copy = open_study(file, f"Coder of {file.stem}")
        act(copy)
        copy.close()
    merged = tmp_path / "first.qcg"
    _brought_in(files[:2], merged)  # the memo keeps the document, and with it the text that gave way
    files[2] = copied(files[0], tmp_path / "copy 2.qcg")
    copy = open_study(files[2], "Coder who removes the memo")
    notes.remove_notes(copy, [note.id])
    copy.close()
    orders = enumerate(permutations(files))
    contents = {_brought_in(list(order), tmp_path / f"gone {number}.qcg") for number, order in orders}
    assert len(contents) == 1
    last = open_study(copied(merged, tmp_path / "last.qcg"), "Lead")
    merge(last, files[2])
    assert last.fingerprint() in contents and last.documents.get(document_id) is None
    last.close()
