"""Versions of the codebook: compared is the last one that differs, and where nothing does that is said."""

import pytest
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.gui.consistency.consistency_view import VERSIONS, ConsistencyView
from qualcoder_cg.gui.consistency.versions_page import VersionsPage
from qualcoder_cg.services import codebook, codebook_versions
from qualcoder_cg.services.studies import Project


@pytest.fixture
def project(coded_by_two: TwoCoders) -> Project:
    return coded_by_two.project


def _page(view: ConsistencyView) -> VersionsPage:
    page = view.show_page(VERSIONS)
    assert isinstance(page, VersionsPage)
    return page


def _change(project: Project, text: str) -> None:
    codebook.describe_code(project, project.codes.all()[0].id, definition=text)


def _shown(page: VersionsPage) -> tuple[int | None, int]:
    return page.before.currentData(), page.after.currentData()


def test_now_is_compared_with_the_last_version_that_differs(
    consistency_view: ConsistencyView, project: Project
) -> None:
    codebook_versions.make(project)
    _change(project, "What lasts.")
    codebook_versions.make(project)
    codebook_versions.make(project)
    page = _page(consistency_view)
    assert _shown(page) == (1, codebook_versions.NOW)
    said = page.changes.toPlainText()
    assert "Nothing has changed since Codebook 3" in said and "What lasts." in said


def test_a_version_that_differs_is_compared_without_more_words(
    consistency_view: ConsistencyView, project: Project
) -> None:
    codebook_versions.make(project)
    codebook_versions.make(project)
    _change(project, "What lasts.")
    page = _page(consistency_view)
    assert _shown(page) == (2, codebook_versions.NOW)
    assert "Nothing" not in page.changes.toPlainText()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "Nothing differs between codebook 1 and the codebook as it is now."),
        (2, "No version differs from the codebook as it is now."),
    ],
)
def test_where_nothing_differs_that_is_said(
    consistency_view: ConsistencyView, project: Project, n: int, said: str
) -> None:
    for _version in range(n):
        codebook_versions.make(project)
    page = _page(consistency_view)
    assert _shown(page) == (n, codebook_versions.NOW)
    assert page.changes.toPlainText() == said


def test_a_version_in_the_list_is_compared_with_the_last_that_differs_from_it(
    consistency_view: ConsistencyView, project: Project
) -> None:
    codebook_versions.make(project)
    _change(project, "What lasts.")
    codebook_versions.make(project)
    codebook_versions.make(project)
    page = _page(consistency_view)
    page.list.setCurrentRow(1)
    assert _shown(page) == (1, 3)
    assert "Nothing has changed since Codebook 2" in page.changes.toPlainText()
    page.list.setCurrentRow(3)
    assert page.changes.toPlainText() == "This is the first version."


def test_versions_chosen_by_hand_stay_and_say_that_they_are_alike(
    consistency_view: ConsistencyView, project: Project, qtbot: QtBot
) -> None:
    codebook_versions.make(project)
    _change(project, "What lasts.")
    codebook_versions.make(project)
    codebook_versions.make(project)
    page = _page(consistency_view)
    page.before.setCurrentIndex(page.before.findData(2))
    page.after.setCurrentIndex(page.after.findData(3))
    page.after.activated.emit(page.after.currentIndex())
    assert page.changes.toPlainText() == "Nothing differs between codebook 2 and codebook 3."
    _change(project, "What stays.")
    codebook_versions.make(project)
    qtbot.waitUntil(lambda: page.before.count() == 4)
    assert _shown(page) == (2, 3)


def test_what_is_proposed_follows_the_codebook(
    consistency_view: ConsistencyView, project: Project, qtbot: QtBot
) -> None:
    codebook_versions.make(project)
    page = _page(consistency_view)
    _change(project, "What lasts.")
    codebook_versions.make(project)
    qtbot.waitUntil(lambda: page.before.count() == 2)
    assert _shown(page) == (1, codebook_versions.NOW)
    assert "What lasts." in page.changes.toPlainText()


def _waiting(view: ConsistencyView, project: Project, qtbot: QtBot) -> VersionsPage:
    """The page where codings wait for another look, the keyboard on the button that takes them off."""
    codebook_versions.make(project)
    for code in project.codes.all():
        codebook.describe_code(project, code.id, definition="What lasts.")
    codebook_versions.make(project)
    page = _page(view)
    qtbot.waitUntil(lambda: page.older.count() > 3)
    return page


def test_right_as_they_are_leads_to_the_next_row(
    consistency_view: ConsistencyView, project: Project, qtbot: QtBot
) -> None:
    page = _waiting(consistency_view, project, qtbot)
    n = page.older.count()
    following = page.older.item(3).text()
    page.older.setCurrentRow(1)
    page.older.item(2).setSelected(True)
    page.right_as_is.setFocus()
    page.right_as_is.click()

    def is_next() -> bool:
        return [one.text() for one in page.older.selectedItems()] == [following] and page.older.hasFocus()

    assert is_next() and page.older.currentRow() == 1
    qtbot.waitUntil(lambda: page.older_header.caption.text() == str(n - 2))
    assert is_next() and page.older.currentRow() == 1
    assert page.right_as_is.isEnabled()


def test_right_as_it_is_of_the_last_row_stays_at_the_end(
    consistency_view: ConsistencyView, project: Project, qtbot: QtBot
) -> None:
    page = _waiting(consistency_view, project, qtbot)
    n = page.older.count()
    page.older.setCurrentRow(n - 1)
    page.right_as_is.click()
    assert page.older.currentRow() == n - 2 and page.older.count() == n - 1
    qtbot.waitUntil(lambda: page.older_header.caption.text() == str(n - 1))
    assert [page.older.row(one) for one in page.older.selectedItems()] == [n - 2]
