"""Words found quickly are those that the patterns find."""

from hypothesis import example, given
from hypothesis import strategies as st

from qualcoder_cg.domain import quick_words, word_patterns
from qualcoder_cg.domain.word_patterns import Exactness

LETTERS = "aAáÁeéñÑuüßøºª²_-. \n“”’…1"


@given(
    text=st.text(alphabet=LETTERS + "żоI\u0301\ue000😀", max_size=40),
    words=st.lists(st.text(alphabet="aáeñuüß1ø-", min_size=1, max_size=3), min_size=1, max_size=2),
    places=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
@example(text="“Áéreo” y más", words=["aer"], places=(0, 13))
@example(text="re_aea ñu", words=["ae", "nu"], places=(0, 9))
@example(text="año", words=["a"], places=(1, 3))
def test_the_same_stretches_hold_the_same_words(text: str, words: list[str], places: tuple[int, int]) -> None:
    start, end = sorted(min(place, len(text)) for place in places)
    tokens = word_patterns.tokens(" ".join(words))
    patterns = [word_patterns.word(token, Exactness()) for token in tokens]
    slowly = all(pattern.search(text, start, end) for pattern in patterns)
    wanted, ready = quick_words.needles(tokens), quick_words.plain(text)
    if wanted is not None and ready is not None:
        quickly = all(quick_words.holding(ready, one, [start], [end], [0]) for one in wanted)
        assert quickly == slowly


def test_where_it_may_be_used() -> None:
    assert quick_words.needles(["Política", "1"]) == [b" politica", b" 1"]
    assert quick_words.needles(["e-mail"]) is None and quick_words.needles(["яма"]) is None
    assert quick_words.plain("“Años…”") == b"  anos  "
    assert quick_words.plain("żar") is None and quick_words.plain("e\u0301") is None
