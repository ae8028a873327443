"""Bringing a copy in: what is seen before, what is refused, what a person may choose, and the way back."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from merging_acts import copied

from qualcoder_cg.domain.codings import Coding
from qualcoder_cg.domain.merge_report import ALIKE, NEW_THERE, RENAMED, SAME_NAME
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import codebook, coding, documents, merge_words, revisions, studies
from qualcoder_cg.services.evidence import title as study_title
from qualcoder_cg.services.merge import merge, preview
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import backup, rows, schema, stamps
from qualcoder_cg.storage.opening import open_study


@pytest.fixture
def other(project: Project, coding_id: str) -> Iterator[Project]:
    """A copy of the study (which has a coding under Q11) on which Ana works."""
    copy = open_study(copied(project.path, project.path.with_name("from Ana.qcg")), "Ana L.")
    yield copy
    copy.close()


def test_codings_of_both_are_there_and_merging_twice_changes_nothing(
    project: Project, other: Project, document_id: str, code_ids: dict[str, str]
) -> None:
    made = [
        coding.apply_code(one, document_id=document_id, span=Span(place, 40), code_id=code_ids["Q12"]).id
        for one, place in ((project, 5), (other, 9))
    ]
    told: list[frozenset[str]] = []
    project.listen(lambda changes: told.append(changes.of("coding")))
    report = merge(project, other.path)
    assert {one.id for one in project.codings.some(made)} == set(made)
    assert told == [frozenset({made[1]})]
    assert Path(report.backup).is_file() and backup.existing(project.path)
    steps = project.step_counts()
    assert merge(project, other.path).preview.is_empty and project.step_counts() == steps
    assert "Ana L." in [one.name for one in project.coders.all()]
    assert project.activity(1)[0].what == "Bring in the copy {file}"


def test_a_preview_changes_nothing(project: Project, other: Project, coding_id: str) -> None:
    coding.write_memo(other, coding_id, "seen")
    before = project.path.read_bytes()
    seen = preview(project, other.path)
    assert [(one.table, one.added, one.changed) for one in seen.coming] == [("coding", 0, 1)]
    assert project.path.read_bytes() == before


def test_deletions_are_known_from_their_graves(project: Project, other: Project, coding_id: str) -> None:
    coding.remove_codings(other, [coding_id])
    merge(project, other.path)
    assert project.codings.get(coding_id) is None
    project.undo()
    assert project.codings.get(coding_id) is not None
    merge(project, other.path)
    assert project.codings.get(coding_id) is None


def test_a_change_the_deletion_did_not_know_is_kept_and_told(
    project: Project, other: Project, coding_id: str
) -> None:
    coding.remove_codings(other, [coding_id])
    coding.write_memo(project, coding_id, "important")
    (clash,) = preview(project, other.path).clashes
    assert (clash.key, clash.wins, clash.choosable) == (f"coding/{coding_id}/", "mine", True)
    merge(project, other.path)
    found = project.codings.get(coding_id)
    assert found and found.memo == "important"


def test_a_code_removed_there_and_used_here_stays(project: Project, other: Project, document_id: str) -> None:
    code = codebook.add_code(project, "trust")
    merge(other, project.path)
    codebook.delete_codes(other, [code.id])
    made = coding.apply_code(project, document_id=document_id, span=Span(3, 9), code_id=code.id)
    report = merge(project, other.path)
    assert project.codes.get(code.id) and project.codings.get(made.id)
    merge(other, project.path)
    assert other.codes.get(code.id) and other.fingerprint() == project.fingerprint()
    assert report.preview.kept == ["Code trust"] and studies.problems(project) == []
    assert merge(project, other.path).preview.kept == []


def test_taking_the_other_side_is_a_later_change(project: Project, other: Project, coding_id: str) -> None:
    coding.write_memo(other, coding_id, "theirs")
    coding.write_memo(project, coding_id, "mine")
    (clash,) = preview(project, other.path).clashes
    assert (clash.mine.value, clash.theirs.value, clash.wins) == ("mine", "theirs", "mine")
    assert (clash.mine.who, clash.theirs.who) == (project.coder_name, "Ana L.")
    before = project.fingerprint()
    report = merge(project, other.path, choices={clash.key: "theirs"})
    assert report.chosen == {clash.key: "theirs"}
    told = merge_words.text(report).splitlines()
    assert told[0] == f"Merge into “{study_title(project)}”" and told[1] == f"Copy: {other.path.name}"
    assert told[2].startswith(f"Merged: {report.at[:10]} ") and told[2].endswith(project.coder_name)
    (line,) = (one for one in told if "“theirs”" in one)
    assert line.endswith("took what the copy has, chosen by hand.") and clash.key not in line
    found = project.codings.get(coding_id)
    assert found and found.memo == "theirs"
    merge(other, project.path)
    assert other.fingerprint() == project.fingerprint()
    project.undo()
    assert project.fingerprint() == before


def test_a_choice_that_names_no_conflict_is_refused(project: Project, other: Project) -> None:
    with pytest.raises(UserError, match="no conflict"):
        merge(project, other.path, choices={"coding/x/memo": "theirs"})


def test_both_texts_corrected(project: Project, other: Project, document_id: str, coding_id: str) -> None:
    text = project.documents.text(document_id)
    place = text.index("In eight months")
    revisions.edit_text(project, document_id, text[:10] + "ABC " + text[10:])
    revisions.edit_text(other, document_id, text[:40] + "something longer " + text[40:])
    code = other.codings.get(coding_id)
    assert code
    new = coding.apply_code(
        project, document_id=document_id, span=Span(place + 4, place + 19), code_id=code.code_id
    )
    (clash,) = preview(project, other.path).clashes
    assert clash.table == "document_text" and clash.choosable
    assert (clash.what, clash.mine.who, clash.theirs.who) == ("Text INT-01", project.coder_name, "Ana L.")
    sent = copied(other.path, other.path.with_name("sent.qcg"))
    merge(project, other.path)
    merge(other, project.path)
    assert project.fingerprint() == other.fingerprint()
    assert project.documents.text(document_id)[40:57] == "something longer "
    moved = project.codings.get(new.id)
    assert moved and project.documents.text(document_id)[moved.start : moved.end] == "In eight months"
    assert len(project.revisions.of(document_id)) == 2 and studies.problems(project) == []
    project.undo()
    merge(project, sent, choices={clash.key: "mine"})
    assert project.documents.text(document_id)[10:14] == "ABC "


def test_codebooks_that_drifted_apart(project: Project, other: Project, document_id: str) -> None:
    here, renamed = codebook.add_code(project, "Coordination"), codebook.add_code(project, "old name")
    merge(other, project.path)
    codebook.rename_code(other, renamed.id, "new name")
    there = codebook.add_code(other, "Gender budget")
    twin = codebook.add_code(project, "Gender budgets")
    with other.step("Same name"):
        other.codes.add(replace(here, id=rows.new_id()))
    coding.apply_code(other, document_id=document_id, span=Span(3, 9), code_id=there.id)
    seen = preview(project, other.path)
    found = {(one.kind, one.mine, one.theirs) for one in seen.codes}
    assert (RENAMED, "old name", "new name") in found and (NEW_THERE, "", "Gender budget") in found
    pairs = {(one.kind, one.first, one.second): one for one in seen.pairs}
    assert (SAME_NAME, "Coordination", "Coordination") in pairs
    alike = pairs[ALIKE, "Gender budgets", "Gender budget"]
    assert alike.score > 80 and alike.stays == "Gender budgets"
    report = merge(project, other.path, same={"code": [(alike.first_id, alike.second_id)]})
    assert [(one.stays, one.names) for one in report.same] == [
        ("Gender budgets", ["Gender budgets", "Gender budget"])
    ]
    kept, gone = sorted([twin.id, there.id])
    assert [one.start for one in project.codings.of_code(kept)] == [3]
    merge(other, project.path)
    assert other.fingerprint() == project.fingerprint() and other.codes.get(gone) is None


def test_same_coders_and_doubled_codings_are_told(
    project: Project, other: Project, document_id: str, code_ids: dict[str, str]
) -> None:
    other.coder_name = project.coder_name
    for one in (project, other):
        coding.apply_code(one, document_id=document_id, span=Span(2, 8), code_id=code_ids["Q12"])
        studies.add_coder(one, "Beto")
    seen = preview(project, other.path)
    (beto,) = seen.pairs
    assert (beto.table, beto.kind, beto.stays) == ("coder", SAME_NAME, "Beto") and seen.doubles == 1
    assert any("Beto" in line and beto.key in line for line in merge_words.lines(seen))


def test_what_cannot_be_merged_is_refused(project: Project, other: Project, tmp_path: Path) -> None:
    before = project.path.read_bytes()
    foreign = studies.new_study(tmp_path / "foreign.qcg", matrix="oecd-dac")
    foreign.close()
    damaged = tmp_path / "damaged.qcg"
    whole = other.path.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2 + 100])
    newer = copied(other.path, tmp_path / "newer.qcg")
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 999")
    text = tmp_path / "text.qcg"
    text.write_text("hello")
    for path, sentence in (
        (foreign.path, "not a copy of this study"), (damaged, "is damaged"), (newer, "newer version"),
        (text, "not a study file"), (project.path, "the study itself"), (tmp_path / "no.qcg", "no file"),
    ):  # fmt: skip
        with pytest.raises(UserError, match=sentence) as error:
            merge(project, path)
        assert error.value.hint and path.name in error.value.message
        assert (path == damaged) == ("send it again" in error.value.hint)
    assert project.path.read_bytes() == before


def test_cancelling_changes_nothing(project: Project, other: Project, coding_id: str) -> None:
    coding.write_memo(other, coding_id, "x")
    content = project.fingerprint()

    def cancel(done: int, _total: int, _message: str = "") -> None:
        if done > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        merge(project, other.path, progress=cancel)
    assert project.fingerprint() == content
    merge(project, other.path)
    found = project.codings.get(coding_id)
    assert found and found.memo == "x"


def test_codes_moved_below_each_other(project: Project, other: Project) -> None:
    from qualcoder_cg.services.codebook_moves import move_codes

    one, two = codebook.add_code(project, "one"), codebook.add_code(project, "two")
    merge(other, project.path)
    move_codes(project, [one.id], two.id)
    move_codes(other, [two.id], one.id)
    merge(project, other.path)
    merge(other, project.path)
    assert project.fingerprint() == other.fingerprint()
    parents = {code.id: code.parent_id for code in project.codes.all()}
    assert (parents[one.id], parents[two.id]) == (None, one.id)


def test_a_package_that_lacks_rows_deletes_nothing(
    project: Project, other: Project, document_id: str, code_ids: dict[str, str]
) -> None:
    with closing(sqlite3.connect(other.path)) as connection:
        connection.execute("DELETE FROM coding")
        connection.execute("DELETE FROM stamp WHERE tbl = 'coding'")
        connection.commit()
    made = coding.apply_code(other, document_id=document_id, span=Span(3, 9), code_id=code_ids["Q12"])
    merge(project, other.path)
    assert project.codings.count() == 2 and project.codings.get(made.id)


@pytest.mark.parametrize("orders", [3])
def test_three_coders_in_many_orders(tmp_path: Path, orders: int) -> None:
    _in_many_orders(tmp_path, 200, orders)


@pytest.mark.soak
@pytest.mark.skipif("QUALCODER_CG_SOAK" not in __import__("os").environ, reason="long")
def test_three_coders_with_a_thousand_codings_in_a_hundred_orders(tmp_path: Path) -> None:
    _in_many_orders(tmp_path, 1000, 100)


def _in_many_orders(folder: Path, n: int, orders: int) -> None:
    """Three coders with `n` codings each bring one another's copies in, at random until all have all."""
    chance = random.Random(7)
    base = studies.new_study(folder / "base.qcg", matrix="oecd-dac", coder="Lead")
    (folder / "KII-01.txt").write_text("E1: Why?\nKII-01: " + "Nobody came to the table. " * 800)
    documents.import_files(base, [folder / "KII-01.txt"])
    document = base.documents.all()[0]
    code = codebook.add_code(base, "trust")
    base.close()
    files, ids = [], set()
    for number in range(3):
        files.append(copied(base.path, folder / f"coder{number}.qcg"))
        project = open_study(files[-1], f"Coder {number}")
        with project.step("Code"):
            coder = studies.current_coder(project).id
            starts = [chance.randrange(document.characters - 50) for _one in range(n)]
            made = [
                Coding(rows.new_id(), document.id, code.id, coder, start, start + 40, "", "manual", "")
                for start in starts
            ]
            project.codings.add(made)
        ids |= {one.id for one in made}
        project.close()
    contents = set()
    for order in range(orders):
        paths = [copied(file, folder / f"{order}-{n}.qcg") for n, file in enumerate(files)]
        for _round in range(3):
            for mine, theirs in chance.sample([(0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)], 6):
                _bring(paths[mine], paths[theirs])
        for path in paths:
            project = open_study(path, "Lead")
            contents.add(project.fingerprint())
            assert {one.id for one in project.codings.in_document(document.id)} == ids
            project.close()
        for path in paths:
            path.unlink()
            shutil.rmtree(backup.folder(path), ignore_errors=True)
    assert len(contents) == 1


def _bring(mine: Path, theirs: Path) -> None:
    project = open_study(mine, "Lead")
    merge(project, theirs)
    project.close()


def test_an_undone_merge_leaves_no_stamps(project: Project, other: Project, coding_id: str) -> None:
    coding.write_memo(other, coding_id, "x")
    kept = _records(project)
    merge(project, other.path)
    assert _records(project) != kept
    project.undo()
    assert _records(project) == kept
    assert stamps.LIVES == ""


def _records(project: Project) -> list[list[tuple[object, ...]]]:
    return [
        sorted(project.connection.execute(f"SELECT * FROM {table}").fetchall())
        for table in ("stamp", "writer", "tombstone", "anchor")
    ]


def test_a_text_corrected_on_both_sides_is_told_by_what_differs(
    project: Project, other: Project, document_id: str
) -> None:
    text = project.documents.text(document_id)
    revisions.edit_text(other, document_id, text[:200] + "THEIRS " + text[200:])
    revisions.edit_text(project, document_id, text[:200] + "MINE " + text[200:])
    (clash,) = (one for one in preview(project, other.path).clashes if one.table == "document_text")
    assert "MINE" in clash.mine.value and "THEIRS" in clash.theirs.value
    assert clash.mine.value.startswith("…") and len(clash.mine.value) <= 60
    report = merge(project, other.path)
    assert "kept what is here, changed last." in merge_words.text(report)


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ("one two", "one three", ("one two", "one three")),
        ("same", "same and more", ("same", "same and more")),
        ("a" * 50 + " bcd e", "a" * 50 + " bcd f", ("…bcd e", "…bcd f")),
    ],
)
def test_where_two_texts_part(mine: str, theirs: str, said: tuple[str, str]) -> None:
    assert merge_words.differing(mine, theirs, 18) == said


def test_every_table_of_a_study_has_a_name() -> None:
    assert [name for name in schema.CONTENT if merge_words.table(name) == name] == []
