"""The control that says whose codings the transcript shows: mine, all, where we differ, a colleague's."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from qualcoder_cg.domain import palette
from qualcoder_cg.domain.codings import Coder
from qualcoder_cg.gui import icons, shortcuts, theme
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.gui.session import Session
from qualcoder_cg.i18n import _
from qualcoder_cg.services.whose import ALL, CONSENSUS, DIFFER, MINE, WHOSE

_PILL = 20
_SIDE = 10


class WhoseBar(QWidget):
    """Three segments and a menu, or, while one codes blind, a badge that says so."""

    coders_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.group = QButtonGroup(self)
        self.segments: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        titles = {MINE: _("Mine"), ALL: _("Everyone’s"), DIFFER: _("Differ")}
        for place, name in enumerate(WHOSE):
            self.segments[name] = button = QPushButton(titles[name], self)
            button.setCheckable(True)
            button.setProperty("segment", "first" if place == 0 else "inner")
            # A pressed one has heavier letters.
            heavy = QFontMetrics(theme.sans(theme.INTERFACE, theme.SEMIBOLD))
            button.setMinimumWidth(heavy.horizontalAdvance(titles[name]) + 2 * (_SIDE + 2))
            button.clicked.connect(lambda _on=False, name=name: session.who.show(name))
            self.group.addButton(button)
            row.addWidget(button)
        self.colleague = QPushButton(self)
        self.colleague.setCheckable(True)
        self.colleague.setProperty("segment", "last")
        self.colleague.setMenu(self.menu)
        self.colleague.setAccessibleName(_("A colleague’s codings, blind coding"))
        icons.bind(self.colleague, "chevron-down")
        self.colleague.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.group.addButton(self.colleague)
        row.addWidget(self.colleague)
        self.badge = QPushButton("\N{NO-BREAK SPACE}" + _("Blind"), self)
        self.badge.setProperty("badge", True)
        self.badge.setMenu(self.menu)
        self.badge.setToolTip(
            _("You code blind: others’ codings are hidden everywhere, in counts and suggestions too.")
        )
        icons.bind(self.badge, "eye-off")
        row.addWidget(self.badge)
        session.whose_changed.connect(self.refresh)
        shortcuts.notifier().changed.connect(self._say_key)
        theme.notifier().changed.connect(self._dress)
        self._dress()
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        who = self._session.who
        self.badge.setVisible(who.blind)
        for button in (*self.segments.values(), self.colleague):
            button.setVisible(not who.blind)
        chosen = self.segments.get(who.shown, self.colleague)
        chosen.setChecked(True)
        self.colleague.setText(self._initials())
        self._say_key()

    def _say_key(self) -> None:
        told = {
            MINE: _("Only your own codings"),
            ALL: _("Everybody’s codings"),
            DIFFER: _("Codings that another coder of this document has not made alike"),
        }
        key = shown(shortcuts.current("O"))
        for name, text in told.items():
            self.segments[name].setToolTip(f"{text} ({key})" if key else text)

    def _initials(self) -> str:
        wanted = self._session.who.shown
        if wanted == CONSENSUS:
            return "\N{NO-BREAK SPACE}" + _("Consensus")
        coders = self._session.project.coders.all()
        return next((one.initials for one in coders if one.id == wanted), "")

    def _fill(self) -> None:
        """The menu: everyone who codes, blind coding, and where coders are described."""
        # A button that opens its menu is pressed, not chosen.
        self.refresh()
        self.menu.clear()
        who = self._session.who
        one_of = QActionGroup(self.menu)
        for coder in self._session.project.coders.all():
            said = f"{coder.initials}  {coder.name}".replace("&", "&&")
            action = self.menu.addAction(_ring(coder), said)
            action.setCheckable(True)
            action.setChecked(who.shown == coder.id)
            action.setEnabled(not who.blind)
            action.triggered.connect(lambda _on=False, coder=coder: who.show(coder.id))
            one_of.addAction(action)
        agreed = self.menu.addAction(_("Consensus"))
        agreed.setCheckable(True)
        agreed.setChecked(who.shown == CONSENSUS)
        agreed.setEnabled(not who.blind)
        agreed.setToolTip(_("What holds by decisions, and codings about which nothing was decided"))
        agreed.triggered.connect(lambda _on=False: who.show(CONSENSUS))
        one_of.addAction(agreed)
        self.menu.addSeparator()
        blind = QAction(_("Blind coding"), self.menu)
        blind.setCheckable(True)
        blind.setChecked(who.blind)
        blind.setToolTip(_("Hide others’ codings everywhere, in counts and suggestions too"))
        blind.triggered.connect(who.set_blind)
        self.menu.addAction(blind)
        self.menu.addAction(_("Coders…")).triggered.connect(self.coders_wanted)

    def _dress(self) -> None:
        look = theme.tokens()
        self.setStyleSheet(
            f"QPushButton[segment] {{ min-height: 26px; padding: 0 {_SIDE}px; border-radius: 0;"
            " margin-left: -1px; }"
            "QPushButton[segment='first'] { border-top-left-radius: 4px; border-bottom-left-radius: 4px;"
            " margin-left: 0; }"
            "QPushButton[segment='last'] { border-top-right-radius: 4px; border-bottom-right-radius: 4px;"
            " padding: 0 4px; }"
            f"QPushButton[segment]:checked {{ border: 1px solid {look.acc}; font-weight: 600; }}"
            f"QPushButton[segment]:focus {{ border: 2px solid {look.acc}; min-height: 24px;"
            " padding: 0 9px; }"
            "QPushButton[segment='last']:focus { padding: 0 3px; }"
            f"QPushButton[badge] {{ border-color: {look.acc}; background: {look.accbg}; }}"
            "QPushButton::menu-indicator { image: none; width: 0; }"
        )


def _ring(coder: Coder) -> QIcon:
    """A ring in a coder's colour."""
    drawn = QPixmap(2 * _PILL, 2 * _PILL)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(2)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.stroke(f"{coder.hue}-0", theme.tokens().dark)), 2.5))
    painter.drawEllipse(QRectF(4, 4, _PILL - 8, _PILL - 8))
    painter.end()
    return QIcon(drawn)


def pill(coder: Coder) -> QIcon:
    """A coder's initials in a border of the coder's colour."""
    drawn = QPixmap(2 * 2 * _PILL, 2 * _PILL)
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.setDevicePixelRatio(2)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.stroke(f"{coder.hue}-0", theme.tokens().dark)), 1.5))
    box = QRectF(1, 1, 2 * _PILL - 2, _PILL - 2)
    painter.drawRoundedRect(box, 9, 9)
    painter.setPen(theme.colour("ink"))
    painter.setFont(theme.sans(theme.CAPTION, theme.SEMIBOLD))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, coder.initials)
    painter.end()
    return QIcon(drawn)
