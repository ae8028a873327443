"""Commands about work in a team: package, rounds, drift, again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..domain.consistency import LEVELS, Figure, Measured
from ..domain.team import CALIBRATION, ROUND_KINDS, Round
from ..errors import UserError
from ..i18n import _, decimal, ngettext
from ..services import coders as coder_services
from ..services import consistency, over_time, packages
from ..services import rounds as round_services
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say

_DOCUMENT = click.option(
    "--document", "documents", multiple=True, metavar="NAME", help="Only these documents."
)
_SEED = click.option(
    "--seed", type=int, default=packages.SEED, show_default=True, help="What chance begins with."
)
_LEVEL = click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="criterion",
    show_default=True,
    help="What counts as one code.",
)
_DRAWS = click.option(
    "--draws",
    type=click.IntRange(min=0),
    default=10_000,
    show_default=True,
    help="For intervals; 0 for none.",
)


@click.command()
@STUDY
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--coder", "who", required=True, metavar="NAME", help="Who receives it.")
@click.option(
    "--documents",
    multiple=True,
    metavar="NAME",
    help="A document to hand out; else those of the round, or all interviews.",
)
@click.option("--share", type=float, metavar="0.2", help="Draw this share of them.")
@click.option(
    "--by",
    type=click.Choice(packages.BY),
    default=packages.RANDOM,
    show_default=True,
    help="How to draw: at random, or from each type of informant.",
)
@_SEED
@click.option("--blind", is_flag=True, help="Nothing of anybody else's is in it.")
@click.option("--again", is_flag=True, help="To be coded a second time by the same coder.")
@click.option("--round", "in_round", default="", metavar="NAME", help="For this round.")
@click.option("--note", default="", help="For the coder to read.")
@click.option("--lead", default="", metavar="NAME", help="Who hands it out; your own name unless given.")
@JSON
def package(study: Path, target: Path, **given: Any) -> None:
    """Hand documents to a coder as a study file of its own, TARGET."""
    with opened(study, given["lead"]) as project:
        target = packages.free_path(target)
        coder, is_new = packages.recipient(project, given["who"])
        if is_new:
            say(_("{name} is new in the study, and was added to the coders.").format(name=coder.name))
        if given["again"]:
            coder = coder_services.add_again(project, coder)
        plan = packages.PackagePlan(
            coder.id,
            tuple(_chosen(project, given)),
            blind=given["blind"],
            round_id=round_services.named(project, given["in_round"]).id if given["in_round"] else None,
            note=given["note"],
        )
        made = packages.make(project, target, plan, ConsoleProgress())
        number = next((one.number for one in project.team.versions.all() if one.id == made.version_id), 0)
        codes = {one.id: one.code for one in project.documents.all()}
        order = list(codes)
        handed = sorted(
            project.team.assignments.where("package_id", made.id),
            key=lambda one: order.index(one.document_id),
        )
    if given["as_json"]:
        print_json(
            {
                "file": str(target),
                "package": made.id,
                "coder": coder.name,
                "blind": bool(made.blind),
                "codebook_version": number,
                "seed": given["seed"] if given["share"] else None,
                "documents": [codes[one.document_id] for one in handed],
                "double": [codes[one.document_id] for one in handed if one.is_double],
            }
        )
        return
    n = len(handed)
    documents = ngettext("{n} document", "{n} documents", n).format(n=n)
    said = _("Made {file} for {coder}: {documents}.")
    say(said.format(file=target.name, coder=coder.name, documents=documents))
    if given["share"]:
        say(_("Drawn with the seed {seed}.").format(seed=given["seed"]))


def _chosen(project: Project, given: dict[str, Any]) -> list[str]:
    names = Names(project)
    wanted = [one for name in given["documents"] for one in _documents(names, name)]
    if given["in_round"] and not wanted and not given["share"]:
        found = round_services.named(project, given["in_round"])
        wanted = list(round_services.members(project, found.id).documents)
    if given["share"]:
        return packages.draw(project, given["share"], given["seed"], given["by"], wanted)
    return packages.choosable(project, wanted)


def _documents(names: Names, name: str) -> list[str]:
    """The document called so, or those whose names stand there with commas between them."""
    try:
        return [names.document(name).id]
    except UserError:
        if "," not in name:
            raise
        return [names.document(one.strip()).id for one in name.split(",") if one.strip()]


@click.command()
@STUDY
@click.option("--start", metavar="NAME", help="Start a round.")
@click.option(
    "--kind", type=click.Choice(ROUND_KINDS), default=CALIBRATION, show_default=True, help="Its kind."
)
@click.option("--add", metavar="NAME", help="Add documents and coders to a round.")
@_DOCUMENT
@click.option("--with", "members", multiple=True, metavar="CODER", help="A coder in the round.")
@click.option("--close", metavar="NAME", help="Measure a round as it stands, and close it.")
@click.option("--remove", metavar="NAME", help="Remove a round; who received what stays known.")
@click.option("--compare", is_flag=True, help="Alpha per criterion in each closed round.")
@CODER
@JSON
def rounds(study: Path, coder: str, as_json: bool, compare: bool, **given: Any) -> None:
    """The rounds in which several coders code the same documents."""
    with opened(study, coder) as project:
        _change_rounds(project, given)
        if compare:
            _print_comparison(project, round_services.compare(project), as_json)
            return
        found = [_round_values(project, one) for one in project.team.rounds.all()]
    if as_json:
        print_json(found)
        return
    print_table(
        [
            (
                one["name"],
                one["kind"],
                one["started"][:10],
                one["closed"][:10] or _("still open"),
                ", ".join(one["coders"]),
                ", ".join(one["documents"]),
            )
            for one in found
        ]
    )


def _change_rounds(project: Project, given: dict[str, Any]) -> None:
    names = Names(project)
    documents = [names.document(name).id for name in given["documents"]]
    members = [coder_services.coder_named(project, name).id for name in given["members"]]
    if given["start"]:
        round_services.start(project, given["start"], given["kind"], documents, members)
    if given["add"]:
        round_services.add(project, round_services.named(project, given["add"]).id, documents, members)
    if given["close"]:
        round_services.close(project, round_services.named(project, given["close"]).id, ConsoleProgress())
    if given["remove"]:
        round_services.remove(project, round_services.named(project, given["remove"]).id)


def _round_values(project: Project, one: Round) -> dict[str, Any]:
    found = round_services.members(project, one.id)
    names = {coder.id: coder.name for coder in project.coders.all()}
    codes = {document.id: document.code for document in project.documents.all()}
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "started": one.started_at,
        "closed": one.closed_at,
        "coders": [names[coder_id] for coder_id in found.coders],
        "documents": [codes[document_id] for document_id in found.documents],
    }


def _print_comparison(project: Project, found: round_services.Comparison, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "criterion": line.name if line.key else "",
                    "rounds": [
                        {"round": one.name, **_values(project, line.figures.get(one.id))}
                        for one in found.rounds
                    ],
                }
                for line in found.lines
            ]
        )
        return
    print_table(
        [
            ("", *(one.name for one in found.rounds)),
            *(
                (line.name, *(_said(project, line.figures.get(one.id)) for one in found.rounds))
                for line in found.lines
            ),
        ]
    )


@click.command()
@STUDY
@click.option(
    "--by",
    type=click.Choice(over_time.DATES),
    default=over_time.INTERVIEWED,
    show_default=True,
    help="The date of the interview, or of the coding.",
)
@click.option(
    "--window",
    type=click.IntRange(min=1),
    default=over_time.WINDOW,
    show_default=True,
    help="How many documents make a figure.",
)
@click.option(
    "--every",
    type=click.IntRange(min=1),
    default=over_time.EVERY,
    show_default=True,
    help="Propose each so-many-th interview to be coded twice.",
)
@_LEVEL
@_DRAWS
@JSON
def drift(study: Path, by: str, window: int, every: int, level: str, draws: int, as_json: bool) -> None:
    """Agreement over time, and which interviews should be coded twice next."""
    with opened(study) as project:
        found = over_time.drift(
            project, by=by, size=window, level=level, draws=draws, progress=ConsoleProgress()
        )
        codes = {one.id: one.code for one in project.documents.all()}
        proposed = [codes[one] for one in over_time.to_double_code(project, every)]
        points = [
            {
                "from": one.first,
                "to": one.last,
                "documents": [codes[document_id] for document_id in one.documents],
                **_values(project, one.figure),
            }
            for one in found.points
        ]
        said = [_said(project, one.figure) for one in found.points]
    if as_json:
        undated = [codes[one] for one in found.undated]
        print_json({"points": points, "undated": undated, "to_double_code": proposed})
        return
    print_table(
        [(one["from"], one["to"], text, ", ".join(one["documents"])) for one, text in zip(points, said)]
    )
    if proposed:
        say(_("To be coded twice next: {documents}.").format(documents=", ".join(proposed)))


@click.command()
@STUDY
@click.argument("who", metavar="CODER")
@_SEED
@_LEVEL
@_DRAWS
@JSON
def again(study: Path, who: str, seed: int, level: str, draws: int, as_json: bool) -> None:
    """CODER against herself: her second codings and her first, and what she should code once more."""
    with opened(study) as project:
        coder = coder_services.coder_named(project, who)
        measured = over_time.again(project, coder, level=level, draws=draws, progress=ConsoleProgress())
        codes = {one.id: one.code for one in project.documents.all()}
        proposed = [codes[one] for one in over_time.to_code_again(project, coder, seed=seed)]
        figures = _pooled(measured)
        values = [_values(project, one) for one in figures]
        said = [(one.coefficient, _said(project, one)) for one in figures]
    if as_json:
        print_json({"coder": coder.name, "figures": values, "to_code_again": proposed, "seed": seed})
        return
    if not said:
        say(_("{name} has not coded a second time yet.").format(name=coder.name))
    print_table(said)
    if proposed:
        say(_("To be coded again: {documents}.").format(documents=", ".join(proposed)))


def _pooled(measured: Measured | None) -> Sequence[Figure]:
    return [one for one in measured.figures if one.scope == "pooled"] if measured else []


def _values(project: Project, figure: Figure | None) -> dict[str, Any]:
    if figure is None:
        return {"coefficient": "", "n": 0, "value": None, "low": None, "high": None, "note": ""}
    return {
        "coefficient": figure.coefficient,
        "n": figure.n,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "note": figure.note,
        "reading": consistency.reading(project, figure),
    }


def _said(project: Project, figure: Figure | None) -> str:
    if figure is None:
        return "–"
    if figure.value is None:
        return figure.note
    interval = ""
    if figure.low is not None and figure.high is not None:
        interval = f" [{decimal(figure.low, 2)} … {decimal(figure.high, 2)}]"
    return f"{decimal(figure.value, 2)}{interval} {consistency.reading(project, figure)}"


@click.command("take-in")
@STUDY
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@CODER
def take_in(study: Path, codes: tuple[str, ...], coder: str) -> None:
    """Make codes that a coder made for herself codes of the whole team, handed out to everybody."""
    with opened(study, coder) as project:
        names = Names(project)
        taken = packages.take_in(project, [names.code(one).id for one in codes])
    if not taken:
        say(_("These codes are the team’s already."))


COMMANDS = (package, rounds, drift, again, take_in)
