"""The evidence rows of tables: one row per coding, without the columns that the attribution level hides."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ...domain import attribution
from ...domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS
from ...domain.evidence import Evidence, Excerpt
from ...i18n import _
from ...progress import Progress
from .grouping import watched

TEXT = "text"
SHARED = "shared"
NUMBER = "number"
_BATCH = 1000


class Column(NamedTuple):
    """A column: its heading, the field of an excerpt it shows, from which level, how wide, what it holds.

    `width` is in characters; `content` is TEXT (differs in every row), SHARED (text that returns often)
    or NUMBER; `convert` makes the text to print of the field's value where they are not the same.
    """

    heading: str
    field: str
    level: str
    width: int
    content: str = SHARED
    convert: Callable[[Any], str] | None = None


def shown_columns(evidence: Evidence) -> tuple[Column, ...]:
    """The columns in order that the attribution level of the evidence lets through.

    Sex narrows down who spoke, which the level "type" promises not to do.
    """
    none, kind, institution = attribution.NONE, attribution.TYPE, attribution.INSTITUTION
    category = attribution.CATEGORY
    criteria, numbers = _Criteria(evidence).__getitem__, _Numbers(evidence).__getitem__
    in_other_words = Column(_("In other words"), "paraphrased", none, 10, SHARED, ("", _("yes")).__getitem__)
    columns = (
        Column(_("Id"), "id", none, 12, TEXT),
        Column(_("Criterion"), "questions", none, 22, SHARED, criteria),
        Column(_("Questions"), "questions", none, 10, SHARED, numbers),
        Column(_("Code"), "code", none, 18),
        Column(_("Theme"), "theme", none, 16),
        Column(_("Excerpt"), "text", none, 80, TEXT),
        *(_of_translations(evidence) if evidence.quotes_in else ()),
        Column(_("Source"), "ref", none, 10),
        Column(_("Kind of source"), "kind", none, 12, SHARED, _Named(kind_names()).__getitem__),
        Column(_("Paragraph"), "paragraph", none, 10, NUMBER),
        Column(_("Page"), "page", none, 8),
        Column(_("Time"), "seconds", none, 9, SHARED, _Clock().__getitem__),
        Column(_("Type of informant"), "informant_type", kind, 22),
        Column(_("Sex"), "sex", attribution.ROLE, 10),
        Column(_("Institution"), "institution", institution, 24),
        Column(_("Informants"), "informants", kind, 14, SHARED, "; ".join),
        Column(_("Attribution"), "attribution", category, 30),
        Column(_("Citation"), "citation", kind, 30),
        Column(_("Coder"), "coder", none, 14),
        Column(_("Origin"), "origin", none, 12, SHARED, _Named(origin_names()).__getitem__),
        Column(_("Coded on"), "created_at", none, 26),
        Column(_("Polarity"), "polarity", none, 12, SHARED, _Named(polarity_names()).__getitem__),
        Column(_("Key quote"), "key_quote", none, 10, SHARED, ("", _("yes")).__getitem__),
        *([in_other_words] if evidence.paraphrases else ()),
    )
    return tuple(column for column in columns if attribution.shows(evidence.attribution, column.level))


def _of_translations(evidence: Evidence) -> tuple[Column, ...]:
    """The columns of a study that prints translations."""
    return (
        Column(_("Translation"), "translation", attribution.NONE, 80, TEXT),
        Column(_("Language"), "translation_language", attribution.NONE, 10),
        Column(_("Translator"), "translator", attribution.NONE, 16),
        Column(_("Checked"), "checked", attribution.NONE, 10, SHARED, ("", _("yes")).__getitem__),
    )


def batches(
    evidence: Evidence, columns: Sequence[Column], progress: Progress
) -> Iterator[list[Iterable[Any]]]:
    """The rows of the table, one per coding, streamed as batches of columns.

    Each batch has the values of every column for the same codings, text as it stands in the study;
    working column by column is several times as fast as row by row.
    """
    excerpts = watched(evidence, progress)
    while batch := list(islice(excerpts, _BATCH)):
        fields = dict(zip(Excerpt._fields, zip(*batch)))
        yield [
            map(column.convert, fields[column.field]) if column.convert else fields[column.field]
            for column in columns
        ]


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
        "observation": _("observation"),
    }


def origin_names() -> dict[str, str]:
    """What the origins of a coding are called in a table."""
    return {
        "manual": _("by hand"),
        "accepted": _("suggested, accepted"),
        "suggested": _("suggested, not confirmed"),
        "imported": _("imported"),
        "consensus": _("decided between coders"),
    }


def polarity_names() -> dict[str, str]:
    """What is printed of how a passage bears on its question; nothing where that is undecided."""
    return {SUPPORTS: _("supports"), QUALIFIES: _("qualifies"), CONTRADICTS: _("contradicts")}


class _Criteria(dict[tuple[int, ...], str]):
    """The criteria of a set of questions joined by "; ", worked out once."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self._evidence = evidence

    def __missing__(self, indices: tuple[int, ...]) -> str:
        criteria = dict.fromkeys(self._evidence.questions[index].criterion for index in indices)
        text = self[indices] = "; ".join(self._evidence.criteria[criterion][1] for criterion in criteria)
        return text


class _Numbers(dict[tuple[int, ...], str]):
    """The numbers of a set of questions joined by "; ", worked out once."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self._evidence = evidence

    def __missing__(self, indices: tuple[int, ...]) -> str:
        text = self[indices] = "; ".join(self._evidence.questions[index].number for index in indices)
        return text


class _Clock(dict[float | None, str]):
    """Times as `clock` shows them, worked out once."""

    def __missing__(self, seconds: float | None) -> str:
        text = self[seconds] = clock(seconds)
        return text


class _Named(dict[str, str]):
    """Names of known values; an unknown value is its own name."""

    def __missing__(self, value: str) -> str:
        return value
