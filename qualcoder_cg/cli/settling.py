"""Commands about what coders see differently: disagreements, adjudicate, reopen, versions, look-again."""

from pathlib import Path
from typing import Any

import click

from ..domain.disagreements import Confusion
from ..domain.team import KINDS, Adjudication
from ..i18n import _, ngettext
from ..services import adjudication, codebook_versions, settling_table
from ..services import disagreements as services
from ..services.coders import coder_named
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_WORDS_SHOWN = 48


@click.command()
@STUDY
@click.option("--coders", "who", default="", metavar="A,B", help="Only between these coders.")
@click.option("--code", "code_names", multiple=True, metavar="CODE", help="Only about this code; repeatable.")
@click.option("--document", "wanted", multiple=True, metavar="D", help="Only in this document; repeatable.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only of this kind; repeatable."
)
@click.option("--open", "open_only", is_flag=True, help="Only those that are not settled.")
@click.option("--confused", is_flag=True, help="The pairs of codes that stand for one another instead.")
@click.option("--to", "target", type=click.Path(path_type=Path), metavar="CSV",
              help="Write them to a table that adjudicate reads when it is filled in.")  # fmt: skip
@JSON
def disagreements(
    study: Path,
    who: str,
    code_names: tuple[str, ...],
    wanted: tuple[str, ...],
    kinds: tuple[str, ...],
    open_only: bool,
    confused: bool,
    target: Path | None,
    as_json: bool,
) -> None:
    """Where two coders differ in what both received, what most hangs on first."""
    with opened(study) as project:
        names = Names(project)
        found = services.listed(
            project,
            coders=[coder_named(project, name).id for name in who.split(",") if name.strip()],
            kinds=kinds,
            codes=[names.code(name).id for name in code_names],
            documents=[names.document(name).id for name in wanted],
            open_only=open_only,
        )
        if target:
            settling_table.write_table(project, target, found)
            say(_("Written: {file}").format(file=target.name))
        elif confused:
            _tell_confused(project, services.confusable(found), as_json)
        else:
            _tell(settling_table.told(project, found), as_json)
        number = services.counts(found)
    if not as_json:
        said = ngettext(
            "{n} disagreement, {settled} settled.", "{n} disagreements, {settled} settled.", number.total
        )
        say(said.format(n=number.total, settled=number.settled))


@click.command()
@STUDY
@click.option("--from", "source", type=click.Path(path_type=Path), required=True, metavar="CSV",
              help="The table, as disagreements --to writes it.")  # fmt: skip
@CODER
def adjudicate(study: Path, source: Path, coder: str) -> None:
    """Settle what the rows of a table decide: all rows or none.

    Columns: disagreement, verdict (a, b, both, another, neither, or the coder whose coding is kept), reason,
    and if wanted codes (for another), start and end. Rows without a verdict are left for later.
    """
    with opened(study, coder) as project:
        n = settling_table.settle_from(project, source)
    say(ngettext("{n} disagreement was settled.", "{n} disagreements were settled.", n).format(n=n))


@click.command()
@STUDY
@click.argument("decisions", nargs=-1, metavar="[DECISION]...")
@click.option("--stale", is_flag=True, help="Also all whose codings have changed since.")
@JSON
@CODER
def reopen(study: Path, decisions: tuple[str, ...], stale: bool, as_json: bool, coder: str) -> None:
    """Take decisions (ids) back; without any, list those there are."""
    with opened(study, coder) as project:
        gone = {one.id for one in adjudication.stale(project)}
        if decisions or stale:
            n = adjudication.reopen(project, [*decisions, *(sorted(gone) if stale else ())])
            say(ngettext("{n} decision was taken back.", "{n} decisions were taken back.", n).format(n=n))
            return
        rows = [_decision(project, one, one.id in gone) for one in project.team.adjudications.all()]
    if as_json:
        print_json(rows)
    else:
        print_table(
            [(row["id"], row["document"], f"{row['start']}–{row['end']}", row["verdict"], row["coder"],
              _("changed since") if row["stale"] else "", row["reason"]) for row in rows]
        )  # fmt: skip


@click.command()
@STUDY
@click.option("--make", "name", metavar="NAME", help="Keep the codebook as it is now, under this name.")
@click.option("--reason", default="", help="With --make: why.")
@click.option("--compare", nargs=2, metavar="A B", help="What differs; now is the codebook as it is.")
@JSON
@CODER
def versions(
    study: Path, name: str | None, reason: str, compare: tuple[str, str] | None, as_json: bool, coder: str
) -> None:
    """The versions of the codebook."""
    with opened(study, coder) as project:
        if name is not None:
            made = codebook_versions.make(project, name, reason)
            click.echo(made.number)
            return
        if compare:
            first, second = (codebook_versions.number_of(one) for one in compare)
            _tell_changes(codebook_versions.compare(project, first, second), as_json)
            return
        coders = {one.id: one.name for one in project.coders.all()}
        found = [
            {"number": one.number, "name": one.name, "reason": one.reason, "made_at": one.made_at,
             "coder": coders.get(one.coder_id or "", "")}
            for one in codebook_versions.versions(project)
        ]  # fmt: skip
    if as_json:
        print_json(found)
    else:
        print_table([tuple(one.values()) for one in found])


@click.command("look-again")
@STUDY
@click.option("--looked-at", "ids", multiple=True, metavar="CODING", help="This coding is right; repeatable.")
@click.option("--all", "every", is_flag=True, help="With it all that are listed are right.")
@JSON
@CODER
def look_again(study: Path, ids: tuple[str, ...], every: bool, as_json: bool, coder: str) -> None:
    """The codings made under an older version of the codebook, under codes that have changed since."""
    with opened(study, coder) as project:
        found = adjudication.look_again(project)
        if ids or every:
            chosen = [one.id for one in found if every or one.id in ids]
            adjudication.looked_at(project, chosen)
            said = ngettext("{n} coding was looked at.", "{n} codings were looked at.", len(chosen))
            say(said.format(n=len(chosen)))
            return
        documents = {one.id: one.name for one in project.documents.all()}
        codes = {one.id: one.name for one in project.codes.all()}
        coders = {one.id: one.name for one in project.coders.all()}
        rows: list[dict[str, Any]] = [
            {"id": one.id, "document": documents[one.document_id], "start": one.start, "end": one.end,
             "code": codes[one.code_id], "coder": coders[one.coder_id]}
            for one in found
        ]  # fmt: skip
    if as_json:
        print_json(rows)
    else:
        print_table([tuple(one.values()) for one in rows])


def _tell(rows: list[settling_table.Row], as_json: bool) -> None:
    if as_json:
        print_json([row.as_json() for row in rows])
        return
    print_table([_line(row) for row in rows])


def _line(row: settling_table.Row) -> tuple[object, ...]:
    one = row.disagreement
    return (
        one.weight,
        row.type,
        row.document,
        f"{one.start}–{one.end}",
        row.code_a or "–",
        row.code_b or "–",
        "" if one.is_open else _("settled"),
        row.words[:_WORDS_SHOWN],
    )


def _tell_confused(project: Project, found: list[Confusion], as_json: bool) -> None:
    names = {code.id: code.name for code in project.codes.all()}
    if as_json:
        print_json(
            [{**one._asdict(), "name_a": names[one.code_a], "name_b": names[one.code_b]} for one in found]
        )
    else:
        print_table([(one.rank, names[one.code_a], names[one.code_b], f"{one.n}/{one.of}") for one in found])


def _tell_changes(found: list[codebook_versions.CodeChange], as_json: bool) -> None:
    if as_json:
        print_json([{**one._asdict(), "fields": [field._asdict() for field in one.fields]} for one in found])
        return
    words = codebook_versions.what_in_words
    rows: list[tuple[str, str, str, str]] = []
    for one in found:
        if not one.fields:
            rows.append((one.name, words(one.what), "", ""))
        for field in one.fields:
            label = codebook_versions.field_in_words(field.field)
            rows.append((one.name, label, field.before or "–", field.after or "–"))
    print_table(rows)


def _decision(project: Project, one: Adjudication, stale: bool) -> dict[str, Any]:
    document = project.documents.get(one.document_id)
    coders = {coder.id: coder.name for coder in project.coders.all()}
    return {
        **one._asdict(),
        "document": document.code if document else "",
        "coder": coders.get(one.coder_id, ""),
        "stale": stale,
    }


COMMANDS = (disagreements, adjudicate, reopen, versions, look_again)
