"""An answer is offered under the question it was asked, with the item as the reason."""

import json

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn
from qualcoder_cg.domain.suggestions import Asked, Material, Profile, Suggestion
from qualcoder_cg.suggest import blend, guide_item, learn, suggest, wire

INSURANCE = Profile("insurance", "Insurance", "Affiliation", {"en": ("affiliation", "health card")})
WATER = Profile("water", "Water", "Committees", {"en": ("water committee", "pump")})
MODEL = learn((INSURANCE, WATER), ())
REASON = "Agencies 1, item 7: Who pays?"


def read(*said: tuple[str, str], asked: tuple[str, ...] = ("water",), follow_up: bool = False) -> Material:
    """A document of turns (role, words); every answer was asked about the codes."""
    text, turns = "", []
    for role, words in said:
        start = len(text) + 3
        turns.append(Turn(role[0], role, len(text), start, start + len(words)))
        text += f"{role[0]}: {words}\n"
    answers = tuple(
        Asked(turn.start, turn.end, asked, REASON, follow_up) for turn in turns if turn.role == RESPONDENT
    )
    return Material("d", text, "en", tuple(turns), asked=answers)


def words(material: Material, one: Suggestion) -> str:
    return material.text[one.start : one.end]


def test_an_answer_in_which_no_word_tells_is_offered_whole() -> None:
    said = "We do it together with everyone else. Nobody complains about that."
    material = read((INTERVIEWER, "Who pays for the pump?"), (RESPONDENT, said))
    (one,) = suggest(MODEL, material)
    assert (one.code_id, one.suggester, one.reason) == ("water", guide_item.NAME, REASON)
    assert words(material, one) == said
    assert one.score == guide_item.ANSWER >= blend.THRESHOLD
    assert one.matches == ()


def test_a_sentence_that_tells_is_offered_with_both_reasons_and_a_higher_score() -> None:
    said = "We do it together with everyone else. The pump was mended by my cousin in the end."
    material = read((RESPONDENT, said))
    (one,) = suggest(MODEL, material)
    assert words(material, one) == "The pump was mended by my cousin in the end."
    assert one.reason == f"pump; {REASON}"
    assert one.score > guide_item.ANSWER
    assert suggest(MODEL, Material("d", material.text, "en", material.turns)) == []


def test_another_question_is_offered_as_without_a_guide() -> None:
    said = "The affiliation with the health card is what everybody here talks about."
    material = read((RESPONDENT, said))
    plain = suggest(MODEL, Material("d", material.text, "en", material.turns))
    found = suggest(MODEL, material)
    assert [one for one in found if one.code_id == "insurance"] == plain
    assert [one.code_id for one in found] == ["insurance", "water"]


def test_a_follow_up_is_offered_only_where_words_say_so_too() -> None:
    silent = read((RESPONDENT, "We do it together with everyone else."), follow_up=True)
    assert suggest(MODEL, silent) == []
    telling = read((RESPONDENT, "The pump was mended by my cousin in the end."), follow_up=True)
    (one,) = suggest(MODEL, telling)
    asked = read((RESPONDENT, "The pump was mended by my cousin in the end."))
    assert one.score < suggest(MODEL, asked)[0].score


def test_of_a_long_answer_the_best_sentences_are_offered() -> None:
    filler = " ".join(
        f"We went to the village number {n} and came back home late at night again." for n in range(20)
    )
    material = read((RESPONDENT, filler))
    (one,) = suggest(MODEL, material)
    assert one.start == material.turns[0].start
    assert 20 < len(words(material, one).split()) < 80
    assert words(material, one).endswith(".")


def test_two_questions_of_an_item_are_both_offered() -> None:
    material = read((RESPONDENT, "We do it together with everyone."), asked=("water", "insurance", "gone"))
    assert [one.code_id for one in suggest(MODEL, material)] == ["insurance", "water"]
    assert [one.code_id for one in suggest(MODEL, material, codes=frozenset(["water"]))] == ["water"]


def test_what_is_coded_in_the_answer_is_not_offered_again() -> None:
    material = read((RESPONDENT, "We do it together with everyone else. Nobody complains about that."))
    turn = material.turns[0]
    for start, end in ((turn.start, turn.end), (turn.start, turn.start + 30)):
        taken = Material("d", material.text, "en", material.turns, ((start, end, "water"),), material.asked)
        assert suggest(MODEL, taken) == []


def test_what_was_asked_travels_to_the_process_that_suggests() -> None:
    material = read((RESPONDENT, "We do it together."), follow_up=True)
    assert wire.material_from_json(json.loads(json.dumps(wire.material_to_json(material)))) == material
