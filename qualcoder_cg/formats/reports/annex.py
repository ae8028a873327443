"""The evidence annex as a run of blocks, the same for every format that is read from top to bottom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...domain import attribution
from ...domain.evidence import Evidence, EvidenceQuestion
from ...domain.report_blocks import Block, BlockReport, Contents, Gap, Heading, Note, Section, Table, Text
from ...i18n import _, ngettext
from ...progress import Progress, silent
from .annex_quotes import EVERY_QUOTE, Place, QuoteChoice, Quotes
from .annex_table import (
    count_table,
    documents_in_words,
    excerpts_in_words,
    informants_in_words,
    printed_questions,
    shown_types,
)
from .grouping import Grouped, group
from .report_words import made_on

_CONTENTS_LEVEL = 2
_TYPES_UPRIGHT = 4


@dataclass(frozen=True, slots=True)
class Parts:
    """What the annex prints besides: under a question (by its index) its findings with their evidence.

    `used` are the places of quotes printed there; the others follow under a heading of their own, unless
    `rest` is false. `choice` tells which quotes and how.
    """

    findings: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)
    used: Mapping[int, frozenset[Place]] = field(default_factory=dict)
    rest: bool = True
    choice: QuoteChoice = EVERY_QUOTE
    edition: str = ""


def report_of(evidence: Evidence, progress: Progress, parts: Parts | None = None) -> BlockReport:
    """The annex as a report; the quotes are read and put in order first."""
    grouped = group(evidence, progress)
    chosen = parts or Parts()

    def outline() -> Iterator[Heading]:
        made = blocks(evidence, grouped, silent, chosen, outline=True)
        return (block for block in made if isinstance(block, Heading))

    return BlockReport(
        "evidence-annex",
        evidence.title,
        evidence.made_at,
        evidence.language,
        lambda told: blocks(evidence, grouped, told, chosen),
        outline,
        chosen.edition,
    )


def blocks(
    evidence: Evidence,
    grouped: Grouped,
    progress: Progress,
    parts: Parts,
    outline: bool = False,
) -> Iterator[Block]:
    """The annex from title to table; an outline leaves out the quotes and the headings of types."""
    quotes = Quotes(evidence, grouped.placed, progress, parts.choice, outline)
    printed = printed_questions(evidence)
    themes = {theme: found for theme, found in grouped.by_theme.items() if found or not evidence.limits}
    yield Heading(0, evidence.title)
    yield from (Text(line) for line in about(evidence))
    yield from (Text(line) for line in parts.choice.in_words())
    if grouped.weighed or parts.findings:
        yield Text(_("● supports · ◐ qualifies · ○ contradicts · ★ key quote"))
    yield Contents(_CONTENTS_LEVEL)
    for index, (_key, name) in enumerate(evidence.criteria):
        if evidence.limits and not any(question.criterion == index for question in printed.values()):
            continue
        yield Heading(1, name)
        yield from _criterion(evidence, index, grouped, quotes, parts)
    if themes and parts.rest:
        yield Heading(1, _("Cross-cutting themes"))
        for theme, excerpts in themes.items():
            yield Heading(2, theme)
            yield from _tagged_questions(evidence, theme)
            yield from quotes.under(excerpts)
    if grouped.by_code and parts.rest:
        yield Heading(1, _("Other codes"))
        for code, excerpts in grouped.by_code.items():
            yield Heading(2, code)
            yield from quotes.under(excerpts, named=False)
    if printed:
        if len(shown_types(evidence)) > _TYPES_UPRIGHT:
            yield Section(True)
        yield Heading(1, _("Informants and excerpts by question"))
        yield Table(count_table(evidence))


def about(evidence: Evidence) -> Iterator[str]:
    """What the report is, in short paragraphs: when made, who is named, how much, in which order."""
    yield _("Made on {date}.").format(date=made_on(evidence))
    if evidence.limits:
        yield _("Only the quotes that a query finds: {limits}.").format(limits=" · ".join(evidence.limits))
    yield evidence.attribution_text
    yield " · ".join(_counts_in_words(evidence))
    if attribution.shows(evidence.attribution, attribution.TYPE):
        yield _(
            "Under each question the quotes stand by type of informant, then by source and place in the text."
        )
    else:
        yield _("Under each question the quotes stand by source and place in the text.")
    yield _("A quote that answers several questions stands under each of them and counts once in the totals.")
    yield _("A passage that several coders marked alike is one excerpt.")
    yield from evidence.notes


def _counts_in_words(evidence: Evidence) -> Iterator[str]:
    """How much there is, each number with its unit; documents where some are coded."""
    yield excerpts_in_words(evidence.excerpt_count)
    yield informants_in_words(evidence.informant_count)
    interviews, institutions = evidence.interview_count, evidence.institution_count
    yield ngettext("{n} interview", "{n} interviews", interviews).format(n=interviews)
    yield ngettext("{n} institution", "{n} institutions", institutions).format(n=institutions)
    if evidence.document_count:
        yield documents_in_words(evidence.document_count)


def question_heading(question: EvidenceQuestion) -> str:
    """How a question is headed: its number and its full text."""
    return _("Question {number}. {text}").format(number=question.number, text=question.text)


def _criterion(
    evidence: Evidence, index: int, grouped: Grouped, quotes: Quotes, parts: "Parts"
) -> Iterator[Block]:
    """The questions of one criterion, each with what was planned for it, its findings and its quotes."""
    empty = True
    for number, question in printed_questions(evidence).items():
        if question.criterion != index:
            continue
        empty = False
        yield Heading(2, question_heading(question))
        yield from _planned(question)
        total = evidence.totals.get(number)
        if total is not None and total.excerpts:
            units = [excerpts_in_words(total.excerpts), informants_in_words(total.informants)]
            units += [documents_in_words(total.documents)] if total.documents else []
            yield Note(" · ".join(units))
        yield from _answers(number, grouped, quotes, parts)
    if empty:
        yield Gap(_("No questions."))


def _planned(question: EvidenceQuestion) -> Iterator[Note]:
    """What the matrix says about a question, a line each."""
    for judgement, indicators in question.judgement:
        if judgement:
            yield Note(_("Judgement criterion: {criterion}").format(criterion=judgement))
        if indicators:
            yield Note(_("Indicators: {indicators}").format(indicators="; ".join(indicators)))
    if question.sources:
        yield Note(_("Planned sources: {sources}").format(sources="; ".join(question.sources)))
    if question.themes:
        yield Note(_("Themes: {themes}").format(themes="; ".join(question.themes)))


def _tagged_questions(evidence: Evidence, theme: str) -> Iterator[Note]:
    """Which questions the matrix tags with a theme."""
    numbers = [question.number for question in evidence.questions if theme in question.themes]
    if numbers:
        yield Note(_("Questions with this theme: {numbers}").format(numbers=", ".join(numbers)))


def _answers(number: int, grouped: Grouped, quotes: Quotes, parts: Parts) -> Iterator[Block]:
    """The findings of a question with their evidence, then the quotes that none of them uses."""
    findings = parts.findings.get(number, ())
    if not findings:
        yield from quotes.under(grouped.by_question[number])
        return
    yield from (block for block in findings if not quotes.outline or isinstance(block, Heading))
    if parts.rest:
        used = parts.used.get(number, frozenset())
        left = [one for one in grouped.by_question[number] if (one.ref, one.start, one.end) not in used]
        if left and not quotes.outline:
            yield Heading(3, _("Quotes that no finding uses"))
            yield from quotes.under(left, level=4)
