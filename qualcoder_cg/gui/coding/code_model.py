"""The codebook as a tree: criteria with their questions and the codes under them, themes, other codes."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from qualcoder_cg.domain.codes import QUESTION, THEME, Code
from qualcoder_cg.domain.matrix import Criterion, Question
from qualcoder_cg.i18n import _, ngettext
from qualcoder_cg.services.palette import folded, label_of, number_of

from .row_tree import ID, SEARCHED, name_columns

CODE = Qt.ItemDataRole.UserRole + 20
DEPTH = Qt.ItemDataRole.UserRole + 21
KEY = Qt.ItemDataRole.UserRole + 22


class CodeModel(QStandardItemModel):
    """Codes in the order of the matrix; column 0 names them, column 1 counts their excerpts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names: dict[str, QStandardItem] = {}
        self._numbers: dict[str, QStandardItem] = {}
        self._totals: dict[str, QStandardItem] = {}
        self._counts: dict[str, int] = {}
        self._texts: dict[str, str] = {}

    def fill(
        self,
        codes: Sequence[Code],
        criteria: Sequence[Criterion],
        questions: Sequence[Question],
        counts: Mapping[str, int],
    ) -> None:
        """Show this codebook."""
        self.clear()
        self._names, self._numbers, self._totals = {}, {}, {}
        self._counts = dict(counts)
        self._texts = {question.id: question.text for question in questions}
        name_columns(self, _("Code"), _("Exc."), _("Excerpts: coded passages"))
        below = _below(codes)
        asked = [code for code in codes if code.kind == QUESTION]
        for criterion in criteria:
            self._add_group(
                criterion.name, [code for code in asked if code.criterion_id == criterion.id], below
            )
        self._add_group(_("Themes"), [code for code in codes if code.kind == THEME], below)
        self._add_group(_("Other codes"), below.get("", []), below)

    def count(self, counts: Mapping[str, int], *, all_codes: bool) -> None:
        """Show other numbers: of these codes alone, or of all codes, where one not named has none."""
        for code_id in list(self._numbers) if all_codes else [*counts]:
            more = counts.get(code_id, 0) - self._counts.get(code_id, 0)
            if more and code_id in self._numbers:
                self._counts[code_id] = counts.get(code_id, 0)
                self._numbers[code_id].setText(str(self._counts[code_id]))
                self._speak(self._names[code_id])
                total = self._totals[code_id]
                total.setText(str(int(total.text()) + more))

    def set_keys(self, keys: Mapping[str, int]) -> None:
        """Show these keys beside their codes."""
        for code_id, item in self._names.items():
            if item.data(KEY) != keys.get(code_id):
                item.setData(keys.get(code_id), KEY)

    def item_of(self, code_id: str) -> QStandardItem | None:
        """The row of a code."""
        return self._names.get(code_id)

    def groups(self) -> Iterable[QStandardItem]:
        """The rows of criteria, themes and other codes."""
        return (self.item(row) for row in range(self.rowCount()))

    def _add_group(self, title: str, members: Sequence[Code], below: Mapping[str, Sequence[Code]]) -> None:
        if not members:
            return
        group, total = QStandardItem(title), QStandardItem()
        group.setToolTip(title)
        for item in (group, total):
            item.setSelectable(False)
        self._add(group, members, below, 1)
        self.appendRow([group, total])
        inside = list(_inside(group))
        total.setText(str(sum(self._counts.get(code_id, 0) for code_id in inside)))
        self._totals.update(dict.fromkeys(inside, total))

    def _add(
        self, above: QStandardItem, codes: Sequence[Code], below: Mapping[str, Sequence[Code]], depth: int
    ) -> None:
        for code in codes:
            name = QStandardItem(f"{number_of(code)} {label_of(code)}".strip())
            name.setData(code.id, ID)
            name.setData(code, CODE)
            name.setData(depth, DEPTH)
            name.setData(_searched(code), SEARCHED)
            name.setToolTip(self._tooltip(code))
            number = QStandardItem(str(self._counts.get(code.id, 0)))
            self._names[code.id], self._numbers[code.id] = name, number
            self._speak(name)
            above.appendRow([name, number])
            self._add(name, below.get(code.id, ()), below, depth + 1)

    def _tooltip(self, code: Code) -> str:
        """The full question or the definition, on lines of a bearable length."""
        text = self._texts.get(code.question_id or "", "") or code.definition
        return _wrapped(f"{code.name} {label_of(code)}\n{text}" if text else code.label)

    def _speak(self, item: QStandardItem) -> None:
        number = self._counts.get(item.data(ID), 0)
        codings = ngettext("{n} coding", "{n} codings", number).format(n=number)
        item.setAccessibleText(f"{item.text()}, {codings}")


def _inside(above: QStandardItem) -> Iterable[str]:
    for row in range(above.rowCount()):
        child = above.child(row)
        yield child.data(ID)
        yield from _inside(child)


def _below(codes: Sequence[Code]) -> dict[str, list[Code]]:
    """Team codes by the code they stand under; "" for those that stand alone."""
    known = {code.id for code in codes}
    found: dict[str, list[Code]] = {}
    for code in codes:
        if code.kind not in (QUESTION, THEME):
            parent = code.parent_id if code.parent_id in known else None
            found.setdefault(parent or "", []).append(code)
    return found


def _searched(code: Code) -> str:
    keywords = " ".join(term for terms in code.keywords.values() for term in terms)
    return folded(f"{number_of(code)} {code.name} {code.short} {keywords}")


def _wrapped(text: str) -> str:
    return "\n".join("\n".join(wrap(line, 60)) for line in text.split("\n"))
