"""The items of a guide as a table: number, wordings, evaluation questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..domain.guides import Guide, GuideItem
from ..errors import UserError
from ..i18n import _
from ..storage import rows as ids
from ..storage.project import Project
from .register_interviews import guide_name
from .register_table import LIST, SEPARATOR, TEXT, Column, Row, many, plain

NUMBER, QUESTIONS, WORDING = "number", "questions", "wording:"
LANGUAGES = ("en", "es")
_SHOWN = 60


def language_name(language: str) -> str:
    """The heading of a wording's column."""
    names = {"en": _("English"), "es": _("Spanish"), "fr": _("French"), "pt": _("Portuguese")}
    return names.get(language, language) or _("Wording")


def item_words(guide: Guide, item: GuideItem) -> str:
    """An item in a few words: its guide and number, and how it is worded."""
    text = item.wordings[0][1] if item.wordings else ""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    named = _("{guide}, item {number}").format(
        guide=guide_name(guide.name, guide.version), number=item.number
    )
    return _("{item}: {text}").format(item=named, text=shown) if shown else named


def columns(project: Project, guide_id: str) -> list[Column]:
    """The columns of a guide: number, a wording for each language in use and for both of ours, questions."""
    guide = _guide(project, guide_id)
    used = [language for item in guide.items for language, _text in item.wordings]
    choices = tuple((label, f"{label} {short}".strip()) for label, short in _labels(project).values())
    return [
        Column(NUMBER, _("No."), TEXT),
        *(Column(WORDING + one, language_name(one), TEXT) for one in dict.fromkeys((*used, *LANGUAGES))),
        Column(QUESTIONS, _("Evaluation questions"), LIST, choices),
    ]


def item_rows(project: Project, guide_id: str) -> list[Row]:
    """The items of a guide in order; questions as "Q3; Q10"."""
    labels = _labels(project)
    return [
        Row(
            item.id,
            {
                NUMBER: item.number,
                **{WORDING + language: text for language, text in item.wordings},
                QUESTIONS: SEPARATOR.join(labels[question][0] for question in item.questions),
            },
        )
        for item in _guide(project, guide_id).items
    ]


def set_cells(project: Project, guide_id: str, cells: Sequence[tuple[str, str, str]]) -> None:
    """Set cells (item id, column id, value), all or nothing, in one step; UserError says what would do."""
    guide = _guide(project, guide_id)
    items = {item.id: item for item in guide.items}
    before = dict(items)
    for item_id, column, value in cells:
        if item_id not in items:
            raise UserError(_("This item is no longer in the guide."), _("Undo may bring it back."))
        items[item_id] = _with(project, items[item_id], column, value)
    _check(items.values(), touched={item_id for item_id, _column, _value in cells})
    with project.step("Change items of guide {name}", name=guide.name):
        for item_id, item in items.items():
            if item != before[item_id]:
                project.guides.change_item(item)


def add_items(
    project: Project, guide_id: str, items: Sequence[Mapping[str, str]], *, before: str | None = None
) -> list[str]:
    """Add items given as cells by column id, after the others or before one of them, in one step.

    An item without a number gets the next one. Gives the new ids.
    """
    guide = _guide(project, guide_id)
    known = list(guide.items)
    made: list[GuideItem] = []
    for cells in items:
        item = GuideItem(ids.new_id(), guide_id, _next_number([*known, *made]), ())
        for column, value in cells.items():
            if value.strip():
                item = _with(project, item, column, value)
        made.append(item)
    _check([*known, *made], touched={item.id for item in made})
    order = [item.id for item in known]
    at = order.index(before) if before in order else len(order)
    order[at:at] = [item.id for item in made]
    with project.step("Add items to guide {name} ({n})", name=guide.name, n=len(made)):
        for item in made:
            project.guides.add_item(item)
        project.guides.place_items(order)
    return [item.id for item in made]


def save_items(
    project: Project,
    guide_id: str,
    cells: Sequence[tuple[str, str, str]],
    added: Sequence[Mapping[str, str]],
) -> list[str]:
    """Set cells and add items, in one step; see `set_cells` and `add_items`. Gives the new ids."""
    if not guide_id:
        raise UserError(_("There is no guide to add items to."), _("Add a guide above."))
    with project.step("Change items of a guide ({n})", n=len(cells) + len(added)):
        if cells:
            set_cells(project, guide_id, cells)
        return add_items(project, guide_id, added) if added else []


def move_items(project: Project, guide_id: str, order: Sequence[str]) -> None:
    """Put the items of a guide into this order (all their ids); numbers stay as they are."""
    guide = _guide(project, guide_id)
    if sorted(order) != sorted(item.id for item in guide.items):
        raise UserError(_("The order has to name every item of the guide once."))
    with project.step("Reorder items of guide {name}", name=guide.name):
        project.guides.place_items(order)


def remove_items(project: Project, item_ids: Sequence[str]) -> int:
    """Take items out, in one step; gives how many turns put them, which put them no more."""
    turns = project.guides.turns_putting(item_ids)
    with project.step("Remove guide items ({n}, put in {turns} turns)", n=len(item_ids), turns=turns):
        project.guides.remove_items(item_ids)
    return turns


def _guide(project: Project, guide_id: str) -> Guide:
    guide = project.guides.get(guide_id)
    if guide is None:
        raise UserError(_("This guide is no longer in the study."), _("Undo may bring it back."))
    return guide


def _labels(project: Project) -> dict[str, tuple[str, str]]:
    """What questions are called, by id: as Q7, and their short names."""
    return {question.id: (f"Q{question.number}", question.short) for question in project.matrix.questions()}


def _with(project: Project, item: GuideItem, column: str, value: str) -> GuideItem:
    """The item with one cell set."""
    if column == NUMBER:
        return replace(item, number=plain(value))
    if column == QUESTIONS:
        return replace(item, questions=_questions(project, item, value))
    language = column.removeprefix(WORDING)
    wordings = {**dict(item.wordings), language: plain(value)}
    return replace(item, wordings=tuple((key, text) for key, text in wordings.items() if text))


def _questions(project: Project, item: GuideItem, value: str) -> tuple[str, ...]:
    """The ids of the questions in a cell, in the order of the matrix."""
    from ..formats.guides.items import numbers

    labels = _labels(project)
    known = {number.casefold(): key for key, (label, _short) in labels.items() for number in numbers(label)}
    found = set()
    for part in many(value):
        # "Q7" and "7", or "Q7 Participation" as a list of choices shows it
        wanted = [key for key, words in labels.items() if part.casefold() == " ".join(words).casefold()]
        for number in () if wanted else numbers(part):
            if number.casefold() not in known:
                raise UserError(
                    _("Item {item}: there is no evaluation question {number}.").format(
                        item=item.number, number=number
                    ),
                    _("The questions are: {numbers}.").format(
                        numbers=", ".join(label for label, _short in labels.values()) or "–"
                    ),
                )
            wanted.append(known[number.casefold()])
        found.update(wanted)
    return tuple(key for key in labels if key in found)


def _check(items: Iterable[GuideItem], touched: set[str]) -> None:
    """UserError where a touched item has no number, or that of another."""
    taken: set[str] = set()
    for item in sorted(items, key=lambda item: item.id in touched):
        if item.id in touched and not item.number:
            raise UserError(_("An item needs a number."), _("For example: 7, or 7a."))
        if item.id in touched and item.number.casefold() in taken:
            raise UserError(
                _("The guide has an item {number} already.").format(number=item.number),
                _("Choose another number, such as {number}a.").format(number=item.number),
            )
        taken.add(item.number.casefold())


def _next_number(items: Sequence[GuideItem]) -> str:
    """The number after the highest."""
    return str(max((int(item.number) for item in items if item.number.isdecimal()), default=0) + 1)
