"""What to decide next: suggestions of all documents, ordered by how much the study gains from a decision.

    benefit = 0.8 × chance × lack + 0.2 × doubt

`chance` is how likely the suggestion is right (its score, 0 to 1), `doubt` is 4 × chance × (1 − chance): 1
where it may as well be right as wrong, for from such decisions most is learned. `lack` (0 to 1) is how much
the code still needs evidence: half of it is 1 ÷ (1 + informants under the code ÷ 3), a quarter is
1 ÷ (kinds of sources + 1), and a quarter is there while nothing in the document is under the code.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domain.suggestions import Suggestion
from ..i18n import _, ngettext
from ..progress import Progress, silent
from ..storage.project import Project
from . import withheld
from .offered import still_open, taken
from .tally import Tally

PER_DOCUMENT = 12
_DOUBT = 0.2
_INFORMANTS, _KINDS, _HERE = 0.5, 0.25, 0.25
_FEW_INFORMANTS = 3
_UNSURE = 0.8


class Known(NamedTuple):
    """What is under one code so far: informants, kinds of sources, and the documents (ids)."""

    informants: int
    kinds: frozenset[str]
    documents: frozenset[str]


class Waiting(NamedTuple):
    """A suggestion waiting for a decision, what it is worth, and why it comes now, in words."""

    suggestion: Suggestion
    benefit: float
    why: str


NOTHING_KNOWN = Known(0, frozenset(), frozenset())


def known(project: Project) -> dict[str, Known]:
    """What is under each code (id) so far, by the codings that may be seen."""
    tally = Tally(project).complete()
    kinds = {document.id: document.kind for document in project.documents.all()}
    places: dict[str, set[str]] = {}
    for document_id, coded in project.seen.walk_places():
        for _start, _end, code_id in coded:
            places.setdefault(code_id, set()).add(document_id)
    return {
        code_id: Known(
            tally.of([code_id]).informants,
            frozenset(kinds[document_id] for document_id in inside),
            frozenset(inside),
        )
        for code_id, inside in places.items()
    }


def lack(code: Known, document_id: str) -> float:
    """How much a code still needs what a document may hold of it, 0 to 1."""
    return (
        _INFORMANTS / (1 + code.informants / _FEW_INFORMANTS)
        + _KINDS / (len(code.kinds) + 1)
        + _HERE * (document_id not in code.documents)
    )


def doubt(chance: float) -> float:
    """How much is learned from a decision, 0 to 1: most where it may as well be right as wrong."""
    return 4 * chance * (1 - chance)


def benefit(suggestion: Suggestion, code: Known) -> float:
    """What the study gains from a decision on a suggestion, 0 to 1, as the head of this file says."""
    chance = min(1.0, max(0.0, suggestion.score))
    return (1 - _DOUBT) * chance * lack(code, suggestion.document_id) + _DOUBT * doubt(chance)


def waiting(suggestions: Iterable[Suggestion], known: Mapping[str, Known]) -> list[Waiting]:
    """Suggestions with what they are worth, best first."""
    found = []
    for one in suggestions:
        code = known.get(one.code_id, NOTHING_KNOWN)
        found.append(Waiting(one, round(benefit(one, code), 4), why(one, code)))
    return sorted(found, key=order)


def order(one: Waiting) -> tuple[float, str, int, int, str]:
    """Best first; where two are worth the same, always in the same order."""
    suggestion = one.suggestion
    return (-one.benefit, suggestion.document_id, suggestion.start, suggestion.end, suggestion.code_id)


def why(suggestion: Suggestion, code: Known) -> str:
    """Why it comes now, in words: what its code lacks, or that a decision would teach much."""
    if not code.documents:
        return _("Nothing under it yet")
    if doubt(suggestion.score) > _UNSURE and lack(code, suggestion.document_id) < _HERE + _KINDS:
        return _("Unsure: teaches most")
    if 0 < code.informants < _FEW_INFORMANTS:
        return ngettext("{n} informant so far", "{n} informants so far", code.informants).format(
            n=code.informants
        )
    if suggestion.document_id not in code.documents:
        return _("None in this document yet")
    if len(code.kinds) == 1:
        return _("One kind of source so far")
    count = len(code.documents)
    return ngettext("In {n} document so far", "In {n} documents so far", count).format(n=count)


def documents_to_read(project: Project, first: str = "") -> list[str]:
    """The documents (ids) in the order in which they are read: one first, then where least is coded."""
    counts = project.seen.counts_by_document()
    ids = [document.id for document in project.documents.all()]
    return sorted(ids, key=lambda one: (one != first, counts.get(one, 0)))


def queue(
    project: Project,
    document_ids: Sequence[str] = (),
    *,
    limit: int = 0,
    per_document: int = PER_DOCUMENT,
    codes: frozenset[str] | None = None,
    progress: Progress = silent,
) -> list[Waiting]:
    """What to decide next in these documents, or all: at most `limit` (0: all), best first.

    Raises `Cancelled` out of `progress`.
    """
    from .. import suggest as engine
    from .suggestions import material, model

    ids = list(document_ids) or documents_to_read(project)
    all_codes = {code.id: code for code in project.codes.all()}
    learned = model(project, progress)
    found: list[Suggestion] = []
    for number, document_id in enumerate(ids):
        progress(number, len(ids), _("Looking for suggestions"))
        offered = engine.suggest(learned, material(project, document_id), limit=per_document, codes=codes)
        shown, _kept_back = withheld.split(project, document_id, offered)
        found += still_open(shown, taken(project, document_id), all_codes)
    ordered = waiting(found, known(project))
    return ordered[:limit] if limit else ordered
