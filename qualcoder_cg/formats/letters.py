"""How natural a text looks, which tells a right decoding of its bytes from a wrong one."""

import re
from itertools import islice

# Letters beyond ASCII, by how often running text has them: the first ones weigh 1, the last 0.1.
_ARABIC = "اليمونرتبةعدهفسقكحأجىشصطخذضإئءزغثظؤآ"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ"
_WESTERN = "éáíóñúèàçêüâîôöäûïëùãõœßåæøì"
_OTHER_LATIN = "òýžščćđłńśźżășțğşıőűěřůÿðþ"
_FREQUENT = 10
_CHINESE = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "什哪谁呢吗吧让给把被再又更最已新村路校难女教师工社区项目帮助知觉得题农水见谈很候长与无点关"
    "這個們來為國說時會對著過發後裡種經麼現當沒動還進樣開從實什誰讓給村農問題見談難候長與無點關於項幫師區覺"
)
_MARKS = frozenset("¿¡«»“”„‘’‚–—…ºª°€£•©®™§½¼¾²³•►●■→×÷−´\u00a0\u00ad،؛؟·\u0640\u200e\u200f")
_BETWEEN_LETTERS = frozenset("’·ºª\u00ad\u0640\u200e\u200f")
_FAR_EASTERN_MARKS = re.compile("[\u3000-\u3011\uff01-\uff5e]")
_BEYOND = re.compile("[^\x00-\x7f]")
_MOST_LOOKED_AT = 2_000
_AROUND = 200
_MOST_ACCENTS = 0.35
_CAPITAL = 0.7
_MARGIN = 0.15
_DOUBT = 0.5


def naturalness(text: str) -> float:
    """From 0 to 1: how frequent the characters beyond ASCII are, and whether they stand where they belong.

    Right decodings have 0.6 and more. 1 where there are no such characters; the first thousands count.
    """
    places = _places_beyond(text)
    if not places:
        return 1.0
    if _too_many_accents(text[: places[-1] + _AROUND]):
        return 0.0
    return max(0.0, _mean_weight(text, places))


def clearly_better(text: str, other: str) -> bool:
    """Whether one decoding of the same bytes is so much more natural than another that nobody need be asked.

    Where characters stand for the same bytes, only those that differ count; few of them must differ much.
    """
    if len(text) == len(other):
        beyond = (match.start() for match in _BEYOND.finditer(text))
        places = others = list(islice((at for at in beyond if text[at] != other[at]), _MOST_LOOKED_AT))
    else:
        places, others = _places_beyond(text), _places_beyond(other)
    better = _mean_weight(text, places) - _mean_weight(other, others)
    return better >= _MARGIN + _DOUBT / max(1, min(len(places), len(others)))


def _places_beyond(text: str) -> list[int]:
    """Where the first characters beyond ASCII are."""
    return [match.start() for match in islice(_BEYOND.finditer(text), _MOST_LOOKED_AT)]


def _mean_weight(text: str, places: list[int]) -> float:
    weights = (_weight(text[at], text[at - 1 : at], text[at + 1 : at + 2]) for at in places)
    return sum(weights) / len(places) if places else 1.0


def _too_many_accents(text: str) -> bool:
    """Whether most letters carry accents, as when another script is read as a western one."""
    letters = [char for char in text if _script(char) == "latin"]
    return sum(not char.isascii() for char in letters) > _MOST_ACCENTS * len(letters)


def _by_frequency(letters: str) -> dict[str, float]:
    rest = len(letters) - _FREQUENT
    return {letter: 1 - 0.9 * max(0, place - _FREQUENT) / rest for place, letter in enumerate(letters)}


_WEIGHTS = (
    dict.fromkeys(_WESTERN, 1.0)
    | dict.fromkeys(_OTHER_LATIN, 0.4)
    | _by_frequency(_ARABIC)
    | _by_frequency(_CYRILLIC)
)


def _weight(char: str, before: str, after: str) -> float:
    """How natural a character is between its neighbours: 1 for a frequent one, -1 for a control."""
    script = _script(char)
    beside = {_script(before), _script(after)} - {""}
    if char in _MARKS or _FAR_EASTERN_MARKS.match(char):
        return float(char in _BETWEEN_LETTERS or _apart(before) or _apart(after) or "chinese" in beside)
    if not script:
        return -1.0 if "\x80" <= char < "\xa0" else 0.0
    if script == "chinese":
        # Foreign names stand among Chinese characters, but no such character inside a foreign word.
        inside = before.isalpha() and after.isalpha() and beside == {"latin"}
        return 0.0 if inside else _chinese_weight(char)
    return _letter_weight(char, before, after) if beside <= {script} else 0.0


def _apart(char: str) -> bool:
    """Whether a mark may stand beside this: a space, the end of the text, a sign or a digit."""
    return not char or char.isspace() or (char.isascii() and not char.isalpha())


def _letter_weight(char: str, before: str, after: str) -> float:
    if _script(char) == "ethiopic":
        return 1.0
    small = char.lower()
    weight = _WEIGHTS.get(small, 0.0)
    if before.isdigit() or after.isdigit():
        return 0.0
    if char == small:
        return 0.0 if after.isupper() and after.isascii() else weight
    return 0.0 if before.islower() else _CAPITAL * weight


def _chinese_weight(char: str) -> float:
    return 1.0 if char in _CHINESE else 0.3 if _in_level_one(char) else 0.0


def _script(char: str) -> str:
    """The script of a letter; "" for what is no letter, "?" for scripts that are not known here."""
    if not char.isalpha():
        return ""
    for name, first, end in _SCRIPTS:
        if first <= char < end:
            return name
    return "?"


_SCRIPTS = (
    ("latin", "\0", "\u0250"),
    ("cyrillic", "\u0400", "\u0530"),
    ("arabic", "\u0600", "\u0700"),
    ("ethiopic", "\u1200", "\u1380"),
    ("chinese", "\u3400", "\ua000"),
)


def _in_level_one(char: str) -> bool:
    """Whether a character is among the few thousand that the Chinese standards put first."""
    return 0xB0 <= char.encode("gb2312", "replace")[0] <= 0xD7 or (
        0xA4 <= char.encode("big5", "replace")[0] <= 0xC6
    )
