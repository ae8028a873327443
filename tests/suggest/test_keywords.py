"""What keywords find in texts, in the process that suggests."""

import json
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Turn
from qualcoder_cg.domain.suggestions import Material, Profile
from qualcoder_cg.suggest import worker
from qualcoder_cg.suggest.keyword_hits import hits
from qualcoder_cg.suggest.keyword_proposals import Coded, proposals
from qualcoder_cg.suggest.keywords import Keywords
from qualcoder_cg.suggest.language import pipeline, words_of
from qualcoder_cg.suggest.passages import Read, passages
from qualcoder_cg.suggest.reading import whole
from qualcoder_cg.suggest.wire import material_to_json


def found(keyword: str, text: str, language: str = "en", **lists: list[str]) -> list[str]:
    """The words that one keyword hits in an answer."""
    told = hits([{language: [keyword], **lists}], Material("d", text, language))
    return [text[hit.start : hit.end] for hit in told]


@pytest.mark.parametrize(
    ("keyword", "text", "words"),
    [
        ("labour inspector", "Two Labour Inspectors came to the house twice.", ["Labour Inspectors"]),
        ("women", "A woman and other women told us about the work.", ["woman", "women"]),
        ('"women"', "A woman and other Women told us about the work.", ["Women"]),
        ("contract*", "The contracts and the contracting office were closed.", ["contracts", "contracting"]),
        ("contract*", "They contacted nobody and nothing was done about it.", []),
        ("day care ... women", "There is day care for the women there.", ["day care for the women"]),
        ("day care ...1 women", "There is day care for the women there.", []),
        ("day care ... women", "They have day care. And all the women left.", []),
        ("no ... contract*", "There is no written contract in this house.", ["no written contract"]),
        ('"paid" leave', "The paid leaves were short, and to pay leave is rare.", ["paid leaves"]),
        ('[{"LEMMA": "pay"}, {"OP": "?"}, {"LEMMA": "wage"}]', "They paid low wages and pay wages late.",
         ["paid low wages", "pay wages"]),
        ('[{"LEMMA": "PAGÓ"}]', "They said pago and nothing else at all.", ["pago"]),
        ('[{"LIKE_NUM": true}, {"LOWER": {"IN": ["years", "months"]}}]', "It took 12 months or two years.",
         ["12 months", "two years"]),
        ("COVID-19", "Before covid-19 nobody worked from their homes.", ["covid-19"]),
        ("can", "They cannot come, and I can not either today.", ["can", "can"]),
        ("wage | pay", "They pay a wage to everybody who works here.", []),
    ],
)  # fmt: skip
def test_what_each_way_of_writing_finds(keyword: str, text: str, words: list[str]) -> None:
    assert found(keyword, text) == words


@pytest.mark.parametrize(
    ("keyword", "text", "words"),
    [
        ("afiliación", "Las afiliaciones y la AFILIACION tardaron mucho.", ["afiliaciones", "AFILIACION"]),
        ("cotizar", "Nunca cotizaron por nosotras y yo cotizaba sola.", ["cotizaron", "cotizaba"]),
        ('"cotizar"', "Nunca cotizaron y nadie quiere cotizar por nosotras.", ["cotizar"]),
        ("afili*", "Me afiliaron y la afiliacio\u0301n duró un año.", ["afiliaron", "afiliacio\u0301n"]),
        ("seguro ... trabajadora", "El seguro para las trabajadoras no llegó nunca.",
         ["seguro para las trabajadoras"]),
    ],
)  # fmt: skip
def test_spanish_inflections_and_accents(keyword: str, text: str, words: list[str]) -> None:
    assert found(keyword, text, "es") == words


def test_places_are_code_points_and_lie_in_their_passage() -> None:
    text = (
        "🙂🇲🇽 Cafe\u0301 y ma\u0301s. 👩‍🌾 La afiliacio\u0301n no llegó nunca. Nadie dijo nada de eso allá."
    )
    (hit,) = hits([{"es": ["afiliación"]}], Material("d", text, "es"))
    assert text[hit.start : hit.end] == "afiliacio\u0301n"
    assert text[hit.first : hit.last].endswith("no llegó nunca.")


def test_an_interviewers_words_are_never_hit() -> None:
    text = "E: What about the wages of the women?\nA: The wages of the women were low that year."
    split = text.index("A:")
    turns = (Turn("E", INTERVIEWER, 0, 3, split - 1), Turn("A", RESPONDENT, split, split + 3, len(text)))
    told = hits([{"en": ["wage"]}], Material("d", text, "en", turns))
    assert [hit.start > split for hit in told] == [True]


def test_several_keywords_are_told_apart_and_each_tells_all_its_hits() -> None:
    text = "The social insurance of the workers was late again."
    told = hits([{"en": ["insurance"]}, {"en": ["social insurance"]}], Material("d", text, "en"))
    assert [(hit.keyword, text[hit.start : hit.end]) for hit in told] == [
        (1, "social insurance"),
        (0, "insurance"),
    ]


def test_words_of_another_language_count_where_the_code_has_none_in_the_texts() -> None:
    assert found("cuota", "They said cuota and nothing else.", es=["cuota"]) == ["cuota"]
    text = "They said cuota and IMSS and nothing else."
    assert hits([{"es": ["cuota"], "en": []}], Material("d", text, "en")) == []
    assert len(hits([{"es": ["IMSS"], "en": []}], Material("d", text, "en"))) == 1


def test_what_the_suggester_finds_is_what_the_hits_tell() -> None:
    """Reading only the answers that may hold a keyword leaves nothing out."""
    text = "\n".join(
        ["We can't say more, but the contracts were signed by inspectors.", "Nobody came to us on that day.",
         "Inspector, said she; the day-care centre is for women only.", "A woman's contract is never paid."]
    )  # fmt: skip
    terms = ["contract*", "inspector", "day ... women", "woman", '"paid"', "say more", '[{"LEMMA": "sign"}]']
    told = {
        (hit.keyword, text[hit.start : hit.end])
        for hit in hits([{"en": [t]} for t in terms], Material("d", text, "en"))
    }
    profiles = [Profile(term, "", "", {"en": (term,)}) for term in terms]
    finder = Keywords(profiles, pipeline("en"), "en")
    expected = set()
    for line in text.split("\n"):
        doc = whole(line, "en").passages[0].doc
        for hit in finder.hits(doc):
            expected |= {(code, doc[hit.first : hit.last].text) for code in finder.terms[hit.term].codes}
    assert told == expected
    assert len({keyword for keyword, _words in told}) == len(terms)


def test_scores_are_those_of_each_passage_alone() -> None:
    text = (
        "The contract was late that year. Nothing else was ever said of it. "
        "The inspectors and clerks read contracts."
    )
    finder = Keywords([Profile("c", "", "", {"en": ("contract*", "inspector")})], pipeline("en"), "en")
    read = whole(text, "en")
    parts = passages(read.passages[0].doc, words_of(text, "en"), 0)
    scores = finder.score(Read(parts, [()] * len(parts)))[:, 0].tolist()
    assert scores == pytest.approx([0.5, 0.0, 0.75])
    assert finder.score(read)[0, 0] == pytest.approx(0.75)
    assert [[word.lemma for word in run] for run in finder.matched(parts[2], 0)] == [
        ["inspector"],
        ["contract"],
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abés12 \"“”.…*|[]{},:é\u0301🙂-'", max_size=30), st.text(max_size=60))
def test_no_keyword_breaks_reading(keyword: str, text: str) -> None:
    for hit in hits([{"es": [keyword]}], Material("d", text, "es")):
        assert 0 <= hit.first <= hit.start < hit.end <= hit.last <= len(text)


OWN = (
    ("a", "The labour inspectors visited the plant and Teresa wrote it down."),
    ("a", "An inspection by labour inspectors was promised to all of us."),
    ("b", "Without labour inspectors nobody respects the contract, said Teresa."),
    ("b", "The labour inspector came twice; the office in Oaxaca paid him."),
    ("b", "In Oaxaca the office is closed, Oaxaca is far, said Teresa."),
)
OTHERS = tuple(f"The garden number {n} was green and the children sang songs there." for n in range(40))


def test_proposals_set_a_code_apart_and_tell_where_they_stand() -> None:
    made = proposals(Coded("en", OWN, OTHERS))
    assert [one.text for one in made][:1] == ["labour inspectors"]
    assert made[0].own == (0, 1, 2, 3)
    assert made[0].others == 0
    assert "garden" not in {one.text for one in made}
    assert "labour" not in {one.text for one in made}


def test_people_are_never_proposed_and_places_only_where_they_are_known() -> None:
    several = (*OWN, ("a", "In Oaxaca, said Teresa, it was the same for everybody."))
    said = {one.text for one in proposals(Coded("en", several, OTHERS, named=frozenset(("oaxaca",))))}
    assert "Oaxaca" in said
    assert not any("Teresa" in text for text in said)
    assert not any("Oaxaca" in one.text for one in proposals(Coded("en", several, OTHERS)))
    small = tuple((document, text.lower()) for document, text in several)
    told = proposals(Coded("en", small, OTHERS, people=frozenset(("teresa",))))
    assert told
    assert not any("teresa" in one.text for one in told)


def test_what_a_keyword_hits_already_is_not_proposed() -> None:
    said = [one.text for one in proposals(Coded("en", OWN, OTHERS, keywords={"en": ["inspect*"]}))]
    assert not any("inspector" in text for text in said)


def test_three_passages_in_two_documents_are_the_least() -> None:
    assert proposals(Coded("en", OWN[:2], OTHERS)) == []
    one_document = tuple(("a", text) for _document, text in OWN)
    assert proposals(Coded("en", one_document, OTHERS)) == []


def test_the_process_answers_what_is_hit_and_proposed() -> None:
    text = "The wages were low for all of the women that year."
    read = Material("d", text, "en")
    requests = [
        {"id": 1, "op": "hits", "keywords": [{"en": ["wage"]}], "material": material_to_json(read)},
        {"id": 2, "op": "propose", "language": "en", "own": OWN, "others": OTHERS, "rest": [], "keywords": {},
         "people": [], "named": []},
    ]  # fmt: skip
    out = StringIO()
    worker.main(StringIO("\n".join(map(json.dumps, requests))), out)
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["result"] == [[0, 4, 9, 0, len(text)]]
    assert second["result"][0][:3] == ["labour inspectors", [0, 1, 2, 3], 0]
