"""The study's own settings and its coders."""

import pytest

from qualcoder_cg.services import studies
from qualcoder_cg.services.studies import Project


@pytest.mark.parametrize("value", [None, "", 0, [], {}, "é😀", {"b": [1, None], "a": "x"}, 1.5, True])
def test_a_setting_is_what_was_put(project: Project, value: object) -> None:
    for _again in range(2):
        with project.step("Set"):
            project.settings.put("value", value)
        assert project.settings.get("value", "default") == value
    with project.step("Set"):
        project.settings.put("value", "other")
    project.undo()
    assert project.settings.get("value", "default") == value
    project.undo()
    assert project.settings.get("value", "default") == "default"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Marta R.", "MR"), ("Ana", "AN"), ("Ana María de la O", "AMD"), ("ñandú", "ÑA")],
)
def test_initials_are_short(name: str, initials: str) -> None:
    assert studies.initials_of(name) == initials


def test_coders_are_listed_by_name_with_hues_in_turn(project: Project) -> None:
    for number in range(13):
        studies.add_coder(project, f"Coder {number:02d}")
    hues = {coder.name: coder.hue for coder in project.coders.all()}
    assert list(hues) == sorted(hues)
    assert (hues["Marta R."], hues["Coder 00"], hues["Coder 11"]) == (1, 2, 1)
    found = project.coders.named("Coder 03")
    assert found and found.hue == 5 and project.coders.named("coder 03") is None
