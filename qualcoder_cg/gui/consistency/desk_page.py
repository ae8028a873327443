"""Agreement and disagreements at the left, the desk at the right: where coders' differences are settled."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ...domain import team
from ...domain.changes import Changes
from ...domain.team import Adjudication
from ...i18n import _
from ...services import adjudication
from .. import shortcuts
from ..coding import words as code_words
from ..coding.at_hand import attempt
from ..coding.nothing import Nothing
from ..coding.palette_popup import PalettePopup, Wish
from ..coding.pane import PADDING, KeyButton, PaneHeader, hairline, panel
from ..verbs import show_over
from . import cases, choices, keys, words
from .agreement_pane import AgreementPane
from .definition_dialog import DefinitionDialog
from .desk_pane import DeskPane
from .disagreement_filter import Limits
from .disagreement_list import DisagreementPane
from .state import State, nothing_to_compare

_LEFT, _LEAST, _NARROW = 424, 416, 1200
_DESK, _NOTHING = range(2)
_SHOWN_BY = ("code", "coding", "adjudication", "codebook_version", "document_text", "coder", "finding")


class DeskPage(QWidget):
    """`passage_chosen(document id, Span)`, `edit_wanted(code id)`, `hand_out_wanted()`, `look_wanted()`."""

    passage_chosen = Signal(str, object)
    edit_wanted = Signal(str)
    hand_out_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self._session = state.session
        self._kept = ""
        self._other = ""
        self._fitted = self._seen = self._filling = False
        self.splitter = QSplitter(self)
        self.splitter.setObjectName("consistency")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.left = QWidget(self.splitter)
        panel(self.left)
        self.agreement = AgreementPane(state, self.left)
        self.list = DisagreementPane(state, self.left)
        self.table = self.list.table
        self.desk = DeskPane(self.splitter)
        self.nothing = Nothing(
            "", _("Hand out documents…"), self.hand_out_wanted.emit, self, padding=24, main=True
        )
        panel(self.nothing, "base")
        self.right = QStackedWidget(self.splitter)
        self.right.addWidget(self.desk)
        self.right.addWidget(self.nothing)
        self.palette_popup = PalettePopup(self)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._show_case()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while the page was hidden."""
        super().showEvent(event)
        self.state.want(True)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._begin)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while it is hidden."""
        super().hideEvent(event)
        self.state.want(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the left takes no more than it needs."""
        super().resizeEvent(event)
        if event.size().width() < _NARROW <= max(event.oldSize().width(), _NARROW):
            self.splitter.setSizes([_LEAST, event.size().width() - _LEAST])

    def choose(self, verdict: str) -> None:
        """Choose what holds; another code is asked for."""
        if verdict == team.ANOTHER:
            self.desk.verdicts.show_verdict(self.desk.verdicts.verdict)
            self._ask_for_code()
            return
        self._other = ""
        self.desk.choose(verdict)
        self._offer_revision()

    def settle(self) -> None:
        """Settle as chosen; the next open one comes next."""
        found, bar, case = self.table.current(), self.desk.verdicts, self.desk.case
        if found is None or case is None or case.decision:
            return
        if not bar.verdict:
            self._session.told.emit(_("Choose what holds first."))
            return
        if not bar.reason.text().strip():
            bar.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self._session.told.emit(
                _("A decision needs a reason: one sentence, from which the codebook learns.")
            )
            return
        verdict, reason = bar.verdict, bar.reason.text()
        codes = (self._other,) if verdict == team.ANOTHER else ()
        change = bar.revision
        n = adjudication.affected(self._session.project, change.changes()) if change.changes() else 0
        one = found.disagreement
        self._kept = ""
        made: list[Adjudication] = []

        def settle() -> None:
            made.append(
                adjudication.settle(
                    self._session.project, one, verdict, reason=reason, code_ids=codes,
                    example_for=change.examples, counter_example_for=change.counter_examples,
                    definitions=change.definitions,
                )
            )  # fmt: skip

        if attempt(self._session, settle):
            version = adjudication.version_of(self._session.project, made[0])
            self._session.told.emit(code_words.undoable(words.settled(verdict, version, n)))
            self._go_on(one.id)

    def later(self) -> None:
        """Leave it open and go to the next open one."""
        found = self.table.current()
        if found:
            self._go_on(found.disagreement.id)

    def reopen(self) -> None:
        """Take back the decision about the current one, which stays at hand."""
        case = self.desk.case
        if case is None or case.decision is None:
            return
        decision = case.decision
        self._kept = case.disagreement.id
        if attempt(self._session, lambda: adjudication.reopen(self._session.project, [decision.id])):
            self._session.told.emit(_("The decision is taken back; the disagreement is open again."))

    def open_current(self) -> None:
        """Go to the passage in its transcript."""
        found = self.table.current()
        if found:
            self.passage_chosen.emit(found.disagreement.document_id, found.disagreement.span)

    def show_pair(self, first: str, second: str) -> None:
        """List the disagreements in which two codes stand against one another."""
        self.list.filter.use(Limits(pair=frozenset([first, second]), settled=self.list.filter.limits.settled))

    def show_row(self, rows: str, key: str) -> None:
        """List the disagreements behind a row of the figures; all of them for the rows of everything."""
        settled = self.list.filter.limits.settled
        if not key:
            self.list.filter.use(Limits(settled=settled))
        elif rows == choices.DOCUMENTS:
            self.list.filter.use(Limits(documents=frozenset([key]), settled=settled))
        elif rows == choices.PAIRS:
            self.state.choose(coders=tuple(key.split()))
        else:
            codes = self._codes_of(rows, key)
            self.list.filter.use(Limits(codes=frozenset(codes), settled=settled))

    def _codes_of(self, rows: str, key: str) -> list[str]:
        """The codes that count for a code, question, criterion or theme (id)."""
        return [
            code.id
            for code in self._session.code_list()
            if key in (code.id, code.question_id, code.criterion_id, code.parent_id, *code.questions)
        ]

    def _edit_row(self) -> None:
        """Describe the code of the current row of the figures; where it is none, one of those on the desk."""
        key = self.agreement.chart.list.key()
        serving = [one.id for one in self._session.code_list() if key and key in (one.id, one.question_id)]
        if len(serving) == 1:
            self.edit_wanted.emit(serving[0])
        else:
            self.desk.book.ask_to_edit()

    def _begin(self) -> None:
        """The first time, the keyboard goes to the disagreements."""
        focus = QApplication.focusWidget()
        if focus and self.isAncestorOf(focus):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, done_id: str) -> None:
        """Make the next open one current: below the one that is done with, else from the top."""
        rows = self.table.model_of.rows
        here = self.table.model_of.row_of(done_id)
        order = [*rows[here + 1 :], *rows[: max(here, 0)]]
        following = next((row for row in order if row.is_open and row.disagreement.id != done_id), None)
        if following:
            self.table.choose(following.disagreement.id)
        if not self.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_code(self) -> None:
        case = self.desk.case
        if case is None or case.decision:
            return
        wish = Wish(
            prompt=_("Instead of both"), take=self._take_code, suggested=[code.id for code in case.codes]
        )
        button = self.desk.verdicts.buttons[team.ANOTHER]
        near = button.rect().translated(button.mapTo(self, button.rect().topLeft()))
        self.palette_popup.open(self._session.code_list(), wish, near)

    def _take_code(self, code_id: str) -> None:
        self._other = code_id
        self.desk.choose(team.ANOTHER, code_words.name_of(self._session.codes, code_id))
        self._offer_revision()

    def _offer_revision(self) -> None:
        """Let examples and counter-examples follow the verdict."""
        verdict, case = self.desk.verdicts.verdict, self.desk.case
        if case and verdict:
            self.desk.verdicts.revision.offer(
                *cases.holding(case, verdict, self._session.codes.get(self._other))
            )
            self._say_again()

    def _say_again(self) -> None:
        changed = self.desk.verdicts.revision.changes()
        self.desk.say_again(adjudication.affected(self._session.project, changed) if changed else 0)

    def _ask_for_definition(self) -> None:
        case, row = self.desk.case, self.desk.verdicts.revision
        if case is None or case.decision:
            return
        other = self._session.codes.get(self._other)
        codes = [*case.codes, *([other] if other and other not in case.codes else [])]
        show_over(DefinitionDialog(self.window(), codes, row.definitions, row.define))

    def _show_case(self) -> None:
        """Show the current disagreement, or why there is none."""
        found = self.table.current()
        case = cases.read(self._session.project, found.disagreement) if found else None
        if found is None or case is None:
            self.desk.clear()
            self._say_nothing()
            self._session.keys_changed.emit()
            return
        is_new = self.desk.case is None or self.desk.case.disagreement != found.disagreement
        if is_new:
            self._other = ""
        project = self._session.project
        versions = project.team.current_version(), adjudication.next_version(project)
        self.desk.show_case(case, self.list.title_of(found), *versions, is_new=is_new)
        if case.decision:
            held = cases.consensus_codes(project, case.decision.id)
            self.desk.say_settled(held, adjudication.version_of(project, case.decision))
        elif not adjudication.may_settle(project):
            said = _("Only a lead settles disagreements in this study.")
            self.desk.explain(said + " " + _("The rules of the study can let anyone settle."))
        self.desk.book.say_confused(*words.confused(case, self.state.listing.confusions))
        self.right.setCurrentIndex(_DESK)
        self._session.keys_changed.emit()

    def _say_nothing(self) -> None:
        why = nothing_to_compare(self.state)
        self.nothing.button.setVisible(bool(why) and not self._session.who.blind)
        if why:
            self.nothing.say(why)
        elif not self.state.is_listed:
            self.nothing.say("")
        elif not self.state.found:
            self.nothing.say(_("The coders do not differ in anything that both have coded."))
        elif any(found.is_open for found in self.state.found):
            self.nothing.say(_("No disagreement with these limits. Choose “List all” at the left."))
        else:
            settled = _("All disagreements are settled. “Settled ones too” at the left lists the decisions.")
            self.nothing.say(settled)
        self.right.setCurrentIndex(_NOTHING)

    def _on_listed(self) -> None:
        current = self.table.current()
        self._list(self._kept or (current.disagreement.id if current else ""))

    def _list(self, always: str = "") -> None:
        """List anew, then show what is current, once."""
        self._filling = True
        self.list.show_rows(always)
        self._filling = False
        self._show_case()

    def _on_moved(self) -> None:
        if not self._filling:
            self._show_case()

    def _on_changed(self, changes: Changes) -> None:
        """A code is described otherwise, a text corrected: what is shown is read again."""
        if changes.touched(*_SHOWN_BY) and not changes.touched("adjudication") and self.isVisible():
            self._show_case()

    def _connect(self) -> None:
        bar = self.desk.verdicts
        self.state.listed.connect(self._on_listed)
        self.state.measured.connect(self._fit)
        self.list.filter.changed.connect(self._on_filtered)
        self.table.selectionModel().currentRowChanged.connect(lambda *_moved: self._on_moved())
        self.table.doubleClicked.connect(lambda _index: self.open_current())
        self.agreement.row_chosen.connect(self.show_row)
        self.desk.step_wanted.connect(self.table.step)
        self.desk.open_wanted.connect(self.open_current)
        self.desk.book.pair_wanted.connect(self.show_pair)
        self.desk.book.edit_wanted.connect(self.edit_wanted)
        bar.chosen.connect(self.choose)
        bar.settle_wanted.connect(self.settle)
        bar.later_wanted.connect(self.later)
        bar.reopen_wanted.connect(self.reopen)
        bar.look_wanted.connect(self.look_wanted)
        bar.revision.changed.connect(self._say_again)
        bar.revision.definition_wanted.connect(self._ask_for_definition)
        self._session.changed.connect(self._on_changed)

    def _fit(self, found: object) -> None:
        """The first time there are figures, give them the room they need."""
        if found is None or self._fitted or not self.isVisible():
            return
        self._fitted = True
        wanted = min(self.agreement.wanted_height(), self.parts.height() * 6 // 10)
        self.parts.setSizes([wanted, self.parts.height() - wanted])

    def _on_filtered(self) -> None:
        self._kept = ""
        self._list()

    def _bind_keys(self) -> None:
        works: dict[str, Callable[[], object]] = {
            keys.NEXT: lambda: self.table.step(1),
            keys.PREVIOUS: lambda: self.table.step(-1),
            keys.LATER: self.later,
            keys.SETTLE: self.settle,
            keys.REOPEN: self.reopen,
            keys.EDIT: self.desk.book.ask_to_edit,
            keys.OPEN: self.open_current,
            **{keys.chosen_by(verdict): self._choosing(verdict) for verdict in team.VERDICTS},
        }
        row = self.desk.verdicts.revision
        works |= {name: self._pressing(button) for button, name in row.buttons().items()}
        for act in keys.desk():
            if act.id in (keys.OPEN, keys.EDIT):
                shortcuts.add(self.table, act, works[act.id], within=False)
                if act.id == keys.EDIT:
                    shortcuts.add(self.agreement.chart.list, act, self._edit_row, within=False)
            else:
                shortcuts.add(self, act, works[act.id])
        bar = self.desk.verdicts
        shown = (bar.later, bar.settle, bar.reopen, self.desk.book.edit)
        for button in (*bar.buttons.values(), *row.buttons(), *shown):
            button.follow_keys()

    def _choosing(self, verdict: str) -> Callable[[], None]:
        return lambda: self.choose(verdict)

    def _pressing(self, button: KeyButton) -> Callable[[], None]:
        return lambda: self.desk.verdicts.revision.press(button)

    def _lay_out(self) -> None:
        self.head = PaneHeader("", self.left, padding=PADDING)
        self.head.title.hide()
        parts = self.parts = QSplitter(Qt.Orientation.Vertical, self.left)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.agreement)
        parts.addWidget(self.list)
        parts.setSizes([360, 400])
        parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline(self.left))
        column.addWidget(parts, 1)
        self.left.setMinimumWidth(_LEAST)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([_LEFT, 1440 - _LEFT])
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def put_first(self, switch: QWidget) -> None:
        """Put the switch of the pages at the head of the left."""
        self.head.put_first(switch)
