"""Colours of codes: twelve hues in three tones, written "3-1", and what they look like on screen.

All colours returned are "#rrggbb". The table was computed so that hues stay apart for people who see
few colours; the number and the name of a code still stand beside every use.
"""

from collections.abc import Sequence
from functools import cache

HUE_NAMES = (
    "blue",
    "amber",
    "green",
    "magenta",
    "brick",
    "teal",
    "violet",
    "olive",
    "sky",
    "rose",
    "plum",
    "slate",
)
HUES = len(HUE_NAMES)
TONES = 3
QUESTION_HUES = 6

# fmt: off
_LIGHT = (
    "3375c4", "bf841d", "086b30", "9b3f78", "6d0802", "004141",
    "66419a", "797907", "2a94c7", "d75973", "68216d", "818a99",
)
_DARK = (
    "558bcf", "dca85e", "9deeae", "a45584", "d26f60", "1bbbbc",
    "b79aec", "787929", "7cccfa", "f48598", "ad6eb0", "cfd8e6",
)
# fmt: on
_INK = {False: "1c2024", True: "e6e8ea"}
_BASE = {False: "ffffff", True: "1e2124"}
_INK_SHARE = (0.0, 0.22, 0.44)
_TINT_ALPHA = {False: (0.14, 0.19, 0.24), True: (0.16, 0.20, 0.24)}
_OVERLAP_ALPHA = 0.30

Rgb = tuple[float, float, float]


@cache
def stroke(colour: str, dark: bool) -> str:
    """The colour of a code's bracket, swatch and underline."""
    hue, tone = _split(colour)
    return _hex(_mixed(_hue(hue, dark), _rgb(_INK[dark]), _INK_SHARE[tone]))


@cache
def tint(colour: str, dark: bool) -> str:
    """The colour behind a passage that one coding covers."""
    hue, tone = _split(colour)
    return _hex(_mixed(_rgb(_BASE[dark]), _hue(hue, dark), _TINT_ALPHA[dark][tone]))


def overlap_tint(colours: Sequence[str], dark: bool) -> str:
    """The colour behind a passage that several codings cover: the mean of their hues, however many."""
    hues = [_hue(_split(colour)[0], dark) for colour in colours]
    red, green, blue = (sum(channel) / len(hues) for channel in zip(*hues))
    return _hex(_mixed(_rgb(_BASE[dark]), (red, green, blue), _OVERLAP_ALPHA))


def for_question(criterion_index: int, index_within: int) -> str:
    """The colour of a question, by the place of its criterion and its own place within it (from 0)."""
    return f"{criterion_index % QUESTION_HUES + 1}-{index_within % TONES}"


def for_theme(index: int) -> str:
    """The colour of a theme by its place (from 0): hues that questions do not use, in turn."""
    themes = HUES - QUESTION_HUES
    return f"{QUESTION_HUES + 1 + index % themes}-{index // themes % TONES}"


def parse(text: str) -> str:
    """A colour as people and files write it, as "hue-tone".

    Accepts "3-1", the English name of a hue, and "#rrggbb" or "#rgb", which becomes the nearest of the
    36. Raises ValueError for anything else.
    """
    word = text.strip().lower()
    if word in HUE_NAMES:
        return f"{HUE_NAMES.index(word) + 1}-0"
    if word.startswith("#"):
        return _nearest(word)
    hue, tone = _split(word)
    return f"{hue}-{tone}"


def _split(colour: str) -> tuple[int, int]:
    """Hue (1–12) and tone (0–2) of "3-1"; ValueError when it is not such a thing."""
    hue, _dash, tone = colour.partition("-")
    if hue.isdecimal() and tone.isdecimal() and 1 <= int(hue) <= HUES and int(tone) < TONES:
        return int(hue), int(tone)
    raise ValueError(f"not a colour: {colour!r}")


def _nearest(hex_text: str) -> str:
    digits = hex_text[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not all(digit in "0123456789abcdef" for digit in digits):
        raise ValueError(f"not a colour: {hex_text!r}")
    wanted = _oklab(_rgb(digits))
    colours = [f"{hue}-{tone}" for hue in range(1, HUES + 1) for tone in range(TONES)]
    return min(colours, key=lambda colour: _distance(wanted, _oklab(_rgb(stroke(colour, False)[1:]))))


def _hue(hue: int, dark: bool) -> Rgb:
    return _rgb((_DARK if dark else _LIGHT)[hue - 1])


def _rgb(digits: str) -> Rgb:
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in colour)


def _mixed(first: Rgb, second: Rgb, share: float) -> Rgb:
    """`first` with `share` of `second` in it."""
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second))
    return red, green, blue


def _oklab(colour: Rgb) -> Rgb:
    """The colour in OKLab, where distance is close to what the eye sees (Björn Ottosson, 2020)."""
    r, g, b = (_linear(channel / 255) for channel in colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _distance(first: Rgb, second: Rgb) -> float:
    return sum((a - b) ** 2 for a, b in zip(first, second))
