"""The values of a query by what people call them, for the command line and scripts."""

from collections.abc import Iterable

from ..domain.codings import POLARITIES, UNDECIDED
from ..domain.queries import CONDITIONS, Query
from ..domain.text import listed
from ..domain.vocabulary import SEX, fold, meant
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .lookup import Names
from .query_words import choices, condition_names

NONE = "none"  # names "" where a condition has it: no informant known, no category


def query_by_names(project: Project, given: dict[str, Iterable[str]], **more: object) -> Query:
    """A query whose sets are named by what people call things; `more` are its other fields.

    UserError for a name that fits nothing.
    """
    finder = _Finder(project)
    sets = {
        condition: frozenset(finder.find(condition, name) for name in names)
        for condition, names in given.items()
        if condition in CONDITIONS
    }
    return Query(**sets, **more)  # type: ignore[arg-type]


class _Finder:
    """Finds values of conditions by name; the study is read once."""

    def __init__(self, project: Project) -> None:
        self._offered = choices(project)
        self._names = Names(project)
        self._more: dict[str, dict[str, str]] = {
            "criteria": {fold(one.key): one.id for one in project.matrix.criteria()},
            "questions": {
                fold(name): one.id
                for one in project.matrix.questions()
                for name in (one.number, f"Q{one.number}", one.short)
                if name
            },
            "coders": {fold(one.initials): one.id for one in project.coders.all()},
            "institutions": {
                fold(alias): one.id for one in project.informants.institutions() for alias in one.aliases
            },
            "polarities": {fold(one or "undecided"): one for one in POLARITIES},
            "key": {"yes": "key", "no": "plain"},
        }

    def find(self, condition: str, name: str) -> str:
        """The value of a condition that a name stands for."""
        if condition in ("codes", "together"):
            return self._names.code(name).id
        if condition == "documents":
            return self._names.document(name).id
        offered = self._offered[condition]
        if condition == "sexes":
            name = meant(SEX, name) or name
        known = {fold(one.text): one.value for one in offered} | {one.value: one.value for one in offered}
        found = known.get(name, known.get(fold(name), self._more.get(condition, {}).get(fold(name))))
        if found is None and fold(name) == NONE and "" in known.values():
            found = UNDECIDED
        if found is None:
            raise UserError(
                _("{condition}: there is no {name}.").format(
                    condition=condition_names()[condition], name=name
                ),
                _("There are: {names}.").format(names=listed([one.text for one in offered]) or "–"),
            )
        return found
