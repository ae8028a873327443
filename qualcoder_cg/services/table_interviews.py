"""Tables of interviews: planned, held, not held and why."""

from collections.abc import Sequence

from ..domain import attribution
from ..domain.informants import Informant
from ..domain.interviews import COULD_NOT_ATTEND, DECLINED, GROUP, NO_REPLY, NOT_HELD, Interview
from ..domain.percentages import percent
from ..domain.report_table import RIGHT, Column, ReportTable, Row, row
from ..i18n import _, ngettext
from ..storage.project import Project
from .register_counts import held_interviews, informants_in_words, interviews_in_words
from .table_people import in_order

# Below this base a percentage pretends to more than the count says.
_SMALLEST_BASE = 30


def interviews(project: Project, name: str, source: str) -> ReportTable:
    """Interviews planned, held and not held with the reason, by type; group interviews have a column."""
    register = _Register(project)
    headings = [
        _("Interviews planned"),
        _("Interviews held"),
        _("of these in groups"),
        _("Interviews not held"),
        _("Declined"),
        _("No reply"),
        _("Could not attend"),
    ]
    rows = [register.counted(kind or _("Not stated"), some) for kind, some in register.by_type()]
    total = register.counted(_("Total"), register.all)
    if total[-1].number:
        headings.append(_("Still to be held"))
    width = len(headings) + 1
    return ReportTable(
        name,
        _("Interviews planned, held and not held, by type of institution"),
        (Column(_("Type of institution")), *(Column(heading, RIGHT) for heading in headings)),
        tuple(cells[:width] for cells in rows),
        total[:width],
        notes=register.notes(),
        source=source,
    )


def not_held(project: Project, name: str, source: str, level: str) -> ReportTable:
    """The interviews that were not held, each with its reason, alphabetical by institution."""
    register = _Register(project)
    fields = [
        (_("Institution"), attribution.INSTITUTION),
        (_("Role"), attribution.ROLE),
        (_("Type of institution"), attribution.TYPE),
        (_("Reason"), attribution.NONE),
        (_("Interview"), attribution.NONE),
    ]
    lines = []
    for one in register.all:
        if one.id in register.held or one.status not in NOT_HELD:
            continue
        people = register.people_of(one)
        allowed = min(
            (level, *(person.ceiling for person in people if person.ceiling)), key=attribution.LEVELS.index
        )
        values = (
            ", ".join(dict.fromkeys(person.institution for person in people if person.institution)),
            ", ".join(dict.fromkeys(person.role for person in people if person.role)),
            register.type_of(one),
            reason_in_words(one.status),
            one.code,
        )
        lines.append(
            [
                value if attribution.shows(allowed, least) else ""
                for value, (_heading, least) in zip(values, fields, strict=True)
                if attribution.shows(level, least)
            ]
        )
    return ReportTable(
        name,
        _("Interviews not held, with the reason"),
        tuple(Column(heading) for heading, least in fields if attribution.shows(level, least)),
        tuple(row(*line) for line in in_order(lines)),
        notes=(
            ngettext("{n} interview was not held.", "{n} interviews were not held.", len(lines)).format(
                n=len(lines)
            ),
        ),
        source=source,
    )


def reason_in_words(status: str) -> str:
    """Why an interview was not held."""
    return {
        DECLINED: _("Declined"),
        NO_REPLY: _("No reply"),
        COULD_NOT_ATTEND: _("Agreed but could not attend"),
    }.get(status, status)


class _Register:
    """The interviews of a study with the types of those who take part, read once."""

    def __init__(self, project: Project) -> None:
        self.all = project.interviews.all()
        self.held = {one.id for one in held_interviews(project)}
        self._people = {person.id: person for person in project.informants.all()}
        self._types = list(dict.fromkeys(person.type for person in self._people.values()))

    def people_of(self, interview: Interview) -> list[Informant]:
        """Who took part, or should have."""
        return [self._people[person] for person in interview.informants]

    def type_of(self, interview: Interview) -> str:
        """The types of those who take part, "" where nobody is named."""
        return ", ".join(dict.fromkeys(person.type for person in self.people_of(interview) if person.type))

    def by_type(self) -> list[tuple[str, list[Interview]]]:
        """Interviews by type, in the order of the register; mixed types next, unknown ones last."""
        found: dict[str, list[Interview]] = {}
        for one in self.all:
            found.setdefault(self.type_of(one), []).append(one)
        order = {kind: place for place, kind in enumerate(self._types) if kind}
        return sorted(found.items(), key=lambda entry: (not entry[0], order.get(entry[0], len(order))))

    def reasons(self, some: Sequence[Interview]) -> tuple[int, int, int]:
        """How many declined, did not reply, could not attend."""
        declined, no_reply, could_not = (
            sum(one.status == status and one.id not in self.held for one in some) for status in NOT_HELD
        )
        return declined, no_reply, could_not

    def counted(self, label: str, some: Sequence[Interview]) -> Row:
        """Planned, held, with a group, not held and why, and those still to come."""
        held = [one for one in some if one.id in self.held]
        groups = sum(one.form == GROUP for one in held)
        reasons = self.reasons(some)
        missing = sum(reasons)
        return row(label, len(some), len(held), groups, missing, *reasons, len(some) - len(held) - missing)

    def notes(self) -> tuple[str, ...]:
        """The shares in words, and how many people took part: an interview is not a person."""
        if not self.all:
            return (_("The study keeps no register of interviews yet."),)
        notes = []
        reasons = self.reasons(self.all)
        if sum(reasons):
            notes.append(_not_held_in_words(len(self.all), *reasons))
        held = [one for one in self.all if one.id in self.held]
        people = {person for one in held for person in one.informants}
        if people:
            words = interviews_in_words(len(held)), informants_in_words(len(people))
            notes.append(
                _("Held: {interviews}, with {informants}.").format(interviews=words[0], informants=words[1])
            )
        return tuple(notes)


def _not_held_in_words(planned: int, declined: int, no_reply: int, could_not: int) -> str:
    """How many of the planned interviews were not held, and why; per cent only of a base that bears it."""
    missing = declined + no_reply + could_not
    if planned < _SMALLEST_BASE:
        form = ngettext(
            "{n} of {planned} interviews was not held: {declined} declined, {no_reply} no reply, "
            "{could_not} could not attend.",
            "{n} of {planned} interviews were not held: {declined} declined, {no_reply} no reply, "
            "{could_not} could not attend.",
            missing,
        )
    else:
        form = ngettext(
            "{n} of {planned} interviews ({percent} %) was not held: {declined} declined, {no_reply} no "
            "reply, {could_not} could not attend.",
            "{n} of {planned} interviews ({percent} %) were not held: {declined} declined, {no_reply} no "
            "reply, {could_not} could not attend.",
            missing,
        )
    return form.format(
        n=missing,
        planned=planned,
        percent=percent(missing, planned, 1),
        declined=declined,
        no_reply=no_reply,
        could_not=could_not,
    )
