"""The words for the chain: kinds, the fields of their forms, the choices in them, in the language in use."""

from collections.abc import Mapping

from ..domain.chain import CONCLUSION, FINDING, LESSON, PRACTICE, RECOMMENDATION, Link
from ..domain.chain_forms import (
    BASIS,
    CRITERION,
    DRAFT,
    FINAL,
    FORMS,
    HEADER,
    HIGH,
    LIST,
    LONG_TERM,
    LOW,
    MEDIUM,
    MEDIUM_TERM,
    SHORT_TERM,
    STATUS,
    TEXT,
    entries,
    form_field,
)
from ..i18n import _, ngettext


def kinds() -> Mapping[str, str]:
    """What several of a kind are called, in the order of the chain."""
    return {
        FINDING: _("Findings"),
        CONCLUSION: _("Conclusions"),
        LESSON: _("Lessons learned"),
        PRACTICE: _("Good practices"),
        RECOMMENDATION: _("Recommendations"),
    }


def kind(name: str) -> str:
    """What one of a kind is called."""
    return {
        FINDING: _("Finding"),
        CONCLUSION: _("Conclusion"),
        LESSON: _("Lesson learned"),
        PRACTICE: _("Emerging good practice"),
        RECOMMENDATION: _("Recommendation"),
    }[name]


def counted(name: str, n: int) -> str:
    """So many of a kind."""
    words = {
        FINDING: ngettext("{n} finding", "{n} findings", n),
        CONCLUSION: ngettext("{n} conclusion", "{n} conclusions", n),
        LESSON: ngettext("{n} lesson learned", "{n} lessons learned", n),
        PRACTICE: ngettext("{n} good practice", "{n} good practices", n),
        RECOMMENDATION: ngettext("{n} recommendation", "{n} recommendations", n),
    }
    return words[name].format(n=n)


def label(of_kind: str, name: str) -> str:
    """What a field of a form is called; BASIS and fields of the header have names too."""
    return _labels(of_kind).get(name) or _common().get(name, name)


def hint(of_kind: str, name: str) -> str:
    """What belongs into a field, in a few words; "" where its name says it."""
    hints = {
        (CONCLUSION, TEXT): _("What the findings amount to, by this criterion."),
        (LESSON, TEXT): _("What was learned, and from which action or task."),
        (LESSON, "context"): _("Where it was learned, and what had to be there first."),
        (LESSON, "users"): _("Who can use it, and who gains by it."),
        (LESSON, "challenges"): _("What went badly, and why."),
        (LESSON, "success"): _("What went well, and why."),
        (LESSON, "administration"): _("What it says about staff, resources, design and carrying out."),
        (PRACTICE, TEXT): _("What is done, and which goal it serves."),
        (PRACTICE, "conditions"): _("What it needs, where it ends, whether it can be used elsewhere."),
        (PRACTICE, "cause_effect"): _("How what was done led to what came of it."),
        (PRACTICE, "impact"): _("What can be measured, and for whom."),
        (PRACTICE, "replication"): _("Whether it can be done again, and by whom."),
        (PRACTICE, "upward_links"): _("Which country programme outcome or strategic goal it serves."),
        (PRACTICE, "other"): _("Where there is more to read, and what else should be known."),
        (RECOMMENDATION, TEXT): _("What should be done."),
        (RECOMMENDATION, "addressees"): _("Who should do it; several with a semicolon between."),
    }
    return hints.get((of_kind, name), "")


def choices(of_kind: str, name: str) -> tuple[tuple[str, str], ...]:
    """The stored values of a field with the words for them; none where anything may stand in it."""
    field = form_field(of_kind, name)
    words = _terms() if name == "term" else _levels() | _statuses()
    return tuple((value, words[value]) for value in field.choices) if field else ()


def priorities() -> Mapping[str, str]:
    """Priorities where nothing beside them says what they are."""
    return {HIGH: _("high priority"), MEDIUM: _("medium priority"), LOW: _("low priority")}


def shown(of_kind: str, name: str, value: str) -> str:
    """A stored value as it is printed."""
    field = form_field(of_kind, name)
    if field and field.shape == LIST:
        return "; ".join(entries(value))
    return dict(choices(of_kind, name)).get(value, value)


def marks(link: Link, *, fields: bool = True) -> list[str]:
    """What is wrong with a link of the chain, in a few words each; nothing for one that is well.

    Empty fields are among it where `fields` are wanted.
    """
    found = []
    if link.kind == FINDING:
        return [] if link.grounded else [_("no evidence linked")]
    if not link.rests_on:
        found.append(_("rests on no finding") if link.kind == CONCLUSION else _("rests on nothing"))
    elif not link.grounded:
        found.append(_("rests on nothing in the end"))
    if link.orphan:
        found.append(_("no recommendation"))
    if fields and link.empty:
        n = len(link.empty)
        found.append(ngettext("{n} field empty", "{n} fields empty", n).format(n=n))
    return found


def lacking(link: Link, names: tuple[str, ...]) -> str:
    """What a link lacks, as a list in a sentence."""
    return ", ".join(label(link.kind, name) for name in names)


def fields(of_kind: str) -> list[tuple[str, str]]:
    """The fields of a form by name, with what they are called, in order."""
    return [(field.name, label(of_kind, field.name)) for field in FORMS[of_kind]]


def header() -> list[tuple[str, str]]:
    """The fields that stand above every form."""
    return [(field.name, label(CONCLUSION, field.name)) for field in HEADER]


def _labels(of_kind: str) -> Mapping[str, str]:
    return {
        CONCLUSION: {TEXT: _("Conclusion")},
        LESSON: {
            TEXT: _("Brief description of the lesson, linked to an action or task"),
            "context": _("Context and preconditions"),
            "users": _("Target users and beneficiaries"),
            "challenges": _("Challenges, negative lessons: causal factors"),
            "success": _("Success, positive points: causal factors"),
            "administration": _("ILO administrative issues: staff, resources, design, implementation"),
        },
        PRACTICE: {
            TEXT: _("Brief summary of the practice, linked to the goal it serves"),
            "conditions": _("Relevant conditions and context: limits, applicability, replicability"),
            "cause_effect": _("Clear cause–effect relationship"),
            "impact": _("Measurable impact and targeted beneficiaries"),
            "replication": _("Potential for replication, and by whom"),
            "upward_links": _("Upward links to higher ILO goals"),
            "other": _("Other documents or relevant comments"),
        },
        RECOMMENDATION: {
            TEXT: _("Recommendation"),
            "addressees": _("To whom"),
            "priority": _("Priority"),
            "term": _("Time frame"),
            "resources": _("Resource implication"),
            STATUS: _("Status"),
        },
    }.get(of_kind, {})


def _common() -> Mapping[str, str]:
    return {
        CRITERION: _("Criterion"),
        BASIS: _("Rests on"),
        "title": _("Evaluation title"),
        "project_code": _("Project code"),
        "evaluator": _("Evaluator"),
        "date": _("Date"),
    }


def _levels() -> dict[str, str]:
    return {HIGH: _("high"), MEDIUM: _("medium"), LOW: _("low")}


def _terms() -> dict[str, str]:
    return {SHORT_TERM: _("short term"), MEDIUM_TERM: _("medium term"), LONG_TERM: _("long term")}


def _statuses() -> dict[str, str]:
    return {DRAFT: _("draft"), FINAL: _("final")}
