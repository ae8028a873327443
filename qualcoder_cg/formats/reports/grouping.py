"""Quotes put where an annex prints them: under their questions, their theme or their code."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from re import findall
from typing import NamedTuple

from ...domain import attribution, codes
from ...domain.evidence import Evidence, Excerpt, unplaced
from ...i18n import _
from ...progress import Progress

STRIDE = 500

_Counted = list[tuple[str, int, str]]


class Grouped(NamedTuple):
    """All quotes of a study in printing order; a quote of several questions stands under each.

    `by_question` is as long as `Evidence.questions`; `by_theme` and `by_code` keep the order of the
    themes and of the codebook, with names those do not know at the end.
    """

    by_question: tuple[list[Excerpt], ...]
    by_theme: dict[str, list[Excerpt]]
    by_code: dict[str, list[Excerpt]]

    @property
    def sections(self) -> tuple[list[Excerpt], ...]:
        """All lists of quotes."""
        return (*self.by_question, *self.by_theme.values(), *self.by_code.values())

    @property
    def placed(self) -> int:
        """How many quotes are printed, one under two questions counted twice."""
        return sum(len(section) for section in self.sections)

    @property
    def weighed(self) -> bool:
        """Whether any quote has a polarity or is a key quote."""
        return any(quote.polarity or quote.key_quote for section in self.sections for quote in section)


def watched(evidence: Evidence, progress: Progress) -> Iterator[Excerpt]:
    """The quotes of the study as they come, telling `progress` every few hundred.

    There may be more codings than excerpts: a passage that two coders marked alike is one excerpt.
    """
    done = 0
    for done, excerpt in enumerate(evidence.excerpts(), 1):
        if done % STRIDE == 1:
            progress(done - 1, max(done, evidence.excerpt_count), _("Reading the quotes"))
        yield unplaced(excerpt)
    progress(done, done, _("Reading the quotes"))


def group(evidence: Evidence, progress: Progress) -> Grouped:
    """All quotes in order of informant type, source, place; without types where those are not shown.

    At the level "none" the order says nothing about types either.
    """
    types = evidence.types if attribution.shows(evidence.attribution, attribution.TYPE) else None
    excerpts = in_order(watched(evidence, progress), types)
    by_question: tuple[list[Excerpt], ...] = tuple([] for _question in evidence.questions)
    by_theme: dict[str, list[Excerpt]] = {theme: [] for theme in evidence.themes}
    by_code: dict[str, list[Excerpt]] = {code.name: [] for code in evidence.codes}
    for excerpt in excerpts:
        for question in excerpt.questions:
            by_question[question].append(excerpt)
        if excerpt.theme:
            by_theme.setdefault(excerpt.theme, []).append(excerpt)
        elif not excerpt.questions:
            by_code.setdefault(excerpt.code, []).append(excerpt)
    return Grouped(by_question, by_theme, {name: quotes for name, quotes in by_code.items() if quotes})


def in_order(excerpts: Iterable[Excerpt], types: Sequence[str] | None) -> list[Excerpt]:
    """The quotes by type (in the order of `types`; None leaves types out of it), source and place.

    Sources are ordered as people count: INT-9 before INT-10.
    """
    all_excerpts = list(excerpts)
    rank = {name: position for position, name in enumerate(types or ())}
    source = {ref: _counted(ref) for ref in {excerpt.ref for excerpt in all_excerpts}}

    def key(excerpt: Excerpt) -> tuple[int, str, _Counted, int, int, str]:
        name = excerpt.informant_type if types is not None else ""
        place = (source[excerpt.ref], excerpt.start, excerpt.end, excerpt.id)
        return (rank.get(name, len(rank)), "" if name in rank else name, *place)

    return sorted(all_excerpts, key=key)


def by_type(evidence: Evidence, excerpts: Iterable[Excerpt]) -> Iterator[tuple[str, list[Excerpt]]]:
    """Ordered quotes in stretches of one informant type, or one nameless stretch where none is shown."""
    if not attribution.shows(evidence.attribution, attribution.TYPE):
        if quotes := list(excerpts):
            yield "", quotes
        return
    for name, quotes_of_type in groupby(excerpts, key=lambda excerpt: excerpt.informant_type):
        yield name or _("Type of informant not known"), list(quotes_of_type)


def team_codes(evidence: Evidence) -> frozenset[str]:
    """The names of the codes that the team added."""
    return frozenset(code.name for code in evidence.codes if code.kind == codes.TEAM)


def _counted(ref: str) -> _Counted:
    """A key that sorts runs of digits by their value."""
    return [(letters, len(digits), digits) for letters, digits in findall(r"([^0-9]*)0*([0-9]*)", ref)]
