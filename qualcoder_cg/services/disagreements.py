"""The list of what two coders see differently, with what hangs on each."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from ..domain import disagreements as pairing
from ..domain.codings import SUGGESTED, Coder
from ..domain.consistency import Disagreement
from ..domain.disagreements import Confusion, Counts, Difference, Mark, Sameness
from ..domain.findings import QUOTE
from ..domain.spans import Span
from ..domain.team import EDGES, KINDS, MISSED, OTHER_CRITERION, OTHER_QUESTION
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage.project import Project
from .decided import decided
from .findings import numbers
from .rules import rules

confusable: Callable[[Sequence[Disagreement]], list[Confusion]] = pairing.confusions
confusion_of: Callable[[Sequence[Disagreement], Disagreement], Confusion | None] = pairing.confusion_of
counts: Callable[[Sequence[Disagreement]], Counts] = pairing.counted

# What pairing depends on besides the codings of a document.
_CONTEXT = ("document_text", "code", "code_question", "question", "setting")


class Pair(NamedTuple):
    """Two coders who are compared."""

    first: Coder
    second: Coder


def listed(
    project: Project,
    *,
    coders: Collection[str] = (),
    kinds: Collection[str] = (),
    codes: Collection[str] = (),
    documents: Collection[str] = (),
    open_only: bool = False,
) -> list[Disagreement]:
    """Where coders differ in what at least two of them received, what most hangs on first.

    `coders`, `codes`, `documents` are ids, `kinds` of team.KINDS; each is a limit where anything is given.
    Codings that wait for a person do not count; who codes blind, or sees one coder's codings only, has no
    list. A second coding of somebody's own is compared with her first one, where it is named.
    """
    for kind in kinds:
        if kind not in KINDS:
            raise UserError(
                _("{kind} is no kind of disagreement.").format(kind=kind),
                _("Use one of: {choices}.").format(choices=", ".join(KINDS)),
            )
    return [
        one
        for one in weighed(project, _known(project, pairs(project, coders), frozenset(documents)))
        if (not kinds or one.kind in kinds)
        and (not codes or one.code_a in codes or one.code_b in codes)
        and (not open_only or one.is_open)
    ]


def weighed(project: Project, found: Sequence[Disagreement]) -> list[Disagreement]:
    """The same disagreements with their weights and decisions as they are now, and in that order.

    What most hangs on comes first, else the order of the texts holds.
    """
    resting, made = _Resting(project), decided(project)
    weighed = []
    for one in found:
        findings = resting.on(one.document_id, one.span)
        about = made.about(one.codings)
        weighed.append(
            one._replace(
                weight=pairing.weight_of(one.kind, len(findings)),
                findings=findings,
                adjudication_id=about,
                is_stale=about in made.stale,
            )
        )
    order = {document_id: place for place, document_id in enumerate(project.documents.ids())}
    kinds = {kind: place for place, kind in enumerate(pairing.WEIGHTS)}
    return sorted(
        weighed,
        key=lambda one: (-one.weight, kinds[one.kind], order[one.document_id], one.start, one.end, one.id),
    )


def one(project: Project, disagreement_id: str) -> Disagreement:
    """The disagreement of that id; UserError when there is none."""
    for found in listed(project):
        if found.id == disagreement_id:
            return found
    raise UserError(
        _("This disagreement is no longer there."),
        _("The coders agree now, or a coding is gone. List them anew."),
    )


def pairs(project: Project, coders: Collection[str] = ()) -> list[Pair]:
    """Who is compared with whom, in the order in which they are named, else by name."""
    everybody = {coder.id: coder for coder in project.coders.all()}
    seen = project.seen_coders
    chosen = [everybody[one] for one in coders or everybody if one in everybody]
    chosen = [one for one in chosen if seen is None or one.id in seen]
    found = [Pair(*two) for two in combinations([one for one in chosen if one.again_of is None], 2)]
    if coders:
        found += [
            Pair(everybody[one.again_of], one)
            for one in chosen
            if one.again_of in everybody and (seen is None or one.again_of in seen)
        ]
    return found


def alike(found: Iterable[Disagreement], one: Disagreement) -> list[Disagreement]:
    """Those of the same kind between the same two codes that are open, whichever coder gave which."""
    codes = {one.code_a, one.code_b}
    return [
        other
        for other in found
        if other.is_open and other.kind == one.kind and {other.code_a, other.code_b} == codes
    ]


def sameness(project: Project) -> Sameness:
    """From how much in common two passages are the same, by the rules of the study."""
    return Sameness(edges=rules(project).same_edges)


def sameness_in_words(project: Project) -> str:
    """The same as a sentence."""
    return _(
        "Two codings agree that are under the same code and share at least {edges} % of the longer passage. "
        "Two codes are on the same matter where they share at least {matter} % of the shorter one."
    ).format(**sameness(project)._asdict())


def kind_in_words(kind: str) -> str:
    """How a kind of disagreement is called."""
    return {
        MISSED: _("Missed"),
        OTHER_QUESTION: _("Other question"),
        OTHER_CRITERION: _("Other criterion"),
        EDGES: _("Edges differ"),
    }[kind]


def type_in_words(project: Project, disagreement: Disagreement) -> str:
    """How a disagreement is called, with who missed it."""
    if not disagreement.missed_by:
        return kind_in_words(disagreement.kind)
    names = {coder.id: coder.name for coder in project.coders.all()}
    return _("Missed by {name}").format(name=names.get(disagreement.missed_by, ""))


def why_weight(project: Project, disagreement: Disagreement) -> str:
    """What the weight of a disagreement is made of."""
    n = len(disagreement.findings)
    words = ngettext(
        "{kind} counts {base}, and as much again for the finding that rests on the passage"
        " ({findings}): {weight}.",
        "{kind} counts {base}, and as much again for each of {n} findings that rest on the passage"
        " ({findings}): {weight}.",
        n,
    )
    if not n:
        words = _("{kind} counts {base}. No finding rests on the passage.")
    number = numbers(project)
    labels = [f"F{number[one]}" for one in disagreement.findings if one in number]
    return words.format(
        kind=kind_in_words(disagreement.kind),
        base=pairing.WEIGHTS[disagreement.kind],
        n=n,
        findings=", ".join(labels),
        weight=disagreement.weight,
    )


def _known(project: Project, wanted: Sequence[Pair], documents: frozenset[str]) -> list[Disagreement]:
    """The disagreements of these pairs, not yet weighed; kept until what they depend on changes."""
    stamp = project.stamp("coding", "assignment", "finished", *_CONTEXT)
    key = (stamp, [(one.id, two.id) for one, two in wanted], documents)
    kept = project.kept.get(_known)
    if stamp is not None and isinstance(kept, tuple) and kept[0] == key:
        return kept[1]  # type: ignore[no-any-return]
    found = list(_all(project, wanted, documents))
    project.kept[_known] = (key, found)
    return found


def _all(project: Project, wanted: Sequence[Pair], documents: Collection[str]) -> Iterator[Disagreement]:
    """The disagreements of these pairs, not yet weighed."""
    received = project.team.received()
    names = {coder.id for pair in wanted for coder in pair}
    shared = {
        document_id
        for document_id, coders in received.items()
        if len(coders & names) > 1 and (not documents or document_id in documents)
    }
    if not shared:
        return
    differ = _Differences(project)
    for document_id, rows in project.codings.walk(shared):
        have = received[document_id]
        here = [(one.id, two.id) for one, two in wanted if one.id in have and two.id in have]
        for (first, second), difference in differ.of(document_id, rows, here):
            yield _disagreement(document_id, first, second, difference)


class _Differences:
    """What differs in each document, kept while its codings stay as they are."""

    def __init__(self, project: Project) -> None:
        self._project = project
        questions = {question.id: question.criterion_id for question in project.matrix.questions()}
        self._criteria = pairing.criteria_of(project.codes.all(), questions)
        self._sameness = sameness(project)
        stamp = project.stamp(*_CONTEXT)
        kept = project.kept.get(_Differences)
        self._kept: dict[Any, Any] = kept[1] if isinstance(kept, tuple) and kept[0] == stamp else {}
        if stamp is not None:
            project.kept[_Differences] = (stamp, self._kept)
        self._keeps = stamp is not None

    def of(
        self, document_id: str, rows: Sequence[Any], here: Sequence[tuple[str, str]]
    ) -> list[tuple[tuple[str, str], Difference]]:
        """The differences of each pair of coders (ids) in a document; rows of `Codings.walk`."""
        key = (document_id, tuple(here))
        kept = self._kept.get(key)
        if kept and kept[0] == rows:
            return kept[1]  # type: ignore[no-any-return]
        by_coder: dict[str, list[Mark]] = {}
        for start, end, code_id, coding_id, coder_id, origin, *_more in rows:
            if origin != SUGGESTED:
                by_coder.setdefault(coder_id, []).append(Mark(start, end, code_id, coding_id))
        text = _Text(self._project, document_id)
        found = [
            (two, difference)
            for two in here
            for difference in pairing.differences(
                by_coder.get(two[0], []), by_coder.get(two[1], []), self._criteria, self._sameness,
                text.holds_word,
            )
        ]  # fmt: skip
        if self._keeps:
            self._kept[key] = (rows, found)
        return found


class _Text:
    """A text that is read only where it is asked for."""

    def __init__(self, project: Project, document_id: str) -> None:
        self._read: Callable[[], str] = lambda: project.documents.text(document_id)
        self._text: str | None = None

    def holds_word(self, start: int, end: int) -> bool:
        """Whether a stretch holds a word."""
        if end - start >= pairing.SURELY_A_WORD:
            return True
        if self._text is None:
            self._text = self._read()
        return pairing.holds_word(self._text, start, end)


def _disagreement(document_id: str, first: str, second: str, difference: Difference) -> Disagreement:
    codings_a = tuple(mark.id for mark in difference.first)
    codings_b = tuple(mark.id for mark in difference.second)
    return Disagreement(
        pairing.identity(difference.kind, (first, second), (*codings_a, *codings_b)),
        difference.kind,
        document_id,
        first,
        second,
        codings_a,
        codings_b,
        difference.first[0].code_id if difference.first else "",
        difference.second[0].code_id if difference.second else "",
        *difference.span,
        weight=0,
        findings=(),
        adjudication_id=None,
    )


class _Resting:
    """Which findings rest on which passages, by the quotes that are linked to them."""

    def __init__(self, project: Project) -> None:
        tables = project.evidence
        serves: dict[str, list[str]] = {}
        for link in tables.links.all():
            serves.setdefault(link.evidence_id, []).append(link.finding_id)
        findings: dict[str, list[str]] = {}
        for item in tables.items.where("kind", QUOTE):
            findings.setdefault(item.quote_id or "", []).extend(serves.get(item.id, ()))
        self._order = {one: place for place, one in enumerate(numbers(project))}
        self._quotes: dict[str, list[tuple[Span, list[str]]]] = {}
        for quote in tables.quotes.all():
            if findings.get(quote.id):
                self._quotes.setdefault(quote.document_id, []).append((quote.span, findings[quote.id]))

    def on(self, document_id: str, span: Span) -> tuple[str, ...]:
        """The findings (ids) that rest on words of a passage, in their order."""
        met: Iterable[str] = (
            finding
            for quote, findings in self._quotes.get(document_id, ())
            if quote.overlaps(span)
            for finding in findings
        )
        return tuple(sorted(dict.fromkeys(met), key=lambda one: self._order.get(one, -1)))
