"""A table as a plain value: dashes, totals, and the text that goes to the clipboard."""

from qualcoder_cg.domain.report_table import Cell, Column, ReportTable, as_text, count, row, words


def _table() -> ReportTable:
    return ReportTable(
        "t",
        "Documents",
        (Column("Category"), Column("Documents", "right")),
        (row("Design\tor plan", 2), (words(""), count(0, "Nothing was counted."))),
        row("Total", 2),
        notes=("A note.",),
        source="Source: the register.",
        emphasised=frozenset([0]),
    )


def test_what_is_not_there_is_a_dash_and_nothing_is_a_nought() -> None:
    assert row("", None, 0) == (Cell("–"), Cell("–"), Cell("0", 0))


def test_totals_and_marked_rows_sum_up() -> None:
    table = _table()
    assert [table.sums_up(index) for index in range(len(table.all_rows))] == [True, False, True]
    assert table.flags == ("Nothing was counted.",)


def test_the_text_has_one_line_a_row_and_everything_below_it() -> None:
    assert as_text(_table()).split("\n") == [
        "Documents",
        "",
        "Category\tDocuments",
        "Design or plan\t2",
        "–\t0",
        "Total\t2",
        "",
        "Nothing was counted.",
        "A note.",
        "Source: the register.",
        "",
    ]
