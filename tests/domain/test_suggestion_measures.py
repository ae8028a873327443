"""Measures of suggestions: exact counts of small examples."""

from qualcoder_cg.domain.calibration import Reliability
from qualcoder_cg.domain.predictions import to_text
from qualcoder_cg.domain.suggestion_measures import (
    MOST_POINTS,
    Measures,
    curve,
    measure,
    shown,
    unaided,
)
from qualcoder_cg.domain.suggestions import (
    ACCEPTED,
    BY_HAND,
    CODED,
    CORRECTED,
    NOTHING,
    PASSED,
    REJECTED,
    SHOWN,
    SKIPPED,
    WITHHELD,
    Decision,
    Prediction,
    Ranked,
)

NONE = Reliability((), 0, 0.0)


def _decision(
    number: int, code: str, verdict: str, chosen: str | None = None, by: str = "keywords"
) -> Decision:
    return Decision(
        f"d{number}",
        "doc",
        code,
        "me",
        0,
        9,
        verdict,
        by,
        0.5,
        "",
        chosen,
        None,
        f"2024-01-01T00:{number:02}",
    )


def _prediction(
    number: int, how: str, outcome: str, code: str | None, predicted: str = "", start: int | None = None
) -> Prediction:
    place = number * 100 if start is None else start
    ranked = to_text(Ranked(one, 0.9, "keywords") for one in predicted)
    at = f"2024-01-02T00:{number:02}"
    return Prediction(f"p{number}", "doc", "me", place, place + 50, how, outcome, code, ranked, 3, at)


def _measured(decisions: list[Decision], predictions: list[Prediction], last: int = 200) -> Measures:
    return measure(shown(decisions, predictions), unaided(predictions), NONE, last=last)


def test_nothing_was_decided() -> None:
    found = _measured([], [])
    assert found.empty and (found.since, found.until) == ("", "")
    assert found.accepted == (0, 0) and found.by_code == () and found.accepted_curve == ()


def test_precision_by_code_and_by_suggester() -> None:
    decisions = [
        _decision(1, "A", ACCEPTED),
        _decision(2, "A", REJECTED, by="own coding"),
        _decision(3, "A", CORRECTED, "B"),
        _decision(4, "B", ACCEPTED, by="own coding"),
        _decision(5, "B", SKIPPED),
    ]
    found = _measured(decisions, [])
    assert found.accepted == (2, 4), "a skip is no decision"
    assert found.outcomes == {ACCEPTED: 2, CORRECTED: 1, REJECTED: 1, NOTHING: 0}
    assert found.by_code == (("A", (1, 3)), ("B", (1, 1)))
    assert found.by_suggester == (("keywords", (1, 2)), ("own coding", (1, 2)))
    assert found.rejected == (("A", (2, 3), "B", 1),)
    assert (found.since, found.until) == ("2024-01-01T00:01", "2024-01-01T00:04")


def test_only_the_last_decisions_count_but_the_curve_has_all() -> None:
    decisions = [_decision(number, "A", ACCEPTED if number >= 30 else REJECTED) for number in range(60)]
    found = _measured(decisions, [], last=20)
    assert found.accepted == (20, 20) and found.since.endswith(":40")
    assert found.accepted_curve == ((25, (0, 25)), (50, (20, 25)), (60, (10, 10)))
    assert _measured(decisions, [], last=0).accepted == (30, 60)


def test_nothing_here_rejects_what_was_shown() -> None:
    found = _measured(
        [], [_prediction(1, SHOWN, NOTHING, None, "ABCD"), _prediction(2, SHOWN, ACCEPTED, "A", "A")]
    )
    assert found.accepted == (0, 3), "at most three are shown; the verdict is counted where it was decided"
    assert found.outcomes[NOTHING] == 3


def test_how_high_what_was_coded_by_hand_was_predicted() -> None:
    found = _measured(
        [],
        [
            _prediction(1, BY_HAND, CODED, "A", "AB"),
            _prediction(2, BY_HAND, CODED, "A", "BCA"),
            _prediction(3, BY_HAND, CODED, "A", "BCDA"),
            _prediction(4, BY_HAND, CODED, "A"),
            _prediction(5, BY_HAND, NOTHING, None),
            _prediction(6, WITHHELD, CODED, "A", "A"),
        ],
    )
    assert found.by_hand == ((1, 4), (2, 4), 1)
    assert found.blind == ((1, 1), (1, 1), 0)


def test_found_anyway_counts_passages_with_something_kept_back() -> None:
    found = _measured(
        [],
        [
            _prediction(1, WITHHELD, CODED, "A", "AB"),  # as suggested
            _prediction(2, WITHHELD, CODED, "C", "AB"),  # otherwise
            _prediction(3, WITHHELD, PASSED, None, "AB"),  # not at all
            _prediction(4, WITHHELD, NOTHING, None, "A"),  # said to be none
            _prediction(5, WITHHELD, CODED, "A"),  # nothing was suggested there
            _prediction(6, WITHHELD, CODED, "B", "AB", start=20_000),  # the same passage under both codes
            _prediction(7, WITHHELD, CODED, "A", "A", start=20_010),
        ],
    )
    assert found.found_anyway == (2, 5)
    assert found.blind == ((2, 5), (3, 5), 1)
    assert found.accepted.of == 0 and not found.empty
    assert found.blind_curve == ((7, (2, 5)),)


def test_a_long_curve_has_larger_blocks() -> None:
    outcomes = [(f"{number:05}", number % 2 == 0) for number in range(1000)]
    points = curve(outcomes, [at for at, _hit in outcomes], 25)
    assert len(points) <= MOST_POINTS and sum(one.hits.of for one in points) == 1000
    assert points[0] == (75, (38, 75)) and points[-1].made == 1000


def test_a_rest_too_short_to_tell_goes_to_the_block_before() -> None:
    outcomes = [(f"{number:03}", True) for number in range(34)]
    at = [time for time, _hit in outcomes]
    assert curve(outcomes, at, 25) == ((34, (34, 34)),)
    assert curve(outcomes[:4], at, 25) == ((4, (4, 4)),)
    assert curve([], at, 25) == ()
