"""Measures of suggestions in words: counts with their cases, intervals, and where there are too few."""

from collections.abc import Sequence
from math import ceil, floor

from ..domain.percentages import percent
from ..domain.proportions import Proportion
from ..domain.suggestion_measures import Measures, Point
from ..i18n import _, ngettext

PER_CENT_FROM = 30


def counted(found: Proportion) -> str:
    """“9 of 14”, from 30 cases on with per cent, or that there are too few to tell."""
    if not found.tells:
        return _("too few to tell ({n})").format(n=found.of)
    if found.of < PER_CENT_FROM:
        return _("{n} of {all}").format(n=found.hits, all=found.of)
    share = percent(found.hits, found.of)
    return _("{n} of {all} ({percent} %)").format(n=found.hits, all=found.of, percent=share)


def probably(found: Proportion) -> str:
    """Where the true share probably lies: in per cent from 30 cases on, else in tenths; "" where unknown."""
    if not found.tells:
        return ""
    low, high = found.interval
    if found.of < PER_CENT_FROM:
        return _("{low} to {high} in 10").format(low=floor(low * 10), high=ceil(high * 10))
    return _("{low} to {high} %").format(low=floor(low * 100), high=ceil(high * 100))


def with_interval(found: Proportion) -> str:
    """The count and where the true share probably lies, as one text."""
    where = probably(found)
    return (
        _("{count}, probably {interval}").format(count=counted(found), interval=where)
        if where
        else counted(found)
    )


def span_of_time(found: Measures) -> str:
    """From which day to which the decisions are; "" where there are none."""
    since, until = found.since[:10], found.until[:10]
    if not since:
        return ""
    return since if since == until else _("{since} to {until}").format(since=since, until=until)


def source(found: Measures) -> str:
    """Where the figures come from, and how the intervals were reckoned; "" where there are none."""
    period = span_of_time(found)
    if not period:
        return ""
    return _("Source: decisions in this study, {period}; 95 % intervals after Wilson.").format(period=period)


def skipped(found: Measures) -> str:
    """That what was put off is not counted; "" where nothing was."""
    if not found.skipped:
        return ""
    return ngettext(
        "{n} suggestion was put off; that is no decision.",
        "{n} suggestions were put off; that is no decision.",
        found.skipped,
    ).format(n=found.skipped)


def accepted(found: Measures) -> str:
    """How many suggestions were taken as they were, as a sentence."""
    if not found.accepted.of:
        return _("No suggestion that was shown was decided on yet.")
    return _("Accepted of the suggestions that were shown: {count}.").format(
        count=with_interval(found.accepted)
    )


def found_anyway(found: Measures) -> str:
    """How much of what was kept back was coded unaided, as a sentence."""
    if not found.found_anyway.of:
        return _("No blind passage was read past yet.")
    return _("Would have been found anyway, of what was kept back: {count}.").format(
        count=with_interval(found.found_anyway)
    )


def curve(points: Sequence[Point]) -> str:
    """A learning curve as one text, for those who do not see it."""
    told = [_("after {n} decisions: {count}").format(n=one.made, count=counted(one.hits)) for one in points]
    return "; ".join(told)


def confidence_shown(found: Measures) -> str:
    """Whether numbers stand beside suggestions, and why not."""
    held_out = found.reliability.held_out
    if not held_out:
        return _("No confidence is shown: too few decisions to test one on.")
    if not found.reliability.trusted:
        return ngettext(
            "No confidence is shown: {n} test decision is too few, or it was off too far.",
            "No confidence is shown: {n} test decisions are too few, or it was off too far.",
            held_out,
        ).format(n=held_out)
    return ngettext(
        "A confidence is shown where it came true, tested on {n} decision.",
        "A confidence is shown where it came true, tested on {n} decisions.",
        held_out,
    ).format(n=held_out)
