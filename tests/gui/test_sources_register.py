"""The pages of the register in the Sources view: counts, grids, merging, and tables that are imported."""

from pathlib import Path

from grid_help import CONTROL, clipboard, column, editor, go, key, place, select
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from register_help import page
from shell_help import dialog_of, opened, trigger

from qualcoder_cg.gui.main_window import MainWindow
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.sources.documents_page import DocumentsPage
from qualcoder_cg.gui.sources.import_table import ImportTable
from qualcoder_cg.gui.sources.informants_page import InformantsPage
from qualcoder_cg.gui.sources.institutions_page import InstitutionsPage
from qualcoder_cg.gui.sources.pages import DOCUMENTS, INFORMANTS, INSTITUTIONS, INTERVIEWS
from qualcoder_cg.gui.sources.register_page import RegisterPage
from qualcoder_cg.gui.sources.sources_view import SourcesView
from qualcoder_cg.services import register, studies
from qualcoder_cg.services.studies import Project

pytest_plugins = ("conftest_shell",)
K = Qt.Key
PEOPLE = """Código;Tipo;Sexo;Institución;Experience
KII-01;Agency;mujer;Ministry of Labour;long
KII-02;Partner;hombre;Union;short
"""


def steps(project: Project) -> str:
    done = project.undoable()
    return studies.in_words(done.name, done.words) if done else ""


def test_an_empty_page_says_what_to_do(view: SourcesView) -> None:
    informants = page(view, INFORMANTS)
    assert informants.empty.isVisible()
    filled = [button for button in view.findChildren(QPushButton) if button.property("main")]
    assert [button for button in filled if button.isVisible()] == [informants.begin]
    assert informants.grid.model.rowCount() == 1
    assert informants.header.caption.text() == ""


def test_a_table_pasted_into_the_empty_page_is_one_step(
    view: SourcesView, session: Session, qtbot: QtBot
) -> None:
    informants = page(view, INFORMANTS)
    clipboard("KII-01\tAgency\tmujer\nKII-02\tPartner\thombre")
    go(informants.grid, 0, "code")
    key(qtbot, informants.grid, K.Key_V, CONTROL)
    assert column(informants.grid, "code") == ["KII-01", "KII-02"]
    assert column(informants.grid, "sex") == ["woman", "man"]
    assert not informants.empty.isVisible()
    assert informants.header.caption.text().startswith("2 informants in the register · heard: 0 informants")
    session.project.undo()
    assert column(informants.grid, "code") == []
    assert informants.empty.isVisible()
    session.project.redo()
    assert column(informants.grid, "code") == ["KII-01", "KII-02"]


def test_what_the_register_refuses_is_said_under_the_header(
    view: SourcesView, session: Session, qtbot: QtBot
) -> None:
    register.add_rows(session.project, "informant", [{"code": "KII-01"}, {"code": "KII-02"}])
    grid = page(view, INFORMANTS).grid
    go(grid, 1, "code")
    qtbot.keyClicks(grid.table, "K")
    editor(grid).setText("KII-01")
    key(qtbot, grid, K.Key_Return)
    assert "KII-01" in grid.problem.text()
    assert grid.problem.isVisible()
    assert [row.cells["code"] for row in register.rows(session.project, "informant")] == ["KII-01", "KII-02"]
    assert column(grid, "code") == ["KII-01", "KII-01"]
    grid.discard.click()
    assert column(grid, "code") == ["KII-01", "KII-02"]


def test_interviews_tell_how_many_were_held_and_why_the_others_were_not(
    view: SourcesView, session: Session
) -> None:
    statuses = ["held"] * 34 + ["declined"] * 2 + ["no reply"] * 10 + ["could not attend"] * 3
    rows = [{"code": f"P-{n:02d}", "status": status} for n, status in enumerate(statuses, 1)]
    register.add_rows(session.project, "interview", rows)
    interviews = page(view, INTERVIEWS)
    assert interviews.header.caption.text() == (
        "49 interviews planned: 34 held, 15 not held (2 declined, 10 no reply, 3 could not attend)"
    )
    register.set_cells(session.project, "interview", [(rows_id(session, "P-49"), "status", "planned")])
    assert interviews.header.caption.text().endswith(
        "(2 declined, 10 no reply, 2 could not attend), 1 to come"
    )


def rows_id(session: Session, code: str) -> str:
    return next(row.id for row in register.rows(session.project, "interview") if row.cells["code"] == code)


def test_informants_of_an_interview_are_ticked(view: SourcesView, session: Session, qtbot: QtBot) -> None:
    register.add_rows(session.project, "informant", [{"code": "KII-01"}, {"code": "KII-02"}])
    register.add_rows(session.project, "interview", [{"code": "P-01"}])
    grid = page(view, INTERVIEWS).grid
    go(grid, 0, "informants")
    qtbot.keyClicks(grid.table, "K")
    editor(grid).setText("KII-01; KII-02")
    key(qtbot, grid, K.Key_Return)
    assert len(session.project.interviews.all()[0].informants) == 2


def test_selected_documents_are_described_at_once(view: SourcesView, session: Session, qtbot: QtBot) -> None:
    documents = page(view, DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    assert documents.header.caption.text() == "2 documents · 65 words"
    select(documents.grid, [0, 1], ["code"])
    menu = documents.set_menu()
    titles = [action.text() for action in menu.actions()]
    assert titles[0] == "Kind"
    assert "Date…" in titles
    kinds = menu.actions()[0].menu()
    next(action for action in kinds.actions() if action.text() == "Group interview").trigger()
    assert [one.kind for one in session.project.documents.all()] == ["group", "group"]
    assert steps(session.project) == "Describe documents (2 cells)"
    clipboard("2026-03-04")
    select(documents.grid, [0, 1], ["date"])
    key(qtbot, documents.grid, K.Key_V, CONTROL)
    assert [one.date for one in session.project.documents.all()] == ["2026-03-04"] * 2


def test_a_category_is_made_where_it_is_missing(view: SourcesView, session: Session, qtbot: QtBot) -> None:
    documents = page(view, DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    select(documents.grid, [1], ["code"])
    popup = documents._ask_category()
    qtbot.keyClicks(popup.field, "Laws")
    qtbot.keyClick(popup.field, K.Key_Return)
    assert column(documents.grid, "category") == ["", "Laws"]
    listed = next(action.menu() for action in documents.set_menu().actions() if action.text() == "Category")
    words = [action.text() for action in listed.actions() if action.text()]
    assert words == ["Laws", "(empty)", "New category…", "Change categories…", "Add the usual categories"]
    listed.actions()[-1].trigger()
    assert len(session.project.documents.categories()) == 7


def test_a_document_is_opened_in_coding(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    project = opened(window, study)
    documents = window.show_page(DOCUMENTS)
    assert isinstance(documents, DocumentsPage)
    assert documents.grid.table.hasFocus()
    assert window.session is not None
    window.session.show_document(None)
    go(documents.grid, 0, "name")
    qtbot.keyClick(documents.grid.table, K.Key_Return)
    assert window.view() == "coding"
    assert window.session.document == project.documents.all()[0]


def test_the_key_undoes_what_was_typed_in_the_grid(window: MainWindow, study: Path, qtbot: QtBot) -> None:
    project = opened(window, study)
    window.activateWindow()
    informants = window.show_page(INFORMANTS)
    assert isinstance(informants, RegisterPage)
    go(informants.grid, 0, "code")
    qtbot.keyClicks(informants.grid.table, "K")
    qtbot.keyClicks(editor(informants.grid), "II-09")
    key(qtbot, informants.grid, K.Key_Return)
    assert [person.code for person in project.informants.all()] == ["KII-09"]
    key(qtbot, informants.grid, K.Key_Z, CONTROL)
    assert project.informants.all() == []
    key(qtbot, informants.grid, K.Key_F2)
    assert editor(informants.grid).isVisible()


def test_likely_doubles_are_merged_with_one_click(view: SourcesView, session: Session) -> None:
    register.add_rows(
        session.project,
        "informant",
        [
            {"code": "KII-01", "institution": "Ministry of Labour"},
            {"code": "KII-02", "institution": "Ministry of Labor"},
            {"code": "KII-03", "institution": "Ministry of Labor"},
        ],
    )
    institutions = page(view, INSTITUTIONS)
    assert isinstance(institutions, InstitutionsPage)
    assert institutions.header.caption.text() == "2 institutions · 3 informants"
    offered = [label.text() for label in institutions.alike.findChildren(QLabel)]
    assert len(offered) == 1
    assert offered[0].endswith("may be one institution.")
    button = institutions.alike.findChildren(QPushButton)[0]
    assert button.text() == "Merge into Ministry of Labor"
    button.click()
    assert column(institutions.grid, "name") == ["Ministry of Labor"]
    assert column(institutions.grid, "aliases") == ["Ministry of Labour"]
    assert column(institutions.grid, "informants") == ["3"]
    assert not institutions.alike.isVisible()
    session.project.undo()
    assert len(column(institutions.grid, "name")) == 2


def test_doubles_that_are_two_are_offered_no_more(view: SourcesView, session: Session) -> None:
    names = [{"name": "Ministry of Labour"}, {"name": "Ministry of Labor"}]
    register.add_rows(session.project, "institution", names)
    institutions = page(view, INSTITUTIONS)
    assert isinstance(institutions, InstitutionsPage)
    institutions.alike.findChildren(QToolButton)[0].click()
    assert not institutions.alike.isVisible()
    institutions.refresh()
    assert not institutions.alike.isVisible()


def test_selected_institutions_are_merged_into_the_first(view: SourcesView, session: Session) -> None:
    register.add_rows(session.project, "institution", [{"name": "Union"}, {"name": "Fund"}, {"name": "City"}])
    institutions = page(view, INSTITUTIONS)
    assert isinstance(institutions, InstitutionsPage)
    assert not institutions.merge.isEnabled()
    first, second = column(institutions.grid, "name")[:2]
    select(institutions.grid, [0, 1], ["name"])
    assert institutions.merge.isEnabled()
    institutions.merge.click()
    assert first in column(institutions.grid, "name")
    assert second not in column(institutions.grid, "name")
    assert not institutions.merge.isEnabled()


def test_selected_informants_are_made_one(view: SourcesView, session: Session) -> None:
    people = [{"code": "KII-1", "consent": "record; quote"}, {"code": "KII-01", "consent": "no"}]
    register.add_rows(session.project, "informant", people)
    informants = page(view, INFORMANTS)
    assert isinstance(informants, InformantsPage)
    assert not informants.merge.isEnabled()
    first = column(informants.grid, "code")[0]
    select(informants.grid, [0, 1], ["code"])
    assert first in informants.merge.toolTip()
    informants.merge.click()
    (person,) = session.project.informants.all()
    assert (person.code, person.consent) == (first, "no") and not informants.merge.isEnabled()
    session.project.undo()
    assert len(session.project.informants.all()) == 2


def test_a_table_is_imported_by_the_meaning_of_its_columns(
    window: MainWindow, study: Path, tmp_path: Path
) -> None:
    project = opened(window, study)
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    trigger(window, "import-informants")
    dialog = dialog_of(window, ImportTable)
    assert not dialog.main.isEnabled()
    dialog.use_file(file)
    assert dialog.mapping() == {"code": "Código", "type": "Tipo", "sex": "Sexo", "institution": "Institución"}
    assert dialog.summary.text() == "2 new entries · 0 changed · 0 as they are"
    shown = [dialog.preview.data(dialog.preview.index(0, n)) for n in range(5)]
    assert shown == ["new", "KII-01", "Agency", "woman", "Ministry of Labour"]
    assert [box.text() for box in dialog._extra] == ["Experience"]
    dialog._extra[0].setChecked(True)
    dialog.main.click()
    assert [person.code for person in project.informants.all()] == ["KII-01", "KII-02"]
    grid = window.show_page(INFORMANTS).grid  # type: ignore[attr-defined]
    assert column(grid, grid.model.columns[-1].id) == ["long", "short"]
    assert window.status.saved.text().startswith("2 new entries")
    project.undo()
    assert project.informants.all() == []
    assert project.own_columns.of("informant") == []


def test_what_is_wrong_with_a_table_is_said_before_anything_is_saved(
    window: MainWindow, study: Path, tmp_path: Path
) -> None:
    project = opened(window, study)
    register.add_rows(project, "interview", [{"code": "P-01", "status": "held"}])
    file = tmp_path / "interviews.csv"
    file.write_text("code,status\nP-01,held\nP-02,perhaps\n", encoding="utf-8")
    interviews = window.show_page(INTERVIEWS)
    assert isinstance(interviews, RegisterPage)
    dialog = interviews.ask_for_table()
    assert isinstance(dialog, ImportTable)
    dialog.use_file(file)
    assert "perhaps" in dialog.problem.text()
    assert "line 3" in dialog.problem.text()
    assert not dialog.main.isEnabled()
    combo = dialog.combos["status"]
    combo.setCurrentIndex(0)
    dialog.look()
    assert dialog.problem.isHidden()
    assert dialog.summary.text() == "1 new entry · 0 changed · 1 as it is"
    dialog.use_file(tmp_path / "none.csv")
    assert dialog.problem.isVisible()
    assert not dialog.main.isEnabled()
    dialog.reject()


def test_one_of_five_hundred_informants_is_edited(view: SourcesView, session: Session) -> None:
    people = [
        {"code": f"KII-{n}", "type": "Agency", "institution": f"Fund {n % 40}", "place": "Quito"}
        for n in range(500)
    ]
    register.add_rows(session.project, "informant", people)
    grid = page(view, INFORMANTS).grid
    grid.model.write({(7, place(grid, "place")): "Loja"})
    QApplication.processEvents()
    assert column(grid, "place")[7] == "Loja"


def test_a_document_keeps_its_kind(view: SourcesView, session: Session, qtbot: QtBot) -> None:
    grid = page(view, DOCUMENTS).grid
    go(grid, 0, "kind")
    key(qtbot, grid, K.Key_Delete)
    assert grid.problem.text().startswith("INT-01 needs a kind. Use one of: Interview, ")
    assert session.project.documents.all()[0].kind == "interview"
