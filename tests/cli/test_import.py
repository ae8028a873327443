"""The import command: what can be said of the files, and files whose encoding is unsure."""

from pathlib import Path

import pytest
from cli_runs import Run

UNSURE = "E: él\nKII-02: aún\n".encode("mac_roman")


@pytest.fixture
def register(study: Path, run: Run) -> Path:
    """The study with two informants and an interview."""
    table = study.with_name("people.csv")
    table.write_text("code,type\nKII-01,agency\nKII-02,agency\n", encoding="utf-8")
    assert run("informants", study, "--from", table).code == 0
    return study


def test_all_files_of_a_command_are_described(register: Path, run: Run, tmp_path: Path) -> None:
    said = "E: ¿Cómo empezó?\nLuis: Así fue, poco a poco.\nE: ¿Y después?\nLuis: Nos sentamos todos.\n"
    (tmp_path / "b.txt").write_text(said, encoding="utf-8")
    found = run(
        "import", register, tmp_path / "b.txt", "--date", "2024-05-31", "--place", "Oaxaca",
        "--informant", "KII-02", "--kind", "interview", "--json",
    ).json()  # fmt: skip
    assert [(one["document"]["code"], one["document"]["name"], one["failed"]) for one in found] == [
        ("INT-02", "b.txt", False)
    ]
    people = {one["code"]: one["documents"] for one in run("informants", register, "--json").json()}
    assert people["KII-02"] == [{"document": "b.txt", "speaker": "Luis"}]
    assert people["KII-01"] == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--date", "31 floreal"),
            "31 floreal is not a date. Write it as year-month-day, such as 2022-05-31, or the year alone.",
        ),
        (("--date", "2024-02-30"), "2024-02-30 is not a date."),
        (("--informant", "KII-99"), "KII-99"),
        (("--interview", "I-99"), "I-99"),
        (("--encoding", "klingon"), "klingon is not the name of an encoding."),
    ],
)
def test_what_cannot_be_is_said(
    register: Path, run: Run, tmp_path: Path, options: tuple[str, str], message: str
) -> None:
    (tmp_path / "b.txt").write_bytes(b"E: What?\nLuis: This.\n")
    ran = run("import", register, tmp_path / "b.txt", *options)
    assert ran.code == 1 and message in ran.err
    assert len(run("documents", register, "--json").json()) == 1


def test_an_unsure_encoding_is_asked_for(study: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(UNSURE)
    (tmp_path / "c.txt").write_bytes(b"E: What?\nLuis: This.\n")
    ran = run("import", study, tmp_path / "b.txt", tmp_path / "c.txt")
    assert ran.code == 1 and ran.text == "INT-02  c.txt\n"
    assert "b.txt may be in any of these encodings:" in ran.err and "mac_roman" in ran.err
    again = run("import", study, tmp_path / "b.txt", "--encoding", "mac_roman", "--json").json()
    assert again[0]["document"]["name"] == "b.txt"
    assert run("text", study, "b.txt").text == UNSURE.decode("mac_roman")
    failed = run("import", study, tmp_path / "c.txt", "--encoding", "utf-16", "--json")
    assert failed.code == 1 and b"c.txt is not in utf-16." in failed.out
