"""Saying what sources are, from the command line."""

from pathlib import Path

from cli_runs import Run


def test_documents_are_described_at_once(study: Path, run: Run) -> None:
    assert run("categories", study, "--preset").code == 0
    ran = run(
        "describe-document", study, "INT-01", "KII-01.txt", "--kind", "document", "--category",
        "design documents", "--citation", "Plan 2019", "--date", "2019", "--place", "Alba",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    found = run("categories", study, "--json").json()
    assert len(found) == 6 and found[0]["name"] == "Design documents"
    assert [one["documents"] for one in found] == [1, 0, 0, 0, 0, 0]
    ran = run("describe-document", study, "DOC-01", "--category", "Novels")
    assert ran.code == 1 and "There is no category Novels" in ran.err


def test_categories_are_changed_in_one_step(study: Path, run: Run) -> None:
    run("categories", study, "--preset")
    ran = run(
        "categories", study, "--add", "Laws", "--rename", "Laws", "Laws and rules", "--remove",
        "National frameworks", "--first", "Laws and rules",
    )  # fmt: skip
    lines = ran.text.splitlines()
    assert len(lines) == 6 and lines[0].split("  ")[0] == "Laws and rules" and "0 documents" in lines[0]
    run("undo", study)
    assert run("categories", study, "--json").json()[3]["name"] == "National frameworks"


def test_a_used_category_needs_a_word_more(study: Path, run: Run) -> None:
    run("categories", study, "--add", "Laws")
    run("describe-document", study, "INT-01", "--category", "Laws")
    ran = run("categories", study, "--remove", "Laws")
    assert ran.code == 1 and "1 document is in Laws." in ran.err
    ran = run("categories", study, "--remove", "Laws", "--used")
    assert ran.code == 0 and ran.err == "1 document has no category now.\n"
