"""Changing the chain: adding, wording, moving and removing items, and what they rest on."""

from collections.abc import Mapping, Sequence

from ..domain.chain import (
    CHAIN_KINDS,
    CONCLUSION,
    FINDING,
    RECOMMENDATION,
    Basis,
    Chain,
    ChainField,
    ChainItem,
    Link,
)
from ..domain.chain_forms import (
    CHOICE,
    CRITERION,
    FINAL,
    FORMS,
    LIST,
    RESTS_ON,
    STATUS,
    TEXT,
    entries,
    form_field,
)
from ..domain.chain_numbers import listed, number_of, read_kind, read_numbers
from ..domain.chain_vocabulary import VALUES
from ..domain.text import clean
from ..domain.vocabulary import fold, meant
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from . import chain_words as words
from .chain import HEADER_KEY, chain, header, lacking_for_final


def add_item(
    project: Project,
    kind: str,
    text: str = "",
    *,
    criterion_id: str | None = None,
    fields: Mapping[str, str] | None = None,
    basis: Sequence[str] = (),
) -> str:
    """Add an item after the others of its kind (of its criterion), in one step; gives its id.

    `fields` holds other fields of its form, `basis` the ids it rests on; see `set_field` and `link`.
    """
    kind, fields = kind_named(kind), dict(fields or {})
    if kind == CONCLUSION and fields.get(CRITERION):
        criterion_id = parsed(project, kind, CRITERION, fields.pop(CRITERION))
    item_id = rows.new_id()
    place = project.evidence.chain.next_position("kind", kind)
    item = ChainItem(
        item_id, kind, criterion_id if kind == CONCLUSION else None, clean(text), place, rows.now()
    )
    with project.step("Add {number}", number=_next_number(project, item)):
        project.evidence.chain.add(item)
        link(project, item_id, basis)
        for name, value in fields.items():
            set_field(project, item_id, name, value)
    return item_id


def set_field(project: Project, item_id: str, name: str, value: str) -> None:
    """Set a field of an item's form; words for its choices in English or Spanish will do.

    UserError for a field or a value that its form does not have, and for the status final of a
    recommendation that lacks an addressee or something to rest on.
    """
    found = chain(project)
    item = item_of(found, item_id)
    stored = parsed(project, item.kind, name, value)
    if name == STATUS and stored == FINAL:
        _check_final(item)
    step = project.step(
        "Change {number} ({field})",
        merge=f"chain {item_id} {name}",
        number=item.number,
        field=words.label(item.kind, name),
    )
    with step:
        if name == TEXT:
            project.evidence.chain.change(item_id, text=stored)
        elif name == CRITERION:
            _set_criterion(project, item, stored or None)
        else:
            _store(project, item_id, name, stored)


def parsed(project: Project, kind: str, name: str, value: str) -> str:
    """The value that is stored for what somebody wrote into a field; UserError where none fits."""
    field = form_field(kind, name)
    if field is None:
        raise UserError(
            _("{kind}: there is no field {name}.").format(kind=words.kind(kind), name=name),
            _("The fields are: {names}.").format(names=", ".join(one.name for one in FORMS[kind])),
        )
    if name == CRITERION:
        return _criterion_id(project, value)
    if field.shape == LIST:
        return "; ".join(entries(clean(value)))
    if field.shape != CHOICE:
        return clean(value)
    known = words.choices(kind, name)
    by_words = {fold(word): stored for stored, word in known}
    found = by_words.get(fold(value)) or meant(VALUES[name], value)
    if found is None and value.strip():
        raise UserError(
            _("{value} is none of the choices.").format(value=value.strip()),
            _("Use one of: {choices}.").format(choices=", ".join(word for _stored, word in known)),
        )
    return found or ""


def set_header(project: Project, values: Mapping[str, str]) -> None:
    """Set fields of the header that all forms of the study share."""
    known = header(project)
    for name in values:
        if name not in known:
            raise UserError(
                _("There is no field {name} above the forms.").format(name=name),
                _("The fields are: {names}.").format(names=", ".join(known)),
            )
    with project.step("Change what stands above the forms"):
        project.settings.put_entries(HEADER_KEY, {key: clean(text) for key, text in values.items()})


def link(project: Project, item_id: str, basis: Sequence[str]) -> list[str]:
    """Let an item rest on findings and other items (ids) as well; gives those it did not rest on before.

    UserError where an item of its kind cannot rest on one of them.
    """
    if not basis:
        return []
    found = chain(project)
    item = item_of(found, item_id)
    new = [one for one in dict.fromkeys(basis) if one not in item.rests_on]
    for one in new:
        _check_direction(item, item_of(found, one))
    numbers = listed(found.links[one].number for one in new)
    place = project.evidence.bases.next_position("item_id", item_id)
    with project.step("Rest {number} on {basis}", number=item.number, basis=numbers):
        project.evidence.bases.add(
            *(
                Basis(
                    rows.new_id(),
                    item_id,
                    one if found.links[one].kind == FINDING else None,
                    None if found.links[one].kind == FINDING else one,
                    place + n,
                )
                for n, one in enumerate(new)
            )
        )
    return new


def unlink(project: Project, item_id: str, basis: Sequence[str]) -> None:
    """Let an item no longer rest on these (ids)."""
    found = chain(project)
    item = item_of(found, item_id)
    gone = [
        one.id
        for one in project.evidence.bases.where("item_id", item_id)
        if (one.finding_id or one.basis_id) in basis
    ]
    numbers = listed(found.links[one].number for one in item.rests_on if one in basis)
    with project.step("Rest {number} no longer on {basis}", number=item.number, basis=numbers):
        project.evidence.bases.remove(gone)


def link_written(project: Project, item_id: str, text: str) -> list[str]:
    """Let an item rest on what a text names, such as "C10, BP2–3"; gives the ids that are new."""
    return link(project, item_id, ids_written(chain(project), text))


def lead_written(project: Project, link_id: str, text: str) -> list[str]:
    """Let what a text names rest on a finding or item, in one step; gives the ids that are new."""
    found = chain(project)
    source = item_of(found, link_id)
    added = []
    with project.step("Let {number} lead to {others}", number=source.number, others=text.strip()):
        for one in ids_written(found, text):
            if found.links[one].kind == FINDING:
                raise _wrong_way(found.links[one], source)
            added += [one] if link(project, one, [link_id]) else []
    return added


def ids_written(found: Chain, text: str) -> list[str]:
    """The ids of what a text names by numbers; UserError for parts that name nothing there is."""
    named = read_numbers(text)
    by_number = {one.number.casefold(): one.id for one in found}
    unknown = [number for number in named.numbers if number.casefold() not in by_number]
    if named.unread or unknown:
        raise UserError(
            _("{what} is not in the chain.").format(what=listed([*unknown, *named.unread])),
            _("There are: {numbers}.").format(numbers=_extent(found)),
        )
    return [by_number[number.casefold()] for number in named.numbers]


def move_items(project: Project, item_ids: Sequence[str], before: str | None = None) -> None:
    """Put items of one kind before another of it, or last; their numbers follow, their links stay.

    A conclusion that is put before one of another criterion takes that criterion.
    """
    found = chain(project)
    moved = [item_of(found, one) for one in dict.fromkeys(item_ids)]
    target = item_of(found, before) if before else None
    kinds = {one.kind for one in [*moved, *([target] if target else [])]}
    if len(kinds) != 1 or FINDING in kinds:
        raise UserError(
            _("These cannot be put in one order."),
            _("Choose items of one kind; findings are ordered in Evidence."),
        )
    order = [one.id for one in found.of(moved[0].kind) if one not in moved]
    at = order.index(before) if before in order else len(order)
    order[at:at] = [one.id for one in moved]
    with project.step("Move {numbers}", numbers=listed(one.number for one in moved)):
        for one in moved if target and target.kind == CONCLUSION else ():
            project.evidence.chain.change(one.id, criterion_id=target.group_id if target else None)
        for place, item_id in enumerate(order):
            project.evidence.chain.change(item_id, position=place)


def shift(project: Project, item_id: str, by: int) -> bool:
    """Move an item up (negative) or down by a place within its group; whether it could."""
    found = chain(project)
    item = item_of(found, item_id)
    if item.kind == FINDING:
        return False
    group = [one.id for one in found.of(item.kind) if one.group_id == item.group_id]
    place = group.index(item_id) + by
    if not 0 <= place < len(group):
        return False
    rest = [one for one in group if one != item_id]
    after = rest[place - 1] if place == len(rest) else None
    if after is None:
        move_items(project, [item_id], rest[place])
    else:
        _move_after(project, found, item, after)
    return True


def remove_items(project: Project, item_ids: Sequence[str]) -> None:
    """Take items out with their forms and links, in one step."""
    found = chain(project)
    gone = [item_of(found, one) for one in dict.fromkeys(item_ids)]
    if any(one.kind == FINDING for one in gone):
        raise UserError(_("Findings are not removed here."), _("Remove the finding in Evidence."))
    with project.step("Remove {numbers}", numbers=listed(one.number for one in gone)):
        project.evidence.forget_chain([one.id for one in gone])


def item_of(found: Chain, link_id: str | None) -> Link:
    """A link of the chain by id; UserError where it is gone."""
    if link_id is None or link_id not in found.links:
        raise UserError(_("This is no longer in the chain."), _("Undo may bring it back."))
    return found.links[link_id]


def link_named(found: Chain, name: str) -> Link:
    """The one link that a number or id names; UserError where there is none or there are several."""
    if name in found.links:
        return found.links[name]
    ids = ids_written(found, name)
    if len(ids) != 1:
        raise UserError(
            _("{name} does not name one item.").format(name=name), _("Give a number such as C10.")
        )
    return found.links[ids[0]]


def kind_named(name: str) -> str:
    """The kind of item that a word names; UserError where none does."""
    found = name if name in CHAIN_KINDS else read_kind(name)
    if found not in CHAIN_KINDS:
        raise UserError(
            _("{name} is no kind of item.").format(name=name),
            _("Use one of: {choices}.").format(choices=", ".join(CHAIN_KINDS)),
        )
    return found


def _next_number(project: Project, item: ChainItem) -> str:
    """The number that a new item gets."""
    order = {one.id: place for place, one in enumerate(project.matrix.criteria())}
    last = order.get(item.criterion_id or "", len(order))
    before = (
        one
        for one in project.evidence.chain.where("kind", item.kind)
        if item.kind != CONCLUSION or order.get(one.criterion_id or "", len(order)) <= last
    )
    return number_of(item.kind, sum(1 for _one in before) + 1)


def _extent(found: Chain) -> str:
    """The numbers there are, kind by kind."""
    ends = [(some[0].number, some[-1].number) for kind in words.kinds() if (some := found.of(kind))]
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in ends) or "–"


def _check_direction(item: Link, basis: Link) -> None:
    if item.kind == FINDING or basis.kind not in RESTS_ON[item.kind]:
        raise _wrong_way(item, basis)


def _wrong_way(item: Link, basis: Link) -> UserError:
    allowed = RESTS_ON.get(item.kind, ())
    hint = _("{kind} rests on: {kinds}.").format(
        kind=words.kind(item.kind), kinds=", ".join(words.kinds()[one].lower() for one in allowed)
    )
    return UserError(
        _("{number} cannot rest on {basis}.").format(number=item.number, basis=basis.number),
        hint if allowed else _("A finding rests on evidence alone."),
    )


def _check_final(item: Link) -> None:
    lacking = lacking_for_final(item)
    if item.kind == RECOMMENDATION and lacking:
        raise UserError(
            _("{number} cannot be final yet. It lacks: {lacking}.").format(
                number=item.number, lacking=words.lacking(item, lacking)
            ),
            _("Fill that in first."),
        )


def _set_criterion(project: Project, item: Link, criterion_id: str | None) -> None:
    """Group a conclusion under another criterion, after those that are there."""
    if criterion_id != item.group_id:
        place = project.evidence.chain.next_position("kind", item.kind)
        project.evidence.chain.change(item.id, criterion_id=criterion_id, position=place)


def _criterion_id(project: Project, value: str) -> str:
    """The id of a criterion that is given by id, key or name; "" for none."""
    known = project.matrix.criteria()
    other = {alias.name: alias.criterion_id for alias in project.matrix.aliases() if alias.criterion_id}
    names = {fold(name): one.id for one in known for name in (one.name, one.key)}
    names |= {fold(name): found for name, found in other.items() if found and fold(name) not in names}
    found = value if any(one.id == value for one in known) else names.get(fold(value), "")
    if value.strip() and not found:
        raise UserError(
            _("There is no criterion {name}.").format(name=value.strip()),
            _("The criteria are: {names}.").format(names=", ".join(one.key for one in known) or "–"),
        )
    return found


def _store(project: Project, item_id: str, name: str, value: str) -> None:
    """Keep what stands in a field; an empty one is not kept."""
    there = [one for one in project.evidence.fields.where("item_id", item_id) if one.name == name]
    if not value.strip():
        project.evidence.fields.remove([one.id for one in there])
    elif there:
        project.evidence.fields.change(there[0].id, value=value)
    else:
        project.evidence.fields.add(ChainField(rows.new_id(), item_id, name, value))


def _move_after(project: Project, found: Chain, item: Link, after: str) -> None:
    """Put an item right after another of its kind."""
    order = [one.id for one in found.of(item.kind) if one.id != item.id]
    order.insert(order.index(after) + 1, item.id)
    with project.step("Move {numbers}", numbers=item.number):
        for place, item_id in enumerate(order):
            project.evidence.chain.change(item_id, position=place)
