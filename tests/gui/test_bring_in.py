"""Bringing a copy in: seen before, conflicts chosen, merged in one step that can be undone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import two_coders
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.dialogs.bring_in import BringIn
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services import coding, studies
from qualcoder_cg.services.codebook import add_code, describe_code, rename_code
from qualcoder_cg.services.studies import Project

HERE, COPY, BOTH = 2, 3, 4


@pytest.fixture
def study(tmp_path: Path) -> Iterator[TwoCoders]:
    made = two_coders.build(tmp_path, each=1, agreements=8, n_documents=2)
    yield made
    made.project.close()


@pytest.fixture
def session(study: TwoCoders, qapp: QApplication) -> Iterator[Session]:
    theme.apply(qapp, theme.LIGHT_MODE)
    made = Session(study.project)
    yield made
    made.finish()


def _copy(study: TwoCoders, tmp_path: Path) -> Project:
    """A copy of the study in which Marta R. goes on."""
    path = studies.save_copy(study.project, tmp_path / "back.qcg")
    return studies.open_project(path, coder="Marta R.")


def _code(project: Project, start: int) -> str:
    document, code = project.documents.all()[0], project.codes.all()[3]
    place = Span(start, start + 12)
    return coding.apply_code(project, document_id=document.id, span=place, code_id=code.id).id


def _shown(session: Session, path: Path, qtbot: QtBot) -> BringIn:
    dialog = BringIn(None, session, path)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=20_000)
    return dialog


def _merge(dialog: BringIn, qtbot: QtBot) -> None:
    dialog.attempt()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=20_000)


def _nothing_lies_over(dialog: BringIn) -> None:
    assert not any(one.isVisible() for one in (dialog.clashes, dialog.codes, dialog.notes))


def test_what_a_copy_brings_is_shown_merged_and_undone(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = _copy(study, tmp_path)
    theirs = _code(copy, 40)
    copy.close()
    mine = _code(study.project, 90)
    before = study.project.codings.count()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    assert ["Coding", "1", "0", "0", ""] in [list(row) for row in dialog.coming._rows]
    align = Qt.ItemDataRole.TextAlignmentRole
    assert dialog.coming.data(dialog.coming.index(0, 1), align) & Qt.AlignmentFlag.AlignRight
    assert dialog.coming.data(dialog.coming.index(0, 0), align) is None
    assert study.project.codings.count() == before
    heard: list[object] = []
    session.changed.connect(heard.append)
    _merge(dialog, qtbot)
    assert {one.id for one in study.project.codings.some([mine, theirs])} == {mine, theirs}
    assert heard
    kept = tmp_path / "report.txt"
    dialog.keep_report(kept)
    assert kept.read_text(encoding="utf-8") == dialog.done_text.toPlainText()
    assert "Coding" in kept.read_text(encoding="utf-8")
    study.project.undo()
    assert study.project.codings.count() == before
    assert study.project.codings.get(theirs) is None


def test_the_other_side_of_a_conflict_is_taken(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    code = study.project.codes.all()[3]
    copy = _copy(study, tmp_path)
    describe_code(study.project, code.id, definition="What was done here.")
    describe_code(copy, code.id, definition="What was done there.")
    copy.close()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    assert dialog.clashes.rowCount() == 1
    assert dialog.clashes.choices() == {}
    wins = dialog.preview.clashes[0].wins if dialog.preview else ""
    assert wins == "theirs"
    dialog.pages.setCurrentWidget(dialog.clashes)
    dialog.clashes.setCurrentCell(0, HERE)
    dialog.clashes.setFocus()
    qtbot.keyClick(dialog.clashes, Qt.Key.Key_Space)
    assert list(dialog.clashes.choices().values()) == ["mine"]
    _merge(dialog, qtbot)
    now = next(one for one in study.project.codes.all() if one.id == code.id)
    assert now.definition == "What was done here."


def test_both_sides_stand_where_they_are_sentences(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    code = study.project.codes.all()[3]
    copy = _copy(study, tmp_path)
    for project, words in ((study.project, "here"), (copy, "there")):
        describe_code(project, code.id, definition=f"What was done {words}.")
        rename_code(project, code.id, f"Done {words}")
    copy.close()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    said = [dialog.clashes.item(row, BOTH).text() for row in range(dialog.clashes.rowCount())]
    assert sorted(said) == ["", "both"]
    for row, text in enumerate(said):
        dialog.clashes.take(row, BOTH)
        assert dialog.clashes.item(row, BOTH).text() == ("✓ both" if text else "")
        ticks = [dialog.clashes.item(row, column).text().startswith("✓") for column in (HERE, COPY)]
        assert ticks == ([True, True] if text else [False, True])
    _merge(dialog, qtbot)
    now = next(one for one in study.project.codes.all() if one.id == code.id)
    assert (now.definition, now.short) == ("What was done here.\n\nWhat was done there.", "Done there")


def test_sides_that_begin_alike_are_shown_where_they_part(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    code = study.project.codes.all()[3]
    alike = "The work of promoters who were workers themselves, and why people trust them. "
    copy = _copy(study, tmp_path)
    describe_code(study.project, code.id, definition=alike + "Of this programme only.")
    describe_code(copy, code.id, definition=alike + "Of other programmes too.")
    copy.close()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    dialog.pages.setCurrentWidget(dialog.clashes)
    here, there = (dialog.clashes.item(0, column).text() for column in (HERE, COPY))
    assert "this programme only" in here and "other programmes too" in there
    lines = dialog.clashes.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: dialog.clashes.rowHeight(0) < 6 * lines)  # as high as its words, no higher


def test_two_codes_become_one(study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    copy = _copy(study, tmp_path)
    mine = add_code(study.project, "Promoters")
    theirs = add_code(copy, "Promotors")
    copy.close()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    assert dialog.same() == {}
    pair = next(item for row in range(dialog.pairs.count()) if "%" in (item := dialog.pairs.item(row)).text())
    pair.setCheckState(Qt.CheckState.Checked)
    assert dialog.same() == {"code": [(mine.id, theirs.id)]}
    _merge(dialog, qtbot)
    names = [one.name for one in study.project.codes.all()]
    assert "Promoters" in names and "Promotors" not in names


def test_two_coders_of_one_name_become_one_who_goes_on(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = _copy(study, tmp_path)
    copy.coder_name = "Carla N."
    theirs = _code(copy, 40)
    for one in (copy, study.project):
        studies.add_coder(one, "Beto")
    copy.close()
    session.who.act_as("Carla N")
    mine = _code(study.project, 90)
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    beto, pair = dialog.preview.pairs if dialog.preview else ()
    assert "under the name Beto:" in dialog.told.text() and dialog.pages.tabText(1) == "The same? (2)"
    assert [dialog.pairs.item(row).text() for row in (0, 1)] == [
        "The coder Beto: two go under this name",
        f"The coder Carla N and Carla N. may be one (99 %); made one, the name is {pair.stays}",
    ]
    dialog.pages.setCurrentIndex(1)
    dialog.pairs.setFocus()
    dialog.pairs.setCurrentRow(1)
    qtbot.keyClick(dialog.pairs, Qt.Key.Key_Space)
    _merge(dialog, qtbot)
    (carla,) = (one for one in study.project.coders.all() if one.name.startswith("Carla"))
    assert {one.coder_id for one in study.project.codings.some([mine, theirs])} == {carla.id}
    assert carla.name == pair.stays == study.project.coder_name
    assert "made one of Carla N, Carla N." in dialog.done_text.toPlainText()
    assert beto.first in [one.name for one in study.project.coders.all()]
    _code(study.project, 140)
    assert len([one for one in study.project.coders.all() if one.name.startswith("Carla")]) == 1


def test_a_copy_that_brings_nothing_says_so(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    _copy(study, tmp_path).close()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    assert "nothing" in dialog.told.text()
    _nothing_lies_over(dialog)
    dialog.attempt()
    assert dialog.report is None and not dialog.isVisible()


def test_a_foreign_file_is_refused(study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    other = studies.new_study(tmp_path / "other.qcg", coder="X")
    other.close()
    damaged = tmp_path / "damaged.qcg"
    shutil.copyfile(tmp_path / "other.qcg", damaged)
    damaged.write_bytes(damaged.read_bytes()[:5000])
    for path in (tmp_path / "other.qcg", damaged):
        dialog = BringIn(None, session, path)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda dialog=dialog: not dialog.problem.isHidden(), timeout=20_000)
        assert not dialog.main.isEnabled()
        _nothing_lies_over(dialog)
        dialog.reject()


def test_a_merge_that_is_stopped_says_that_nothing_was_merged(
    study: TwoCoders, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = _copy(study, tmp_path)
    _code(copy, 40)
    copy.close()
    before = study.project.codings.count()
    dialog = _shown(session, tmp_path / "back.qcg", qtbot)
    dialog.attempt()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Nothing was merged. This comes in."))
    assert dialog.isVisible() and dialog.main.isEnabled() and dialog.report is None
    assert study.project.codings.count() == before
