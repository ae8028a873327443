"""Rows that two copies add under the same id, such as settings: the later one stands, and that is told."""

import gzip
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from merging_acts import copied

from qualcoder_cg.services import codebook, memos, register, rules, studies
from qualcoder_cg.services.merge import merge, preview
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.opening import open_study

FILES = Path(__file__).parents[1] / "storage" / "files"


def _copy(project: Project, name: str) -> Project:
    return open_study(copied(project.path, project.path.with_name(f"{name}.qcg")), name)


def test_of_two_first_memos_the_later_stands_and_it_is_told(project: Project) -> None:
    copy = _copy(project, "Ana")
    memos.write_study_memo(project, "what we knew before")
    memos.write_study_memo(copy, "a later thought")  # the smaller of the two, as text
    (clash,) = preview(project, copy.path).clashes
    assert (clash.key, clash.wins, clash.choosable) == ("setting/memo/value", "theirs", True)
    (back,) = preview(copy, project.path).clashes
    assert back.wins == "mine"
    merge(project, copy.path)
    merge(copy, project.path)
    assert memos.study_memo(project) == memos.study_memo(copy) == "a later thought"
    assert project.fingerprint() == copy.fingerprint()
    assert preview(project, copy.path).is_empty
    copy.close()


def test_a_first_memo_that_was_changed_and_one_that_came_between(project: Project, tmp_path: Path) -> None:
    one, two = _copy(project, "one"), _copy(project, "two")
    memos.write_study_memo(one, "x first")
    memos.write_study_memo(two, "m between")
    memos.write_study_memo(one, "a last")
    three = _copy(project, "three")
    memos.write_study_memo(three, "z before the end")
    memos.write_study_memo(two, "k the end")
    paths = [study.path for study in (one, two, three)]
    for study in (one, two, three):
        study.close()
    said = set()
    for number, order in enumerate(itertools.permutations(paths)):
        study = open_study(copied(order[0], tmp_path / f"order {number}.qcg"), "Lead")
        for path in (*order[1:], *order):
            merge(study, path)
        said.add((memos.study_memo(study), study.fingerprint()))
        study.close()
    assert {memo for memo, _content in said} == {"k the end"} and len(said) == 1


def test_keywords_both_add_are_no_conflict(project: Project, code_ids: dict[str, str]) -> None:
    copy = _copy(project, "Ana")
    codebook.describe_code(project, code_ids["Q11"], keywords={"es": ("mesa", "tripartita")})
    codebook.describe_code(copy, code_ids["Q11"], keywords={"es": ("tripartita", "acuerdo", "mesa")})
    assert preview(project, copy.path).clashes == []
    merge(project, copy.path)
    merge(copy, project.path)
    terms = studies.problems(project), codebook.get_code(project, code_ids["Q11"]).keywords
    assert terms[0] == [] and set(dict(terms[1])["es"]) == {"mesa", "tripartita", "acuerdo"}
    assert project.fingerprint() == copy.fingerprint()
    copy.close()


def test_copies_that_parted_in_an_earlier_version_tell_what_differs(tmp_path: Path) -> None:
    kept = gzip.decompress((FILES / "schema-5.qcg.gz").read_bytes())
    paths = [tmp_path / f"{name}.qcg" for name in ("mine", "theirs")]
    for path in paths:
        path.write_bytes(kept)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE coding SET memo = ?", [f"of {path.stem}"])
    study = open_study(paths[0], "Lead")
    found = preview(study, paths[1])
    n = study.codings.count()
    assert [(one.table, one.mine.value, one.theirs.value) for one in found.clashes] == [
        ("coding", "of mine", "of theirs")
    ] * n
    assert n and all(one.choosable and not one.mine.when for one in found.clashes)
    merge(study, paths[1], choices={one.key: "mine" for one in found.clashes})
    said = {one.memo for document in study.documents.all() for one in study.codings.in_document(document.id)}
    assert said == {"of mine"}
    study.close()


def test_different_rules_set_in_two_copies_both_hold(project: Project) -> None:
    copy = _copy(project, "Ana")
    rules.change_rules(project, k=5)
    rules.change_rules(copy, same_edges=70, k=5)
    assert preview(project, copy.path).clashes == []
    merge(project, copy.path)
    assert (rules.rules(project).k, rules.rules(project).same_edges) == (5, 70)
    rules.change_rules(project, k=6)
    rules.change_rules(copy, k=4)
    (clash,) = preview(project, copy.path).clashes
    assert (clash.what, clash.mine.value, clash.theirs.value) == ("Rule of the study: k", "6", "4")
    merge(copy, project.path)
    assert rules.rules(copy).k == 4
    copy.close()


def test_rules_kept_as_one_value_by_an_earlier_version_still_hold(project: Project) -> None:
    with project.step("As before"):
        project.settings.put("rules", {"k": 4, "same_edges": 60})
    assert (rules.rules(project).k, rules.rules(project).same_edges) == (4, 60)
    rules.change_rules(project, k=7)
    assert (rules.rules(project).k, rules.rules(project).same_edges) == (7, 60)


def test_a_cell_filled_for_an_institution_that_a_copy_removed_keeps_it(project: Project) -> None:
    (institution_id,) = register.add_rows(project, "institution", [{"name": "Institute of Numbers"}])
    column = register.add_column(project, "institution", "Budget")
    copy = _copy(project, "Ana")
    register.remove_rows(project, "institution", [institution_id])
    register.set_cells(copy, "institution", [(institution_id, column, "large")])
    merge(project, copy.path)
    merge(copy, project.path)
    assert studies.problems(project) == studies.problems(copy) == []
    assert register.open_table(project, "institution").all()[institution_id][column] == "large"
    assert project.fingerprint() == copy.fingerprint()
    copy.close()
