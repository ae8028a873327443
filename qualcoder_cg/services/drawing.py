"""Which documents several coders code: drawn at random or by type of informant; who codes which."""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..domain.documents import SPOKEN
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import voices

RANDOM, BY_TYPE = BY = ("random", "type")
SEED = 7


class Distribution(NamedTuple):
    """Who codes what: documents (ids) by coder (id), in the study's order, and which of them two code."""

    documents: Mapping[str, tuple[str, ...]]
    double: tuple[str, ...]


def draw(
    project: Project, share: float, seed: int = SEED, by: str = RANDOM, documents: Sequence[str] = ()
) -> list[str]:
    """Documents (ids, in the study's order) to be coded by more than one, drawn from these or from all
    interviews.

    `share` (above 0, up to 1) is of their number, rounded up. BY_TYPE draws from each type of informant as
    many as its share calls for (largest remainders), and at least one: so it may be a few more. The same
    seed draws the same documents.
    """
    if not 0 < share <= 1:
        raise UserError(
            _("{value} is no share of the documents.").format(value=share),
            _("Give a number above 0 and up to 1, such as 0.2."),
        )
    if by not in BY:
        raise UserError(
            _("{value} is no way to draw documents.").format(value=by),
            _("Use one of: {choices}.").format(choices=", ".join(BY)),
        )
    pool = choosable(project, documents)
    # not up for what is only an error of floating point
    wanted = math.ceil(share * len(pool) - 1e-9)
    chance = random.Random(seed)
    if by == RANDOM:
        drawn = set(chance.sample(pool, wanted))
    else:
        drawn = _by_type(pool, types_of(project, pool), wanted, chance)
    return [one for one in pool if one in drawn]


def distribute(
    project: Project,
    coders: Sequence[str],
    *,
    share: float,
    seed: int = SEED,
    by: str = RANDOM,
    documents: Sequence[str] = (),
) -> Distribution:
    """Give each document to one coder (id), and the share that is drawn to two, so that all have about as
    many words to read. The pairs go round, so that everyone is compared with everyone."""
    if not coders:
        raise UserError(_("Nobody is there to receive documents."), _("Name the coders."))
    pool = choosable(project, documents)
    several = len(coders) > 1 and share > 0
    double = draw(project, share, seed, by, pool) if several and pool else []
    length = {one.id: one.words for one in project.documents.all()}
    load = dict.fromkeys(coders, 0)
    together: Counter[frozenset[str]] = Counter()
    given: dict[str, list[str]] = {one: [] for one in coders}
    order = sorted(pool, key=lambda one: (one not in double, -length[one]))
    for document_id in order:
        for coder_id in _takers(coders, load, together, 2 if document_id in double else 1):
            given[coder_id].append(document_id)
            load[coder_id] += length[document_id]
    place = {one: number for number, one in enumerate(pool)}
    sorted_by = {coder: tuple(sorted(mine, key=place.__getitem__)) for coder, mine in given.items()}
    return Distribution(sorted_by, tuple(double))


def choosable(project: Project, documents: Sequence[str] = ()) -> list[str]:
    """These documents (ids) in the study's order; without any, all recordings of interviews."""
    wanted = set(documents)
    entries = project.documents.all()
    return [one.id for one in entries if (one.id in wanted if wanted else one.kind in SPOKEN)]


def types_of(project: Project, documents: Sequence[str]) -> dict[str, str]:
    """The type of informant heard most in each document (id); "" where nobody in it is known."""
    people = {one.id: one for one in project.informants.all()}
    heard = voices.of_documents(project, people)
    found = {}
    for one in documents:
        counts = Counter(person.type for _label, person in heard.get(one, ()))
        found[one] = min(counts, key=lambda name: (-counts[name], name)) if counts else ""
    return found


def _by_type(pool: Sequence[str], types: Mapping[str, str], wanted: int, chance: random.Random) -> set[str]:
    strata: dict[str, list[str]] = {}
    for one in pool:
        strata.setdefault(types[one], []).append(one)
    exact = {name: wanted * len(held) / len(pool) for name, held in strata.items()}
    numbers = {name: max(1, int(exact[name])) for name in strata}
    for name in sorted(strata, key=lambda name: (int(exact[name]) - exact[name], name)):
        if sum(numbers.values()) < wanted and numbers[name] < len(strata[name]) and exact[name] >= 1:
            numbers[name] += 1
    return {one for name in sorted(strata) for one in chance.sample(strata[name], numbers[name])}


def _takers(
    coders: Sequence[str], load: Mapping[str, int], together: Counter[frozenset[str]], n: int
) -> list[str]:
    """Who takes a document: whoever has least to read; of pairs, the one that met least."""
    by_load = sorted(coders, key=lambda one: load[one])
    if n == 1:
        return by_load[:1]
    pairs = [(a, b) for number, a in enumerate(by_load) for b in by_load[number + 1 :]]
    pair = min(pairs, key=lambda pair: (together[frozenset(pair)], load[pair[0]] + load[pair[1]]))
    together[frozenset(pair)] += 1
    return list(pair)
