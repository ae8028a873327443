"""The benchmarks of whole sessions count as they say, and the made interviews are the same every time."""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from promises import ENGLISH, PROFILES, interview

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import coded_sessions
import labelled
import session_figures
import sessions
import talks
from coded_sessions import Session
from session_figures import Ranking

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Material

TEXT = "Aaa aaa aaa. Bbb bbb bbb. Ccc ccc ccc. Ddd ddd ddd."
SPANS = [Span(0, 12), Span(13, 25), Span(26, 38), Span(39, 51)]
CODES = ["x", "y", "z"]


def ranking(scores: list[list[float]], *codings: tuple[int, int, str]) -> Ranking:
    return Ranking(Session(Material("d", TEXT, "en"), codings), CODES, SPANS, scores)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_a_passage_belongs_to_the_codes_of_codings_that_share_half_of_the_shorter() -> None:
    right = session_figures.gold(ranking([], (0, 25, "x"), (14, 17, "y"), (30, 51, "z"), (24, 27, "x")))
    assert right.tolist() == [
        [True, False, False],
        [True, True, False],
        [False, False, True],
        [False, False, True],
    ]


def test_figures_of_one_session() -> None:
    scores = [[0.9, 0.1, 0.2], [0.3, 0.5, 0.4], [0.2, 0.1, 0.0], [0.0, 0.0, 0.8]]
    found = session_figures.figures(ranking(scores, (0, 12, "x"), (13, 25, "z")))
    assert found["is_coded"] == [1, 1, 0, 0]
    assert found["precision_1"] == [1, 0]
    assert found["precision_3"] == pytest.approx([1 / 3, 1 / 3])
    assert found["hit_3"] == [1, 1]
    assert found["auc_no_code"] == [3 / 4]  # 0.9 is above 0.2 and 0.8; 0.5 only above 0.2
    assert found["recall_10"] == [1, 1]
    assert found["read_for_50%"] == [3 / 12]  # the first passage, of four with three words each
    assert found["read_for_80%"] == [9 / 12]  # passages go by their best code: 0.9, 0.8, 0.5
    assert found["looked_for_50%"] == [1 / 12]
    assert found["looked_for_90%"] == [4 / 12]  # 0.9, 0.8, 0.5, 0.4


def test_a_coding_on_no_passage_is_met_only_by_reading_all() -> None:
    session = Session(Material("d", TEXT + "\n\nEee.", "en"), ((53, 57, "x"),))
    found = session_figures.figures(Ranking(session, CODES, SPANS, [[0.0] * 3] * 4))
    assert found["read_for_90%"] == [1]
    assert found["recall_50"] == [0]
    assert found["precision_1"] == []


def test_knowing_all_codings_is_best() -> None:
    one = ranking([[0.1, 0.2, 0.3]] * 4, (0, 12, "x"), (26, 38, "y"), (26, 38, "z"))
    best = session_figures.figures(session_figures.perfect(one))
    assert (mean(best["precision_1"]), best["auc_no_code"]) == (1, [1])
    assert best["looked_for_90%"] == [3 / 12]
    own = session_figures.figures(one)
    assert all(mean(own[key]) <= mean(best[key]) for key in ("precision_1", "precision_3", "recall_10"))


@pytest.mark.parametrize("seed", range(20))
def test_area_under_the_curve_is_how_often_a_coded_passage_scores_higher(seed: int) -> None:
    import numpy

    dice = random.Random(seed)
    scores = [dice.choice((0.1, 0.2, 0.3, 0.4)) for _number in range(30)]
    coded = [n == 0 or (n != 1 and dice.random() < 0.4) for n in range(30)]
    pairs = [(a, b) for a, is_a in zip(scores, coded) for b, is_b in zip(scores, coded) if is_a and not is_b]
    expected = mean([(a > b) + (a == b) / 2 for a, b in pairs])
    assert session_figures.auc(numpy.array(scores), numpy.array(coded)) == pytest.approx(expected)


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    """Four coded documents as tables, with a code that the codebook does not tell of."""
    (tmp_path / "texts").mkdir()
    rows = ["document,start_cp,end_cp,tag,text"]
    for number in range(4):
        lines = [f"🙂 {ENGLISH[(number + step) % 6]}" for step in range(4)]
        text = "\n".join(lines)
        (tmp_path / "texts" / f"P{number}.txt").write_text(text, encoding="utf-8", newline="")
        for line in lines[:2]:
            start = text.index(line)
            tag = "Roads" if "road" in line else "Unheard of"
            rows.append(f"P{number}.odt,{start},{start + len(line)},{tag},x")
    (tmp_path / "codings.csv").write_text("\n".join(rows), encoding="utf-8-sig")
    book = [f'{one.label},"{one.text}"' for one in PROFILES]
    (tmp_path / "codebook.csv").write_text("\n".join(["tag,description", *book]), encoding="utf-8")
    return [str(tmp_path / name) for name in ("codings.csv", "texts", "codebook.csv")]


@pytest.mark.parametrize(
    "options", [[], ["--every", "1"], ["--lessons", "everything"], ["--lessons", "codings"]]
)
def test_tables_are_read_in_order_and_held_out(
    tables: list[str], options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    sessions.main([*tables, *options, "--json"])
    results: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["results"]
    modes = {(one["mode"], one["sessions_known"], one["ranker"]) for one in results}
    assert {
        ("in order", None, ranker) for ranker in ("suggestions", "keyword search", "most used", "perfect")
    } < modes
    assert {("held out", known, "suggestions") for known in (0, 1, 2, 3)} < modes
    assert all(0 <= one["precision_1"] <= 1 and one["passages"] == 16 for one in results)
    sessions.main([*tables, *options])
    assert "4 sessions" in capsys.readouterr().out


def test_codes_come_from_the_codebook_and_from_the_codings(tables: list[str]) -> None:
    corpus = coded_sessions.from_tables(*map(Path, tables))
    assert [one.label for one in corpus.profiles] == [*(one.label for one in PROFILES), "Unheard of"]
    for session in corpus.sessions:
        assert session.material.text[session.codings[0][0]] == "🙂"
        assert session.material.language == "en"


def test_tables_without_their_columns_or_texts_are_named(tables: list[str]) -> None:
    with pytest.raises(SystemExit, match="start_cp"):
        sessions.main([tables[2], *tables[1:]])
    (Path(tables[1]) / "P2.txt").unlink()
    with pytest.raises(SystemExit, match="P2"):
        sessions.main(tables)


def test_decisions_on_wrong_suggestions_are_no_to_a_code_or_to_all(tables: list[str]) -> None:
    corpus = coded_sessions.from_tables(*map(Path, tables))
    reader = sessions.Reader(corpus, sessions.DECISIONS)
    session = corpus.sessions[0]
    (start, end, _tag), last = session.codings[0], session.material.text.rindex("🙂")
    wrong = sessions.engine.suggest(reader.learned(()), session.material)[0]
    code = PROFILES[1].label
    reader.decide(
        session,
        [
            replace(wrong, start=start, end=end, code_id=code),
            replace(wrong, start=last, end=len(session.material.text), code_id=code),
        ],
    )
    assert [(one.code_id, one.positive) for one in reader.decided[session.name]] == [
        (code, False),
        ("", False),
    ]


def test_made_interviews_are_the_same_every_time_and_know_what_they_are_about() -> None:
    one, other = (list(talks.talks(2, 500, 10)) for _time in range(2))
    assert one == other
    for talk, language in zip(one, ("en", "es")):
        text, turns = talk.transcript.text, talk.transcript.turns
        assert talk.transcript.language == language
        assert 500 <= len(text.split()) < 800
        assert all(text[turn.label_start : turn.start] == f"{turn.speaker}: " for turn in turns)
        assert all(text[turn.end - 1] in ".?…" for turn in turns)
        answers = [turn.span for turn in turns if turn.role != INTERVIEWER]
        for start, end, subject in talk.about:
            assert any(span.start <= start < end <= span.end for span in answers)
            assert 0 <= subject < 10
    words = {word for subject in talks.subjects("es", 10) for word in subject.words}
    assert words & set(one[1].transcript.text.lower().replace(",", "").split())


def test_every_coding_is_a_passage_with_what_stands_around_it(tables: list[str]) -> None:
    data = coded_sessions.passages(coded_sessions.from_tables(*map(Path, tables)))
    assert len(data.rows) == 8
    assert isinstance(data, labelled.Labelled)


def test_around_stand_the_question_and_the_rest_of_the_answer() -> None:
    text, turns = interview(
        (INTERVIEWER, "What about\nwater?"), (RESPONDENT, "One. The pump. Two."), (RESPONDENT, "Three.")
    )
    material = Material("d", text, "en", turns)
    start = text.index("The pump.")
    assert coded_sessions.context(material, start, start + 9) == "What about water?\nOne.\nTwo."
    assert coded_sessions.context(Material("d", "Before.\nThe pump.\n", "en"), 8, 17) == ""
