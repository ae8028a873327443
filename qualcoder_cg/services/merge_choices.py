"""Taking the other side of a conflict: a change like any other, made right after the copies were joined."""

import json
from collections.abc import Mapping, Sequence

from ..domain.merging import BOTH, MINE, SIDES, Conflict, Joined
from ..domain.merging_tables import GROUPS, PLACES, PROSE, STUDY_MEMO
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..storage.merging import Copies
from ..storage.project import Project
from . import revisions
from .anchoring import Anchors
from .merge_join import Merged

# What can be deleted without more ado, because nothing refers to it.
_LOOSE = ("coding", "note", "bookmark", "finished")


def choosable(conflict: Conflict) -> bool:
    """Whether a person may take the other side of a conflict here; else it is done by hand afterwards."""
    if not conflict.field:
        return conflict.table in _LOOSE
    return conflict.field not in ("turns", "kind")


def joinable(conflict: Conflict) -> bool:
    """Whether what both sides say may stand, one after the other: it is written in sentences."""
    if conflict.table == "setting":
        return conflict.row_id == STUDY_MEMO
    return conflict.field in PROSE.get(conflict.table, ())


def check(merged: Merged, choices: Mapping[str, str]) -> None:
    """UserError where a choice names no conflict of these copies, no side, or what cannot be chosen here."""
    known = {one.key: one for one in merged.conflicts}
    for key, side in choices.items():
        if key not in known or side not in (*SIDES, BOTH):
            raise UserError(
                _("There is no conflict {key} between these copies.").format(key=key),
                _("Look at the preview for the conflicts there are."),
            )
        if side == BOTH and not joinable(known[key]):
            raise UserError(
                _("Of {key} not both sides can stand.").format(key=key),
                _("Take one of them; what is written in sentences can have both."),
            )
        if side != known[key].winner and not choosable(known[key]):
            raise UserError(
                _("The other side of {key} cannot be taken while merging.").format(key=key),
                _("Merge first, then change it by hand."),
            )


def take(project: Project, copies: Copies, merged: Merged, choices: Mapping[str, str]) -> dict[str, str]:
    """Take the sides that were chosen and did not win, inside the step; gives those taken."""
    taken: dict[str, str] = {}
    for conflict in merged.conflicts:
        side = choices.get(conflict.key, conflict.winner)
        one = merged.found[conflict.table].get(conflict.row_id)
        if (
            side != conflict.winner
            and one is not None
            and _take(project, copies, merged, conflict, one, side)
        ):
            taken[conflict.key] = side
    return taken


def _take(
    project: Project, copies: Copies, merged: Merged, conflict: Conflict, one: Joined, side: str
) -> bool:
    if side == BOTH:
        return copies.change(conflict.table, one.row_id, {conflict.field: _both(conflict)})
    known = one.mine if side == MINE else one.theirs
    if not conflict.field:
        if conflict.table == "coding":
            project.revisions.settle([one.row_id])
        return copies.delete(conflict.table, one.row_id)
    if known.values is None:
        return False
    if conflict.table == "document_text":
        revisions.edit_text(project, one.row_id, known.values["text"])
        return True
    columns = _columns(conflict)
    values = {name: known.values[name] for name in columns}
    if columns == PLACES.get(conflict.table):
        values = _placed(merged, one, side, values)
    for reference in copies.references:
        wanted = values.get(reference.column) if reference.table == conflict.table else None
        if wanted and not copies.is_here(reference.target, wanted):
            return False
    return copies.change(conflict.table, one.row_id, values)


def _both(conflict: Conflict) -> str:
    """What both sides say, the earlier first, whichever copy is brought in; what both say stands once."""
    sides = sorted(((conflict.mine_stamp, conflict.mine), (conflict.theirs_stamp, conflict.theirs)))
    said = [str(json.loads(value) if conflict.table == "setting" else value) for _stamp, value in sides]
    for one, other in (said, said[::-1]):
        if one.strip() in other:
            both = other
            break
    else:
        both = "\n\n".join(one.strip() for one in said)
    return json.dumps(both, ensure_ascii=False) if conflict.table == "setting" else both


def _columns(conflict: Conflict) -> Sequence[str]:
    """The columns that are this field."""
    for group in (PLACES.get(conflict.table, ()), *GROUPS.get(conflict.table, ())):
        if conflict.field in group:
            return group
    return (conflict.field,)


def _placed(merged: Merged, one: Joined, side: str, values: Mapping[str, int]) -> dict[str, int]:
    """A place of one side in the text that stands."""
    assert one.row is not None
    both = merged.texts.get(one.row["document_id"])
    columns = list(values)
    if both is None or not both.differ or both.of(side).sha256 == both.standing.sha256:
        return dict(values)
    anchors = Anchors(both.of(side).text, both.standing.text)
    if len(columns) == 1:
        return {columns[0]: anchors.position(values[columns[0]])}
    placed = anchors.span(Span(*values.values()))
    return dict(zip(columns, placed.span, strict=True))
