"""Commands that code many passages by one suggester and confirm them: auto-code, confirm."""

from pathlib import Path
from typing import Any

import click

from ..domain.proportions import Proportion
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import auto_coding, confirming, waiting
from ..services.lookup import Names
from ..services.studies import Project
from ..services.suggestions import suggester_name
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say

_ALL = "all"


@click.command("auto-code")
@STUDY
@click.option("--suggester", required=True, metavar="S", help="Whose proposals: its name, or all.")
@click.option("--threshold", type=float, required=True, metavar="T", help="From which share on, 0 to 1.")
@click.option("--document", "documents", multiple=True, metavar="D", help="Only this document; repeatable.")
@click.option("--code", "codes", multiple=True, metavar="C", help="Only for this code; repeatable.")
@click.option("--name", default="", help="What to call it; the suggester and the threshold unless given.")
@click.option("--dry-run", is_flag=True, help="Only list what would be coded.")
@JSON
@CODER
def auto_code(
    study: Path,
    suggester: str,
    threshold: float,
    documents: tuple[str, ...],
    codes: tuple[str, ...],
    name: str,
    dry_run: bool,
    as_json: bool,
    coder: str,
) -> None:
    """Code what one suggester proposes, in one step that can be undone.

    What is coded so waits to be confirmed, and counts nowhere until then. Look first with --dry-run.
    """
    with opened(study, coder) as project:
        names = Names(project)
        found = auto_coding.preview(
            project,
            suggester=_named(suggester),
            threshold=threshold,
            document_ids=[names.document(one).id for one in documents],
            codes=[names.code(one).id for one in codes],
            progress=ConsoleProgress(),
        )
        listed = _listed(project, found)
        made = 0 if dry_run else auto_coding.apply(project, found, name or f"{suggester} ≥ {threshold:g}")
    if as_json:
        print_json(
            {
                "suggester": suggester,
                "threshold": threshold,
                "right": found.right.hits,
                "decided": found.right.of,
                "blind": found.blind,
                "coded": made,
                "passages": listed,
            }
        )
        return
    print_table(
        [
            (
                one["document"],
                f"{one['start']}–{one['end']}",
                one["code"],
                f"{one['share']:.2f}",
                one["reason"],
            )
            for one in listed
        ]
    )
    _say(found, None if dry_run else made)


def _say(found: auto_coding.Proposals, made: int | None) -> None:
    """How good the suggester was, what was left out, what came of it; `made` is None for a mere look."""
    say(_right(found.right, auto_coding.suggester_words(found.suggester)))
    if found.blind:
        left_out = ngettext(
            "{n} passage is left out: it stays without suggestions until you have coded past it.",
            "{n} passages are left out: they stay without suggestions until you have coded past them.",
            found.blind,
        )
        say(left_out.format(n=found.blind))
    if made is None:
        would = ngettext("{n} passage would be coded.", "{n} passages would be coded.", len(found.found))
        say(would.format(n=len(found.found)))
    else:
        said = ngettext(
            "{n} passage coded; it waits to be confirmed.",
            "{n} passages coded; they wait to be confirmed.",
            made,
        )
        say(said.format(n=made))


@click.command()
@STUDY
@click.argument("codings", nargs=-1, metavar="[CODING]...")
@click.option("--all", "everything", is_flag=True, help="All that wait.")
@click.option("--batch", default="", metavar="NAME", help="All that wait of one auto-coding.")
@click.option("--reject", is_flag=True, help="Say that they are wrong: they go and are not offered again.")
@JSON
@CODER
def confirm(
    study: Path,
    codings: tuple[str, ...],
    everything: bool,
    batch: str,
    reject: bool,
    as_json: bool,
    coder: str,
) -> None:
    """Confirm codings (ids) that wait, so that they count; without any, list those that wait."""
    with opened(study, coder) as project:
        found = waiting.waiting(project)
        ids = {one.coding.id for one in found}
        if batch:
            found = [one for one in found if one.batch and batch in (one.batch.name, one.batch.id)]
        if not (codings or everything or batch):
            _list(project, found, as_json)
            return
        wrong = next((one for one in codings if one not in ids), "")
        if wrong:
            raise UserError(
                _("{coding} is no coding that waits.").format(coding=wrong),
                _("The command confirm lists those that wait with their ids."),
            )
        chosen = list(codings) or [one.coding.id for one in found]
        n = confirming.reject(project, chosen) if reject else confirming.confirm(project, chosen)
    if as_json:
        print_json({"rejected" if reject else "confirmed": n})
    elif reject:
        say(ngettext("{n} coding rejected.", "{n} codings rejected.", n).format(n=n))
    else:
        say(ngettext("{n} coding confirmed.", "{n} codings confirmed.", n).format(n=n))


def _named(suggester: str) -> str:
    """The suggester that is called so, in whatever language; what nobody is called finds nothing."""
    wanted = suggester.strip().casefold()
    if wanted == _ALL:
        return auto_coding.TOGETHER
    known = auto_coding.suggesters()
    for one in known:
        if wanted in (one.casefold(), suggester_name(one).casefold()):
            return one
    raise UserError(
        _("There is no suggester {name}.").format(name=suggester),
        _("Use one of: {names}.").format(names=", ".join([*known, _ALL])),
    )


def _listed(project: Project, found: auto_coding.Proposals) -> list[dict[str, Any]]:
    """What is proposed, with its words."""
    documents = {one.id: one.name for one in project.documents.all()}
    codes = {one.id: one.name for one in project.codes.all()}
    texts: dict[str, str] = {}
    listed = []
    for one in found.found:
        it = one.suggestion
        if it.document_id not in texts:
            texts[it.document_id] = project.documents.text(it.document_id)
        listed.append(
            {
                "document": documents[it.document_id],
                "document_id": it.document_id,
                "start": it.start,
                "end": it.end,
                "code": codes[it.code_id],
                "code_id": it.code_id,
                "share": round(one.share, 4),
                "reason": it.reason,
                "text": texts[it.document_id][it.start : it.end],
            }
        )
    return listed


def _list(project: Project, found: list[waiting.Waiting], as_json: bool) -> None:
    documents = {one.id: one.name for one in project.documents.all()}
    codes = {one.id: one.name for one in project.codes.all()}
    listed = [
        {
            "id": one.coding.id,
            "document": documents[one.coding.document_id],
            "start": one.coding.start,
            "end": one.coding.end,
            "code": codes[one.coding.code_id],
            "batch": one.batch.name if one.batch else "",
            "suggester": one.because.suggester,
            "share": one.because.share,
            "reason": one.because.reason,
            "text": project.documents.text(one.coding.document_id)[one.coding.start : one.coding.end],
        }
        for one in found
    ]
    if as_json:
        print_json(listed)
        return
    columns = ("id", "document", "code", "batch", "reason")
    print_table([[one[name] for name in columns] for one in listed])
    say(ngettext("{n} coding waits.", "{n} codings wait.", len(listed)).format(n=len(listed)))


def _right(right: Proportion, suggester: str) -> str:
    """How often a suggester was right so far, in words."""
    if not right.of:
        return _("Nobody has decided on suggestions by {suggester} yet.").format(suggester=suggester)
    said = ngettext(
        "Of the last {n} suggestion by {suggester} {right} was accepted.",
        "Of the last {n} suggestions by {suggester} {right} were accepted.",
        right.of,
    )
    return said.format(n=right.of, suggester=suggester, right=right.hits)


COMMANDS = (auto_code, confirm)
