"""A report as a run of blocks, the same for every format that is read from top to bottom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .report_table import ReportTable

# Called with how much of the report is done, of how much, and a word on it; raises to stop the work.
Told = Callable[..., None]


class Heading(NamedTuple):
    """A heading: level 0 is the title, 1 a part such as a criterion, 2 a question, 3 and 4 below."""

    level: int
    text: str


class Text(NamedTuple):
    """An ordinary paragraph."""

    text: str


class Note(NamedTuple):
    """A small line under a heading or a table: what was planned, how much there is, where it comes from."""

    text: str


class Gap(NamedTuple):
    """Where something could stand and does not."""

    text: str


class Item(NamedTuple):
    """An entry of a list."""

    text: str


class Field(NamedTuple):
    """A field of a form: what it is called, and what stands in it; "" where nothing does."""

    name: str
    text: str


class Quote(NamedTuple):
    """A quote: the opening mark, the words, the closing mark, who and where in brackets, the team code.

    `marks` (● ◐ ○ ★) say how it bears on the question, and that it is a key quote; `weight` says it in words.
    `other` are the same words in another language, without marks, and `other_note` says who translated them.
    """

    opening: str
    text: str
    closing: str
    credit: str
    code: str
    marks: str = ""
    weight: str = ""
    other: str = ""
    other_note: str = ""


class FindingBox(NamedTuple):
    """A finding: number, statement, the grade of its evidence in words and why, its sources counted."""

    number: str
    statement: str
    grade: str
    reason: str
    sources: str


class Table(NamedTuple):
    """A table, numbered among the tables of the report; one that is `wide` wants pages on their side."""

    table: ReportTable


class Figure(NamedTuple):
    """A picture, numbered among the figures: as PNG and as SVG, with what it shows in words and in figures.

    `alt` says what is to be seen to those who do not see it; `source` is the line below it. `width` is how
    wide it stands in millimetres, `height` how high.
    """

    caption: str
    alt: str
    source: str
    png: bytes
    svg: bytes
    data: ReportTable
    width: float = 160.0
    height: float = 90.0

    @property
    def has_data(self) -> bool:
        """Whether the table it is drawn from stands with it; elsewhere in the report it may stand already."""
        return bool(self.data.columns)


class Contents(NamedTuple):
    """A table of contents down to headings of this level."""

    lowest: int = 2


class Section(NamedTuple):
    """From here on pages stand upright, or lie on their side."""

    wide: bool


class PageBreak(NamedTuple):
    """What follows begins on a new page."""


Block = (
    Heading
    | Text
    | Note
    | Gap
    | Item
    | Field
    | Quote
    | FindingBox
    | Table
    | Figure
    | Contents
    | Section
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class BlockReport:
    """A report that is read from top to bottom; a `Report`.

    `blocks(progress)` walks the report anew each time, so that a large one can be streamed. `outline()` gives
    its headings alone, in the same order, and costs little. `name` is what scripts call the report; `edition`
    tells in the footer of which state of the study it is.
    """

    name: str
    title: str
    made_at: str
    language: str
    blocks: Callable[[Told], Iterator[Block]]
    outline: Callable[[], Iterator[Heading]]
    edition: str = ""

    def headings(self, lowest: int) -> list[Heading]:
        """The headings from level 1 down to `lowest`."""
        return [heading for heading in self.outline() if 1 <= heading.level <= lowest]


def of_blocks(
    name: str,
    title: str,
    made_at: str,
    language: str,
    blocks: tuple[Block, ...],
    *,
    edition: str = "",
    wide: bool = False,
) -> BlockReport:
    """A report whose blocks are all at hand; its title comes first, on pages that may lie on their side."""

    def walk(progress: Told) -> Iterator[Block]:
        if wide:
            yield Section(True)
        yield Heading(0, title)
        for done, block in enumerate(blocks):
            if done % 500 == 0:
                progress(done, len(blocks))
            yield block

    def outline() -> Iterator[Heading]:
        return (block for block in blocks if isinstance(block, Heading))

    return BlockReport(name, title, made_at, language, walk, outline, edition)
