"""Names in texts: as they are written, misspelt, in part, in odd signs; and words that are none."""

import unicodedata

import pytest

from qualcoder_cg.domain.quotes import INSTITUTION, OTHER, PERSON, PLACE
from qualcoder_cg.services.name_finder import NameFinder, acronyms, named

PEOPLE = ("Rosa Hernández Cruz", "María de los Ángeles López Pérez", "Jean-Luc Tremblay", "Chabela",
          "Ximena Gil", "Will Young", "Fiona O’Brien")  # fmt: skip
INSTITUTIONS = ("Agency for Decent Work", "Harbour Care Cooperative", "National Insurance Fund", "NIF",
                "Municipality of Santa Brígida", "UNICEF")  # fmt: skip
PLACES = ("Ciudad Alba", "Santa Brígida", "Port Amity", "Honda")


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    names = [named(PERSON, "list", one, person=True) for one in PEOPLE]
    for one in INSTITUTIONS:
        names += [named(INSTITUTION, "register", written) for written in (one, *acronyms(one))]
    names += [named(PLACE, "register", one, whole=True) for one in PLACES]
    names.append(named(OTHER, "file", "Talk with the widow 2021", whole=True))
    return NameFinder([one for one in names if one])


def _redacted(finder: NameFinder, text: str) -> str:
    said, position = "", 0
    for found in finder.find(text):
        said += f"{text[position : found.start]}[{found.name.kind}]"
        position = found.end
    return said + text[position:]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I told Rosa Hernandez Cruz.", "I told [person]."),
        ("ROSA HERNÁNDEZ said", "[person] said"),
        ("rosa hernandez dijo", "[person] dijo"),
        ("doña Rosa vino", "doña [person] vino"),
        ("Rosa dijo que no", "[person] dijo que no"),
        ("con Hernandes y la señora Ernández", "con [person] y la señora [person]"),
        ("R. Hernández came", "[person] came"),
        ("R. H. Cruz signed", "[person] signed"),
        ("R.H.C. signed", "[person] signed"),
        ("María de los Ángeles dijo", "[person] dijo"),
        ("López Pérez, María", "[person]"),
        ("Rosa\nHernández", "[person]"),
        ("Ro\u00adsa Her\u200bnández", "[person]"),
        ("a Hernán-\ndez", "a [person]"),
        ("a Rosa\u00a0Hernández", "a [person]"),
        (unicodedata.normalize("NFD", "a Rosa Hernández Cruz"), "a [person]"),
        ("Rosa’s and Hernández's", "[person]’s and [person]'s"),
        ("with jean luc and Tremblay-Smith", "with [person]"),
        ("Chabela, Chavela y chabela", "[person], [person] y [person]"),
        ("con Jimena, pero Yimena", "con [person], pero [person]"),
        ("I met Rosa de la Torre there", "I met [person] there"),
        ("Rosa Hernández del Ministerio", "[person] del Ministerio"),
        ("con Rosa de la NIF", "con [person] de la [institution]"),
        ("I asked Will.", "I asked [person]."),
        ("Fiona O'Brien, O’Brien", "[person], [person]"),
        ("R O S A dijo", "[person] dijo"),
        ("the \ufb01rst of Fiona", "the \ufb01rst of [person]"),
        ("Agency for Decent Work, ADW, A.D.W.", "[institution], [institution], [institution]"),
        ("the harbour care cooperative", "the [institution]"),
        ("Harbour Care is", "[institution] is"),
        ("the National Insurence Fund", "the [institution]"),
        ("in Santa Brigida and in Port Amitty", "in [place] and in [place]"),
        ("UNICEF, Unicef, unicef", "[institution], [institution], [institution]"),
        ("as in Talk with the widow 2021", "as in [other]"),
    ],
)  # fmt: skip
def test_names_are_found(finder: NameFinder, text: str, said: str) -> None:
    assert _redacted(finder, text) == said


@pytest.mark.parametrize(
    "text",
    [
        "la flor rosa es bonita",
        "Los ángeles cantan",
        "Will they come? will young people come?",
        "care cooperative in general",
        "The work was decent",
        "una cueva honda",
        "the gill of a fish, e.g. a cruise",
        "a nif and a rose",
        "equal work for women",
        "We talk with them in 2021",
        "Cartas y marcas de la región",
    ],
)
def test_words_that_are_no_names_stand(finder: NameFinder, text: str) -> None:
    assert _redacted(finder, text) == text


def test_a_vocabulary_tells_which_texts_to_read(finder: NameFinder) -> None:
    vocabulary = {
        "rosa": 3,
        "hernandes": 1,
        "harbour": 2,
        "care": 90,
        "cooperative": 40,
        "decent": 1,
        "table": 9,
    }
    found = NameFinder(finder.names, vocabulary)
    wanted = found.triggers()
    assert {"rosa", "hernandes", "harbour", "cooperative"} <= wanted
    assert not {"table", "care"} & wanted, "an institution needs one of its rarer words"


def test_without_names_nothing_is_found() -> None:
    assert NameFinder([]).find("Rosa Hernández") == [] and NameFinder([]).triggers() == set()


@pytest.mark.parametrize("nothing", ["", "de la", "7", "R."])
def test_what_names_nobody_is_not_looked_for(nothing: str) -> None:
    assert named(PERSON, "list", nothing, person=True) is None or nothing == "de la"
