"""The Sources view on the small study, for the tests of its pages."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.register_page import RegisterPage
from qualcoder_cg.gui.sources.sources_view import SourcesView


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> Iterator[SourcesView]:
    made = SourcesView(session)
    qtbot.addWidget(made)
    made.resize(1440, 832)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.finish()


def page(view: SourcesView, name: str) -> RegisterPage:
    found = view.show_page(name)
    assert isinstance(found, RegisterPage)
    found.setFocus()
    return found
