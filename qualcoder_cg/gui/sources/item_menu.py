"""The menu that says which item of the guide an interviewer's turn puts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ...domain.documents import Turn
from ...domain.guides import Guide, GuideItem
from ...errors import UserError
from ...i18n import _
from ...services import guides
from ..session import Session

_SHOWN = 64


def item_name(guide: Guide, number: str) -> str:
    """An item by its guide and number."""
    return _("{guide} · item {number}").format(guide=guides.title_of(guide), number=number)


def item_caption(session: Session, turn: Turn) -> str:
    """What stands beside an interviewer's turn of the document shown: "Agencies 1 · item 7", or ""."""
    if session.document is None:
        return ""
    put = {one.start: one.items for one in session.project.guides.put_in(session.document.id)}
    items = put.get(turn.start, ())
    named = [
        item_name(guide, item.number)
        for guide in (session.project.guides.all() if items else ())
        for item in guide.items
        if item.id in items
    ]
    return ", ".join(named)


def item_menu(session: Session, turn: Turn, parent: QWidget) -> QMenu:
    """The items of the document's guide, the one that `turn` puts checked; choosing one decides.

    Where it is not known which guide was used, each guide has a menu of its own. Matching leaves alone
    what was chosen here; undo takes it back.
    """
    caption = item_caption(session, turn)
    title = _("Guide item: {item}").format(item=caption) if caption else _("Guide item")
    menu = QMenu(title.replace("&", "&&"), parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    document = session.document
    if document is None:
        return menu
    project = session.project
    put = {one.start: one.items for one in project.guides.put_in(document.id)}
    chosen = put.get(turn.start, ())
    used = guides.guide_of(project, document.id)
    every = project.guides.all()
    none = _entry(menu, session, turn, None, _("No item of the guide"))
    none.setChecked(not chosen)
    menu.addSeparator()
    for guide in [used] if used else every:
        into = menu if used or len(every) == 1 else menu.addMenu(guides.title_of(guide))
        _fill(into, session, turn, guide, chosen)
    return menu


def _fill(menu: QMenu, session: Session, turn: Turn, guide: Guide, chosen: tuple[str, ...]) -> None:
    for item in guide.items:
        _entry(menu, session, turn, item, _words(item)).setChecked(item.id in chosen)


def _words(item: GuideItem) -> str:
    text = item.wordings[0][1] if item.wordings else ""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"{item.number}  {shown}".replace("&", "&&")


def _entry(menu: QMenu, session: Session, turn: Turn, item: GuideItem | None, words: str) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.triggered.connect(lambda _checked=False: _decide(session, turn, item))
    return action


def _decide(session: Session, turn: Turn, item: GuideItem | None) -> None:
    if session.document is None:
        return
    try:
        guides.set_item(session.project, session.document.id, turn.start, item.id if item else None)
    except UserError as error:
        session.told.emit(str(error))
