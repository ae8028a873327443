"""The command about keywords."""

from pathlib import Path

from cli_runs import Run


def test_keywords_are_added_listed_tried_and_removed(study: Path, run: Run) -> None:
    assert run("add-code", study, "Good").code == 0
    assert run("keywords", study, "Good", "--add", "bien", "--add", "much*").code == 0
    found = run("keywords", study, "Good", "--json").json()
    assert [(one["language"], one["keyword"], one["passages"]) for one in found] == [
        ("es", "bien", 1),
        ("es", "much*", 0),
    ]
    assert {"documents", "informants", "so", "otherwise", "not_so", "open", "decided", "right"} <= set(
        found[0]
    )
    tried = run("keywords", study, "Good", "--hits", "bien", "--json").json()
    (passage,) = tried["passages"]
    assert passage["coded"] == "open" and "bien" in passage["text"]
    assert b"bien" in run("keywords", study, "Good", "--hits", "bien").out
    assert "1 passage" in run("keywords", study, "Good", "--language", "es").text
    assert run("keywords", study, "Good", "--remove", "much*").code == 0
    assert len(run("keywords", study, "Good", "--json").json()) == 1


def test_what_cannot_be_done_is_said(study: Path, run: Run) -> None:
    ran = run("keywords", study, "Q1", "--add", "wa*ge")
    assert ran.code == 1 and "contract*" in ran.err
    assert run("keywords", study, "--add", "wage").code == 1
    assert run("keywords", study, "Q1", "--remove", "no such keyword").code == 1
    ran = run("keywords", study, "Q1", "--propose")
    assert ran.code == 0 and "three passages" in ran.err
    assert run("keywords", study, "Q1", "--propose", "--json").json() == []
