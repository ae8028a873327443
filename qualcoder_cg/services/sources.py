"""What the sources of a study are: their kind, date, place, category, citation, interview."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from ..domain.documents import CODE_PREFIX, KINDS, Category, Document
from ..domain.interviews import Interview
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from .documents import check_language
from .written_dates import read_date

VALUES = ("kind", "language", "date", "place", "category", "citation", "interview")


def describe(project: Project, document_ids: Sequence[str], **values: str | None) -> None:
    """Set the same values of many documents in one step; "" clears one, None and what is not given stay.

    `values` are of VALUES: `kind` of KINDS, `language` as two letters, `date` as people write it,
    `category` and `interview` by id or by what they are called. UserError for a value that cannot be, and
    nothing is changed then.
    """
    given = {name: value.strip() for name, value in values.items() if value is not None}
    unknown = sorted(given.keys() - set(VALUES))
    if unknown:
        raise TypeError(f"no value of a document: {', '.join(unknown)}")
    documents = [_document(project, document_id) for document_id in dict.fromkeys(document_ids)]
    kind = given.pop("kind", None)
    if kind is not None and kind not in KINDS:
        raise UserError(
            _("{kind} is not a kind of document.").format(kind=kind or "–"),
            _("Use one of: {kinds}.").format(kinds=", ".join(KINDS)),
        )
    columns = _columns(project, given)
    with _described(project, documents):
        for document in documents:
            of_kind = _of_kind(project, document, kind)
            if of_kind or columns:
                project.documents.change(document.id, **of_kind, **columns)


def preset_names() -> tuple[str, ...]:
    """The kinds of secondary sources that most evaluations of programmes go through, in words."""
    return (
        _("Design documents"),
        _("Implementation reports"),
        _("Budget and spending"),
        _("National frameworks"),
        _("Publications of the social dialogue"),
        _("Studies and publications of the programme"),
    )


def add_preset(project: Project) -> list[Category]:
    """Add the preset categories that the study does not have yet, in one step; gives those added."""
    known = {category.name.casefold() for category in project.documents.categories()}
    with project.step("Add the usual categories of documents"):
        return [add_category(project, name) for name in preset_names() if name.casefold() not in known]


def add_category(project: Project, name: str) -> Category:
    """Add a category after the others; UserError for a name that is empty or taken."""
    others = project.documents.categories()
    category = Category(
        rows.new_id(), _free(name, others), max((other.position for other in others), default=0) + 1
    )
    with project.step("Add category {category}", category=category.name):
        project.documents.put_category(category)
    return category


def rename_category(project: Project, category_id: str, name: str) -> None:
    """Call a category otherwise; its documents stay in it."""
    old = _category(project, category_id)
    others = [other for other in project.documents.categories() if other.id != category_id]
    new = Category(old.id, _free(name, others), old.position)
    with project.step("Rename category {old} to {new}", old=old.name, new=new.name):
        project.documents.put_category(new)


def order_categories(project: Project, ids: Sequence[str]) -> None:
    """Put categories into this order; those not named follow in the order they had."""
    by_id = {category.id: category for category in project.documents.categories()}
    order = dict.fromkeys((*(one for one in ids if one in by_id), *by_id))
    with project.step("Order the categories of documents"):
        for position, category_id in enumerate(order, 1):
            project.documents.put_category(Category(category_id, by_id[category_id].name, position))


def remove_category(project: Project, category_id: str, *, keep_used: bool = True) -> int:
    """Remove a category; gives how many documents are left without one.

    One that is used is refused, unless `keep_used` is off: then its documents have none.
    """
    category = _category(project, category_id)
    used = sum(document.category_id == category_id for document in project.documents.all())
    if used and keep_used:
        raise UserError(
            ngettext("{n} document is in {category}.", "{n} documents are in {category}.", used).format(
                n=used, category=category.name
            ),
            _("Put it into another category first, or remove this one with its use."),
        )
    with project.step("Remove category {category}", category=category.name):
        project.documents.remove_category(category_id)
    return used


def change_categories(
    project: Project,
    *,
    preset: bool = False,
    added: Sequence[str] = (),
    renamed: Sequence[tuple[str, str]] = (),
    removed: Sequence[str] = (),
    first: Sequence[str] = (),
    keep_used: bool = True,
) -> int:
    """Several changes to the categories, named by name, in one step.

    `renamed` are old and new names; `first` come first in this order. Gives how many documents have no
    category now.
    """
    with project.step("Change the categories of documents"):
        if preset:
            add_preset(project)
        for name in added:
            add_category(project, name)
        for old, new in renamed:
            rename_category(project, find_category(project, old).id, new)
        n = sum(
            remove_category(project, find_category(project, name).id, keep_used=keep_used) for name in removed
        )
        if first:
            order_categories(project, [find_category(project, name).id for name in first])
    return n


def find_category(project: Project, name: str) -> Category:
    """The category of that id or name; UserError names those there are."""
    found = project.documents.categories()
    wanted = name.casefold().strip()
    meant = [one for one in found if one.id == name] or [
        one for one in found if one.name.casefold() == wanted
    ]
    if meant:
        return meant[0]
    raise UserError(
        _("There is no category {name} in the study.").format(name=name or "–"),
        _("The categories are: {names}.").format(names=", ".join(category.name for category in found) or "–"),
    )


def find_interview(project: Project, name: str) -> Interview:
    """The interview of that id or code; UserError where there is none or more than one."""
    found = project.interviews.all()
    meant = [one for one in found if one.id == name] or [
        one for one in found if one.code.casefold() == name.casefold().strip()
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise UserError(
            _("Several interviews have the code {code}.").format(code=name),
            _("Give them different codes first."),
        )
    raise UserError(
        _("There is no interview {code} in the register.").format(code=name or "–"),
        _("Add it to the register first."),
    )


def _described(project: Project, documents: Sequence[Document]) -> AbstractContextManager[None]:
    """The step, named after the document where it is one."""
    if len(documents) == 1:
        return project.step("Describe document {name}", name=documents[0].code)
    return project.step("Describe documents ({n})", n=len(documents))


def _columns(project: Project, given: dict[str, str]) -> dict[str, str | None]:
    """The values as the file keeps them."""
    columns: dict[str, str | None] = {
        name: given[name] for name in ("language", "place", "citation") if name in given
    }
    check_language(given.get("language", ""))
    if "date" in given:
        columns["date"] = read_date(given["date"])
    finders: dict[str, Callable[[Project, str], Category | Interview]]
    finders = {"category": find_category, "interview": find_interview}
    for name, find in finders.items():
        if name in given:
            columns[f"{name}_id"] = find(project, given[name]).id if given[name] else None
    return columns


def _of_kind(project: Project, document: Document, kind: str | None) -> dict[str, str]:
    """What changes with the kind: a code such as INT-07 tells it, one that was chosen stays."""
    if kind is None or kind == document.kind:
        return {}
    if not re.fullmatch(rf"{CODE_PREFIX[document.kind]}-\d+", document.code):
        return {"kind": kind}
    prefix = CODE_PREFIX[kind]
    return {"kind": kind, "code": f"{prefix}-{project.documents.next_number(prefix):02d}"}


def _document(project: Project, document_id: str) -> Document:
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    return document


def _category(project: Project, category_id: str) -> Category:
    for category in project.documents.categories():
        if category.id == category_id:
            return category
    raise UserError(_("This category is no longer in the study."), _("Undo may bring it back."))


def _free(name: str, others: Sequence[Category]) -> str:
    """The name, tidied; UserError where it is empty or one of the others has it."""
    tidy = " ".join(name.split())
    if not tidy:
        raise UserError(_("A category needs a name."), _("Such as: {name}.").format(name=preset_names()[0]))
    if any(tidy.casefold() == other.name.casefold() for other in others):
        raise UserError(_("There is a category {name} already.").format(name=tidy), _("Choose another name."))
    return tidy
