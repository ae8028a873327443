"""The person's own settings: small, forgiving, never half written."""

import getpass
import os
from pathlib import Path

import pytest

from qualcoder_cg import paths, settings


def test_what_was_put_is_there(tmp_path: Path) -> None:
    assert settings.get("coder") is None and settings.get("x", 7) == 7
    settings.put("coder", "Marta Ñ. 😀")
    settings.put("x", [1])
    assert settings.load() == {"coder": "Marta Ñ. 😀", "x": [1]}
    assert settings.coder_name() == "Marta Ñ. 😀"
    assert [file.name for file in paths.person_config().iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{", "null", '{"recent": 5}', '{"recent": [1, null, {}]}', "\xff"]
)
def test_a_broken_file_counts_as_empty_and_is_mended(tmp_path: Path, content: str) -> None:
    paths.person_config().mkdir(parents=True)
    (paths.person_config() / "settings.json").write_bytes(content.encode("latin-1"))
    assert settings.recent() == []
    study = tmp_path / "a.qcg"
    study.touch()
    settings.remember(study)
    assert settings.recent() == [study.resolve()]


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("QUALCODER_CG_HOME", str(tmp_path / "home"))
    settings.put("coder", "Marta")
    assert settings.load() == {}


def test_the_latest_ten_studies_that_are_still_there(tmp_path: Path) -> None:
    studies = [tmp_path / f"{number}.qcg" for number in range(12)]
    for study in studies:
        study.touch()
        settings.remember(study)
    settings.remember(studies[5])
    studies[11].unlink()
    expected = [5, 10, 9, 8, 7, 6, 4, 3, 2]
    assert settings.recent() == [studies[number].resolve() for number in expected]


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode here")
def test_a_study_named_in_an_old_encoding_is_remembered(tmp_path: Path) -> None:
    study = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xe9xico.qcg"))
    try:
        study.touch()
    except OSError:
        pytest.skip("the file system refuses such names")
    settings.remember(study)
    assert settings.recent() == [study.resolve()]


def test_the_coder_is_the_account_unless_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODER_CG_CODER", "Ana L.")
    assert settings.coder_name() == "Ana L."
    monkeypatch.delenv("QUALCODER_CG_CODER")
    monkeypatch.setattr(getpass, "getuser", lambda: "ana")
    assert settings.coder_name() == "ana"

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert settings.coder_name() == "coder"
