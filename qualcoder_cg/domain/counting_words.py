"""Words for shares of informants, by a table the study owns: "most of the informants asked" for 9 of 14.

The word follows from how many of those asked; where fewer than a number (10 unless the study says otherwise)
were asked, the figures stand instead of a word.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from .rules import Rules

NONE, ONE, FEW, SOME = "none", "one", "a_few", "some"
HALF, MOST, NEARLY_ALL, ALL = "about_half", "most", "nearly_all", "all"
NAMES = (NONE, ONE, FEW, SOME, HALF, MOST, NEARLY_ALL, ALL)

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        NONE: "none", ONE: "one", FEW: "a few", SOME: "some",
        HALF: "about half", MOST: "most", NEARLY_ALL: "nearly all", ALL: "all",
    },
    "es": {
        NONE: "ninguno", ONE: "uno", FEW: "unos pocos", SOME: "algunos",
        HALF: "cerca de la mitad", MOST: "la mayoría", NEARLY_ALL: "casi todos", ALL: "todos",
    },
}  # fmt: skip
_OF = {"en": "{word} of the informants asked", "es": "{word} de los informantes preguntados"}
# Spanish joins these to the noun without "de".
_JOINED = {"es": ({NEARLY_ALL, ALL}, "{word} los informantes preguntados")}
_FIGURES = {"en": "{n} of {of}", "es": "{n} de {of}"}
_FIGURES_ASKED = {
    "en": ("{n} of the {of} informants asked", "{n} of the one informant asked"),
    "es": ("{n} de los {of} informantes preguntados", "{n} del único informante preguntado"),
}
_UNASKED = {"en": ("{n} informants", "{n} informant"), "es": ("{n} informantes", "{n} informante")}

# What is called so lies below this share; half has its upper boundary inside.
_BELOW = ((FEW, 20), (SOME, 40), (HALF, 60))

# How the shares are written beside the words.
SHARES = {
    NONE: "0", ONE: "1", FEW: "< 20 %", SOME: "20 – < 40 %", HALF: "40–60 %",
    MOST: "> 60 – < 90 %", NEARLY_ALL: "≥ 90 %", ALL: "100 %",
}  # fmt: skip

SUPPORTING, QUALIFYING, CONTRADICTING = "supporting", "qualifying", "contradicting"
SPOKE, SILENT = "spoke", "silent"
WHO = (SUPPORTING, QUALIFYING, CONTRADICTING, SPOKE, SILENT)
PHRASE, WORD, COUNT = "", "word", "count"
FORMS = (PHRASE, WORD, COUNT)
_PLACE = re.compile(r"\{(" + "|".join(WHO) + r")(?::(word|count))?\}")


class Counted(NamedTuple):
    """Of the informants asked (`of`), how many (`n`); `of` is 0 where it is not known whom was asked."""

    n: int
    of: int


class Part(NamedTuple):
    """A stretch of a rendered statement: plain words, or what stands for a placeholder.

    `who` is of WHO, "" for plain words; `counted` is what the words stand for.
    """

    text: str
    who: str = ""
    counted: Counted = Counted(0, 0)


def language_of(language: str) -> str:
    """The language of the words for a language of reports: English where there are none of it."""
    code = language.partition("_")[0].partition("-")[0]
    return code if code in _WORDS else "en"


def table(rules: Rules, language: str) -> dict[str, str]:
    """The word for each of NAMES: those of the study, else the usual ones of the language."""
    return {**_WORDS[language_of(language)], **dict(rules.counting_words)}


def usual(language: str) -> dict[str, str]:
    """The usual word for each of NAMES."""
    return dict(_WORDS[language_of(language)])


def name_for(counted: Counted) -> str:
    """Which of NAMES a count is called by.

    none is 0, all is everyone and one is a single person; else by share: below 20 %, below 40 %, up to 60 %,
    below 90 %, and from there on. Whole numbers are compared, so a boundary is where it is said to be.
    """
    n, of = counted
    if n <= 0:
        return NONE
    if n >= of:
        return ALL
    if n == 1:
        return ONE
    if n * 100 >= of * 90:
        return NEARLY_ALL
    if n * 100 > of * 60:
        return MOST
    return next(name for name, below in _BELOW if n * 100 < of * below or name == HALF)


def is_plain(counted: Counted, rules: Rules) -> bool:
    """Whether figures stand instead of a word: too few were asked, or it is not known whom."""
    return counted.of < max(rules.plain_below, 1) or counted.n > counted.of


def word(counted: Counted, rules: Rules, language: str = "en") -> str:
    """The word alone: "most"; "7 of 9" where too few were asked for a word."""
    if is_plain(counted, rules):
        return figures(counted, language)
    return table(rules, language)[name_for(counted)]


def figures(counted: Counted, language: str = "en") -> str:
    """The figures alone: "9 of 14"; "9" where it is not known whom was asked."""
    if not counted.of:
        return str(counted.n)
    return _FIGURES[language_of(language)].format(n=counted.n, of=counted.of)


def phrase(counted: Counted, rules: Rules, language: str = "en") -> str:
    """The word with its noun: "most of the informants asked", "7 of the 9 informants asked"."""
    code = language_of(language)
    if not counted.of:
        return _UNASKED[code][counted.n == 1].format(n=counted.n)
    if is_plain(counted, rules):
        return _FIGURES_ASKED[code][counted.of == 1].format(n=counted.n, of=counted.of)
    name = name_for(counted)
    joined, pattern = _JOINED.get(code, (set(), ""))
    pattern = pattern if name in joined else _OF[code]
    return pattern.format(word=table(rules, language)[name])


def placeholder(who: str, form: str = PHRASE) -> str:
    """How a counting word stands in a stored statement."""
    return f"{{{who}:{form}}}" if form else f"{{{who}}}"


def placeholders(statement: str) -> list[str]:
    """Whom the placeholders of a statement count, each once, in order."""
    return list(dict.fromkeys(found[1] for found in _PLACE.finditer(statement)))


def parts(statement: str, counts: Mapping[str, Counted], rules: Rules, language: str = "en") -> list[Part]:
    """A statement with its placeholders filled in, in parts; a sentence begins with a capital."""
    made: list[Part] = []
    at = 0
    for found in _PLACE.finditer(statement):
        before = statement[at : found.start()]
        if before:
            made.append(Part(before))
        who, form = found[1], found[2] or PHRASE
        counted = counts.get(who, Counted(0, 0))
        text = _worded(counted, form, rules, language)
        if _begins_sentence(statement[: found.start()]):
            text = text[:1].upper() + text[1:]
        made.append(Part(text, who, counted))
        at = found.end()
    if at < len(statement):
        made.append(Part(statement[at:]))
    return made


def rendered(statement: str, counts: Mapping[str, Counted], rules: Rules, language: str = "en") -> str:
    """A statement with its placeholders filled in."""
    return "".join(part.text for part in parts(statement, counts, rules, language))


def _worded(counted: Counted, form: str, rules: Rules, language: str) -> str:
    if form == COUNT:
        return figures(counted, language)
    return (word if form == WORD else phrase)(counted, rules, language)


def _begins_sentence(before: str) -> bool:
    stripped = before.rstrip()
    return not stripped or (stripped[-1] in ".!?¡¿" and (stripped != before or stripped[-1] in "¡¿"))
