"""The rules of a study by which its numbers are made and its people protected; each report says them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ONE_VOICE, SEVERAL_VOICES = "one", "several"

ONLY_LEADS, ANYONE = SETTLE = ("lead", "anyone")
# Who may settle disagreements.

EVERYBODYS, AGREED = LAYERS = ("all", "consensus")
# Which codings count: everybody's, or those about which nothing was decided with what the decisions hold.


@dataclass(frozen=True, slots=True)
class Rules:
    """What the team agreed on.

    `group` tells whether a group interview is one voice (ONE_VOICE) or as many as took part; `k` is how
    few people a printed attribution may fit at least; `ceiling` the highest attribution level of any
    export ("" for no limit); `usual_level` the level of quotes about which nothing was decided ("" for
    that of the export); `categories` gives a type of informant its category ("executing teams"), where it
    has one; `report_language` is that of the report ("" for that of the program); `counting_words`
    overrides the usual words for shares, as pairs of a name and a word; below `plain_below` asked, "n of
    N" is printed.

    `who_settles` is of SETTLE: whether disagreements are settled by leads alone, where there are any, or by
    anyone. Two passages under one code agree that share `same_edges` percent of the longer. `layer` is of
    LAYERS: which codings count in everything that is counted, printed and exported.
    """

    group: str = ONE_VOICE
    k: int = 3
    ceiling: str = ""
    usual_level: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    report_language: str = ""
    counting_words: tuple[tuple[str, str], ...] = ()
    plain_below: int = 10
    who_settles: str = ANYONE
    same_edges: int = 80
    layer: str = EVERYBODYS
