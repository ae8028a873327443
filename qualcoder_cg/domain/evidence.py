"""Coded quotes made ready for print: who may be named is already decided, nothing here names more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

# How quotes that have a translation are printed.
ORIGINAL, TRANSLATION, BOTH = PRINTED = ("original", "translation", "both")


class Excerpt(NamedTuple):
    """One coding as evidence.

    `ref` is the document's neutral code (INT-03), never a file name. `start`, `end` count code points
    of the stored text. `questions` are indices into `Evidence.questions`; a coding of a theme has
    none and its `theme` set. `text` has speakers' labels inside the passage replaced by roles.
    `informants` are codes, empty below the level that shows them. `page` is the page of a paginated source
    and `citation` how a document is cited; its category stands as `informant_type`. `polarity` says how it
    bears on its questions, several words joined where coders differ; `key_quote` is 1 for a key quote.
    `level` is the attribution level at which this one is printed. `translation` is its version in
    `translation_language` by `translator` (`checked` is 1 where somebody compared it), "" where it has none;
    names are taken out of both, and `redactions` tells how many stretches of `text` were replaced.
    `paraphrased` is 1 where the text tells in other words what may not be printed in its own, and `apart`
    where it is told less closely than its source usually is: printed with its place (see `unplaced`), others
    from the same source would tell who said it.
    """

    id: str
    ref: str
    kind: str
    paragraph: int
    start: int
    end: int
    seconds: float | None
    code: str
    code_label: str
    questions: tuple[int, ...]
    theme: str
    text: str
    informant_type: str
    sex: str
    institution: str
    informants: tuple[str, ...]
    attribution: str
    coder: str
    origin: str
    created_at: str
    page: str = ""
    citation: str = ""
    polarity: str = ""
    key_quote: int = 0
    level: str = ""
    translation: str = ""
    translation_language: str = ""
    translator: str = ""
    redactions: int = 0
    paraphrased: int = 0
    checked: int = 0
    apart: int = 0


def unplaced(excerpt: Excerpt) -> Excerpt:
    """A quote that is told apart from others of its source, without what leads to that source."""
    if not excerpt.apart:
        return excerpt
    return excerpt._replace(
        ref="", paragraph=0, seconds=None, informants=(), page="", created_at="", start=0, end=0
    )


def joined(first: Excerpt, other: Excerpt) -> Excerpt:
    """One passage that was coded twice: both codes and both coders stand on it, each once."""
    return first._replace(
        code=_both(first.code, other.code),
        code_label=_both(first.code_label, other.code_label),
        coder=_both(first.coder, other.coder),
        polarity=_both(first.polarity, other.polarity),
        key_quote=max(first.key_quote, other.key_quote),
    )


def _both(first: str, other: str) -> str:
    names = [name for name in (*first.split(", "), *other.split(", ")) if name]
    return ", ".join(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class EvidenceQuestion:
    """A question with what the matrix planned for it."""

    number: str
    text: str
    short: str
    criterion: int
    judgement: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceCode:
    """A codebook entry for print."""

    name: str
    short: str
    kind: str
    criterion: str
    questions: tuple[str, ...]
    parent: str
    definition: str
    when_to_use: str
    when_not: str
    example: str
    keywords: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the question × type table: counts of three units, never one without its unit."""

    excerpts: int
    informants: int
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything an evidence annex prints.

    `excerpts()` walks the quotes anew each time, document by document in order, so that a report can
    stream them. `table[(question index, informant type)]` counts excerpts and distinct informants;
    `totals[question index]` counts over all types. `types` are the columns in order, "" last when some
    quotes have no known informant; `document_types` are those that are categories of documents.
    `language` is that of the report. `withheld` excerpts are neither printed nor counted: one who may have
    said them did not agree to be quoted. `quotes_in` is the language of the translations ("" for none), and
    `printed` whether they stand alone, beside the original or not at all; `paraphrases` is how many
    passages may be printed in other words only. `limits` are those of a query in words, where only what it
    finds is there, and () where everything is.
    """

    title: str
    made_at: str
    attribution: str
    attribution_text: str
    criteria: tuple[tuple[str, str], ...]
    questions: tuple[EvidenceQuestion, ...]
    themes: tuple[str, ...]
    codes: tuple[EvidenceCode, ...]
    types: tuple[str, ...]
    table: dict[tuple[int, str], Cell]
    totals: dict[int, Cell]
    excerpt_count: int
    informant_count: int
    interview_count: int
    institution_count: int
    excerpts: Callable[[], Iterator[Excerpt]] = field(repr=False)
    notes: tuple[str, ...] = ()
    language: str = "en"
    document_count: int = 0
    document_types: frozenset[str] = frozenset()
    withheld: int = 0
    quotes_in: str = ""
    printed: str = ORIGINAL
    paraphrases: int = 0
    limits: tuple[str, ...] = ()
