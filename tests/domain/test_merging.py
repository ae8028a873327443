"""Two copies of a row joined: in any order, grouped in any way, any number of times, the same."""

from collections.abc import Mapping
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.merging import THEIRS, Grave, Joined, Known, Vectors, joined
from qualcoder_cg.domain.merging_plan import Links, Reference, cut_circles

NOBODY = Vectors({}, {})
STAMP = st.tuples(st.integers(1, 6), st.sampled_from(["a", "b"]))
FIELDS = ("name", "memo", "kind", "parent_id")


def _row(name: str, memo: str = "") -> dict[str, object]:
    return {"id": "r", "name": name, "memo": memo, "kind": "team", "parent_id": None}


@st.composite
def _copies(draw: st.DrawFn) -> Known:
    """A copy of a row: each value says which stamp it was written with, as in a real copy."""
    stamps = draw(st.dictionaries(st.sampled_from(FIELDS), STAMP))
    row: dict[str, object] = {"id": "r"} | {name: str(stamps.get(name, "made")) for name in FIELDS}
    group = max((stamps[name] for name in ("kind", "parent_id") if name in stamps), default="made")
    row["kind"] = row["parent_id"] = str(group)
    if draw(st.booleans()):
        return Known(row, stamps)
    seen = dict(stamps)
    return Known(None, stamps, Grave(str(draw(st.integers(0, 3))), "x", "", seen), buried=row)


def _known(one: Joined) -> Known:
    """What a copy knows after it has been joined."""
    return Known(one.row, one.stamps, one.grave) if one.alive else Known(
        None, one.stamps, one.grave, buried=one.row
    )  # fmt: skip


def _join(*copies: Known) -> Joined:
    first, *rest = copies
    found = joined("code", "r", first, first, NOBODY)
    for copy in rest:
        found = joined("code", "r", _known(found), copy, NOBODY)
    return found


def _content(one: Joined) -> tuple[object, ...]:
    return one.alive, one.row, one.stamps, one.grave


@given(_copies(), _copies(), _copies())
def test_order_grouping_and_repetition_make_no_difference(a: Known, b: Known, c: Known) -> None:
    wanted = _content(_join(a, b, c))
    for order in permutations((a, b, c)):
        assert _content(_join(*order)) == wanted
    assert _content(_join(a, _known(_join(b, c)))) == wanted
    assert _content(_join(a, b, c, b, a)) == wanted


@given(_copies(), _copies())
def test_an_edit_the_deletion_did_not_know_keeps_the_row(a: Known, b: Known) -> None:
    found = _join(a, b)
    unknown = [
        name
        for name, stamp in found.stamps.items()
        if found.grave is None or stamp > found.grave.seen.get(name, (0, ""))
    ]
    assert found.alive == (bool(unknown) or found.grave is None)


def test_the_later_change_stands_and_both_are_told() -> None:
    mine = Known(_row("here"), {"name": (5, "a")})
    theirs = Known(_row("there", "seen"), {"name": (7, "b"), "memo": (3, "b")})
    found = joined("code", "r", mine, theirs, Vectors({"a": 5, "b": 3}, {"a": 4, "b": 7}))
    assert found.row == _row("there", "seen")
    (conflict,) = found.conflicts
    assert (conflict.key, conflict.mine, conflict.theirs) == ("code/r/name", "here", "there")
    assert conflict.winner == THEIRS


def test_what_the_other_side_had_read_is_no_conflict() -> None:
    mine = Known(_row("old"), {"name": (5, "a")})
    theirs = Known(_row("new"), {"name": (7, "b")})
    found = joined("code", "r", mine, theirs, Vectors({"a": 5}, {"a": 5, "b": 7}))
    assert found.row == _row("new") and found.conflicts == []


def test_a_row_absent_without_a_grave_was_never_seen() -> None:
    for mine, theirs in ((Known(_row("x")), Known()), (Known(), Known(_row("x")))):
        assert joined("code", "r", mine, theirs, NOBODY).alive


def test_leftover_stamps_of_a_row_that_is_not_there_say_nothing() -> None:
    found = joined("code", "r", Known(None, {"name": (9, "a")}), Known(_row("x")), NOBODY)
    assert found.stamps == {} and found.row == _row("x")


def _code(row_id: str, parent: str | None, at: int) -> Joined:
    row = {"id": row_id, "name": row_id, "memo": "", "kind": "team", "parent_id": parent}
    return joined("code", row_id, Known(row, {"parent_id": (at, "a")}), Known(), NOBODY)


def test_of_codes_in_a_circle_the_first_move_gives_way() -> None:
    codes = {one.row_id: one for one in (_code("a", "b", 5), _code("b", "c", 4), _code("c", "a", 6))}
    codes["d"] = _code("d", "a", 1)
    (cut,) = cut_circles(codes)
    assert cut.row_id == "b" and cut.origin is not None and cut.origin.sha256 == "c"
    parents = {row_id: one.row and one.row["parent_id"] for row_id, one in codes.items()}
    assert parents == {"a": "b", "b": None, "c": "a", "d": "a"}
    assert cut_circles(codes) == []


def _held(_table: str, _ids: object) -> set[str]:
    return set()


def test_what_is_referred_to_comes_back_with_what_died_with_it() -> None:
    def dead(table: str, row: dict[str, object], at: str) -> Joined:
        known = Known(None, {}, Grave(at, "x", "", {}), buried=row)
        return joined(table, str(row["id"]), known, Known(), NOBODY)

    coding = joined("coding", "1", Known({"id": "1", "code_id": "c"}), Known(), NOBODY)
    codes: Mapping[str, Joined] = {
        "c": dead("code", {"id": "c", "parent_id": None, "question_id": None}, "t1")
    }
    keywords = {
        "k": dead("keyword", {"id": "k", "code_id": "c"}, "t1"),
        "l": dead("keyword", {"id": "l", "code_id": "c"}, "t0"),
    }
    found = {"coding": {"1": coding}, "code": codes, "keyword": keywords}
    links = Links(found, [Reference("coding", "code_id", "code"), Reference("keyword", "code_id", "code")])
    assert {one.row_id for one in links.keep(_held)} == {"c", "k"}
    assert codes["c"].alive and keywords["k"].alive and not keywords["l"].alive
