"""Settling disagreements: what holds instead is written beside the codings, which stay as they were made."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..domain.codings import UNDECIDED, Coder, Coding
from ..domain.consistency import Disagreement
from ..domain.rules import ANYONE
from ..domain.spans import Span
from ..domain.team import (
    ANOTHER,
    BOTH,
    EDGES,
    KEEP_A,
    KEEP_B,
    LEAD,
    NEITHER,
    VERDICTS,
    Adjudicated,
    Adjudication,
    Consensus,
)
from ..domain.text import listed as in_a_list
from ..errors import UserError
from ..i18n import _, noop
from ..storage import rows
from ..storage.project import Project
from .codebook import get_code
from .coding import check_span
from .decided import sayings
from .decided import stale as stale
from .disagreements import sameness
from .looking_again import affected as affected
from .looking_again import look_again as look_again
from .looking_again import looked_at as looked_at
from .revising import next_version as next_version
from .revising import revise
from .rules import rules
from .studies import current_coder


class Held(NamedTuple):
    """A passage under a code that is to hold by a decision."""

    code_id: str
    start: int
    end: int
    polarity: str = UNDECIDED
    is_key: int = 0
    memo: str = ""


def settle(
    project: Project,
    disagreement: Disagreement,
    verdict: str,
    *,
    reason: str,
    code_ids: Sequence[str] = (),
    span: Span | None = None,
    example_for: Sequence[str] = (),
    counter_example_for: Sequence[str] = (),
    definitions: Mapping[str, str] = {},
) -> Adjudication:
    """Decide about a disagreement, in one step; an earlier decision about it is replaced.

    KEEP_A and KEEP_B hold what that coder said, which is nothing where she missed it; BOTH what both said,
    for edges the whole of both; ANOTHER the codes `code_ids` (for edges, the same code where none is named)
    on `span`, or on all of the passage; NEITHER nothing. Codings of further coders that say the same as one
    of the two are settled with them. A decision can mend the codebook: the passage becomes an example of the
    codes `example_for`, a counter-example of `counter_example_for`, and codes get `definitions`; that makes
    a version of it. UserError without a reason, and for whoever may not settle.
    """
    _check(project, verdict, reason)
    a, b = _codings(project, disagreement)
    held = _held(project, disagreement, verdict, a, b, code_ids, span)
    with project.step("Settle a disagreement: {verdict}", verdict=verdict_in_words(verdict)):
        project.team.forget_adjudications(_made_about(project, disagreement))
        made = _write(project, disagreement, verdict, reason, held, [*a, *b])
        if example_for or counter_example_for or definitions:
            passage = disagreement.span if span is None else span
            version = revise(
                project, disagreement.document_id, passage, reason=made.reason, examples=example_for,
                counter_examples=counter_example_for, definitions=definitions,
            )  # fmt: skip
            project.team.adjudications.change(made.id, version_id=version.id)
            made = made._replace(version_id=version.id)
    return made


def settle_several(
    project: Project,
    disagreements: Sequence[Disagreement],
    verdict: str,
    *,
    reason: str,
    code_ids: Sequence[str] = (),
) -> list[Adjudication]:
    """Decide about disagreements that are alike, each by the same verdict and reason, in one step."""
    several = noop("Settle disagreements ({n}): {verdict}")
    with project.step(several, n=len(disagreements), verdict=verdict_in_words(verdict)):
        made: list[Adjudication] = []
        for one in disagreements:
            # where several coders said the same, an earlier one of these may have settled this one too
            if not set(_made_about(project, one)) & {done.id for done in made}:
                made.append(settle(project, one, verdict, reason=reason, code_ids=code_ids))
        return made


def settle_for_code(
    project: Project, disagreements: Sequence[Disagreement], code_id: str, *, reason: str
) -> list[Adjudication]:
    """Decide that one code holds in all of these, whichever coder gave it, in one step.

    UserError where one of them is not about that code.
    """
    code = get_code(project, code_id)
    verdicts = {one.id: {one.code_b: KEEP_B, one.code_a: KEEP_A}.get(code_id, "") for one in disagreements}
    if not all(verdicts.values()):
        raise UserError(
            _("Not all of these are about {code}.").format(code=code.label),
            _("Choose those in which one of the coders gave it."),
        )
    with project.step("Settle disagreements for code {code} ({n})", code=code.label, n=len(disagreements)):
        return [settle(project, one, verdicts[one.id], reason=reason) for one in disagreements]


def settle_edges(project: Project, disagreement: Disagreement, span: Span, *, reason: str) -> Adjudication:
    """Decide that neither coder's edges hold but these, under the code that both chose."""
    if disagreement.kind != EDGES:
        raise UserError(
            _("The two coders differ in more than the edges."), _("Choose a verdict about the codes.")
        )
    return settle(project, disagreement, ANOTHER, reason=reason, span=span)


def reopen(project: Project, adjudication_ids: Sequence[str]) -> int:
    """Take decisions back, in one step, so that the codings count as they were made; gives how many.

    What a decision changed in the codebook stays.
    """
    _check_right(project)
    there = [one for one in adjudication_ids if project.team.adjudications.get(one)]
    with project.step("Reopen decisions ({n})", n=len(there)):
        project.team.forget_adjudications(there)
    return len(there)


def may_settle(project: Project) -> bool:
    """Whether the coder who acts may settle: anyone where the study says so or has no lead, else leads."""
    leads = _leads(project)
    if rules(project).who_settles == ANYONE or not leads:
        return True
    return any(one.name == project.coder_name for one in leads)


def version_of(project: Project, decision: Adjudication) -> int:
    """The number of the version of the codebook that came of a decision, 0 where it changed nothing in it."""
    version = project.team.versions.get(decision.version_id) if decision.version_id else None
    return version.number if version else 0


def verdict_in_words(verdict: str) -> str:
    """How a verdict is called."""
    return {
        KEEP_A: _("keep the first"),
        KEEP_B: _("keep the second"),
        BOTH: _("both"),
        ANOTHER: _("another"),
        NEITHER: _("neither"),
    }[verdict]


def _check(project: Project, verdict: str, reason: str) -> None:
    _check_right(project)
    if verdict not in VERDICTS:
        raise UserError(
            _("{verdict} is no verdict.").format(verdict=verdict),
            _("Use one of: {choices}.").format(choices=", ".join(VERDICTS)),
        )
    if not reason.strip():
        raise UserError(
            _("A decision needs a reason."), _("Write one sentence: it is what the codebook learns from.")
        )


def _check_right(project: Project) -> None:
    if not may_settle(project):
        raise UserError(
            _("Only a lead settles disagreements in this study."),
            _("Ask {names}, or let anyone settle in the rules of the study.").format(
                names=in_a_list([one.name for one in _leads(project)])
            ),
        )


def _leads(project: Project) -> list[Coder]:
    return [one for one in project.coders.all() if one.role == LEAD]


def _codings(project: Project, disagreement: Disagreement) -> tuple[list[Coding], list[Coding]]:
    """The codings of both sides; UserError where one is gone."""
    a, b = (project.codings.some(ids) for ids in (disagreement.codings_a, disagreement.codings_b))
    if len(a) + len(b) < len(disagreement.codings):
        raise UserError(
            _("A coding of this disagreement is no longer there."), _("List the disagreements anew.")
        )
    return a, b


def _held(
    project: Project,
    disagreement: Disagreement,
    verdict: str,
    a: Sequence[Coding],
    b: Sequence[Coding],
    code_ids: Sequence[str],
    span: Span | None,
) -> list[Held]:
    """What is to hold by a verdict, each once."""
    if verdict == ANOTHER:
        return _another(project, disagreement, [*a, *b], code_ids, span)
    if verdict == BOTH and disagreement.kind == EDGES:
        return [_one_for(disagreement.code_a, disagreement.span, [*a, *b])]
    kept = {KEEP_A: a, KEEP_B: b, BOTH: [*a, *b], NEITHER: []}[verdict]
    held = {
        (one.code_id, one.start, one.end): Held(
            one.code_id, one.start, one.end, one.polarity, one.is_key, one.memo
        )
        for one in kept
    }
    return list(held.values())


def _another(
    project: Project,
    disagreement: Disagreement,
    codings: Sequence[Coding],
    code_ids: Sequence[str],
    span: Span | None,
) -> list[Held]:
    chosen = list(dict.fromkeys(code_ids))
    if not chosen and disagreement.kind == EDGES and span is not None:
        chosen = [disagreement.code_a]
    if not chosen:
        raise UserError(_("Another code is to hold, but none is named."), _("Choose the code that holds."))
    for code_id in chosen:
        get_code(project, code_id)
    document = project.documents.get(disagreement.document_id)
    place = disagreement.span if span is None else span
    if document:
        check_span(place, document.characters, document.name)
    return [_one_for(code_id, place, codings) for code_id in chosen]


def _one_for(code_id: str, span: Span, codings: Sequence[Coding]) -> Held:
    """A code on a passage, with the polarity on which all codings agree, and a key quote where one is."""
    polarities = {one.polarity for one in codings}
    polarity = polarities.pop() if len(polarities) == 1 else UNDECIDED
    return Held(code_id, *span, polarity, max((one.is_key for one in codings), default=0))


def _write(
    project: Project,
    disagreement: Disagreement,
    verdict: str,
    reason: str,
    held: Sequence[Held],
    about: Sequence[Coding],
) -> Adjudication:
    """Save a decision with what it is about and what holds by it, inside a step."""
    coder, now = current_coder(project), rows.now()
    made = Adjudication(
        rows.new_id(), disagreement.document_id, disagreement.kind, verdict, " ".join(reason.split()),
        coder.id, None, now, disagreement.start, disagreement.end,
    )  # fmt: skip
    project.team.adjudications.add(made)
    codings = [*about, *_say_the_same(project, about)]
    says = sayings(project, codings)
    project.team.adjudicated.add(
        *(Adjudicated(rows.new_id(), made.id, one.id, says[one.id]) for one in codings)
    )
    project.team.consensus.add(
        *(
            Consensus(
                rows.new_id(), made.id, made.document_id, one.code_id, coder.id, one.memo, one.polarity,
                one.is_key, now, one.start, one.end,
            )
            for one in held
        )
    )  # fmt: skip
    return made


def _say_the_same(project: Project, about: Sequence[Coding]) -> list[Coding]:
    """What further coders said as one of the two did: a decision is about the passage, not about persons."""
    again = {coder.id for coder in project.coders.all() if coder.again_of}
    asked = {one.coder_id for one in about} | again
    percent = sameness(project).edges
    found = []
    for other in project.reading.everybodys.in_document(about[0].document_id):
        if other.coder_id not in asked and any(_agree(one, other, percent) for one in about):
            found.append(other)
    return found


def _agree(one: Coding, other: Coding, percent: int) -> bool:
    longer = max(one.end - one.start, other.end - other.start)
    return one.code_id == other.code_id and 100 * one.span.shared(other.span) >= percent * longer


def _made_about(project: Project, disagreement: Disagreement) -> list[str]:
    """The decisions (ids) that are about all codings of a disagreement."""
    wanted = set(disagreement.codings)
    about: dict[str, set[str]] = {}
    for one in project.team.adjudicated.among("coding_id", sorted(wanted)):
        about.setdefault(one.adjudication_id, set()).add(one.coding_id)
    return [decision for decision, codings in about.items() if codings == wanted]
