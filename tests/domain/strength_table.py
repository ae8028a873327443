"""The rules of strength read off their text once more, by brute force: what the program is compared with.

Written apart from the program: it asks one plain question after the other of every piece of evidence.
"""

from collections.abc import Sequence
from itertools import combinations

from qualcoder_cg.domain.strength import Piece


def grade_of(pieces: Sequence[Piece]) -> str:
    """C, 4, 3, 2 or 1."""
    for piece in pieces:
        if piece.bearing == "contradicts" and not piece.settled:
            return "C"
    return grade_if_settled(pieces)


def grade_if_settled(pieces: Sequence[Piece]) -> str:
    """The grade with every contradiction settled."""
    counted = [p for p in pieces if p.kind != "" and p.bearing in ("supports", "qualifies")]
    kinds = len({p.kind for p in counted})
    types = set()
    institutions = set()
    for piece in counted:
        for person in piece.people:
            if person.type:
                types.add(person.type)
            if person.institution:
                institutions.add(person.institution)
    if kinds == 0:
        return "1"
    if (kinds >= 3 or (kinds == 2 and len(types) >= 3)) and _converges(pieces):
        return "4"
    if kinds >= 2:
        return "3"
    if len(types) >= 2 and len(institutions) >= 3:
        return "3"
    return "2" if _two_independent(counted) else "1"


def _converges(pieces: Sequence[Piece]) -> bool:
    heard: dict[str, set[str]] = {"supports": set(), "qualifies": set(), "contradicts": set()}
    for piece in pieces:
        if piece.kind == "":
            continue
        if piece.people:
            heard[piece.bearing] |= {f"person {person.informant}" for person in piece.people}
        else:
            heard[piece.bearing].add(f"{piece.kind} {piece.source}")
    return len(heard["supports"]) > len(heard["qualifies"]) + len(heard["contradicts"])


def _two_independent(counted: Sequence[Piece]) -> bool:
    """Whether two sources of the one kind can be found that are not one and the same."""
    kind = counted[0].kind
    if kind == "surveys":
        if any(piece.answers >= 2 for piece in counted):
            return True
        return len({piece.source for piece in counted if piece.answers == 0}) >= 2
    if kind in ("documents", "observation"):
        return any(one.source != other.source for one, other in combinations(counted, 2))
    unknown = {piece.source for piece in counted if not piece.people}
    people = {person for piece in counted for person in piece.people}
    if len(unknown) >= 2 or (unknown and people):
        return True
    several_voices = any(one.voice != other.voice for one, other in combinations(people, 2))
    several_bodies = any(
        (one.institution or one.informant) != (other.institution or other.informant)
        for one, other in combinations(people, 2)
    )
    return several_voices and several_bodies
