"""Which disagreements are listed: a button whose menu limits types, coders, codes and documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ...domain.codes import Code
from ...domain.codings import Coder
from ...domain.disagreements import Counts
from ...i18n import _, grouped, ngettext
from .. import icons
from ..coding import words as code_words
from . import words
from .disagreement_rows import Found

_WIDEST, _AROUND = 176, 52  # of the button, and of that beside its words


@dataclass(frozen=True, slots=True)
class Limits:
    """What is listed; empty sets do not limit. `pair` are two codes (ids) against one another."""

    kinds: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    settled: bool = field(default=False)

    def among(self, found: Sequence[Found], always: str = "") -> list[Found]:
        """Those that are listed, in their order; the one with the id `always` stays, settled or not."""
        rows = list(found)
        if self.documents:
            rows = [row for row in rows if row.disagreement.document_id in self.documents]
        if self.kinds:
            rows = [row for row in rows if row.disagreement.kind in self.kinds]
        if not self.settled:
            rows = [row for row in rows if row.disagreement.is_open or row.disagreement.id == always]
        for name, chosen in (("coder", self.coders), ("code", self.codes)):
            if chosen:
                sides = attrgetter(f"{name}_a", f"{name}_b")
                rows = [row for row in rows if not chosen.isdisjoint(sides(row.disagreement))]
        if self.pair:
            sides = attrgetter("code_a", "code_b")
            rows = [row for row in rows if self.pair == set(sides(row.disagreement))]
        return rows


class Offered(NamedTuple):
    """What all disagreements have, whatever limits their list: what can be limited to.

    `documents` are the codes of documents by id.
    """

    counts: Counts = Counts(0, 0, {}, {}, {})
    codes: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    documents: Mapping[str, str] = MappingProxyType({})


def offered(found: Sequence[Found], counts: Counts) -> Offered:
    """What these disagreements, counted so, have."""
    all_of_them = [row.disagreement for row in found]
    codes = {code for one in all_of_them for code in (one.code_a, one.code_b) if code}
    coders = {coder for one in all_of_them for coder in (one.coder_a, one.coder_b)}
    documents = {row.disagreement.document_id: row.document for row in found}
    return Offered(counts, frozenset(codes), frozenset(coders), documents)


class FilterButton(QPushButton):
    """Says what limits the list; `changed` when its menu, or a link elsewhere, limits it otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.limits = Limits()
        self._offered = Offered()
        self._codes: Mapping[str, Code] = {}
        self._coders: Mapping[str, Coder] = {}
        self.menu_of = QMenu(self)
        self.menu_of.aboutToShow.connect(self._fill)
        self.setMenu(self.menu_of)
        self.setMaximumWidth(_WIDEST)
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        icons.bind(self, "filter")
        self._say()

    def offer(self, found: Offered, codes: Mapping[str, Code], coders: Mapping[str, Coder]) -> None:
        """Offer what the disagreements have."""
        self._offered, self._codes, self._coders = found, codes, coders
        self._say()

    def use(self, limits: Limits) -> None:
        """Limit the list so."""
        self.limits = limits
        self._say()
        self.changed.emit()

    def _fill(self) -> None:
        menu, limits, found = self.menu_of, self.limits, self._offered
        menu.clear()
        counts = found.counts.kinds if limits.settled else found.counts.open_kinds
        for kind, text in words.kinds().items():
            self._tick(menu, f"{text}  ({grouped(counts.get(kind, 0))})", "kinds", kind)
        menu.addSeparator()
        ordered = sorted(
            (self._codes[one] for one in found.codes if one in self._codes), key=lambda one: one.position
        )
        self._below(_("Code"), "codes", [(one.id, code_words.code_name(one)) for one in ordered])
        people = [(one.id, one.name) for one in self._coders.values() if one.id in found.coders]
        self._below(_("Person"), "coders", people)
        documents = sorted(found.documents.items(), key=lambda one: one[1])
        self._below(_("Document"), "documents", documents)
        menu.addSeparator()
        settled = menu.addAction(_("Settled ones too"))
        settled.setCheckable(True)
        settled.setChecked(limits.settled)
        settled.triggered.connect(lambda on: self.use(replace(self.limits, settled=on)))
        clear = menu.addAction(_("List all"))
        clear.setEnabled(limits != Limits(settled=limits.settled))
        clear.triggered.connect(lambda _on=False: self.use(Limits(settled=self.limits.settled)))

    def _below(self, title: str, name: str, entries: Sequence[tuple[str, str]]) -> None:
        inner = QMenu(title, self.menu_of)
        self.menu_of.addMenu(inner)
        inner.setEnabled(bool(entries))
        for value, text in entries:
            self._tick(inner, text, name, value)

    def _tick(self, menu: QMenu, text: str, name: str, value: str) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        chosen: frozenset[str] = getattr(self.limits, name)
        action.setChecked(value in chosen)
        action.triggered.connect(self._toggling(name, value))
        return action

    def _toggling(self, name: str, value: str) -> Callable[[], None]:
        def toggle() -> None:
            chosen: frozenset[str] = getattr(self.limits, name)
            changed: dict[str, Any] = {name: chosen ^ {value}}
            self.use(replace(self.limits, **changed))

        return toggle

    def _say(self) -> None:
        limits = self.limits
        parts = []
        if limits.pair:
            parts.append(" / ".join(self._short(sorted(limits.pair, key=self._place))))
        if limits.kinds:
            kinds = [words.kinds()[one] for one in words.kinds() if one in limits.kinds]
            number = ngettext("{n} type", "{n} types", len(kinds)).format(n=len(kinds))
            parts.append(kinds[0] if len(kinds) == 1 else number)
        parts += self._short(sorted(limits.codes, key=self._place))
        parts += [self._coders[one].initials for one in limits.coders if one in self._coders]
        names = self._offered.documents
        parts += sorted(names[one] for one in limits.documents if one in names)
        if limits.settled:
            text = " · ".join([*parts, _("settled too")]) if parts else _("All, settled too")
        else:
            text = " · ".join(parts) or _("All types")
        fits = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST - _AROUND)
        self.setText(fits.replace("&", "&&"))
        self.setToolTip(_("Which disagreements are listed: {limits}").format(limits=text))
        self.setAccessibleName(self.toolTip())

    def _short(self, ids: Iterable[str]) -> list[str]:
        return [words.short(self._codes[one]) for one in ids if one in self._codes]

    def _place(self, code_id: str) -> int:
        return self._codes[code_id].position if code_id in self._codes else -1
