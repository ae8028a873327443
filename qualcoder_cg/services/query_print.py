"""What a query asks for, in words that may be printed: no more than the quotes beside them say of anybody.

A limit is told of every quote that is printed. One on institutions would give away the institution of a quote
that does not name it.
"""

from collections.abc import Iterator

from ..domain import attribution
from ..domain.queries import Query
from ..i18n import _
from .evidence_walk import Walk
from .query_words import condition_names, values_in_words
from .redactor import Redactor

# From which attribution level a condition tells no more than the quotes do.
_LEVELS = {
    "types": attribution.TYPE,
    "categories": attribution.TYPE,
    "surveys": attribution.TYPE,
    "informants": attribution.TYPE,
    "institutions": attribution.INSTITUTION,
    "sexes": attribution.ROLE,
}
# No level prints where somebody is from.
_NEVER = ("places",)
# They lead to the source, which stays away where a quote is told apart from others of its source.
_LEADING = ("informants", "interviews", "documents", "after", "before")


def limits(walk: Walk, query: Query, redactor: Redactor) -> tuple[str, ...]:
    """The limits of a query one by one, those that would say too much by their name alone."""
    lowest, apart, paraphrased = _printed(walk)
    names = condition_names()
    untold = _("{limit}: set, not told")
    found = []
    for condition in query.limits:
        name = names[condition]
        hidden = condition in _NEVER or not attribution.shows(
            lowest, _LEVELS.get(condition, attribution.NONE)
        )
        if hidden or (apart and condition in _LEADING):
            found.append(untold.format(limit=name))
            continue
        values = "; ".join(redactor.public_text(text) for text in _values(walk, query, condition))
        shown = _("not {value}") if condition in query.excluded else "{value}"
        found.append(f"{name}: {shown.format(value=values)}")
    if query.codes and not query.below:
        found.append(_("Without the codes below them"))
    if query.themes and query.tagged:
        found.append(_("Also what is under the questions of the theme"))
    if query.after or query.before:
        after, before = _("From {date}").format(date=query.after), _("Until {date}").format(date=query.before)
        dates = [*([after] if query.after else []), *([before] if query.before else [])]
        found += [untold.format(limit=_("Date"))] if apart else dates
    if words := query.words.strip():
        said = _("Words: {words}").format(words=redactor.free_text(words, walk.level))
        found.append(untold.format(limit=_("Words")) if paraphrased else said)
    return tuple(found)


def _values(walk: Walk, query: Query, condition: str) -> Iterator[str]:
    """What one condition asks for; documents and coders by what stands beside quotes, not by their names."""
    project = walk.project
    short: dict[str, str] = {}
    if condition == "documents":
        short = {document.id: document.code for document in project.documents.all()}
    elif condition == "coders":
        short = {coder.id: coder.initials or "–" for coder in project.coders.all()}
    for value, text, _group in values_in_words(project, query, condition):
        yield " ".join(short.get(value, text).split())


def _printed(walk: Walk) -> tuple[str, bool, bool]:
    """The lowest level at which a quote is printed; whether one is told apart; and one in other words."""
    lowest, apart, paraphrased = walk.level, False, False
    for document, codings in walk.places():
        for start, end, _code, source in codings:
            if not source.withheld:
                lowest = attribution.lowest(lowest, [source.level])
                apart = apart or walk.apart(document, start, end, source.level)
                paraphrased = paraphrased or walk.paraphrased(document, start, end)
    return lowest, apart, paraphrased
