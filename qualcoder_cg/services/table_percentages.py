"""Checks of printed percentages against the whole counts behind them, as tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain import percentages
from ..domain.percentages import Printed
from ..domain.report_table import NONE, RIGHT, Cell, Column, ReportTable, Row, count, words
from ..domain.text import listed
from ..errors import UserError
from ..formats.tables import in_row, read_csv
from ..i18n import _, ngettext

_MOST_COUNTS = 3


class PrintedShare(NamedTuple):
    """A percentage as a report prints it: of which group, as which text, over how many."""

    group: str
    percent: str
    base: str


def check(printed: Sequence[PrintedShare]) -> ReportTable:
    """Whether some whole count over its base gives each percentage; those that none gives are flagged.

    UserError for what is no percentage or no base.
    """
    # a column of groups only where some are named
    first = 0 if any(share.group.strip() for share in printed) else 1
    rows = [_checked(share)[first:] for share in printed]
    wrong = sum(any(cell.flag for cell in cells) for cells in rows)
    note = ngettext(
        "{n} of {all} percentage cannot come from a whole count over its base.",
        "{n} of {all} percentages cannot come from a whole count over its base.",
        len(rows),
    )
    return ReportTable(
        "check-percent",
        _("Printed percentages and the counts behind them"),
        (
            Column(_("Group")),
            Column(_("Printed"), RIGHT),
            Column(_("Base (n)"), RIGHT),
            Column(_("Counts that give it"), RIGHT),
        )[first:],
        tuple(rows),
        notes=(note.format(n=wrong, all=len(rows)), _("A half counts as rounded up and as rounded to even.")),
    )


def check_file(path: Path) -> ReportTable:
    """`check` for the rows of a CSV file with the columns percent and n, and group if wanted."""
    printed = []
    for record in read_csv(path, ("percent", "n"), ("group",)):
        share = PrintedShare(record.cells["group"], record.cells["percent"], record.cells["n"])
        with in_row(path, record):
            _parsed(share)
        printed.append(share)
    return check(printed)


def shares(counts: Sequence[tuple[str, int]]) -> ReportTable:
    """Counts of groups as per cent that add up to 100, marked where that took an adjustment."""
    if any(n < 0 for _group, n in counts):
        raise UserError(_("A count cannot be below 0."), _("Give whole counts."))
    base = sum(n for _group, n in counts)
    rows = []
    for (group, n), share in zip(counts, percentages.shares([n for _group, n in counts]), strict=True):
        plain = percentages.percent(n, base) if base else "0"
        flag = _("{percent} % is {plain} % by plain rounding, adjusted so that all add up to 100.").format(
            percent=share.text, plain=plain
        )
        rows.append((words(group), count(n), Cell(f"{share.text} %", flag=flag if share.adjusted else "")))
    return ReportTable(
        "shares",
        _("Shares that add up to 100"),
        (Column(_("Group")), Column(_("Count"), RIGHT), Column(_("Per cent"), RIGHT)),
        tuple(rows),
        (words(_("Total")), count(base), Cell("100 %" if base else NONE)),
    )


def _checked(share: PrintedShare) -> Row:
    """A row: the group, what is printed, the base, the counts."""
    printed, base = _parsed(share)
    found = percentages.counts_for(printed, base)
    beginning = (words(share.group), Cell(f"{printed} %"), count(base))
    if found:
        counts = listed([*map(str, found)], _MOST_COUNTS)
        return (*beginning, Cell(counts))
    near = [
        _("{n} of {base} is {percent} %").format(
            n=n, base=base, percent=percentages.percent(n, base, printed.decimals)
        )
        for n in percentages.neighbours(printed, base)
    ]
    flag = _("No whole count over {base} gives {percent} %: {nearest}.").format(
        base=base, percent=printed, nearest=", ".join(near)
    )
    return (*beginning, Cell(_("none"), flag=flag))


def _parsed(share: PrintedShare) -> tuple[Printed, int]:
    """The percentage and its base; UserError for what is none."""
    try:
        printed = percentages.parse(share.percent)
    except ValueError as error:
        raise UserError(
            _("{text} is not a percentage.").format(text=share.percent.strip() or "–"),
            _("Write it as it is printed, such as 56 or 30.6."),
        ) from error
    base = share.base.strip()
    if not base.isdecimal() or int(base) < 1:
        raise UserError(
            _("{n} is not a base.").format(n=base or "–"), _("Write how many there are in all, such as 29.")
        )
    return printed, int(base)
