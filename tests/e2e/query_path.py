"""Queries and triangulation by mouse and keys: `python -m e2e.query_path FOLDER` with sample.qcg in it."""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from qualcoder_cg.domain.triangulation import INFORMANTS, INSTITUTIONS, TYPE
from qualcoder_cg.gui import panes
from qualcoder_cg.gui.dialogs.export_evidence import ExportEvidence
from qualcoder_cg.gui.evidence.evidence_view import BY_QUESTION, QUERIES, EvidenceView
from qualcoder_cg.gui.evidence.query_view import QueryView
from qualcoder_cg.gui.triangulation.triangulation_view import TriangulationView
from qualcoder_cg.gui.widgets.page_switch import PageSwitch
from qualcoder_cg.services import queries

from .driving import Steps, button, click, enter, in_front, press, run, shown, type_text, window

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
PARTNERS = (TYPE, "Partner institution")


def query_path(folder: Path) -> Steps:
    """Limits, a saved query, its file, a quote in its text and back; a cell, the gaps, the findings."""
    yield QApplication.activeWindow
    yield lambda: window().session and window().session.document
    yield from set_limits()
    yield from save_the_query()
    yield from export_its_quotes(folder)
    yield from go_to_the_text_and_back()
    yield from walk_the_matrix()
    yield from count_institutions_and_gaps()
    yield from open_the_findings()


def view() -> QueryView:
    found = shown(QueryView)
    assert found
    return found


def settled() -> bool:
    """Whether the quotes and the counts beside the limits are those of what is asked."""
    found = view()
    waiting = found._again.isActive() or found._typed.isActive()
    return not (waiting or found._work.is_busy or found._counting.is_busy)


def excerpts() -> int:
    return int(view().count.text().split()[0])


def check(condition: str, text: str) -> int:
    """Click the box of a value; gives the count beside it."""
    tree = view().facets
    item = next(
        item
        for (name, _value), item in tree._items.items()
        if name == condition and item.text(0).strip() == text
    )
    beside = int(item.text(1))
    tree.scrollToItem(item)
    option = QStyleOptionViewItem()
    option.initFrom(tree)
    option.rect = tree.visualItemRect(item)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, tree)
    click(tree.viewport(), QPoint(box.center().x(), option.rect.center().y()))
    return beside


def set_limits() -> Steps:
    press(Key.Key_3, CONTROL)
    yield lambda: shown(EvidenceView)
    switch = next(one for one in shown(EvidenceView).findChildren(PageSwitch) if one.isVisible())
    click(button(switch, "Queries"))
    yield lambda: shown(QueryView) and view().found and settled()
    assert shown(EvidenceView).page() == QUERIES
    assert view().saved.none.isVisible() and not view().saved.isVisible()
    everything = excerpts()
    first = check("questions", "11  Affiliation, care")
    yield lambda: settled() and excerpts() == first
    assert 0 < first < everything
    assert view().chips.texts() == ["Evaluation question: 11  Affiliation, care"]
    second = check("polarities", "supports")
    yield lambda: settled() and excerpts() == second
    assert 0 < second < first and view().list.model_of.rowCount() == second
    yield from enter(view().words, "zzz")
    yield lambda: settled() and excerpts() == 0 and view().nothing.isVisible()
    press(Key.Key_A, CONTROL)
    press(Key.Key_Delete)
    yield lambda: settled() and excerpts() == second and view().list.isVisible()


def save_the_query() -> Steps:
    wanted = view().query
    press(Key.Key_S, CONTROL)
    yield lambda: view().naming.isVisible() and view().naming.hasFocus()
    type_text("What speaks for care")
    press(Key.Key_Return)
    project = window().session.project
    yield lambda: [one.query for one in queries.saved(project)] == [wanted]
    yield lambda: view().saved.isVisible() and not view().saved.none.isVisible()
    assert view().title.text() == "What speaks for care"


def export_its_quotes(folder: Path) -> Steps:
    click(view().export)
    yield lambda: shown(ExportEvidence)
    dialog = shown(ExportEvidence)
    dialog.level.setFocus()
    yield dialog.level.hasFocus
    press(Key.Key_Home)
    # at this level nobody is pointed at
    yield lambda: dialog.level.currentData() == "none" and not dialog.disclosure.risks
    yield from enter(dialog.file, str(folder / "quotes.docx"))
    click(dialog.main)
    yield lambda: (folder / "quotes.docx").exists() and dialog.main.isEnabled()
    press(Key.Key_Escape)
    yield lambda: not shown(ExportEvidence)
    yield in_front


def go_to_the_text_and_back() -> Steps:
    view().list.setFocus()
    yield view().list.hasFocus
    press(Key.Key_J)
    press(Key.Key_J)
    yield lambda: view().list.currentIndex().row() == 1
    passage = view().list.passage()
    press(Key.Key_Return)
    session = window().session
    yield lambda: window().view() == panes.CODING and session.active
    assert (session.active.document_id, session.active.start, session.active.end) == tuple(passage)
    press(Key.Key_Left, ALT)
    yield lambda: shown(QueryView) and settled() and view().list.passage() == passage
    assert window().view() == panes.EVIDENCE


def matrix() -> TriangulationView:
    found = shown(TriangulationView)
    assert found
    return found


def counted() -> bool:
    """Whether the matrix and what stands behind its cell are counted."""
    found = matrix()
    return bool(found.matrix) and not (found._work.is_busy or found._again.isActive() or found.pane.is_busy)


def number() -> str:
    """The number of the question whose cell is chosen; "" in the row of a criterion."""
    chosen = matrix().table.chosen()
    return next((row.number for row in matrix().matrix.rows if chosen and row.question_id == chosen[0]), "")


def walk_the_matrix() -> Steps:
    press(Key.Key_4, CONTROL)
    yield lambda: shown(TriangulationView) and counted()
    matrix().table.setFocus()
    yield matrix().table.hasFocus
    while matrix().table.chosen()[1] != PARTNERS:
        here = matrix().table.chosen()
        press(Key.Key_Right)
        yield lambda here=here: matrix().table.chosen() != here and counted()
    while number() != "10":
        here = matrix().table.chosen()
        press(Key.Key_Down)
        yield lambda here=here: matrix().table.chosen() != here and counted()
    assert matrix().table.currentIndex().data() == "2 (9)"
    assert matrix().pane.list.model_of.rowCount() == 9
    press(Key.Key_Return)
    yield matrix().pane.list.hasFocus
    matrix().table.setFocus()
    yield matrix().table.hasFocus


def count_institutions_and_gaps() -> Steps:
    assert matrix().matrix.unit == INFORMANTS
    chosen = matrix().table.chosen()
    press(Key.Key_I)
    yield lambda: matrix().matrix.unit == INSTITUTIONS and counted()
    assert matrix().institutions.isChecked() and matrix().table.chosen() == chosen
    gaps = [row.number for row in matrix().matrix.rows if row.gaps]
    following = next(one for one in [*gaps, *gaps] if int(one) > 10)
    press(Key.Key_G)
    yield lambda: number() == following and counted()


def open_the_findings() -> Steps:
    question, _column = matrix().table.chosen()
    press(Key.Key_E)
    yield lambda: shown(EvidenceView) and not shown(EvidenceView).findings.reading.is_busy
    assert shown(EvidenceView).page() == BY_QUESTION
    assert shown(EvidenceView).findings.questions.question() == question
    press(Key.Key_Left, ALT)
    yield lambda: shown(TriangulationView) and counted()
    assert matrix().table.chosen()[0] == question and matrix().matrix.unit == INSTITUTIONS
    click(matrix().pane.board)
    yield lambda: shown(EvidenceView) and not shown(EvidenceView).findings.reading.is_busy
    assert shown(EvidenceView).findings.questions.question() == question


if __name__ == "__main__":
    application = QApplication([])
    place = Path(sys.argv[1])
    run([str(place / "sample.qcg")], query_path(place))
