"""Which disagreements are listed: a button whose menu limits types, coders, codes and documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ...domain.codes import Code
from ...domain.codings import Coder
from ...i18n import _, ngettext
from .. import icons
from ..coding import words as code_words
from . import words
from .disagreement_rows import Found

_WIDEST = 176


@dataclass(frozen=True, slots=True)
class Limits:
    """What is listed; empty sets do not limit. `pair` are two codes (ids) against one another."""

    kinds: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    settled: bool = field(default=False)

    def let(self, found: Found, always: str = "") -> bool:
        """Whether a disagreement is listed; the one with the id `always` stays, settled or not."""
        one = found.disagreement
        both = {one.code_a, one.code_b}
        return (
            (self.settled or found.is_open or one.id == always)
            and (not self.kinds or one.kind in self.kinds)
            and (not self.coders or bool(self.coders & {one.coder_a, one.coder_b}))
            and (not self.codes or bool(self.codes & both))
            and (not self.documents or one.document_id in self.documents)
            and (not self.pair or both == self.pair)
        )


class FilterButton(QPushButton):
    """Says what limits the list; `changed` when its menu, or a link elsewhere, limits it otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.limits = Limits()
        self._found: Sequence[Found] = ()
        self._codes: Mapping[str, Code] = {}
        self._coders: Mapping[str, Coder] = {}
        self.menu_of = QMenu(self)
        self.menu_of.aboutToShow.connect(self._fill)
        self.setMenu(self.menu_of)
        self.setMaximumWidth(_WIDEST)
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        icons.bind(self, "filter")
        self._say()

    def offer(self, found: Sequence[Found], codes: Mapping[str, Code], coders: Mapping[str, Coder]) -> None:
        """Offer what these disagreements have."""
        self._found, self._codes, self._coders = found, codes, coders
        self._say()

    def use(self, limits: Limits) -> None:
        """Limit the list so."""
        self.limits = limits
        self._say()
        self.changed.emit()

    def _fill(self) -> None:
        menu, limits = self.menu_of, self.limits
        menu.clear()
        counts = Counter(one.disagreement.kind for one in self._found)
        for kind, text in words.kinds().items():
            self._tick(menu, f"{text}  ({counts[kind]})", "kinds", kind)
        menu.addSeparator()
        codes = {
            one for row in self._found for one in (row.disagreement.code_a, row.disagreement.code_b) if one
        }
        ordered = sorted(
            (self._codes[one] for one in codes if one in self._codes), key=lambda one: one.position
        )
        self._below(_("Code"), "codes", [(one.id, code_words.code_name(one)) for one in ordered])
        coders = {one for row in self._found for one in (row.disagreement.coder_a, row.disagreement.coder_b)}
        self._below(
            _("Person"), "coders", [(one, self._coders[one].name) for one in coders if one in self._coders]
        )
        documents = sorted({(row.document, row.disagreement.document_id) for row in self._found})
        self._below(_("Document"), "documents", [(one, name) for name, one in documents])
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
        names = {row.disagreement.document_id: row.document for row in self._found}
        parts += sorted(names[one] for one in limits.documents if one in names)
        text = " · ".join(parts) or _("All types")
        self.setText(text.replace("&", "&&"))
        self.setToolTip(_("Which disagreements are listed: {limits}").format(limits=text))
        self.setAccessibleName(self.toolTip())

    def _short(self, ids: Iterable[str]) -> list[str]:
        return [words.short(self._codes[one]) for one in ids if one in self._codes]

    def _place(self, code_id: str) -> int:
        return self._codes[code_id].position if code_id in self._codes else -1
