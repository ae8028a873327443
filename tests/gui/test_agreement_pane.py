"""How far coders agree, as the pane shows it: what can be computed on which unit, and what rows are."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import two_coders
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from two_coders import TwoCoders

from qualcoder_cg.domain.consistency import ANSWER, CHARACTER, EACH, SEGMENT
from qualcoder_cg.gui import theme
from qualcoder_cg.gui.consistency import words
from qualcoder_cg.gui.consistency.agreement_pane import AgreementPane
from qualcoder_cg.gui.consistency.choices import CODES, DOCUMENTS, QUESTIONS, THEMES
from qualcoder_cg.gui.consistency.state import State
from qualcoder_cg.gui.session import Session
from qualcoder_cg.services.palette import label_of, number_of


@pytest.fixture
def study(tmp_path: Path) -> Iterator[TwoCoders]:
    """Fifteen planted disagreements among twenty agreements."""
    made = two_coders.build(tmp_path, each=3, agreements=20, n_documents=3)
    yield made
    made.project.close()


@pytest.fixture
def pane(study: TwoCoders, qtbot: QtBot, qapp: QApplication) -> Iterator[AgreementPane]:
    """The pane on that study, its figures read."""
    theme.apply(qapp, theme.LIGHT_MODE)
    session = Session(study.project)
    state = State(session, session)
    made = AgreementPane(state, None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    state.want(True)
    qtbot.waitUntil(lambda: state.is_listed and state.figures is not None, timeout=20_000)
    yield made
    state.finish()
    session.finish()


def test_passages_have_a_coefficient_that_can_be_computed(pane: AgreementPane, qtbot: QtBot) -> None:
    pane._state.choose(unit=SEGMENT)
    qtbot.waitUntil(lambda: bool(pane.chart.list.model_of.rows))
    assert any(row.figure.value is not None for row in pane.chart.list.model_of.rows)
    assert "Dice" in pane.sentence.text()
    pane.how_menu.aboutToShow.emit()
    coefficients = pane.how_menu.actions()[2].menu().actions()
    assert [one.text() for one in coefficients if one.isChecked()] == ["Positive specific agreement (Dice)"]
    alpha = coefficients[0]
    assert not alpha.isEnabled() and "chance is unknown" in alpha.toolTip()
    pane._state.choose(unit=ANSWER)
    qtbot.waitUntil(lambda: "alpha" in pane.sentence.text())


def test_texts_as_lines_are_counted_by_their_length(
    pane: AgreementPane, study: TwoCoders, qtbot: QtBot
) -> None:
    pane._state.choose(coefficient="u-alpha", unit=SEGMENT)
    model = pane.chart.list.model_of
    qtbot.waitUntil(lambda: any(row.figure.value is not None for row in model.rows))
    assert all(row.counted.endswith("characters") for row in model.rows if row.figure.n)
    assert "on the length of the texts" in pane.sentence.text()
    assert pane.chart.heading.left == "Characters (n)"


def test_why_nothing_can_be_computed_is_said_once(pane: AgreementPane, qtbot: QtBot) -> None:
    found = pane._state.figures
    assert found is not None
    nothing = [one._replace(value=None, note="Not computable from one unit.") for one in found.figures]
    pane._show(replace(found, figures=tuple(nothing)))
    assert pane.sentence.text().endswith("Not computable from one unit.")


def test_rows_are_called_as_everywhere_else(pane: AgreementPane, study: TwoCoders, qtbot: QtBot) -> None:
    labels = {f"{number_of(one)} {label_of(one)}" for one in study.project.codes.all() if number_of(one)}
    codes = {one.code for one in study.project.documents.all()}
    model = pane.chart.list.model_of
    for rows, names in ((QUESTIONS, labels), (CODES, labels), (DOCUMENTS, codes)):
        pane._state.choose_rows(rows)
        qtbot.waitUntil(
            lambda names=names: (
                bool(model.rows)
                and {row.figure.name for row in model.rows if row.figure.scope == EACH} <= names
                and {row.figure.name for row in model.rows if row.figure.key} <= names
            )
        )


def test_no_button_is_pressed_for_themes(pane: AgreementPane) -> None:
    buttons = pane.switch.findChildren(QPushButton)
    pane._state.choose_rows(THEMES)
    assert not any(one.isChecked() for one in buttons)
    buttons[1].click()
    assert [one.isChecked() for one in buttons] == [False, True, False, False, False]


def test_many_units_are_written_in_groups() -> None:
    assert words.counted(CHARACTER, 22_107) == "22,107 characters"


def test_what_rounds_to_nought_is_not_below_it() -> None:
    assert words.value(-0.001) == "0.00"
    assert words.value(-0.006) == "\N{MINUS SIGN}0.01"
