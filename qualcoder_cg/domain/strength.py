"""The strength of the evidence for a finding: the grade that the rules propose, with the sum behind it.

The rules, strongest first; docs/decisions/strength-of-evidence.md says why they are read so:

- C contested: a contradiction is not settled, whatever else there is.
- 4 strong: three or four kinds of sources, or two kinds and at least three types of informants; converging.
- 3 good: two kinds of sources, or at least two types of informants with at least three institutions.
- 2 limited: one kind of source, with at least two independent sources of it.
- 1 weak: one source, or none but the evaluator's own judgement; also where nothing is linked.

How they are read:

- What counts towards kinds, types, institutions and independence is what supports or qualifies. What
  contradicts never does, settled or not: settling it takes the contest away and adds no support.
- The evaluator's judgement is no source. As a contradiction it contests like any other.
- Independent informants: no more than there are institutions (who speaks for none stands for herself), and
  no more than there are voices (a group interview is one or several, by the rule of the study). A passage of
  an interview whose speaker is not known is one voice, of no type and no institution.
- Independent sources of other kinds: each document; each respondent to a survey; each observer. Two documents
  are therefore limited, not weak, and so is one survey result that at least two people answered.
- The institutions that make a grade good are those the register names; a person without one adds none.
- Converging: more sources support than qualify and contradict together, settled contradictions included. A
  source is an informant, a document, an item of a survey or an observer, once in each direction. What is
  broad enough for strong and does not converge is good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .codings import CONTRADICTS, QUALIFIES, SUPPORTS
from .findings import CONTESTED, GOOD, LIMITED, STRONG, WEAK

INTERVIEWS, DOCUMENTS, SURVEYS, OBSERVATION = "interviews", "documents", "surveys", "observation"
SOURCE_KINDS = (INTERVIEWS, DOCUMENTS, SURVEYS, OBSERVATION)
BEARINGS = (SUPPORTS, QUALIFIES, CONTRADICTS)


class Speaker(NamedTuple):
    """Someone who may have said a linked passage; `voice` is what an informant (id) counts as."""

    informant: str
    voice: str
    type: str = ""
    institution: str = ""


class Piece(NamedTuple):
    """A piece of evidence as the rules see it.

    `kind` is of SOURCE_KINDS, "" for a judgement. `source` tells sources of a kind apart: a document, an item
    of a survey or a respondent, an observer; for interviews, the document. `people` are those who may have
    said it and `answers` how many people a survey result stands on, 0 for the words of one respondent.
    """

    kind: str
    source: str
    bearing: str
    settled: bool = False
    people: tuple[Speaker, ...] = ()
    answers: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is a contradiction that nobody settled."""
        return self.bearing == CONTRADICTS and not self.settled


@dataclass(frozen=True, slots=True)
class Strength:
    """A proposed grade and everything it was computed from.

    `if_settled` is the grade once every open contradiction is settled; without any it is the proposed one.
    `kinds` are those that count, in the order of SOURCE_KINDS; `institutions` is the number of distinct ones
    and `by_type` how many there are of each type of informant in `types`. `independent` counts independent
    sources over all kinds. `supporting`, `qualifying` and `contradicting` count sources, `open` counts
    contradictions that are not settled.
    """

    proposed: str
    if_settled: str
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    institutions: int = 0
    by_type: tuple[int, ...] = ()
    informants: int = 0
    independent: int = 0
    supporting: int = 0
    qualifying: int = 0
    contradicting: int = 0
    open: int = 0

    @property
    def converges(self) -> bool:
        """Whether more sources support than qualify and contradict together."""
        return self.supporting > self.qualifying + self.contradicting

    @property
    def has_evidence(self) -> bool:
        """Whether a source supports or qualifies; the evaluator's judgement is none."""
        return bool(self.kinds)


def strength(pieces: Sequence[Piece]) -> Strength:
    """The grade that the rules propose for a finding with this evidence, and its sum."""
    counted = [piece for piece in pieces if piece.kind and piece.bearing != CONTRADICTS]
    people = list({person.informant: person for piece in counted for person in piece.people}.values())
    types = tuple(dict.fromkeys(person.type for person in people if person.type))
    by_type = tuple(
        len({person.institution for person in people if person.type == kind and person.institution})
        for kind in types
    )
    kinds = tuple(kind for kind in SOURCE_KINDS if any(piece.kind == kind for piece in counted))
    institutions = len({person.institution for person in people if person.institution})
    independent = sum(independent_sources([one for one in counted if one.kind == kind]) for kind in kinds)
    directions = [_sources(pieces, bearing) for bearing in BEARINGS]
    broad = len(kinds) >= 3 or (len(kinds) == 2 and len(types) >= 3)
    if broad and directions[0] > directions[1] + directions[2]:
        grade = STRONG
    elif len(kinds) >= 2 or (len(types) >= 2 and institutions >= 3):
        grade = GOOD
    else:
        grade = LIMITED if independent >= 2 else WEAK
    open_ones = sum(piece.is_open for piece in pieces)
    return Strength(
        proposed=CONTESTED if open_ones else grade,
        if_settled=grade,
        kinds=kinds,
        types=types,
        institutions=institutions,
        by_type=by_type,
        informants=len(people),
        independent=independent,
        supporting=directions[0],
        qualifying=directions[1],
        contradicting=directions[2],
        open=open_ones,
    )


def independent_sources(pieces: Sequence[Piece]) -> int:
    """How many independent sources there are among pieces of one kind."""
    if not pieces:
        return 0
    if pieces[0].kind == SURVEYS:
        return _respondents(pieces)
    if pieces[0].kind != INTERVIEWS:
        return len({piece.source for piece in pieces})
    people = {person for piece in pieces for person in piece.people}
    unknown = len({piece.source for piece in pieces if not piece.people})
    bodies = {person.institution or f"person:{person.informant}" for person in people}
    voices = {person.voice for person in people}
    return min(len(bodies), len(voices)) + unknown


def _respondents(pieces: Sequence[Piece]) -> int:
    """Those whose words are linked, or the most who answered one item: the others may be the same people."""
    quoted = {piece.source for piece in pieces if not piece.answers}
    return max(len(quoted), *(piece.answers for piece in pieces))


def _sources(pieces: Sequence[Piece], bearing: str) -> int:
    """How many sources bear so: informants, documents, items of surveys, observers."""
    found: set[tuple[str, str]] = set()
    for piece in pieces:
        if piece.kind and piece.bearing == bearing:
            named = [("informant", person.informant) for person in piece.people]
            found.update(named or [(piece.kind, piece.source)])
    return len(found)
