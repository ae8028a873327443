"""The evidence annex as a run of blocks, the same for every format that is read from top to bottom."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from ...domain import attribution
from ...domain.evidence import Cell, Evidence, EvidenceQuestion, Excerpt
from ...i18n import _, ngettext
from ...progress import Progress, silent
from .grouping import STRIDE, Grouped, by_type, team_codes


class Heading(NamedTuple):
    """A heading: level 0 is the title, 1 a criterion, 2 a question or theme, 3 a type of informant."""

    level: int
    text: str


class Text(NamedTuple):
    """An ordinary paragraph."""

    text: str


class Note(NamedTuple):
    """A small line under a heading: what the matrix planned, how much there is."""

    text: str


class Gap(NamedTuple):
    """Where quotes could stand and none do."""

    text: str


class Quote(NamedTuple):
    """A quote: the opening mark, the words, the closing mark, who and where in brackets, the team code."""

    opening: str
    text: str
    closing: str
    credit: str
    code: str


class Table(NamedTuple):
    """A table of counts: first column words, the others counts; the note says how to read it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


Block = Heading | Text | Note | Gap | Quote | Table


def blocks(
    evidence: Evidence, grouped: Grouped, progress: Progress, outline: bool = False
) -> Iterator[Block]:
    """The annex from title to table; an outline leaves out the quotes and the headings of types."""
    quotes = _Quotes(evidence, grouped.placed, progress, outline)
    yield Heading(0, evidence.title)
    yield from (Text(line) for line in about(evidence))
    for index, (_key, name) in enumerate(evidence.criteria):
        yield Heading(1, name)
        yield from _criterion(evidence, index, grouped, quotes)
    if grouped.by_theme:
        yield Heading(1, _("Cross-cutting themes"))
        for theme, excerpts in grouped.by_theme.items():
            yield Heading(2, theme)
            yield from _tagged_questions(evidence, theme)
            yield from quotes.under(excerpts)
    if grouped.by_code:
        yield Heading(1, _("Other codes"))
        for code, excerpts in grouped.by_code.items():
            yield Heading(2, code)
            yield from quotes.under(excerpts, named=False)
    if evidence.questions:
        yield Heading(1, _("Informants and excerpts by question"))
        yield count_table(evidence)


def headings(evidence: Evidence, grouped: Grouped, lowest: int) -> list[Heading]:
    """The headings of the annex from level 1 down to `lowest` (at most 2), for a table of contents."""
    return [
        block
        for block in blocks(evidence, grouped, silent, outline=True)
        if isinstance(block, Heading) and 1 <= block.level <= lowest
    ]


def about(evidence: Evidence) -> Iterator[str]:
    """What the report is, in short paragraphs: when made, who is named, how much, in which order."""
    yield _("Made on {date}.").format(date=made_on(evidence))
    yield evidence.attribution_text
    yield " · ".join(
        (
            excerpts_in_words(evidence.excerpt_count),
            informants_in_words(evidence.informant_count),
            ngettext("{n} interview", "{n} interviews", evidence.interview_count).format(
                n=evidence.interview_count
            ),
            ngettext("{n} institution", "{n} institutions", evidence.institution_count).format(
                n=evidence.institution_count
            ),
        )
    )
    if attribution.shows(evidence.attribution, attribution.TYPE):
        yield _(
            "Under each question the quotes stand by type of informant, then by source and place in the text."
        )
    else:
        yield _("Under each question the quotes stand by source and place in the text.")
    yield _("A quote that answers several questions stands under each of them and counts once in the totals.")
    yield _("A passage that several coders marked alike is one excerpt.")
    yield from evidence.notes


def made_on(evidence: Evidence) -> str:
    """The day and minute the evidence was put together, as a person writes them."""
    return datetime.fromisoformat(evidence.made_at).strftime("%Y-%m-%d %H:%M")


def made(evidence: Evidence) -> datetime:
    """When the evidence was put together, in UTC and without saying so, as office files date themselves."""
    moment = datetime.fromisoformat(evidence.made_at)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def excerpts_in_words(n: int) -> str:
    """A number of excerpts with its unit."""
    return ngettext("{n} excerpt", "{n} excerpts", n).format(n=n)


def informants_in_words(n: int) -> str:
    """A number of informants with its unit."""
    return ngettext("{n} informant", "{n} informants", n).format(n=n)


def question_heading(question: EvidenceQuestion) -> str:
    """How a question is headed: its number and its full text."""
    return _("Question {number}. {text}").format(number=question.number, text=question.text)


def shown_types(evidence: Evidence) -> tuple[str, ...]:
    """The types of informant that get a column, none where the level hides them."""
    return evidence.types if attribution.shows(evidence.attribution, attribution.TYPE) else ()


def type_name(name: str) -> str:
    """A type of informant as a column's heading."""
    return name or _("Not known")


def count_table(evidence: Evidence) -> Table:
    """Question × type of informant; a cell reads "informants (excerpts)"."""
    types = shown_types(evidence)
    nothing = Cell(0, 0)
    rows = []
    for index, question in enumerate(evidence.questions):
        cells = [evidence.table.get((index, name), nothing) for name in types]
        cells.append(evidence.totals.get(index, nothing))
        label = f"{question.number} {question.short or question.text}".strip()
        rows.append((label, *(_counted(cell) for cell in cells)))
    return Table(
        _("Informants (excerpts) by question and type of informant")
        if types
        else _("Informants (excerpts) by question"),
        (_("Question"), *(type_name(name) for name in types), _("All")),
        tuple(rows),
        _(
            "5 (9) means 5 different informants in 9 excerpts. An informant or excerpt counts once in each "
            "row it belongs to, so columns must not be added up."
        ),
    )


def _counted(cell: Cell) -> str:
    """Informants, then excerpts in brackets; a plain 0 where there is nothing."""
    return f"{cell.informants} ({cell.excerpts})" if cell.excerpts else "0"


def _criterion(evidence: Evidence, index: int, grouped: Grouped, quotes: "_Quotes") -> Iterator[Block]:
    """The questions of one criterion, each with what was planned for it and its quotes."""
    empty = True
    for number, question in enumerate(evidence.questions):
        if question.criterion != index:
            continue
        empty = False
        yield Heading(2, question_heading(question))
        yield from _planned(question)
        total = evidence.totals.get(number)
        if total is not None and total.excerpts:
            yield Note(f"{excerpts_in_words(total.excerpts)} · {informants_in_words(total.informants)}")
        yield from quotes.under(grouped.by_question[number])
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


class _Quotes:
    """Turns excerpts into blocks and counts them for the progress."""

    def __init__(self, evidence: Evidence, placed: int, progress: Progress, outline: bool) -> None:
        self.evidence, self.placed, self.progress, self.outline = evidence, placed, progress, outline
        self.done = 0
        self.team = team_codes(evidence)
        self.named = attribution.shows(evidence.attribution, attribution.TYPE)
        self.opening, _between, self.closing = _("“{quote}”").partition("{quote}")
        self.full = _("({attribution}, {ref}, ¶{paragraph})")
        self.bare = _("({ref}, ¶{paragraph})")

    def under(self, excerpts: Sequence[Excerpt], named: bool = True) -> Iterator[Block]:
        """The quotes of one section by type of informant; `named` prints the team's codes beside them."""
        if self.outline:
            return
        if not excerpts:
            yield Gap(_("No coded quotes."))
        for name, quotes in by_type(self.evidence, excerpts):
            if name:
                yield Heading(3, name)
            for _place, same in groupby(quotes, key=attrgetter("ref", "start", "end")):
                yield self._quote(list(same), named)

    def _quote(self, same: list[Excerpt], named: bool) -> Quote:
        """One passage, coded once or more, with who said it as far as the level allows, and where."""
        for _excerpt in same:
            if self.done % STRIDE == 0:
                self.progress(self.done, self.placed, _("Writing the quotes"))
            self.done += 1
        excerpt = same[0]
        if self.named and excerpt.attribution:
            credit = self.full.format(
                attribution=excerpt.attribution, ref=excerpt.ref, paragraph=excerpt.paragraph
            )
        else:
            credit = self.bare.format(ref=excerpt.ref, paragraph=excerpt.paragraph)
        codes = dict.fromkeys(coding.code_label for coding in same if coding.code in self.team)
        code = _("[code: {code}]").format(code="; ".join(codes)) if named and codes else ""
        return Quote(self.opening, excerpt.text, self.closing, credit, code)
