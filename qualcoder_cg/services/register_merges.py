"""Making one informant, or one column of the study's own, of several that are the same."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..domain.attribution import LEVELS
from ..domain.informants import CONSENT_TERMS, Informant, Voice
from ..domain.text import listed
from ..domain.vocabulary import NO_CONSENT
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project

_PLAIN = ("type", "sex", "role", "institution", "place")


def merge_informants(project: Project, keep: str, others: Sequence[str], *, evenly: bool = False) -> str:
    """Make one informant (ids) of several, in one step; gives the id that stays, which is the smallest.

    Where the others speak, took part or are named, the one does. The code is that of `keep`, and so is what
    stands in its row; what is blank there comes from the others. `evenly` lets the smaller of two values
    stand, whoever has it. Consented to is what all consented to of whom anything is noted, and no attribution
    goes further than the lowest of them allows.
    """
    people = {person.id: person for person in project.informants.all()}
    group = list(dict.fromkeys([keep, *others]))
    if not all(one in people for one in group):
        raise UserError(_("An informant is no longer in the register."), _("Undo may bring it back."))
    kept, first = min(group), people[keep]
    everyone = [people[one] for one in group]
    names = listed([one.code for one in everyone])
    values = {name: united((getattr(one, name) for one in everyone), evenly=evenly) for name in _PLAIN}
    with project.step("Make one informant of {names}", names=names):
        cells = _own_cells(project, group)
        for gone in sorted(set(group) - {kept}):
            project.sameness.follow("informant", gone, kept)
            project.sameness.remove("informant", gone)
        project.informants.put(
            replace(first, id=kept, **values, consent=_consent(everyone), ceiling=_ceiling(everyone))
        )
        for column, found in cells.items():
            project.own_columns.set_value(kept, column, united(found, evenly=evenly))
        _forget_blank_labels(project, kept)
    return kept


def merge_columns(project: Project, keep: str, others: Sequence[str]) -> str:
    """Make one column (ids) of several of one table, in one step; gives the id that stays, the smallest.

    It has the name of `keep`. Of two cells of a row that are not alike the smaller value stands.
    """
    columns = {one.id: one for one in project.own_columns.every()}
    group = list(dict.fromkeys([keep, *others]))
    if not all(one in columns for one in group) or len({columns[one].owner for one in group}) > 1:
        raise UserError(_("A column is no longer in its table."), _("Undo may bring it back."))
    kept, name = min(group), columns[keep].name
    with project.step("Make one column of {names}", names=listed([columns[one].name for one in group])):
        for gone in sorted(set(group) - {kept}):
            project.sameness.follow("own_column", gone, kept)
            project.sameness.remove("own_column", gone)
        project.own_columns.rename(kept, name)
    return kept


def united(values: Iterable[str], *, evenly: bool) -> str:
    """Of several values the first that is not blank, or the smallest such where all are even; "" if none."""
    given = [one for one in values if one]
    return (min(given) if evenly else given[0]) if given else ""


def _own_cells(project: Project, ids: Sequence[str]) -> dict[str, list[str]]:
    """What stands in own columns of these rows, by column, in the order of the rows."""
    written = project.own_columns.values("informant")
    columns = dict.fromkeys(column for row_id, column in written if row_id in ids)
    return {column: [written.get((one, column), "") for one in ids] for column in columns}


def _consent(people: Sequence[Informant]) -> str:
    noted = [one.consent.split() for one in people if one.consent]
    if not noted:
        return ""
    common = [term for term in CONSENT_TERMS if all(term in terms for terms in noted)]
    return " ".join(common) or NO_CONSENT


def _ceiling(people: Sequence[Informant]) -> str:
    return min((one.ceiling for one in people if one.ceiling), key=LEVELS.index, default="")


def _forget_blank_labels(project: Project, informant_id: str) -> None:
    """Where it is known under which label somebody speaks, do not say it is not known."""
    voices = [one for one in project.informants.voices() if one.informant_id == informant_id]
    known = {one.document_id for one in voices if one.speaker}
    wanted: list[Voice] = [one for one in voices if one.speaker or one.document_id not in known]
    project.informants.set_voices(informant_id, wanted)
