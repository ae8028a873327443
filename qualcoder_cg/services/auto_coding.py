"""Coding many passages at once by one suggester: looked at first, then done in one step that can be undone.

What is coded so waits for a person and counts nowhere until it is confirmed (services/confirming.py).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.codings import SUGGESTED, Coding
from ..domain.documents import INTERVIEWER
from ..domain.proportions import Proportion
from ..domain.spans import Span
from ..domain.suggestions import Suggestion
from ..errors import UserError
from ..i18n import _, noop
from ..progress import Progress, silent
from ..storage import rows
from ..storage.project import Project
from . import suggestion_measures
from .offered import taken
from .studies import current_coder
from .suggestions import material, model, suggester_name
from .waiting import Batch, Because, keep_batch
from .withheld import split

TOGETHER = ""
"""Instead of the name of a suggester: all of them together."""
_SAYS_NOTHING = 1e-9


class Proposal(NamedTuple):
    """A passage that a suggester would put under a code, and how far (0 to 1) it alone speaks for that."""

    suggestion: Suggestion
    share: float


class Proposals(NamedTuple):
    """What a suggester proposes from a share on, by document, in the order of the text.

    `right` is how often it was right of late, over all codes. `blind` is how many passages are left out
    because no suggestion is shown there until the coder has read past them.
    """

    suggester: str
    threshold: float
    found: tuple[Proposal, ...]
    right: Proportion = Proportion(0, 0)
    blind: int = 0

    def counts(self) -> dict[tuple[str, str], int]:
        """How many passages each document (id) has for each code (id)."""
        return dict(Counter((one.suggestion.document_id, one.suggestion.code_id) for one in self.found))

    def without(self, places: Iterable[int]) -> "Proposals":
        """The same without some of what was found, by its number."""
        out = set(places)
        return self._replace(found=tuple(one for at, one in enumerate(self.found) if at not in out))


def preview(
    project: Project,
    *,
    suggester: str,
    threshold: float,
    document_ids: Sequence[str] = (),
    codes: Sequence[str] = (),
    progress: Progress = silent,
) -> Proposals:
    """What a suggester (TOGETHER for all) proposes from a share on, in these documents and for these codes.

    Without documents or codes: in all, for all. Changes nothing. Raises `Cancelled` out of `progress`.
    """
    from .. import suggest as engine

    wanted = list(document_ids) or project.documents.ids()
    learned = model(project, progress)
    only = frozenset(codes) if codes else None
    found: list[Suggestion] = []
    for number, document_id in enumerate(wanted):
        progress(number, len(wanted), _("Looking for suggestions"))
        found += engine.suggest(learned, material(project, document_id), codes=only)
    return proposals(project, found, suggester=suggester, threshold=threshold, codes=codes)


def proposals(
    project: Project,
    found: Iterable[Suggestion],
    *,
    suggester: str,
    threshold: float,
    codes: Sequence[str] = (),
) -> Proposals:
    """Of suggestions that were read, what a suggester proposes from a share on and may still be coded."""
    check_threshold(threshold)
    order = {document_id: place for place, document_id in enumerate(project.documents.ids())}
    wanted = chosen((one for one in found if one.document_id in order), suggester, threshold, codes)
    by_document = rows.grouped((one.suggestion.document_id, one) for one in wanted)
    shown: list[Proposal] = []
    hidden = 0
    for document_id in sorted(by_document, key=order.__getitem__):
        here = by_document[document_id]
        free, blind = open_to_coding(project, document_id, [one.suggestion for one in here])
        may = {_key(one) for one in free}
        shown += sorted(
            (one for one in here if _key(one.suggestion) in may), key=lambda one: _key(one.suggestion)
        )
        hidden += len(blind)
    return Proposals(suggester, threshold, tuple(shown), right_so_far(project, suggester), hidden)


def chosen(
    found: Iterable[Suggestion], suggester: str, threshold: float, codes: Collection[str] = ()
) -> list[Proposal]:
    """Of suggestions, those for these codes (none: all) of which a suggester says so much by itself."""
    least = max(threshold, _SAYS_NOTHING)
    return [
        Proposal(one, share)
        for one in found
        if (not codes or one.code_id in codes) and (share := share_of(one, suggester)) >= least
    ]


def open_to_coding(
    project: Project, document_id: str, found: Sequence[Suggestion]
) -> tuple[list[Suggestion], list[Suggestion]]:
    """Of the suggestions for a document, those that may be coded, and those in passages now blind."""
    free = Free(project)
    left = [one for one in found if free.is_free(one)]
    return split(project, document_id, left)


def suggesters() -> list[str]:
    """The suggesters that may code by themselves, by the names they are stored under."""
    from ..suggest.blend import WEIGHTS  # reads no spaCy

    return list(WEIGHTS)


def share_of(suggestion: Suggestion, suggester: str) -> float:
    """How far a suggester alone speaks for a suggestion, 0 to 1; TOGETHER stands for all.

    That is its own score, whatever it weighs beside the others.
    """
    from ..suggest.blend import WEIGHTS

    if suggester == TOGETHER:
        return suggestion.score
    if not suggestion.parts:
        return suggestion.score if suggestion.suggester == suggester else 0.0
    part = max((share for name, share in suggestion.parts if name == suggester), default=0.0)
    return max(0.0, min(1.0, part / WEIGHTS.get(suggester, 1.0)))


def apply(project: Project, found: Proposals, name: str) -> int:
    """Code what was proposed, in one step under a name; gives how many passages.

    The codings are of the coder who acts and wait for a person; their memos name the suggester and its
    reason. What was coded, rejected or left uncoded in the meantime is passed over.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError(_("This auto-coding has no name."), _("Give it a name to find its codings by."))
    free, codes = Free(project), {code.id for code in project.codes.all()}
    kept = [one for one in found.found if one.suggestion.code_id in codes and free.is_free(one.suggestion)]
    kept = list({_key(one.suggestion): one for one in kept}.values())
    if not kept:
        return 0
    said, one_passage = suggester_words(found.suggester), noop("Auto-code {n} passage by {suggester}: {name}")
    step = one_passage if len(kept) == 1 else noop("Auto-code {n} passages by {suggester}: {name}")
    with project.step(step, n=len(kept), suggester=said, name=name):
        coder, now = current_coder(project).id, rows.now()
        because: dict[str, Because] = {}
        made: list[Coding] = []
        for one in kept:
            it = one.suggestion
            said_why = memo(found.suggester, it.reason)
            place = (it.document_id, it.code_id, coder, it.start, it.end)
            made.append(Coding(rows.new_id(), *place, said_why, SUGGESTED, now))
            because[made[-1].id] = _because(found.suggester, one)
        project.codings.add(made)
        batch = Batch(rows.new_id(), name, found.suggester, found.threshold, coder, now, len(made))
        keep_batch(project, batch, because)
    return len(made)


def _because(suggester: str, one: Proposal) -> Because:
    it = one.suggestion
    name = suggester if suggester != TOGETHER else it.suggester
    return Because(name, round(one.share, 4), it.score, it.reason, it.parts, it.learned_from)


def suggester_words(suggester: str) -> str:
    """What speaks, in words: a suggester, or all of them together."""
    return suggester_name(suggester) if suggester != TOGETHER else _("all suggesters together")


def memo(suggester: str, reason: str) -> str:
    """What the memo of a coding says that a suggester put there."""
    if not reason:
        return _("Auto-coded by {suggester}.").format(suggester=suggester_words(suggester))
    return _("Auto-coded by {suggester}: {reason}").format(
        suggester=suggester_words(suggester), reason=reason
    )


def right_so_far(project: Project, suggester: str) -> Proportion:
    """How often a suggester (TOGETHER for any) was right, of the last decisions that may be seen."""
    measures = suggestion_measures.measured(project)
    if suggester == TOGETHER:
        return measures.accepted
    return dict(measures.by_suggester).get(suggester, Proportion(0, 0))


def check_threshold(threshold: float) -> None:
    """UserError for what cannot be a share."""
    if not 0 <= threshold <= 1:
        raise UserError(
            _("{value} cannot be a threshold.").format(value=threshold), _("Give a number from 0 to 1.")
        )


class Free:
    """Which passages may still be coded: each document's codings, decisions and turns are read once.

    A passage is taken where it shares half of the shorter with one that is under the code already, was
    decided on for it, or belongs under no code; and where any of it is an interviewer's, or a label.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._taken: dict[str, Mapping[str, list[Span]]] = {}
        self._silent: dict[str, list[Span]] = {}

    def is_free(self, suggestion: Suggestion) -> bool:
        """Whether a suggestion may be coded."""
        document_id, span = suggestion.document_id, suggestion.span
        if document_id not in self._taken:
            self._taken[document_id] = rows.grouped(
                (code_id, Span(start, end)) for start, end, code_id in taken(self._project, document_id)
            )
            self._silent[document_id] = list(self._spans_silent(document_id))
        here = self._taken[document_id]
        spans = (*here.get(suggestion.code_id, ()), *here.get("", ()))
        return not any(span.is_mostly(other) for other in spans) and not any(
            span.shared(other) for other in self._silent[document_id]
        )

    def _spans_silent(self, document_id: str) -> Iterator[Span]:
        for turn in self._project.documents.turns(document_id):
            end = turn.end if turn.role == INTERVIEWER else turn.start
            if end > turn.label_start:
                yield Span(turn.label_start, end)


def _key(suggestion: Suggestion) -> tuple[str, int, int, str]:
    return suggestion.document_id, suggestion.start, suggestion.end, suggestion.code_id
