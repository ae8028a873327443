"""Finding the way by mouse and keys: tour, whose codings, keys, back, a bookmark, the history, going on."""

from pathlib import Path

from qualcoder_cg import settings
from qualcoder_cg.services import studies, whereabouts
from qualcoder_cg.services.sample import is_sample

from .driving import in_a_process


def test_the_way_is_found_and_found_again(tmp_path: Path) -> None:
    settings.put("coder", "Marta R.")
    in_a_process("way_path", tmp_path)
    (study,) = settings.recent()
    assert is_sample(study)
    project = studies.open_project(study)
    assert [one.name for one in whereabouts.own_bookmarks(project)] == ["Here"]
    assert studies.problems(project) == [] and project.redoable() is None
    project.close()
    assert settings.get("keys") == {"transcript:repeat_code": ["Q"]}

    in_a_process("way_path", tmp_path)
