"""Bringing a copy of the study in: what comes, which conflicts, which codes are one; then what was done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.merge_report import SAME_NAME, MergePreview, MergeReport, Pair
from ...domain.text import listed
from ...errors import UserError
from ...i18n import _, grouped, language, ngettext, speaking
from ...progress import Progress
from ...services import merge, merge_words, studies
from ...services.beside import beside
from ...services.studies import Project
from ..background import Job
from ..session import Session
from .bring_in_clashes import ClashTable
from .frame import Dialog, file_filter, hint
from .tables import Table, view

_SIZE = (920, 600)
_PAIR = Qt.ItemDataRole.UserRole + 1
_BAR_AFTER = 200


class BringIn(Dialog):
    """Reads and merges beside the window; nothing is written before “Merge”, and merging is one step."""

    keeps_size = True

    def __init__(self, parent: QWidget | None, session: Session, path: Path) -> None:
        super().__init__(parent, _("Bring in {file}").format(file=path.name), _("Merge"))
        self._session, self._path = session, path
        self._job: Job | None = None
        self.preview: MergePreview | None = None
        self.report: MergeReport | None = None
        self.told = hint("", self)
        self.bar = QProgressBar(self)
        self.bar.hide()
        self.pages = QTabWidget(self)
        self.coming = Table([_("What"), _("New"), _("Changed"), _("Removed"), ""], self, numbers=(1, 2, 3))
        # Those that become no page stay hidden within what holds the pages.
        self.clashes = ClashTable(self.pages)
        self.pairs = QListWidget(self.pages)
        self.pairs.setAccessibleName(_("What may be the same"))
        self.pairs.setWordWrap(True)
        self.codes = QListWidget(self.pages)
        self.codes.setAccessibleName(_("Codebooks compared"))
        self.codes.setWordWrap(True)
        self.notes = QListWidget(self.pages)
        self.notes.setAccessibleName(_("To know before merging"))
        self.notes.setWordWrap(True)
        self.done_text = QPlainTextEdit(self)
        self.done_text.setReadOnly(True)
        self.done_text.setAccessibleName(_("What was done"))
        self.done_text.hide()
        self.save = QPushButton(_("Save the report…"), self)
        self.save.setAutoDefault(False)
        self.save.clicked.connect(lambda _on=False: self.save_report())
        self.save.hide()
        self.buttons.insertWidget(0, self.save)
        for widget in (self.told, self.bar, self.pages, self.done_text):
            self.body.addWidget(widget, 1 if widget in (self.pages, self.done_text) else 0)
        self.pages.hide()
        self.body.addStretch(0)
        self.resize(*_SIZE)
        self._slow = QTimer(self, singleShot=True, interval=_BAR_AFTER)
        self._slow.timeout.connect(lambda: self.bar.setVisible(self._job is not None))
        self._read()

    @staticmethod
    def ask_for_file(parent: QWidget, folder: str) -> Path | None:
        """The copy that came back; None where the person chose none."""
        filters = file_filter(_("Studies"), [studies.SUFFIX])
        chosen, _kind = QFileDialog.getOpenFileName(parent, _("Copy that came back"), folder, filters)
        return Path(chosen) if chosen else None

    def same(self) -> dict[str, list[tuple[str, str]]]:
        """The pairs (ids, by table) that are ticked to become one, the study's own first."""
        ticked: dict[str, list[tuple[str, str]]] = {}
        for item in (self.pairs.item(row) for row in range(self.pairs.count())):
            if item.checkState() == Qt.CheckState.Checked:
                pair: Pair = item.data(_PAIR)
                ticked.setdefault(pair.table, []).append((pair.first_id, pair.second_id))
        return ticked

    def attempt(self) -> None:
        """Merge as chosen; close once it is done."""
        if self.report or (self.preview and self.preview.is_empty):
            self.accept()
        elif self.preview and self._job is None:
            choices, same = self.clashes.choices(), self.same()
            path = self._path

            def work(study: Project, progress: Progress) -> MergeReport:
                return merge.merge(study, path, choices=choices, same=same, progress=progress)

            self._begin(_("Merging…"), work, self._merged)

    def reject(self) -> None:
        """Stop what is under way, or close."""
        if self._job:
            self._job.cancel()
        else:
            super().reject()

    def save_report(self) -> None:
        """Ask where to keep what was done as a text."""
        name = _("Merge of {file}").format(file=self._path.stem) + ".txt"
        proposed = str(self._session.project.path.with_name(name))
        filters = file_filter(_("Text"), [".txt"])
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), proposed, filters)
        if chosen:
            self.keep_report(Path(chosen))

    def keep_report(self, path: Path) -> None:
        """Write what was done to a file."""
        try:
            path.write_text(self.done_text.toPlainText(), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            said = _("{file} cannot be written: {reason}.").format(file=path.name, reason=reason)
            self.show_problem(UserError(said, _("Choose a folder you may write to.")))
        else:
            self._session.told.emit(_("Written to {file}.").format(file=path.name))

    def _read(self) -> None:
        path = self._path
        self._begin(
            _("Reading the copy…"), lambda study, progress: merge.preview(study, path, progress), self._show
        )

    def _begin(
        self, said: str, work: Callable[[Project, Progress], Any], then: Callable[[Any], object]
    ) -> None:
        """Work on the study opened a second time."""
        self.problem.hide()
        self.told.setText(said)
        self.main.setEnabled(False)
        self.pages.setEnabled(False)
        self.bar.setRange(0, 0)
        place, tongue = beside(self._session.project), language()

        def run(progress: Progress) -> Any:
            with speaking(tongue), place.opened() as study:
                return work(study, progress)

        job = self._job = Job(run, self)
        job.progressed.connect(self._progress)
        job.succeeded.connect(lambda value: self._ended(then, value))
        job.failed.connect(self._failed)
        job.cancelled.connect(self._stopped)
        self._slow.start()
        job.start()

    def _progress(self, done: int, total: int, message: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if message:
            self.told.setText(message)

    def _ended(self, then: Callable[[Any], object], value: Any) -> None:
        self._job = None
        self._slow.stop()
        self.bar.hide()
        self.pages.setEnabled(True)
        self.main.setEnabled(True)
        then(value)

    def _stopped(self) -> None:
        self._job = None
        self._slow.stop()
        self.bar.hide()
        if self.preview is None:
            super().reject()
        else:
            self._show(self.preview)
            self.told.setText(_("Nothing was merged.") + " " + self.told.text())

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._slow.stop()
        self.bar.hide()
        self.told.setText(_("Nothing was merged."))
        if not isinstance(error, UserError):
            raise error
        self.show_problem(error)

    def _show(self, found: MergePreview) -> None:
        """Show what would come in, and ask what is to be asked."""
        self.preview = found
        self.main.setEnabled(True)
        self.pages.setEnabled(True)
        if found.is_empty:
            self.told.setText(merge_words.lines(found)[0])
            self.main.setText(_("Close"))
            self.dismiss.hide()
            return
        self.coming.fill(
            [
                [
                    merge_words.table(one.table),
                    *(grouped(n) for n in (one.added, one.changed, one.removed)),
                    "",
                ]
                for one in found.coming
            ]
        )
        self.clashes.show_clashes(found.clashes)
        self._list_pairs(found)
        self.codes.clear()
        self.codes.addItems([merge_words.drift(one) for one in found.codes])
        self._list_notes(found)
        self._fill_pages(found)
        said = _("This comes in. The study is backed up first, and Undo takes the merge back.")
        n = len(found.clashes)
        if n:
            said += " " + ngettext(
                "{n} conflict: what was changed last stands, unless you choose the other side.",
                "{n} conflicts: what was changed last stands, unless you choose the other side.",
                n,
            ).format(n=n)
            said += " " + _("A click on a side, or Space, takes it.")
        names = [one.first for one in found.pairs if (one.table, one.kind) == ("coder", SAME_NAME)]
        if names:
            two = _("Two coders go under the name {names}: are they one person? See “The same?”.")
            said += " " + two.format(names=listed(list(dict.fromkeys(names))))
        self.told.setText(said)
        self.pages.show()

    def _fill_pages(self, found: MergePreview) -> None:
        if self.pages.count():
            return
        coming = view(self.coming, [360, 96, 96, 96, 40], _("What comes in"), self)
        self.pages.addTab(coming, _("What comes in"))
        if found.pairs:
            tick = _("Tick what is one. All that belongs to either then belongs to the one.")
            self.pages.addTab(
                _under(hint(tick, self), self.pairs, self), _("The same? ({n})").format(n=len(found.pairs))
            )
        if found.clashes:
            self.pages.addTab(self.clashes, _("Conflicts ({n})").format(n=len(found.clashes)))
        if found.codes:
            explained = _("Where the codebooks differ; nothing has to be decided.")
            self.pages.addTab(
                _under(hint(explained, self), self.codes, self),
                _("Codebooks ({n})").format(n=len(found.codes)),
            )
        if self.notes.count():
            self.pages.addTab(self.notes, _("To know ({n})").format(n=self.notes.count()))
        for unused in (self.clashes, self.pairs, self.codes, self.notes):
            if self.pages.indexOf(unused) < 0 and unused.parent() is self.pages:
                unused.hide()

    def _list_pairs(self, found: MergePreview) -> None:
        self.pairs.clear()
        for one in found.pairs:
            item = QListWidgetItem(merge_words.pair(one), self.pairs)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_PAIR, one)

    def _list_notes(self, found: MergePreview) -> None:
        self.notes.clear()
        for sentence, names in (
            (_("{name} was deleted on one side and is needed on the other: it stays."), found.kept),
            (_("The text of {name} was corrected: codings are placed in the text that stands."), found.texts),
        ):
            for name in names:
                self.notes.addItem(sentence.format(name=name))
        for n, one, many in (
            (
                found.unsure,
                "{n} coding has to be looked at: its place in the corrected text is not sure.",
                "{n} codings have to be looked at: their places in the corrected texts are not sure.",
            ),
            (
                found.doubles,
                "{n} coding says what another one says: same passage, code and coder.",
                "{n} codings say what others say: same passage, code and coder.",
            ),
        ):
            if n:
                self.notes.addItem(ngettext(one, many, n).format(n=n))

    def _merged(self, done: MergeReport) -> None:
        """Say what was done; the study shows it."""
        self.report = done
        project = self._session.project
        for one in done.same:
            if one.table == "coder" and project.coder_name in one.names:
                project.coder_name = one.stays
        project.refresh()
        self.pages.hide()
        self.told.setText(_("The copy is in. Undo takes it back."))
        self.done_text.setPlainText(merge_words.text(done))
        self.done_text.show()
        self.save.show()
        self.main.setText(_("Close"))
        self.dismiss.hide()


def _under(above: QWidget, below: QWidget, parent: QWidget) -> QWidget:
    holder = QWidget(parent)
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 8, 0, 0)
    box.setSpacing(8)
    box.addWidget(above)
    box.addWidget(below, 1)
    return holder
