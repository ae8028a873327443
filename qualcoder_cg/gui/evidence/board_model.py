"""The rows of one column of a board: headings of groups, and under each its evidence, read when shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain import attribution
from ...domain.codings import CONTRADICTS, marks_of
from ...domain.evidence import Excerpt
from ...domain.queries import Passage
from ...domain.strength import DOCUMENTS, INTERVIEWS, OBSERVATION, SURVEYS
from ...i18n import _, ngettext
from ...services.finding_words import bearing_words
from ...services.question_board import BoardGroup, BoardRow

Index = QModelIndex | QPersistentModelIndex
Read = Callable[[Sequence[Passage]], Mapping[Passage, Excerpt]]
_PORTION = 8


class Heading(NamedTuple):
    """The heading of a group; `undecided` where its passages are not judged yet."""

    group: BoardGroup
    undecided: bool = False


class Shown(NamedTuple):
    """A row of the board with its words as they may be printed; None for what is withheld or no quote."""

    row: BoardRow
    excerpt: Excerpt | None
    reference: str

    @property
    def key(self) -> object:
        """What tells it from others, also after a change."""
        return self.row.passage or (self.row.linked.item.id if self.row.linked else None)

    @property
    def text(self) -> str:
        """Its words: a quote's in quotation marks."""
        if self.excerpt:
            words = self.excerpt.translation or self.excerpt.text
            return _("“{quote}”").format(quote=words.strip().replace("\n", "\u2028"))
        if self.row.passage:
            return _("Withheld: who may have said it did not agree to be quoted.")
        return self.row.linked.text if self.row.linked else ""

    @property
    def source(self) -> str:
        """Who said it, as far as it would be printed, and where; short for other evidence."""
        if self.excerpt and self.excerpt.citation:
            return f"{self.excerpt.citation}, {self.reference}"
        said = self.excerpt.attribution if self.excerpt else ""
        return ", ".join(filter(None, (said, self.reference)))

    @property
    def level(self) -> str:
        """The level at which a quote would be printed, by its number; "" for other evidence."""
        if not self.excerpt or not self.excerpt.level:
            return ""
        return _("Level {n}").format(n=attribution.LEVELS.index(self.excerpt.level))

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What must be known of it, each with the look it takes: warn, ok, or quiet."""
        linked = self.row.linked
        if linked is None:
            return []
        found = []
        if linked.is_open:
            found.append(("warn", _("Contradicts the finding and is not settled.")))
        elif linked.link.bearing == CONTRADICTS:
            found.append(("ok", _("Settled: {reason}").format(reason=linked.link.settled)))
        if linked.also_in:
            found.append(("quiet", _("Also in {findings}").format(findings=", ".join(linked.also_in))))
        if self.row.passage and not self.row.coded:
            found.append(("quiet", _("Not coded under this question; the quote stays.")))
        return found


Row = Heading | Shown
Plain = Heading | BoardRow


class BoardModel(QAbstractListModel):
    """Rows in portions: what a group of thousands says is not read before someone scrolls there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._plain: list[Plain] = []
        self._rows: list[Row] = []
        self._read: Read = lambda _passages: {}
        self._refer: Callable[[BoardRow], str] = lambda _row: ""

    def fill(
        self,
        groups: Sequence[BoardGroup],
        undecided: Sequence[BoardGroup],
        read: Read,
        refer: Callable[[BoardRow], str],
        least: int = 0,
    ) -> None:
        """Show these groups, `least` rows at once; `read` gives words of passages, `refer` places of rows."""
        self.beginResetModel()
        self._read, self._refer = read, refer
        self._plain = plain_rows(groups, undecided)
        self._rows = []
        self._rows = self._portion(max(_PORTION, least))
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """The heading or row at an index."""
        return self._rows[index.row()]

    def following(self, most: int) -> list[Passage]:
        """The passages of the next rows that are not laid out yet."""
        return passages_of(self._plain[len(self._rows) : len(self._rows) + most])

    def place_of(self, key: object) -> int:
        """Where a row stands among those laid out; -1 where it is not."""
        return next(
            (place for place, row in enumerate(self._rows) if isinstance(row, Shown) and row.key == key), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows are laid out so far."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more to show."""
        return not parent.isValid() and len(self._rows) < len(self._plain)

    def fetchMore(self, parent: Index) -> None:
        """Show the next portion."""
        made = self._portion(_PORTION)
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(made) - 1)
        self._rows += made
        self.endInsertRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        heading = index.isValid() and isinstance(self.row(index), Heading)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text read aloud and copied; painting is the delegate's."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.row(index)
        if isinstance(row, Heading):
            return f"{heading_name(row)}: {heading_counts(row)}"
        inside = _("in the finding") if row.row.linked else _("not in the finding")
        marks = marks_of(row.row.bearing, int(row.row.key))
        said = (marks, row.text, row.source, row.level, bearing_words(row.row.bearing), inside)
        return ", ".join(
            filter(None, (" ".join(filter(None, said[:2])), *said[2:], *(n for _k, n in row.notes)))
        )

    def _portion(self, size: int) -> list[Row]:
        plain = self._plain[len(self._rows) : len(self._rows) + size]
        passages = passages_of(plain)
        words = self._read(passages) if passages else {}
        return [
            one
            if isinstance(one, Heading)
            else Shown(one, words.get(one.passage) if one.passage else None, self._refer(one))
            for one in plain
        ]


def plain_rows(groups: Sequence[BoardGroup], undecided: Sequence[BoardGroup]) -> list[Plain]:
    """The rows of a column with their headings, in order, as they are before their words are read."""
    found: list[Plain] = []
    for some, is_open in ((groups, False), (undecided, True)):
        for group in some:
            found += [Heading(group, is_open), *group.rows]
    return found


def passages_of(plain: Sequence[Plain]) -> list[Passage]:
    """The passages of those rows that are quotes."""
    return [one.passage for one in plain if isinstance(one, BoardRow) and one.passage]


def heading_name(heading: Heading) -> str:
    """What a group is called."""
    kind = heading.group.kind
    if kind == INTERVIEWS:
        name = heading.group.name or _("Source not in the register")
    else:
        name = {
            DOCUMENTS: _("Documents"),
            SURVEYS: _("Surveys"),
            OBSERVATION: _("Observation"),
            "": _("Evaluator’s judgement"),
        }[kind]
    return _("Undecided: {group}").format(group=name) if heading.undecided else name


def heading_counts(heading: Heading) -> str:
    """Each count of a group with its unit, and how much of it is in the finding."""
    group, parts = heading.group, []
    if group.informants:
        parts.append(ngettext("{n} informant", "{n} informants", group.informants).format(n=group.informants))
    elif group.kind == DOCUMENTS:
        parts.append(ngettext("{n} document", "{n} documents", group.sources).format(n=group.sources))
    elif group.kind == SURVEYS and not group.excerpts:
        parts.append(ngettext("{n} result", "{n} results", group.sources).format(n=group.sources))
    if group.excerpts:
        parts.append(ngettext("{n} excerpt", "{n} excerpts", group.excerpts).format(n=group.excerpts))
    if group.linked == 0:
        parts.append(_("not in the finding"))
    elif group.linked < len(group.rows):
        parts.append(_("{n} in the finding").format(n=group.linked))
    return " · ".join(parts)
