"""Commands about how alike coders code: agreement, agreement-rule."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from ..domain import consistency as asked
from ..domain.consistency import (
    AVERAGED,
    DRAWS,
    EACH,
    IN_DOCUMENT,
    PAIR,
    POOLED,
    SEED,
    Figure,
    Measured,
    Setup,
)
from ..errors import UserError
from ..i18n import _, decimal, unparted
from ..services import consistency, ratings
from ..services.coders import coder_named
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say

_SAME = {"turn": asked.ANSWER, "turns": asked.ANSWER, "answers": asked.ANSWER, "characters": asked.CHARACTER}
# Of each code and pair, unless coefficients are named: the others are in the JSON.
_SHOWN = ("krippendorff", "dice", "cohen")
_PAGES = {POOLED: 0, AVERAGED: 1, EACH: 2, PAIR: 3, IN_DOCUMENT: 4}


class _Word(click.Choice[str]):
    """One of some words, or another name for one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(_SAME.get(str(value).casefold(), value), param, ctx)


def _of_a_study(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what of a study is compared."""
    for option in (
        click.option(
            "--round", "round_name", default="", metavar="NAME", help="Only documents of this round."
        ),
        click.option(
            "--overlap",
            default="0.5",
            show_default=True,
            metavar="SHARE",
            help="For segments: how much of the longer passage two must share (0.9 or 90%).",
        ),
        click.option("--documents", default="", metavar="A,B", help="Only these documents."),
        click.option("--codes", default="", metavar="A,B", help="Only these codes, questions or criteria."),
        click.option(
            "--level",
            type=click.Choice(asked.LEVELS, case_sensitive=False),
            default=asked.QUESTION,
            show_default=True,
            help="What coders are compared on; codings under team codes count for what these serve.",
        ),
        click.option(
            "--unit",
            type=_Word(asked.UNITS, case_sensitive=False),
            default=asked.ANSWER,
            show_default=True,
            help="On what a decision is made; answer: a turn of who does not ask; character: not to report.",
        ),
        click.option(
            "--coders",
            default="",
            metavar="A,B[,C]",
            help="Who is compared; all who share documents unless given.",
        ),
    ):
        command = option(command)
    return command


def _of_a_table(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for tables without a study."""
    file = click.Path(path_type=Path)
    for option in (
        click.option("--inclusive", is_flag=True, help="With --continuum: count from 1, ends included."),
        click.option("--length", type=click.IntRange(min=1), help="With --continuum: how long the text is."),
        click.option(
            "--units/--no-units",
            default=None,
            help="With --ratings or --counts: whether the first column names the units; found unless given.",
        ),
        click.option(
            "--header/--no-header",
            default=None,
            help="With --ratings: whether the first row names the coders (with --counts: the categories); "
            "found unless given.",
        ),
        click.option(
            "--categories",
            default="",
            metavar="A,B",
            help="With --ratings or --counts: all that were possible, if some were not used.",
        ),
        click.option(
            "--continuum",
            "segments",
            type=file,
            metavar="CSV",
            help="Without a study: segments with the columns coder, start, end, value.",
        ),
        click.option(
            "--counts",
            type=file,
            metavar="CSV",
            help="Without a study: units (rows) by categories (columns), how many coders said so.",
        ),
        click.option(
            "--ratings",
            "table",
            type=file,
            metavar="CSV",
            help="Without a study: a table of units (rows) by coders (columns), empty where missing.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("study", type=click.Path(path_type=Path), required=False)
@_of_a_table
@_of_a_study
@click.option(
    "--coefficient",
    "coefficients",
    multiple=True,
    metavar="NAME",
    help="Only this one (repeat it, or separate by commas): " + ", ".join(consistency.KEYS) + ".",
)
@click.option(
    "--draws", type=click.IntRange(min=0), default=DRAWS, show_default=True, help="For intervals; 0: none."
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Of the draws.")
@JSON
def agreement(
    study: Path | None,
    table: Path | None,
    counts: Path | None,
    segments: Path | None,
    coefficients: Sequence[str],
    draws: int,
    seed: int,
    as_json: bool,
    **given: Any,
) -> None:
    """How alike coders code a STUDY, by all coefficients, with intervals over interviews.

    Of each code and each pair of coders a few are printed: name others with --coefficient, or take the JSON.

    With --ratings, --counts or --continuum it computes the coefficients of a table instead, without a study.

    In the JSON, "results" is a list of objects with the keys coefficient, level, code, n, value, low, high,
    note. "code" is the name of a code or criterion, "pooled" for all decisions in one table, or "averaged"
    for the mean over codes. Where "level" is pair or document, it names these. "value" is null where there is
    none, and "note" says why.
    """
    if sum(one is not None for one in (study, table, counts, segments)) != 1:
        raise UserError(
            _("It takes a study, or --ratings, --counts or --continuum with a file: one of them."),
            _("For example: agreement STUDY.qcg --coders A,B"),
        )
    chosen = [name for one in coefficients for name in _listed(one)]
    if study is None:
        with unparted(as_json):
            _tell_table(_answer(table, counts, segments, chosen, draws, seed, given), as_json)
        return
    with opened(study) as project:
        setup = _setup(project, chosen, draws, seed, given)
        with unparted(as_json):
            found = consistency.measure(project, setup, ConsoleProgress())
        keys = {one.id: one.key for one in project.matrix.criteria()}
        if as_json:
            print_json(_as_json(found, project, keys))
        else:
            _print(found, consistency.band_rule(project), keys)


@click.command("agreement-rule")
@STUDY
@click.argument("rule", required=False)
@CODER
def agreement_rule(study: Path, rule: str | None, coder: str) -> None:
    """By which rule the study calls agreement reliable; choose another with RULE.

    The rules are krippendorff, landis-koch and fleiss.
    """
    with opened(study, coder) as project:
        if rule:
            consistency.set_band_rule(project, rule)
        chosen = consistency.band_rule(project)
        click.echo(chosen)
        for low, high, word in consistency.edges(chosen):
            say(f"{low:+.3f} … {high:+.3f}  {word}")


def _setup(
    project: Project, coefficients: Sequence[str], draws: int, seed: int, given: dict[str, Any]
) -> Setup:
    names = Names(project)
    level = given["level"].lower()
    coders = [coder_named(project, name).id for name in _listed(given["coders"])]
    return Setup(
        tuple(coders or [one.id for one in consistency.coders_compared(project)]),
        given["unit"].lower(),
        level,
        tuple(_code(names, name, level) for name in _listed(given["codes"])),
        tuple(names.document(name).id for name in _listed(given["documents"])),
        _round(project, given["round_name"]),
        _share(given["overlap"]),
        tuple(consistency.coefficient_named(name) for name in coefficients),
        draws,
        seed,
    )


def _code(names: Names, name: str, level: str) -> str:
    """The id of a code, or on the level of criteria of a criterion, called so."""
    if level == asked.CRITERION:
        try:
            return names.criterion(name).id
        except UserError:
            pass
    return names.code(name).id


def _round(project: Project, name: str) -> str | None:
    if not name:
        return None
    rounds = project.team.rounds.all()
    found = [one.id for one in rounds if name.casefold() in (one.id.casefold(), one.name.casefold())]
    if len(found) != 1:
        raise UserError(
            _("There is no round {name}.").format(name=name),
            _("The rounds are: {names}.").format(names=", ".join(one.name for one in rounds) or "–"),
        )
    return found[0]


def _share(text: str) -> float:
    number = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        share = float(number)
    except ValueError:
        share = 0.0
    share = share / 100 if text.strip().endswith("%") or share > 1 else share
    if not 0 < share <= 1:
        raise UserError(
            _("{share} is no share of a passage.").format(share=text),
            _("Give a number above 0, up to 1: 0.9 for nine tenths of the longer passage."),
        )
    return share


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _answer(
    table: Path | None,
    counts: Path | None,
    segments: Path | None,
    coefficients: Sequence[str],
    draws: int,
    seed: int,
    given: dict[str, Any],
) -> ratings.Answer:
    file = table or counts
    if file is not None:
        return (ratings.of_ratings if table else ratings.of_counts)(
            file,
            coefficients=coefficients,
            categories=_listed(given["categories"]),
            header=given["header"],
            units=given["units"],
            number=draws,
            seed=seed,
        )
    assert segments is not None
    return ratings.of_continuum(
        segments, length=given["length"] or 0, inclusive=given["inclusive"], coefficients=coefficients
    )


def _tell_table(answer: ratings.Answer, as_json: bool) -> None:
    if as_json:
        print_json({"results": [one._asdict() for one in answer.rated], "notes": answer.notes})
        return
    rows: list[tuple[object, ...]] = [(_("Coefficient"), _("Of"), "n", _("Value"), _("95 %"), _("Note"))]
    for one in answer.rated:
        numbers = _number(one.value), _between(one.low, one.high)
        rows.append((consistency.name_of(one.coefficient), one.code, one.n, *numbers, one.note))
    print_table(rows)
    for note in answer.notes:
        say(note)


def _called(figure: Figure, keys: dict[str, str]) -> str:
    """How the JSON calls what a figure is of."""
    if figure.scope in (POOLED, AVERAGED):
        return figure.scope
    return keys.get(figure.key, figure.name)


def _as_json(found: Measured, project: Project, keys: dict[str, str]) -> dict[str, Any]:
    coders = {one.id: one.name for one in project.coders.all()}
    level = {PAIR: "pair", IN_DOCUMENT: "document"}
    return {
        "results": [
            {
                "coefficient": one.coefficient,
                "level": level.get(one.scope, found.setup.level),
                "code": _called(one, keys),
                "n": one.n,
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "note": _note(one),
            }
            for one in _ordered(found.figures)
        ],
        "coders": [coders[one] for one in found.setup.coders],
        "unit": found.setup.unit,
        "units": found.units,
        "documents": len(found.documents),
        "blind": found.blind,
        "draws": found.setup.draws,
        "seed": found.setup.seed,
        "unused": list(found.unused),
        "notes": list(found.notes),
    }


def _note(figure: Figure) -> str:
    return " ".join(one for one in (consistency.beside(figure), figure.note) if one)


def _ordered(figures: Iterable[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda one: _PAGES[one.scope])


def _print(found: Measured, rule: str, keys: dict[str, str]) -> None:
    rows: list[tuple[object, ...]] = [
        (_("Coefficient"), _("Of"), "n", _("Value"), _("95 %"), _("Reading"), _("Note"))
    ]
    shown = found.setup.coefficients or _SHOWN
    for one in _ordered(found.figures):
        if one.scope == IN_DOCUMENT or (one.scope in (EACH, PAIR) and one.coefficient not in shown):
            continue
        name = one.name if one.scope in (POOLED, AVERAGED) else _called(one, keys)
        numbers = _number(one.value), _between(one.low, one.high)
        reading = consistency.read(one, rule)
        rows.append((consistency.name_of(one.coefficient), name, one.n, *numbers, reading, _note(one)))
    print_table(rows)
    if found.unused:
        say(_("Used by nobody, and left out: {names}.").format(names=", ".join(found.unused)))
    for note in found.notes:
        say(note)


def _number(value: float | None) -> str:
    return "–" if value is None else decimal(value, 3)


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{decimal(low, 3)} … {decimal(high, 3)}"


COMMANDS = (agreement, agreement_rule)
