"""Making one row of several that are the same person, place, column or code, after copies were joined.

Who does it, on which side and in which order must not matter: of people, places and columns the row with the
smallest id stays, with its name; of codes too, under the name that stood first. Then two who make the same
ones one do the same, and their copies join to it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from ..domain.codes import QUESTION
from ..domain.merge_report import MadeOne
from ..storage.project import Project
from .codebook import get_code
from .codebook_merges import merge_codes
from .coders import merge_coders
from .register import merge_institutions
from .register_merges import merge_columns, merge_informants

# They are made one from the last to the first: codes before the coders whose codings then say the same.
TABLES = ("coder", "institution", "informant", "own_column", "code")
_MERGE: dict[str, Callable[[Project, str, Sequence[str]], object]] = {
    "coder": merge_coders,
    "institution": lambda project, kept, others: merge_institutions(project, kept, others, evenly=True),
    "informant": lambda project, kept, others: merge_informants(project, kept, others, evenly=True),
    "own_column": merge_columns,
}


def kept_of(table: str, ids: Sequence[str], questions: Collection[str] = ()) -> str:
    """Which of these rows stays when they are made one; a question of the matrix before other codes."""
    return min(ids, key=lambda one: (table == "code" and one not in questions, one))


def make_same(project: Project, same: Mapping[str, Sequence[tuple[str, str]]]) -> list[MadeOne]:
    """Make one of the rows in these pairs (ids, by table), in one step; gives what was made one.

    Pairs that have a row in common are one. UserError where a row is not there, or the rows cannot be one.
    """
    with project.step("Make one of what is the same"):
        return [
            _made(project, table, ids) for table in reversed(TABLES) for ids in _together(same.get(table, ()))
        ]


def _made(project: Project, table: str, ids: Sequence[str]) -> MadeOne:
    if table == "code":
        return _one_code(project, ids)
    names = _names(project, table)
    kept = kept_of(table, ids)
    _MERGE[table](project, kept, [one for one in ids if one != kept])
    return MadeOne(table, kept, _names(project, table)[kept], [names.get(one, "") for one in ids])


def _one_code(project: Project, ids: Sequence[str]) -> MadeOne:
    codes = [get_code(project, one) for one in ids]
    questions = {one.id for one in codes if one.kind == QUESTION}
    kept = kept_of("code", ids, questions)
    merge_codes(project, [one for one in ids if one != kept], kept)
    first = codes[0]
    if kept not in questions and kept != first.id:
        project.codes.change(kept, name=first.name, short=first.short)
    return MadeOne("code", kept, get_code(project, kept).name, [one.name for one in codes])


def _names(project: Project, table: str) -> dict[str, str]:
    if table == "coder":
        return {one.id: one.name for one in project.coders.all()}
    if table == "institution":
        return {one.id: one.name for one in project.informants.institutions()}
    if table == "informant":
        return {one.id: one.code for one in project.informants.all()}
    return {one.id: one.name for one in project.own_columns.every()}


def _together(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Ids that are one by these pairs, each list in the order in which they were named."""
    groups: list[list[str]] = []
    for pair in pairs:
        met = [group for group in groups if not set(group).isdisjoint(pair)]
        groups = [group for group in groups if group not in met]
        groups.append(list(dict.fromkeys([one for group in (*met, list(pair)) for one in group])))
    return groups
