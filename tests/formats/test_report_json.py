"""The JSON report read back."""

import json
from pathlib import Path
from typing import Any

import pytest
import report_samples as samples

from qualcoder_cg.formats import reports


def read(tmp_path: Path, evidence: samples.Evidence) -> dict[str, Any]:
    path = tmp_path / "evidence.json"
    reports.write(evidence, path)
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_everything_is_there_under_its_name(tmp_path: Path) -> None:
    evidence = samples.evidence()
    found = read(tmp_path, evidence)
    assert found["title"] == evidence.title
    assert found["made_at"] == evidence.made_at
    assert found["attribution"] == "role"
    assert found["criteria"][0] == {"key": "REL", "name": "Relevance and validity of design"}
    assert found["questions"][0]["judgement"][0]["indicators"] == [
        "Share of outputs tied to a policy",
        "Needs named",
    ]
    assert found["themes"] == ["Gender", "Disability"]
    assert found["codes"][1]["keywords"] == {"en": ["women", "girls"]}
    assert [quote["id"] for quote in found["excerpts"]] == [f"coding-{number}" for number in range(1, 9)]
    third = samples.sample_excerpts()[2]
    expected = {**third._asdict(), "questions": ["1", "7.1"], "informants": ["KII-01"]}
    assert found["excerpts"][2] == expected


def test_the_table_recounts_the_quotes(tmp_path: Path) -> None:
    evidence = samples.evidence()
    found = read(tmp_path, evidence)
    cells, totals = samples.recount(list(evidence.excerpts()))
    numbers = [question.number for question in evidence.questions]
    assert {
        (numbers.index(row["question"]), row["type"]): (row["excerpts"], row["informants"])
        for row in found["table"]
    } == {key: (cell.excerpts, cell.informants) for key, cell in cells.items()}
    assert {
        numbers.index(row["question"]): (row["excerpts"], row["informants"]) for row in found["totals"]
    } == {key: (cell.excerpts, cell.informants) for key, cell in totals.items()}


@pytest.mark.parametrize(
    ("level", "hidden"), [("none", 6), ("category", 5), ("type", 2), ("institution", 1), ("role", 0)]
)
def test_hidden_fields_are_absent(tmp_path: Path, level: str, hidden: int) -> None:
    found = read(tmp_path, samples.evidence(attribution=level))
    assert {len(quote) for quote in found["excerpts"]} == {len(samples.Excerpt._fields) - hidden}
    assert (found["types"] == []) == (level in ("none", "category"))


@pytest.mark.parametrize("text", ['\x00\x1f\u2028 "\\', "=1+1", "👩‍👧 كان", "</script>", "\r\n"])
def test_any_text_comes_back_exactly(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, samples.spoiled(text))
    assert found["title"] == text
    assert found["excerpts"][0]["text"] == text
    assert found["codes"][0]["keywords"] == {text: [text]}


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    assert read(tmp_path, samples.spoiled("a\ud800b"))["excerpts"][0]["text"] == "a\ufffdb"


def test_no_excerpt_at_all_is_an_empty_list(tmp_path: Path) -> None:
    assert read(tmp_path, samples.evidence([]))["excerpts"] == []
