"""Tables of ratings as they come: read rightly, or a sentence that names file, line and remedy."""

from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.rating_tables import RatingTable, read_ratings, read_segments

PLAIN = (("x", "x"), ("x", "y"), ("y", "y"), ("x", None), ("y", "y"))


def _read(
    folder: Path,
    text: str,
    header: bool | None = None,
    units: bool | None = None,
    named: tuple[str, ...] = (),
) -> RatingTable:
    path = folder / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return read_ratings(path, header, units, named)


@pytest.mark.parametrize(
    "word", ["", "NA", "N/A", "n.a.", ".", "*", "-", "–", "—", "nan", "?", "NULL", "#N/A"]
)
def test_words_for_missing(tmp_path: Path, word: str) -> None:
    found = _read(tmp_path, f"A,B\nx,x\nx,y\ny,y\nx,{word}\ny,y\n")
    assert found.rows == PLAIN
    assert found.notes == (
        (f"1 cell ({word}) was read as missing; name all with --categories if it is a category.",)
        if word
        else ()
    )


def test_a_word_for_missing_may_be_a_category(tmp_path: Path) -> None:
    text = "A,B\nx,?\n?,?\nx,x\n"
    assert _read(tmp_path, text, named=("x", "?")).rows == (("x", "?"), ("?", "?"), ("x", "x"))
    signs = _read(tmp_path, "A,B\n+,-\n-,-\n+,+\n")
    assert signs.rows == (("+", "-"), ("-", "-"), ("+", "+")), "a dash beside a plus is a sign"
    assert signs.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "A,B\n1, 1 \n1.0,2\n2,2.00\n",
        "A;B\n1;1\n1,0;2\n2;2,0\n",
        "A;B\n1,0;1,0\n1,0;2,0\n2,0;2,0\n",
        'A,B\n"1,0","1,0"\n1,"2,0"\n2,2\n',
        "A\tB\n01\t1\n1\t02\n2\t2\n",
        "A,B\n1,+1\n1,2\n2,2\n,,,\n,,,\n",
    ],
)
def test_one_number_written_in_several_ways(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text).rows == (("1", "1"), ("1", "2"), ("2", "2"))


def test_long_numbers_stay_apart(tmp_path: Path) -> None:
    found = _read(tmp_path, "A,B\n10000001,10000002\n10000002,10000002\n-0,0\n1,1\n")
    assert found.rows[0] == ("10000001", "10000002")
    assert found.rows[2] == ("0", "0")


def test_words_that_differ_in_capitals_are_told(tmp_path: Path) -> None:
    found = _read(tmp_path, "A,B\nYes,yes\nno,no\n")
    assert found.rows[0] == ("Yes", "yes")
    assert found.notes == (
        "Counted as different categories, though they differ only in capitals or blanks: Yes, yes.",
    )


@pytest.mark.parametrize(
    ("text", "units", "names"),
    [
        ("name,A,B\nAna,x,x\nEva,x,y\n", None, ("Ana", "Eva")),
        ("Transcript,A,B\nT1,1,1\nT2,1,2\n", None, ("T1", "T2")),
        ("persona;A;B\nAna;x;x\nAna;x;y\n", None, ("Ana", "Ana")),
        ("who,A,B\nAna,x,x\nEva,x,y\nLuz,y,y\n", None, ("Ana", "Eva", "Luz")),
        ("who,A,B\n1.0,1,1\n2.0,1,2\n3.0,2,2\n4.0,2,2\n,,\n", None, ("1.0", "2.0", "3.0", "4.0")),
        ("A,B,C\n1,1,1\n2,1,2\n", True, ("1", "2")),
        ("unit,B,C\n1,1,1\n2,1,2\n", False, ("1", "2")),
        (",0,1\n0,1,1\n1,1,0\n2,0,0\n", None, ("0", "1", "2")),
    ],
)
def test_names_of_units(tmp_path: Path, text: str, units: bool | None, names: tuple[str, ...]) -> None:
    found = _read(tmp_path, text, units=units)
    assert found.units == names
    assert len(found.coders) == (3 if units is False else 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who,A,B\nAna,x,x\nEva,x,y\nLuz,y,y\n", "--no-units"),
        ("who,A,B\nAna,x,x\nEva,x,y\n", "--units"),
        ("who,A,B\nAna,x,x\nAna,x,y\nLuz,y,y\nSol,x,x\n", "--units"),
        ("who,A,B\n1,1,1\n2,1,2\n3,2,2\n", "--units"),
        ("x,y\nx,x\ny,y\nx,x\n", "--no-header"),
        ("x,x\nx,y\ny,y\n", "--header"),
    ],
)
def test_what_may_be_doubted_is_told(tmp_path: Path, text: str, words: str) -> None:
    assert any(f" {words} " in note for note in _read(tmp_path, text).notes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A,A\nx,x\nx,y\n", "line 1: A stands there twice.*--header"),
        ("Table 1. Ratings\nA,B\nx,x\nx,y\n", "line 1: “Table 1. Ratings” stands alone"),
        ("A,B\nx,x\nx,y\n\nSource: our own\n", "line 5: “Source: our own” stands alone"),
        ("unit,A\n1,x\n2,y\n", "fewer than two columns of ratings"),
        (",,\n,,\n,,\n", "fewer than two columns of ratings"),
    ],
)
def test_what_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(UserError, match=rf"ratings\.csv.*{words}"):
        _read(tmp_path, text)


def test_a_last_category_of_several_words_may_be_named(tmp_path: Path) -> None:
    text = "A,B\nx,x\nx,y\nnot at all\n"
    assert _read(tmp_path, text, named=("x", "y", "not at all")).rows[2] == ("not at all", None)


def test_one_unit_without_headings(tmp_path: Path) -> None:
    assert _read(tmp_path, "1,2\n", header=False).rows == (("1", "2"),)


def test_segments_with_other_headings_and_blank_rows(tmp_path: Path) -> None:
    path = tmp_path / "segments.csv"
    path.write_text("nota;Codificadora;Inicio;Fin;Código\nq;A;0,0;5;x\n;B;;;\n;;;;\n", encoding="utf-8")
    assert [tuple(row) for row in read_segments(path)] == [(2, "A", 0, 5, "x"), (3, "B", 0, None, "")]


@pytest.mark.parametrize("place", ["0.5", "-1", "9" * 40])
def test_places_that_are_none(tmp_path: Path, place: str) -> None:
    path = tmp_path / "segments.csv"
    path.write_text(f"coder,start,end,value\nA,0,5,x\nB,{place},7,x\n", encoding="utf-8")
    with pytest.raises(UserError, match="line 3: it takes a coder, two whole numbers"):
        read_segments(path)
