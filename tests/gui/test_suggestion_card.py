"""The card of a suggestion and its chips where there is little room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.suggestions import Suggestion
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding import painting, suggestion_chips
from qualcoder_cg.gui.coding.pane import PADDING, PaneHeader
from qualcoder_cg.gui.coding.suggestion_card import SuggestionCard
from qualcoder_cg.gui.widgets.page_switch import PageSwitch
from qualcoder_cg.i18n import use_language

REASON = "insurance, affiliation, registration; Partners, item 5: How was the coordination with all agencies?"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of text that are painted, as there was room for them."""
    told: list[str] = []
    right = Qt.TextElideMode.ElideRight

    def words(painter, box, text, font, colour, align=None, elide=right):  # type: ignore[no-untyped-def]
        told.append(QFontMetrics(font).elidedText(text, elide, max(0, box.width())))
        return 0

    monkeypatch.setattr(painting, "words", words)
    return told


def _paint(widget: QWidget) -> None:
    widget.render(QPixmap(widget.size()))


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_buttons_go_before_their_keys(language: str, parent: QWidget) -> None:
    use_language(language)
    try:
        card = SuggestionCard(parent)
    finally:
        use_language("en")
    parent.show()
    card.resize(1200, 119)
    assert [one.sizeHint().width() == one.width_with_key() for one in card.buttons] == [True] * 6
    card.resize(640, 119)
    assert [one.sizeHint().width() < one.width_with_key() for one in card.buttons] == [True] * 6
    needed = sum(one.sizeHint().width() for one in card.buttons) + 8 * (len(card.buttons) - 1)
    assert needed <= card.width() - 2 * PADDING
    assert all("(" in one.toolTip() for one in card.buttons)


def test_a_long_reason_takes_two_lines_and_is_told_whole(parent: QWidget) -> None:
    card = SuggestionCard(parent)
    card.show_suggestion(Suggestion("d", 0, 9, "c", 0.5, "keywords", REASON), {})
    lines = 2 * QFontMetrics(theme.sans(theme.CAPTION)).lineSpacing()
    assert card.reason.sizeHint().height() == lines
    assert card.reason.text().endswith("agencies?") and card.reason.toolTip() == card.reason.text()


def test_long_names_on_chips_lose_their_middle(parent: QWidget, drawn: list[str]) -> None:
    name = "21 Effects on people who care for others, in the long run"
    chip = suggestion_chips.Chip(name, "Y", True, parent)
    chip.resize(140, 20)
    _paint(chip)
    assert drawn[0].startswith("21 ") and "…" in drawn[0] and drawn[0].endswith("n")
    assert name in chip.toolTip()


def test_a_pressed_page_has_room_for_its_heavier_letters(parent: QWidget) -> None:
    switch = PageSwitch((("a", "To decide"), ("b", "How good they are")), parent)
    heavy = QFontMetrics(theme.sans(theme.CAPTION, theme.SEMIBOLD))
    parent.show()
    switch.adjustSize()
    for button in switch.findChildren(QPushButton):
        assert button.width() >= heavy.horizontalAdvance(button.text()) + 16


def test_a_caption_without_room_ends_in_dots(parent: QWidget, drawn: list[str]) -> None:
    header = PaneHeader("INT-06", parent)
    header.caption.setText("KII-06 municipality · interview · Spanish · 738 words")
    header.resize(240, 40)
    parent.show()
    _paint(header.caption)
    assert drawn[0].startswith("KII-06") and drawn[0].endswith("…")
    assert header.caption.toolTip().endswith("738 words")
