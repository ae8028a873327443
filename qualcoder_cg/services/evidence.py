"""From codings to evidence: quotes by criterion and question, with no more said of who spoke than allowed."""

from datetime import datetime

from ..domain import attribution
from ..domain.codes import THEME
from ..domain.evidence import BOTH, ORIGINAL, Evidence
from ..domain.queries import Query
from ..i18n import _, language, ngettext
from ..storage.project import Project
from . import evidence_plan, query_codings, query_print
from .evidence_tally import Tally
from .evidence_walk import Walk
from .layers import layer_in_words
from .redactor import Redactor
from .rules import check_level, rules


def build(
    project: Project,
    level: str = attribution.TYPE,
    *,
    counts: bool = True,
    quotes_in: str = "",
    printed: str = "",
    query: Query | None = None,
) -> Evidence:
    """The study's coded quotes at an attribution level, under the ceiling of the study.

    `counts=False` leaves the tables of counts empty for exports that do not print them: counting walks
    all quotes once more. `quotes_in` is the language whose translations are printed, and `printed` whether
    they stand alone, beside the original, or not at all; as the rules of the study say unless given. With a
    `query` only what it finds is there and counted, and `limits` says what it asks for.
    """
    check_level(level)
    only = query_codings.codings_of(project, query) if query else None
    walk = Walk(project, level, quotes_in or rules(project).report_language, only)
    level = walk.level
    redactor = Redactor(project)
    found = Tally(only.people if only else None)
    for document, places in walk.places() if counts else ():
        found.add_document(document, places)
    withheld = found.withheld if counts else walk.withheld()
    named = attribution.shows(level, attribution.TYPE)
    return Evidence(
        title=redactor.public_text(title(project)),
        made_at=datetime.now().astimezone().isoformat(sep=" ", timespec="minutes"),
        attribution=level,
        attribution_text=level_text(level),
        criteria=tuple(
            (criterion.key, redactor.public_text(criterion.name)) for criterion in project.matrix.criteria()
        ),
        questions=evidence_plan.questions(project, redactor),
        themes=tuple(code.name for code in walk.codes if code.kind == THEME),
        codes=tuple(evidence_plan.code_entries(project, walk.codes, redactor, level)),
        types=_types(walk, found) if named else (),
        document_types=found.document_types() if named else frozenset(),
        table=found.cells() if named else {},
        totals=found.totals(),
        excerpt_count=found.passages,
        informant_count=len(found.people),
        interview_count=len(found.interviews),
        institution_count=len({person.institution for person in found.people if person.institution}),
        document_count=len(found.documents),
        notes=(
            *([said] if (said := layer_in_words(project)) else ()),
            *([withheld_text(withheld)] if withheld else ()),
            *walk.notes(),
        ),
        withheld=withheld,
        excerpts=walk.excerpts,
        language=language(),
        quotes_in=walk.language,
        printed=(printed or BOTH) if walk.language else ORIGINAL,
        limits=query_print.limits(walk, query, redactor) if query else (),
        paraphrases=len(project.evidence.quotes.where("paraphrase_only", 1)),
    )


def title(project: Project) -> str:
    """What the study is called in its reports."""
    return str(project.settings.get("title", project.path.stem))


def level_text(level: str) -> str:
    """What an attribution level shows, in words."""
    return {
        attribution.NONE: _("Sources are not named."),
        attribution.CATEGORY: _("Sources are named by category alone."),
        attribution.TYPE: _("Sources are named by type of informant."),
        attribution.INSTITUTION: _("Sources are named by institution."),
        attribution.ROLE: _("Sources are named by role and institution."),
        attribution.NAME: _("Sources who agreed to it are named; others by role and institution."),
    }[level]


def withheld_text(n: int) -> str:
    """How many excerpts are withheld, and why."""
    return ngettext(
        "{n} excerpt is withheld: who may have said it did not agree to be quoted.",
        "{n} excerpts are withheld: who may have said them did not agree to be quoted.",
        n,
    ).format(n=n)


def _types(walk: Walk, found: Tally) -> tuple[str, ...]:
    """The columns of the table: types as in the register, categories, other sources, unknown last."""
    met = found.types()
    order = dict.fromkeys((*walk.sayers.types, *walk.sayers.categories))
    known = [kind for kind in order if kind in met]
    return (*known, *sorted(met.difference(known, [""])), *([""] if "" in met else []))
