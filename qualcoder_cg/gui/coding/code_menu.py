"""The menus and keys of the code tree."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qualcoder_cg import settings
from qualcoder_cg.domain.codes import QUESTION
from qualcoder_cg.gui import shortcuts
from qualcoder_cg.gui.actions import plain
from qualcoder_cg.gui.keys import shown
from qualcoder_cg.i18n import _
from qualcoder_cg.services.codebook_moves import BY_CODINGS, BY_NAME

from . import words
from .at_hand import KEYS

if TYPE_CHECKING:
    from .code_tree import CodeTree

NEW, CHANGE, MOVE, REMOVE = range(4)
_SHOWS_EMPTY = "codes without codings"


class _Act(NamedTuple):
    """One action: its group, name, text, key and work; `fixed` ones are not for questions."""

    group: int
    name: str
    text: str
    key: str
    work: Callable[[], object]
    fixed: bool = False


def actions(pane: "CodeTree") -> list[QAction]:
    """What can be done with codes; the keys act while the tree has the focus."""
    acts = pane.acts
    made = []
    for act in (
        _Act(NEW, "new_code_beside", _("New code"), "N", acts.new_beside),
        _Act(NEW, "new_code_below", _("New code under this one"), "Shift+N", acts.new_below),
        _Act(CHANGE, "rename_code", _("Rename code"), "F2", acts.rename),
        _Act(CHANGE, "describe_code", _("Describe code…"), "Shift+F2", acts.describe),
        _Act(CHANGE, "colour_code", _("Colour of code…"), "Ctrl+Shift+C", acts.colour),
        _Act(MOVE, "move_code_up", _("Move code up"), "Alt+Up", acts.move_up, True),
        _Act(MOVE, "move_code_down", _("Move code down"), "Alt+Down", acts.move_down, True),
        _Act(MOVE, "move_code_out", _("Move code out"), "Alt+Shift+Left", acts.move_out, True),
        _Act(MOVE, "move_code_in", _("Move code in"), "Alt+Shift+Right", acts.move_in, True),
        _Act(REMOVE, "merge_codes", _("Merge code into…"), "Ctrl+M", acts.merge),
        _Act(REMOVE, "split_code", _("Split code…"), "Ctrl+D", acts.split),
        _Act(REMOVE, "duplicate_code", _("Duplicate code"), "Ctrl+Shift+D", acts.duplicate),
        _Act(REMOVE, "delete_codes", _("Delete code"), "Del", acts.delete, True),
    ):
        action = QAction(act.text, pane)
        action.setObjectName(act.name)
        action.setData((act.group, act.fixed))
        keys = (act.key,) if act.key else ()
        group = _("In the code tree")
        shortcuts.bind(action, shortcuts.Act(act.name, shortcuts.CODES, group, plain(act.text), keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on=False, work=act.work: work())
        made.append(action)
    return made


def key_hints() -> list[tuple[str, str]]:
    """A few keys of the tree, for the status line."""
    return [
        (shown("Return"), _("apply code")),
        *(
            (shortcuts.cap(key, shortcuts.CODES), text)
            for key, text in (
                ("N", _("new code")),
                ("F2", _("rename")),
                ("Alt+Up", _("move")),
                ("Ctrl+M", _("merge")),
                ("Del", _("delete")),
            )
        ),
    ]


def of_codes(pane: "CodeTree") -> QMenu:
    """What can be done with the chosen codes."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ids, codes = pane.tree.selected_ids(), pane.session.codes
    chosen = [codes[one] for one in ids if one in codes]
    if not chosen:
        return menu
    apply = menu.addAction(_("Apply to the selection"))
    apply.setEnabled(bool(pane.session.selection) and len(ids) == 1)
    apply.triggered.connect(lambda: pane.apply(ids[0]))
    if len(ids) == 1:
        _add_keys(pane, menu.addMenu(_("Key")), ids[0])
    group = None
    for action in pane.tree.actions():
        of_group, fixed = action.data()
        if of_group != group:
            menu.addSeparator()
            group = of_group
        if action.objectName() == "delete_codes":
            _add_sorting(pane, menu, ids)
        twin = _twin(menu, action)
        if fixed and any(code.kind == QUESTION for code in chosen):
            twin.setEnabled(False)
            twin.setToolTip(_("Questions belong to the evaluation matrix and stay."))
        if len(ids) > 1 and action.objectName() in ("rename_code", "describe_code", "split_code"):
            twin.setEnabled(False)
    return menu


def of_group(pane: "CodeTree") -> QMenu:
    """What can be done with the group whose row is the current one."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _twin(menu, next(one for one in pane.tree.actions() if one.objectName() == "new_code_beside"))
    menu.addSeparator()
    menu.addAction(_("Expand all")).triggered.connect(pane.unfold_all)
    menu.addAction(_("Collapse all")).triggered.connect(pane.fold_all)
    return menu


def of_pane(pane: "CodeTree") -> QMenu:
    """What concerns the whole tree."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(_("Sort by name")).triggered.connect(lambda: pane.acts.sort(BY_NAME))
    menu.addAction(_("Sort by number of codings")).triggered.connect(lambda: pane.acts.sort(BY_CODINGS))
    menu.addSeparator()
    menu.addAction(_("Expand all")).triggered.connect(pane.unfold_all)
    menu.addAction(_("Collapse all")).triggered.connect(pane.fold_all)
    menu.addSeparator()
    empty = menu.addAction(_("Show codes without codings"))
    empty.setCheckable(True)
    empty.setChecked(shows_empty())
    empty.toggled.connect(lambda on: _show_empty(pane, on))
    return menu


def shows_empty() -> bool:
    """Whether the person wants to see codes without codings."""
    return bool(settings.get(_SHOWS_EMPTY, True))


def _show_empty(pane: "CodeTree", shown: bool) -> None:
    settings.put(_SHOWS_EMPTY, shown)
    pane.show_empty(shown)


def _twin(menu: QMenu, action: QAction) -> QAction:
    """An entry that does the same and shows the same key, and may be disabled on its own."""
    twin = menu.addAction(action.text())
    twin.setObjectName(action.objectName())
    twin.setShortcut(action.shortcut())
    twin.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    twin.triggered.connect(action.trigger)
    return twin


def _add_sorting(pane: "CodeTree", menu: QMenu, ids: list[str]) -> None:
    index = pane.tree.index_of(ids[0])
    if len(ids) == 1 and pane.tree.model().hasChildren(index):
        sort = menu.addMenu(_("Sort the codes under it"))
        sort.addAction(_("By name")).triggered.connect(lambda: pane.acts.sort(BY_NAME, ids[0]))
        by_codings = sort.addAction(_("By number of codings"))
        by_codings.triggered.connect(lambda: pane.acts.sort(BY_CODINGS, ids[0]))


def _add_keys(pane: "CodeTree", menu: QMenu, code_id: str) -> None:
    at_hand = pane.at_hand
    for key in range(1, KEYS + 1):
        holder = words.name_of(pane.session.codes, at_hand.keys.code(key) or "")
        action = menu.addAction(f"{key}  {holder}" if holder else str(key))
        action.setCheckable(True)
        action.setChecked(at_hand.keys.key_of(code_id) == key)
        action.triggered.connect(lambda _on, key=key: at_hand.pin(code_id, key))
    menu.addSeparator()
    action = menu.addAction(_("No key"))
    action.setEnabled(at_hand.keys.key_of(code_id) is not None)
    action.triggered.connect(lambda: at_hand.unpin(code_id))
