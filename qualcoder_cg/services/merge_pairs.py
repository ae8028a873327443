"""People, places, columns and codes of two copies that may be one: proposed, never made one unasked."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ..domain.codes import QUESTION
from ..domain.merge_report import ALIKE, SAME_NAME, Pair
from ..domain.merging import Joined
from ..domain.own_columns import OWNERS
from ..domain.vocabulary import fold
from ..storage.project import Project
from .merge_join import Merged
from .register_doubts import alike_names
from .same import TABLES, kept_of

_CODES_FROM, _NAMES_FROM = 75, 85
_SURE, _ALL_BUT = 95, 99
_WORDS, _DIGITS, _PARTS = map(re.compile, (r"\w+", r"\d+", r"\d+|[^\W\d_]+"))


class _One(NamedTuple):
    """A row as it will be: `names` are all its names, `apart` what never pairs where it differs.

    `here` and `there` tell whether the sides hold it; `there` is not known of what both have alike. `fresh`
    is what the copy brings, and what it deleted and is needed here all the same.
    """

    id: str
    names: tuple[str, ...]
    apart: object
    here: bool
    there: bool
    fresh: bool


def pairs(project: Project, merged: Merged) -> list[Pair]:
    """What may be one once the copies are joined: same names before those that are alike, table by table."""
    found = [pair for table in TABLES for pair in _of_table(project, merged, table)]
    return sorted(found, key=lambda one: (one.kind != SAME_NAME, TABLES.index(one.table), one.first, one.key))


def _of_table(project: Project, merged: Merged, table: str) -> Iterator[Pair]:
    living = _living(project, merged, table)
    questions = {
        row_id
        for row_id, one in merged.found["code"].items()
        if one.row is not None and one.row["kind"] == QUESTION
    }
    seen: set[frozenset[str]] = set()
    for one, other in product([one for one in living if one.fresh], living):
        both = frozenset({one.id, other.id})
        if len(both) < 2 or both in seen or one.apart != other.apart:
            continue
        seen.add(both)
        score = 100 if _same(one, other) else _likeness(table, one, other)
        if not score:
            continue
        first, second = sorted((one, other), key=lambda each: (not each.here, each.id))
        kept = kept_of(table, [first.id, second.id], questions)
        stays = first if table == "code" and kept not in questions else {one.id: one, other.id: other}[kept]
        yield Pair(
            "/".join((table, *sorted(both))), table, SAME_NAME if score == 100 else ALIKE,
            first.id, first.names[0], second.id, second.names[0], score, stays.names[0],
        )  # fmt: skip


def _same(one: _One, other: _One) -> bool:
    first, second = (" ".join(each.names[0].split()).casefold() for each in (one, other))
    return first == second


def _living(project: Project, merged: Merged, table: str) -> list[_One]:
    """The rows of a table as they will be, those of the study first."""
    found = merged.found[table]
    aliases: dict[str, list[str]] = {}
    if table == "institution":
        for entry in project.informants.institutions():
            aliases[entry.id] = list(entry.aliases)
        for one in merged.found["institution_alias"].values():
            if one.alive and one.row is not None:
                aliases.setdefault(one.row["institution_id"], []).append(one.row["name"])
    rows = {
        row_id: _One(row_id, (name,), apart, here=True, there=False, fresh=False)
        for row_id, name, apart in _of_study(project, table)
        if row_id not in found
    }
    for row_id, one in found.items():
        if one.alive and one.row is not None:
            here, there = one.mine.row is not None, one.theirs.row is not None
            fresh = not here or (not there and one.theirs.grave is not None)
            name = str(one.row["code" if table == "informant" else "name"])
            rows[row_id] = _One(row_id, (name,), _apart(one, table), here, there, fresh)
    return [
        one._replace(names=tuple(dict.fromkeys([*one.names, *aliases.get(one.id, ())])))
        for one in rows.values()
    ]


def _of_study(project: Project, table: str) -> Iterator[tuple[str, str, object]]:
    """Id, name and what sets apart, of the rows of the study."""
    if table == "coder":
        yield from ((one.id, one.name, one.again_of is None) for one in project.coders.all())
    elif table == "institution":
        yield from ((one.id, one.name, None) for one in project.informants.institutions())
    elif table == "informant":
        yield from ((one.id, one.code, None) for one in project.informants.all())
    elif table == "own_column":
        for owner in OWNERS:
            yield from ((one.id, one.name, one.owner) for one in project.own_columns.of(owner))
    else:
        yield from ((one.id, one.name, None) for one in project.codes.all())


def _apart(one: Joined, table: str) -> object:
    assert one.row is not None
    if table == "coder":  # who codes for a second time is compared with the first
        return one.row["again_of"] is None
    return one.row["owner"] if table == "own_column" else None


def _likeness(table: str, one: _One, other: _One) -> int:
    """How alike two rows of other names are called (1–99); 0 where not, or both are the copy's."""
    name, another = one.names[0], other.names[0]
    if not (one.here or other.here):
        return 0
    if fold(name) == fold(another):
        return _ALL_BUT
    if table in ("institution", "informant"):
        alike = alike_names(one.names, other.names) if table == "institution" else _same_code(name, another)
        return _SURE if alike else 0
    if table == "coder":
        return _persons(name, another)
    apart = one.here != other.here and one.there != other.there
    return _codes(name, another) if table == "code" and apart else 0


def _codes(one: str, other: str) -> int:
    """How alike two codes are called."""
    from rapidfuzz import fuzz

    score = int(fuzz.token_sort_ratio(one.casefold(), other.casefold()))
    return min(score, _ALL_BUT) if score >= _CODES_FROM else 0


def _same_code(one: str, other: str) -> bool:
    """Whether two codes of informants have the same letters and numbers, as KII-07, kii 7 and KII7 have."""
    parts = ([part.lstrip("0") for part in _PARTS.findall(fold(code))] for code in (one, other))
    return next(parts) == next(parts)


def _persons(one: str, other: str) -> int:
    """How alike two names of persons are: written otherwise, or with words in short (Ana L., Ana López)."""
    from rapidfuzz import fuzz

    names = fold(one), fold(other)
    if _DIGITS.findall(names[0]) != _DIGITS.findall(names[1]):
        return 0
    shorter, longer = sorted((_WORDS.findall(name) for name in names), key=lambda words: len("".join(words)))
    if shorter == longer:
        return _SURE
    if 1 < len(shorter) <= len(longer) and all(map(str.startswith, longer, shorter)):
        return _NAMES_FROM
    score = int(fuzz.token_sort_ratio(*names))
    return min(score, _ALL_BUT) if score >= _NAMES_FROM else 0
