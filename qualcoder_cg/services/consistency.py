"""How alike coders code: gathered from the study, computed anywhere, read by the study's rule.

`gather` reads the study (on the thread that has it), `compute` works on values alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..agreement import draws
from ..agreement.tally import Fourfold
from ..domain.codes import THEME, deciding
from ..domain.codings import SUGGESTED, Coder
from ..domain.consistency import CHARACTER, SEGMENT, UNITS, Figure, Measured, Setup
from ..domain.documents import Document
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, grouped, ngettext
from ..progress import Progress, silent
from ..storage.project import Project
from .coding_decisions import Mark, Material, add, empty
from .consistency_continuum import KEYS as ON_CONTINUUM
from .consistency_continuum import on_continuum
from .consistency_figures import Compared, on_units
from .consistency_levels import Thing, check_codes, things
from .consistency_words import (
    BY_KEY,
    RULES,
    band_rule,
    coefficient_named,
    edges,
    name_of,
    read,
    reading,
    set_band_rule,
    table_words,
)

__all__ = (
    "KEYS", "RULES", "Gathered", "band_rule", "beside", "coders_compared", "coefficient_named", "compute",
    "double_coded", "edges", "gather", "measure", "name_of", "read", "reading", "received", "set_band_rule",
)  # fmt: skip
MOST_CODERS = 40
KEYS = tuple(BY_KEY)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a comparison needs of a study."""

    setup: Setup
    coders: tuple[Coder, ...]
    things: tuple[Thing, ...]
    materials: tuple[Material, ...]
    blind: bool
    untouched: tuple[str, ...] = ()


def measure(project: Project, setup: Setup, progress: Progress = silent) -> Measured:
    """How alike coders code, by all coefficients that were asked for; see `Setup` and `Measured`.

    UserError where there is nothing to compare, or where blind coding hides what would be compared.
    """
    return compute(gather(project, setup), progress)


def received(project: Project, round_id: str | None = None) -> dict[str, set[str]]:
    """Which coders (ids) received each document (id); of a round, or at all.

    As `project.team.received` tells; in a round only those it was assigned to, where it has any.
    """
    found = project.team.received()
    assigned = project.team.assignments.where("round_id", round_id) if round_id else []
    if not assigned:
        return found
    given: dict[str, set[str]] = {}
    for one in assigned:
        if one.coder_id in found.get(one.document_id, ()):
            given.setdefault(one.document_id, set()).add(one.coder_id)
    return given


def is_about_questions(project: Project) -> bool:
    """Whether any code in use serves a question of the matrix: else questions have no figures."""
    by_id = {one.id: one for one in project.codes.all()}
    used = (by_id[one] for one in project.codings.counts_by_code() if one in by_id)
    return any((at := deciding(one, by_id)) is not None and at.kind != THEME for one in used)


def double_coded(project: Project) -> list[str]:
    """The documents (ids) that two coders or more received, in order; second codings by one coder aside."""
    first_time = {one.id for one in project.coders.all() if one.again_of is None}
    who = received(project)
    return [one for one in project.documents.ids() if len(who.get(one, set()) & first_time) > 1]


def coders_compared(project: Project) -> list[Coder]:
    """The coders who share a document with another, in order: whom a comparison is about unless one says."""
    who, double = received(project), double_coded(project)
    sharing = {coder_id for document_id in double for coder_id in who[document_id]}
    return [one for one in project.coders.all() if one.id in sharing and one.again_of is None]


def gather(project: Project, setup: Setup) -> Gathered:
    """What is to be compared, as it stands in the study now."""
    coders = _coders(project, setup)
    _check(setup)
    check_codes(project, setup.level, setup.codes)
    found = things(project, setup.level, setup.codes)
    numbers = {coder.id: number for number, coder in enumerate(coders)}
    who = received(project, setup.round_id)
    documents = [
        document
        for document in project.documents.all()
        if (not setup.documents or document.id in setup.documents)
        and len(who.get(document.id, set()) & numbers.keys()) > 1
    ]
    if not documents:
        raise UserError(
            _("No document was received by two of these coders."),
            _("Hand out the same document to both, or let the second one code a document of the first."),
        )
    compared = {document.id for document in documents}
    marks: dict[str, list[Mark]] = {}
    coded: set[tuple[str, str]] = set()
    for document_id, rows in project.codings.walk(compared):
        present = who[document_id]
        coded |= {(document_id, row[4]) for row in rows}
        marks[document_id] = [
            Mark(row[0], row[1], place, numbers[row[4]])
            for row in rows
            if row[4] in numbers and row[5] != SUGGESTED and row[4] in present
            for place in found.of_code.get(row[2], ())
        ]
    materials = [
        Material(
            document.id,
            document.name,
            document.interview_id or document.id,
            project.documents.text(document.id),
            project.documents.turns(document.id),
            marks.get(document.id, ()),
            tuple(sorted(numbers[one] for one in who[document.id] if one in numbers)),
        )
        for document in documents
    ]
    blind = _is_blind(project, documents, set(numbers), who)
    # where a coder marked nothing without saying that she finished
    untouched = [
        f"{document.code} ({coder.initials})"
        for coder in coders
        for document in documents
        if coder.id in who[document.id] and (document.id, coder.id) not in coded
        if document.id not in project.finished.of_coder(coder.id)
    ]
    return Gathered(setup, coders, found.listed, tuple(materials), blind, tuple(untouched))


def beside(figure: Figure) -> str:
    """The fourfold table with prevalence and bias, for a line of kappa; "" without one."""
    counts = figure.both, figure.first_only, figure.second_only, figure.neither
    if figure.coefficient != "cohen" or None in counts:
        return ""
    return table_words(Fourfold(*(one or 0 for one in counts)))


def compute(gathered: Gathered, progress: Progress = silent) -> Measured:
    """The figures of what was gathered; touches no study."""
    import numpy

    setup, materials = gathered.setup, gathered.materials
    wanted = frozenset(map(coefficient_named, setup.coefficients))
    total = len(materials) + 2
    sums = empty(
        len(materials), len(gathered.things), len(gathered.coders), not wanted or bool(wanted & ON_CONTINUUM)
    )
    for number, material in enumerate(materials):
        progress(number, total, material.name)
        add(sums, number, material, setup.unit, setup.overlap)
    clusters = list(dict.fromkeys(material.cluster for material in materials))
    places = {cluster: place for place, cluster in enumerate(clusters)}
    enough = setup.draws > 0 and len(clusters) > 1
    compared = Compared(
        setup,
        sums,
        gathered.things,
        [(material.document_id, material.name) for material in materials],
        [(coder.id, coder.name) for coder in gathered.coders],
        numpy.array([places[material.cluster] for material in materials]),
        sum(len(material.text) for material in materials),
        numpy.flatnonzero(sums.by_coder.sum(axis=1) > 0),
        any(len(material.present) < len(gathered.coders) for material in materials),
        draws.weights(len(clusters), setup.draws, setup.seed) if enough else None,
        wanted,
    )
    progress(len(materials), total, _("Coefficients"))
    figures = on_units(compared) if not wanted or not wanted <= ON_CONTINUUM else []
    progress(len(materials) + 1, total, _("Continuum"))
    figures += on_continuum(compared)
    progress(total, total)
    used = set(compared.used.tolist())
    return Measured(
        setup,
        figures,
        tuple(material.document_id for material in materials),
        round(float(sums.units.sum())),
        gathered.blind,
        tuple(thing.name for place, thing in enumerate(gathered.things) if place not in used),
        (*_notes(compared, len(clusters)), *_of_untouched(gathered.untouched)),
    )


def _notes(compared: Compared, clusters: int) -> list[str]:
    setup, notes = compared.setup, list[str]()
    if setup.unit == CHARACTER:
        notes.append(_("Agreement by character is not to be reported: what nobody coded decides it."))
    if setup.unit == SEGMENT:
        notes.append(
            _("Passages are the same that share at least {share} % of the longer one.").format(
                share=round(100 * setup.overlap)
            )
        )
    if compared.weights is not None:
        notes.append(
            _("Intervals: {draws} draws of {n} interviews, 95 %, seed {seed}.").format(
                draws=grouped(setup.draws), n=grouped(clusters), seed=setup.seed
            )
        )
    elif setup.draws:
        notes.append(_("No intervals: they take at least two interviews."))
    if compared.sums.outside:
        n = compared.sums.outside
        notes.append(
            ngettext(
                "{n} coding lies outside all units, such as in what an interviewer says, and does not count.",
                "{n} codings lie outside all units, such as in what an interviewer says, and do not count.",
                n,
            ).format(n=n)
        )
    if compared.missing:
        notes.append(_("Not every coder received every document; what one did not receive is missing."))
    return notes


def _of_untouched(places: Sequence[str]) -> list[str]:
    if not places:
        return []
    return [
        _("Nothing is marked and nothing finished in {places}: that counts as no everywhere.").format(
            places=listed(places)
        )
    ]


def _coders(project: Project, setup: Setup) -> tuple[Coder, ...]:
    """The coders to compare, in the order asked for."""
    known = {coder.id: coder for coder in project.coders.all()}
    wanted = list(dict.fromkeys(setup.coders))
    missing = [one for one in wanted if one not in known]
    if missing:
        raise UserError(
            _("There is no coder {name} in the study.").format(name=missing[0]),
            _("The coders are: {names}.").format(names=listed([one.name for one in known.values()])),
        )
    if len(wanted) < 2:
        raise UserError(
            _("It takes two coders to compare."),
            _("The coders are: {names}.").format(names=listed([one.name for one in known.values()])),
        )
    if len(wanted) > MOST_CODERS:
        raise UserError(
            _("{n} coders are too many to compare at a time.").format(n=len(wanted)),
            _("Choose up to {n}.").format(n=MOST_CODERS),
        )
    if project.seen_coders is not None and not set(wanted) <= project.seen_coders:
        raise UserError(
            _("Blind coding hides the codings of others, so they cannot be compared now."),
            _("Turn blind coding off when you have finished your own codings."),
        )
    return tuple(known[one] for one in wanted)


def _check(setup: Setup) -> None:
    if setup.unit not in UNITS:
        raise UserError(
            _("{unit} is no unit on which coders can be compared.").format(unit=setup.unit),
            _("Use one of: {units}.").format(units=", ".join(UNITS)),
        )
    if not 0 < setup.overlap <= 1:
        raise UserError(
            _("{share} is no share of a passage.").format(share=setup.overlap),
            _("Give a number above 0, up to 1: 0.9 for nine tenths of the longer passage."),
        )
    for name in setup.coefficients:
        coefficient_named(name)


def _is_blind(
    project: Project, documents: Sequence[Document], coders: set[str], who: dict[str, set[str]]
) -> bool:
    """Whether nobody could see another's codings: all but one at most got a document in a blind package."""
    blind = {one.id for one in project.team.packages.all() if one.blind}
    apart = {
        (one.document_id, one.coder_id) for one in project.team.assignments.all() if one.package_id in blind
    }
    return all(
        sum((document.id, one) not in apart for one in who[document.id] & coders) <= 1
        for document in documents
    )
