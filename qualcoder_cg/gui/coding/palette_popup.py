"""The quick palette: a few typed letters find a code, Enter takes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from qualcoder_cg.domain.codes import THEME, Code
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.palette import RECENT, SUGGESTED, ranked

from . import words
from .key_hints import KeyHints
from .palette_rows import CODE, NEW, ROW, WHY, PaletteRows
from .pane import add_icon, hairline, label
from .popup import Popup

WIDTH = 480
_SHOWN_ROWS = 8
_LIST_EDGES = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What the palette is opened for.

    `prompt` says what will happen; `take(code id)` does it; `make(name, parent id or None)` does it with
    a new code, None where none may be made. `take_many(code ids)` lets several be ticked; None where only one
    can be taken. `suggested` and `recent` are code ids, best and latest first.
    `descriptions` maps code ids to a line about the code, `groups` to its criterion's name.
    """

    prompt: str
    take: Callable[[str], object]
    make: Callable[[str, str | None], object] | None = None
    take_many: Callable[[Sequence[str]], object] | None = None
    suggested: Sequence[str] = ()
    recent: Sequence[str] = ()
    descriptions: Mapping[str, str] | None = None
    groups: Mapping[str, str] | None = None


class PalettePopup(Popup):
    """Lies over the window it is a child of; closes on Esc and when the focus goes elsewhere.

    Space ticks the row where no letter is being typed: in an empty field, after an arrow, after a tick.
    Within a name it is a space; Ctrl+Space ticks always.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._codes: Sequence[Code] = ()
        self._wish = Wish("", lambda _code_id: None)
        self._near = QRect()
        self._reached = False
        self.ticked: list[str] = []
        self.setObjectName("palette")
        self.setAccessibleName(_("Quick palette"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Number, name or keyword of a code"))
        self.field.setAccessibleName(_("Find a code"))
        self.field.setFrame(False)
        add_icon(self.field, "search", QLineEdit.ActionPosition.LeadingPosition)
        self.prompt = label("", "caption", self)
        self._model = QStandardItemModel(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(_("Codes found"))
        self._rows = PaletteRows(self.list)
        self.list.setItemDelegate(self._rows)
        self.about = label("", "caption", self)
        self.about.setWordWrap(True)
        self.about.setFixedHeight(36)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.keys = KeyHints(self)
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.list.clicked.connect(lambda _index: self._take())
        self.list.viewport().installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._tell)
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self.hide()

    def open(self, codes: Sequence[Code], wish: Wish, near: QRect) -> None:
        """Show the palette below (or above) a place of the parent, empty and ready for typing."""
        self._codes, self._wish = codes, wish
        self._begin()
        self.ticked = []
        self.field.clear()
        self._find("")
        self._show_ticks()
        self._near = near
        self._place()
        self._appear(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc while one types; Ctrl and a click tick; leaving the field closes."""
        if isinstance(event, QMouseEvent):
            return event.type() == QEvent.Type.MouseButtonPress and self._tick_at(event)
        if event.type() == QEvent.Type.FocusOut and watched is self.field:
            self._close_when_left()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps:
            row = self.list.currentIndex().row() + steps[key]
            self.list.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1)), 0))
            self._reached = True
            self._show_keys()
        elif key == Qt.Key.Key_Space and self._ticks(event):
            self._tick()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._make(self._parent_for_new())
            else:
                self._take()
        elif key == Qt.Key.Key_Escape:
            self.close_quietly()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _ticks(self, event: QKeyEvent) -> bool:
        """Whether Space ticks the row and types nothing."""
        if self._wish.take_many is None:
            return False
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) or self._space_ticks()

    def _space_ticks(self) -> bool:
        typed = self.field.text()
        return not typed or self._reached or self.field.selectedText() == typed

    def _tick(self) -> None:
        """Tick the row, or take its tick away; what is typed next looks for another code."""
        code: Code | None = self.list.currentIndex().data(CODE)
        if code is None:
            return
        if code.id in self.ticked:
            self.ticked.remove(code.id)
        else:
            self.ticked.append(code.id)
        self.field.selectAll()
        self._show_ticks()

    def _tick_at(self, event: QMouseEvent) -> bool:
        """Tick the row under the mouse, if Ctrl is held; gives whether it was."""
        index = self.list.indexAt(event.position().toPoint())
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not held or not index.isValid() or self._wish.take_many is None:
            return False
        self.list.setCurrentIndex(index)
        self._tick()
        return True

    def _show_ticks(self) -> None:
        count = len(self.ticked)
        many = ngettext("{n} code", "{n} codes", count).format(n=count)
        self.prompt.setText(f"{self._wish.prompt} · {many}" if count else self._wish.prompt)
        self._rows.ticked = frozenset(self.ticked)
        self.list.viewport().update()
        self._show_keys()

    def _show_keys(self) -> None:
        """The keys at hand; Space is only named where it ticks."""
        ticking = [shown("Space")] if self._space_ticks() else [shown("Ctrl"), shown("Space")]
        take = _("apply") if self._wish.take_many else _("take")
        hints: list[tuple[list[str], str]] = [(["↑", "↓"], _("choose"))]
        hints += [(ticking, _("several"))] if self._wish.take_many else []
        hints += [([shown("Return")], take), ([shown("Esc")], _("close"))]
        self.keys.show_hints(hints)

    def _find(self, typed: str) -> None:
        wish, typed = self._wish, typed.strip()
        self._reached = False
        self._rows.typed = typed
        self._model.clear()
        groups = wish.groups or {}
        for hit in ranked(self._codes, typed, recent=wish.recent, suggested=wish.suggested):
            item = QStandardItem(words.code_name(hit.code))
            item.setData(hit.code, CODE)
            reasons = {SUGGESTED: _("suggested here"), RECENT: _("used lately")}
            group = groups.get(hit.code.id, "")
            term = _("keyword {word}").format(word=hit.keyword) if hit.keyword else group
            item.setData(reasons.get(hit.why, term), WHY)
            self._model.appendRow(item)
        if typed and wish.make:
            item = QStandardItem(_("New code “{name}”").format(name=typed))
            item.setData(typed, NEW)
            self._model.appendRow(item)
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._tell()
        self._show_keys()
        if self.isVisible():
            self._place()

    def _tell(self) -> None:
        """Say what the current row is, and where a new code would go."""
        code: Code | None = self.list.currentIndex().data(CODE)
        typed = self.field.text().strip()
        if code is None:
            found = bool(self._model.rowCount())
            text = _("A code of its own.") if found else _("No code fits. Type fewer letters.")
            self.about.setText(text)
        else:
            described = (self._wish.descriptions or {}).get(code.id, "")
            self.about.setText(words.beginning(described or code.label, 150))
        row = self._model.rowCount() - 1
        if row >= 0 and self._model.index(row, 0).data(NEW):
            parent = self._parent_for_new()
            above = next((one for one in self._codes if one.id == parent), None)
            alone = _("New code “{name}”").format(name=typed)
            under = _("New code “{name}” under {code}")
            named = under.format(name=typed, code=words.code_name(above)) if above else alone
            self._model.item(row).setText(named)

    def _parent_for_new(self) -> str | None:
        """Under which code Ctrl+Enter puts a new one: the one highlighted, unless that is a theme."""
        code: Code | None = self.list.currentIndex().data(CODE)
        return code.id if code and code.kind != THEME else None

    def _take(self) -> None:
        index = self.list.currentIndex()
        code: Code | None = index.data(CODE)
        if self.ticked and self._wish.take_many:
            self.close_quietly()
            self._wish.take_many(tuple(self.ticked))
        elif code:
            self.close_quietly()
            self._wish.take(code.id)
        elif index.data(NEW):
            self._make(None)

    def _make(self, parent_id: str | None) -> None:
        name = self.field.text().strip()
        if name and self._wish.make:
            self.close_quietly()
            self._wish.make(name, parent_id)

    def _place(self) -> None:
        """Below the passage, or above it where there is more room; as high as its rows."""
        window, near = self._over.rect(), self._near
        self.list.setFixedHeight(max(1, min(self._model.rowCount(), _SHOWN_ROWS)) * ROW + _LIST_EDGES)
        height = self.sizeHint().height()
        width = min(WIDTH, window.width() - 32)
        x = max(16, min(near.left(), window.width() - width - 16))
        y = near.bottom() + 8
        if y + height > window.height() - 8:
            y = max(8, near.top() - 8 - height)
        y = max(8, min(y, window.height() - height - 8))
        self.setGeometry(x, y, width, height)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 16, 6)
        top.addWidget(self.field, 1)
        top.addWidget(self.prompt)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(4)
        foot.addWidget(self.about)
        foot.addWidget(self.keys)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(hairline(self))
        box.addWidget(self.list, 1)
        box.addWidget(hairline(self))
        box.addLayout(foot)

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"#palette {{ background: {look.base}; border: 1px solid {look.ctl}; border-radius: 8px; }}"
            f"#palette QListView {{ background: {look.base}; border: none; }}"
            f"#palette QListView::item:selected {{ background: {look.sel}; border-radius: 4px; }}"
            "#palette QListView { padding: 4px; }"
            "#palette QLineEdit { border: none; background: transparent; min-height: 28px; }"
        )
