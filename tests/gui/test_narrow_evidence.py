"""Beside a finding in a narrow window: words end in dots or go on below, and nothing is cut off."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.pane import ElidedButton
from qualcoder_cg.gui.evidence.finding_cell import FindingCell
from qualcoder_cg.gui.evidence.side_section import SideSection

LONG = "1 informante más está codificado como a favor: vincula sus pasajes"


@pytest.mark.parametrize(("width", "whole"), [(120, False), (900, True)])
def test_a_button_shows_the_words_it_has_room_for(qtbot: QtBot, width: int, whole: bool) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    button = ElidedButton(LONG, holder)
    row.addWidget(button)
    row.addStretch(1)
    holder.resize(width, 60)
    holder.show()
    assert holder.width() == width
    painted = super(ElidedButton, button).text()
    assert (painted == LONG) == whole and painted[:4] == LONG[:4]
    assert (painted[-1] == "…") != whole
    assert button.text() == button.toolTip() == LONG


def test_a_long_offer_does_not_widen_the_statement(qtbot: QtBot) -> None:
    cell = FindingCell(None)  # type: ignore[arg-type]
    qtbot.addWidget(cell)
    cell.more.setText(LONG)
    cell.more.show()
    cell.resize(240, 300)
    cell.show()
    assert cell._scroll.widget().minimumSizeHint().width() <= cell._scroll.width()


def test_a_long_caption_does_not_widen_a_section(qtbot: QtBot) -> None:
    section = SideSection("Riesgo de identificación", None)  # type: ignore[arg-type]
    qtbot.addWidget(section)
    before = section.minimumSizeHint().width()
    section.caption.setText("k = 3 · nivel máximo 2")
    section.offer(LONG, lambda: None)
    assert section.minimumSizeHint().width() <= before
