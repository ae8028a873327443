"""Right-to-left and Chinese, Japanese text in the reading view: where letters, tints and edges stand."""

import pytest
from PySide6.QtCore import QPoint, Qt

from qualcoder_cg.domain.documents import RESPONDENT, Turn
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.coding.marks import Mark
from qualcoder_cg.gui.coding.transcript_view import TranscriptView

ARABIC = "KII-07: في البداية جاء كل واحد (Ministry of Labour) بجدول. هل يكفي هذا؟ لا، لا يكفي."
HEBREW = "KII-08: בהתחלה כל אחד הגיע. השולחן הטכני הושיב אותנו."
CHINESE = "KII-09: 一开始每个人都带着自己的议程来。技术工作组让我们坐到一起，这很有帮助。" * 3


@pytest.fixture
def view(qtbot, qapp):
    theme.apply(qapp, "light")
    widget = TranscriptView()
    qtbot.addWidget(widget)
    widget.resize(920, 600)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def show(qtbot, view, text: str) -> None:
    view.set_document(text, [Turn("KII", RESPONDENT, 0, 8, len(text))])
    qtbot.waitUntil(lambda: not view._waiting and not view._refit.isActive())


@pytest.mark.parametrize("text", [ARABIC, HEBREW, CHINESE])
def test_the_letter_under_the_pointer_is_the_one_seen(qtbot, view, text):
    show(qtbot, view, text)
    for point in range(9, min(len(text), 70)):
        left, right = view.edit._letter(point)
        if right - left > 3 and text[point].isalnum():
            middle = QPoint(round((left + right) / 2), round(view.edit.caret(point).center().y()))
            assert view.edit.word_point_at(middle) == point, text[point]


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_a_line_under_words_runs_where_they_stand(qtbot, view, text):
    show(qtbot, view, text)
    span = Span(8, 20)
    boxes = list(view.edit.boxes(span))
    covered = sum(box.width() for box in boxes)
    letters = [view.edit._letter(point) for point in range(*span)]
    assert covered == pytest.approx(sum(right - left for left, right in letters), abs=4)
    assert all(any(box.left() - 1 <= left <= box.right() + 1 for box in boxes) for left, _right in letters)


def test_words_of_both_directions_are_underlined_apart(qtbot, view):
    show(qtbot, view, ARABIC)
    start = ARABIC.index("كل واحد")
    boxes = list(view.edit.boxes(Span(start, ARABIC.index("of") + 2)))
    assert len(boxes) == 2
    gap = max(box.left() for box in boxes) - min(box.right() for box in boxes)
    assert gap > 10


def test_an_edge_at_a_line_end_stays_on_its_line(qtbot, view):
    show(qtbot, view, CHINESE)
    first = view.edit.document().firstBlock().layout().lineAt(0)
    end = view.edit.positions.to_points(first.textStart() + first.textLength())
    assert CHINESE[end - 1] != " "
    assert view.edit.end_box(end).top() == view.edit.line_box(9).top()
    assert view.edit.end_box(end).left() > view.edit.line_box(9).left() + 300
    view.set_codings([Mark("a", 9, end, "x")])
    qtbot.waitUntil(lambda: bool(view.margin._drawn))
    assert view.margin._drawn[0].bracket.bottom == pytest.approx(view.edit.line_box(9).bottom(), abs=1)


@pytest.mark.parametrize(
    ("text", "at", "word", "sentence"),
    [
        (ARABIC, "يكفي هذا", "يكفي", "هل يكفي هذا؟"),
        (HEBREW, "אחד", "אחד", "בהתחלה כל אחד הגיע."),
        (CHINESE, "工作组", "工", "技术工作组让我们坐到一起，这很有帮助。"),
    ],
)
def test_words_and_sentences_are_selected_by_keys(qtbot, view, text, at, word, sentence):
    show(qtbot, view, text)
    place = text.index(at)
    view.select(Span(place, place))
    view.extend_by_word()
    assert text[slice(*view.selected_span())] == word
    view.select(Span(place, place))
    view.extend_by_sentence()
    assert text[slice(*view.selected_span())] == sentence


def test_arrows_follow_the_direction_of_reading(qtbot, view):
    show(qtbot, view, HEBREW)
    view.set_snap("words")
    view.setFocus()
    qtbot.waitUntil(view.edit.hasFocus)
    place = HEBREW.index("כל")
    view.select(Span(place, place))
    qtbot.keyClick(view.edit, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert HEBREW[slice(*view.selected_span())] == "כל"
