"""Excerpts as quotes of a report: which are printed, in which language, who said them and where."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ...domain import attribution
from ...domain.codings import KEY_MARK, POLARITY_MARKS
from ...domain.evidence import BOTH, TRANSLATION, Evidence, Excerpt
from ...domain.report_blocks import Block, Gap, Heading, Note, Quote
from ...i18n import _, ngettext
from ...progress import Progress, silent
from .columns import polarity_names
from .grouping import STRIDE, by_type, team_codes

Place = tuple[str, int, int]


def same_place(excerpt: Excerpt) -> tuple[str, int, int, str]:
    """What tells one passage from another; one without a place is told from others by its id."""
    return excerpt.ref, excerpt.start, excerpt.end, excerpt.id if excerpt.apart else ""


class QuoteChoice(NamedTuple):
    """Which quotes are printed: at most so many of each type under a question (0 for all), key quotes alone.

    Without `ids` the codes of sources and the places in them are left out.
    """

    most: int = 0
    only_key: bool = False
    ids: bool = True

    def in_words(self) -> Iterator[str]:
        """What a reader must know of it."""
        if self.only_key:
            yield _("Only key quotes are printed; the counts are of all.")
        if self.most:
            yield ngettext(
                "Of each type of informant under a question at most {n} quote is printed, key quotes first.",
                "Of each type of informant under a question at most {n} quotes are printed, key ones first.",
                self.most,
            ).format(n=self.most)


EVERY_QUOTE = QuoteChoice()


class Quotes:
    """Turns excerpts into blocks and counts them for the progress."""

    def __init__(
        self,
        evidence: Evidence,
        placed: int = 0,
        progress: Progress = silent,
        choice: QuoteChoice = EVERY_QUOTE,
        outline: bool = False,
    ) -> None:
        self.evidence, self.placed, self.progress, self.outline = evidence, placed, progress, outline
        self.choice = choice
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
        self.alone = _("({attribution})")
        self.cited = _("({citation}, ¶{paragraph})"), _("({citation}, p. {page})")
        self.weights = polarity_names()

    def under(self, excerpts: Sequence[Excerpt], named: bool = True, level: int = 3) -> Iterator[Block]:
        """The quotes of one section by type of informant; `named` prints the team's codes beside them."""
        if self.outline:
            return
        if self.choice.only_key:
            excerpts = [excerpt for excerpt in excerpts if excerpt.key_quote]
        if not excerpts:
            yield Gap(_("No coded quotes."))
        for name, quotes in by_type(self.evidence, excerpts):
            if name:
                yield Heading(level, name)
            passages = [list(same) for _place, same in groupby(quotes, key=same_place)]
            shown = self._shown(passages)
            for same in shown:
                yield self.block(same, named)
            if len(shown) < len(passages):
                yield Note(more_quotes(len(passages) - len(shown)))

    def _shown(self, passages: list[list[Excerpt]]) -> list[list[Excerpt]]:
        """The passages that are printed, in their order."""
        if not self.choice.most or len(passages) <= self.choice.most:
            return passages
        key_first = sorted(
            range(len(passages)), key=lambda place: not any(one.key_quote for one in passages[place])
        )
        return [passages[place] for place in sorted(key_first[: self.choice.most])]

    def block(self, same: Sequence[Excerpt], named: bool = True) -> Quote:
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
        if excerpt.translation or excerpt.paraphrased:
            return self._versions(
                excerpt, Quote(self.opening, excerpt.text, self.closing, credit, code, marks, weight)
            )
        return Quote(self.opening, excerpt.text, self.closing, credit, code, marks, weight)

    def _versions(self, excerpt: Excerpt, quote: Quote) -> Quote:
        """A quote that has a translation, or is told in other words, which stand without quotation marks."""
        if excerpt.paraphrased:
            quote = quote._replace(
                opening="", closing="", code=(_("[in other words]") + " " + quote.code).strip()
            )
        if excerpt.translation and self.evidence.printed == BOTH:
            return quote._replace(other=excerpt.translation, other_note=translated(excerpt))
        if excerpt.translation and self.evidence.printed == TRANSLATION:
            credit = f"{quote.credit} {translated(excerpt)}".strip()
            return quote._replace(text=excerpt.translation, credit=credit)
        return quote

    def _weight(self, same: Sequence[Excerpt]) -> tuple[str, str]:
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
        if not self.choice.ids:
            who = excerpt.citation or excerpt.attribution
            return f"({who})" if self.named and who else ""
        paged = bool(excerpt.page)
        if excerpt.apart:
            form = self.alone if self.named and excerpt.attribution else ""
        elif self.named and excerpt.citation:
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


def more_quotes(n: int) -> str:
    """How many quotes are not printed."""
    return ngettext("{n} more quote is not printed.", "{n} more quotes are not printed.", n).format(n=n)


def translated(excerpt: Excerpt) -> str:
    """That words are a translation, and whether somebody compared it with the original."""
    return _("[translation]") if excerpt.checked else _("[translation, not checked]")
