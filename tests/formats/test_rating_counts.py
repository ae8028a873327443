"""Counts as they are printed: with and without names, sums, blanks for nothing; what is refused."""

from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.rating_counts import CountTable, read_counts

ROWS = ((0, 3, 0), (1, 0, 2), (3, 0, 0))


def _read(folder: Path, text: str, header: bool | None = None, units: bool | None = None) -> CountTable:
    path = folder / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return read_counts(path, header, units)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a,b,c\n0,3,0\n1,0,2\n3,0,0\n", "abc"),
        ("0;3;0\n1;0;2\n3;0;0\n", "123"),
        (",3,\n1,,2\n3,,\n", "123"),
        ("a;b;c\n-;3;-\n1;.;2\n3;–;–\n;;\n", "abc"),
        ("a\tb\tc\n0.0\t3,0\t0\n1\t0\t2\n3\t0\t0\n", "abc"),
        ("0,1,2\n0,4,0\n1,0,3\n4,0,0\n", "012"),
        ("1,2,3\n0,3,0\n1,0,2\n3,0,0\n", "123"),
        ("Subject,a,b,c\n1,0,3,0\n2,1,0,2\n3,3,0,0\n", "abc"),
        (",a,b,c\nu,0,3,0\nv,1,0,2\nw,3,0,0\n", "abc"),
        ("who,a,b,c\n1,0,3,0\n2,1,0,2\n3,3,0,0\n", "abc"),
        ("who,a,b,c,Total\nu,0,3,0,3\nv,1,0,2,3\nw,3,0,0,3\nTotal,4,3,2,9\n", "abc"),
    ],
)
def test_one_table_printed_in_many_ways(tmp_path: Path, text: str, names: str) -> None:
    found = _read(tmp_path, text)
    assert found.rows == (ROWS if names != "012" else ((0, 4, 0), (1, 0, 3), (4, 0, 0)))
    assert "".join(found.categories) == names


def test_what_was_found_is_told_and_may_be_said(tmp_path: Path) -> None:
    assert any("--header" in note for note in _read(tmp_path, "0,3\n1,2\n").notes)
    assert any("--no-units" in note for note in _read(tmp_path, "who,a,b\nu,0,3\nv,1,2\n").notes)
    assert any("Total adds up" in note for note in _read(tmp_path, "a,b,Total\n0,3,3\n1,2,3\n").notes)
    doubtful = _read(tmp_path, "0,1,2\n0,3,0\n1,0,2\n")
    assert len(doubtful.rows) == 3, "as many as below: it may be a unit"
    assert any("--header" in note for note in doubtful.notes)
    assert _read(tmp_path, "1,2\n1,2\n3,0\n", header=True).rows == ((1, 2), (3, 0))
    assert _read(tmp_path, "a,b,c\n1,1,2\n2,3,0\n", units=True).rows == ((1, 2), (3, 0))
    assert _read(tmp_path, "who,a,b\n1,1,2\n2,3,0\n", units=False).rows == ((1, 1, 2), (2, 3, 0))


def test_a_total_that_is_none_is_a_category(tmp_path: Path) -> None:
    assert _read(tmp_path, "a,b,n\n0,3,1\n1,2,1\n").categories == ("a", "b", "n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n1,0.5\n", "line 3: 0.5 in column b is no count"),
        ("a,b\n1,-2\n", "line 2: -2 in column b is no count"),
        ("a,b\n1,two\n", "line 2: two in column b is no count"),
        ("a,b\n1,2000\n", "line 2: 2001 ratings of one unit"),
        ("a\n1\n", "fewer than two columns of counts"),
        ("a,b\n", "fewer than two rows"),
        (",,\n,,\n", "has no rows"),
        ("", "is empty"),
    ],
)
def test_what_are_no_counts(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UserError, match=rf"counts\.csv.*{words}"):
        _read(tmp_path, text)
