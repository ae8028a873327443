"""Places far down a long text can be asked for before Qt has laid it out that far."""

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.reading_edit import ReadingEdit
from qualcoder_cg.gui.coding.reading_text import SPACINGS, USUAL
from qualcoder_cg.gui.coding.text_lines import line_at

LINES = [f"KII-01: Answer {number} with some words to read.\n" for number in range(6000)]
TEXT = "".join(LINES)


def test_lines_are_laid_out_before_they_are_used(qtbot: QtBot) -> None:
    edit = ReadingEdit(None)  # type: ignore[arg-type]
    qtbot.addWidget(edit)
    edit.show_text(TEXT, [], 15, 0, SPACINGS[USUAL])
    places = [len(TEXT) - 1, len(TEXT) // 2, 0, len(TEXT)]
    tops = [edit.baseline(place) for place in places]
    assert tops[0] > tops[1] > tops[2] > 0
    assert tops[3] >= tops[0]
    assert edit.end_box(len(TEXT) - 9).height() > 0


@pytest.mark.parametrize("unit", [0, 5, 6, 999])
def test_a_place_beyond_the_end_is_on_the_last_line(qtbot: QtBot, unit: int) -> None:
    document = QTextDocument("words\n")
    block, line, within = line_at(document, unit)
    assert line.isValid() and block.isValid()
    assert within >= 0
