"""From the rows of a survey's file to respondents, each with one answer to each question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.surveys import ATTRIBUTE, CLOSED, ID, IGNORED, ITEM_KINDS, MULTIPLE, ColumnPlan, SurveyTable
from ..errors import UserError
from ..i18n import _
from .survey_proposal import parts

_LONGEST_CODE = 60


class Answered(NamedTuple):
    """A respondent's code, and what was answered by heading; blank answers are not in it."""

    code: str
    answers: Mapping[str, str]


def respondents(table: SurveyTable, columns: Sequence[ColumnPlan]) -> list[Answered]:
    """Those who answered, in the order of the file; rows with the same code are one respondent's.

    UserError where the plan does not fit the table, or rows of a respondent contradict each other.
    """
    check(table, columns)
    code = next((column.heading for column in columns if column.kind == ID), "")
    kept = [column for column in columns if column.kind not in (ID, IGNORED)]
    at = {heading: place for place, heading in enumerate(table.headings)}
    rows: dict[str, list[tuple[int, Mapping[str, str]]]] = {}
    for number, (line, cells) in enumerate(table.rows, start=1):
        name = _code(table, line, cells[at[code]]) if code else f"R{number:03d}"
        said = {column.heading: cells[at[column.heading]] for column in kept}
        rows.setdefault(name, []).append((line, {heading: cell for heading, cell in said.items() if cell}))
    return [Answered(name, dict(_joined(table, name, found, kept))) for name, found in rows.items()]


def check(table: SurveyTable, columns: Sequence[ColumnPlan]) -> None:
    """UserError unless each column of the table has one plan that can be carried out."""
    unknown = [column.heading for column in columns if column.heading not in table.headings]
    if unknown:
        raise UserError(
            _("{file} has no column {column}.").format(file=table.file, column=unknown[0]),
            _("Its columns are: {columns}.").format(columns=", ".join(table.headings)),
        )
    wrong = next((column.kind for column in columns if column.kind not in ITEM_KINDS), "")
    if wrong:
        raise UserError(
            _("{kind} is no kind of column.").format(kind=wrong),
            _("Use one of: {kinds}.").format(kinds=", ".join(ITEM_KINDS)),
        )
    codes = [column.heading for column in columns if column.kind == ID]
    if len(codes) > 1:
        raise UserError(
            _("Only one column can tell the respondents apart, not {columns}.").format(
                columns=", ".join(codes)
            ),
            _("Make the others attributes, or ignore them."),
        )
    if table.encodings:
        raise UserError(
            _("{file} may be in any of these encodings: {encodings}.").format(
                file=table.file, encodings=", ".join(table.encodings)
            ),
            _("Choose the one in which the accents are right."),
        )


def _code(table: SurveyTable, line: int, cell: str) -> str:
    """A respondent's code: a bare number gets an R, a row without a code the number of its row."""
    code = " ".join(cell.split())
    if len(code) > _LONGEST_CODE or "@" in code:
        raise UserError(
            _("{file}, row {row}: “{code}…” is no code of a respondent.").format(
                file=table.file, row=line, code=code[:20]
            ),
            _("Choose a column with short codes, never names or addresses; or none."),
        )
    if not code:
        return f"L{line}"
    return f"R{code}" if re.fullmatch(r"\d+", code) else code


def _joined(
    table: SurveyTable,
    code: str,
    found: Sequence[tuple[int, Mapping[str, str]]],
    columns: Sequence[ColumnPlan],
) -> Iterator[tuple[str, str]]:
    """What a respondent answered in one or several rows: the same answer counts once."""
    for column in columns:
        said = list(dict.fromkeys(row[column.heading] for _line, row in found if column.heading in row))
        if len(said) > 1 and column.kind in (ATTRIBUTE, CLOSED):
            raise UserError(
                _("{file}, row {row}: {code} gave another answer to “{column}” in an earlier row.").format(
                    file=table.file, row=found[-1][0], code=code, column=column.heading
                ),
                _("Make the column a multiple response, or correct the file."),
            )
        if len(said) > 1 and column.kind == MULTIPLE:
            separator = column.separator or "\n"
            every = (part for cell in said for part in parts(cell, separator))
            said = [separator.join(dict.fromkeys(every))]
        answer = "\n".join(said)
        if answer:
            yield column.heading, answer
