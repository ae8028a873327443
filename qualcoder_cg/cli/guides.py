"""The command about interview guides: bring them in, match turns to them, say who was asked what."""

from pathlib import Path
from typing import Any

import click

from ..domain.documents import INTERVIEWER
from ..domain.guides import Guide
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import asked as asking
from ..services import guides as services
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say

_NONE = ("-", "–", "")
_SHOWN = 80


@click.command()
@STUDY
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE", help="Bring a guide in.")
@click.option("--name", default="", metavar="NAME", help="What to call it; the file's name unless given.")
@click.option("--version", default="", metavar="V", help="Its version, or that of the guide meant.")
@click.option("--types", default="", metavar='"A; B"', help="The types of informants it is for.")
@click.option(
    "--guide", "meant", default="", metavar="NAME", help="The guide meant, where there are several."
)
@click.option("--export", "target", type=click.Path(path_type=Path), metavar="CSV", help="Write the guide.")
@click.option("--new-version", "renew", is_flag=True, help="Copy the guide as its next version.")
@click.option("--remove", is_flag=True, help="Take the guide out; undo brings it back.")
@click.option("--match", is_flag=True, help="Match interviewers' turns to the items of the guides.")
@click.option("--document", "documents", multiple=True, metavar="D", help="Only this document; repeatable.")
@click.option("--turns", is_flag=True, help="What interviewers' turns put.")
@click.option(
    "--set-item",
    "decided",
    nargs=3,
    default=None,
    metavar="D START ITEM",
    help="Decide which item a turn puts: 7, or 7;8, or - for none.",
)
@click.option("--coverage", is_flag=True, help="Which items ask which evaluation question.")
@click.option("--asked", is_flag=True, help="For each question, how many informants were asked and spoke.")
@CODER
@JSON
def guides(study: Path, coder: str, as_json: bool, **wanted: Any) -> None:
    """The interview guides of a study with their items; who was asked what.

    A guide is read from a table (number, text, es or en, questions) in CSV, XLSX or DOCX, or from a
    numbered list in DOCX or plain text.
    """
    with opened(study, coder) as project:
        if wanted["source"]:
            _bring_in(project, wanted)
        elif wanted["target"]:
            services.export_guide(project, _meant(project, wanted).id, wanted["target"])
        elif wanted["renew"]:
            made = services.new_version(project, _meant(project, wanted).id)
            click.echo(services.title_of(services.find_guide(project, made)))
        elif wanted["remove"]:
            _remove(project, wanted)
        elif wanted["match"]:
            _match(project, wanted["documents"], as_json=as_json)
        elif wanted["decided"]:
            _decide(project, *wanted["decided"])
        elif wanted["turns"]:
            _list_turns(project, wanted["documents"], as_json=as_json)
        elif wanted["coverage"]:
            _list_coverage(project, as_json=as_json)
        elif wanted["asked"]:
            _list_asked(project, as_json=as_json)
        else:
            _list(project, as_json=as_json)


def _meant(project: Project, wanted: dict[str, Any]) -> Guide:
    """The guide that was named, or the only one."""
    known = project.guides.all()
    if not wanted["meant"] and len(known) == 1:
        return known[0]
    if not wanted["meant"] and known:
        raise UserError(
            _("There are several guides."),
            _("Name one with --guide: {names}.").format(names=", ".join(map(services.title_of, known))),
        )
    return services.find_guide(project, wanted["meant"], wanted["version"])


def _types(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _bring_in(project: Project, wanted: dict[str, Any]) -> None:
    made = services.import_guide(
        project,
        wanted["source"],
        name=wanted["name"],
        version=wanted["version"],
        types=_types(wanted["types"]),
    )
    guide = services.find_guide(project, made)
    click.echo(services.title_of(guide))
    n = len(guide.items)
    say(ngettext("{n} item imported.", "{n} items imported.", n).format(n=n))


def _remove(project: Project, wanted: dict[str, Any]) -> None:
    guide = _meant(project, wanted)
    said = services.removal_words(project, guide.id)
    services.remove_guide(project, guide.id)
    say(_("Removed {guide}.").format(guide=services.title_of(guide)))
    if said:
        say(_("Before: {uses}").format(uses=said))


def _match(project: Project, documents: tuple[str, ...], *, as_json: bool) -> None:
    names = Names(project)
    ids = [names.document(name).id for name in documents]
    found = services.match(project, ids, progress=ConsoleProgress())
    if as_json:
        print_json(found._asdict())
        return
    say(
        ngettext(
            "{matched} of {n} turn of interviewers puts an item of a guide.",
            "{matched} of {n} turns of interviewers put an item of a guide.",
            found.turns,
        ).format(matched=found.matched, n=found.turns)
    )


def _decide(project: Project, document: str, start: str, item: str) -> None:
    """Store which items of the document's guide a turn puts."""
    meant = Names(project).document(document)
    if not start.isdecimal():
        raise UserError(
            _("{start} is not the start of a turn.").format(start=start),
            _("--turns lists where the turns start."),
        )
    numbers = [] if item.strip() in _NONE else [part.strip() for part in item.split(";")]
    ids = services.item_ids(project, meant.id, numbers)
    first, second = (*ids, None, None)[:2]
    services.set_item(project, meant.id, int(start), first, second)


def _list(project: Project, *, as_json: bool) -> None:
    known = project.guides.all()
    labels = {question.id: f"Q{question.number}" for question in project.matrix.questions()}
    if as_json:
        print_json([_as_json(project, guide, labels) for guide in known])
        return
    print_table(
        [
            (
                guide.name,
                guide.version,
                ngettext("{n} item", "{n} items", len(guide.items)).format(n=len(guide.items)),
                "; ".join(guide.types) or "–",
            )
            for guide in known
        ]
    )


def _as_json(project: Project, guide: Guide, labels: dict[str, str]) -> dict[str, Any]:
    interviews, turns = project.guides.uses(guide.id)
    return {
        "id": guide.id,
        "name": guide.name,
        "version": guide.version,
        "types": list(guide.types),
        "interviews": interviews,
        "turns": turns,
        "items": [
            {
                "id": item.id,
                "number": item.number,
                "wordings": dict(item.wordings),
                "questions": [labels[question] for question in item.questions],
            }
            for item in guide.items
        ],
    }


def _list_turns(project: Project, documents: tuple[str, ...], *, as_json: bool) -> None:
    names = Names(project)
    chosen = [names.document(name) for name in documents] or project.documents.all()
    numbers = {item.id: item.number for guide in project.guides.all() for item in guide.items}
    found: list[dict[str, Any]] = []
    for document in chosen:
        put = {one.start: one for one in project.guides.put_in(document.id)}
        text = project.documents.text(document.id)
        for turn in project.documents.turns(document.id):
            if turn.role == INTERVIEWER:
                one = put.get(turn.start)
                found.append(
                    {
                        "document": document.name,
                        "start": turn.start,
                        "items": [numbers[item] for item in one.items] if one else [],
                        "by_hand": bool(one and one.by_hand),
                        "text": text[turn.start : turn.end],
                    }
                )
    if as_json:
        print_json(found)
        return
    print_table(
        [
            (one["document"], one["start"], "; ".join(one["items"]) or "–", one["text"][:_SHOWN])
            for one in found
        ]
    )


def _list_coverage(project: Project, *, as_json: bool) -> None:
    table = asking.coverage(project)
    titles = [services.title_of(guide) for guide in table.guides]
    rows = [
        (f"Q{question.number}", [table.of(question.id, guide.id) for guide in table.guides])
        for question in project.matrix.questions()
    ]
    if as_json:
        print_json(
            {name: {title: list(items) for title, items in zip(titles, cells)} for name, cells in rows}
        )
        return
    print_table([("", *titles), *((name, *(", ".join(c) or "–" for c in cells)) for name, cells in rows)])


def _list_asked(project: Project, *, as_json: bool) -> None:
    found = asking.who_was_asked(project)
    questions = project.matrix.questions()
    if as_json:
        codes = {person.id: person.code for person in found.informants.values()}
        print_json(
            {
                f"Q{question.number}": {
                    **found.counts(question.id)._asdict(),
                    "by_type": found.by_type(question.id),
                    "informants": {code: found.state(question.id, person) for person, code in codes.items()},
                }
                for question in questions
            }
        )
        return
    headings = (_("Question"), _("Asked"), _("In the transcript"), _("By guide"), _("Spoke"), _("Silent"),
                _("Unasked"))  # fmt: skip
    rows = []
    for question in questions:
        counts = found.counts(question.id)
        of = _("{n} of {total}").format(n=counts.asked, total=counts.interviewed)
        rows.append((f"Q{question.number}", of, *counts[2:]))
    print_table([headings, *rows])
    say(_("All numbers count informants."))


COMMANDS = (guides,)
