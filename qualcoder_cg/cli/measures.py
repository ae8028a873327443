"""Commands about how good the suggestions are: measures, withhold."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..domain.proportions import Proportion
from ..domain.suggestion_measures import LAST, Measures, Point, Ranking
from ..errors import UserError
from ..i18n import _
from ..services import measure_words as words
from ..services import withheld
from ..services.suggestion_measures import measured
from ..services.suggestions import suggester_name
from .common import CODER, JSON, ONLY_CODER, STUDY, opened, print_json, print_table

_SHARE = re.compile(r"\s*1\s*/\s*([1-9]\d{0,5})\s*")


@click.command()
@STUDY
@click.option(
    "--last",
    type=click.IntRange(min=0),
    default=LAST,
    metavar="N",
    help="Of the last N decisions; 0 for all.",
)
@ONLY_CODER
@JSON
def measures(study: Path, last: int, only_coder: str, as_json: bool) -> None:
    """How good the suggestions are, by what was decided; too few cases are called so."""
    with opened(study, only_coder=only_coder) as project:
        found = measured(project, last)
        codes = {code.id: code.name for code in project.codes.all()}
        if as_json:
            print_json(_as_json(found, codes, withheld.every(project)))
        else:
            _print(found, codes)


@click.command()
@STUDY
@click.option("--share", metavar="1/N", help="Blind passages: 1/10 for one in ten, 0 for none.")
@JSON
@CODER
def withhold(study: Path, share: str | None, as_json: bool, coder: str) -> None:
    """In how many passages no suggestion is shown, to see what is found unaided; change it with --share."""
    with opened(study, coder) as project:
        if share is not None:
            withheld.change_every(project, _one_in(share))
        one_in = withheld.every(project)
    if as_json:
        print_json({"every": one_in})
    else:
        click.echo(f"1/{one_in}" if one_in else "0")


def _one_in(share: str) -> int:
    found = _SHARE.fullmatch(share)
    if found:
        return int(found[1])
    if share.strip() == "0":
        return 0
    raise UserError(
        _("{share} is no share of blind passages.").format(share=share),
        _("Give 1/10 for one passage in ten, or 0 for none."),
    )


def _print(found: Measures, codes: dict[str, str]) -> None:
    if found.empty:
        click.echo(_("Nothing was decided on suggestions yet."))
        return
    _table(
        "",
        [
            (_("Accepted of those shown"), found.accepted),
            (_("Found anyway, of those kept back"), found.found_anyway),
        ],
    )
    for heading, ranking in (
        (_("Coded in blind passages"), found.blind),
        (_("Coded by hand beside suggestions"), found.by_hand),
    ):
        _table(
            heading,
            [
                (_("The first suggestion"), ranking.first),
                (_("Among the first three"), ranking.first_three),
            ],
        )
    _table(_("By code"), [(codes.get(code, code), one) for code, one in found.by_code])
    _table(_("By suggester"), [(suggester_name(name) or "–", one) for name, one in found.by_suggester])
    _table(
        _("Learning curve"),
        [(_("after {n} decisions").format(n=one.made), one.hits) for one in found.accepted_curve],
    )
    click.echo()
    for sentence in (words.span_of_time(found), words.skipped(found), words.confidence_shown(found)):
        if sentence:
            click.echo(sentence)


def _table(heading: str, rows: Sequence[tuple[str, Proportion]]) -> None:
    if not rows:
        return
    if heading:
        click.echo(f"\n{heading}")
    print_table([(name, words.counted(one), words.probably(one)) for name, one in rows])


def _as_json(found: Measures, codes: dict[str, str], one_in: int) -> dict[str, Any]:
    return {
        "last": found.last,
        "since": found.since,
        "until": found.until,
        "blind_one_in": one_in,
        "accepted": _counts(found.accepted),
        "outcomes": found.outcomes,
        "skipped": found.skipped,
        "by_code": [
            {"code": codes.get(code), "code_id": code, **_counts(one)} for code, one in found.by_code
        ],
        "by_suggester": [{"suggester": name, **_counts(one)} for name, one in found.by_suggester],
        "by_hand": _ranking(found.by_hand),
        "blind": _ranking(found.blind),
        "found_anyway": _counts(found.found_anyway),
        "accepted_curve": _points(found.accepted_curve),
        "blind_curve": _points(found.blind_curve),
        "rejected": [
            {
                "code": codes.get(one.code_id),
                "code_id": one.code_id,
                **_counts(one.times),
                "instead": codes.get(one.instead or ""),
                "instead_times": one.instead_times,
            }
            for one in found.rejected
        ],
        "reliability": {
            "held_out": found.reliability.held_out,
            "error": round(found.reliability.error, 4),
            "trusted": found.reliability.trusted,
            "bins": [
                {"from": one.low, "to": one.high, "said": round(one.said, 4), **_counts(one.came_true)}
                for one in found.reliability.bins
            ],
        },
    }


def _counts(found: Proportion) -> dict[str, Any]:
    low, high = found.interval
    return {
        "hits": found.hits,
        "of": found.of,
        "low": round(low, 4),
        "high": round(high, 4),
        "tells": found.tells,
    }


def _ranking(found: Ranking) -> dict[str, Any]:
    return {
        "first": _counts(found.first),
        "first_three": _counts(found.first_three),
        "nothing_predicted": found.silent,
    }


def _points(points: tuple[Point, ...]) -> list[dict[str, Any]]:
    return [{"decisions": one.made, **_counts(one.hits)} for one in points]


COMMANDS = (measures, withhold)
