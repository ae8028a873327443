"""A tour of the window in six steps: a small card beside what it speaks of, which never blocks anything."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .. import settings
from ..i18n import _
from ..services.sample import is_sample
from ..services.studies import Project
from . import shortcuts, theme
from .coding.coding_view import CodingView

if TYPE_CHECKING:
    from .main_window import MainWindow

_OFFERED = "tour offered"
_WIDTH = 320
_ARROW = 10
_LOW = 80
_EDGE = 12
_FOLLOW_MS = 100


class Stop(NamedTuple):
    """A step of the tour: what it says, and what it points at, made visible first; None for nothing."""

    title: str
    text: str
    target: "Callable[[MainWindow], QWidget | None]"


def stops() -> list[Stop]:
    """The six steps, worded in the language in use with the keys as they are now."""
    cap = shortcuts.cap
    return [
        Stop(
            _("Read"),
            _(
                "Here you read. {next} and {previous} go from turn to turn; times stand at the left, the "
                "codings with their brackets at the right."
            ).format(next=cap("J"), previous=cap("K")),
            _text,
        ),
        Stop(
            _("Select and code"),
            _(
                "Drag over the text, or press {sentence} for the sentence. {code} finds a code by a few "
                "letters; {repeat} puts the next passage under the same."
            ).format(sentence=cap("S"), code=cap("C"), repeat=cap("R")),
            _inspector,
        ),
        Stop(
            _("Suggestions"),
            _(
                "The program reads along and proposes codes, with the reason. {next} goes to the next, "
                "{accept} accepts, {reject} rejects. Nothing is coded unasked."
            ).format(next=cap("G"), accept=cap("Y"), reject=cap("N")),
            _suggestions,
        ),
        Stop(
            _("Questions and themes"),
            _(
                "The evaluation matrix is the codebook’s backbone. Beside each code stands how many excerpts "
                "it has and how many of those asked spoke."
            ),
            _codes,
        ),
        Stop(
            _("Find anything"),
            _(
                "{find} finds every action, code and document. {search} looks for words in the text and puts "
                "all that is found under a code at once."
            ).format(find=cap("Ctrl+K", shortcuts.WINDOW), search=cap("Ctrl+F")),
            _command_field,
        ),
        Stop(
            _("Evidence, and the way back"),
            _(
                "Evidence shows what was coded, question by question, ready for the annex. {undo} takes back "
                "any step, and History lists them all."
            ).format(undo=cap("Ctrl+Z", shortcuts.WINDOW)),
            _tabs,
        ),
    ]


class Card(QWidget):
    """A card with a title, a sentence or two and buttons; an arrow leads to what it speaks of."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._stops: Sequence[Stop] = ()
        self._place = -1
        self._target: QWidget | None = None
        self._tip: QPointF | None = None
        self._came_from: QWidget | None = None
        self.setFixedWidth(_WIDTH + 2 * _ARROW)
        self.title = QLabel(self)
        self.title.setFont(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
        self.title.setStyleSheet("font-weight: 600;")
        self.count = QLabel(self)
        self.count.setProperty("role", "caption")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = QPushButton(_("Close"), self)
        self.back = QPushButton(_("Back"), self)
        self.next = QPushButton(_("Next"), self)
        self.next.setProperty("main", True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        self._box = box = QVBoxLayout(self)
        margin = 16 + _ARROW
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.text)
        box.addSpacing(4)
        box.addLayout(row)
        self.close_button.clicked.connect(self.leave)
        self.back.clicked.connect(lambda: self.go(self._place - 1))
        self.next.clicked.connect(lambda: self.go(self._place + 1))
        self._follow = QTimer(self, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._stay_beside)
        theme.notifier().changed.connect(self.update)
        window.installEventFilter(self)

    def place(self) -> int:
        """Which step is shown, from 0; -1 for the offer."""
        return self._place

    def offer(self) -> None:
        """Ask whether a tour is wanted; the keyboard stays where it is."""
        self._place = -1
        self.title.setText(_("New here?"))
        self.text.setText(_("Six steps show how one reads, codes and finds the way."))
        self.next.setText(_("Take the tour"))
        self.close_button.setText(_("Not now"))
        self.back.hide()
        self.count.clear()
        self._point_at(None)

    def begin(self) -> None:
        """Show the first step, with the keyboard in the card; asked again, go on where one is."""
        self._came_from = self._window.focusWidget()
        if not self.isVisible() or self._place < 0:
            self.go(0)
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, place: int) -> None:
        """Show a step; after the last one the tour is over."""
        self._stops = stops()
        if not 0 <= place < len(self._stops):
            self.leave()
            return
        stop, self._place = self._stops[place], place
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        said = _("{n} of {total}").format(n=place + 1, total=len(self._stops))
        self.count.setText(said)
        self.setAccessibleName(f"{stop.title}, {said}. {stop.text}")
        self.close_button.setText(_("Close"))
        self.back.setVisible(place > 0)
        self.next.setText(_("Next") if place + 1 < len(self._stops) else _("Done"))
        self._point_at(stop.target(self._window))

    def leave(self) -> None:
        """Put the card away and give the keyboard back."""
        had_focus = self.isAncestorOf(self._window.focusWidget() or self._window)
        self._follow.stop()
        self.hide()
        if had_focus and self._came_from and self._came_from.isVisible():
            self._came_from.setFocus()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; the arrows go back and on."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Right and self._place >= 0:
            self.go(self._place + 1)
        elif event.key() == Qt.Key.Key_Left and self._place > 0:
            self.go(self._place - 1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the target when the window changes its size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._stay_beside()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card with its arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)
        path = QPainterPath()
        path.addRoundedRect(inner, 8, 8)
        if self._tip:
            path = path.united(_arrow(inner, self._tip))
        painter.setBrush(theme.colour("base"))
        painter.setPen(QPen(theme.colour("acc"), 1))
        painter.drawPath(path)

    def _point_at(self, target: QWidget | None) -> None:
        self._target = target
        self.show()
        self.raise_()
        self._stay_beside()
        self._follow.start()

    def _stay_beside(self) -> None:
        """Place the card where it hides nothing of its target, if there is such a place."""
        if not self.isVisible() and not self._window.isVisible():
            return
        self._box.activate()
        self.resize(self.width(), self._box.heightForWidth(self.width()))
        room = self._window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -36)
        target = self._target
        if target is None or not target.isVisible():
            self._tip = None
            self.move(room.right() - self.width(), room.bottom() - self.height())
        else:
            shown = target.visibleRegion().boundingRect()
            box = QRect(target.mapTo(self._window, shown.topLeft()), shown.size())
            corner, self._tip = beside(box, self.size(), room)
            self.move(corner)
        self.update()


def beside(box: QRect, size: QSize, room: QRect) -> tuple[QPoint, QPointF | None]:
    """Where a card goes beside a box, and the tip of its arrow within it; over a large box, inside it."""
    width, height = size.width(), size.height()
    middle = box.center()

    def within(corner: QPoint) -> QPoint:
        x = max(room.left(), min(corner.x(), room.right() - width))
        y = max(room.top(), min(corner.y(), room.bottom() - height))
        return QPoint(x, y)

    places = (
        (box.left() - width >= room.left(), QPoint(box.left() - width, box.top() + 24), "right"),
        (box.right() + width <= room.right(), QPoint(box.right(), box.top() + 24), "left"),
        (box.bottom() + height <= room.bottom(), QPoint(middle.x() - width // 2, box.bottom()), "up"),
        (box.top() - height >= room.top(), QPoint(middle.x() - width // 2, box.top() - height), "down"),
    )
    low = box.height() < _LOW
    for fits, corner, side in (*places[2:], *places[:2]) if low else places:
        if fits:
            put = within(corner)
            return put, _tip_of(side, put, size, box)
    return within(QPoint(box.right() - width - 24, box.bottom() - height - 24)), None


def _tip_of(side: str, put: QPoint, size: QSize, box: QRect) -> QPointF:
    """The end of the arrow, in the card's pixels, level with what of the box lies beside the card."""
    low, high = max(box.top(), put.y()), min(box.bottom(), put.y() + size.height())
    left, right = max(box.left(), put.x()), min(box.right(), put.x() + size.width())
    keep = 4 * _ARROW
    y = max(keep, min((low + high) / 2 - put.y(), size.height() - keep))
    x = max(keep, min((left + right) / 2 - put.x(), size.width() - keep))
    return {
        "left": QPointF(0, y),
        "right": QPointF(size.width(), y),
        "up": QPointF(x, 0),
        "down": QPointF(x, size.height()),
    }[side]


def _arrow(inner: QRectF, tip: QPointF) -> QPainterPath:
    path = QPainterPath(tip)
    if tip.y() <= 0 or tip.y() >= inner.bottom() + _ARROW:
        base = inner.top() + 1 if tip.y() <= 0 else inner.bottom() - 1
        path.lineTo(tip.x() - _ARROW, base)
        path.lineTo(tip.x() + _ARROW, base)
    else:
        base = inner.left() + 1 if tip.x() <= 0 else inner.right() - 1
        path.lineTo(base, tip.y() - _ARROW)
        path.lineTo(base, tip.y() + _ARROW)
    path.closeSubpath()
    return path


def card_of(window: "MainWindow") -> Card:
    """The card of a window, made when it is first wanted."""
    found = [card for card in window.findChildren(Card) if card.isVisible()]
    return found[0] if found else Card(window)


def offer(window: "MainWindow", project: Project) -> None:
    """Offer the tour when the sample study is opened for the first time."""
    if is_sample(project.path) and not settings.get(_OFFERED):
        settings.put(_OFFERED, True)
        card = Card(window)
        QTimer.singleShot(0, card, card.offer)


def _coding(window: "MainWindow") -> CodingView | None:
    window.show_view("coding")
    view = window.stack.currentWidget()
    return view if isinstance(view, CodingView) else None


def _text(window: "MainWindow") -> QWidget | None:
    view = _coding(window)
    return view.transcript.margin if view else None


def _inspector(window: "MainWindow") -> QWidget | None:
    view = _coding(window)
    return view.inspector if view else None


def _suggestions(window: "MainWindow") -> QWidget | None:
    view = _coding(window)
    if view is None:
        return None
    if not view.suggestions.isVisible():
        view.toggle_right()
    view.suggestions.set_open(True)
    return view.suggestions


def _codes(window: "MainWindow") -> QWidget | None:
    view = _coding(window)
    if view is None:
        return None
    if not view.codes.isVisible():
        view.toggle_right()
    return view.codes


def _command_field(window: "MainWindow") -> QWidget | None:
    _coding(window)
    return window.command_field


def _tabs(window: "MainWindow") -> QWidget | None:
    return window.view_bar.tabs
