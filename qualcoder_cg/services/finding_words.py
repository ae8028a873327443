"""The strength of a finding in words: its grade, and the sum behind it line by line."""

from typing import NamedTuple

from ..domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS
from ..domain.counting_words import Counted, figures
from ..domain.findings import CONTESTED, GOOD, LIMITED, STRONG, WEAK, FindingFacts
from ..domain.strength import DOCUMENTS, INTERVIEWS, OBSERVATION, SOURCE_KINDS, SURVEYS, Strength
from ..domain.text import listed
from ..i18n import _, ngettext
from ..storage.project import Project
from . import known_sources


class Line(NamedTuple):
    """A line of the sum: what is counted (`name` is stable), its label, the figure, what it is made of.

    `good` tells whether it speaks for the finding.
    """

    name: str
    label: str
    figure: str
    words: str
    good: bool


def grade_words(grade: str) -> str:
    """What a grade means: strong, good …; "" for none."""
    return {
        STRONG: _("strong"),
        GOOD: _("good"),
        LIMITED: _("limited"),
        WEAK: _("weak"),
        CONTESTED: _("contested"),
    }.get(grade, "")


def grade_text(grade: str) -> str:
    """A grade with its meaning: 4 strong; an en dash for none."""
    return _("{grade} {meaning}").format(grade=grade, meaning=grade_words(grade)) if grade else "–"


def bearing_words(bearing: str) -> str:
    """How evidence bears on a finding."""
    return {SUPPORTS: _("supports"), QUALIFIES: _("qualifies"), CONTRADICTS: _("contradicts")}.get(
        bearing, ""
    )


def kind_words(kind: str) -> str:
    """A kind of source."""
    return {
        INTERVIEWS: _("interviews"),
        DOCUMENTS: _("documents"),
        SURVEYS: _("surveys"),
        OBSERVATION: _("observation"),
        "": _("judgement"),
    }[kind]


def lines(project: Project, facts: FindingFacts) -> list[Line]:
    """The sum behind the proposed grade. How many types there are is of those interviewed."""
    found = facts.strength
    people = known_sources.of(project).asked.informants.values()
    types = {person.type for person in people if person.type} | set(found.types)
    made = [
        Line(
            "kinds",
            _("Source kinds"),
            _("{n} of {of}").format(n=len(found.kinds), of=len(SOURCE_KINDS)),
            ", ".join(map(kind_words, found.kinds)),
            len(found.kinds) >= 2,
        ),
        Line(
            "types",
            _("Informant types"),
            _("{n} of {of}").format(n=len(found.types), of=len(types)),
            ", ".join(found.types),
            len(found.types) >= 2,
        ),
        Line(
            "institutions",
            _("Institutions"),
            str(found.institutions),
            _by_type(found),
            found.institutions >= 3,
        ),
    ]
    if len(found.kinds) == 1:
        made.append(
            Line(
                "independent",
                _("Independent"),
                str(found.independent),
                _sources(found),
                found.independent >= 2,
            )
        )
    direction = f"{found.supporting} : {found.qualifying} : {found.contradicting}"
    made.append(
        Line(
            "direction",
            _("Direction"),
            direction,
            _("support : qualify : contradict"),
            found.converges,
        )
    )
    where = listed([one.reference for one in facts.open], 2) if found.open else ""
    made.append(Line("open", _("Contradictions open"), str(found.open), where, not found.open))
    return made


def verdict(facts: FindingFacts) -> str:
    """What stands under the sum: why the grade is no better, or that it no longer fits; "" for nothing."""
    found = facts.strength
    if facts.is_overridden:
        return _("Set to {grade}, proposed {proposed}: {reason}").format(
            grade=facts.finding.grade, proposed=found.proposed, reason=facts.finding.reason
        )
    if facts.is_outdated:
        return _("Confirmed as {grade}; the evidence now gives {proposed}.").format(
            grade=facts.finding.grade, proposed=found.proposed
        )
    if found.open:
        who = listed([one.reference.partition(",")[0] for one in facts.open], 2)
        text = ngettext("{grade} once {who} is settled.", "{grade} once {who} are settled.", found.open)
        return text.format(grade=grade_text(found.if_settled), who=who)
    return "" if found.has_evidence else _("No evidence linked.")


def status_words(facts: FindingFacts, *, short: bool = False) -> str:
    """Whether a person confirmed the grade."""
    if facts.is_overridden:
        return _("set by hand")
    if facts.is_confirmed:
        return _("confirmed")
    return _("proposed") if short else _("proposed, not yet confirmed")


def asked_words(counted: Counted, language: str) -> str:
    """How many of those asked, in figures with their unit."""
    if not counted.of:
        return ngettext("{n} informant", "{n} informants", counted.n).format(n=counted.n)
    said = figures(counted, language)
    return ngettext("{figures} informant asked", "{figures} informants asked", counted.of).format(
        figures=said
    )


def _by_type(found: Strength) -> str:
    if len(found.by_type) < 2:
        return ""
    return _("{sum}, in the same order").format(sum=" + ".join(map(str, found.by_type)))


def _sources(found: Strength) -> str:
    if found.kinds == (INTERVIEWS,):
        return ngettext("of {n} informant", "of {n} informants", found.informants).format(n=found.informants)
    return kind_words(found.kinds[0])
