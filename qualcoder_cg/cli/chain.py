"""The command about what follows from findings: conclusions, lessons, good practices, recommendations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..domain.chain import CHAIN_KINDS, FINDING, Chain, Link
from ..domain.chain_forms import BASIS, CRITERION
from ..domain.chain_numbers import listed, read_kind, written
from ..domain.text import listed as some_of
from ..errors import UserError
from ..i18n import _
from ..services import chain as reading
from ..services import chain_edit as services
from ..services import chain_import
from ..services import chain_words as words
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say, write

_SHOWN = 70


@click.command()
@STUDY
@click.argument("verb", required=False, default="list")
@click.argument("arguments", nargs=-1)
@click.option("--criterion", default="", metavar="KEY", help="With add: the criterion of a conclusion.")
@click.option("--on", default="", metavar='"C1–3, LL2"', help="With add: what the item rests on.")
@click.option(
    "--field", "fields", nargs=2, multiple=True, metavar="FIELD VALUE", help="With add: a field; repeatable."
)
@click.option("--before", default="", metavar="ITEM", help="With move: the item to stand before.")
@click.option("--update", is_flag=True, help="With import: change items of the same number.")
@click.option("--check", is_flag=True, help="With import: say what would be done, and do nothing.")
@CODER
@JSON
def chain(
    study: Path, verb: str, arguments: tuple[str, ...], coder: str, as_json: bool, **wanted: Any
) -> None:
    """From findings to recommendations: what rests on what, and what is missing.

    \b
    VERB is one of
      list [KIND]               findings, conclusions, lessons, good practices, recommendations
      show ITEM                 the form of an item, such as R2, with its links
      orphans                   what no recommendation rests on, and what rests on nothing
      forms                     how often each field is filled in
      add KIND TEXT             conclusion, lesson, practice or recommendation
      set ITEM FIELD VALUE      a field of its form; text, criterion and status are fields too
      link ITEM "C10, BP2–3"    let an item rest on findings and items
      unlink ITEM "C10"         and no longer
      move ITEM [--before ITEM] put it before another, or last; links stay, numbers follow
      remove "C3, LL1"          undo brings them back
      header [FIELD VALUE]      what stands above every form: title, project_code, evaluator, date
      import FILE               a table (kind, number, text, links …) in CSV or XLSX
    """
    with opened(study, coder) as project:
        verbs: Mapping[str, Callable[[], None]] = {
            "list": lambda: _list(project, *_given(arguments, 0, 1), as_json=as_json),
            "show": lambda: _show(project, *_given(arguments, 1), as_json=as_json),
            "orphans": lambda: _orphans(project, as_json=as_json),
            "forms": lambda: _forms(project, as_json=as_json),
            "add": lambda: _add(project, *_given(arguments, 2), wanted=wanted),
            "set": lambda: _set(project, *_given(arguments, 3)),
            "link": lambda: _link(project, *_given(arguments, 2)),
            "unlink": lambda: _unlink(project, *_given(arguments, 2)),
            "move": lambda: _move(project, *_given(arguments, 1), before=wanted["before"]),
            "remove": lambda: _remove(project, *_given(arguments, 1)),
            "header": lambda: _header(project, arguments, as_json=as_json),
            "import": lambda: _import(project, *_given(arguments, 1), wanted=wanted, as_json=as_json),
        }
        if verb not in verbs:
            raise UserError(
                _("The chain knows no {verb}.").format(verb=verb),
                _("Use one of: {choices}.").format(choices=", ".join(verbs)),
            )
        verbs[verb]()


def _given(arguments: Sequence[str], least: int, most: int | None = None) -> Sequence[str]:
    """The arguments of a verb; UserError where there are too few or too many."""
    if not least <= len(arguments) <= (least if most is None else most):
        raise UserError(_("That is not how this is called."), _("See qualcoder-cg chain --help."))
    return arguments


def _list(project: Project, kind: str = "", *, as_json: bool) -> None:
    found = reading.chain(project)
    named = read_kind(kind) == FINDING
    kinds = [FINDING] if named else [services.kind_named(kind)] if kind else [FINDING, *CHAIN_KINDS]
    links = [link for link in found if link.kind in kinds]
    if as_json:
        print_json([_as_json(project, found, link) for link in links])
        return
    print_table(
        [
            (
                link.number,
                listed(one.number for one in found.basis(link)) or "–",
                listed(one.number for one in found.consequences(link)) or "–",
                link.text[:_SHOWN],
                "; ".join(words.marks(link)),
            )
            for link in links
        ]
    )


def _show(project: Project, name: str, *, as_json: bool) -> None:
    found = reading.chain(project)
    link = services.link_named(found, name)
    if as_json:
        print_json(_as_json(project, found, link))
        return
    write(f"{words.kind(link.kind)} {link.number}\n\n")
    if link.kind == FINDING:
        write(f"{link.text}\n")
    else:
        for label, value in reading.form_rows(found, link, reading.criterion_names(project)):
            write(f"{label}: {value or '–'}\n")
    write("\n")
    for title, links in ((_("Rests on"), found.basis(link)), (_("Leads to"), found.consequences(link))):
        write(f"{title}: {listed(one.number for one in links) or '–'}\n")
    for mark in words.marks(link):
        write(f"! {mark}\n")


def _orphans(project: Project, *, as_json: bool) -> None:
    found = reading.chain(project)
    gaps = {
        "orphans": found.orphans,
        "without_findings": found.without_findings,
        "resting_on_nothing": [link for link in found if link.kind in CHAIN_KINDS and not link.rests_on],
        "ungrounded": found.ungrounded,
    }
    if as_json:
        print_json({name: [link.number for link in links] for name, links in gaps.items()})
        return
    titles = {
        "orphans": _("No recommendation rests on: {numbers}."),
        "without_findings": _("No finding lies under: {numbers}."),
        "resting_on_nothing": _("Rests on nothing: {numbers}."),
        "ungrounded": _("Rests on nothing in the end: {numbers}."),
    }
    for name, links in gaps.items():
        write(titles[name].format(numbers=written(link.number for link in links) or "–") + "\n")


def _forms(project: Project, *, as_json: bool) -> None:
    found = reading.chain(project)
    if as_json:
        print_json([entry._asdict() for entry in found.completeness])
        return
    print_table(
        [
            (words.kinds()[entry.kind], entry.name, reading.completeness_written(entry))
            for entry in found.completeness
        ]
    )


def _add(project: Project, kind: str, text: str, *, wanted: Mapping[str, Any]) -> None:
    basis = services.ids_written(reading.chain(project), wanted["on"])
    named = services.kind_named(kind)
    fields = dict(wanted["fields"])
    if wanted["criterion"]:
        fields[CRITERION] = wanted["criterion"]
    made = services.add_item(project, named, text, fields=fields, basis=basis)
    click.echo(reading.chain(project).links[made].number)


def _set(project: Project, name: str, field: str, value: str) -> None:
    link = _item(project, name)
    services.set_field(project, link.id, field, value)


def _link(project: Project, name: str, text: str) -> None:
    found = reading.chain(project)
    new = services.link_written(project, services.link_named(found, name).id, text)
    say(_("New: {numbers}.").format(numbers=listed(found.links[one].number for one in new) or "–"))


def _unlink(project: Project, name: str, text: str) -> None:
    found = reading.chain(project)
    services.unlink(project, services.link_named(found, name).id, services.ids_written(found, text))


def _move(project: Project, name: str, *, before: str) -> None:
    found = reading.chain(project)
    target = services.link_named(found, before).id if before else None
    link = services.link_named(found, name)
    services.move_items(project, [link.id], target)
    click.echo(reading.chain(project).links[link.id].number)


def _remove(project: Project, text: str) -> None:
    services.remove_items(project, services.ids_written(reading.chain(project), text))


def _header(project: Project, arguments: Sequence[str], *, as_json: bool) -> None:
    if arguments:
        name, value = _given(arguments, 2)
        services.set_header(project, {name: value})
    elif as_json:
        print_json(reading.header(project))
    else:
        print_table([(name, value or "–") for name, value in reading.header(project).items()])


def _import(project: Project, file: str, *, wanted: Mapping[str, Any], as_json: bool) -> None:
    path = Path(file)
    sheet = chain_import.read_sheet(path, ConsoleProgress())
    planned = chain_import.plan(project, sheet, update=wanted["update"])
    if planned.ignored:
        say(_("Passed over: {headings}.").format(headings=some_of(planned.ignored)))
    if not wanted["check"]:
        new, changed = chain_import.bring_in(project, planned, path.name)
        say(_("{new} new, {changed} changed.").format(new=new, changed=changed))
    elif as_json:
        print_json([asdict(item) for item in planned.items])
    else:
        for item in planned.items:
            said = "; ".join(item.faults) or item.state
            print_table([(item.line, item.number or "–", item.fields.get("text", "")[:_SHOWN], said)])


def _item(project: Project, name: str) -> Link:
    link = services.link_named(reading.chain(project), name)
    if link.kind == FINDING:
        raise UserError(_("Findings have no form."), _("Change the finding in Evidence."))
    return link


def _as_json(project: Project, found: Chain, link: Link) -> dict[str, Any]:
    """A link for scripts: fields by their stable names, links as numbers."""
    groups = {one.id: one.key for one in project.matrix.criteria()}
    groups |= {one.id: f"Q{one.number}" for one in project.matrix.questions()}
    fields = {} if link.kind == FINDING else {**link.fields}
    return {
        "id": link.id,
        "kind": link.kind,
        "number": link.number,
        "text": link.text,
        "group": groups.get(link.group_id or ""),
        "fields": fields,
        BASIS: [one.number for one in found.basis(link)],
        "leads_to": [one.number for one in found.consequences(link)],
        "orphan": link.orphan,
        "grounded": link.grounded,
        "empty": link.empty,
        "status": link.status,
    }


COMMANDS = (chain,)
