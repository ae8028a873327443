"""How hits are drawn: in a column, whichever way their script runs."""

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from qualcoder_cg.domain.search import Hit
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.search.hit_model import HitModel
from qualcoder_cg.gui.search.hit_rows import ROW, HitRows, is_right_to_left, room


def _hit(before: str, words: str, after: str) -> Hit:
    return Hit("d", 0, 1, "KII-01", "respondent", before, words, after)


def test_direction_is_that_of_the_first_letter_with_one() -> None:
    assert is_right_to_left(_hit("قال ", "العمل", " مهم"))
    assert is_right_to_left(_hit("قال ", "2024", ""))
    assert not is_right_to_left(_hit("said ", "work", " العمل"))
    assert not is_right_to_left(_hit("", "12", ""))


def test_columns_give_way_to_words() -> None:
    assert room(900, True).speaker and room(900, True).document
    assert not room(500, True).speaker
    assert not room(900, False).document
    assert room(900, False).words > room(900, True).words


@pytest.mark.parametrize("mode", [theme.LIGHT_MODE, theme.DARK_MODE])
@pytest.mark.parametrize(
    "hit", [_hit("we ", "work", " hard"), _hit("قال ", "العمل", " مهم"), _hit("", "x" * 500, "")]
)
def test_a_row_paints_inside_itself(qapp: QApplication, mode: str, hit: Hit) -> None:
    theme.apply(qapp, mode)
    model = HitModel(qapp)
    model.begin({"d": "INT-01"})
    model.add([hit])
    image = QImage(600, ROW, QImage.Format.Format_RGB32)
    image.fill(theme.colour("panel"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 600, ROW)
    option.state = QStyle.StateFlag.State_Enabled
    painter = QPainter(image)
    HitRows(model).paint(painter, option, model.index(0, 0, QModelIndex()))
    painter.end()
    ground = image.pixelColor(0, 0)
    columns = [x for x in range(600) if any(image.pixelColor(x, y) != ground for y in range(ROW))]
    assert columns and columns[0] >= 14 and columns[-1] <= 600 - 12
    assert Qt.LayoutDirection.LeftToRight == QApplication.layoutDirection()
    model.deleteLater()
