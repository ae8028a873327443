"""Words are found within answers and paragraphs, as a slow scan finds them."""

from hypothesis import given
from hypothesis import strategies as st
from search_naive import all_words, places_of

from qualcoder_cg.domain import word_patterns
from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.word_patterns import Exactness
from qualcoder_cg.services import search_places
from qualcoder_cg.services.search_places import Places

VOCABULARY = ("casa", "casas", "Cása", "ca\u0301sa", "tía", "TIA", "ti", "año", "😀", "3", "教育", "x")


@st.composite
def talks(draw: st.DrawFn) -> tuple[str, list[Turn]]:
    """A text with headings, turns with and without labels, and paragraphs between."""
    text, turns = draw(st.sampled_from(["", "Casa tía\n\n", "x\n"])), []
    for number in range(draw(st.integers(0, 4))):
        label = draw(st.sampled_from(["", "casa: ", "E1: "]))
        said = "".join(
            word + between
            for word, between in draw(
                st.lists(
                    st.tuples(st.sampled_from(VOCABULARY), st.sampled_from([" ", ", ", "\n", "-", "  "])),
                    min_size=1,
                    max_size=8,
                )
            )
        ).rstrip()
        start = len(text) + len(label)
        role = INTERVIEWER if number % 2 else RESPONDENT
        turns.append(Turn("A", role, len(text), start, start + len(said)))
        text += label + said + draw(st.sampled_from(["\n", "\n\n", "\ncasa x\n", "\n\ntía\n"]))
    return text, turns


@given(
    talks(),
    st.lists(st.sampled_from(["cas", "casa", "TÍA", "ano", "x", "ti"]), min_size=1, max_size=3, unique=True),
    st.booleans(),
    st.one_of(st.none(), st.integers(0, 4)),
)
def test_all_words_as_a_slow_scan_finds_them(
    talk: tuple[str, list[Turn]], wanted: list[str], whole: bool, distance: int | None
) -> None:
    text, turns = talk
    patterns = [word_patterns.word(token, Exactness(whole=whole)) for token in wanted]
    find = search_places.all_words(patterns, distance)
    found = [span for span, _place in find(text, Places(text, turns))]
    assert found == all_words(text, turns, wanted, whole=whole, distance=distance)


@given(talks())
def test_places_are_answers_and_the_paragraphs_between(talk: tuple[str, list[Turn]]) -> None:
    text, turns = talk
    places = Places(text, turns)
    found = [(place.start, place.end, place.turn) for place in places.all()]
    assert found == [place for place in places_of(text, turns) if place[1] > place[0]]
    for start, end, turn in found:
        for point in range(start, end):
            assert places.at(point) == (start, end, turn)


def test_labels_are_in_no_place() -> None:
    text = "A: yes\nB: no"
    turns = [Turn("A", RESPONDENT, 0, 3, 6), Turn("B", RESPONDENT, 7, 10, 12)]
    assert Places(text, turns).at(0) is None
    assert Places(text, turns).at(8) is None


def test_passages_cut_answers_and_those_that_touch_are_one() -> None:
    text = "A: one two three four"
    turns = [Turn("A", RESPONDENT, 0, 3, 21)]
    places = Places(text, turns, [(7, 10), (3, 6), (6, 7), (17, 30)])
    assert [(place.start, place.end) for place in places.all()] == [(3, 10), (17, 21)]
    assert places.at(12) is None
    assert places.at(8) == (3, 10, turns[0])


def test_a_phrase_never_runs_across_two_answers() -> None:
    text = "A: no\nA: no no"
    turns = [Turn("A", RESPONDENT, 0, 3, 5), Turn("A", RESPONDENT, 6, 9, 14)]
    find = search_places.one_pattern(word_patterns.phrase(["no", "no"], Exactness()))
    assert [span for span, _place in find(text, Places(text, turns))] == [Span(9, 14)]


def test_of_stretches_that_overlap_the_shortest_is_taken() -> None:
    assert search_places.shortest([[(0, 1), (20, 21)], [(15, 16)]]) == [Span(15, 21)]
    assert search_places.shortest([[(0, 1), (8, 9)], [(4, 5), (10, 11)]]) == [Span(0, 5), Span(8, 11)]
    assert search_places.shortest([[(0, 1)], []]) == []
