"""Dragging in the code tree, out of it, and into it from elsewhere."""

import pytest
from code_tree_help import index_named
from coding_fixtures import code_named, passage
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.coding.code_tree import CodeTree
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.dragged import CODES, CODINGS, ids_as, ids_in, put_passage
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import codebook
from qualcoder_cg.services.codebook_moves import OTHERS, THEMES, siblings

CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
BOTH = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
TOP, MIDDLE, BOTTOM = 1, 10, 18


@pytest.fixture
def pane(coding_view: CodingView, qtbot: QtBot) -> CodeTree:
    """The pane, high enough for all rows; Fear, Pay and Nights under question 11."""
    pane = coding_view.codes
    above = code_named(coding_view.session, "Q11").id
    for name in ("Fear", "Pay", "Nights"):
        codebook.add_code(coding_view.session.project, name, parent_id=above)
    pane.tree.setFixedHeight(1200)
    qtbot.waitUntil(lambda: pane.tree.viewport().height() > 1100)
    return pane


def at(pane: CodeTree, name: str, y: int) -> QPoint:
    """A place in a row, so many pixels below its upper edge."""
    return QPoint(90, pane.tree.visualRect(index_named(pane, name)).top() + y)


def hover(pane: CodeTree, data: QMimeData, place: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> bool:
    """Drag over a place; gives whether it may be dropped there."""
    entering = QDragEnterEvent(place, BOTH, data, LEFT, modifier)
    pane.tree.dragEnterEvent(entering)
    moving = QDragMoveEvent(place, BOTH, data, LEFT, modifier)
    pane.tree.dragMoveEvent(moving)
    return entering.isAccepted() and moving.isAccepted()


def drop(pane: CodeTree, data: QMimeData, place: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> bool:
    """Drag to a place and let go; gives whether it was taken."""
    hover(pane, data, place, modifier)
    event = QDropEvent(QPointF(place), BOTH, data, LEFT, modifier)
    pane.tree.dropEvent(event)
    assert pane.tree.drop is None
    return event.isAccepted()


def codes(session: Session, *names: str) -> QMimeData:
    return ids_as(CODES, [code_named(session, name).id for name in names])


def under(session: Session, name: str) -> list[str]:
    place = name if name in (THEMES, OTHERS) else code_named(session, name).id
    return [code.name for code in siblings(session.code_list(), place)]


def test_between_rows_codes_change_places(pane: CodeTree, session: Session) -> None:
    assert drop(pane, codes(session, "Nights"), at(pane, "Fear", TOP))
    assert under(session, "Q11") == ["Nights", "Fear", "Pay"]
    assert drop(pane, codes(session, "Nights"), at(pane, "Fear", BOTTOM))
    assert under(session, "Q11") == ["Fear", "Nights", "Pay"]
    assert drop(pane, codes(session, "Fear", "Nights"), at(pane, "Pay", BOTTOM))
    assert under(session, "Q11") == ["Pay", "Fear", "Nights"]
    assert pane.tree.selected_ids() == [code_named(session, name).id for name in ("Fear", "Nights")]


def test_on_a_row_codes_go_under_it(pane: CodeTree, session: Session) -> None:
    assert drop(pane, codes(session, "Nights"), at(pane, "Fear", MIDDLE))
    assert under(session, "Fear") == ["Nights"]
    assert drop(pane, codes(session, "Pay"), at(pane, "Fear", BOTTOM))
    assert under(session, "Fear") == ["Pay", "Nights"]
    assert drop(pane, codes(session, "Fear"), at(pane, "14 ", TOP))
    assert under(session, "Q14") == ["Fear"]
    assert code_named(session, "Fear").questions == code_named(session, "Q14").questions


def test_groups_take_codes_too(pane: CodeTree, session: Session) -> None:
    assert drop(pane, codes(session, "Fear"), at(pane, "Themes", MIDDLE))
    assert under(session, THEMES)[-1] == "Fear"
    assert drop(pane, codes(session, "Pay"), QPoint(90, 1150))
    assert drop(pane, codes(session, "Fear"), at(pane, "Other codes", MIDDLE))
    assert under(session, OTHERS) == ["Pay", "Fear"]


def test_what_cannot_be_dropped_is_refused(pane: CodeTree, session: Session) -> None:
    drop(pane, codes(session, "Nights"), at(pane, "Fear", MIDDLE))
    before = session.project.fingerprint()
    for data, place in (
        (codes(session, "Q1"), at(pane, "Fear", MIDDLE)),
        (codes(session, "Fear"), at(pane, "Fear", MIDDLE)),
        (codes(session, "Fear"), at(pane, "Nights", MIDDLE)),
        (codes(session, "Fear"), at(pane, "Effectiveness", MIDDLE)),
        (ids_as(CODES, ["gone"]), at(pane, "Fear", MIDDLE)),
        (ids_as(CODINGS, ["gone"]), at(pane, "Effectiveness", MIDDLE)),
        (QMimeData(), at(pane, "Fear", MIDDLE)),
    ):
        assert not hover(pane, data, place) and pane.tree.drop is None
        assert not drop(pane, data, place)
    assert session.project.fingerprint() == before


def test_with_control_codes_become_one(pane: CodeTree, session: Session) -> None:
    for words, name in (("opened in March", "Fear"), ("the rent", "Nights")):
        session.select(passage(session, words))
        session.apply(code_named(session, name).id)
    assert not hover(pane, codes(session, "Pay"), at(pane, "Pay", MIDDLE), CONTROL)
    assert drop(pane, codes(session, "Fear", "Nights"), at(pane, "Pay", TOP), CONTROL)
    assert under(session, "Q11") == ["Pay"]
    assert len(session.project.codings.of_code(code_named(session, "Pay").id)) == 2


def test_a_passage_dropped_on_a_code_is_coded(
    coding_view: CodingView, pane: CodeTree, session: Session
) -> None:
    span, document = passage(session, "opened in March"), session.document
    assert document
    data = QMimeData()
    data.setText("opened in March")
    put_passage(data, document.id, span)
    assert drop(pane, data, at(pane, "Fear", MIDDLE))
    (made,) = session.project.codings.of_code(code_named(session, "Fear").id)
    assert made.span == span and session.active == made
    other = session.project.documents.all()[1]
    put_passage(data, other.id, Span(0, 5))
    assert drop(pane, data, at(pane, "Pay", MIDDLE))
    (made,) = session.project.codings.of_code(code_named(session, "Pay").id)
    assert (made.document_id, made.span) == (other.id, Span(0, 5))


def test_codings_dropped_on_a_code_move_there(pane: CodeTree, session: Session) -> None:
    (there,) = session.project.codings.of_code(code_named(session, "Q11").id)
    told: list[str] = []
    session.told.connect(told.append)
    assert drop(pane, ids_as(CODINGS, [there.id]), at(pane, "Fear", MIDDLE))
    assert [one.id for one in session.project.codings.of_code(code_named(session, "Fear").id)] == [there.id]
    assert told == ["1 coding moved to Fear. Undo takes it back."]


def test_with_control_codings_are_copied(pane: CodeTree, session: Session) -> None:
    question, fear = code_named(session, "Q11").id, code_named(session, "Fear").id
    (there,) = session.project.codings.of_code(question)
    told: list[str] = []
    session.told.connect(told.append)
    data = ids_as(CODINGS, [there.id])
    assert hover(pane, data, at(pane, "Fear", MIDDLE), CONTROL)
    assert pane.tree.drop and pane.tree.drop.told == "Copy here"
    assert drop(pane, data, at(pane, "Fear", MIDDLE), CONTROL)
    assert session.project.codings.of_code(question) == [there]
    assert [one.span for one in session.project.codings.of_code(fear)] == [there.span]
    assert told == ["1 coding copied to Fear. Undo takes it back."]


def test_codes_are_dragged_by_their_ids(pane: CodeTree, session: Session) -> None:
    ids = [code_named(session, name).id for name in ("Fear", "Nights")]
    pane.choose(ids)
    drag = pane.tree.dragged()
    assert drag and ids_in(drag.mimeData(), CODES) == ids
    assert not drag.mimeData().hasText()
    assert not drag.pixmap().isNull()
    model = pane.tree.model()
    assert ids_in(model.mimeData(pane.tree.selectionModel().selectedRows()), CODES) == ids
    drag.deleteLater()
    pane.tree.selectionModel().clear()
    assert pane.tree.dragged() is None


def test_the_indicator_shows_what_a_drop_would_do_and_goes(
    pane: CodeTree, session: Session, qtbot: QtBot
) -> None:
    data, accent = codes(session, "Nights"), pane.palette().accent().color()
    before = pane.tree.viewport().grab().toImage()
    for y in (TOP, MIDDLE):
        place = at(pane, "Fear", y)
        assert hover(pane, data, place)
        drawn = pane.tree.viewport().grab().toImage()
        row = pane.tree.row_box(index_named(pane, "Fear"))
        colours = {drawn.pixelColor(x, row.top() + dy).name() for x in range(60, 200) for dy in (0, 1, 2)}
        assert accent.name() in colours and drawn != before
    assert pane.tree.drop and pane.tree.drop.told == "Move here"
    assert hover(pane, data, at(pane, "Fear", MIDDLE), CONTROL)
    assert pane.tree.drop.told == "Merge"
    pane.tree.dragLeaveEvent(QDragLeaveEvent())
    assert pane.tree.drop is None


def test_the_codebook_may_change_while_something_is_dragged(pane: CodeTree, session: Session) -> None:
    assert hover(pane, codes(session, "Nights"), at(pane, "Fear", MIDDLE))
    codebook.rename_code(session.project, code_named(session, "Fear").id, "Worry")
    assert not pane.tree.viewport().grab().isNull()
    assert drop(pane, codes(session, "Nights"), at(pane, "Worry", MIDDLE))
    assert under(session, "Worry") == ["Nights"]


def test_the_filter_does_not_change_where_codes_land(pane: CodeTree, session: Session) -> None:
    codebook.add_code(session.project, "Fear of nights", parent_id=code_named(session, "Q11").id)
    pane.filter.setText("nights")
    assert drop(pane, codes(session, "Fear of nights"), at(pane, "Nights", TOP))
    assert under(session, "Q11") == ["Fear", "Pay", "Fear of nights", "Nights"]
