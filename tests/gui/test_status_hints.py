"""The keys that the status line tells."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.main_window import MainWindow

pytest_plugins = ("conftest_shell",)


def test_no_key_is_cut_where_there_is_little_room(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    window.open_study(study)
    window.resize(1440, 700)
    window.show()
    qtbot.waitUntil(lambda: window.status.width() == 1440)
    status = window.status
    status.show_keys([(f"Ctrl+{n}", "what this key does here") for n in range(8)])
    many = status.hints.text().count("what")
    window.resize(760, 700)
    qtbot.waitUntil(lambda: status.width() == 760)
    few = status.hints.text().count("what")
    assert 2 <= few < many <= 8
    assert status.hints.sizeHint().width() <= status.hints.width()
    # the way to all other keys is last and stays
    assert "Ctrl+6" in status.hints.text() and "Ctrl+7" in status.hints.text()


def test_the_place_in_the_transcript_is_told_only_in_the_coding_view(
    window: MainWindow, study: Path, qtbot: QtBot
) -> None:
    window.open_study(study)
    window.show()
    session = window.session
    assert session is not None
    session.show_document(session.project.documents.ids()[0])
    place = window.status.place
    qtbot.waitUntil(lambda: place.isVisible() and bool(place.text()))
    for view in ("sources", "evidence", "consistency", "reports"):
        window.show_view(view)
        assert not place.isVisible() and not window.status.selection.isVisible(), view
    window.show_view("coding")
    assert place.isVisible()
