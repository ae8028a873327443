"""What a reader must know of the limits of the evidence: sentences, every number of them computed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..domain.findings import CONTESTED
from ..domain.interviews import COULD_NOT_ATTEND, DECLINED, NO_REPLY, NOT_HELD
from ..domain.percentages import percent
from ..domain.triangulation import NOBODY, ONE_SOURCE, ONE_TYPE
from ..domain.voice_balance import CODED, FINDINGS, TYPE
from ..i18n import _, ngettext
from ..storage.project import Project
from . import evidence
from .findings import findings
from .redactor import Redactor
from .register_summary import interview_summary
from .triangulation import triangulate
from .voice_balance import questions_without_quote, voice_balance

_SMALLEST_BASE = 30


class Limitation(NamedTuple):
    """A sentence on a limit of the evidence; `numbers` are what it says in figures, by stable names."""

    name: str
    text: str
    numbers: Mapping[str, int]


def limitations(project: Project, level: str) -> list[Limitation]:
    """The limits of the evidence as it stands: who did not answer, what is not covered, what is contested."""
    return [
        *_interviews(project),
        *_surveys(project),
        *_coverage(project),
        *_voices(project),
        *_findings(project),
        *_withheld(project, level),
    ]


def _interviews(project: Project) -> Iterator[Limitation]:
    """Interviews that were planned and not held."""
    found = interview_summary(project)
    if not found.not_held:
        return
    share = f" ({percent(found.not_held, found.planned)} %)" if found.planned >= _SMALLEST_BASE else ""
    text = ngettext(
        "Of {planned} interviews planned, {n}{share} was not held: {reasons}.",
        "Of {planned} interviews planned, {n}{share} were not held: {reasons}.",
        found.not_held,
    )
    counted = {status: found.by_status.get(status, 0) for status in NOT_HELD}
    said = text.format(planned=found.planned, n=found.not_held, share=share, reasons=_reasons(counted))
    yield Limitation("interviews", said, {"planned": found.planned, "not_held": found.not_held, **counted})


def _reasons(counted: Mapping[str, int]) -> str:
    declined, silent, away = (counted[status] for status in (DECLINED, NO_REPLY, COULD_NOT_ATTEND))
    said = (
        (declined, ngettext("{n} declined", "{n} declined", declined)),
        (silent, ngettext("{n} did not reply", "{n} did not reply", silent)),
        (away, ngettext("{n} could not attend", "{n} could not attend", away)),
    )
    return ", ".join(form.format(n=n) for n, form in said if n)


def _surveys(project: Project) -> Iterator[Limitation]:
    """Surveys that not everybody answered."""
    said = Redactor(project).public_text
    for number, survey in enumerate(project.surveys.all(), 1):
        answered = survey.answered
        if answered is None:
            answered = len(project.surveys.respondents(survey.id)) or None
        if not survey.sent or answered is None or answered >= survey.sent:
            continue
        share = f" ({percent(answered, survey.sent)} %)" if survey.sent >= _SMALLEST_BASE else ""
        text = ngettext(
            "{n} of {sent} people asked{share} answered the survey “{survey}”; its results are theirs alone.",
            "{n} of {sent} people asked{share} answered the survey “{survey}”; its results are theirs alone.",
            answered,
        ).format(n=answered, sent=survey.sent, share=share, survey=said(survey.name))
        yield Limitation(f"survey-{number}", text, {"answered": answered, "sent": survey.sent})


def _coverage(project: Project) -> Iterator[Limitation]:
    """Questions to which nobody spoke, one type alone, or one kind of source alone."""
    rows = triangulate(project).rows
    total = len(rows)
    for kind, name in ((NOBODY, "unspoken"), (ONE_TYPE, "one-type"), (ONE_SOURCE, "one-source")):
        numbers = [row.number for row in rows if any(gap.kind == kind for gap in row.gaps)]
        if numbers:
            text = _coverage_form(kind, len(numbers)).format(
                n=len(numbers), total=total, numbers=", ".join(numbers)
            )
            yield Limitation(name, text, {"n": len(numbers), "total": total})


def _coverage_form(kind: str, n: int) -> str:
    return {
        NOBODY: ngettext(
            "To {n} of {total} evaluation questions no informant speaks ({numbers}).",
            "To {n} of {total} evaluation questions no informant speaks ({numbers}).",
            n,
        ),
        ONE_TYPE: ngettext(
            "{n} of {total} questions is answered by informants of a single type ({numbers}).",
            "{n} of {total} questions are answered by informants of a single type ({numbers}).",
            n,
        ),
        ONE_SOURCE: ngettext(
            "{n} of {total} questions rests on one kind of source or none ({numbers}).",
            "{n} of {total} questions rest on one kind of source or none ({numbers}).",
            n,
        ),
    }[kind]


def _voices(project: Project) -> Iterator[Limitation]:
    """Types of informants heard more or less than they are many."""
    said = Redactor(project).public_text
    of = FINDINGS if findings(project) else CODED
    found = voice_balance(project, by=TYPE, of=of)
    more = _("{type}: {quotes} of {all} quotes, {people} of {everyone} informants; more than their share.")
    less = _("{type}: {quotes} of {all} quotes, {people} of {everyone} informants; less than their share.")
    for group in found.groups:
        if found.warns(group):
            text = (more if found.is_loud(group) else less).format(
                type=said(group.name) or _("Informants of no stated type"),
                quotes=group.quotes,
                all=found.quotes,
                people=group.people,
                everyone=found.people,
            )
            numbers = {
                "quotes": group.quotes,
                "all_quotes": found.quotes,
                "people": group.people,
                "all_people": found.people,
            }
            yield Limitation("loud" if found.is_loud(group) else "quiet", text, numbers)


def _findings(project: Project) -> Iterator[Limitation]:
    """Findings whose evidence is contested or missing, and questions without a quote or a finding."""
    found = findings(project)
    if not found:
        return
    contested = [facts.label for facts in found if facts.grade == CONTESTED]
    if contested:
        yield Limitation(
            "contested",
            ngettext(
                "{n} of {total} findings has a contradiction that is not settled ({numbers}).",
                "{n} of {total} findings have a contradiction that is not settled ({numbers}).",
                len(contested),
            ).format(n=len(contested), total=len(found), numbers=", ".join(contested)),
            {"n": len(contested), "total": len(found)},
        )
    bare = [facts.label for facts in found if not facts.strength.has_evidence]
    if bare:
        yield Limitation(
            "bare",
            ngettext(
                "{n} of {total} findings rests on no source but the evaluators' judgement ({numbers}).",
                "{n} of {total} findings rest on no source but the evaluators' judgement ({numbers}).",
                len(bare),
            ).format(n=len(bare), total=len(found), numbers=", ".join(bare)),
            {"n": len(bare), "total": len(found)},
        )
    silent = questions_without_quote(project)
    total = len(project.matrix.questions())
    if silent:
        yield Limitation(
            "unquoted",
            ngettext(
                "{n} of {total} questions has no quote of an interview in its findings ({numbers}).",
                "{n} of {total} questions have no quote of an interview in their findings ({numbers}).",
                len(silent),
            ).format(n=len(silent), total=total, numbers=", ".join(one.number for one in silent)),
            {"n": len(silent), "total": total},
        )


def _withheld(project: Project, level: str) -> Iterator[Limitation]:
    """Excerpts that nobody may print."""
    n = evidence.build(project, level, counts=False).withheld
    if n:
        yield Limitation("withheld", evidence.withheld_text(n), {"n": n})
