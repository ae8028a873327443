"""What a person can do with the chain: new, move, remove, bring in, give out, say what stands above forms."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from ...domain.chain import CHAIN_KINDS, CONCLUSION, FINDING, Link
from ...domain.chain_forms import CRITERION
from ...errors import UserError
from ...i18n import _
from ...services import chain_edit, chain_tables, tables
from ...services import chain_words as words
from .. import messages
from ..coding.at_hand import attempt
from ..dialogs.frame import file_filter

if TYPE_CHECKING:
    from .chain_view import ChainView


class Acts:
    """The verbs of the findings view, on what is chosen in it."""

    def __init__(self, view: "ChainView") -> None:
        self._view = view

    def allow(self, link: Link | None) -> None:
        """Say what the button for a new item would make."""
        kind = self._kind()
        text = _("New: {kind}").format(kind=words.kind(kind).lower())
        self._view.new.setToolTip(f"{text} (N)")
        self._view.new.setAccessibleName(text)

    def new(self) -> None:
        """Add an item of the kind that is shown, and begin to write it.

        On a finding that is a conclusion that rests on it, under the criterion of its question.
        """
        self.add(self._kind())

    def add(self, kind: str) -> None:
        """Add an item of a kind, and begin to write it; see `new`."""
        view, project = self._view, self._view.session.project
        link, section = view.link(), view.section()
        criterion = section.criterion_id or (link.group_id if link and link.kind == CONCLUSION else "")
        basis: list[str] = []
        if link and link.kind == FINDING and section.kind == FINDING and kind == CONCLUSION:
            basis = [link.id]
            questions = {question.id: question.criterion_id for question in project.matrix.questions()}
            criterion = questions.get(link.group_id or "", "")
        fields = {CRITERION: criterion} if kind == CONCLUSION and criterion else {}
        made: list[str] = []
        work = lambda: made.append(chain_edit.add_item(project, kind, fields=fields, basis=basis))  # noqa: E731
        if attempt(view.session, work):
            view.go_to(made[0])
            view.inspector.write()

    def shift(self, by: int) -> None:
        """Move the chosen item up or down."""
        link = self._view.link()
        if link and link.kind != FINDING:
            attempt(self._view.session, lambda: chain_edit.shift(self._view.session.project, link.id, by))

    def remove(self) -> None:
        """Take the chosen item out; undo brings it back."""
        link = self._view.link()
        if link is None:
            return
        session = self._view.session
        if attempt(session, lambda: chain_edit.remove_items(session.project, [link.id])):
            session.told.emit(_("Removed {number}").format(number=link.number))

    def bring_in(self) -> None:
        """Bring a chain in from a table."""
        from .import_chain import ImportChain

        session = self._view.session
        dialog = ImportChain(self._view, session.project)
        dialog.imported.connect(session.told)
        dialog.open()

    def change_header(self) -> None:
        """Say what stands above every form."""
        from .header_dialog import HeaderDialog

        HeaderDialog(self._view, self._view.session.project).open()

    def give_out(self) -> None:
        """Ask where to write the tables of the chain."""
        project = self._view.session.project
        suffixes = [suffix for suffix in tables.writable() if suffix != ".csv"]
        names = {".docx": _("Word document"), ".xlsx": _("Excel workbook")}
        filters = ";;".join(file_filter(names[suffix], [suffix]).split(";;")[0] for suffix in suffixes)
        proposed = project.path.with_name(_("Chain") + suffixes[0])
        file, kind = QFileDialog.getSaveFileName(self._view, _("Export tables"), str(proposed), filters)
        if not file:
            return
        path = Path(file)
        if path.suffix.lower() not in suffixes:
            path = path.with_name(path.name + next((one for one in suffixes if one in kind), suffixes[0]))
        try:
            tables.write(project, [tables.build(project, name) for name in chain_tables.NAMES], path)
        except UserError as error:
            messages.show(self._view, error)
        else:
            self._view.session.told.emit(_("Written to {file}.").format(file=path.name))

    def fill(self, menu: QMenu) -> None:
        """List what can be done."""
        link = self._view.link()
        item = link is not None and link.kind != FINDING
        for kind in CHAIN_KINDS:
            text = _("New: {kind}").format(kind=words.kind(kind).lower())
            menu.addAction(text).triggered.connect(lambda _on=False, kind=kind: self.add(kind))
        menu.addSeparator()
        for text, work, allowed in (
            (_("Move up"), lambda: self.shift(-1), item),
            (_("Move down"), lambda: self.shift(1), item),
            (_("Remove"), self.remove, item),
        ):
            action = menu.addAction(text)
            action.setEnabled(allowed)
            action.triggered.connect(lambda _on=False, work=work: work())
        menu.addSeparator()
        for text, work in (
            (_("Import a table…"), self.bring_in),
            (_("Export tables…"), self.give_out),
            (_("Header of the forms…"), self.change_header),
        ):
            menu.addAction(text).triggered.connect(lambda _on=False, work=work: work())

    def _kind(self) -> str:
        """The kind of a new item: that of the section, of the chosen item, or a conclusion."""
        section, link = self._view.section(), self._view.link()
        kind = section.kind or (link.kind if link else "")
        if self._view.shows_picture() and link:
            kind = link.kind
        return kind if kind in CHAIN_KINDS else CONCLUSION
