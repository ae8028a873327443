"""Tables of the people who were interviewed: by type and sex, and as a list."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ..domain import attribution
from ..domain.informants import Informant
from ..domain.report_table import RIGHT, Column, ReportTable, Row, row
from ..domain.vocabulary import MAN, NO_CONSENT, SEX, WOMAN, fold, meant
from ..i18n import _, ngettext
from ..storage.project import Project
from .register_counts import heard, held_interviews, informants_in_words, institutions_in_words
from .rules import rules
from .sayers import printed_names

_RUNS = re.compile(r"([^0-9]*)([0-9]*)")


def interviewees(project: Project, name: str, source: str) -> ReportTable:
    """Those who were interviewed, by type of institution and sex, with distinct institutions."""
    people = _heard(project)
    types = dict.fromkeys(person.type for person in people)
    sexes = _sexes(people)
    rows = [
        _counted(kind or _("Not stated"), [person for person in people if person.type == kind], sexes)
        for kind in types
    ]
    return ReportTable(
        name,
        _("People interviewed, by type of institution and sex"),
        (
            Column(_("Type of institution")),
            Column(_("Institutions"), RIGHT),
            Column(_("People"), RIGHT),
            *(Column(_sex_heading(sex), RIGHT) for sex in sexes),
        ),
        tuple(rows),
        _counted(_("Total"), people, sexes),
        notes=(_who_counts(project), *_about_institutions(people)),
        source=source,
    )


def persons(project: Project, name: str, source: str, level: str) -> ReportTable:
    """Those who were interviewed, one row each, with no more said of them than the level and they allow."""
    people = _heard(project)
    dates = _dates(project)
    shown = [person for person in people if _allowed(person, level) != attribution.NONE]
    groups, names = rules(project).categories, printed_names(project)
    fields: list[tuple[str, str, Callable[[Informant], str]]] = [
        (_("Name"), attribution.NAME, lambda person: names.get(person.id, "")),
        (_("Institution"), attribution.INSTITUTION, lambda person: person.institution),
        (_("Role"), attribution.ROLE, lambda person: person.role),
        (_("Type of institution"), attribution.TYPE, lambda person: person.type),
        (_("Sex"), attribution.ROLE, lambda person: sex_in_words(person.sex)),
        (_("Date"), attribution.INSTITUTION, lambda person: ", ".join(dates.get(person.id, ()))),
        (_("Code"), attribution.TYPE, lambda person: person.code),
    ]
    if level == attribution.NONE:
        return _number_alone(project, people, name, source)
    if level == attribution.CATEGORY:
        in_category = attribution.category
        fields = [(_("Category"), level, lambda person: in_category(person.type, groups, _("Informant")))]
    visible = [field for field in fields if attribution.shows(level, field[1])]
    if attribution.shows(level, attribution.INSTITUTION):
        # Codes stand beside quotes that say less of who spoke: here they would tell whose these are.
        visible = [field for field in visible if field[0] != _("Code")]
    cells = [
        [
            value(person) if attribution.shows(_allowed(person, level), least) else ""
            for _h, least, value in visible
        ]
        for person in shown
    ]
    # By what is shown: a hidden institution must not be told by its place in the list.
    less = sum(_allowed(person, level) != level for person in shown)
    return ReportTable(
        name,
        _("People interviewed"),
        tuple(Column(heading) for heading, _least, _value in visible),
        tuple(row(*line) for line in in_order(cells)),
        notes=(
            " · ".join((informants_in_words(len(people)), institutions_in_words(_institutions(people)))),
            _who_counts(project),
            *_withheld(less, len(people) - len(shown)),
        ),
        source=source,
    )


def _number_alone(project: Project, people: Sequence[Informant], name: str, source: str) -> ReportTable:
    """The list where nobody may be named: how many people there are."""
    columns = (Column(_("People"), RIGHT),)
    return ReportTable(
        name,
        _("People interviewed"),
        columns,
        (row(len(people)),),
        notes=(_who_counts(project),),
        source=source,
    )


def in_order(lines: list[list[str]]) -> list[list[str]]:
    """Rows of a list alphabetically as people count, Office 9 before Office 10; blanks last."""
    return sorted(lines, key=lambda line: [(not text, _as_counted(text)) for text in line])


def _as_counted(text: str) -> list[tuple[str, int]]:
    return [(words, int(digits or 0)) for words, digits in _RUNS.findall(fold(text))]


def sex_in_words(sex: str) -> str:
    """A sex as the register keeps it, in words."""
    return {MAN: _("man"), WOMAN: _("woman")}.get(meant(SEX, sex) or "", sex)


def _heard(project: Project) -> list[Informant]:
    """The people who were heard, in the order of the register."""
    ids = heard(project)
    return [person for person in project.informants.all() if person.id in ids]


def _who_counts(project: Project) -> str:
    """Who is counted as interviewed."""
    if project.interviews.all():
        return _("People who took part in an interview that was held, or who speak in a transcript.")
    return _("People who speak in a transcript; the study keeps no register of interviews.")


def _institutions(people: Sequence[Informant]) -> int:
    return len({person.institution for person in people if person.institution})


def _counted(label: str, people: Sequence[Informant], sexes: Sequence[str]) -> Row:
    """Distinct institutions, a dash where nobody speaks for one, people, and people of each sex."""
    found = Counter(_sex(person) for person in people)
    return row(label, _institutions(people) or None, len(people), *(found[sex] for sex in sexes))


def _about_institutions(people: Sequence[Informant]) -> list[str]:
    """What the column of institutions does not say by itself."""
    notes = []
    types: dict[str, set[str]] = {}
    for person in people:
        if person.institution:
            types.setdefault(person.institution, set()).add(person.type)
    several = sum(len(found) > 1 for found in types.values())
    if several:
        notes.append(
            ngettext(
                "{n} institution stands under several types and counts once in the total.",
                "{n} institutions stand under several types and count once in the total.",
                several,
            ).format(n=several)
        )
    alone = sum(not person.institution for person in people)
    if alone:
        notes.append(
            ngettext(
                "{n} person speaks for no institution.", "{n} people speak for no institution.", alone
            ).format(n=alone)
        )
    return notes


def _sex(person: Informant) -> str:
    """The sex as it is counted: words for the same sex are one."""
    return meant(SEX, person.sex) or person.sex.strip()


def _sexes(people: Sequence[Informant]) -> list[str]:
    """The sexes in use: men, women, others as they come, unknown last."""
    used = list(dict.fromkeys(map(_sex, people)))
    order = {MAN: 0, WOMAN: 1, "": 3}
    return sorted(used, key=lambda sex: order.get(sex, 2))


def _sex_heading(sex: str) -> str:
    """The heading of a column of people."""
    if not sex:
        return _("Sex not stated (people)")
    return {MAN: _("Men"), WOMAN: _("Women")}.get(sex) or _("{sex} (people)").format(sex=sex)


def _allowed(person: Informant, level: str) -> str:
    """The level at which a person may be listed: the one asked for, or the person's own limit below it.

    Who agreed to nothing is not listed.
    """
    if person.consent == NO_CONSENT:
        return attribution.NONE
    if person.ceiling in attribution.LEVELS and not attribution.shows(person.ceiling, level):
        return person.ceiling
    return level


def _dates(project: Project) -> dict[str, list[str]]:
    """The days on which each person was interviewed, in order."""
    found: dict[str, set[str]] = {}
    for interview in held_interviews(project):
        for person in interview.informants if interview.date else ():
            found.setdefault(person, set()).add(interview.date)
    return {person: sorted(days) for person, days in found.items()}


def _withheld(less: int, hidden: int) -> list[str]:
    """How many people the list says less of, or leaves out, because of what they agreed to."""
    notes = []
    if less:
        notes.append(
            ngettext(
                "{n} person is listed with less than the others, as agreed with them.",
                "{n} people are listed with less than the others, as agreed with them.",
                less,
            ).format(n=less)
        )
    if hidden:
        notes.append(
            ngettext(
                "{n} person is counted and not listed, as agreed with them.",
                "{n} people are counted and not listed, as agreed with them.",
                hidden,
            ).format(n=hidden)
        )
    return notes
