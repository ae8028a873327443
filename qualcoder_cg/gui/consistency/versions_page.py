"""Versions of the codebook: which there are, what differs between two, and codings that want another look."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...domain.codebook_versions import ADDED, REMOVED, CodeChange
from ...domain.codings import Coding
from ...i18n import _, ngettext
from ...progress import Progress
from ...services import adjudication, codebook_versions
from ...services.studies import Project
from .. import theme
from ..coding import words as code_words
from ..coding.at_hand import attempt
from ..coding.pane import PADDING, PaneHeader, hairline, label, panel
from ..evidence.reason_dialog import ReasonDialog
from ..session import Session
from ..verbs import show_over
from .page import Page

_CODING = Qt.ItemDataRole.UserRole + 1
_MOST = 500
_LEFT, _MIDDLE, _RIGHT = 424, 400, 380


class Older(NamedTuple):
    """A coding that wants another look, as its row says it."""

    coding: Coding
    words: str
    place: str


class VersionsPage(Page):
    """`passage_chosen(document id, Span)` goes to a coding in its transcript."""

    passage_chosen = Signal(str, object)
    TOUCHED = ("codebook_version", "code", "code_question", "keyword", "coding", "coder")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._differ: list[CodeChange] = []
        self._why = self._note = ""
        self._is_usual = True  # the versions compared are those the page proposes
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Versions of the codebook"))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setViewportMargins(8, 8, 8, 8)
        self.keep = QPushButton(_("Keep as version…"), self)
        self.keep.clicked.connect(lambda _on=False: self.ask_to_keep())
        self.before, self.after = QComboBox(self), QComboBox(self)
        self.before.setAccessibleName(_("Compare from"))
        self.after.setAccessibleName(_("Compare to"))
        self.changes = QTextBrowser(self)
        self.changes.setProperty("plain", True)
        self.changes.setAccessibleName(_("Differences between the two versions"))
        self.changes.setOpenLinks(False)
        self.changes.document().setDocumentMargin(PADDING)
        self.older_header = PaneHeader(_("For another look"), self, padding=PADDING)
        self.older = QListWidget(self)
        self.older.setAccessibleName(_("Codings made before the guidance of their code changed"))
        self.older.setWordWrap(True)
        self.older.setSpacing(4)
        self.older.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.older.setViewportMargins(8, 8, 8, 8)
        self.older.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.explained = label("", "caption", self)
        self.explained.setWordWrap(True)
        self.explained.setContentsMargins(PADDING, 8, PADDING, 8)
        self.right_as_is = QPushButton(_("Right as they are"), self)
        self.right_as_is.setToolTip(_("The chosen codings hold under the codebook as it is now"))
        self.right_as_is.clicked.connect(lambda _on=False: self.looked_at())
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose_version)
        self.before.activated.connect(lambda _place: self._compare_chosen())
        self.after.activated.connect(lambda _place: self._compare_chosen())
        self.older.itemActivated.connect(self._open)
        self.older.itemDoubleClicked.connect(self._open)
        self.older.itemSelectionChanged.connect(self._allow)
        theme.notifier().changed.connect(self._tell_changes)

    def _read(self) -> None:
        self._list_versions()
        self._compare()
        self._aside.read(self._session.project, _older, self._show_older)

    def ask_to_keep(self) -> None:
        """Keep the codebook as it is as a version, with a reason."""
        session = self._session

        def keep(_choice: str, reason: str) -> None:
            made = codebook_versions.make(session.project, reason=reason)
            session.told.emit(_("Codebook {n} is kept.").format(n=made.number))

        dialog = ReasonDialog(
            self.window(), _("Keep the codebook as a version"), _("Keep"), keep,
            explained=_("Packages name the version they were made with; what changes later can be compared."),
        )  # fmt: skip
        show_over(dialog)

    def looked_at(self) -> None:
        """Take the chosen codings off the list: they hold as they are; the one below comes next."""
        chosen = self.older.selectedItems()
        ids = [item.data(_CODING).id for item in chosen]
        if ids and attempt(self._session, lambda: adjudication.looked_at(self._session.project, ids)):
            place = min(self.older.row(item) for item in chosen)
            for item in chosen:
                self.older.takeItem(self.older.row(item))
            self.older.setCurrentRow(min(place, self.older.count() - 1))
            self.older.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_versions(self) -> None:
        project = self._session.project
        coders = {one.id: one.name for one in project.coders.all()}
        known = codebook_versions.versions(project)
        chosen = (self.before.currentData(), self.after.currentData())
        numbers = [one.number for one in known]
        self.list.blockSignals(True)
        self.list.clear()
        now = QListWidgetItem(_("The codebook as it is now"), self.list)
        now.setData(_CODING, codebook_versions.NOW)
        for one in reversed(known):
            parts = [code_words.day(one.made_at), coders.get(one.coder_id or "", "")]
            lines = [_("Codebook {n}").format(n=one.number), " · ".join(part for part in parts if part)]
            lines += [text for text in (one.name, one.reason) if text]
            item = QListWidgetItem("\n".join(lines), self.list)
            item.setData(_CODING, one.number)
        self.list.blockSignals(False)
        for combo, entries in ((self.before, numbers), (self.after, [*numbers, codebook_versions.NOW])):
            combo.clear()
            for number in entries:
                combo.addItem(_name(number), number)
        places = [
            combo.findData(wanted) for combo, wanted in zip((self.before, self.after), chosen, strict=True)
        ]
        if self._is_usual or min(places) < 0:
            self._propose(codebook_versions.NOW if places[1] < 0 else chosen[1])
        else:
            self.before.setCurrentIndex(places[0])
            self.after.setCurrentIndex(places[1])

    def _choose_version(self, row: int) -> None:
        """Compare the version of a row with the newest one before it that differs."""
        item = self.list.item(row)
        if item is not None:
            self._propose(item.data(_CODING))
            self._compare()

    def _propose(self, number: int) -> None:
        """Choose the version, and that from which it differs: else the one before it."""
        self._is_usual = True
        earlier = self._earlier(number)
        before = codebook_versions.differing(self._session.project, number)
        if before is None and earlier:
            before = earlier[-1]
        self.after.setCurrentIndex(self.after.findData(number))
        self.before.setCurrentIndex(-1 if before is None else self.before.findData(before))

    def _earlier(self, number: int) -> list[int]:
        numbers = [self.before.itemData(place) for place in range(self.before.count())]
        return [one for one in numbers if number == codebook_versions.NOW or one < number]

    def _compare_chosen(self) -> None:
        self._is_usual = False
        self._compare()

    def _compare(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        self._differ, self._why, self._note = [], "", ""
        if self.before.count() == 0:
            self._why = _("No version is kept yet. “Keep as version…” keeps the first.")
        elif before is None:
            self._why = _("This is the first version.")
        else:
            self._differ = codebook_versions.compare(self._session.project, before, after)
            self._say_what_is_alike(before, after)
        self._tell_changes()

    def _say_what_is_alike(self, before: int, after: int) -> None:
        """Name the versions that do not differ, where that is why others are compared or nothing is shown."""
        last = self._earlier(after)[-1:]
        if not self._differ:
            self._why = _("Nothing differs between {first} and {second}.").format(
                first=_named(before), second=_named(after)
            )
        elif self._is_usual and last and last[0] != before:
            self._note = _(
                "Nothing has changed since {last}: compared is {before}, the last that differs."
            ).format(last=_name(last[0]), before=_name(before))
        if not self._differ and self._is_usual and len(self._earlier(after)) > 1:
            self._why = _("No version differs from {version}.").format(version=_named(after))

    def _tell_changes(self) -> None:
        """Write what differs, in the look in use."""
        note = _paragraph(self._note) if self._note else ""
        told = _paragraph(self._why) if self._why else _changes_told(self._differ)
        self.changes.setHtml(note + told)

    def _show_older(self, found: Sequence[Older]) -> None:
        """List them; what was chosen before stays chosen."""
        chosen = {item.data(_CODING).id for item in self.older.selectedItems()}
        self.older.clear()
        for one in found[:_MOST]:
            item = QListWidgetItem(f"{one.place}\n{one.words}", self.older)
            item.setData(_CODING, one.coding)
            if one.coding.id in chosen:
                self.older.setCurrentItem(item, QItemSelectionModel.SelectionFlag.Select)
        n = len(found)
        self.older_header.caption.setText(str(n) if n else "")
        self.explained.setText(
            ngettext(
                "{n} coding was made before the guidance of its code changed. Enter opens it.",
                "{n} codings were made before the guidance of their code changed. Enter opens one.",
                n,
            ).format(n=n)
            if n
            else _("No coding waits: all were made under the codebook as it is, or looked at since.")
        )
        self._allow()

    def _allow(self) -> None:
        self.right_as_is.setEnabled(bool(self.older.selectedItems()))

    def _open(self, item: QListWidgetItem) -> None:
        coding: Coding = item.data(_CODING)
        self.passage_chosen.emit(coding.document_id, coding.span)

    def _lay_out(self) -> None:
        left, middle, right = QWidget(self), QWidget(self), QWidget(self)
        for part, token in ((left, "panel"), (middle, "base"), (right, "panel")):
            panel(part, token)
        foot = QHBoxLayout()
        foot.setContentsMargins(PADDING, 8, PADDING, 8)
        foot.addWidget(self.keep)
        foot.addStretch(1)
        _column(left, self.header, hairline(left), self.list, hairline(left), foot)
        middle.setMinimumWidth(_MIDDLE)
        bar = QWidget(middle)
        bar.setFixedHeight(40)
        row = QHBoxLayout(bar)
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.setSpacing(8)
        row.addWidget(label(_("From"), "caption", bar))
        row.addWidget(self.before, 1)
        row.addWidget(label(_("to"), "caption", bar))
        row.addWidget(self.after, 1)
        _column(middle, bar, hairline(middle), self.changes)
        below = QHBoxLayout()
        below.setContentsMargins(PADDING, 8, PADDING, 8)
        below.addWidget(self.right_as_is)
        below.addStretch(1)
        _column(right, self.older_header, hairline(right), self.explained, self.older, hairline(right), below)
        splitter = QSplitter(self)
        splitter.setObjectName("versions")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in (left, middle, right):
            splitter.addWidget(part)
        splitter.setSizes([_LEFT, 1440 - _LEFT - _RIGHT, _RIGHT])
        splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


def _older(project: Project, progress: Progress) -> list[Older]:
    """What wants another look, with its words and where it is; read in any thread."""
    codes = {one.id: one for one in project.codes.all()}
    coders = {one.id: one.initials for one in project.coders.all()}
    documents = {one.id: one.code for one in project.documents.all()}
    texts: dict[str, str] = {}
    found = []
    every = adjudication.look_again(project)
    for done, one in enumerate(every):
        progress(done, len(every), "")
        if one.document_id not in texts:
            texts[one.document_id] = project.documents.text(one.document_id)
        place = " · ".join(
            part
            for part in (
                documents.get(one.document_id, ""), code_words.name_of(codes, one.code_id),
                coders.get(one.coder_id, ""),
            )
            if part
        )  # fmt: skip
        found.append(Older(one, code_words.beginning(texts[one.document_id][one.start : one.end]), place))
    return found


def _name(number: int) -> str:
    return _("Codebook {n}").format(n=number) if number else _("As it is now")


def _named(number: int) -> str:
    """The same amid a sentence."""
    return _("codebook {n}").format(n=number) if number else _("the codebook as it is now")


def _paragraph(text: str) -> str:
    return f'<p style="color:{theme.tokens().ink2}">{escape(text)}</p>'


def _changes_told(found: Sequence[CodeChange]) -> str:
    """What differs, code by code; what was there has a minus before it, what is there now a plus."""
    look, parts = theme.tokens(), []
    for one in found:
        what = {ADDED: _("new"), REMOVED: _("removed")}.get(one.what, "")
        parts.append(
            f'<p style="margin:12px 0 4px 0"><b>{escape(one.name)}</b>'
            f'&ensp;<span style="color:{look.ink2}">{escape(what)}</span></p>'
        )
        for field in one.fields:
            title = escape(codebook_versions.field_in_words(field.field))
            parts.append(f'<p style="margin:0; color:{look.ink2}">{title}</p>')
            for sign, text, colour in (("−", field.before, look.err), ("+", field.after, look.ok)):
                if text:
                    parts.append(
                        f'<p style="margin:0 0 4px 12px"><span style="color:{colour}">{sign}</span>'
                        f"&ensp;{escape(text)}</p>"
                    )
    return "".join(parts)


def _column(part: QWidget, *content: QWidget | QHBoxLayout) -> None:
    """Put these under one another; the list or text among them takes the room."""
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for one in content:
        if isinstance(one, QWidget):
            box.addWidget(one, 1 if isinstance(one, QListWidget | QTextBrowser) else 0)
        else:
            box.addLayout(one)
