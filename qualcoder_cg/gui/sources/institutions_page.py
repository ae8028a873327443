"""The page of institutions: entities, their other names, and those that may be one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...domain.informants import Institution
from ...errors import UserError
from ...i18n import _, ngettext
from ...services.register import merge_institutions
from ...services.register_counts import informants_in_words
from ...services.register_doubts import Alike, Doubt, likely_same
from ..coding.pane import PADDING, icon_button, label
from ..session import Session
from .register_page import RegisterPage

_SHOWN = 3


class InstitutionsPage(RegisterPage):
    """The institutions; selected ones can be merged, and likely doubles are offered for it."""

    table = "institution"
    tables = ("institution", "institution_alias", "informant", "own_column", "own_value")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            session,
            parent,
            _("Institutions"),
            _("No institutions yet. They come with the informants, or import a table of them."),
        )
        self.grid.model.new_row_hint = _("New institution")
        self.merge = QPushButton(_("Merge"), self)
        self.merge.clicked.connect(lambda _checked=False: self.merge_chosen())
        self.grid.add_tool(self.merge)
        self.grid.selection_changed.connect(self._allow_merge)
        # Comparing all names takes long where there are hundreds: done when a name has changed.
        self._compared: tuple[Institution, ...] = ()
        self._pairs: list[Alike] = []
        self._parted: set[frozenset[str]] = set()
        self.alike = QWidget(self)
        self._alike_rows = QVBoxLayout(self.alike)
        self._alike_rows.setContentsMargins(PADDING, 8, PADDING, 0)
        self._alike_rows.setSpacing(4)
        self.body.insertWidget(1, self.alike)
        self._allow_merge()

    def show_read(self) -> None:
        """Show what was read, and look for doubles."""
        entries = tuple(self.session.project.informants.institutions())
        if entries != self._compared:
            self._compared, self._pairs = entries, likely_same(self.session.project)
        super().show_read()
        self._propose(self._likely())
        self._allow_merge()

    def doubts(self) -> Sequence[Doubt]:
        """The names of institutions that may be one with another."""
        return [
            Doubt(
                one.id,
                "name",
                _("{first} and {second} may be one institution.").format(
                    first=pair.names[0], second=pair.names[1]
                ),
            )
            for pair in self._likely()
            for one in (pair.first, pair.second)
        ]

    def counted(self) -> str:
        """Institutions and informants."""
        rows = self.grid.model.rows.saved
        people = sum(int(cells["informants"] or 0) for cells in rows.values())
        institutions = ngettext("{n} institution", "{n} institutions", len(rows)).format(n=len(rows))
        return f"{institutions} · {informants_in_words(people)}"

    def merge_chosen(self) -> None:
        """Make one institution of the selected ones: the first keeps its name."""
        chosen = self.grid.chosen_ids()
        if len(chosen) > 1:
            self._merge(chosen[0], chosen[1:])

    def _likely(self) -> list[Alike]:
        """The pairs that may be one, but for those of which a person said otherwise."""
        return [pair for pair in self._pairs if _ids(pair) not in self._parted]

    def _merge(self, keep: str, others: Sequence[str]) -> None:
        try:
            kept = merge_institutions(self.session.project, keep, others)
        except UserError as error:
            self.grid.model.refuse(str(error))
            return
        self.grid.choose_rows([kept])
        self.session.told.emit(_("Merged. The other names are kept as other names; undo parts them again."))

    def _allow_merge(self) -> None:
        chosen = self.grid.chosen_ids()
        self.merge.setEnabled(len(chosen) > 1)
        if len(chosen) > 1:
            name = self.grid.model.rows.text(chosen[0], "name")
            self.merge.setToolTip(_("Make one of them, called {name}").format(name=name))
        else:
            self.merge.setToolTip(_("Select the rows of two or more institutions first."))

    def _propose(self, pairs: Sequence[Alike]) -> None:
        """List pairs that may be one, each with a button that merges them."""
        while (item := self._alike_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for pair in pairs[:_SHOWN]:
            self._alike_rows.addWidget(self._pair(pair))
        if len(pairs) > _SHOWN:
            n = len(pairs) - _SHOWN
            more = ngettext("{n} more pair", "{n} more pairs", n).format(n=n)
            self._alike_rows.addWidget(label(more, "caption", self.alike))
        self.alike.setVisible(bool(pairs))

    def _pair(self, pair: Alike) -> QWidget:
        made = QWidget(self.alike)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        sentence = _("{first} and {second} may be one institution.").format(
            first=pair.names[0], second=pair.names[1]
        )
        said = label(sentence, "warning", made)
        said.setWordWrap(True)
        row.addWidget(said, 1)
        keep, other = self._fuller(pair)
        button = QPushButton(_("Merge into {name}").format(name=_short(keep.name)), made)
        button.setAccessibleName(_("Merge {other} into {name}").format(other=other.name, name=keep.name))
        button.clicked.connect(lambda _checked=False: self._merge(keep.id, [other.id]))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        part = icon_button("close", _("They are two"), lambda: self._part(pair), made)
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _part(self, pair: Alike) -> None:
        """Offer a pair no more, until the study is opened again."""
        self._parted.add(_ids(pair))
        self.show_read()

    def _fuller(self, pair: Alike) -> tuple[Institution, Institution]:
        """The one of a pair for which more informants speak, first."""
        rows = self.grid.model.rows

        def speaking(institution_id: str) -> int:
            return int(rows.value(institution_id, "informants") or 0)

        both = sorted((pair.first, pair.second), key=lambda one: -speaking(one.id))
        return both[0], both[1]


def _ids(pair: Alike) -> frozenset[str]:
    return frozenset((pair.first.id, pair.second.id))


def _short(name: str) -> str:
    return name if len(name) <= 32 else name[:31].rstrip() + "…"
