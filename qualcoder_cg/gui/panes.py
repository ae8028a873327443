"""What the window asks of a view and its panes: the focus, keys, actions and text size."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QStackedWidget, QWidget

from ..i18n import _
from . import shortcuts
from .actions import KeyLine, plain
from .chain import keys as chain_keys
from .coding import alike_keys, code_menu, coding_actions
from .coding.coding_view import CodingView
from .command_field import Target
from .consistency import keys as consistency_keys
from .evidence import acts as evidence_acts
from .keys import shown
from .search import find_keys
from .session import Session
from .sources import grid_keys
from .sources.sources_view import SourcesView
from .suggestions import hints as suggestion_hints
from .triangulation import keys as triangulation_keys

if TYPE_CHECKING:
    from .commands import Commands

SOURCES, CODING, EVIDENCE = "sources", "coding", "evidence"
TRIANGULATION = "triangulation"
CHAIN = "chain"
CONSISTENCY = "consistency"
REPORTS = "reports"
SUGGESTIONS = "suggestions"
EVIDENCE_VIEW = "evidence-view"
CONSISTENCY_VIEW = "consistency-view"


def views() -> list[tuple[str, str, tuple[str, ...]]]:
    """The views of a study in the order of their tabs: id, title, keys."""
    return [
        (SOURCES, _("Sources"), shortcuts.keys_for("view-sources", ("Ctrl+1",))),
        (CODING, _("Coding"), shortcuts.keys_for("view-coding", ("Ctrl+2",))),
        (EVIDENCE, _("Evidence"), shortcuts.keys_for("view-evidence", ("Ctrl+3",))),
        (TRIANGULATION, _("Triangulation"), shortcuts.keys_for("view-triangulation", ("Ctrl+4",))),
        (CHAIN, _("Findings"), shortcuts.keys_for("view-chain", ("Ctrl+5",))),
        (CONSISTENCY, _("Consistency"), shortcuts.keys_for("view-consistency", ("Ctrl+6",))),
        (REPORTS, _("Reports"), shortcuts.keys_for("view-reports", ("Ctrl+7",))),
        (SUGGESTIONS, _("Suggestions"), shortcuts.keys_for("view-suggestions", ("Ctrl+8",))),
    ]


def make(name: str, session: Session, commands: "Commands") -> QWidget:
    """A view of a study, by its id, asking the window for its dialogs."""
    makers = {
        SOURCES: sources_view,
        CODING: coding_view,
        EVIDENCE: evidence_view,
        TRIANGULATION: triangulation_view,
        CHAIN: chain_view,
        CONSISTENCY: consistency_view,
        REPORTS: reports_view,
        SUGGESTIONS: suggestions_view,
    }
    return makers[name](session, commands)


def sources_view(session: Session, commands: "Commands") -> QWidget:
    """The sources of a study."""
    view = SourcesView(session)
    view.document_wanted.connect(commands.open_document)
    view.passage_wanted.connect(commands.open_passage)
    view.import_wanted.connect(lambda: commands.attempt(commands.import_documents))
    return view


def coding_view(session: Session, commands: "Commands") -> CodingView:
    """Where one codes."""
    view = CodingView(session)
    view.import_wanted.connect(lambda: commands.attempt(commands.import_documents))
    view.coders_wanted.connect(lambda: commands.attempt(commands.coders))
    view.edit_wanted.connect(lambda code_id: commands.attempt(lambda: commands.edit_code(code_id)))
    view.transcript.zoom_asked.connect(commands.change_text_size)
    return view


def evidence_view(session: Session, commands: "Commands") -> QWidget:
    """The evidence view of a study, loaded when it is first wanted."""
    from .evidence.evidence_view import EvidenceView

    view = EvidenceView(session)
    view.coding_chosen.connect(commands.open_coding)
    view.passage_chosen.connect(commands.open_passage)
    view.export_wanted.connect(lambda query: commands.attempt(lambda: commands.export_quotes(query)))
    return view


def triangulation_view(session: Session, commands: "Commands") -> QWidget:
    """The triangulation matrix."""
    from .triangulation.triangulation_view import TriangulationView

    view = TriangulationView(session)
    view.coding_chosen.connect(commands.open_coding)
    view.query_wanted.connect(commands.show_query)
    view.question_wanted.connect(commands.show_question)
    return view


def chain_view(session: Session, commands: "Commands") -> QWidget:
    """What follows from findings, loaded when it is first wanted."""
    from .chain.chain_view import ChainView

    view = ChainView(session)
    view.finding_chosen.connect(commands.show_finding)
    return view


def consistency_view(session: Session, commands: "Commands") -> QWidget:
    """Agreement of coders and their disagreements, loaded when it is first wanted."""
    from . import team_verbs
    from .consistency.consistency_view import ConsistencyView

    view = ConsistencyView(session)
    view.passage_chosen.connect(commands.open_passage)
    view.edit_wanted.connect(lambda code_id: commands.attempt(lambda: commands.edit_code(code_id)))
    view.hand_out_wanted.connect(lambda: commands.attempt(lambda: team_verbs.hand_out(commands)))
    view.rounds_wanted.connect(lambda: commands.attempt(lambda: team_verbs.rounds(commands)))
    return view


def reports_view(session: Session, commands: "Commands") -> QWidget:
    """The reports of a study, looked at and written."""
    from .reports.reports_view import ReportsView

    return ReportsView(session)


def suggestions_view(session: Session, commands: "Commands") -> QWidget:
    """What is suggested across documents, and how good that is; loaded when it is first wanted."""
    from .suggestions.suggestions_view import SuggestionsView

    view = SuggestionsView(session)
    view.passage_chosen.connect(commands.open_passage)
    view.coding_chosen.connect(commands.open_coding)
    return view


def focus_next(view: QWidget | None) -> None:
    """Give the focus to the pane after the one that has it, round and round."""
    splitter = view.findChild(QSplitter) if view else None
    if splitter is None:
        return
    panes = [pane for place in range(splitter.count()) if (pane := splitter.widget(place))]
    focus = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -1)
    order = [*panes[here + 1 :], *panes[: here + 1]]
    stop = next((found for pane in order if (found := _stop(pane))), None)
    if stop:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def show(stack: QStackedWidget, view: QWidget) -> None:
    """Show a view; a keyboard in the one before goes to where it was last, else to the largest part."""
    focus = QApplication.focusWidget()
    goes = stack.currentWidget() is not view and (focus is None or stack.isAncestorOf(focus))
    last = view.focusWidget()
    stack.setCurrentWidget(view)
    if goes:
        stop = last if last and last.isVisible() and last.isEnabled() else _stop(view)
        if stop:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)


def _stop(pane: QWidget) -> QWidget | None:
    """Where the focus goes in a pane: its largest part that takes keys."""
    stops = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]
    return max(stops, key=lambda widget: widget.width() * widget.height(), default=None)


def focus_text(view: QWidget) -> None:
    """Give the focus to the transcript, where the keys of coding act; also before the window shows."""
    if isinstance(view, CodingView):
        view.transcript.setFocus(Qt.FocusReason.OtherFocusReason)


def pane_actions(view: QWidget) -> list[QAction]:
    """What can be done in the panes of a view; only the coding view offers more than the window does."""
    return coding_actions.actions(view) if isinstance(view, CodingView) else []


def tree_actions(view: QWidget) -> list[QAction]:
    """What can be done with the codes chosen in the code tree."""
    return view.codes.tree.actions() if isinstance(view, CodingView) else []


def add_actions(view: QWidget, menu: QMenu) -> None:
    """Put what the panes can do into a menu, with a line between groups; some share a submenu.

    What is added belongs to the view, and so leaves the menu together with it.
    """
    group = None
    named = {
        coding_actions.ON_KEY: _("Code on key"),
        coding_actions.SELECT: _("Select"),
        coding_actions.SUGGESTION: _("Suggestions"),
    }
    inner = {name: QMenu(title, view) for name, title in named.items()}
    for action in pane_actions(view):
        if action.data() in inner:
            if inner[action.data()].isEmpty():
                menu.addMenu(inner[action.data()])
            inner[action.data()].addAction(action)
            continue
        if action.data() != group:
            group = action.data()
            line = QAction(view)
            line.setSeparator(True)
            menu.addAction(line)
        menu.addAction(action)


def targets(view: QWidget) -> list[Target]:
    """What the panes can do, for the command field."""
    from .finding import in_other_languages

    others = in_other_languages(lambda: coding_actions.texts(view) if isinstance(view, CodingView) else {})
    return [
        Target(
            plain(action.text()),
            "",
            "code",
            action.trigger,
            f"act:{action.objectName()}",
            action.shortcut().toString(),
            others.get(action.objectName(), ""),
        )
        for action in [*pane_actions(view), *tree_actions(view)]
        if action.isEnabled()
    ]


def key_lines(view: QWidget | None) -> list[KeyLine]:
    """The keys of the panes of all views, whether they were shown yet or not."""
    if view is None:
        return []
    in_transcript = [
        KeyLine(_("In the transcript"), plain(action.text()), tuple(key.toString() for key in keys))
        for action in pane_actions(view)
        if (keys := action.shortcuts())
    ]
    in_tree = [
        KeyLine(_("In the code tree"), plain(action.text()), tuple(key.toString() for key in keys))
        for action in tree_actions(view)
        if (keys := action.shortcuts())
    ]
    return [
        *in_transcript,
        *in_tree,
        *find_keys.key_lines(),
        *grid_keys.key_lines(),
        *(KeyLine(act.group, act.text, own) for act in acts_of_views() if (own := shortcuts.keys_of(act))),
    ]


def acts_of_views() -> list[shortcuts.Act]:
    """What keys do in the views that bind nothing before they are shown."""
    return [
        *evidence_acts.acts(),
        *triangulation_keys.acts(),
        *chain_keys.acts(),
        *alike_keys.acts(),
        *suggestion_hints.acts(),
        *consistency_keys.acts(),
    ]


def group_in_focus() -> str:
    """The group of actions whose keys act where the keyboard is; "" where only those of the window do."""
    act = _act_in_focus()
    return act.group if act and act.place != shortcuts.WINDOW else ""


def place_in_focus() -> str:
    """The place of those keys, "" likewise."""
    act = _act_in_focus()
    return act.place if act and act.place != shortcuts.WINDOW else ""


def _act_in_focus() -> shortcuts.Act | None:
    focus = QApplication.focusWidget()
    while focus:
        acts = [act for action in focus.actions() if (act := shortcuts.act_of(action))]
        if acts:
            return acts[0]
        focus = focus.parentWidget()
    return None


def key_hints(view: QWidget | None) -> list[tuple[str, str]]:
    """A few keys of the pane that has the focus."""
    focus = QApplication.focusWidget()
    if view is None:
        return []
    if isinstance(view, SourcesView):
        return grid_keys.key_hints()
    if isinstance(view, CodingView):
        return _hints_of_coding(view, focus)
    return _hints_of(view)


def _hints_of_coding(view: CodingView, focus: QWidget | None) -> list[tuple[str, str]]:
    """The keys of the pane of the coding view in which the keyboard is."""
    if focus is not None and view.find_panel.isAncestorOf(focus):
        return find_keys.key_hints(view.find_panel.list.hasFocus())
    if place_in_focus() == alike_keys.PLACE:
        return alike_keys.key_hints()
    if focus is view.codes.tree:
        return code_menu.key_hints()
    inside = focus is not None and view.transcript.isAncestorOf(focus)
    hints = (
        ("C", _("apply code")),
        ("R", _("repeat")),
        ("S", _("sentence")),
        ("M", _("memo")),
        ("Y", _("accept")),
        ("N", _("reject")),
    )
    return [(shown(shortcuts.current(key)), text) for key, text in hints] if inside else []


def _hints_of(view: QWidget) -> list[tuple[str, str]]:
    """The keys of a view by its name; nothing is loaded to tell them that is not there yet."""
    known = {
        EVIDENCE_VIEW: lambda: _hints_of_evidence(view),
        TRIANGULATION: triangulation_keys.key_hints,
        chain_keys.PLACE: chain_keys.key_hints,
        CONSISTENCY_VIEW: lambda: consistency_keys.key_hints(
            place_in_focus(),
            settled=view.is_settled,  # type: ignore[attr-defined]
        ),
        SUGGESTIONS: lambda: suggestion_hints.key_hints(place_in_focus()),
    }
    return known[view.objectName()]() if view.objectName() in known else []


def _hints_of_evidence(view: QWidget) -> list[tuple[str, str]]:
    """The keys of findings, or of quotes."""
    from .evidence.excerpt_rows import ExcerptList
    from .evidence.keys import key_hints as of_findings

    if hints := of_findings(view):
        return hints
    if not isinstance(QApplication.focusWidget(), ExcerptList):
        return []
    walk = " ".join(shown(shortcuts.current(key, shortcuts.QUOTES)) for key in "JK")
    open_key = shown(shortcuts.current("Return", shortcuts.QUOTES))
    return [(walk.strip(), _("next, previous quote")), (open_key, _("open in transcript"))]


def finish(view: QWidget) -> None:
    """Let a view save what is being typed and end what works for it."""
    ending = (chain_keys.PLACE, SUGGESTIONS, CONSISTENCY_VIEW)
    if isinstance(view, CodingView | SourcesView) or view.objectName() in ending:
        view.finish()  # type: ignore[attr-defined]


def set_text_size(view: QWidget, size: int) -> None:
    """Give the transcript's text a size in pixels."""
    if isinstance(view, CodingView):
        view.transcript.set_text_size(size)
