"""Scenes of the pages of suggestions and of consistency."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from tools.stage import SUGGESTIONS_MS, VIEW_MS, Stage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def consistency(stage: Stage) -> QPixmap:
    """The weightiest disagreement, both sides and the codebook between, a verdict chosen."""
    from qualcoder_cg.gui.consistency.consistency_view import ConsistencyView

    stage.window.show_view("consistency")
    view = stage.window.findChild(ConsistencyView)
    assert isinstance(view, ConsistencyView)
    for _turn in range(30):
        if view.state.is_listed and view.state.figures:
            break
        stage.wait(500)
    view.desk.choose("both")
    return stage.picture()


def consistency_page(name: str) -> Callable[[Stage], QPixmap]:
    def scene(stage: Stage) -> QPixmap:
        from qualcoder_cg.gui.consistency.consistency_view import DESK, ConsistencyView

        stage.window.show_view("consistency")
        view = stage.window.findChild(ConsistencyView)
        assert isinstance(view, ConsistencyView)
        view.show_page(name)
        stage.wait(3 * VIEW_MS)
        shown = stage.picture()
        view.show_page(DESK)
        return shown

    return scene


def to_decide(stage: Stage) -> QPixmap:
    """What to decide next, across the documents."""
    _suggestions_page(stage, "queue")
    stage.wait(SUGGESTIONS_MS)
    return stage.picture()


def keywords(stage: Stage) -> QPixmap:
    """The keywords of a question with what they hit."""
    from qualcoder_cg.gui.suggestions.keywords_page import KeywordsPage

    page = _suggestions_page(stage, "keywords")
    assert isinstance(page, KeywordsPage)
    stage.wait()
    page.panes.codes.choose(next(one.id for one in stage.session.code_list() if one.name == "Q11"))
    stage.wait(SUGGESTIONS_MS)
    return stage.picture()


def measures(stage: Stage) -> QPixmap:
    """How good the suggestions are."""
    _suggestions_page(stage, "measures")
    stage.wait(SUGGESTIONS_MS)
    return stage.picture()


def auto_coding(stage: Stage) -> QPixmap:
    """What one suggester would code."""
    from qualcoder_cg.gui.suggestions.auto_page import AutoPage

    page = _suggestions_page(stage, "auto")
    assert isinstance(page, AutoPage)
    page.propose.read.click()
    stage.wait(SUGGESTIONS_MS)
    return stage.picture()


def _suggestions_page(stage: Stage, name: str) -> "QWidget":
    from qualcoder_cg.gui.suggestions.suggestions_view import SuggestionsView

    stage.window.show_view("suggestions")
    view = stage.window.findChild(SuggestionsView)
    assert isinstance(view, SuggestionsView)
    return view.show_page(name)
