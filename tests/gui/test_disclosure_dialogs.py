"""The window's dialogs and pages that protect who spoke: export, rules, names, glossary, lists."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shell_help import dialog_of, opened, trigger

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.dialogs.export_evidence import ExportEvidence
from qualcoder_cg.gui.dialogs.print_lists import RedactionLog, Translations
from qualcoder_cg.gui.dialogs.study_rules import StudyRules
from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.sources.names_page import GlossaryPage, NamesPage
from qualcoder_cg.services import coding, names, redaction, register, rules, translations
from qualcoder_cg.services.studies import Project

pytest_plugins = ("conftest_shell",)


@pytest.fixture
def project(window: MainWindow, study: Path) -> Project:
    """The study, open, with one informant who is quoted once."""
    project = opened(window, study)
    document = project.documents.all()[0]
    register.add_rows(
        project, "informant", [{"code": "KII-01", "type": "Agency", "consent": "record, quote"}]
    )
    register.set_cells(project, "document", [(document.id, "voices", "KII-01")])
    code = project.codes.all()[0]
    coding.apply_code(project, document_id=document.id, span=Span(0, 9), code_id=code.id)
    return project


def test_the_export_tells_mends_and_takes_a_reason(
    window: MainWindow, project: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    trigger(window, "export")
    dialog = dialog_of(window, ExportEvidence)
    part = dialog.disclosure
    qtbot.waitUntil(lambda: len(part.groups) == 1)
    assert "point" in part.said.text() and part.list.item(0, 2).text().startswith("Use level 0")
    heading, number = part.list.horizontalHeaderItem(1), part.list.item(0, 1)
    assert heading.textAlignment() == number.textAlignment()
    target = tmp_path / "annex.docx"
    dialog.file.setText(str(target))
    dialog.main.click()
    assert not target.exists() and dialog.problem.isVisible()
    part.why.setText("she agreed")
    dialog.main.click()
    assert target.exists() and project.activity(1)[0].words["reason"] == "she agreed"
    part.mend_all.click()
    qtbot.waitUntil(lambda: part.risks == [])
    assert not part.list.isVisible() and "No passage" in part.said.text()
    project.undo()
    dialog.level.setCurrentIndex(dialog.level.findData("none"))
    qtbot.waitUntil(lambda: part.risks == [])
    dialog.reject()


def test_the_rules_are_saved_in_one_step(window: MainWindow, project: Project) -> None:
    trigger(window, "rules")
    dialog = dialog_of(window, StudyRules)
    dialog.k.setValue(5)
    dialog.ceiling.setCurrentIndex(dialog.ceiling.findData("institution"))
    dialog.language.setCurrentIndex(dialog.language.findData("es"))
    dialog.categories.item(0, 1).setText("executing teams")
    dialog.settles.setCurrentIndex(dialog.settles.findData("anyone"))
    dialog.edges.setValue(65)
    dialog.layer.setCurrentIndex(dialog.layer.findData("consensus"))
    before = project.step_counts()[0]
    dialog.main.click()
    now = rules.rules(project)
    assert (now.k, now.ceiling, now.report_language) == (5, "institution", "es")
    assert (now.who_settles, now.same_edges, now.layer) == ("anyone", 65, "consensus")
    assert project.sees_consensus
    assert dict(now.categories) == {"Agency": "executing teams"}
    assert project.step_counts()[0] == before + 1
    trigger(window, "rules")
    again = dialog_of(window, StudyRules)
    again.main.click()
    assert project.step_counts()[0] == before + 1, "nothing changed, no step"


def test_names_and_terms_are_kept_in_grids(window: MainWindow, project: Project) -> None:
    page = window.show_page("names")
    assert isinstance(page, NamesPage) and page.empty.isVisible()
    save = page.grid.model.source.save
    made = save(
        [],
        [{"name": "Maite Goñi", "kind": "person", "informant": "KII-01"}, {"name": "Bilbo", "kind": "Place"}],
    )
    assert [one.known.kind for one in names.listed(project)] == ["person", "place"]
    save([(made[0], "name", "Maite Goñi Ruiz")], [])
    page.grid.choose_rows([made[0]])
    assert page.first.isEnabled() and not page.empty.isVisible()
    page.first.click()
    page.grid.choose_rows([made[1]])
    assert not page.first.isEnabled()
    terms = window.show_page("glossary")
    assert isinstance(terms, GlossaryPage)
    save = terms.grid.model.source.save
    (term,) = save([], [{"term": "caja", "language": "Spanish", "translation": "fund", "into": "en"}])
    save([(term, "translation", "the Fund")], [])
    (known,) = project.evidence.glossary.all()
    assert (known.language, known.into, known.translation) == ("es", "en", "the Fund")
    terms.grid.model.source.remove([term])
    assert project.evidence.glossary.all() == []


def test_the_log_of_redactions_leads_to_its_places(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    document = project.documents.all()[0]
    redaction.redact(project, document.id, Span(0, 5), "person", reason="a third party")
    trigger(window, "redaction-log")
    dialog = dialog_of(window, RedactionLog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    shown = [dialog.model.data(dialog.model.index(0, column)) for column in range(7)]
    assert shown[1] == project.documents.text(document.id)[:5] and shown[2] == "[name]"
    assert shown[4] == project.coder_name and shown[6] == "a third party"
    dialog.list.activated.emit(dialog.model.index(0, 0))
    assert window.session is not None and window.session.document is not None
    assert window.session.document.id == document.id
    qtbot.waitUntil(lambda: window.session.selection == Span(0, 5))


def test_a_table_goes_to_a_translator_and_back(
    window: MainWindow, project: Project, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = project.documents.all()[0]
    with project.step("Test"):
        project.documents.change(document.id, language="es")
    trigger(window, "translations")
    dialog = dialog_of(window, Translations)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    path = tmp_path / "t.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), "Tables"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), "Tables"))
    dialog.write.click()
    assert path.exists() and "1" in dialog.told.text()
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",,", ",In English,", 1), encoding="utf-8")
    dialog.translator.setText("Ana")
    dialog.bring.click()
    qtbot.waitUntil(lambda: "1 translation was saved" in dialog.told.text())
    (version,) = translations.of_passage(project, document.id, Span(0, 9))
    assert (version.text, version.translator, version.language) == ("In English", "Ana", "en")
    path.write_text("nothing\n1\n", encoding="utf-8")
    dialog.bring.click()
    assert dialog.problem.isVisible()
    dialog.reject()
