"""The evidence rows of tables: one row per coding, without the columns that the attribution level hides."""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import NamedTuple

from ...domain import attribution
from ...domain.evidence import Evidence, Excerpt
from ...i18n import _
from ...progress import Progress
from .grouping import watched

TEXT = "text"
SHARED = "shared"
NUMBER = "number"


class Column(NamedTuple):
    """A column: its heading, the level from which it is shown, its width in characters, what it holds.

    `content` is TEXT (differs in every row), SHARED (text that returns often) or NUMBER.
    """

    heading: str
    level: str
    width: int
    content: str = SHARED


def all_columns() -> tuple[Column, ...]:
    """Every column in order, headings in the language in use.

    Sex and codes of informants narrow down who spoke, which "type" promises not to do.
    """
    none, kind, institution = attribution.NONE, attribution.TYPE, attribution.INSTITUTION
    return (
        Column(_("Id"), none, 12, TEXT),
        Column(_("Criterion"), none, 22),
        Column(_("Questions"), none, 10),
        Column(_("Code"), none, 18),
        Column(_("Theme"), none, 16),
        Column(_("Excerpt"), none, 80, TEXT),
        Column(_("Source"), none, 10),
        Column(_("Kind of source"), none, 12),
        Column(_("Paragraph"), none, 10, NUMBER),
        Column(_("Time"), none, 9, TEXT),
        Column(_("Type of informant"), kind, 22),
        Column(_("Sex"), institution, 10),
        Column(_("Institution"), institution, 24),
        Column(_("Informants"), institution, 14),
        Column(_("Attribution"), kind, 30),
        Column(_("Coder"), none, 14),
        Column(_("Origin"), none, 12),
        Column(_("Coded on"), none, 20, TEXT),
    )


def shown_columns(evidence: Evidence) -> tuple[Column, ...]:
    """The columns that the attribution level of the evidence lets through."""
    return tuple(column for column in all_columns() if attribution.shows(evidence.attribution, column.level))


def rows(evidence: Evidence, progress: Progress) -> Iterator[tuple[str | int, ...]]:
    """One row per coding, streamed, with the values of `shown_columns`; text as it stands in the study."""
    shown = [
        position
        for position, column in enumerate(all_columns())
        if attribution.shows(evidence.attribution, column.level)
    ]
    pick: Callable[[tuple[str | int, ...]], tuple[str | int, ...]] = itemgetter(*shown)
    placed = _Placed(evidence)
    kinds = _Named(kind_names())
    origins = _Named(origin_names())
    joined = _Joined()
    for excerpt in watched(evidence, progress):
        yield pick(_row(excerpt, placed[excerpt.questions], kinds, origins, joined))


def clock(seconds: float | None) -> str:
    """Seconds since the start of the recording as h:mm:ss, nothing where they are unknown."""
    if seconds is None:
        return ""
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"


def kind_names() -> dict[str, str]:
    """What the kinds of document are called in a table."""
    return {
        "interview": _("interview"),
        "group": _("group interview"),
        "document": _("document"),
        "survey": _("survey"),
    }


def origin_names() -> dict[str, str]:
    """What the origins of a coding are called in a table."""
    return {"manual": _("by hand"), "suggested": _("suggestion accepted"), "imported": _("imported")}


def _row(
    excerpt: Excerpt, place: tuple[str, str], kinds: "_Named", origins: "_Named", joined: "_Joined"
) -> tuple[str | int, ...]:
    """The values of all columns for one coding."""
    return (
        excerpt.id,
        *place,
        excerpt.code,
        excerpt.theme,
        excerpt.text,
        excerpt.ref,
        kinds[excerpt.kind],
        excerpt.paragraph,
        clock(excerpt.seconds),
        excerpt.informant_type,
        excerpt.sex,
        excerpt.institution,
        joined[excerpt.informants],
        excerpt.attribution,
        excerpt.coder,
        origins[excerpt.origin],
        excerpt.created_at,
    )


class _Placed(dict[tuple[int, ...], tuple[str, str]]):
    """Criteria and question numbers of a set of questions, each joined by "; ", worked out once."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.evidence = evidence

    def __missing__(self, indices: tuple[int, ...]) -> tuple[str, str]:
        questions = [self.evidence.questions[index] for index in indices]
        criteria = dict.fromkeys(self.evidence.criteria[question.criterion][1] for question in questions)
        place = self[indices] = ("; ".join(criteria), "; ".join(question.number for question in questions))
        return place


class _Joined(dict[tuple[str, ...], str]):
    """Codes of informants joined by "; ", worked out once per group."""

    def __missing__(self, codes: tuple[str, ...]) -> str:
        text = self[codes] = "; ".join(codes)
        return text


class _Named(dict[str, str]):
    """Names of known values; an unknown value is its own name."""

    def __missing__(self, value: str) -> str:
        return value
