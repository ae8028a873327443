"""Reasons name each word once."""

from collections.abc import Sequence

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.suggest.explaining import reasons
from qualcoder_cg.suggest.language import words_of
from qualcoder_cg.suggest.words import Word

TEXT = "It is possible, definite even, that possible risks of the lead agency become definite risks."


class Told:
    """What speaks for any code: the runs of words that are given, as the text has them."""

    def __init__(self, *runs: str) -> None:
        self._runs = [_run(one) for one in runs]

    def runs(self, place: int, code: int) -> Sequence[tuple[Word, ...]]:
        return self._runs


def _run(wanted: str) -> tuple[Word, ...]:
    start = TEXT.index(wanted)
    return tuple(
        word for word in words_of(TEXT, "en") if start <= word.start and word.end <= start + len(wanted)
    )


def told(*runs: str) -> str:
    return reasons(TEXT, Told(*runs), [0], 0, "").words  # type: ignore[arg-type]


def test_each_word_is_named_once() -> None:
    assert (
        told("possible", "definite", "possible risks", "definite", "possible") == "possible risks, definite"
    )
    assert told("possible, definite", "possible", "definite") == "possible, definite"
    assert told("lead agency", "lead", "agency") == "lead agency"
    assert told("lead", "agency", "lead agency") == "lead agency"


def test_of_a_phrase_that_was_told_in_part_only_the_rest_is_named() -> None:
    assert told("possible risks", "definite risks") == "possible risks, definite"
    assert told("It is", "It") == "It is"


def test_where_the_words_stand_is_kept_whatever_is_named() -> None:
    found = reasons(TEXT, Told("lead agency", "lead"), [0], 0, "survey question “Who leads?”")  # type: ignore[arg-type]
    start = TEXT.index("lead agency")
    assert found.matches == (Span(start, start + 4), Span(start, start + 11))
    assert found.words == "lead agency; survey question “Who leads?”"
