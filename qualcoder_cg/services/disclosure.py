"""Whether what would be printed points at too few people, and what would mend it.

`docs/decisions/what-each-level-reveals.md` tells what is counted.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..domain import attribution
from ..domain.informants import Informant
from ..domain.quotes import INSTITUTION, KEEP, PLACE
from ..domain.spans import Span
from ..domain.vocabulary import SEX, fold, meant
from ..errors import UserError
from ..i18n import _, ngettext
from ..progress import Progress, silent
from ..storage.project import Project
from . import quotes as decisions
from . import redaction
from .evidence_walk import Walk
from .pieces import Pieces
from .redactor import Redactor, Stretch, reading_names
from .register_counts import heard
from .rules import check_level
from .sayers import Open, Source

FEW, NAMED = "few", "named"
SET_LEVEL, REDACT, PARAPHRASE = "level", "redact", "paraphrase"

Passage = tuple[str, int, int]


class Mend(NamedTuple):
    """One thing that would help: print at `level`, which fits `fits` people, or redact a stretch.

    `start` and `end` are code points of the document, `kind` what is to be redacted.
    """

    what: str
    text: str
    level: str = ""
    fits: int = 0
    start: int = 0
    end: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A passage that points at fewer people than the study's rule k, and what would mend that.

    `kind` is FEW where the attribution alone does, NAMED where names that stay in the words do. `fits` is
    how many people of the register it may be; `codes` are those of who may have said it.
    """

    kind: str
    document_id: str
    start: int
    end: int
    ref: str
    level: str
    said: str
    fits: int
    codes: tuple[str, ...]
    text: str
    mends: tuple[Mend, ...]

    @property
    def passage(self) -> Passage:
        """The document and the stretch of it."""
        return self.document_id, self.start, self.end


class Refused(UserError):
    """What would be exported points at too few people, and nobody has answered for that."""

    def __init__(self, risks: Sequence[Risk]) -> None:
        super().__init__(
            risks_text(len(risks)),
            _("Mend them, or say why they may be printed all the same."),
        )
        self.risks = list(risks)


def check(
    project: Project,
    level: str,
    quotes: Iterable[Passage] | None = None,
    *,
    sex: bool = True,
    progress: Progress = silent,
) -> list[Risk]:
    """The passages that, printed at a level, point at fewer than k people of the register.

    All coded passages unless some are given. `sex` tells whether the export prints the sex as well. A
    study whose register knows nobody gives none: nothing is printed about anybody then.
    """
    return checking(project, level, quotes, sex=sex, progress=progress).complete()


def checking(
    project: Project,
    level: str,
    quotes: Iterable[Passage] | None = None,
    *,
    sex: bool = True,
    progress: Progress = silent,
) -> Pieces[list[Risk]]:
    """The same, done in pieces."""
    check_level(level)
    return Pieces(_checking(project, level, quotes, sex, progress))


def apply_mend(project: Project, risk: Risk, mend: Mend, *, reason: str = "") -> None:
    """Do what would mend a risk, in one step; a reason is noted, the check's own words unless given."""
    apply_mends(project, [(risk, mend)], reason=reason)


def apply_mends(project: Project, chosen: Sequence[tuple[Risk, Mend]], *, reason: str = "") -> None:
    """Mend several at once, in one step."""
    reason = reason.strip() or _("points at too few people")
    with project.step("Mend passages that point at too few people ({n})", n=len(chosen)):
        for risk, mend in chosen:
            if mend.what == REDACT:
                span = Span(mend.start, mend.end)
                redaction.redact(project, risk.document_id, span, mend.kind, reason=reason)
                continue
            quote = decisions.quote_of(project, risk.document_id, Span(risk.start, risk.end))
            if mend.what == SET_LEVEL:
                decisions.set_level(project, [quote.id], mend.level, reason)
            else:
                decisions.set_paraphrase(project, quote.id, True, quote.paraphrase, reason)


def risks_text(n: int) -> str:
    """How many passages point at too few people."""
    return ngettext(
        "{n} passage points at too few people.", "{n} passages point at too few people.", n
    ).format(n=n)


def _checking(
    project: Project, level: str, quotes: Iterable[Passage] | None, sex: bool, progress: Progress
) -> Generator[None, None, list[Risk]]:
    walk = Walk(project, level)
    yield
    if not project.informants.all() or (walk.level == attribution.NONE and not _kept(project)):
        return []
    crowd = _Crowd(project, walk, sex=sex)
    yield
    yield from reading_names(project)
    redactor = Redactor(project)
    yield
    found: list[Risk] = []
    documents = list(_passages(project, quotes))
    for number, (document, places) in enumerate(walk.documents(iter(documents))):
        progress(number, len(documents), _("Checking who may be recognised"))
        found += _of_document(project, walk, crowd, redactor, document, places)
        yield
    return found


def _of_document(
    project: Project,
    walk: Walk,
    crowd: "_Crowd",
    redactor: Redactor,
    document: Open,
    places: Sequence[Span],
) -> Iterator[Risk]:
    """The risks among passages of one document."""
    left: dict[str, list[Stretch]] = {}
    for span in places:
        source = walk.source(document, *span)
        if source.withheld or not source.people or walk.paraphrased(document, *span):
            continue
        if source.level not in left:
            text = project.documents.text(document.entry.id) if crowd.may_be_left(source.level) else ""
            left[source.level] = redactor.left(document.entry.id, text, source.level) if text else []
        inside = [one for one in left[source.level] if one.start < span.end and span.start < one.end]
        risk = crowd.risk(document, span, source, inside)
        if risk is not None:
            yield risk


class _Crowd:
    """The people of the register among whom one who is quoted may be looked for."""

    def __init__(self, project: Project, walk: Walk, *, sex: bool) -> None:
        spoken = heard(project)
        everyone = project.informants.all()
        self._people = [person for person in everyone if person.id in spoken]
        self._institutions = {
            fold(name): entry.name
            for entry in project.informants.institutions()
            for name in (entry.name, *entry.aliases)
        }
        self._categories = walk.sayers.rules.categories
        self._k = walk.sayers.rules.k
        self._sex = sex
        self._kept = _kept(project)
        self._counted: dict[object, int] = {}
        self._walk = walk

    def may_be_left(self, level: str) -> bool:
        """Whether names of institutions and places may stay in the words at this level."""
        return self._kept or attribution.shows(level, attribution.INSTITUTION)

    def risk(self, document: Open, span: Span, source: Source, left: Sequence[Stretch]) -> Risk | None:
        """What is wrong with a passage, if anything is."""
        named = attribution.shows(source.level, attribution.NAME) and all(
            self._walk.sayers.is_named(person) for person in source.people
        )
        if named:
            return None
        fits = self.fits(source.people, source.level)
        telling = [one for one in left if self._tells(one, source.people)]
        narrowed = self.fits(source.people, source.level, telling) if telling else fits
        nothing_told = source.level == attribution.NONE and not telling
        if nothing_told or min(fits, narrowed) >= self._k:
            return None
        few = fits < self._k
        mends = [*(self._levels(source, telling) if few else ()), *(() if few else self._redactions(telling))]
        return Risk(
            FEW if few else NAMED,
            document.entry.id,
            *span,
            document.entry.code,
            source.level,
            source.attribution,
            min(fits, narrowed),
            tuple(person.code for person in source.people),
            self._text(source, fits, narrowed, telling if not few else []),
            (*mends, Mend(PARAPHRASE, _("Print it in other words only"))) if not few else tuple(mends),
        )

    def fits(self, people: Sequence[Informant], level: str, telling: Sequence[Stretch] = ()) -> int:
        """How many people of the register what is printed may be said of."""
        named = frozenset((one.kind, fold(one.said)) for one in telling)
        key = people, level, named
        if key not in self._counted:
            wanted = {self._facts(person, level, named) for person in people}
            self._counted[key] = sum(self._facts(one, level, named) in wanted for one in self._people)
        return self._counted[key]

    def _facts(self, person: Informant, level: str, named: frozenset[tuple[str, str]]) -> tuple[str, ...]:
        """What is told of a person at a level, with what the words themselves add."""
        shows, facts = attribution.shows, []
        if shows(level, attribution.TYPE):
            facts.append(person.type)
        elif shows(level, attribution.CATEGORY):
            facts.append(attribution.category(person.type, self._categories, ""))
        if shows(level, attribution.INSTITUTION) or any(kind == INSTITUTION for kind, _said in named):
            facts.append(person.institution)
        if shows(level, attribution.ROLE):
            facts += [person.role, (meant(SEX, person.sex) or person.sex) if self._sex else ""]
        if any(kind == PLACE for kind, _said in named):
            facts.append(fold(person.place))
        return tuple(facts)

    def _tells(self, one: Stretch, people: Sequence[Informant]) -> bool:
        """Whether a name that stays in the words is that of the place or institution of who says them."""
        if one.kind == PLACE:
            return any(fold(one.said) == fold(person.place) for person in people if person.place)
        name = self._institutions.get(fold(one.said), one.said)
        return one.kind == INSTITUTION and any(name == person.institution for person in people)

    def _levels(self, source: Source, telling: Sequence[Stretch]) -> Iterator[Mend]:
        """The closest coarser level that fits enough people; at the last nothing is told."""
        below = attribution.LEVELS[: attribution.LEVELS.index(source.level)]
        for level in reversed(below):
            stays = attribution.shows(level, attribution.INSTITUTION)
            left = [one for one in telling if stays or one.rule == KEEP]
            fits = self.fits(source.people, level, left)
            if fits >= self._k or level == attribution.NONE:
                yield Mend(SET_LEVEL, _mend_text(level, fits), level, fits)
                return

    def _redactions(self, telling: Sequence[Stretch]) -> Iterator[Mend]:
        for one in telling:
            words = {PLACE: _("Redact the place"), INSTITUTION: _("Redact the institution")}
            yield Mend(REDACT, words[one.kind], start=one.start, end=one.end, kind=one.kind)

    def _text(self, source: Source, fits: int, narrowed: int, telling: Sequence[Stretch]) -> str:
        codes = ", ".join(person.code for person in source.people)
        if telling:
            return ngettext(
                "{codes}: its words name a place or an institution, so that it fits {n} person.",
                "{codes}: its words name a place or an institution, so that it fits {n} people.",
                narrowed,
            ).format(codes=codes, n=narrowed)
        return ngettext(
            "{codes}: “{said}” fits {n} person.", "{codes}: “{said}” fits {n} people.", fits
        ).format(codes=codes, said=source.attribution or "–", n=fits)


def _mend_text(level: str, fits: int) -> str:
    number = attribution.LEVELS.index(level)
    if level == attribution.NONE:
        return _("Use level {number}: nothing is said of who spoke.").format(number=number)
    return ngettext(
        "Use level {number}: fits {n} person.", "Use level {number}: fits {n} people.", fits
    ).format(number=number, n=fits)


def _passages(project: Project, quotes: Iterable[Passage] | None) -> Iterator[tuple[str, list[Span]]]:
    """The passages to look at, document by document, each once."""
    rows: dict[str, dict[Span, None]] = {}
    if quotes is None:
        for document_id, coded in project.seen.walk_places():
            rows[document_id] = dict.fromkeys(Span(row[0], row[1]) for row in coded)
    else:
        for document_id, start, end in quotes:
            rows.setdefault(document_id, {})[Span(start, end)] = None
    yield from ((key, list(spans)) for key, spans in rows.items())


def _kept(project: Project) -> bool:
    """Whether a person let anything stand that looks like a name."""
    return bool(project.evidence.redactions.where("kind", "keep"))
