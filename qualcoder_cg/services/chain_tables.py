"""The tables that reports print of the chain: recommendations, the whole chain, orphans, what is empty."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..domain.chain import CONCLUSION, FINDING, LESSON, PRACTICE, RECOMMENDATION, Chain, Link
from ..domain.chain_forms import CRITERION, STATUS
from ..domain.chain_numbers import listed, written
from ..domain.report_table import RIGHT, Cell, Column, ReportTable, Row, count, words
from ..i18n import _
from ..storage.project import Project
from . import chain_words as said
from .chain import criterion_names, printable, value_of

ORPHANS, FORMS, RECOMMENDATIONS, CHAIN = NAMES = ("orphans", "forms", "recommendations", "chain")


def build(project: Project, name: str, source: str) -> ReportTable:
    """One of the tables in NAMES."""
    found = printable(project)
    makers: Mapping[str, Callable[[], ReportTable]] = {
        RECOMMENDATIONS: lambda: recommendations(found, source),
        CHAIN: lambda: whole(found, criterion_names(project), source),
        ORPHANS: lambda: orphans(found, source),
        FORMS: lambda: forms(found, source),
    }
    return makers[name]()


def recommendations(found: Chain, source: str) -> ReportTable:
    """A row for each recommendation: to whom, priority, term, resources, what it rests on, status."""
    names = ("addressees", "priority", "term", "resources")
    rows = []
    for link in found.of(RECOMMENDATION):
        basis = _numbers(found.basis(link))
        lacks = _("{number} rests on nothing.").format(number=link.number)
        nobody = _("{number} has no addressee.").format(number=link.number)
        whom = said.shown(link.kind, "addressees", value_of(link, "addressees"))
        rows.append(
            (
                words(link.number),
                words(link.text),
                words(whom, "" if whom else nobody),
                *(words(said.shown(link.kind, name, value_of(link, name))) for name in names[1:]),
                words(basis, "" if basis else lacks),
                words(said.shown(link.kind, STATUS, link.status)),
            )
        )
    return ReportTable(
        RECOMMENDATIONS,
        _("Recommendations"),
        (
            Column(_("No.")),
            Column(_("Recommendation")),
            *(Column(said.label(RECOMMENDATION, name)) for name in names),
            Column(_("Related to")),
            Column(said.label(RECOMMENDATION, STATUS)),
        ),
        tuple(rows),
        notes=_notes(found) if rows else (_("The study holds no recommendation yet."),),
        source=source,
        wide=True,
    )


def whole(found: Chain, criteria: Mapping[str, str], source: str) -> ReportTable:
    """A row for each conclusion with what it rests on and leads to; then what lies beside conclusions."""
    rows: list[Row] = []
    shown: set[str] = set()
    for conclusion in found.of(CONCLUSION):
        middle, end = _after(found, conclusion)
        shown.update(link.id for link in (*found.basis(conclusion), conclusion, *middle, *end))
        name = criteria.get(conclusion.group_id or "", "")
        rows.append(_chain_row(name, found.basis(conclusion), [conclusion], middle, end))
    for kind in (LESSON, PRACTICE):
        for link in found.of(kind):
            if any(one.kind == CONCLUSION for one in found.basis(link)):
                continue
            _middle, end = _after(found, link)
            shown.update(one.id for one in (*found.basis(link), link, *end))
            rows.append(_chain_row("", found.basis(link), (), [link], end))
    for link in found.of(RECOMMENDATION):
        if link.id not in shown:
            findings = [one for one in found.basis(link) if one.kind == FINDING]
            shown.update(one.id for one in findings)
            rows.append(_chain_row("", findings, (), (), [link]))
    left = [link for link in found.of(FINDING) if link.id not in shown]
    rows += [_chain_row("", [link], (), (), ()) for link in left]
    return ReportTable(
        CHAIN,
        _("From findings to recommendations"),
        (
            Column(said.label(CONCLUSION, CRITERION)),
            Column(_("Findings")),
            Column(_("Conclusion")),
            Column(_("Lessons, good practices")),
            Column(_("Recommendations")),
        ),
        tuple(rows),
        notes=_notes(found) if rows else (_("The study holds no finding or conclusion yet."),),
        source=source,
        wide=True,
    )


def orphans(found: Chain, source: str) -> ReportTable:
    """What no recommendation rests on, what rests on nothing, and which findings lead nowhere, by kind."""
    rows: list[Row] = []
    for kind in (CONCLUSION, LESSON, PRACTICE):
        some = [link for link in found.orphans if link.kind == kind]
        rows.append(_gap(said.kinds()[kind], _("no recommendation rests on them"), found, kind, some))
    rows.append(
        _gap(said.kinds()[CONCLUSION], _("rest on no finding"), found, CONCLUSION, found.without_findings)
    )
    for kind in (LESSON, PRACTICE, RECOMMENDATION):
        some = [link for link in found.of(kind) if not link.rests_on]
        rows.append(_gap(said.kinds()[kind], _("rest on nothing"), found, kind, some))
    hollow = [link for link in found.of(RECOMMENDATION) if link.rests_on and not link.grounded]
    rows.append(
        _gap(
            said.kinds()[RECOMMENDATION],
            _("rest only on what has no evidence in the end"),
            found,
            RECOMMENDATION,
            hollow,
        )
    )
    unused = [link for link in found.of(FINDING) if not link.leads_to]
    rows.append(_gap(said.kinds()[FINDING], _("nothing rests on them"), found, FINDING, unused))
    return ReportTable(
        ORPHANS,
        _("Gaps in the chain"),
        (
            Column(_("What")),
            Column(_("Gap")),
            Column(_("Items with this gap"), RIGHT),
            Column(_("Items in all"), RIGHT),
            Column(_("Which")),
        ),
        tuple(rows),
        notes=(
            _(
                "A recommendation also rests on the conclusions beneath the lessons and good practices it is"
                " linked to."
            ),
        ),
        source=source,
    )


def forms(found: Chain, source: str) -> ReportTable:
    """How often each field of each form is filled in, and where it is not."""
    rows = []
    for entry in found.completeness:
        missing = [
            link
            for link in found.of(entry.kind)
            if not value_of(link, entry.name).strip() and entry.filled < entry.of
        ]
        name = said.label(entry.kind, entry.name)
        rows.append(
            (
                words(said.kinds()[entry.kind]),
                words(name if entry.required else _("{field} (optional)").format(field=name)),
                count(entry.filled),
                count(entry.of),
                words(written(link.number for link in missing)),
            )
        )
    return ReportTable(
        FORMS,
        _("Completeness of the forms"),
        (
            Column(_("Form")),
            Column(_("Field")),
            Column(_("Forms filled in"), RIGHT),
            Column(_("Forms in all"), RIGHT),
            Column(_("Empty in")),
        ),
        tuple(rows),
        source=source,
    )


def _after(found: Chain, link: Link) -> tuple[list[Link], list[Link]]:
    """The lessons and practices that rest on a link, and the recommendations that rest on it or on them."""
    middle = [one for one in found.consequences(link) if one.kind in (LESSON, PRACTICE)]
    ends = {one.id for source in (link, *middle) for one in found.consequences(source)}
    return middle, [one for one in found.of(RECOMMENDATION) if one.id in ends]


def _chain_row(
    criterion: str,
    findings: Iterable[Link],
    conclusions: Sequence[Link],
    middle: Sequence[Link],
    ends: Sequence[Link],
) -> Row:
    return (
        Cell(criterion),
        *(words(_lines(some)) for some in (findings, conclusions, middle, ends)),
    )


def _lines(some: Iterable[Link]) -> str:
    return "\n".join(f"{link.number} {link.text}".strip() for link in some)


def _gap(what: str, gap: str, found: Chain, kind: str, some: Sequence[Link]) -> Row:
    return (
        words(what),
        words(gap),
        count(len(some)),
        count(len(found.of(kind))),
        words(written(link.number for link in some)),
    )


def _numbers(some: Iterable[Link]) -> str:
    return listed(link.number for link in some)


def _notes(found: Chain) -> tuple[str, ...]:
    """The orphans, beside whatever shows the chain."""
    numbers = written(link.number for link in found.orphans)
    return (_("No recommendation rests on: {numbers}.").format(numbers=numbers),) if numbers else ()
