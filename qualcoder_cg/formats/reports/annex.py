"""The evidence annex as a run of blocks, the same for every format that is read from top to bottom."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from ...domain import attribution
from ...domain.codings import KEY_MARK, POLARITY_MARKS
from ...domain.evidence import Cell, Evidence, EvidenceQuestion, Excerpt
from ...domain.report_table import Report
from ...i18n import _, ngettext
from ...progress import Progress, silent
from .columns import polarity_names
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
    """A quote: the opening mark, the words, the closing mark, who and where in brackets, the team code.

    `marks` (● ◐ ○ ★) say how it bears on the question, and that it is a key quote; `weight` says it in words.
    """

    opening: str
    text: str
    closing: str
    credit: str
    code: str
    marks: str = ""
    weight: str = ""


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
    if grouped.weighed:
        yield Text(_("● supports · ◐ qualifies · ○ contradicts · ★ key quote"))
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


def made_on(report: Report) -> str:
    """The day and minute a report was put together, as a person writes them."""
    return datetime.fromisoformat(report.made_at).strftime("%Y-%m-%d %H:%M")


def made(report: Report) -> datetime:
    """When a report was put together, in UTC and without saying so, as office files date themselves."""
    moment = datetime.fromisoformat(report.made_at)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def excerpts_in_words(n: int) -> str:
    """A number of excerpts with its unit."""
    return ngettext("{n} excerpt", "{n} excerpts", n).format(n=n)


def informants_in_words(n: int) -> str:
    """A number of informants with its unit."""
    return ngettext("{n} informant", "{n} informants", n).format(n=n)


def documents_in_words(n: int) -> str:
    """A number of secondary documents with its unit."""
    return ngettext("{n} document", "{n} documents", n).format(n=n)


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
        cells = [_counted(evidence.table.get((index, name), nothing)) for name in types]
        cells.append(_counted(evidence.totals.get(index, nothing), both=bool(evidence.document_count)))
        label = f"{question.number} {question.short or question.text}".strip()
        rows.append((label, *cells))
    return Table(
        _count_caption(evidence),
        (_("Question"), *(type_name(name) for name in types), _("All")),
        tuple(rows),
        _count_note(evidence),
    )


def _count_caption(evidence: Evidence) -> str:
    """What the table counts, with the units of its cells."""
    if not shown_types(evidence):
        if evidence.document_count:
            return _("Informants + documents (excerpts) by question")
        return _("Informants (excerpts) by question")
    if evidence.document_count:
        return _(
            "Informants, or documents (excerpts) by question, type of informant and category of document"
        )
    return _("Informants (excerpts) by question and type of informant")


def _count_note(evidence: Evidence) -> str:
    """How to read the cells of the table."""
    if evidence.document_count:
        return _(
            "5 (9) means 5 different informants in 9 excerpts, or under a category of documents 5 different "
            "documents in 9 excerpts; 5 + 2 (9) means 5 informants and 2 documents in 9 excerpts. An "
            "informant, document or excerpt counts once in each row it belongs to, so columns must not be "
            "added up."
        )
    return _(
        "5 (9) means 5 different informants in 9 excerpts. An informant or excerpt counts once in each "
        "row it belongs to, so columns must not be added up."
    )


def _counted(cell: Cell, *, both: bool = False) -> str:
    """People or documents, or `both` with a plus sign, then excerpts in brackets; a plain 0 for nothing."""
    if not cell.excerpts:
        return "0"
    both = both or bool(cell.informants and cell.documents)
    sources = f"{cell.informants} + {cell.documents}" if both else str(cell.informants or cell.documents)
    return f"{sources} ({cell.excerpts})"


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
            units = [excerpts_in_words(total.excerpts), informants_in_words(total.informants)]
            units += [documents_in_words(total.documents)] if total.documents else []
            yield Note(" · ".join(units))
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
        self.named = attribution.shows(evidence.attribution, attribution.CATEGORY)
        self.opening, _between, self.closing = _("“{quote}”").partition("{quote}")
        self.credits = {
            # named, paged
            (True, False): _("({attribution}, {ref}, ¶{paragraph})"),
            (False, False): _("({ref}, ¶{paragraph})"),
            (True, True): _("({attribution}, {ref}, p. {page})"),
            (False, True): _("({ref}, p. {page})"),
        }
        self.cited = _("({citation}, ¶{paragraph})"), _("({citation}, p. {page})")
        self.weights = polarity_names()

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
        credit = self._credit(excerpt)
        codes = dict.fromkeys(coding.code_label for coding in same if coding.code in self.team)
        code = _("[code: {code}]").format(code="; ".join(codes)) if named and codes else ""
        marks, weight = self._weight(same)
        return Quote(self.opening, excerpt.text, self.closing, credit, code, marks, weight)

    def _weight(self, same: list[Excerpt]) -> tuple[str, str]:
        """How a passage bears on the question, by marks and in words; each mark once where coders differ."""
        found = {coding.polarity for coding in same}
        marks = [POLARITY_MARKS[polarity] for polarity in self.weights if polarity in found]
        said = [word for polarity, word in self.weights.items() if polarity in found]
        if any(coding.key_quote for coding in same):
            marks.append(KEY_MARK)
            said.append(_("key quote"))
        return " ".join(marks), ", ".join(said)

    def _credit(self, excerpt: Excerpt) -> str:
        """Who and where, in brackets: a cited document by its citation, everything else by its code."""
        paged = bool(excerpt.page)
        if self.named and excerpt.citation:
            form = self.cited[paged]
        else:
            form = self.credits[self.named and bool(excerpt.attribution), paged]
        return form.format(
            attribution=excerpt.attribution,
            citation=excerpt.citation,
            ref=excerpt.ref,
            paragraph=excerpt.paragraph,
            page=excerpt.page,
        )
