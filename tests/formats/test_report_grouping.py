"""Where quotes stand in an annex, and in which order."""

import random

import report_samples as samples

from qualcoder_cg.formats.reports.grouping import by_type, group
from qualcoder_cg.progress import silent


def ids(quotes: list[samples.Excerpt]) -> list[str]:
    return [quote.id for quote in quotes]


def test_quotes_stand_under_each_of_their_questions_by_type_source_and_place() -> None:
    grouped = group(samples.evidence(), silent)
    assert ids(grouped.by_question[0]) == ["coding-3", "coding-2", "coding-1", "coding-8", "coding-7"]
    assert grouped.by_question[1] == []
    assert ids(grouped.by_question[2]) == ["coding-3", "coding-4"]
    assert {theme: ids(quotes) for theme, quotes in grouped.by_theme.items()} == {
        "Gender": ["coding-5"],
        "Disability": [],
    }
    assert {code: ids(quotes) for code, quotes in grouped.by_code.items()} == {"Loose end": ["coding-6"]}
    assert grouped.placed == 9


def test_the_order_does_not_depend_on_the_order_of_reading() -> None:
    quotes = samples.sample_excerpts() + [samples.excerpt(number, ref="INT-10") for number in range(20, 60)]
    shuffled = list(quotes)
    random.Random(1).shuffle(shuffled)
    assert group(samples.evidence(quotes), silent) == group(samples.evidence(shuffled), silent)


def test_without_types_the_order_tells_nothing_about_them() -> None:
    evidence = samples.evidence(attribution="none")
    grouped = group(evidence, silent)
    assert [quote.ref for quote in grouped.by_question[0]] == [
        "DOC-01",
        "GRP-01",
        "INT-01",
        "INT-9",
        "INT-10",
    ]
    assert [name for name, _quotes in by_type(evidence, grouped.by_question[0])] == [""]
    assert list(by_type(evidence, [])) == []


def test_quotes_of_nobody_known_come_last_under_their_own_words() -> None:
    evidence = samples.evidence()
    grouped = group(evidence, silent)
    assert [name for name, _quotes in by_type(evidence, grouped.by_question[0])] == [
        "Agency",
        "Partner institution",
        "Workers",
        "Type of informant not known",
    ]


def test_a_type_or_theme_the_evidence_does_not_list_is_not_lost() -> None:
    quotes = [samples.excerpt(1, informant_type="Press"), samples.excerpt(2, questions=(), theme="Water")]
    grouped = group(samples.evidence(quotes, types=("Agency",)), silent)
    assert ids(grouped.by_question[0]) == ["coding-1"]
    assert ids(grouped.by_theme["Water"]) == ["coding-2"]


def test_a_source_with_a_number_of_any_length_can_be_ordered() -> None:
    quotes = [samples.excerpt(1, ref="INT-" + "9" * 5000), samples.excerpt(2, ref="INT-0010")]
    assert ids(group(samples.evidence(quotes), silent).by_question[0]) == ["coding-2", "coding-1"]
