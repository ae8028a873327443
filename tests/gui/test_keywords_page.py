"""The page of keywords: what is typed is looked for, passages lead to transcripts, proposals are added."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from coding_fixtures import FakeProcess, code_named
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.gui.session import Session
from qualcoder_cg.gui.suggester import Suggester
from qualcoder_cg.gui.suggestions.keywords_page import KeywordsPage
from qualcoder_cg.services import codebook, coding, documents, keywords
from qualcoder_cg.services.keywords import Key
from qualcoder_cg.suggest.worker import Worker

MORE = """KII-03: The labour inspectors came to the office. We sang for a long time that day.
KII-03: Labour inspectors never see a kitchen, they say. The river was high in those months.
"""
AGAIN = """KII-04: Without labour inspectors nothing moves at all. The bread was good and warm.
KII-04: My cousin has a red bicycle and rides it daily. The school was painted in green.
"""


class OwnProcess(FakeProcess):
    """Answers as the process does, in this one, in a turn of its own."""

    def __init__(self, parent: Session) -> None:
        super().__init__(parent)
        self.worker = Worker(lambda answer: QTimer.singleShot(0, self, lambda: self.answered.emit(answer)))

    def send(self, line: bytes) -> None:
        """Answer what needs no model."""
        super().send(line)
        request = json.loads(line)
        if request["op"] in ("hits", "propose"):
            self.worker.answer(request)


@pytest.fixture
def page(session: Session, qtbot: QtBot, tmp_path: Path) -> Iterator[KeywordsPage]:
    """The page on the small study, shown."""
    session.suggester = Suggester(session, OwnProcess(session))
    for name, text in (("KII-03 more.txt", MORE), ("KII-04 again.txt", AGAIN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.import_files(session.project, [tmp_path / name], language="en")
    made = KeywordsPage(session)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.finish()
    session.suggester.finish()


def show(page: KeywordsPage, qtbot: QtBot, name: str) -> str:
    """Pick a code and wait until its keywords are known."""
    code_id = code_named(page._session, name).id
    page.panes.codes.choose(code_id)
    done(page, qtbot)
    return code_id


def done(page: KeywordsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: (
            not (
                page._soon.isActive()
                or page._again.isActive()
                or page.search.is_under_way()
                or page.trial.is_under_way()
                or page.offering.is_under_way()
            )
        ),
        timeout=20_000,
    )


def type_in(page: KeywordsPage, qtbot: QtBot, text: str) -> None:
    page.panes.field.line.setFocus()
    qtbot.keyClicks(page.panes.field.line, text)
    qtbot.waitUntil(lambda: not page.panes.field._soon.isActive())
    done(page, qtbot)


def listed(page: KeywordsPage) -> list[str]:
    model = page.panes.list.passages
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def sentence(session: Session, words: str) -> tuple[str, Span]:
    for document in session.project.documents.all():
        text = session.project.documents.text(document.id)
        if words in text:
            start = text.index(words)
            return document.id, Span(start, text.index(".", start) + 1)
    raise AssertionError(words)


def code(session: Session, words: str, code_id: str) -> None:
    document_id, span = sentence(session, words)
    coding.apply_code(session.project, document_id=document_id, span=span, code_id=code_id)


def test_what_is_typed_is_shown_with_its_passages_before_it_is_added(
    page: KeywordsPage, qtbot: QtBot
) -> None:
    code_id = show(page, qtbot, "Q20")
    type_in(page, qtbot, "promoter*")
    (passage,) = listed(page)
    assert passage.startswith("Nobody knows who pays the promoters next year.")
    assert "not decided" in passage
    assert page.panes.passages_header.title.text() == "Passages with promoter*"
    page.panes.field.language.setCurrentIndex(page.panes.field.language.findData("en"))
    qtbot.keyClick(page.panes.field.line, Qt.Key.Key_Return)
    assert "promoter*" in codebook.get_code(page._session.project, code_id).keywords["en"]
    assert page.panes.field.line.text() == ""
    assert page.panes.table.key() == Key("en", "promoter*")
    done(page, qtbot)
    assert page.found[Key("en", "promoter*")].counts.passages == 1
    assert len(listed(page)) == 1
    page._session.project.undo()
    assert page.panes.table.key() != Key("en", "promoter*")


def test_what_cannot_be_read_is_told_while_one_types(page: KeywordsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "Q20")
    before = keywords.keys_of(code_named(page._session, "Q20"))
    type_in(page, qtbot, "pro*moters")
    assert "star" in page.panes.field.note.text()
    assert page.panes.field.note.property("role") == "warning"
    qtbot.keyClick(page.panes.field.line, Qt.Key.Key_Return)
    assert page.panes.field.note.property("role") == "error"
    assert keywords.keys_of(code_named(page._session, "Q20")) == before
    qtbot.keyClick(page.panes.field.line, Qt.Key.Key_Escape)
    assert page.panes.field.note.property("role") == "caption"


def test_how_often_a_keyword_was_right_follows_coding(page: KeywordsPage, qtbot: QtBot) -> None:
    session = page._session
    made = codebook.add_code(session.project, "Rent")
    keywords.add_keyword(session.project, made.id, "en", "pay")
    show(page, qtbot, "Rent")
    item = page.panes.table._items[Key("en", "pay")]
    assert (item.text(1), item.text(2)) == ("2", "–")
    code(session, "The municipality pays", made.id)
    code(session, "Nobody knows who", code_named(session, "Q20").id)
    qtbot.waitUntil(lambda: item.text(2) == "1 of 2", timeout=20_000)
    assert "too few to tell" in item.toolTip(2)


def test_a_passage_leads_to_its_transcript_by_key_and_click(page: KeywordsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "Q20")
    type_in(page, qtbot, "kitchen")
    gone: list[tuple[str, object]] = []
    page.passage_chosen.connect(lambda document_id, span: gone.append((document_id, span)))
    page.panes.list.setFocus()
    QTest.keyClick(page.panes.list, Qt.Key.Key_J)
    QTest.keyClick(page.panes.list, Qt.Key.Key_Return)
    box = page.panes.list.visualRect(page.panes.list.passages.index(0))
    qtbot.mouseClick(page.panes.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert gone == [sentence(page._session, "Labour inspectors never")] * 2


def test_a_keyword_is_changed_and_removed_by_keys(page: KeywordsPage, qtbot: QtBot) -> None:
    session = page._session
    made = codebook.add_code(session.project, "Rent")
    for text in ("rent", "pay"):
        keywords.add_keyword(session.project, made.id, "en", text)
    show(page, qtbot, "Rent")
    page.panes.table.choose(Key("en", "pay"))
    page.panes.table.setFocus()
    QTest.keyClick(page.panes.table, Qt.Key.Key_F2)
    assert page.panes.field.line.text() == "pay"
    page.panes.field.line.clear()
    type_in(page, qtbot, '"pays"')
    qtbot.keyClick(page.panes.field.line, Qt.Key.Key_Return)
    assert codebook.get_code(session.project, made.id).keywords == {"en": ("rent", '"pays"')}
    page.panes.table.setFocus()
    QTest.keyClick(page.panes.table, Qt.Key.Key_Delete)
    assert codebook.get_code(session.project, made.id).keywords == {"en": ("rent",)}
    assert page.panes.table.key() == Key("en", "rent")


def test_proposals_come_with_evidence_and_one_key_adds_one(page: KeywordsPage, qtbot: QtBot) -> None:
    session = page._session
    made = codebook.add_code(session.project, "Inspection")
    show(page, qtbot, "Inspection")
    assert "two documents" in page.panes._no_offers.text()
    for words in ("The labour inspectors", "Labour inspectors never", "Without labour"):
        code(session, words, made.id)
    offers = page.panes.offers
    qtbot.waitUntil(lambda: offers.offers.rowCount() > 0, timeout=20_000)
    assert str(offers.offers.index(0).data()).startswith(
        "labour inspectors, in 3 of 3 passages; elsewhere 0 of"
    )
    offers.setFocus()
    QTest.keyClick(offers, Qt.Key.Key_J)
    done(page, qtbot)
    assert len(listed(page)) == 3
    QTest.keyClick(offers, Qt.Key.Key_A)
    assert codebook.get_code(session.project, made.id).keywords == {"en": ("labour inspectors",)}
    done(page, qtbot)
    assert offers.offers.rowCount() == 0


def test_nothing_is_read_while_the_page_is_hidden(page: KeywordsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "Q20")
    page.hide()
    process = page._session.suggester.process
    assert isinstance(process, OwnProcess)
    asked = len(process.asked)
    keywords.add_keyword(page._session.project, page.code_id, "en", "kitchen")
    qtbot.wait(200)
    assert len(process.asked) == asked
    page.show()
    done(page, qtbot)
    assert page.found[Key("en", "kitchen")].counts.passages == 1


def test_typing_on_takes_back_what_was_asked(page: KeywordsPage, qtbot: QtBot) -> None:
    show(page, qtbot, "Q20")
    page._try(Key("en", "office"))
    page._try(Key("en", "kitchen"))
    done(page, qtbot)
    (passage,) = listed(page)
    assert "kitchen" in passage


def test_codes_are_narrowed_by_name_and_keyword(page: KeywordsPage, qtbot: QtBot) -> None:
    made = codebook.add_code(page._session.project, "Inspection")
    keywords.add_keyword(page._session.project, made.id, "en", "kitchen")
    page.panes.codes.narrow("KITCH")
    shown = [one for one, item in page.panes.codes._items.items() if not item.isHidden()]
    assert shown == [made.id]
