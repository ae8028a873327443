"""What the find panel says: its choices, its counts, what to do when there is nothing."""

from PySide6.QtCore import QLocale

from qualcoder_cg.domain.search import (
    FUZZY,
    HIT,
    INSTITUTION,
    INTERVIEW,
    LEMMA,
    NEAR,
    PHRASE,
    PLACE,
    REGEX,
    SENTENCE,
    SEX,
    SPEAKER,
    TURN,
    TYPE,
    WORDS,
    Filter,
)
from qualcoder_cg.i18n import _, language, ngettext
from qualcoder_cg.services.register_words import sexes
from qualcoder_cg.services.search import Search
from qualcoder_cg.services.search_coding import Coded

_MOST_FORMS = 12


def modes() -> list[tuple[str, str, str]]:
    """The ways to search: id, name, and what it finds."""
    return [
        (WORDS, _("Words"), _("All of the words in one answer, in any order")),
        (PHRASE, _("Phrase"), _("The words one after another")),
        (NEAR, _("Near"), _("All of the words close to one another")),
        (FUZZY, _("Similar"), _("Words spelt alike, such as misspelt names")),
        (LEMMA, _("Forms"), _("All forms of the words: go, goes, went")),
        (REGEX, _("Pattern"), _("A regular expression, compared answer by answer")),
    ]


def growths() -> list[tuple[str, str, str]]:
    """How much of the text around a hit is coded: id, name, and what it means."""
    return [
        (HIT, _("Words found"), _("Code the words that were found")),
        (SENTENCE, _("Sentence"), _("Code the whole sentence")),
        (TURN, _("Whole answer"), _("Code the whole answer")),
    ]


def attributes() -> dict[str, str]:
    """What a search can be limited to."""
    return {
        TYPE: _("type"),
        SEX: _("sex"),
        INSTITUTION: _("institution"),
        PLACE: _("place"),
        INTERVIEW: _("interview"),
        SPEAKER: _("speaker"),
    }


def value(one: Filter) -> str:
    """A filter's value in words."""
    attribute, said = one
    return dict(sexes()).get(said, said) if attribute == SEX else said


def filters(count: int) -> str:
    """How many filters are in use, for a button."""
    return _("Filter ({n})").format(n=count) if count else _("Filter")


def counts(search: Search, *, under_way: bool, listed: int, several: bool) -> str:
    """How many hits there are, in how many documents, and how many of them are listed."""
    if under_way and not search.hits:
        return _("Searching …")
    hits = ngettext("{n} hit", "{n} hits", search.hits).format(n=_figure(search.hits))
    if several:
        found = ngettext("{hits} in {n} document", "{hits} in {n} documents", search.documents)
        hits = found.format(hits=hits, n=search.documents)
    if search.hits > listed and not under_way:
        hits += " · " + _("the first {n} listed").format(n=_figure(listed))
    return hits + (" …" if under_way else "")


def left_out(count: int) -> str:
    """How many hits lie in interviewers' words."""
    return ngettext("{n} more by interviewers", "{n} more by interviewers", count).format(n=_figure(count))


def forms(search: Search) -> str:
    """The words that a search looks for besides those that were typed."""
    found = [form for some in search.forms for form in some]
    if not found:
        return ""
    shown = ", ".join(found[:_MOST_FORMS]) + (" …" if len(found) > _MOST_FORMS else "")
    return _("Found as: {words}").format(words=shown)


def coded(outcome: Coded, name: str) -> str:
    """What came of coding hits."""
    made, there = outcome
    was = ngettext("{n} was there already.", "{n} were there already.", there).format(n=there)
    if not made:
        return _("Nothing new under {code}.").format(code=name) + (f" {was}" if there else "")
    said = ngettext("{n} passage saved under {code}.", "{n} passages saved under {code}.", made)
    return said.format(n=made, code=name) + (f" {was}" if there else "")


def _figure(count: int) -> str:
    """A number with its thousands parted as people write it in the language of the window."""
    return QLocale(language()).toString(count)
