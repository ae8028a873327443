"""What is coded already is found again where it is said again, nearly word for word."""

from qualcoder_cg.domain.suggestions import Example, Profile
from qualcoder_cg.progress import silent
from qualcoder_cg.suggest import near_duplicate
from qualcoder_cg.suggest.lesson import Ground, Lesson
from qualcoder_cg.suggest.reading import whole

PROFILES = (Profile("a", "A", ""), Profile("b", "B", ""))
SAID = "In eight months we affiliated more women than in the three years before the law was changed."
OTHER = "The technical table made us sit together with all agencies of the municipality every month."


def learned(*examples: Example) -> near_duplicate.NearDuplicates | None:
    return near_duplicate.learn(Lesson(Ground(PROFILES, ()), examples, "en"), silent)


def coded(text: str, code: str = "a", positive: bool = True) -> Example:
    return Example(code, text, "en", positive)


def scores(known: near_duplicate.NearDuplicates | None, text: str, language: str = "en") -> list[float]:
    assert known is not None
    return [round(float(one), 2) for one in known.score(whole(text, language))[0]]


def runs(known: near_duplicate.NearDuplicates | None, text: str, code: int = 0) -> list[str]:
    assert known is not None
    (passage,) = whole(text, "en").passages
    return [text[run[0].start : run[-1].end] for run in known.matched(passage, code)]


def test_the_same_words_are_of_the_same_code() -> None:
    known = learned(coded(SAID), coded(OTHER, "b"))
    assert scores(known, SAID) == [1.0, 0.0]
    assert scores(known, OTHER.upper()) == [0.0, 1.0]
    assert runs(known, SAID) == [SAID[:-1]]


def test_nearly_the_same_words_too() -> None:
    known = learned(coded(SAID), coded(OTHER, "b"))
    near = SAID.replace("eight", "nine").replace("law was", "laws were")
    assert 0.9 <= scores(known, near)[0] < 1
    assert runs(known, near)[0].startswith("months we affiliated more women")
    assert scores(known, SAID.replace("affiliated more women", "registered fewer domestic workers")) == [0, 0]


def test_a_part_of_a_longer_passage_is_found() -> None:
    known = learned(coded(f"{OTHER} {SAID} That is all there is to say about it."))
    assert scores(known, SAID)[0] >= 0.99
    assert scores(learned(coded(SAID)), f"Well, {SAID}")[0] >= 0.9


def test_short_and_common_phrases_are_no_duplicates() -> None:
    known = learned(coded("Yes, I think so, yes."), coded(SAID))
    assert scores(known, "I think so.") == [0, 0]
    assert scores(known, "more women than in") == [0, 0]
    everywhere = [coded(f"I would like to say that {word} is good for everybody here.") for word in
                  ("water", "work", "land", "school", "health") * 10]  # fmt: skip
    assert scores(learned(coded(SAID), *everywhere), "I would like to say that nobody asked us.") == [0, 0]


def test_what_was_rejected_or_is_under_no_code_is_not_offered_again() -> None:
    assert scores(learned(coded(SAID), coded(OTHER, "a", False)), OTHER) == [0, 0]
    near = SAID.replace("eight", "nine")
    assert scores(learned(coded(SAID), coded(near, "a", False)), near) == [0, 0]
    assert scores(learned(coded(SAID), coded(near, "", False)), near) == [-2, -2]
    assert scores(learned(coded(SAID), coded(near, "", False)), SAID) == [1, 0]


def test_what_stands_word_for_word_without_a_code_speaks_against_all() -> None:
    left = coded(OTHER, "", False)
    assert scores(learned(left), OTHER) == [-2, -2]
    assert scores(learned(left), SAID) == [0, 0]
    assert scores(learned(left, left, coded(OTHER)), OTHER) == [-2, -2]
    assert scores(learned(left, coded(OTHER), coded(OTHER)), OTHER) == [1, 0]


def test_two_codes_of_one_passage_are_both_offered() -> None:
    assert scores(learned(coded(SAID, "a"), coded(SAID, "b")), SAID) == [1, 1]


def test_nothing_is_learned_from_nothing() -> None:
    assert learned() is None
    assert learned(coded(SAID, "a", False)) is None
    assert learned(coded("Yes.")) is None


def test_words_of_another_language_are_found_too() -> None:
    spoken = "Afiliamos a más mujeres en ocho meses que en los tres años antes de la ley."
    lesson = Lesson(Ground(PROFILES, ()), [Example("b", spoken, "es", True)], "es")
    known = near_duplicate.learn(lesson, silent)
    assert scores(known, spoken, "es") == [0, 1]
