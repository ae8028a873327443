"""The words of a question that tell what it asks: folded, without its frame, cut to their beginnings."""

import re
import unicodedata
from functools import lru_cache

BEGINNING = 5
_WORD = re.compile(r"\w+")
# A new sentence, or the mark with which a Spanish question begins.
_SENTENCE = re.compile(r"(?<=[.?!…;])\s+|(?=¿)")
_CLAUSE = re.compile(r"[,;:.?!¿¡()–—]|\b(?:and|or|y|e|o|u)\b")
# What frames a question in either language and says nothing of its subject.
_FRAMING = """
a about all also am an and any are as at be been being but by can could did do does done during for from get
give go going had happen happened happens has have having he hear heard her here him his how i if in into is
it its just know let like look looked looking looks made make many may me mention mentioned might more most
much my no nor not now of ok okay on one or other others our out over said say see she should since so some
such take tell than thank thanks that the their them then there these they thing think this those to too up
us very want was we well were what when where which while who whom whose why will with would yes you your
al algo algun alguna algunas alguno algunos alla antes aqui asi aun aunque bien buenas bueno buenos cada
como con cree creen cual cuales cuando cuanta cuantas cuanto cuantos de del desde dia dice diga digame diria
donde dos durante e el ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba
estan estas este esto estos fue fueron gracias ha habia hablar hable hableme hablemos hace hacen hacer han
has hasta hay he hizo hubo la las le les lo los mas me mi mucho muy nada ni no nos o opina otra otras otro
otros para pasa pasan pasaron paso pero podria por porque pues puede pueden que quien quienes se sea ser si
sido sin sobre son su sus tal tambien tan tanto te tiene tienen toda todas todo todos tu un una unas uno
unos usted ustedes va van ver vez y ya yo
"""
_FRAME = frozenset(_FRAMING.split())


def folded(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def telling_words(text: str) -> list[str]:
    """The folded words that carry the subject, in order."""
    return [word for word in _WORD.findall(folded(text)) if len(word) > 1 and word not in _FRAME]


@lru_cache(maxsize=50_000)
def beginning(word: str) -> str:
    """What a folded word has in common with its inflections, roughly, in English and Spanish."""
    if len(word) >= BEGINNING and word.endswith("s"):
        word = word[:-1]
    return word[:BEGINNING]


def clauses(text: str) -> list[str]:
    """The parts of a question that can be asked on their own."""
    return [part for part in _CLAUSE.split(text) if part.strip()]


def sentences(text: str) -> list[str]:
    """The sentences of a turn."""
    return [part for part in _SENTENCE.split(text) if part.strip()]
