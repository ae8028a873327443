"""Passages are found again in a corrected text, or said to be unsure."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services.anchoring import CHANGED, GONE, KEPT, MOVED, SURE, UNSURE, Anchors

OLD = """E: ¿Qué cambió con el programa?
KII: Al principio cada agencia llegaba con su agenda. La mesa técnica nos obligó a sentarnos.
E: ¿Y las trabajadoras del hogar?
KII: En ocho meses afiliamos a más mujeres que en tres años. Sí, claro. Tienen miedo de perder el trabajo.
E: ¿Algo más?
KII: Sí, claro. Gracias."""
ROOT = Path(__file__).resolve().parents[2]


def _span(text: str, words: str, after: str = "") -> Span:
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


def _placed(new: str, words: str, after: str = "") -> tuple[str, str]:
    found = Anchors(OLD, new).span(_span(OLD, words, after))
    return new[found.start : found.end], found.how


@pytest.mark.parametrize(
    ("was", "becomes", "coded", "expected", "how"),
    [
        ("E: ¿Qué", "Entrevista 3\n\nE: ¿Qué", "La mesa técnica", "La mesa técnica", KEPT),
        ("mesa técnica", "mesa muy técnica", "La mesa técnica", "La mesa muy técnica", CHANGED),
        ("La mesa", "La primera mesa", "mesa técnica", "mesa técnica", KEPT),
        ("técnica nos", "técnica nacional nos", "La mesa técnica", "La mesa técnica", KEPT),
        ("La mesa", "La messa", "mesa técnica", "messa técnica", CHANGED),
        ("técnica", "tecnica", "La mesa técnica", "La mesa tecnica", CHANGED),
        ("ocho meses", "8 meses", "En ocho meses afiliamos", "En 8 meses afiliamos", CHANGED),
        ("su agenda. La", "su agenda.\n\nLa", "agenda. La mesa", "agenda.\n\nLa mesa", CHANGED),
        ("sentarnos.\nE:", "sentarnos. E:", "sentarnos.\nE: ¿Y", "sentarnos. E: ¿Y", CHANGED),
        ("afiliamos", "afi liamos", "afiliamos a más", "afi liamos a más", CHANGED),
        ("a más mujeres", "más mujeres", "afiliamos a más mujeres", "afiliamos más mujeres", CHANGED),
        ("¿Qué cambió", "Qué cambió", "¿Qué cambió", "Qué cambió", CHANGED),
        ("tres años", "tres (3) años", "tres años.", "tres (3) años.", CHANGED),
    ],
)
def test_a_passage_stays_as_narrow_as_it_was(
    was: str, becomes: str, coded: str, expected: str, how: str
) -> None:
    assert OLD.count(was) == 1
    assert _placed(OLD.replace(was, becomes), coded) == (expected, how)


def test_a_paragraph_put_elsewhere_takes_its_passages_along() -> None:
    lines = OLD.split("\n")
    new = "\n".join([*lines[:1], *lines[3:], *lines[1:3]])
    assert _placed(new, "La mesa técnica nos obligó") == ("La mesa técnica nos obligó", MOVED)
    mended = new.replace("técnica", "tecnica").replace("llegaba", "llegava")
    assert _placed(mended, "La mesa técnica nos obligó") == ("La mesa tecnica nos obligó", CHANGED)


def test_words_that_recur_are_told_apart_by_what_stands_around_them() -> None:
    without_first = OLD.replace(" Sí, claro. Tienen", " Tienen")
    assert _placed(without_first, "Sí, claro.", after="Algo más")[0] == "Sí, claro."
    found = Anchors(OLD, without_first).span(_span(OLD, "Sí, claro."))
    assert found.how in (GONE, UNSURE)
    assert found.start < found.end


def test_a_doubled_passage_is_unsure() -> None:
    new = OLD.replace("Gracias.", "Gracias. Gracias.")
    assert _placed(new, "Gracias.")[1] == UNSURE


def test_words_that_are_gone_leave_a_place_where_they_were() -> None:
    new = OLD.replace("La mesa técnica nos obligó a sentarnos.", "Otra cosa pasó después.")
    found, how = _placed(new, "La mesa técnica nos obligó a sentarnos.")
    assert how in (GONE, UNSURE)
    assert found in "Otra cosa pasó después."


@pytest.mark.parametrize("new", ["x", "\n.\n", "完全不同", OLD[::-1]])
def test_there_is_always_a_place(new: str) -> None:
    anchors = Anchors(OLD, new)
    for start in range(0, len(OLD), 7):
        placed = anchors.span(Span(start, start + 9 if start + 9 < len(OLD) else len(OLD)))
        assert 0 <= placed.start < placed.end <= len(new)


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        Anchors(OLD, " \n ")


@pytest.mark.parametrize(
    ("old", "new", "coded", "expected"),
    [
        ("我们登记了更多妇女。他们怕。", "我们九个月内登记了更多的妇女。他们怕。", "更多妇女", "更多的妇女"),
        ("العمل في المنزل كان صعبا جدا", "العمل داخل المنزل كان صعبًا جدا", "كان صعبا", "كان صعبًا"),
        ("mucho 😀 trabajo 😀 bueno", "mucho 😀 más trabajo 😀 bueno", "😀 trabajo", "😀 más trabajo"),
        ("cafe\u0301 con leche", "café con mucha leche", "cafe\u0301 con leche", "café con mucha leche"),
        ("uno\u00a0dos tres", "cero uno\u00a0dos tres", "uno\u00a0dos", "uno\u00a0dos"),
    ],
)  # fmt: skip
def test_other_scripts_and_signs(old: str, new: str, coded: str, expected: str) -> None:
    placed = Anchors(old, new).span(_span(old, coded))
    assert (new[placed.start : placed.end], placed.how in SURE) == (expected, True)


def test_places_of_pages_go_along() -> None:
    old, new = "uno dos\n\ntres cuatro\ncinco", "cero uno dos\n\n\ntres y cuatro\ncinco"
    anchors = Anchors(old, new)
    assert [anchors.position(old.index(word)) for word in ("uno", "tres", "cinco")] == [5, 15, 29]
    assert anchors.position(len(old)) == len(new)


def test_random_corrections_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short form of `benchmarks/edits.py`: identities of characters say where codings belong."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import edits

    counts = _after_random_corrections(edits, random.Random(7), rounds=2)
    intact = sum(number for (whole, _what), number in counts.items() if whole)
    assert {what for _whole, what in counts} <= {"right", "listed"}
    assert counts[True, "right"] >= 0.98 * intact > 1000


def _after_random_corrections(edits: Any, chance: random.Random, rounds: int) -> Counter[tuple[bool, str]]:
    """What became of codings: (whether their words are intact, right or listed or wrong or lost)."""
    counts: Counter[tuple[bool, str]] = Counter()
    for kind in edits.KINDS * rounds:
        before = edits.invented(chance, 8000)
        after = kind(edits.Marked(before, list(range(len(before)))), chance)
        where = {identity: at for at, identity in enumerate(after.ids) if identity != edits.NEW}
        spans = edits.coded(before, chance, 60)
        for span, placed in zip(spans, Anchors(before, after.text).spans(spans), strict=True):
            counts[edits.judged(before, after, where, span, placed)] += 1
    return counts
