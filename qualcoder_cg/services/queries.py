"""Queries kept under a name."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from ..domain.dates import iso_date
from ..domain.queries import Query, SavedQuery, as_values, of_values
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .query_words import missing


class Kept(NamedTuple):
    """A saved query, what it asks for, and sentences about what of that is no longer there."""

    saved: SavedQuery
    query: Query
    missing: tuple[str, ...]


def saved(project: Project) -> list[Kept]:
    """The queries of a study, in order."""
    found = []
    for one in project.evidence.queries.all():
        query = query_of(one)
        found.append(Kept(one, query, tuple(missing(project, query))))
    return found


def query_of(kept: SavedQuery) -> Query:
    """What a saved query asks for."""
    try:
        values = json.loads(kept.query)
    except ValueError:
        values = {}
    return of_values(values) if isinstance(values, Mapping) else Query()


def named(project: Project, name: str) -> SavedQuery:
    """The query of that name or id; UserError where there is none."""
    everything = project.evidence.queries.all()
    for fits in (
        lambda one: name in (one.id, one.name),
        lambda one: one.name.casefold() == name.strip().casefold(),
    ):
        if found := next(filter(fits, everything), None):
            return found
    raise UserError(
        _("There is no saved query {name}.").format(name=name),
        _("The saved queries are: {names}.").format(names=", ".join(one.name for one in everything) or "–"),
    )


def save_query(project: Project, name: str, query: Query) -> SavedQuery:
    """Keep a query under a name; one that has this name already is given the new query."""
    name = _checked_name(name)
    text = json.dumps(as_values(query), ensure_ascii=False, sort_keys=True)
    queries = project.evidence.queries
    there = next((one for one in queries.all() if one.name.casefold() == name.casefold()), None)
    with project.step("Save query {name}", name=name):
        if there:
            queries.change(there.id, query=text, name=name)
            return there._replace(query=text, name=name)
        new = SavedQuery(rows.new_id(), name, text, queries.next_position())
        queries.add(new)
        return new


def rename_query(project: Project, query_id: str, name: str) -> None:
    """Call a saved query otherwise; UserError where another one has the name."""
    name = _checked_name(name)
    queries = project.evidence.queries
    kept = queries.get(query_id)
    if kept is None:
        raise UserError(_("This query is no longer in the study."), _("Undo may bring it back."))
    if any(one.id != query_id and one.name.casefold() == name.casefold() for one in queries.all()):
        raise UserError(
            _("Another query is called {name}.").format(name=name), _("Give this one another name.")
        )
    with project.step("Rename query {name} to {new}", name=kept.name, new=name):
        queries.change(query_id, name=name)


def delete_query(project: Project, query_id: str) -> None:
    """Remove a saved query; what it finds stays as it is."""
    kept = project.evidence.queries.get(query_id)
    if kept is None:
        return
    with project.step("Delete query {name}", name=kept.name):
        project.evidence.queries.remove([query_id])


def day(text: str) -> str:
    """A date of a query as ISO 8601, as far as it is said; UserError for what is no date."""
    try:
        return iso_date(text)
    except ValueError as error:
        raise UserError(
            _("{text} is not a date that can be understood.").format(text=text),
            _("Write it as 2021-05-31, 2021-05 or 2021."),
        ) from error


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(_("The query has no name."), _("Give it a name to find it by."))
    return name
