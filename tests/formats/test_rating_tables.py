"""Tables of ratings as people have them: headings, names of units, gaps, encodings, what is refused."""

from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.rating_tables import RatingTable, read_ratings, read_segments


def _read(folder: Path, text: str, header: bool | None = None, encoding: str = "utf-8") -> RatingTable:
    path = folder / "ratings.csv"
    path.write_bytes(text.encode(encoding))
    return read_ratings(path, header)


PLAIN = (("1", "2"), ("1", None), ("2", "2"))


@pytest.mark.parametrize(
    "text",
    [
        "A,B\n1,2\n1,\n2,2\n",
        "A,B\r\n1,2\r\n1\r\n2,2",
        'A;B\n"1";2\n1;\n2;2\n\n',
        "A\tB\n1\t2\n1\t\n2\t2\n",
        "A|B\n1|2\n1|\n2|2\n",
        "unit,A,B\nu1,1,2\nu2,1,\nu3,2,2\n",
        "Unidad;A;B\n1;1;2\n2;1;\n3;2;2\n",
        ",A,B\n0,1,2\n1,1,\n2,2,2\n",
        "A,B\n1,2\n1,NA\n2,2\n",
        "A,B\n1,2\n1,.\n2,2\n",
        "A B\n1 2\n1 *\n2 2\n",
        "A,B\n1.0,2\n1.0,\n2.0,2\n",
    ],
)
def test_the_same_table_written_in_many_ways(tmp_path: Path, text: str) -> None:
    found = _read(tmp_path, text)
    assert found.coders == ("A", "B")
    assert found.rows == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    found = _read(tmp_path, "Inés,José\nsí,no\nno,no\nquizás,sí\n", encoding=encoding)
    assert found.coders == ("Inés", "José")
    assert found.rows[2] == ("quizás", "sí")


def test_ratings_without_headings(tmp_path: Path) -> None:
    found = _read(tmp_path, "1,2\n2,2\n1,1\n")
    assert found.coders == ("Coder 1", "Coder 2")
    assert len(found.rows) == 3
    assert any("--header" in note for note in found.notes)
    assert len(_read(tmp_path, "1,2\n2,2\n1,1\n", header=True).rows) == 2


@pytest.mark.parametrize("head", ["A,B,C", "1,2,3", "r1,r2,r3", "B,A,C"])
def test_headings_that_look_like_values(tmp_path: Path, head: str) -> None:
    found = _read(tmp_path, f"{head}\n1,2,3\n2,2,A\nB,1,C\n1,1,1\n")
    assert found.coders == tuple(head.split(","))
    assert len(found.rows) == 4
    assert len(_read(tmp_path, f"{head}\n1,2,3\n2,2,A\n", header=False).rows) == 3


def test_a_numbered_first_column_names_units(tmp_path: Path) -> None:
    found = _read(tmp_path, "Kürzel,A,B\n1,1,2\n2,2,2\n3,1,1\n4,2,1\n")
    assert (found.coders, found.units) == (("A", "B"), ("1", "2", "3", "4"))
    assert any("names of the units" in note for note in found.notes)
    named = _read(tmp_path, "Interview,A,B\nAna,1,2\nEva,2,2\nLuz,1,1\nSol,2,1\n")
    assert named.units == ("Ana", "Eva", "Luz", "Sol")
    two = _read(tmp_path, "A,B\n1,1\n2,2\n3,3\n4,4\n")
    assert two.coders == ("A", "B")


def test_rows_without_any_rating_are_units_that_nobody_rated(tmp_path: Path) -> None:
    assert _read(tmp_path, "A,B\n1,1\n,\n\n2,2\n").rows == (("1", "1"), (None, None), ("2", "2"))


def test_equal_and_missing_names_are_told_apart(tmp_path: Path) -> None:
    text = "A,A,,B\nx,y,x,z\ny,x,z,x\n"
    assert _read(tmp_path, text, header=True).coders == ("A", "A (2)", "Coder 3", "B")
    with pytest.raises(UserError, match=r"line 1: A stands there twice.*--header.*--no-header"):
        _read(tmp_path, text)
    ratings = _read(tmp_path, "x,x,,z\nx,y,x,z\ny,x,z,x\n")
    assert len(ratings.rows) == 3, "what stands twice in a row and comes again is a rating"
    assert any("--header" in note for note in ratings.notes)


def test_an_empty_last_column_is_none(tmp_path: Path) -> None:
    assert _read(tmp_path, "A,B,\nx,y,\ny,x,\n").coders == ("A", "B")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("A,B\n", "fewer than two rows"),
        ("A\nx\ny\n", "fewer than two columns"),
        ("A,B\n1,2\n1,2,3\n", "line 3: more cells"),
        ('A,B\n"1,2\n', "quotation marks"),
        ("A,B\n" + "\n".join(f"v{n},w{n}" for n in range(80)), "160 different values"),
    ],
)
def test_what_is_no_table_of_ratings(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        _read(tmp_path, text)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"ratings\.csv cannot be read"):
        read_ratings(tmp_path / "ratings.csv")


def test_segments(tmp_path: Path) -> None:
    path = tmp_path / "segments.csv"
    path.write_text("Coder;Start;End;Value\nA;0;5;x\nB;;;\n", encoding="utf-8")
    assert [tuple(row) for row in read_segments(path)] == [(2, "A", 0, 5, "x"), (3, "B", 0, None, "")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("coder,start,end\nA,0,5\n", "no column value"),
        ("coder,start,end,value\nA,0,five,x\n", "line 2: it takes"),
        ("coder,start,end,value\n,0,5,x\n", "line 2: it takes"),
    ],
)
def test_what_are_no_segments(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "segments.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        read_segments(path)
