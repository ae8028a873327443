"""The chain as it stands: findings, what follows from them, what rests on what, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..domain.chain import (
    CHAIN_KINDS,
    CONCLUSION,
    FINDING,
    LESSON,
    PRACTICE,
    RECOMMENDATION,
    Chain,
    ChainItem,
    Completeness,
    Link,
)
from ..domain.chain_forms import BASIS, CRITERION, DRAFT, FINAL, FORMS, HEADER, NEEDED_FOR_FINAL, STATUS, TEXT
from ..domain.chain_numbers import listed, number_of, written
from ..i18n import _
from ..storage.project import Project
from . import chain_words as words
from .redactor import Redactor

HEADER_KEY = "chain_header"


def chain(project: Project) -> Chain:
    """Everything from findings to recommendations, numbered and linked.

    Findings are numbered by question (F7.1), conclusions through all criteria in their order, then those of
    no criterion; the others by their place.
    """
    plain = {**_findings(project), **_items(project)}
    below = _bases(project, plain)
    above: dict[str, list[str]] = defaultdict(list)
    for link_id in plain:
        for basis in below[link_id]:
            above[basis].append(link_id)
    grounded = _reaching({key for key in plain if plain[key].kind == FINDING and plain[key].grounded}, above)
    used = _reaching({key for key in plain if plain[key].kind == RECOMMENDATION}, below)
    order = {key: place for place, key in enumerate(plain)}
    links = {
        key: _placed(
            link,
            rests_on=tuple(sorted(below[key], key=order.__getitem__)),
            leads_to=tuple(sorted(above[key], key=order.__getitem__)),
            grounded=key in grounded,
            used=key in used,
        )
        for key, link in plain.items()
    }
    return Chain(links, tuple(_completeness(links.values())))


def printable(project: Project) -> Chain:
    """The same as it goes out of the study: without the names of people in texts and fields."""
    public = Redactor(project).public_text
    found = chain(project)
    links = {
        key: replace(
            link,
            text=public(link.text),
            fields={name: public(value) for name, value in link.fields.items()},
        )
        for key, link in found.links.items()
    }
    return replace(found, links=links)


def lacking_for_final(link: Link) -> tuple[str, ...]:
    """What a recommendation still needs before it is final: names of fields, and BASIS for a link."""
    has = {TEXT: link.text, "addressees": link.fields.get("addressees", ""), BASIS: link.rests_on}
    return tuple(name for name in NEEDED_FOR_FINAL if not has[name])


def orphans_written(found: Chain) -> str:
    """The orphans as reports write them: "C1–3, 6; LL1; BP4"; "" for none."""
    return written(link.number for link in found.orphans)


def form_rows(found: Chain, link: Link, criteria: Mapping[str, str]) -> list[tuple[str, str]]:
    """The form of an item as it is printed: what each field is called, and what stands in it.

    What leaves the study is made of a `printable` chain.
    `criteria` are names by id, as `criterion_names` gives them. Recommendations end with what they rest on.
    """
    rows = []
    for field in FORMS[link.kind]:
        value = value_of(link, field.name)
        if field.name == CRITERION:
            value = criteria.get(value, "")
        rows.append((words.label(link.kind, field.name), words.shown(link.kind, field.name, value).strip()))
    if link.kind in (CONCLUSION, RECOMMENDATION):
        related = listed(one.number for one in found.basis(link))
        rows.append((words.label(link.kind, BASIS), related))
    return rows


def header_rows(project: Project) -> list[tuple[str, str]]:
    """What stands above every form: what each field is called, and what stands in it."""
    values = header(project)
    return [(label, values[name]) for name, label in words.header()]


def header(project: Project) -> dict[str, str]:
    """The header of the forms by field; the title is that of the study where no other was given."""
    stored = project.settings.entries(HEADER_KEY)
    values = {field.name: str(stored.get(field.name, "")) for field in HEADER}
    values["title"] = values["title"] or str(project.settings.get("title", project.path.stem))
    return values


def criterion_names(project: Project) -> dict[str, str]:
    """The names of criteria by id, in order."""
    return {criterion.id: criterion.name for criterion in project.matrix.criteria()}


def value_of(link: Link, name: str) -> str:
    """What stands in a field of an item's form, as it is stored; the criterion by its id."""
    if name == TEXT:
        return link.text
    if name == CRITERION:
        return link.group_id or ""
    if name == STATUS:
        return link.status
    return link.fields.get(name, "")


def _findings(project: Project) -> dict[str, Link]:
    """Findings in the order of the matrix; grounded where evidence is linked to them."""
    by_question = defaultdict(list)
    for finding in project.evidence.findings.all():
        by_question[finding.question_id].append(finding)
    with_evidence = project.evidence.findings_with_evidence()
    return {
        finding.id: Link(
            finding.id,
            FINDING,
            number_of(FINDING, f"{question.number}.{place}"),
            finding.statement,
            question.id,
            grounded=finding.id in with_evidence,
        )
        for question in project.matrix.questions()
        for place, finding in enumerate(by_question[question.id], 1)
    }


def _items(project: Project) -> dict[str, Link]:
    """Items by kind in the order of their numbers, each with its form."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    for field in project.evidence.fields.all():
        fields[field.item_id][field.name] = field.value
    order = {criterion.id: place for place, criterion in enumerate(project.matrix.criteria())}
    by_kind: dict[str, list[ChainItem]] = defaultdict(list)
    for item in project.evidence.chain.all():
        by_kind[item.kind].append(item)
    by_kind[CONCLUSION].sort(key=lambda item: order.get(item.criterion_id or "", len(order)))
    return {
        item.id: Link(item.id, kind, number_of(kind, place), item.text, item.criterion_id, fields[item.id])
        for kind in CHAIN_KINDS
        for place, item in enumerate(by_kind[kind], 1)
    }


def _bases(project: Project, known: Mapping[str, Link]) -> dict[str, list[str]]:
    """What each link rests on, each once."""
    below: dict[str, list[str]] = {key: [] for key in known}
    for basis in project.evidence.bases.all():
        on = basis.finding_id or basis.basis_id or ""
        if on in known and basis.item_id in known and on not in below[basis.item_id]:
            below[basis.item_id].append(on)
    return below


def _reaching(start: Iterable[str], ways: Mapping[str, list[str]]) -> set[str]:
    """Everything that can be reached from some links, these included."""
    found = set(start)
    waiting = list(found)
    while waiting:
        for one in ways.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _placed(
    link: Link, *, rests_on: tuple[str, ...], leads_to: tuple[str, ...], grounded: bool, used: bool
) -> Link:
    """A link with its place in the chain.

    A recommendation that lost what it needs is a draft until it has it again.
    """
    if link.kind == FINDING:
        return replace(link, leads_to=leads_to)
    placed = replace(
        link,
        rests_on=rests_on,
        leads_to=leads_to,
        orphan=link.kind in (CONCLUSION, LESSON, PRACTICE) and not used,
        grounded=grounded,
        empty=tuple(
            field.name
            for field in FORMS[link.kind]
            if field.required and not value_of(link, field.name).strip()
        ),
    )
    if link.kind != RECOMMENDATION:
        return placed
    final = link.fields.get(STATUS) == FINAL and not lacking_for_final(placed)
    return replace(placed, status=FINAL if final else DRAFT)


def _completeness(links: Iterable[Link]) -> list[Completeness]:
    """How often each field of each form is filled in."""
    by_kind: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_kind[link.kind].append(link)
    return [
        Completeness(
            kind,
            field.name,
            sum(bool(value_of(link, field.name).strip()) for link in by_kind[kind]),
            len(by_kind[kind]),
            field.required,
        )
        for kind in CHAIN_KINDS
        for field in FORMS[kind]
    ]


def completeness_written(entry: Completeness) -> str:
    """How often a field is filled in, as "Success, positive points: causal factors 0 of 6"."""
    return _("{field} {n} of {total}").format(
        field=words.label(entry.kind, entry.name), n=entry.filled, total=entry.of
    )
