"""Printed percentages checked against counts, as tables and from files."""

from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.services.tables import PrintedShare, check, check_file, shares

CANNOT = ("56", "68", "32", "27", "30")
CAN = ("24", "17", "3", "45", "55", "7", "21", "14", "62", "28", "41", "48")


def test_what_no_count_gives_is_flagged() -> None:
    table = check([PrintedShare("", percent, "29") for percent in (*CANNOT, *CAN)])
    flagged = [cells[0].text for cells in table.rows if cells[2].flag]
    assert flagged == [f"{percent} %" for percent in CANNOT]
    assert table.rows[0][2].flag == ("No whole count over 29 gives 56 %: 16 of 29 is 55 %, 17 of 29 is 59 %.")
    assert [cells[2].text for cells in table.rows[5:8]] == ["7", "5", "1"]
    assert table.notes[0] == "5 of 17 percentages cannot come from a whole count over its base."


def test_many_counts_are_cut_short() -> None:
    table = check([PrintedShare("All", "50", "1000")])
    assert table.rows[0][3].text == "495, 496, 497 …"


def test_a_file_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "shares.csv"
    path.write_text('group;percent;n\nPublic servants;59 %;67\nWorkers;"13";67\n', encoding="utf-8")
    table = check_file(path)
    assert [(cells[0].text, bool(cells[3].flag)) for cells in table.rows] == [
        ("Public servants", True),
        ("Workers", False),
    ]
    path.write_text("percent,n\nmany,67\n", encoding="utf-8")
    with pytest.raises(UserError, match="line 2: many is not a percentage"):
        check_file(path)


@pytest.mark.parametrize("base", ["", "0", "-3", "29.5", "all"])
def test_a_base_is_a_whole_number(base: str) -> None:
    with pytest.raises(UserError, match="is not a base"):
        check([PrintedShare("", "50", base)])


def test_shares_add_up_and_say_what_was_adjusted() -> None:
    table = shares([("A", 1), ("B", 1), ("C", 1)])
    assert [cells[2].text for cells in table.all_rows] == ["34 %", "33 %", "33 %", "100 %"]
    assert table.flags == ("34 % is 33 % by plain rounding, adjusted so that all add up to 100.",)
    assert shares([("A", 0)]).total[2].text == "–"
    with pytest.raises(UserError, match="below 0"):
        shares([("A", -1)])
