"""The benchmark of labelled passages reads whatever has its form, and counts as it says."""

import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import labelled
import ranking
import suggestions
from plain_rankers import KeywordSearch, Majority, QuestionText
from ranking import Judged

from qualcoder_cg.domain.suggestions import Profile

KEYS = {"share", "level", "protocol", "top1", "top3", "macro_f1", "mrr", "low", "high", "seconds"}
CODES = [
    {"label": "Q1", "criterion": "relevance", "text": "Does insurance reach domestic workers?"},
    {"label": "Q2", "criterion": "effectiveness", "text": "Do water committees maintain the pumps?"},
]
ROWS = [
    {"id": 1, "text": "Insurance came late for domestic workers.", "label": "Q1", "criterion": "relevance"},
    {"id": 2, "text": "The pump broke.", "label": "Q2", "criterion": "effectiveness", "context": "Water?"},
    {"id": 3, "text": "The committees repaired the pumps.", "label": "Q2", "criterion": "effectiveness"},
    {"id": 4, "text": "No worker has insurance.", "label": "Q1", "criterion": "relevance"},
]

Run = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Start the benchmark on rows (values, or lines as they are) and give its results."""

    def results(rows: Any, codes: Any = CODES, *options: str, encoding: str = "utf-8") -> Any:
        for name, lines in (("data.jsonl", rows), ("codes.jsonl", codes)):
            text = "\n".join(
                one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines
            )
            (tmp_path / name).write_text(text, encoding=encoding, newline="")
        arguments = [str(tmp_path / "data.jsonl"), str(tmp_path / "codes.jsonl"), "--repeats", "2", *options]
        suggestions.main([*arguments, "--json"])
        return json.loads(capsys.readouterr().out)["results"]

    return results


def test_every_share_level_and_protocol_with_exactly_these_keys(run: Run) -> None:
    results = run(ROWS)
    assert all(set(one) == KEYS for one in results)
    assert {(one["share"], one["level"], one["protocol"]) for one in results} == {
        (share, level, protocol)
        for share in (0.0, 0.1, 0.25, 0.5, 0.75)
        for level in ("question", "criterion")
        for protocol in ("stratified", "first")
    }
    assert all(
        0 <= one["low"] <= one["top1"] <= one["top3"] <= 1 and one["top1"] <= one["high"] for one in results
    )
    assert results[0]["top1"] == 1


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([], CODES),
        (["", "  ", "\r"], CODES),
        (ROWS, []),
        (ROWS[:1], CODES),
        ([*ROWS, {"text": "Nobody knows.", "label": "Q9"}], CODES),
        ([{"text": "a", "label": None}, {"text": "b"}, *ROWS], CODES),
        ([{"text": "One kind only.", "label": "Q1"}] * 3, CODES[:1]),
        ([{"text": None, "label": "Q1"}, {"label": "Q2"}, {"text": 3, "label": "Q2"}], CODES),
        ([{"text": "Insurance", "label": f"Q{n}"} for n in range(9)], CODES),
        (ROWS, [{"label": "Q1"}, {"label": "Q2", "text": None, "criterion": None}]),
        ([{**one, "context": ["Before.", None, "After."]} for one in ROWS], CODES),
        (ROWS, [*CODES, {"label": "Q1", "text": "A sub-question of the first."}]),
        ([{"text": "المياه 🙂 水委员会", "label": "Q2", "criterion": "有效性"}, *ROWS], CODES),
    ],
)
def test_odd_files(run: Run, rows: Any, codes: Any) -> None:
    results = run(rows, codes)
    assert all(set(one) == KEYS and math.isfinite(one["top1"]) for one in results)
    labelled_rows = [one for one in rows if isinstance(one, dict) and one.get("label")]
    assert bool(results) == bool(labelled_rows and codes)


def test_an_unknown_label_is_wrong_yet_its_criterion_may_be_right(run: Run) -> None:
    rows = [{"text": "Insurance of domestic workers", "label": "Q7", "criterion": "relevance"}]
    question, criterion = run(rows, CODES, "--shares", "0")[:2]
    assert (question["top1"], question["top3"], question["mrr"], question["macro_f1"]) == (0, 0, 0, 0)
    assert criterion["top1"] == 1


def test_numbers_marks_of_order_and_both_ways_to_write_an_accent(run: Run) -> None:
    codes = [{"label": 1, "text": "insurance"}, {"label": "relacio\u0301n", "text": "pumps and wells"}]
    rows = [{"text": "insurance", "label": 1.0}, {"text": "pumps, wells", "label": " relación "}]
    results = run(rows, codes, "--shares", "0", encoding="utf-8-sig")
    assert [one["top1"] for one in results] == [1, 1, 1, 1]


def test_a_line_separator_within_a_text_ends_no_line(run: Run) -> None:
    (result, *_rest) = run([{"text": "insurance\u2028pumps\x85", "label": "Q1"}], CODES, "--shares", "0")
    assert result["share"] == 0


def test_one_list_of_objects_is_read_too(run: Run) -> None:
    assert run([json.dumps(ROWS, indent=1)]) != []


@pytest.mark.parametrize("line", ["{", "3", "[1]", '"text"'])
def test_what_is_not_an_object_is_named(run: Run, line: str) -> None:
    with pytest.raises(SystemExit, match=r"data\.jsonl.*line"):
        run([ROWS[0], line])


def test_the_lines_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, values in (("data", ROWS), ("codes", CODES)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, values)))
    suggestions.main([str(tmp_path / "data.jsonl"), str(tmp_path / "codes.jsonl"), "--repeats", "1"])
    told = capsys.readouterr().out
    assert "4 passages (en), 2 codes; no profile: 0 passages" in told
    assert "keyword search" in told


def test_context_and_all_texts_reach_learning_and_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(suggestions.suggesting, "learned", lambda *values: told.extend(values))
    monkeypatch.setattr(suggestions.suggesting, "ranked", lambda *values: told.extend(values))
    rows = [labelled.Row(text, "Q2", "", "Water?", "en") for text in ("The pump broke.", "Somebody came.")]
    suggestions.engine(labelled.Labelled(rows, [], {}, 0), rows[:1])(rows[1])
    assert [(one.code_id, one.text, one.context) for one in told[1]] == [("Q2", "The pump broke.", "Water?")]
    assert list(told[2]) == [("The pump broke.", "en"), ("Somebody came.", "en")]
    assert told[4:] == ["Somebody came.", "en", "Water?"]


def test_languages_are_guessed_for_each_text_and_else_from_all() -> None:
    english = "We have been to the village and they said that it is what we know."
    spanish = "Las mujeres de la casa no tienen seguro y el patrón no lo paga porque es caro."
    assert labelled.spoken_in([english, spanish, "Seguro."]) in (["en", "es", "en"], ["en", "es", "es"])
    assert labelled.spoken_in([spanish] * 5 + ["Seguro."]) == ["es"] * 6
    assert labelled.spoken_in([english] * 20 + [spanish]) == ["en"] * 21
    assert labelled.spoken_in(["42"]) == ["xx"]


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.75])
def test_splits_hold_their_share_of_all_and_of_every_label(share: float) -> None:
    labels = ["a"] * 40 + ["b"] * 13 + ["c"] * 7 + ["d"]
    drawn = [ranking.stratified(labels, share, seed) for seed in range(200)]
    for coded in drawn:
        assert abs(sum(coded) - share * len(labels)) <= 1
        for label in set(labels):
            there = labels.count(label)
            assert abs(sum(c for c, one in zip(coded, labels) if one == label) - share * there) < 1
    rare = sum(coded[-1] for coded in drawn) / len(drawn)
    assert abs(rare - share) < 0.12  # a label of one passage is coded as often as its share says
    assert ranking.stratified(labels, share, 5) == ranking.stratified(labels, share, 5)


def test_something_is_always_left_to_rank() -> None:
    for count in (1, 2, 3):
        assert not all(ranking.first(["a"] * count, 0.9))
        assert not any(all(ranking.stratified(["a"] * count, 0.9, seed)) for seed in range(20))


def test_figures() -> None:
    right, second, unknown = Judged(0, "a", "abc"), Judged(1, "b", "abc"), Judged(2, "z", "abc")
    found = ranking.figures([[right, second, unknown]])
    assert found["top1"] == pytest.approx(1 / 3)
    assert found["top3"] == pytest.approx(2 / 3)
    assert found["mrr"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert found["macro_f1"] == pytest.approx((2 * 1 / (3 + 1) + 0 + 0) / 3)
    assert found["low"] < found["top1"] < found["high"]
    assert ranking.figures([[]])["top1"] == 0


def test_intervals() -> None:
    few = ranking.interval([(n, n % 2) for n in range(10)])
    many = ranking.interval([(n, n % 2) for n in range(1000)])
    repeated = ranking.interval([(n, n % 2) for n in range(10)] * 100)
    assert few[0] < many[0] < 0.5 < many[1] < few[1]
    assert repeated == few  # the same passages in a hundred splits are no more evidence
    assert ranking.interval([(0, 1)]) == pytest.approx((0.2065, 1), abs=0.001)
    assert ranking.interval([]) == (0, 1)


def test_plain_rankers() -> None:
    profiles = [Profile(one["label"], one["label"], one["text"]) for one in CODES]
    assert Majority(profiles, ["Q2", "Q2", "Q1"]).rank("")[0] == ("Q2", 2)
    assert KeywordSearch(profiles).rank("The PUMPS of the Water committee")[0] == ("Q2", 2)
    assert QuestionText(profiles).rank("domestic insurance")[0][0] == "Q1"
    assert {score for _code, score in QuestionText(profiles).rank("")} == {0}
