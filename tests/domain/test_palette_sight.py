"""The hues of codes stay apart for people who see few colours.

Sight is simulated by the matrices of Machado, Oliveira and Fernandes (2009) for full protanopia, deuteranopia
and tritanopia, on linear RGB; distances are those of OKLab times 100, where 2 is just visible.
"""

from itertools import combinations

import pytest

from qualcoder_cg.domain import palette

SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST_OF_QUESTIONS, LEAST_OF_ALL = 9.0, 5.5


def _seen(colour: str, sight: str) -> tuple[float, float, float]:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    r, g, b = (
        min(1.0, max(0.0, sum(part * channel for part, channel in zip(row, linear)))) for row in SIGHTS[sight]
    )
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _least(hues: range, sight: str, *, dark: bool) -> float:
    colours = [_seen(palette.stroke(f"{hue}-0", dark), sight) for hue in hues]
    return min(
        100 * sum((a - b) ** 2 for a, b in zip(one, other)) ** 0.5 for one, other in combinations(colours, 2)
    )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_hues_of_criteria_are_far_apart_and_all_hues_apart(sight: str, dark: bool) -> None:
    assert _least(range(1, palette.QUESTION_HUES + 1), sight, dark=dark) >= LEAST_OF_QUESTIONS
    assert _least(range(1, palette.HUES + 1), sight, dark=dark) >= LEAST_OF_ALL
