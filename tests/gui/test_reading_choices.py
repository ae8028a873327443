"""What a person chooses about reading: air, snapping; looks that follow the system; fine screens."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from coding_fixtures import FakeProcess, passage
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualcoder_cg import settings
from qualcoder_cg.gui import icons, reading_choices, theme
from qualcoder_cg.gui.coding import mark_shapes
from qualcoder_cg.gui.coding.coding_view import CodingView
from qualcoder_cg.gui.coding.inspector import CODING
from qualcoder_cg.gui.coding.marks import Mark
from qualcoder_cg.gui.coding.transcript_view import TranscriptView
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import documents, memos, studies

WORDS = " ".join(["Nobody asked the women who work by the day what hours they keep."] * 12)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = studies.new_study(tmp_path / "study.qcg", matrix="closing-gaps", coder="Marta R.")
    (tmp_path / "words.txt").write_text(WORDS, encoding="utf-8")
    documents.import_files(made, [tmp_path / "words.txt"])
    made.close()
    shown = MainWindow()
    qtbot.addWidget(shown)
    shown.open_study(tmp_path / "study.qcg")
    shown.resize(1440, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def _view(window: MainWindow) -> CodingView:
    (found,) = window.findChildren(CodingView)
    return found


def test_air_between_lines_is_chosen_in_the_menu_and_remembered(window: MainWindow) -> None:
    transcript = _view(window).transcript
    transcript.set_document(WORDS, ())
    heights = {}
    for name in ("compact", "usual", "roomy"):
        window.menus.actions[f"spacing-{name}"].trigger()
        lines = [transcript.edit.line_box(point).top() for point in range(0, len(WORDS), 40)]
        heights[name] = min(lower - upper for upper, lower in pairwise(sorted(set(lines))))
        assert window.menus.actions[f"spacing-{name}"].isChecked()
    assert heights == {"compact": 22, "usual": 25, "roomy": 30}
    assert reading_choices.spacing() == "roomy"
    window.rebuild()
    assert _view(window).transcript.spacing() == "roomy"


def test_the_measure_does_not_depend_on_size_and_air(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(2000, 900)
    transcript = _view(window).transcript
    qtbot.waitUntil(lambda: not transcript._refit.isActive())
    for px, name in ((12, "compact"), (15, "usual"), (22, "roomy")):
        transcript.set_text_size(px)
        transcript.set_spacing(name)
        transcript.set_document(WORDS, ())
        layout = transcript.edit.document().firstBlock().layout()
        lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
        assert 62 <= sum(lengths) / len(lengths) <= 84


def test_snapping_is_chosen_in_the_menu_and_remembered(window: MainWindow) -> None:
    assert window.menus.actions["snap-exact"].isChecked()
    window.menus.actions["snap-words"].trigger()
    assert _view(window).transcript.snap() == "words"
    assert settings.get("snap") == "words"
    window.rebuild()
    assert _view(window).transcript.snap() == "words"
    assert window.menus.actions["snap-words"].isChecked()


def test_what_is_not_a_choice_is_the_usual(window: MainWindow) -> None:
    settings.put("line_spacing", "huge")
    settings.put("snap", 7)
    assert (reading_choices.spacing(), reading_choices.snap()) == ("usual", "exact")


def test_the_memo_of_the_study_saves_itself(window: MainWindow, qtbot: QtBot) -> None:
    from qualcoder_cg.gui.dialogs.study_memo import StudyMemo

    window.menus.actions["study-memo"].trigger()
    (dialog,) = window.findChildren(StudyMemo)
    qtbot.waitUntil(dialog.memo.hasFocus)
    qtbot.keyClicks(dialog.memo, "Round one ends in May")
    qtbot.keyClick(dialog.memo, Qt.Key.Key_Escape)
    assert window.session
    assert memos.study_memo(window.session.project) == "Round one ends in May"
    window.session.project.undo()
    assert memos.study_memo(window.session.project) == ""


def test_the_system_turning_dark_redraws_the_transcript(
    coding_view: CodingView,
    session: Session,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    theme.apply(qapp, theme.SYSTEM)
    scheme = Qt.ColorScheme.Light
    monkeypatch.setattr(theme, "_system_scheme", lambda _app: scheme)
    for scheme, dark in ((Qt.ColorScheme.Dark, True), (Qt.ColorScheme.Light, False)):
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        qtbot.waitUntil(lambda: not coding_view.transcript._waiting)
        image = coding_view.transcript.grab().toImage()
        assert (image.pixelColor(300, 5).lightness() < 60) == dark
        (tint,) = coding_view.transcript.edit.extraSelections()
        assert (tint.format.background().color().lightness() < 100) == dark
        words = coding_view.transcript.edit.document().firstBlock().begin().fragment().charFormat()
        assert (words.foreground().color().lightness() > 128) == dark
    theme.apply(qapp, theme.LIGHT_MODE)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_icons_are_drawn_for_fine_screens(qapp: QApplication, ratio: float) -> None:
    picture = icons.icon("memo").pixmap(QSize(20, 20), ratio)
    assert picture.devicePixelRatio() == ratio
    assert picture.width() == 20 * ratio


def test_brackets_marks_and_handles_are_drawn_finer_on_fine_screens(qapp: QApplication, qtbot: QtBot) -> None:
    """Drawn at twice the size, edges are as sharp as at once the size: few pixels are of a colour between."""
    theme.apply(qapp, theme.LIGHT_MODE)
    view = TranscriptView()
    qtbot.addWidget(view)
    view.resize(920, 300)
    view.set_document(WORDS, ())
    view.set_codings([Mark("a", 0, 65, "Access", "3", key=True, polarity="qualifies", memo="x")])
    view.set_active("a")
    view.show()
    qtbot.waitUntil(lambda: bool(view.margin._drawn))
    inks = {}
    for ratio in (1, 2):
        image = QImage(QSize(920, 300) * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        view.render(image)
        stroke = theme.stroke("12-0")
        inks[ratio] = sum(
            image.pixelColor(x, y) == stroke for x in range(image.width()) for y in range(image.height())
        )
    assert inks[2] > 3.2 * inks[1] > 0


@pytest.mark.parametrize("polarity", ["", "supports", "qualifies", "contradicts"])
def test_marks_differ_in_shape_and_not_in_colour_alone(qapp: QApplication, polarity: str) -> None:
    def ink(which: str) -> int:
        image = QImage(20, 20, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        mark_shapes.polarity(painter, QPointF(10, 10), which, theme.colour("ink"))
        painter.end()
        return sum(image.pixelColor(x, y).lightness() < 128 for x in range(20) for y in range(20))

    others = {"", "supports", "qualifies", "contradicts"} - {polarity}
    assert all(abs(ink(polarity) - ink(other)) >= 4 for other in others)


def test_nothing_is_cut_off_in_a_narrow_column(
    coding_view: CodingView, session: Session, fake_process: FakeProcess, qtbot: QtBot
) -> None:
    pane = coding_view.inspector
    coding_view.chosen.only(session.codings[0].id)
    pane.tabs.setCurrentIndex(CODING)
    for width in (480, 620, 900):
        coding_view.resize(width, 600)
        coding_view.resize(width, 600)
        page = pane.coding
        buttons = [page.key, page.edges, page.move_to, page.remove, *page.polarity.segments.values()]
        qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))  # noqa: B023
        qtbot.waitUntil(lambda: _right_of(page, buttons) < page.memo.mapTo(page, QPoint()).x())  # noqa: B023
        assert page.memo.width() >= 96
        assert pane.tabs.width() >= pane.tabs.sizeHint().width()
    assert coding_view.transcript.width() >= 480
    assert passage(session, "We opened")


def _right_of(page: QWidget, buttons: Sequence[QWidget]) -> int:
    """Where the widest row of buttons ends on the page."""
    return max(button.mapTo(page, button.rect().topRight()).x() for button in buttons)
