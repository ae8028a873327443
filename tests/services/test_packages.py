"""Packages hold what their coder needs, and a blind one nothing at all of anybody else."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import Adjudicated, Adjudication, Consensus, Round
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import (
    codebook,
    codebook_versions,
    coders,
    coding,
    documents,
    finding_edit,
    memos,
    notes,
    package_copies,
    packages,
    quotes,
    redaction,
    register,
    studies,
)
from qualcoder_cg.services.packages import PackagePlan
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import packing_rows, rows, schema

TEXT = """E1: How did it begin?
KII-{n:02}: At first everybody came with an agenda of their own, in place {n}. The table made us sit together.
E1: What changed?
KII-{n:02}: In eight months we affiliated more women than in three years before, number {n}.
"""
SECRET = {
    "coding memo": "zarzuelaMemo",
    "note": "quetzalNote",
    "own code": "Pangolinario",
    "definition": "okapiDefinition",
    "document memo": "wombatDocument",
    "code memo": "axolotlCodebook",
    "finding": "narwhalFinding",
    "colleague": "Xiomara Quispe",
    "removed": "tapirRemoved",
    "study memo": "mantisStudy",
    "decision": "ibexDecided",
    "consensus": "caimanConsensus",
    "quote": "kudzuQuoted",
    "redaction": "lemurRedacted",
    "figures": "dingoMeasured",
}


@pytest.fixture
def team(tmp_path: Path) -> Project:
    """A study of six interviews: its lead, a colleague who left her marks, and Ben who is to receive some."""
    project = studies.new_study(tmp_path / "team.qcg", matrix="closing-gaps", coder="Lead Person")
    for n in range(1, 7):
        path = tmp_path / f"KII-{n:02}.txt"
        path.write_text(TEXT.format(n=n), encoding="utf-8")
        documents.import_files(project, [path])
    ben = studies.add_coder(project, "Ben Okoro")
    project.coder_name = SECRET["colleague"]
    _leave_marks(project)
    project.coder_name = ben.name
    _code(project, 0, "Q2")
    _code(project, 5, "Q2")
    project.coder_name = "Lead Person"
    return project


def _code(project: Project, document: int, code: str, start: int = 30) -> str:
    code_id = next(one.id for one in project.codes.all() if one.name == code)
    document_id = project.documents.ids()[document]
    made = coding.apply_code(project, document_id=document_id, span=Span(start, start + 40), code_id=code_id)
    return made.id


def _leave_marks(project: Project) -> None:
    """Everything a colleague may leave in a study, each with a word that stands nowhere else."""
    own = codebook.add_code(project, SECRET["own code"])
    codebook.describe_code(project, own.id, definition=SECRET["definition"])
    for number in range(5):
        made = _code(project, number, "Q1")
        coding.write_memo(project, made, f"{SECRET['coding memo']} {number}")
        _code(project, number, SECRET["own code"], 35)
    first = project.documents.ids()[0]
    notes.add_note(project, document_id=first, span=Span(5, 20), text=SECRET["note"])
    coding.write_document_memo(project, first, SECRET["document memo"])
    question = next(one for one in project.codes.all() if one.name == "Q1")
    codebook.write_code_memo(project, question.id, SECRET["code memo"])
    finding_edit.add_finding(project, question.question_id or "", SECRET["finding"])
    memos.write_study_memo(project, SECRET["study memo"])
    gone = _code(project, 1, "Q3")
    coding.write_memo(project, gone, SECRET["removed"])
    coding.remove_codings(project, [gone])

    _decide(project, first, question.id)


def _decide(project: Project, document_id: str, code_id: str) -> None:
    """What is made of codings: a decision with what holds by it, a quote, a redaction, a round's figures."""
    own = coders.own_coder(project)
    assert own
    now = rows.now()
    redaction.redact(project, document_id, Span(50, 60), "person", reason=SECRET["redaction"])
    quote = quotes.quote_of(project, document_id, Span(30, 70))
    quotes.set_level(project, [quote.id], "type", SECRET["quote"])
    with project.step("Plant"):
        project.team.rounds.add(Round("round", "First", "calibration", now, now, SECRET["figures"], 0))
        project.team.adjudications.add(
            Adjudication("d", document_id, "missed", "a", SECRET["decision"], own.id, None, now, 30, 70)
        )
        project.team.adjudicated.add(Adjudicated("e", "d", "coding"))
        project.team.consensus.add(
            Consensus("f", "d", document_id, code_id, own.id, SECRET["consensus"], "", 0, now, 30, 70)
        )


def _ben(project: Project) -> str:
    return coders.coder_named(project, "Ben Okoro").id


def _plan(project: Project, *numbers: int, **values: object) -> PackagePlan:
    ids = project.documents.ids()
    return PackagePlan(_ben(project), tuple(ids[number] for number in numbers), **values)  # type: ignore[arg-type]


def _found(path: Path, words: list[str]) -> list[str]:
    """Which of these words stand anywhere in a file or beside it, in any encoding a file may hold."""
    raw = b"".join(one.read_bytes() for one in sorted(path.parent.rglob("*")) if one.is_file())
    return [
        word
        for word in words
        for form in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
        if word.encode(form) in raw or word.casefold().encode(form) in raw
    ]


def _others(project: Project, name: str) -> list[str]:
    """Ids of everything that only others made, and the words they left."""
    ids = [
        one.id
        for document_id in project.documents.ids()
        for one in project.codings.in_document(document_id)
        if one.coder_id != _ben(project)
    ]
    ids += [one.id for one in project.coders.all() if one.name != name]
    ids += [one.id for one in project.codes.all() if one.name == SECRET["own code"]]
    return [*ids, *SECRET.values(), "Lead Person"]


def test_a_blind_package_holds_no_byte_of_a_colleague(team: Project, tmp_path: Path) -> None:
    secrets = _others(team, "Ben Okoro")
    assert _found(team.path, list(SECRET.values())), "they are in the study"
    target = tmp_path / "out" / "ben.qcg"
    target.parent.mkdir()
    packages.make(team, target, _plan(team, 0, 1, 2, round_id="round"))
    assert _found(target, secrets) == []
    opened = studies.open_project(target)
    _code(opened, 1, "Q1")
    opened.undo()
    _code(opened, 2, "Q5")
    opened.close()
    assert _found(target, secrets) == []


def test_a_blind_package_holds_what_its_coder_needs(team: Project, tmp_path: Path) -> None:
    package = packages.make(team, tmp_path / "ben", _plan(team, 0, 1, note="By Friday"))
    opened = studies.open_project(tmp_path / "ben.qcg", window=True)
    assert opened.coder_name == "Ben Okoro"
    # a copy says that it is back, so that the study learns it when the copy is merged
    assert package_copies.of_this_copy(opened) == package._replace(is_back=1)
    assert package.is_back == 0
    assert package.note == "By Friday"
    assert "Ben Okoro" in opened.warnings[0] and "“By Friday.”" in opened.warnings
    assert opened.documents.ids() == team.documents.ids()[:2]
    first = opened.documents.ids()[0]
    assert opened.documents.text(first) == team.documents.text(first)
    assert opened.documents.turns(first) == team.documents.turns(first)
    assert [one.name for one in opened.codes.all()] == [
        one.name for one in team.codes.all() if one.name != SECRET["own code"]
    ]
    own = [one for one in team.codings.in_document(first) if one.coder_id == _ben(team)]
    assert opened.codings.in_document(first) == own
    assert opened.seen.count() == 1
    assert [(one.document_id, one.is_double) for one in opened.team.assignments.all()] == [
        (one.document_id, one.is_double) for one in team.team.assignments.all()
    ]
    assert studies.problems(opened) == []


def test_nothing_is_in_a_blind_package_that_nobody_decided_on() -> None:
    lists = [
        packing_rows.WHOLE, packing_rows.OF_DOCUMENT, packing_rows.WORK, packing_rows.DECIDED,
        packing_rows.CHOSEN, packing_rows.NEVER_CARRIED,
    ]  # fmt: skip
    assert sorted(name for names in lists for name in names) == sorted(schema.CONTENT)


def test_an_open_package_holds_the_work_of_all(team: Project, tmp_path: Path) -> None:
    packages.make(team, tmp_path / "open.qcg", _plan(team, 0, 2, blind=False))
    opened = studies.open_project(tmp_path / "open.qcg")
    for document_id in opened.documents.ids():
        assert opened.codings.in_document(document_id) == team.codings.in_document(document_id)
        assert opened.notes.in_document(document_id) == team.notes.in_document(document_id)
    assert {one.name for one in opened.codes.all()} == {one.name for one in team.codes.all()}
    assert [one.reason for one in opened.team.adjudications.all()] == [SECRET["decision"]]
    assert studies.problems(opened) == []
    assert not package_copies.is_blind(opened)


def test_handing_out_is_one_step_that_can_be_undone(team: Project, tmp_path: Path) -> None:
    before = team.fingerprint()
    packages.make(team, tmp_path / "ben.qcg", _plan(team, 0, 5))
    assert team.undoable() and studies.in_words(team.undoable().name, team.undoable().words) == (
        "Hand out documents to Ben Okoro (2)"
    )
    doubles = {one.document_id: one.is_double for one in team.team.assignments.all()}
    ids = team.documents.ids()
    assert doubles == {ids[0]: 1, ids[5]: 0}
    assert [one.number for one in team.team.versions.all()] == [1]
    team.undo()
    assert team.fingerprint() == before


def test_the_codebook_is_kept_as_a_version_only_when_it_changed(team: Project, tmp_path: Path) -> None:
    first = packages.make(team, tmp_path / "a.qcg", _plan(team, 0))
    second = packages.make(team, tmp_path / "b.qcg", _plan(team, 1))
    assert first.version_id == second.version_id
    codebook.add_code(team, "New of the lead")
    third = packages.make(team, tmp_path / "c.qcg", _plan(team, 2))
    assert [one.number for one in team.team.versions.all()] == [1, 2]
    opened = studies.open_project(tmp_path / "c.qcg")
    assert "New of the lead" in {one.name for one in opened.codes.all()}
    made = _code(opened, 0, "New of the lead")
    assert opened.team.versions_of_codings(opened.codings.get(made).code_id) == {made: 2}  # type: ignore[union-attr]
    assert third.version_id == team.team.versions.all()[-1].id


def test_nothing_is_handed_out_where_the_file_cannot_be_written(team: Project, tmp_path: Path) -> None:
    before = team.fingerprint()
    (tmp_path / "there.qcg").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="already there"):
        packages.make(team, tmp_path / "there.qcg", _plan(team, 0))
    assert (tmp_path / "there.qcg").read_text(encoding="utf-8") == "mine"

    def stop(done: int, total: int, message: str = "") -> None:
        if message:
            raise Cancelled

    with pytest.raises(Cancelled):
        packages.make(team, tmp_path / "stopped.qcg", _plan(team, 0), stop)
    with pytest.raises(UserError):
        packages.make(team, tmp_path / "no folder" / "x.qcg", _plan(team, 0))
    assert team.fingerprint() == before
    assert [one.name for one in tmp_path.glob("*stopped*")] == []


def test_a_package_is_not_handed_out_of_a_package(team: Project, tmp_path: Path) -> None:
    packages.make(team, tmp_path / "ben.qcg", _plan(team, 0))
    opened = studies.open_project(tmp_path / "ben.qcg")
    with pytest.raises(UserError, match="package itself"):
        packages.make(opened, tmp_path / "again.qcg", _plan(opened, 0))


def test_whoever_codes_again_does_not_see_the_first_time(team: Project, tmp_path: Path) -> None:
    ben = coders.coder_named(team, "Ben Okoro")
    again = coders.add_again(team, ben)
    assert (again.name, again.initials, again.again_of) == ("Ben Okoro (2)", "BO2", ben.id)
    assert coders.add_again(team, ben) == again
    assert coders.add_again(team, again) == again
    plan = PackagePlan(again.id, tuple(team.documents.ids()))
    packages.make(team, tmp_path / "again.qcg", plan)
    opened = studies.open_project(tmp_path / "again.qcg")
    assert opened.coder_name == "Ben Okoro (2)"
    assert opened.codings.count() == 0
    assert {one.name for one in opened.coders.all()} == {"Ben Okoro", "Ben Okoro (2)"}


def test_an_interviewer_who_codes_too_is_not_named(team: Project, tmp_path: Path) -> None:
    (interview,) = register.add_rows(team, "interview", [{"code": "I-1", "interviewer": "X. Xiomara Quispe"}])
    with team.step("Link"):
        team.interviews.set_documents(interview, [team.documents.ids()[0]])
    packages.make(team, tmp_path / "ben.qcg", _plan(team, 0))
    opened = studies.open_project(tmp_path / "ben.qcg")
    assert [one.interviewer for one in opened.interviews.all()] == [""]
    stamped = opened.connection.execute("SELECT tbl, field, at FROM stamp WHERE at < 0").fetchall()
    assert ("interview", "interviewer", -1) in stamped


def test_a_study_keeps_a_lead(team: Project) -> None:
    (lead,) = coders.leads(team)
    assert lead.name == "Lead Person"
    with pytest.raises(UserError, match="only lead"):
        coders.change_coder(team, lead.id, role="coder")
    with pytest.raises(UserError, match="no role"):
        coders.change_coder(team, lead.id, role="boss")
    coders.change_coder(team, _ben(team), role="lead")
    coders.change_coder(team, lead.id, role="coder")
    assert [one.name for one in coders.leads(team)] == ["Ben Okoro"]


def test_a_code_made_by_hand_knows_who_made_it(team: Project) -> None:
    makers = {one.name: one.coder_id for one in team.codes.all() if one.coder_id}
    assert makers == {SECRET["own code"]: coders.coder_named(team, SECRET["colleague"]).id}
    assert SECRET["own code"] not in {one.name for one in packages.agreed_codes(team)}


def test_a_code_of_ones_own_is_handed_out_once_it_is_taken_in(team: Project, tmp_path: Path) -> None:
    # a version of the whole codebook, such as a decision makes, hands out nobody's own codes
    whole = codebook_versions.make(team)
    packages.make(team, tmp_path / "a.qcg", _plan(team, 0, version_id=whole.id))
    assert _found(tmp_path / "a.qcg", [SECRET["own code"]]) == [SECRET["own code"]], "in the study beside it"
    (tmp_path / "alone").mkdir()
    (tmp_path / "a.qcg").rename(tmp_path / "alone" / "a.qcg")
    assert _found(tmp_path / "alone" / "a.qcg", [SECRET["own code"], SECRET["definition"]]) == []
    own = next(one for one in team.codes.all() if one.name == SECRET["own code"])
    assert packages.take_in(team, [own.id]) == [own]
    assert packages.take_in(team, [own.id]) == []
    packages.make(team, tmp_path / "b.qcg", _plan(team, 0, version_id=whole.id))
    opened = studies.open_project(tmp_path / "b.qcg")
    assert SECRET["own code"] in {one.name for one in opened.codes.all()}


def test_only_what_is_handed_out_has_stamps_in_a_package(team: Project, tmp_path: Path) -> None:
    packages.make(team, tmp_path / "ben.qcg", _plan(team, 0))
    opened = studies.open_project(tmp_path / "ben.qcg").connection
    stamped = opened.execute("SELECT DISTINCT tbl, row_id FROM stamp").fetchall()
    assert stamped
    for table, row_id in stamped:
        assert opened.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', [row_id]).fetchone(), table
    for empty in ("tombstone", "step", "history", "activity"):
        assert opened.execute(f"SELECT count(*) FROM {empty}").fetchone()[0] == 0, empty
    for none in (*packing_rows.NEVER_CARRIED, *packing_rows.DECIDED, "adjudicated"):
        assert opened.execute(f"SELECT count(*) FROM {none}").fetchone()[0] == 0, none
    writers = opened.execute("SELECT DISTINCT coder FROM writer").fetchall()
    assert writers == [("",)]


def test_what_the_package_does_not_hold_is_not_written_over(team: Project, tmp_path: Path) -> None:
    packages.make(team, tmp_path / "ben.qcg", _plan(team, 0, 1))
    opened = studies.open_project(tmp_path / "ben.qcg")
    first, second = opened.documents.ids()
    with pytest.raises(UserError, match="not in this package"):
        coding.write_document_memo(opened, first, "Mine")
    # nobody wrote anything there
    coding.write_document_memo(opened, second, "Mine")
    assert [one.memo for one in opened.documents.all()] == ["", "Mine"]
    opened.undo()
    assert [one.memo for one in opened.documents.all()] == ["", ""]
