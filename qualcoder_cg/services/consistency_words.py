"""How a comparison of coders is worded: names, reasons, and how a figure is read by the study's rule."""

from collections.abc import Sequence
from itertools import pairwise

from .. import agreement
from ..agreement import coefficient as why
from ..agreement.tally import Fourfold
from ..domain.consistency import SEGMENT, Figure
from ..errors import UserError
from ..i18n import _, decimal, noop
from ..storage.project import Project

_KEY = "agreement_bands"
KRIPPENDORFF, LANDIS_KOCH, FLEISS = RULES = ("krippendorff", "landis-koch", "fleiss")
RULE_NAMES = {
    KRIPPENDORFF: noop("Krippendorff (.800, .667)"),
    LANDIS_KOCH: noop("Landis and Koch, 1977"),
    FLEISS: noop("Fleiss, 1981 (.75, .40)"),
}
# From below: what a value up to the edge is called; the last word is for all above.
BANDS: dict[str, tuple[tuple[float, ...], tuple[str, ...]]] = {
    KRIPPENDORFF: (
        (0.667, 0.8),
        (noop("not reliable"), noop("tentative"), noop("reliable")),
    ),
    LANDIS_KOCH: (
        (0.0, 0.2, 0.4, 0.6, 0.8),
        (
            noop("poor"), noop("slight"), noop("fair"), noop("moderate"), noop("substantial"),
            noop("almost perfect"),
        ),
    ),
    FLEISS: ((0.4, 0.75), (noop("poor"), noop("fair to good"), noop("excellent"))),
}  # fmt: skip
# Krippendorff's and Fleiss' words begin at an edge; Landis and Koch end theirs on it (.20 is still slight).
_EDGE_IS_BELOW = {LANDIS_KOCH}
BY_KEY = {one.key: one for one in agreement.ALL}
OTHER_NAMES = {
    "alpha": "krippendorff", "kappa": "cohen", "pi": "scott", "gwet": "ac1", "gwet-ac1": "ac1",
    "bp": "brennan-prediger", "brennan": "brennan-prediger", "psa": "dice", "positive": "dice",
    "light": "cohen-pairs", "ualpha": "u-alpha", "u-alpha-binary": "|u-alpha", "bar-u-alpha": "|u-alpha",
    "cualpha": "cu-alpha", "ku-alpha": "(k)u-alpha",
}  # fmt: skip


def band_rule(project: Project) -> str:
    """By which rule (of RULES) the study reads values."""
    rule = project.settings.get(_KEY, KRIPPENDORFF)
    return rule if rule in RULES else KRIPPENDORFF


def set_band_rule(project: Project, name: str) -> None:
    """Choose the rule by which values are read."""
    if name not in RULES:
        raise UserError(
            _("{name} is no rule for reading agreement.").format(name=name),
            _("Use one of: {names}.").format(names=", ".join(RULES)),
        )
    if name != band_rule(project):
        with project.step("Read agreement by the rule {name}", name=name):
            project.settings.put(_KEY, name)


def reading(project: Project, figure: Figure) -> str:
    """What a figure says by the study's rule, in words; see `read`."""
    return read(figure, band_rule(project))


def read(figure: Figure, rule: str) -> str:
    """What a figure says by a rule: one of its words, "too few to tell" or "not computable".

    It is too few to tell where the interval reaches over an edge between two words, or where there is none.
    "" for what is not corrected for chance, or is high for rare codes whatever coders do: the rules are not
    made for it.
    """
    known = BY_KEY.get(figure.coefficient)
    if figure.value is None:
        return _("not computable")
    if known is None or not known.by_chance or known.flatters:
        return ""
    if figure.low is None or figure.high is None:
        return _("too few to tell")
    low, high = band(figure.low, rule), band(figure.high, rule)
    return _(BANDS[rule][1][low]) if low == high else _("too few to tell")


def band(value: float, rule: str) -> int:
    """In which band of a rule a value lies, from below; rounding of the machine decides nothing."""
    edges = BANDS[rule][0]
    if rule in _EDGE_IS_BELOW:
        return sum(value > edge + 1e-9 for edge in edges[1:]) + (value >= -1e-9)
    return sum(value >= edge - 1e-9 for edge in edges)


def edges(rule: str) -> tuple[tuple[float, float, str], ...]:
    """The bands of a rule from below, as (from, to, word), for a scale from −1 to 1."""
    limits = (-1.0, *BANDS[rule][0], 1.0)
    return tuple((low, high, _(word)) for (low, high), word in zip(pairwise(limits), BANDS[rule][1]))


def coefficient_named(name: str) -> str:
    """The key of a coefficient by its key or another name; UserError when there is none."""
    wanted = name.strip().casefold().replace("_", "-")
    wanted = OTHER_NAMES.get(wanted, wanted)
    if wanted not in BY_KEY:
        raise UserError(
            _("There is no coefficient {name}.").format(name=name),
            _("The coefficients are: {names}.").format(names=", ".join(BY_KEY)),
        )
    return wanted


def name_of(key: str) -> str:
    """What a coefficient is called."""
    return _(BY_KEY[key].name) if key in BY_KEY else key


def reason(result: why.Result, unit: str) -> str:
    """Why there is no value, as a sentence; "" where there is one."""
    if result.value is not None:
        return ""
    sentences = {
        why.NO_UNITS: _("Not computable: no unit has more than one coder."),
        why.ONE_UNIT: _("Not computable from one unit."),
        why.NO_VARIATION: _("No variation: not computable, everything is in one category."),
        why.NOBODY: _("Not computable: nobody used it."),
        why.ONE_CODER: _("Not computable: it takes two coders."),
        why.NOT_ALL: _("Not computable: fewer than two units were rated by all coders."),
        why.ANONYMOUS: _("Not computable from counts: they do not tell who said what."),
        why.NOTHING_SHARED: _("Not computable: no two coders marked the same words."),
        why.TWO_CODERS: _("Not for more than two coders: look at the pairs."),
        why.SEVERAL_VALUES: _(
            "Not computable in one run: a coder put several codes on the same words. Look at each code."
        ),
    }
    if unit == SEGMENT and result.reason == why.NO_VARIATION:
        return no_chance()
    return sentences[result.reason]


def no_chance() -> str:
    """Why passages have no agreement corrected for chance."""
    return _("Not computable: between passages there is nothing that nobody coded, so chance is unknown.")


def table_words(table: Fourfold) -> str:
    """A fourfold table with its prevalence and bias, for beside kappa."""
    return _(
        "Both {both}, first only {first}, second only {second}, neither {neither}; prevalence {prevalence}, "
        "bias {bias}."
    ).format(**table._asdict(), prevalence=decimal(table.prevalence, 2), bias=decimal(table.bias, 2))


def joined(sentences: Sequence[str]) -> str:
    """Sentences one after the other, each once."""
    return " ".join(dict.fromkeys(one for one in sentences if one))
