"""Finding what a person named: a document, a code, a criterion, by id or by what people call it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from ..domain.codes import Code
from ..domain.documents import Document
from ..domain.matrix import Criterion
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project

T = TypeVar("T")
Named = Callable[[T], str]


class _Index(Generic[T]):
    """Entries by several kinds of names; an earlier kind wins over a later one."""

    def __init__(
        self, entries: Sequence[T], kinds: Sequence[Named[T]], others: Iterable[tuple[str, T]] = ()
    ) -> None:
        """`others` are further names, which win over none of the kinds."""
        self._layers: list[dict[str, list[T]]] = []
        for kind in kinds:
            for form in (str, str.casefold):
                layer: dict[str, list[T]] = {}
                for entry in entries:
                    layer.setdefault(form(kind(entry)), []).append(entry)
                self._layers.append(layer)
        for form in (str, str.casefold):
            layer = {}
            for name, entry in others:
                layer.setdefault(form(name), []).append(entry)
            self._layers.append(layer)

    def find(self, name: str) -> list[T]:
        """The entries of the first kind of name that fits."""
        for number, layer in enumerate(self._layers):
            found = layer.get(name.casefold() if number % 2 else name)
            if name and found:
                return found
        return []


class Names:
    """Documents, codes and criteria of a study by everything people call them; read once, asked often."""

    def __init__(self, project: Project) -> None:
        self._all_documents = project.documents.all()
        self._all_codes = project.codes.all()
        self._documents = _Index[Document](
            self._all_documents, (lambda d: d.id, lambda d: d.name, lambda d: d.code)
        )
        aliases = project.matrix.aliases()
        by_question = {code.question_id: code for code in self._all_codes if code.question_id}
        self._codes = _Index[Code](
            self._all_codes,
            (lambda c: c.id, lambda c: c.name, lambda c: c.short),
            [(one.name, by_question[one.question_id]) for one in aliases if one.question_id in by_question],
        )
        self._all_criteria = project.matrix.criteria()
        by_id = {one.id: one for one in self._all_criteria}
        self._criteria = _Index[Criterion](
            self._all_criteria,
            (lambda c: c.id, lambda c: c.key, lambda c: c.name),
            [(one.name, by_id[one.criterion_id]) for one in aliases if one.criterion_id in by_id],
        )

    def document(self, name: str) -> Document:
        """The document of that id, name or code; UserError when there is none or more than one."""
        found = self._documents.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise UserError(
                _("Several documents are called {name}.").format(name=name),
                _("Give the id of the one you mean: {ids}.").format(ids=", ".join(d.id for d in found)),
            )
        missing = _("There is no document {name} in the study.").format(name=name)
        raise UserError(
            missing if name.strip() else _("The document is not named."),
            _("The documents are: {names}.").format(names=listed([d.name for d in self._all_documents])),
        )

    def code(self, name: str) -> Code:
        """The code of that id, name, short name or, for a question, other name; UserError when there is none
        or more than one."""
        found = self._codes.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise UserError(
                _("Several codes are called {name}.").format(name=name),
                _("Give the id of the one you mean: {ids}.").format(ids=", ".join(c.id for c in found)),
            )
        missing = _("There is no code {name} in the study.").format(name=name)
        raise UserError(
            missing if name.strip() else _("The code is not named."),
            _("The codes are: {names}.").format(names=listed([c.name for c in self._all_codes])),
        )

    def question(self, name: str) -> str:
        """The id of the evaluation question called so: Q7, 7, its short name or another name of it."""
        known = [name, f"Q{name.strip()}"] if name.strip()[:1].isdigit() else [name]
        found = next((hits[0] for one in known if (hits := self._codes.find(one))), None)
        code = found or self.code(name)
        if code.question_id is None:
            raise UserError(
                _("{code} is not a question of the evaluation matrix.").format(code=code.name),
                _("Name a question such as Q1."),
            )
        return code.question_id

    def criterion(self, name: str) -> Criterion:
        """The criterion of that id, key, name or other name; UserError when there is none."""
        found = self._criteria.find(name)
        if not found:
            raise UserError(
                _("There is no criterion {name}.").format(name=name),
                _("The criteria are: {names}.").format(
                    names=listed([f"{one.name} ({one.key})" for one in self._all_criteria]) or "–"
                ),
            )
        return found[0]
