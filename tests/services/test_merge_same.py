"""Coders, people, places and columns that several copies added, made one: by anybody, in any order."""

import os
import random
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merging_acts import Acts, base, content_of, copied

from qualcoder_cg.domain.findings import PAGE, EvidenceItem
from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.domain.merge_report import ALIKE, SAME_NAME, MergePreview
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import Adjudicated, Adjudication, Assignment, Package
from qualcoder_cg.services import coding, coding_weight, notes, register, studies
from qualcoder_cg.services.merge import merge, preview
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows
from qualcoder_cg.storage.opening import open_study

LONG = "QUALCODER_CG_SOAK" in os.environ
ANA = "Ana L."
ONCE = settings(
    max_examples=60 if LONG else 3,
    derandomize=not LONG,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _named_alike(seen: MergePreview) -> dict[str, list[tuple[str, str]]]:
    """All pairs of one name, to be made one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in seen.pairs:
        if one.kind == SAME_NAME:
            found.setdefault(one.table, []).append((one.first_id, one.second_id))
    return found


def _bring(path: Path, others: Sequence[Path], coder: str = "Lead") -> None:
    """Bring copies in, making one what goes by one name."""
    project = open_study(path, coder)
    for other in others:
        merge(project, other, same=_named_alike(preview(project, other)))
    assert studies.problems(project) == []
    project.close()


def _work(project: Project, chance: random.Random) -> None:
    """What Ana does in a copy, in which she and those she meets are new; some of it in every copy alike."""
    documents = project.documents.all()
    codes = [one.id for one in project.codes.all()][:3]
    for document in documents[:2]:
        for start in (3, *chance.sample(range(10, 60, 10), 2)):
            made = coding.apply_code(
                project, document_id=document.id, span=Span(start, start + 5), code_id=chance.choice(codes)
            )
            if chance.random() < 0.3:
                coding.write_memo(project, made.id, chance.choice(["x", "y"]))
            if chance.random() < 0.3:
                coding_weight.set_key(project, [made.id], True)
    coding.apply_code(project, document_id=documents[0].id, span=Span(3, 8), code_id=codes[0])
    notes.add_note(project, document_id=documents[0].id, span=Span(2, 6), text="hm")
    column = register.add_column(project, "informant", "Level")
    (person,) = register.add_rows(
        project,
        "informant",
        [{"code": "KII-77", "institution": "Ministry", "role": chance.choice(["", "Head", "Deputy"]),
          "consent": chance.choice(["", "record; quote", "quote; name"]), column: chance.choice(["a", ""])}],
    )  # fmt: skip
    register.add_rows(project, "interview", [{"code": f"V-{chance.random()}", "informants": "KII-77"}])
    ministry = next(one.id for one in project.informants.institutions() if one.name == "Ministry")
    register.set_cells(project, "institution", [(ministry, "aliases", chance.choice(["MoL", "Labour"]))])
    with project.step("More"):
        _more(project, person, chance)


def _more(project: Project, person: str, chance: random.Random) -> None:
    """What else refers to her and to whom she met."""
    document, now = project.documents.all()[0], rows.now()
    ana = studies.current_coder(project).id
    project.finished.add([document.id], ana)
    label = chance.choice(["", "E1", "KII-01"])
    project.informants.set_voices(person, [Voice(document.id, person, label)])
    package = Package(rows.new_id(), ana, None, None, 0, now, "", 1)
    project.team.packages.add(package)
    project.team.assignments.add(Assignment(rows.new_id(), package.id, document.id, ana, None, 0))
    project.team.assignments.add(Assignment(rows.new_id(), None, document.id, ana, None, 1))
    found = project.codings.in_document(document.id)
    decision = Adjudication(rows.new_id(), document.id, "missed", "a", "so", ana, None, now, 3, 8)
    project.team.adjudications.add(decision)
    for one in chance.sample(found, 2):
        project.team.adjudicated.add(Adjudicated(rows.new_id(), decision.id, one.id))
    project.evidence.items.add(
        EvidenceItem(rows.new_id(), PAGE, None, document.id, "1", None, "seen", ana, now)
    )


def _copies(folder: Path, seed: int, n: int = 3) -> list[Path]:
    chance = random.Random(seed)
    first = base(folder, chance)
    files = [copied(first, folder / f"{number}.qcg") for number in range(n)]
    for file in files:
        project = open_study(file, ANA)
        _work(project, chance)
        Acts(project, chance, folder).apply_code()
        project.close()
    return files


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    project = open_study(path, "Lead")
    try:
        return {
            table: project.connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            for table in project._columns
        }
    finally:
        project.close()


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_what_is_made_one_is_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("same")
    files = _copies(folder, seed)
    merged = []
    for number, order in enumerate(permutations(files)):
        path = copied(order[0], folder / f"order{number}.qcg")
        _bring(path, order[1:])
        merged.append(path)
    first = _tables(merged[0])
    for path in merged[1:]:
        other = _tables(path)
        for table in first:
            assert first[table] == other[table], table
    again = content_of(merged[0])
    for order in ([merged[1], *files], [merged[5], merged[2]]):
        _bring(merged[0], order)
        assert content_of(merged[0]) == again


@ONCE
@given(seed=st.integers(0, 1_000_000))
def test_made_one_amid_other_work_copies_still_join(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder, chance = tmp_path_factory.mktemp("amid"), random.Random(seed)
    files = _copies(folder, seed)
    for turn in range(2):
        for number, file in enumerate(files):
            project = open_study(file, ANA)
            Acts(project, chance, folder).work(10)
            project.close()
            if turn == 0 or chance.random() < 0.5:
                _bring(file, [files[number - 1]], ANA)
    contents = set()
    for number, order in enumerate(permutations(files)):
        project = open_study(copied(order[0], folder / f"order{number}.qcg"), "Lead")
        for other in order[1:]:
            merge(project, other)
        assert studies.problems(project) == []
        contents.add(project.fingerprint())
        project.close()
    assert len(contents) == 1


def _said(project: Project, coder: str = ANA) -> set[tuple[object, ...]]:
    """What a coder's codings say, whoever of that name made them."""
    ids = {one.id for one in project.coders.all() if one.name == coder}
    return {
        (one.document_id, one.start, one.end, one.code_id, one.memo, one.is_key)
        for document in project.documents.all()
        for one in project.codings.in_document(document.id)
        if one.coder_id in ids
    }


def test_nothing_is_lost_and_there_is_one_of_each(tmp_path: Path) -> None:
    files = _copies(tmp_path, 5)
    said: set[tuple[object, ...]] = set()
    interviews, packages = set(), set()
    for file in files:
        project = open_study(file, ANA)
        said |= _said(project)
        interviews |= {one.code for one in project.interviews.all()}
        packages |= {one.id for one in project.team.packages.all()}
        project.close()
    path = copied(files[1], tmp_path / "merged.qcg")
    _bring(path, [files[2], files[0]])
    project = open_study(path, "Lead")
    (ana,) = (one for one in project.coders.all() if one.name == ANA)
    assert _said(project) == said and len(said) > 12
    (person,) = (one for one in project.informants.all() if one.code == "KII-77")
    (ministry,) = (one for one in project.informants.institutions() if one.name == "Ministry")
    assert (
        person.institution == "Ministry" and set(ministry.aliases) <= {"MoL", "Labour"} and ministry.aliases
    )
    met = {one.code for one in project.interviews.all() if person.id in one.informants}
    assert met == interviews and len(met) == 3
    assert {one.id for one in project.team.packages.all() if one.coder_id == ana.id} == packages
    assert len(project.team.assignments.where("coder_id", ana.id)) == 4  # three packages, one without
    assert len(project.team.adjudications.where("coder_id", ana.id)) == 3
    assert len(project.own_columns.of("informant")) == 1
    document = project.documents.all()[0].id
    assert project.finished.of_coder(ana.id) == {document}
    assert len([one for one in project.notes.in_document(document) if one.coder_id == ana.id]) == 1
    known = {one.id for one in project.codings.in_document(document)}
    assert {one.coding_id for one in project.team.adjudicated.all()} <= known
    project.close()


def test_undo_parts_them_again_and_redo_makes_them_one(tmp_path: Path) -> None:
    one, two, _three = _copies(tmp_path, 8)
    project = open_study(one, ANA)
    before = project.fingerprint()
    merge(project, two, same=_named_alike(preview(project, two)))
    content, steps = project.fingerprint(), project.step_counts()
    assert len([each for each in project.coders.all() if each.name == ANA]) == 1
    merge(project, two)
    assert (project.fingerprint(), project.step_counts()) == (content, steps)
    project.undo()
    assert project.fingerprint() == before and studies.problems(project) == []
    project.redo()
    assert project.fingerprint() == content
    project.undo()
    merge(project, two)
    assert len([each for each in project.coders.all() if each.name == ANA]) == 2
    project.close()


def _ana_in(path: Path) -> str:
    project = open_study(path, ANA)
    found = studies.current_coder(project).id
    project.close()
    return found


def test_whoever_goes_on_in_a_copy_of_her_own_is_met_again(tmp_path: Path) -> None:
    one, two = sorted(_copies(tmp_path, 3, 2), key=_ana_in)  # the Ana of the second gives way
    sent = copied(two, tmp_path / "sent.qcg")
    lead = copied(one, tmp_path / "lead.qcg")
    _bring(lead, [two])
    ana = open_study(sent, ANA)
    document, code = ana.documents.all()[1], ana.codes.all()[1]
    made = coding.apply_code(ana, document_id=document.id, span=Span(70, 80), code_id=code.id)
    ana.close()
    project = open_study(lead, "Lead")
    seen = preview(project, sent)
    assert [(pair.table, pair.kind, pair.stays) for pair in seen.pairs][:1] == [("coder", SAME_NAME, ANA)]
    merge(project, sent, same=_named_alike(seen))
    (coder,) = (each for each in project.coders.all() if each.name == ANA)
    found = project.codings.get(made.id)
    assert found and found.coder_id == coder.id and studies.problems(project) == []
    content = project.fingerprint()
    project.close()
    _bring(sent, [lead])
    assert content_of(sent) == content


def test_who_made_them_one_is_followed_by_who_did_not(tmp_path: Path) -> None:
    one, two, three = _copies(tmp_path, 21)
    united, apart = copied(one, tmp_path / "united.qcg"), copied(three, tmp_path / "apart.qcg")
    _bring(united, [two, three])
    project = open_study(apart, "Lead")
    for other in (two, one):
        merge(project, other)
    assert len([each for each in project.coders.all() if each.name == ANA]) == 3
    assert not preview(project, united).pairs
    merge(project, united)
    content = project.fingerprint()
    project.close()
    assert content == content_of(united)


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        ("Ana L.", "ana l.", SAME_NAME), ("Ana L.", "Ana L", ALIKE), ("Ana L.", "Ana López", ALIKE),
        ("López, Ana", "Ana Lopez", ALIKE), ("Ana L.", "Ana M.", ""), ("Coder 1", "Coder 2", ""),
        ("Ana", "Anabel Ruiz", ""), ("Ana L.", "Ana L. (2)", ""), ("Marta Ruiz", "Martha Ruiz", ALIKE),
    ],
)  # fmt: skip
def test_which_coders_are_proposed(project: Project, here: str, there: str, kind: str) -> None:
    other = open_study(copied(project.path, project.path.with_name("other.qcg")), "Lead")
    for one, name in ((project, here), (other, there)):
        studies.add_coder(one, name)
    other.close()
    assert [pair.kind for pair in preview(project, other.path).pairs] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("here", "there", "kind"),
    [
        ("KII-07", "kii-07", SAME_NAME), ("KII-07", "KII 7", ALIKE), ("KII-07", "KII-70", ""),
        ("KII-07", "FGD-07", ""),
    ],
)  # fmt: skip
def test_which_informants_are_proposed(project: Project, here: str, there: str, kind: str) -> None:
    other = open_study(copied(project.path, project.path.with_name("other.qcg")), "Lead")
    for one, code in ((project, here), (other, there)):
        register.add_rows(one, "informant", [{"code": code}])
    other.close()
    assert [pair.kind for pair in preview(project, other.path).pairs] == ([kind] if kind else [])
