"""The desk: one disagreement with both codings in their context, the codebook between, and the verdict."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain import team
from ...i18n import _, grouped, ngettext
from .. import theme
from ..coding import words as code_words
from ..coding.pane import HEADER, PADDING, ElidedLabel, hairline, icon_button, label, panel
from . import words
from .book_pane import BookPane
from .cases import Case, can_be_both
from .side_pane import SidePane
from .verdict_bar import VerdictBar

_NARROW, _BOOK, _BOOK_LOW = 880, 284, 176
_SHORT = 14  # signs of a code that a button holds


class DeskPane(QWidget):
    """Shows a case; `step_wanted(±1)`, `open_wanted` to the transcript; its parts tell what is asked."""

    step_wanted = Signal(int)
    open_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        panel(self, "base")
        self.case: Case | None = None
        self._explained = ""
        self._reasons: dict[str, str] = {}  # of the decisions shown: offered again where one is taken back
        self.title = label("", "", self)
        self.title.setStyleSheet("font-weight: 600;")
        self.about = ElidedLabel(self, theme.INTERFACE)
        self.first, self.second = SidePane("A", self), SidePane("B", self)
        self.book = BookPane(self)
        self.verdicts = VerdictBar(self)
        self._narrow: bool | None = None
        self.show_book = icon_button("code", _("Show what the codebook says"), self._arrange_book, self)
        self.show_book.setCheckable(True)
        self._columns = QWidget(self)
        self._grid = QGridLayout(self._columns)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._lines = [_upright(self._columns), _upright(self._columns), hairline(self._columns)]
        self._lay_out()
        self._arrange(narrow=False)

    def show_case(
        self, case: Case, title: str, version: int, next_version: int, *, is_new: bool = True
    ) -> None:
        """Show a disagreement; `title` is which of how many, `version` the newest of the codebook.

        In `next_version` a change by the decision would be kept. What was chosen and typed stays unless it
        `is_new`. The reason of a decision that was taken back is offered again.
        """
        self.case = case
        one = case.disagreement
        self.title.setText(title)
        said = [words.kind_at_length(one.kind), ", ".join(part for part in (case.document, case.who) if part)]
        self.about.setText("  ·  ".join([*said, _resting(case.findings)]))
        for pane, side in ((self.first, case.first), (self.second, case.second)):
            pane.show_side(side.coder, case.said, side.codings, side.code, side.version)
        self.book.show_codes(case.codes, version)
        if case.decision:
            self._reasons[one.id] = case.decision.reason
            self.verdicts.show_settled("")
        elif is_new:
            self._ask(case, next_version)

    def clear(self) -> None:
        """Show nothing: nothing is there, or nobody may see it any more."""
        self.case = None
        self.about.clear()
        self.about.setToolTip("")
        for pane in (self.first, self.second):
            pane.clear()
        self.book.show_codes((), 0)
        self.verdicts.begin({})
        self.verdicts.show_settled("")

    def choose(self, verdict: str, code_name: str = "") -> None:
        """Press a verdict; `code_name` is the code chosen for another."""
        bar = self.verdicts
        if self.case is None or self.case.decision or not bar.buttons[verdict].isVisibleTo(bar):
            return
        another = _("Another: {code}").format(code=code_name) if code_name else _("Another code…")
        bar.name(team.ANOTHER, another)
        bar.show_verdict(verdict)

    def say_again(self, n: int) -> None:
        """Say beside what a decision does how many codings are listed for another look by it."""
        more = ngettext(
            "With this change, {n} coding made before will be listed for another look.",
            "With this change, {n} codings made before will be listed for another look.",
            n,
        ).format(n=grouped(n))
        self.verdicts.explained.setText(f"{self._explained} {more}" if n else self._explained)

    def say_settled(self, held: list[str], version: int) -> None:
        """Say how the disagreement was settled, when, by whom and why; `held` are the codes that hold.

        `version` of the codebook came of it, 0 for none.
        """
        case = self.case
        if case is None or case.decision is None:
            return
        one = case.decision
        said = [
            _("Settled by {name} on {day}: {verdict}.").format(
                name=case.decided_by,
                day=code_words.day(one.created_at),
                verdict=words.verdicts()[one.verdict],
            )
        ]
        if held:
            said.append(_("In the consensus layer: {codes}.").format(codes=", ".join(dict.fromkeys(held))))
        if one.reason:
            said.append(_("Reason: {reason}").format(reason=one.reason))
        if version:
            said.append(_("Codebook {n} came of it.").format(n=version))
        self.verdicts.show_settled(" ".join(said), revised=bool(version))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the codebook goes below both coders."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < _NARROW)

    def _ask(self, case: Case, next_version: int) -> None:
        names = [case.first.coder.initials, case.second.coder.initials]
        codes = [words.short(case.first.code), words.short(case.second.code)]
        if case.disagreement.kind == team.EDGES:
            codes = [_("edges"), _("edges")]
        both = _("All of it") if case.disagreement.kind == team.EDGES else _("Both")
        # long names stand above; on the buttons they would push one another out
        keep = _("Keep {initials}: {code}") if max(map(len, codes)) <= _SHORT else _("Keep {initials}")
        texts = {
            team.KEEP_A: keep.format(initials=names[0], code=codes[0]),
            team.KEEP_B: keep.format(initials=names[1], code=codes[1]),
            team.BOTH: both if can_be_both(case) else "",
            team.ANOTHER: _("Another code…"),
            team.NEITHER: _("Neither"),
        }
        self.verdicts.begin(texts, self._reasons.get(case.disagreement.id, case.reason_before))
        self.verdicts.begin_revision(next_version, offered=bool(case.codes))
        explained = _(
            "Both codings stay as they were made. The decision goes into the consensus layer with your name."
        )
        if case.disagreement.is_stale:
            explained = _("It was settled before, but a coding has changed since.") + " " + explained
        self.explain(explained)

    def explain(self, sentence: str) -> None:
        """Say what a decision does, or why there can be none."""
        self._explained = sentence
        self.say_again(0)

    def _lay_out(self) -> None:
        header = QWidget(self)
        header.setFixedHeight(HEADER)
        row = QHBoxLayout(header)
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.about, 1)
        row.addWidget(self.show_book)
        row.addWidget(icon_button("document", _("Open in the transcript"), self.open_wanted.emit, header))
        row.addWidget(
            icon_button("back", _("Disagreement before"), lambda: self.step_wanted.emit(-1), header)
        )
        row.addWidget(
            icon_button("forward", _("Next disagreement"), lambda: self.step_wanted.emit(1), header)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(hairline(self))
        column.addWidget(self._columns, 1)
        column.addWidget(hairline(self))
        column.addWidget(self.verdicts)

    def _arrange(self, *, narrow: bool) -> None:
        """Three columns, or two with the codebook under them."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        grid, lines = self._grid, self._lines
        for widget in (self.first, self.second, self.book, *lines):
            grid.removeWidget(widget)
        for column in range(5):
            grid.setColumnStretch(column, 0)
        lines[1].setVisible(not narrow)
        grid.addWidget(self.first, 0, 0)
        grid.addWidget(lines[0], 0, 1)
        if narrow:
            grid.addWidget(self.second, 0, 2)
            grid.addWidget(lines[2], 1, 0, 1, 3)
            grid.addWidget(self.book, 2, 0, 1, 3)
            self.book.setMinimumWidth(0)
            self.book.setMaximumWidth(16777215)
            self.book.setMaximumHeight(_BOOK_LOW)
        else:
            grid.addWidget(self.book, 0, 2)
            grid.addWidget(lines[1], 0, 3)
            grid.addWidget(self.second, 0, 4)
            self.book.setFixedWidth(_BOOK)
            self.book.setMaximumHeight(16777215)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2 if narrow else 4, 1)
        for pane in (self.first, self.second):
            pane.be_low(narrow)
        self.show_book.setVisible(narrow)
        self._arrange_book()

    def _arrange_book(self) -> None:
        """Where there is little room the codebook is shown when it is asked for."""
        shown = not self._narrow or self.show_book.isChecked()
        self.book.setVisible(shown)
        self._lines[2].setVisible(bool(self._narrow) and shown)


def _resting(findings: tuple[str, ...]) -> str:
    if not findings:
        return _("no finding rests on it")
    said = ngettext("{n} finding rests on it ({names})", "{n} findings rest on it ({names})", len(findings))
    return said.format(n=len(findings), names=", ".join(findings))


def _upright(parent: QWidget) -> QLabel:
    line = QLabel(parent)
    line.setFixedWidth(1)
    line.setStyleSheet("background: palette(mid);")
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return line
