"""What is said of keywords: what is wrong with one, and how it is written instead."""

from collections.abc import Mapping

from ..domain import keyword_notation as notation
from ..domain.keyword_notation import BadKeyword, parse
from ..errors import UserError
from ..i18n import _


def checked(text: str) -> str:
    """A keyword as it is kept; UserError where it is not written as it should be."""
    text = " ".join(text.split())
    try:
        return parse(text).text
    except BadKeyword as bad:
        raise complaint(bad, text) from None


def complaint(bad: BadKeyword, text: str) -> UserError:
    """What is wrong with a keyword, and how to write it."""
    said, hint = _FAULTS[bad.fault]()
    return UserError(
        said.format(keyword=text, part=bad.part), hint.format(**_EXAMPLES, most=notation.MOST_GAP)
    )


def ways() -> tuple[tuple[str, str], ...]:
    """Each way to write a keyword, by an example, and what it finds."""
    return (
        (_("labour inspector"), _("these words in any of their forms; accents and capitals do not matter")),
        (_('"labour inspector"'), _("only these forms")),
        (_("contract*"), _("words that begin so")),
        (_("day care ... women"), _("in this order, with up to five words between (...2: up to two)")),
        (_EXAMPLES["pattern"], _("a pattern of spaCy's Matcher, as JSON")),
    )


_EXAMPLES: Mapping[str, str] = {
    "pattern": '[{"LEMMA": "pay"}, {"OP": "?"}, {"LEMMA": "wage"}]',
    "attributes": ", ".join(notation.ATTRIBUTES),
}

_FAULTS = {
    notation.EMPTY: lambda: (_("A keyword needs a word."), _("Type one.")),
    notation.LONG: lambda: (_("This keyword is too long."), _("Make two of it, each in a line of its own.")),
    notation.QUOTE: lambda: (
        _("In {keyword} a quotation mark is missing."),
        _('Put words that must stand as they are between two: "as written".'),
    ),
    notation.STAR: lambda: (
        _("In {part} the star stands where it means nothing."),
        _("It stands at the end of at least two letters: contract*."),
    ),
    notation.OR: lambda: (
        _("{keyword} holds a bar, which means nothing in a keyword."),
        _("Add each word as a keyword of its own."),
    ),
    notation.GAP_ALONE: lambda: (
        _("In {keyword} the dots do not stand between words."),
        _("Write them between two words: day care ... women."),
    ),
    notation.GAP_SIZE: lambda: (
        _("{part} is no number of words that may lie between."),
        _("Write from ...1 to ...{most}, or ... alone."),
    ),
    notation.JSON: lambda: (
        _("This pattern is not JSON; it goes wrong after “{part}”."),
        _("For example: {pattern}"),
    ),
    notation.PATTERN: lambda: (
        _("A pattern is a list of words in square brackets, each in curly ones."),
        _("For example: {pattern}"),
    ),
    notation.ATTRIBUTE: lambda: (
        _("A pattern knows nothing called {part}."),
        _("It may have: {attributes}"),
    ),
    notation.VALUE: lambda: (
        _("In this pattern {part} has a value that it cannot have."),
        _("For example: {pattern}"),
    ),
    notation.NOTHING: lambda: (
        _("This pattern fits anywhere."),
        _("Name at least one word that must be there."),
    ),
}
