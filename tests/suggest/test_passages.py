"""Where passages begin and end."""

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn
from qualcoder_cg.suggest.language import pipeline
from qualcoder_cg.suggest.passages import LONG, STRETCH, passages, stretches


def cut(text: str, language: str = "en", offset: int = 0) -> list[str]:
    reader = pipeline(language)
    (doc,) = reader.read([text])
    found = passages(doc, reader.words(doc), offset)
    return [text[one.start - offset : one.end - offset] for one in found]


def parts(text: str, *turns: Turn) -> list[str]:
    return [text[span.start : span.end] for span in stretches(text, turns)]


def test_sentences_and_short_ones_joined_to_a_neighbour() -> None:
    assert cut("Yes. The money came late this year. We waited for a long time. Very long.") == [
        "Yes. The money came late this year.",
        "We waited for a long time. Very long.",
    ]
    assert cut("Just this once.") == ["Just this once."]
    assert cut("Sustainability") == cut("Yes, sure.") == []
    assert cut("¿Y qué pasó? No sé bien qué pasó con el pago.", "es") == [
        "¿Y qué pasó? No sé bien qué pasó con el pago."
    ]


def test_offsets_are_those_of_the_document() -> None:
    assert cut("The money came 🙂 late this year. We waited for a long time.", offset=1000)[1].startswith(
        "We"
    )


def test_text_without_full_stops_is_cut() -> None:
    found = cut("and so we went on, " * 100)
    assert len(found) > 5
    assert all(len(one.split()) <= LONG for one in found)
    assert all(one.endswith(",") for one in found)


def test_paragraphs_without_turns_and_wrapped_lines() -> None:
    assert parts("A title\nThe first line goes\non here.\nnew\n\nagain\n") == [
        "A title",
        "The first line goes\non here.",
        "new",
        "again",
    ]


def test_turns_that_overlap_never_show_an_interviewers_words() -> None:
    text = "abcdefghij"
    turns = (Turn("A", RESPONDENT, 0, 0, 8), Turn("B", INTERVIEWER, 2, 3, 5), Turn("C", RESPONDENT, 6, 7, 99))
    assert parts(text, *turns) == ["ab", "f", "h", "ij"]


def test_a_very_long_stretch_is_cut_at_white_space() -> None:
    found = parts("word " * STRETCH)
    assert all(len(one) <= STRETCH for one in found)
    assert all(one.startswith("word") and one.endswith("word") for one in found)
