"""What is suggested, where, and why."""

import copy
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, UNKNOWN, Turn
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example, Material, Profile, Suggestion
from qualcoder_cg.errors import Cancelled
from qualcoder_cg.suggest import SUGGESTERS, blend, learn, rank, suggest
from qualcoder_cg.suggest.words import fold

INSURANCE = Profile(
    "insurance",
    "Access to insurance",
    "Did domestic workers gain access to social insurance, and does affiliation last?",
    {
        "en": ("affiliation", "insurance", "health card"),
        "es": ("afiliación", "seguro social", "cotizar", "IMSS"),
    },
)
WATER = Profile(
    "water",
    "Water committees",
    "How do village water committees maintain pumps and collect fees?",
    {"en": ("water committee", "pump", "WHO"), "es": ("comité de agua", "bomba", "cuota")},
)
PROFILES = (INSURANCE, WATER)


def transcript(*said: tuple[str, str, str]) -> tuple[str, tuple[Turn, ...]]:
    """A text and its turns from (speaker, role, words)."""
    text, turns = "", []
    for speaker, role, words in said:
        start = len(text) + len(speaker) + 2
        turns.append(Turn(speaker, role, len(text), start, start + len(words)))
        text += f"{speaker}: {words}\n\n"
    return text, tuple(turns)


def offers(text: str, language: str = "en", **more: object) -> list[Suggestion]:
    return suggest(learn(PROFILES, ()), Material("d", text, language, **more))  # type: ignore[arg-type]


def test_never_offers_the_interviewers_words_or_a_label() -> None:
    hit = "The insurance affiliation of domestic workers is what we need to talk about."
    text, turns = transcript(
        ("Insurance affiliation", INTERVIEWER, hit),
        ("Insurance affiliation", RESPONDENT, hit),
        ("Insurance affiliation", UNKNOWN, hit),
    )
    found = offers(text, turns=turns)
    assert {one.span for one in found} == {turns[1].span, turns[2].span}
    assert {one.code_id for one in found} == {"insurance"}


def test_text_outside_turns_is_not_offered() -> None:
    text, turns = transcript(("ANA", RESPONDENT, "We like the garden very much in spring."))
    header = "Interview on insurance affiliation of workers.\n\n"
    moved = tuple(
        turn._replace(
            label_start=turn.label_start + len(header),
            start=turn.start + len(header),
            end=turn.end + len(header),
        )
        for turn in turns
    )
    assert offers(header + text, turns=moved) == []


def test_reason_names_the_words_and_matches_say_where_they_stand() -> None:
    text = "🙂 Well. My AFFILIATION came late, and the insurance never answered at all."
    keywords_only = Profile("c", "", "", {"en": ("affiliation", "insurance")})
    (one,) = suggest(learn([keywords_only], ()), Material("d", text, "en"))
    assert one.suggester == "keywords"
    assert one.reason == "AFFILIATION, insurance"
    assert [text[start:end] for start, end in one.matches] == ["AFFILIATION", "insurance"]
    assert 0 < one.score <= 1


@pytest.mark.parametrize(
    "words",
    [
        "Las afiliaciones no llegaron y cotizamos por nada en esos años.",
        "La afiliacion se perdio y nunca cotizaron por nosotras en la casa.",
        "La AFILIACIÓN se perdió y nunca cotizó nadie por nosotras en la casa.",
    ],
)
def test_spanish_inflections_and_missing_accents(words: str) -> None:
    (one,) = offers(words, "es")
    assert one.code_id == "insurance"
    assert len(one.matches) == 2


def test_combining_accents_keep_offsets_right() -> None:
    text = "Cafe\u0301 y ma\u0301s. El seguro social y la afiliacio\u0301n no llegaron nunca a la aldea 🇲🇽."
    (one,) = offers(text, "es")
    told = {fold(part) for part in one.reason.split(", ")}
    assert {fold(text[start:end]) for start, end in one.matches} == told
    assert "seguro social" in told


def test_names_of_another_language_count_but_its_words_do_not() -> None:
    profile = Profile("x", "", "", {"es": ("IMSS", "Oaxaca", "cuota")})
    model = learn([profile], ())
    assert dict(rank(model, "The imss office in Oaxaca was closed.", "en"))["x"] > blend.THRESHOLD
    assert dict(rank(model, "They said cuota and nothing else.", "en"))["x"] > 0  # no English terms at all
    both = learn([Profile("x", "", "", {"es": ("IMSS", "cuota"), "en": ("fee",)})], ())
    assert dict(rank(both, "They said cuota and nothing else.", "en"))["x"] == 0
    assert dict(rank(both, "They paid two fees there.", "en"))["x"] > 0


def test_an_acronym_that_is_also_a_common_word_needs_its_capitals() -> None:
    model = learn([Profile("water", "", "", {"en": ("WHO",)})], ())
    assert dict(rank(model, "People who came late were sent home.", "en"))["water"] == 0
    assert dict(rank(model, "People from the WHO came late.", "en"))["water"] > 0


def test_question_text_alone_suggests() -> None:
    plain = [Profile(one.code_id, one.label, one.text) for one in PROFILES]
    text = "Every month the village water committee collects fees and maintains the pumps.\n\nWe sang."
    (one,) = suggest(learn(plain, ()), Material("d", text, "en"))
    assert (one.code_id, one.suggester) == ("water", "question text")
    assert {"water", "collects"} <= set(one.reason.split(", "))


def test_ordinary_text_gets_nothing() -> None:
    text = "We had lunch under the tree. My cousin bought a red bicycle yesterday and was happy.\n" * 20
    assert offers(text) == []


def test_neighbouring_sentences_on_one_code_are_one_suggestion() -> None:
    first = "The insurance affiliation took two years to arrive."
    second = "Without affiliation there is no insurance for your children."
    between = "My cousin bought a red bicycle yesterday and was happy."
    (one,) = offers(f"{first} {second} {between}")
    assert (one.start, one.end) == (0, len(first) + 1 + len(second))
    assert len(offers(f"{first} {between} {second}")) == 2


def test_runs_do_not_cross_turns() -> None:
    said = "The insurance affiliation took two years to arrive."
    text, turns = transcript(("ANA", RESPONDENT, said), ("EVA", RESPONDENT, said))
    assert [one.span for one in offers(text, turns=turns)] == [turn.span for turn in turns]


@pytest.mark.parametrize(
    ("start", "end", "left"), [(0, 80, 0), (4, 13, 0), (0, 30, 0), (0, 5, 1), (78, 90, 1)]
)
def test_what_is_taken_is_not_offered_again(start: int, end: int, left: int) -> None:
    text = "The insurance affiliation took two years to arrive. My cousin bought a red bicycle yesterday."
    taken = ((start, end, "insurance"), (0, len(text), "water"))
    if (start, end) == (0, 5):
        assert len(offers(text, taken=((0, 5, "insurance"),))) == 0  # inside the passage: half of the shorter
    else:
        assert len(offers(text, taken=taken)) == left


def test_at_most_three_codes_for_a_passage_and_the_limit_and_the_chosen_codes() -> None:
    many = [Profile(str(n), "", "", {"en": (f"alpha{n}", f"beta{n}")}) for n in range(6)]
    text = " ".join(f"alpha{n} beta{n}" for n in range(6)) + " and so on."
    model = learn(many, ())
    material = Material("d", text, "en")
    assert len(suggest(model, material)) == 3
    assert len(suggest(model, material, limit=2)) == 2
    assert {one.code_id for one in suggest(model, material, codes=frozenset({"4", "5"}))} == {"4", "5"}


def test_own_coding_is_learned_and_rejections_lower_the_score() -> None:
    bus = "The bus from the ranch leaves before dawn and we sleep on the road."
    like = "Before dawn the bus leaves the ranch without us."
    examples = [Example("water", bus, "en", True), Example("insurance", "Nobody paid my card.", "en", True)]
    before = dict(rank(learn(PROFILES, ()), like, "en"))["water"]
    model = learn(PROFILES, examples)
    after = dict(rank(model, like, "en"))["water"]
    (one,) = suggest(model, Material("d", like, "en"))
    rejected = learn(PROFILES, [*examples, Example("water", like, "en", False)])
    assert before < after
    assert (one.code_id, one.suggester) == ("water", "own coding")
    assert "bus" in one.reason.split(", ")
    assert dict(rank(rejected, like, "en"))["water"] < after
    assert suggest(rejected, Material("d", like, "en")) == []


def test_rejection_lowers_a_keyword_suggestion_too() -> None:
    text = "The insurance affiliation took two years to arrive."
    no = [Example("insurance", text, "en", False)]
    assert rank(learn(PROFILES, no), text, "en")[0][1] < rank(learn(PROFILES, ()), text, "en")[0][1]


def test_same_input_same_output_and_input_unchanged() -> None:
    text, turns = transcript(
        (
            "ANA",
            RESPONDENT,
            "The insurance affiliation took two years. The pump broke; the water committee paid.",
        ),
        ("EVA", INTERVIEWER, "And then?"),
    )
    material = Material("d", text, "en", turns, ((0, 3, "water"),))
    examples = [Example("water", "The pump is new.", "en", True), Example("water", "No.", "en", False)]
    before = copy.deepcopy((material, PROFILES, examples))
    results = [suggest(learn(PROFILES, examples), material) for _ in range(2)]
    assert results[0] == results[1] != []
    assert (material, PROFILES, examples) == before


def test_cancelling() -> None:
    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        suggest(learn(PROFILES, ()), Material("d", "Some insurance text.", "en"), progress=stop)
    with pytest.raises(Cancelled):
        learn(PROFILES, [Example("water", "The pump is new.", "en", True)], progress=stop)


@pytest.mark.parametrize("language", ["", "xx", "zz", "tlh-Latn", "es_MX", "EN-us", "fr"])
def test_any_language_works(language: str) -> None:
    text = "Insurance and affiliation, afiliación y seguro social, for all of us."
    found = suggest(learn(PROFILES, ()), Material("d", text, language))
    assert [one.code_id for one in found] == ["insurance"]


@pytest.mark.parametrize("text", ["", " \n\n ", "…", "🙂"])
def test_nothing_to_read(text: str) -> None:
    assert offers(text) == []
    assert suggest(learn((), ()), Material("d", "insurance", "en")) == []
    assert rank(learn((), ()), text, "en") == []
    assert {score for _, score in rank(learn(PROFILES, ()), text, "en")} == {0.0}


def test_description_names_the_pipelines_in_use() -> None:
    model = learn(PROFILES, ())
    rank(model, "insurance", "en")
    assert "en (" in model.description
    names = [suggester.NAME for suggester in SUGGESTERS]
    assert names == ["keywords", "question text", "own coding", "near duplicate", "meaning"]


def test_importing_does_not_import_spacy() -> None:
    code = "import sys, qualcoder_cg.suggest, qualcoder_cg.suggest.wire; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


PIECES = st.sampled_from(
    [
        "insurance",
        "affiliation",
        "pumps",
        "water committee",
        "🙂",
        "e\u0301",
        "a\u0300gua",
        ".",
        "!",
        "\n",
        "\n\n",
        " ",
        "¿",
        "we",
    ]
)
TEXTS = st.lists(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=8)), max_size=40
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    TEXTS.map(" ".join),
    st.lists(
        st.tuples(st.sampled_from([INTERVIEWER, RESPONDENT, UNKNOWN]), st.integers(0, 60), st.integers(0, 9)),
        max_size=6,
    ),
    st.sampled_from(["en", "es", "xx"]),
)
def test_passages_always_lie_in_an_answer(text: str, cuts: list[tuple[str, int, int]], language: str) -> None:
    turns, at = [], 0
    for role, length, label in cuts:
        end = min(at + length, len(text))
        start = min(at + label, end)
        turns.append(Turn("A", role, at, start, end))
        at = end
    for one in offers(text, language, turns=tuple(turns)):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert all(one.start <= span.start < span.end <= one.end for span in one.matches)
        assert all(text[span.start : span.end].strip() for span in one.matches)
        answers = [turn.span for turn in turns if turn.role != INTERVIEWER] or [Span(0, len(text))]
        if turns:
            assert any(span.start <= one.start and one.end <= span.end for span in answers)


COMMON = tuple(
    (f"They {went} from the {place} to the {kin} of {who}.", "en")
    for went in ("walked", "drove", "rode", "sailed", "marched", "ran", "came", "turned right")
    for place in ("market", "river", "school", "church", "bridge", "well", "mill", "barn")
    for kin in ("mother", "sister", "cousin")
    for who in ("the mayor", "the nurse", "the driver", "the miller")
    if "right" not in went or who == "the nurse"
)
RIGHTS = Profile("rights", "Human rights", "")


def _offered(profile: Profile, text: str) -> list[str]:
    model = learn((profile, WATER), (), background=COMMON)
    return [one.reason for one in suggest(model, Material("d", text, "en"))]


def test_one_everyday_word_of_a_name_is_no_reason() -> None:
    assert _offered(RIGHTS, "You are right, it was.") == []
    assert _offered(RIGHTS, "That is the right clinic.") == []
    assert _offered(RIGHTS, "Nobody told the workers about human rights.") == ["human, rights"]


def test_one_rare_word_of_a_name_is() -> None:
    assert _offered(RIGHTS, "Every human being deserves a clinic.") == ["human"]
    assert _offered(Profile("trust", "Trust", ""), "It was a matter of trust.") == ["trust"]


def test_an_everyday_word_counts_less_as_a_keyword_too() -> None:
    def score(word: str) -> float:
        profile = Profile("x", "X", "", {"en": (word,)})
        model = learn((profile, WATER), (), background=COMMON)
        return dict(rank(model, f"He spoke of the {word} one.", "en"))["x"]

    assert score("nurse") < score("subsidy") / 2
