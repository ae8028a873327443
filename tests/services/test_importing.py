"""Documents come in, many at once, and go out again."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.domain.informants import Informant, Voice
from qualcoder_cg.domain.text import fingerprint
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import documents
from qualcoder_cg.services.documents import Details, import_files
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows

SPANISH = """E: ¿Cómo empezó el trabajo?
KII-02: Al principio cada quien venía con su agenda.
E: ¿Y después?
KII-02: Después nos sentamos a la misma mesa. 😀
"""


def _file(folder: Path, name: str, text: str = SPANISH) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{name}\n{text}", encoding="utf-8")
    return path


def test_a_document_is_stored_as_it_was_read(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "KII-02.txt"
    source.write_bytes(f"\ufeff{SPANISH}".replace("\n", "\r\n").encode())
    (result,) = import_files(project, [source])
    document = result.document
    assert document and not result.failed
    assert project.documents.text(document.id) == SPANISH
    assert (document.name, document.code, document.kind) == ("KII-02.txt", "INT-02", "interview")
    assert (document.language, document.characters) == ("es", len(SPANISH))
    assert document.sha256 == fingerprint(SPANISH) and document.words == len(SPANISH.split())
    turns = project.documents.turns(document.id)
    assert [SPANISH[turn.start : turn.end] for turn in turns] == [
        line.split(": ")[1] for line in SPANISH.splitlines()
    ]
    assert [turn.role for turn in turns] == ["interviewer", "respondent"] * 2


def test_files_come_in_one_step(project: Project, tmp_path: Path) -> None:
    before = project.fingerprint()
    results = import_files(project, [_file(tmp_path, f"{n}.txt") for n in range(3)])
    assert [result.document.code for result in results if result.document] == ["INT-02", "INT-03", "INT-04"]
    project.undo()
    assert project.fingerprint() == before


@pytest.mark.parametrize(
    ("kind", "code"),
    [("interview", "INT-02"), ("group", "GRP-01"), ("document", "DOC-01"), ("survey", "SUR-01")],
)
def test_codes_tell_the_kind(project: Project, tmp_path: Path, kind: str, code: str) -> None:
    (result,) = import_files(project, [_file(tmp_path, "a.txt")], kind=kind)
    assert result.document and (result.document.code, result.document.kind) == (code, kind)


def test_codes_count_on_after_ninety_nine_and_after_a_removal(project: Project, tmp_path: Path) -> None:
    first = project.documents.all()[0]
    results = import_files(project, [_file(tmp_path, f"{n}.txt") for n in range(2, 102)])
    codes = [result.document.code for result in results if result.document]
    assert codes[-3:] == ["INT-99", "INT-100", "INT-101"]
    documents.remove_documents(project, [first.id])
    (result,) = import_files(project, [_file(tmp_path, "new.txt")])
    assert result.document and result.document.code == "INT-102"


def test_a_text_comes_in_once_whatever_its_name(project: Project, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (first, second):
        path.write_text(SPANISH, encoding="utf-8")
    results = import_files(project, [first, second])
    assert results[0].document and results[1].document is None and not results[1].failed
    assert results[1].reason == "b.txt is already in the study as a.txt."
    step = project.undoable()
    assert import_files(project, [second])[0].document is None
    assert project.undoable() == step


def test_a_text_in_another_format_comes_in_and_is_told_of(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHola a todas\n", encoding="utf-8")
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHola a todas\n", encoding="utf-8")
    first, second = import_files(project, [tmp_path / "a.srt", tmp_path / "a.vtt"])
    assert first.document and second.document and not first.warnings
    assert second.warnings == ("a.vtt holds the same text as a.srt; keep one of them.",)
    assert import_files(project, [tmp_path / "a.vtt"])[0].document is None


def test_two_documents_of_one_name_are_warned_of(project: Project, tmp_path: Path) -> None:
    results = import_files(project, [_file(tmp_path / "a", "x.txt"), _file(tmp_path / "b", "x.txt", "Other")])
    assert all("Another document is called x.txt too." in result.warnings for result in results)


def test_a_bad_file_does_not_stop_the_good_ones(project: Project, tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 not really")
    paths = [_file(tmp_path, "1.txt"), bad, tmp_path / "gone.txt", _file(tmp_path, "x.xyz")]
    results = import_files(project, [*paths, _file(tmp_path, "2.txt")])
    assert [result.document is not None for result in results] == [True, False, False, False, True]
    assert [result.failed for result in results] == [False, True, True, True, False]
    assert all(result.path.name in result.reason for result in results if result.failed)
    assert len(project.documents.all()) == 3


def test_cancelling_brings_nothing_in(project: Project, tmp_path: Path) -> None:
    before = project.fingerprint()
    told: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, message: str = "") -> None:
        told.append((done, total, message))
        if done >= 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files(project, [_file(tmp_path, f"{n}.txt") for n in range(4)], progress=stop)
    assert told[0] == (0, 4, "0.txt") and told[-1][0] >= 2
    assert {message for _done, _total, message in told} <= {f"{n}.txt" for n in range(4)}
    assert project.fingerprint() == before


def test_folders_are_read_through(tmp_path: Path) -> None:
    wanted = [_file(tmp_path, name) for name in ("a.TXT", "deep/er/b.txt", "deep/z.md")]
    for name in ("deep/c.ppt", ".hidden.txt", "._a.docx", "~$a.docx"):
        _file(tmp_path, name)
    assert documents.expand([tmp_path, wanted[0]]) == wanted
    assert documents.expand([tmp_path / "deep" / "c.ppt"]) == [tmp_path / "deep" / "c.ppt"]


def test_nothing_to_import_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        import_files(project, [tmp_path / "empty"][:0])
    assert ".docx" in error.value.hint
    with pytest.raises(UserError, match="memo is not a kind of document"):
        import_files(project, [_file(tmp_path, "a.txt")], kind="memo")


def test_the_language_can_be_given(project: Project, tmp_path: Path) -> None:
    (result,) = import_files(project, [_file(tmp_path, "a.txt")], language="pt")
    assert result.document and result.document.language == "pt"
    with pytest.raises(UserError, match="Spanish is not the code of a language"):
        import_files(project, [_file(tmp_path, "b.txt")], language="Spanish")


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode here")
def test_a_name_in_an_old_encoding_comes_in_readable(project: Project, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xe9xico.txt"))
    try:
        path.write_text(SPANISH, encoding="utf-8")
    except OSError:
        pytest.skip("the file system refuses such names")
    (result,) = import_files(project, [path])
    assert result.document and result.document.name == "m\ufffdxico.txt"


def test_a_document_goes_with_its_codings_and_comes_back(
    project: Project, document_id: str, coding_id: str
) -> None:
    before = project.fingerprint()
    assert documents.remove_documents(project, [document_id]) == 1
    assert project.documents.all() == [] and project.codings.count() == 0
    assert project.documents.turns(document_id) == []
    with pytest.raises(KeyError):
        project.documents.text(document_id)
    project.undo()
    assert project.fingerprint() == before


@pytest.fixture
def people(project: Project) -> dict[str, str]:
    """Ids of three informants by code."""
    made = {code: rows.new_id() for code in ("KII-01", "KII-02", "KII-03")}
    with project.step("Add informants"):
        for code, informant_id in made.items():
            project.informants.put(Informant(informant_id, code, "agency", "", "", "", ""))
    return made


def test_files_are_described_one_by_one(project: Project, tmp_path: Path, people: dict[str, str]) -> None:
    one, group, plain = (_file(tmp_path, f"{name}.txt") for name in ("one", "group", "plain"))
    before = project.fingerprint()
    results = import_files(
        project,
        [one, group, plain],
        language="pt",
        details={
            one: Details(language="es", date="2024-05-31", place="Oaxaca", informant_ids=(people["KII-02"],)),
            group: Details(kind="group", informant_ids=(people["KII-02"], people["KII-03"])),
        },
    )
    made = [result.document for result in results if result.document]
    assert [(document.kind, document.language, document.date, document.place) for document in made] == [
        ("interview", "es", "2024-05-31", "Oaxaca"), ("group", "pt", "", ""), ("interview", "pt", "", ""),
    ]  # fmt: skip
    assert [document.code for document in made] == ["INT-02", "GRP-01", "INT-03"]
    voices = {(voice.document_id, voice.informant_id): voice.speaker for voice in project.informants.voices()}
    assert voices == {
        (made[0].id, people["KII-02"]): "KII-02",
        (made[1].id, people["KII-02"]): "",
        (made[1].id, people["KII-03"]): "",
    }
    project.undo()
    assert project.fingerprint() == before


def test_voices_that_were_there_stay(
    project: Project, document_id: str, tmp_path: Path, people: dict[str, str]
) -> None:
    with project.step("Say who speaks"):
        project.informants.set_voices(people["KII-01"], [Voice(document_id, people["KII-01"], "KII-01")])
    import_files(project, [_file(tmp_path, "a.txt")], details={
        tmp_path / "a.txt": Details(informant_ids=(people["KII-01"],))
    })  # fmt: skip
    documents_spoken_in = [voice.document_id for voice in project.informants.voices()]
    assert len(documents_spoken_in) == 2 and document_id in documents_spoken_in


@pytest.mark.parametrize(
    ("interviewer", "roles"),
    [
        (None, ["interviewer", "respondent"]),
        ("kii-02", ["respondent", "interviewer"]),
        ("", ["respondent", "respondent"]),
    ],
)
def test_the_interviewer_can_be_named(
    project: Project, tmp_path: Path, interviewer: str | None, roles: list[str]
) -> None:
    path = _file(tmp_path, "a.txt")
    (result,) = import_files(project, [path], details={path: Details(interviewer=interviewer)})
    assert result.document
    spoken = [turn for turn in project.documents.turns(result.document.id) if turn.speaker]
    assert [turn.role for turn in spoken] == roles * 2


def test_a_date_is_kept_year_first_however_it_was_written(project: Project, tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt")
    (result,) = import_files(project, [path], details={path: Details(date="31/5/2024")})
    assert result.document and result.document.date == "2024-05-31"


@pytest.mark.parametrize(
    ("details", "message"),
    [
        (Details(kind="memo"), "memo is not a kind of document"),
        (Details(language="Spanish"), "Spanish is not the code of a language"),
        (Details(date="5.3.2024"), "may be two days"),
        (Details(date="2023-02-29"), "2023-02-29 is not a date"),
        (Details(informant_ids=("gone",)), "no longer in the register"),
        (Details(interview_id="gone"), "no longer in the register"),
    ],
)
def test_what_cannot_be_said_of_a_file_brings_nothing_in(
    project: Project, tmp_path: Path, details: Details, message: str
) -> None:
    path = _file(tmp_path, "a.txt")
    before = project.fingerprint()
    with pytest.raises(UserError, match=message):
        import_files(project, [path], details={path: details})
    assert project.fingerprint() == before


def test_a_text_is_found_before_it_is_saved(project: Project, tmp_path: Path) -> None:
    (result,) = import_files(project, [_file(tmp_path, "a.txt")])
    ((_path, read),) = documents.read_files([tmp_path / "a.txt"])
    assert isinstance(read, Transcript)
    assert documents.found_in_study(project, read) == result.document
    assert documents.found_in_study(project, replace(read, format="docx")) == result.document
    assert documents.found_in_study(project, replace(read, text="other")) is None


def test_a_file_of_unsure_encoding_waits_for_a_choice(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("E: él\nP: aún\n".encode("mac_roman"))
    (left,) = import_files(project, [path])
    assert left.failed and left.document is None and "mac_roman" in left.encodings
    assert "a.txt may be in any of these encodings" in left.reason
    (made,) = import_files(project, [path], encodings={path: "mac_roman"})
    assert made.document and made.document.encoding == "mac_roman"
    assert project.documents.text(made.document.id) == "E: él\nP: aún\n"
