"""The list of names and the glossary as tables of cells, for grids and whoever types into them."""

from collections.abc import Mapping, Sequence

from ..domain.quotes import OTHER, PERSON, PLACE
from ..i18n import _
from ..storage.project import Project
from . import glossary, names
from .register_table import CHOICE, FIXED, TEXT, Column, Row, one_of
from .register_words import languages

Cell = tuple[str, str, str]
NAME, KIND, INFORMANT, PRINTED = "name", "kind", "informant", "printed"
TERM, LANGUAGE, TRANSLATION, INTO, NOTE = "term", "language", "translation", "into", "note"


def name_kinds() -> tuple[tuple[str, str], ...]:
    """What a name of the list may stand for, in words."""
    return ((PERSON, _("person")), (PLACE, _("place")), (OTHER, _("other")))


def name_columns(project: Project) -> list[Column]:
    """The name, what it names, whose it is, and whether level 5 prints it."""
    codes = tuple((person.code, person.code) for person in project.informants.all())
    return [
        Column(NAME, _("Name"), TEXT),
        Column(KIND, _("What it names"), CHOICE, name_kinds()),
        Column(INFORMANT, _("Informant"), CHOICE, codes),
        Column(PRINTED, _("Printed at level 5"), FIXED),
    ]


def name_rows(project: Project) -> list[Row]:
    """The names in order."""
    from .sayers import printed_names

    printed = printed_names(project)
    found = []
    for one in names.listed(project):
        known = one.known
        level_5 = printed.get(known.informant_id or "") == known.name
        cells = {
            NAME: known.name,
            KIND: known.kind,
            INFORMANT: one.informant,
            PRINTED: _("yes") if level_5 else "",
        }
        found.append(Row(known.id, cells))
    return found


def save_names(project: Project, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
    """Change cells (id, column, value) and add names, all or nothing, in one step; the new ids."""
    kind_of = one_of(name_kinds(), {})
    changes: dict[str, dict[str, str]] = {}
    for row_id, column, value in cells:
        changes.setdefault(row_id, {})[column] = value
    with project.step("Change the list of names ({n})", n=len(changes) + len(added)):
        for row_id, values in changes.items():
            names.change_name(
                project,
                row_id,
                name=values.get(NAME),
                kind=(kind_of(values[KIND]) or PERSON) if KIND in values else None,
                informant=values.get(INFORMANT),
            )
        return [
            names.add_name(
                project,
                row.get(NAME, ""),
                kind=kind_of(row.get(KIND, "")) or PERSON,
                informant=row.get(INFORMANT, ""),
            ).id
            for row in added
        ]


def term_columns(project: Project) -> list[Column]:
    """The term, its language, what it is called in which other, a note."""
    return [
        Column(TERM, _("Term"), TEXT),
        Column(LANGUAGE, _("Language"), TEXT, languages()),
        Column(TRANSLATION, _("Translation"), TEXT),
        Column(INTO, _("Into"), TEXT, languages()),
        Column(NOTE, _("Note"), TEXT),
    ]


def term_rows(project: Project) -> list[Row]:
    """The terms in order."""
    return [
        Row(one.id, {name: str(getattr(one, name)) for name in (TERM, LANGUAGE, TRANSLATION, INTO, NOTE)})
        for one in glossary.terms(project)
    ]


def save_terms(project: Project, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
    """Change cells (id, column, value) and add terms, all or nothing, in one step; the new ids."""
    spoken = {words.casefold(): code for code, words in languages()}
    changes: dict[str, dict[str, str]] = {}
    for row_id, column, value in cells:
        changes.setdefault(row_id, {})[column] = _code(spoken, column, value)
    with project.step("Change the glossary ({n})", n=len(changes) + len(added)):
        for row_id, values in changes.items():
            glossary.change_term(project, row_id, **values)
        return [
            glossary.add_term(
                project,
                row.get(TERM, ""),
                row.get(TRANSLATION, ""),
                language=_code(spoken, LANGUAGE, row.get(LANGUAGE, "")),
                into=_code(spoken, INTO, row.get(INTO, "")),
                note=row.get(NOTE, ""),
            ).id
            for row in added
        ]


def _code(spoken: Mapping[str, str], column: str, value: str) -> str:
    """The code of a language that may be written in words."""
    return spoken.get(value.strip().casefold(), value) if column in (LANGUAGE, INTO) else value
