"""The commands query, triangulate and cooccurrence, as a script runs them."""

import json
from pathlib import Path

import pytest
from cli_runs import Run

from qualcoder_cg.services import sample


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "sample.qcg"
    sample.build_sample(path).close()
    return path


def test_quotes_with_context_and_counts(study: Path, run: Run) -> None:
    found = run("query", study, "--question", "11", "--polarity", "contradicts", "--json").json()
    (excerpt,) = found["excerpts"]
    assert found["counts"] == {
        "excerpts": 1, "informants": 1, "voices": 1, "institutions": 0, "interviews": 1, "documents": 0,
    }  # fmt: skip
    assert excerpt["document"] == "GRP-01" and excerpt["text"].startswith("Yo hice el papel")
    assert excerpt["asked"] and excerpt["types"] == ["Seasonal workers"]
    assert {one["polarity"] for one in excerpt["codings"]} == {"contradicts"}
    ran = run("query", study, "--question", "Q11", "--polarity", "contradicts")
    assert "Yo hice el papel" in ran.text and ran.err.startswith("1 excerpt · 1 informant")
    assert run("query", study, "--counts").out == b""


def test_conditions_are_turned_round_and_limited(study: Path, run: Run) -> None:
    def excerpts(*options: str) -> int:
        return int(run("query", study, *options, "--json", "--counts").json()["counts"]["excerpts"])

    both = excerpts("--question", "11") + excerpts("--question", "11", "--not", "questions")
    assert both == excerpts() > 100
    assert excerpts("--after", "2100") == 0
    assert excerpts("--kind", "document") + excerpts("--kind", "interview", "--kind", "group") == excerpts()
    assert excerpts("--words", "papel") > 0
    assert len(run("query", study, "--json", "--most", "3").json()["excerpts"]) == 3
    assert run("query", study, "--question", "99").code == 1
    assert run("query", study, "--after", "soon").code == 1
    assert run("query", study, "--not", "everything").code == 1


def test_queries_are_saved_listed_renamed_and_deleted(study: Path, run: Run) -> None:
    assert run("query", study, "--theme", "gender", "--save", "Gender", "--counts").code == 0
    (kept,) = run("query", study, "--list", "--json").json()
    assert kept["name"] == "Gender" and list(kept["query"]) == ["themes"] and kept["missing"] == []
    wanted = run("query", study, "--saved", "gender", "--json").json()["query"]
    assert wanted == kept["query"]
    more = run("query", study, "--saved", "gender", "--type", "Agency", "--json").json()["query"]
    assert more == {**kept["query"], "types": ["Agency"]}
    assert run("query", study, "--rename", "Gender", "Women").text.startswith("Women")
    assert run("query", study, "--delete", "Women").text == ""
    assert run("query", study, "--saved", "Women").code == 1


def test_what_is_found_is_written_to_a_file(study: Path, run: Run, tmp_path: Path) -> None:
    asked = ("query", study, "--question", "11", "--polarity", "contradicts")
    target = tmp_path / "quotes.json"
    assert "Written to" in run(*asked, "--to", target).err
    written = json.loads(target.read_text(encoding="utf-8"))
    (excerpt,) = written["excerpts"]
    assert excerpt["text"].startswith("Yo hice el papel") and excerpt["polarity"] == "contradicts"
    assert written["counts"]["excerpts"] == 1 and written["limits"][-1] == "Polarity: contradicts"
    closer = ("--attribution", "role", "--to", tmp_path / "closer.csv")
    refused = run("query", study, "--question", "11", *closer)
    assert refused.code == 1 and "fits" in refused.err and not (tmp_path / "closer.csv").exists()
    told = run("query", study, "--question", "11", *closer, "--accept-risk", "All agreed", "--json").json()
    assert told == {"file": str(tmp_path / "closer.csv"), "withheld": 0}
    assert run(*asked, "--to", tmp_path / "quotes.xyz").code == 1


def test_the_matrix(study: Path, run: Run, tmp_path: Path) -> None:
    matrix = run("triangulate", study, "--json").json()
    assert len(matrix["criteria"]) == 5 and matrix["unit"] == "informants" and matrix["group"] == "one"
    rows = [row for block in matrix["criteria"] for row in block["questions"]]
    assert [row["number"] for row in rows] == [str(number) for number in range(1, 24)]
    text = run("triangulate", study, "--unit", "institutions").text
    assert "An institution counts once" in text
    assert (
        "Nobody" in run("triangulate", study, "--gaps").text
        or "only." in run("triangulate", study, "--gaps").text
    )
    assert run("triangulate", study, "--group", "several", "--json").json()["group"] == "several"
    assert run("triangulate", study, "--group", "one", "--json").json() == matrix
    for ending in ("xlsx", "docx", "html", "csv", "png", "svg"):
        target = tmp_path / f"matrix.{ending}"
        assert run("triangulate", study, "--to", target).code == 0 and target.stat().st_size > 500


def test_codes_on_the_same_words(study: Path, run: Run) -> None:
    pairs = run("cooccurrence", study, "--json").json()
    assert pairs and set(pairs[0]) == {"first", "second", "pairs", "excerpts", "others", "documents"}
    assert [one["pairs"] for one in pairs] == sorted((one["pairs"] for one in pairs), reverse=True)
    assert len(run("cooccurrence", study, "--most", "2", "--json").json()) == 2
    assert run("cooccurrence", study, "Q5", "Q9").text.splitlines()[1].split()[-2:] == ["2", "2"]
    assert run("cooccurrence", study, "nothing").code == 1
