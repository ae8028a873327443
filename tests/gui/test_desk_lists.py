"""The list of disagreements: its limits act before it is cut, and only rows that need it have two lines."""

import pytest
from desk_help import EACH_TYPE, settle
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain import team
from qualcoder_cg.gui import density, theme
from qualcoder_cg.gui.coding import painting
from qualcoder_cg.gui.consistency import disagreement_list, state
from qualcoder_cg.gui.consistency.desk_page import DeskPage
from qualcoder_cg.gui.consistency.disagreement_filter import Limits
from qualcoder_cg.gui.consistency.disagreement_rows import FIRST, KIND, PASSAGE, DisagreementTable
from qualcoder_cg.services import codebook, coding, disagreements

Key = Qt.Key
ALL = 5 * EACH_TYPE
FEW = 4
LONG = "Metadata that nobody finds useful"


@pytest.fixture
def cut(desk: DeskPage, monkeypatch: pytest.MonkeyPatch) -> DeskPage:
    """The desk where no more than four are listed."""
    monkeypatch.setattr(disagreement_list, "MOST", FEW)
    desk.list.filter.use(Limits())
    return desk


def test_a_list_that_is_cut_says_so_and_counts_all(cut: DeskPage) -> None:
    assert cut.table.model_of.rowCount() == FEW
    assert cut.list.cut.isVisible()
    assert cut.list.cut.text().startswith(f"The {FEW} weightiest of {ALL} are listed.")
    assert cut.list.caption.text() == f"0 of {ALL} settled"
    assert cut.desk.title.text() == f"Disagreement 1 of {ALL} open"


@pytest.mark.parametrize("name", ["kinds", "documents", "codes", "coders", "pair"])
def test_each_limit_finds_what_was_cut_off(cut: DeskPage, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    last = cut.state.found[-1].disagreement
    assert last.id not in {row.disagreement.id for row in cut.table.model_of.rows}
    chosen = {
        "kinds": [last.kind],
        "documents": [last.document_id],
        "codes": [last.code_a or last.code_b],
        "coders": [last.coder_a],
        "pair": [last.code_a, last.code_b],
    }[name]
    monkeypatch.setattr(disagreement_list, "MOST", ALL)
    cut.list.filter.use(Limits(**{name: frozenset(chosen)}))  # type: ignore[arg-type]
    rows = [row.disagreement for row in cut.table.model_of.rows]
    assert last in rows
    assert not cut.list.cut.isVisible()
    has = {
        "kinds": lambda one: one.kind == last.kind,
        "documents": lambda one: one.document_id == last.document_id,
        "codes": lambda one: chosen[0] in (one.code_a, one.code_b),
        "coders": lambda one: last.coder_a in (one.coder_a, one.coder_b),
        "pair": lambda one: {one.code_a, one.code_b} == set(chosen),
    }[name]
    assert rows == [row.disagreement for row in cut.state.found if has(row.disagreement)]


def test_a_document_within_the_limit_is_listed_whole(desk: DeskPage, monkeypatch: pytest.MonkeyPatch) -> None:
    last = desk.state.found[-1].disagreement.document_id
    wanted = [row for row in desk.state.found if row.disagreement.document_id == last]
    monkeypatch.setattr(disagreement_list, "MOST", len(wanted))
    desk.list.filter.use(Limits())
    assert desk.list.cut.isVisible()
    desk.list.filter.use(Limits(documents=frozenset([last])))
    assert desk.table.model_of.rows == wanted
    assert not desk.list.cut.isVisible()
    assert desk.desk.title.text() == f"Disagreement 1 of {len(wanted)} open"


def test_limits_that_leave_too_many_say_of_how_many(cut: DeskPage) -> None:
    cut.list.filter.use(Limits(kinds=frozenset([team.MISSED])))
    assert cut.list.cut.text().startswith(f"The {FEW} weightiest of {2 * EACH_TYPE} are listed.")


def test_the_menu_of_limits_counts_and_offers_all(cut: DeskPage, coded_by_two: TwoCoders) -> None:
    menu = cut.list.filter.menu_of
    menu.aboutToShow.emit()
    said = [action.text() for action in menu.actions()]
    counts = disagreements.counts([row.disagreement for row in cut.state.found])
    assert f"Missed  ({counts.kinds[team.MISSED]})" in said
    assert f"Edges differ  ({counts.kinds[team.EDGES]})" in said
    documents = next(action.menu() for action in menu.actions() if action.text() == "Document")
    assert len(documents.actions()) == len({row.document for row in cut.state.found}) == 3  # type: ignore[attr-defined]


def test_the_menu_counts_what_would_be_listed(desk: DeskPage, qtbot: QtBot) -> None:
    desk.list.filter.use(Limits(kinds=frozenset([team.EDGES])))
    settle(desk, qtbot, Key.Key_A)
    menu = desk.list.filter.menu_of
    for limits, n in ((Limits(), EACH_TYPE - 1), (Limits(settled=True), EACH_TYPE)):
        desk.list.filter.use(limits)
        menu.aboutToShow.emit()
        assert f"Edges differ  ({n})" in [action.text() for action in menu.actions()]


def test_what_is_settled_makes_room_for_the_next(cut: DeskPage, qtbot: QtBot) -> None:
    following = cut.state.found[FEW].disagreement.id
    settle(cut, qtbot, Key.Key_A)
    qtbot.waitUntil(lambda: following in {row.disagreement.id for row in cut.table.model_of.rows})
    assert cut.table.model_of.rowCount() == FEW
    assert cut.list.cut.text().startswith(f"The {FEW} weightiest of {ALL - 1} are listed.")


def test_a_decision_is_weighed_without_pairing_anew(
    desk: DeskPage, coded_by_two: TwoCoders, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = state._listed

    def listed(*values: object) -> state.Listing:
        read.append("all")
        return whole(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(state, "_listed", listed)
    settle(desk, qtbot, Key.Key_B)
    assert read == []
    assert [row.disagreement for row in desk.state.found] == disagreements.listed(coded_by_two.project)
    coded = next(row.disagreement for row in desk.state.found if row.disagreement.codings_a)
    coding.remove_codings(coded_by_two.project, list(coded.codings_a))
    qtbot.waitUntil(lambda: coded.id not in {row.disagreement.id for row in desk.state.found})
    assert read == ["all"]


def _name_long(study: TwoCoders, desk: DeskPage, qtbot: QtBot, n: int) -> set[str]:
    """Give the first coder a long code in so many disagreements; gives the codings."""
    rows = [row.disagreement for row in desk.table.model_of.rows if row.disagreement.codings_a][:n]
    made = codebook.add_code(study.project, LONG, parent_id=rows[0].code_a)
    ids = [coding_id for one in rows for coding_id in one.codings_a]
    coding.change_code(study.project, ids, made.id)
    drawn = desk.table.rows_drawn
    qtbot.waitUntil(lambda: made.id in drawn.widths, timeout=20_000)
    return set(ids)


def test_only_rows_with_long_codes_are_tall(desk: DeskPage, coded_by_two: TwoCoders, qtbot: QtBot) -> None:
    table = desk.table
    low, high = density.row_height(density.TABLE), density.row_height(density.TALL)
    assert {table.rowHeight(row) for row in range(ALL)} == {low}
    ids = _name_long(coded_by_two, desk, qtbot, 2)
    tall = [bool(ids & set(row.disagreement.codings_a)) for row in table.model_of.rows]
    assert 0 < sum(tall) <= 3
    assert [table.rowHeight(row) for row in range(table.model_of.rowCount())] == [
        high if is_tall else low for is_tall in tall
    ]
    assert not table.isColumnHidden(PASSAGE)
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()


def test_all_rows_are_tall_where_most_need_it(desk: DeskPage, coded_by_two: TwoCoders, qtbot: QtBot) -> None:
    table = desk.table
    _name_long(coded_by_two, desk, qtbot, ALL)
    assert table.isColumnHidden(PASSAGE)
    heights = {table.rowHeight(row) for row in range(table.model_of.rowCount())}
    assert heights == {density.row_height(density.TALL)}
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()


def test_rows_follow_the_density(desk: DeskPage, coded_by_two: TwoCoders, qtbot: QtBot) -> None:
    _name_long(coded_by_two, desk, qtbot, 2)
    table = desk.table
    try:
        density.use(density.COMFORTABLE)
        heights = {table.rowHeight(row) for row in range(table.model_of.rowCount())}
        assert heights == {density.row_height(density.TABLE), density.row_height(density.TALL)}
    finally:
        density.use(density.DENSE)


def test_a_long_code_goes_on_where_the_passage_was(
    desk: DeskPage, coded_by_two: TwoCoders, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _name_long(coded_by_two, desk, qtbot, 1)
    table = desk.table
    row = next(n for n, one in enumerate(table.model_of.rows) if ids & set(one.disagreement.codings_a))
    painted: list[tuple[str, int]] = []
    metrics = QFontMetrics(theme.sans(theme.INTERFACE, tabular=True))

    def words(_painter: QPainter, box: QRect, text: str, *_look: object) -> int:
        painted.append((text, box.width()))
        return 0

    monkeypatch.setattr(painting, "words", words)
    for column in (PASSAGE, FIRST):
        painted.clear()
        _paint(table, table.model_of.index(row, column))
        assert " ".join(text for text, _width in painted) == LONG
        assert len(painted) == 2
        assert all(metrics.horizontalAdvance(text) <= width for text, width in painted)
    painted.clear()
    _paint(table, table.model_of.index(row, KIND))
    assert [text for text, _width in painted][1] == table.model_of.rows[row].place


def _paint(table: DisagreementTable, index: QModelIndex) -> None:
    image = QImage(table.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = table.visualRect(index)  # type: ignore[attr-defined]
    option.widget = table  # type: ignore[attr-defined]
    table.rows_drawn.paint(painter, option, index)
    painter.end()
