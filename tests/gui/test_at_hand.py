"""Codes on keys 1–9 and codes used lately."""

from coding_fixtures import code_named, passage
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from qualcoder_cg.gui.coding.at_hand import KEYS, AtHand, Keys
from qualcoder_cg.gui.session import Session


def test_codes_get_the_free_keys_as_they_are_used_and_keep_them() -> None:
    keys = Keys()
    for code in ("a", "b", "a", "c"):
        keys.used(code)
    assert [keys.code(key) for key in (1, 2, 3, 4)] == ["a", "b", "c", None]
    assert keys.recent == ["c", "a", "b"]


def test_when_all_keys_are_taken_the_one_unused_for_longest_gives_way_but_pinned_ones_stay() -> None:
    keys = Keys()
    for number in range(KEYS):
        keys.used(str(number))
    keys.pin("0", 1)
    keys.used("new")
    assert keys.code(1) == "0"
    assert keys.key_of("new") == 2
    assert keys.key_of("1") is None


def test_pinning_moves_a_code_and_unpinning_frees_the_key() -> None:
    keys = Keys()
    keys.used("a")
    keys.pin("a", 5)
    assert keys.code(1) is None
    assert keys.key_of("a") == 5
    keys.pin("b", 5)
    assert keys.key_of("a") is None
    assert not keys.is_pinned("a")
    keys.unpin("b")
    assert keys.code(5) is None


def test_keys_are_kept_and_forget_codes_that_are_gone() -> None:
    keys = Keys()
    keys.used("a")
    keys.pin("b", 9)
    again = Keys(keys.kept())
    assert (again.code(1), again.code(9), again.recent) == ("a", "b", ["a"])
    assert again.is_pinned("b")
    again.forget_all_but({"b": None})
    assert (again.code(1), again.code(9), again.recent) == (None, "b", [])


def test_settings_made_by_hand_do_no_harm() -> None:
    keys = Keys({"keys": {"x": "a", "0": "b", "12": "c", "3": "d"}})
    assert [key for key in range(13) if keys.code(key)] == [3]


def test_keys_come_back_with_the_study(session: Session) -> None:
    owner = QObject()
    hand = AtHand(session, owner)
    code = code_named(session, "Q4")
    session.select(passage(session, "opened in March"))
    hand.apply(code.id)
    hand.pin(code.id, 7)
    again = AtHand(session, owner)
    assert again.keys.code(7) == code.id
    assert again.keys.recent == [code.id]


def test_a_key_without_a_code_does_nothing(session: Session) -> None:
    owner = QObject()
    before = session.project.codings.count()
    AtHand(session, owner).apply_key(3)
    assert session.project.codings.count() == before


def test_keys_are_kept_although_the_study_is_never_closed(session: Session, qtbot: QtBot) -> None:
    parent = QObject()
    hand = AtHand(session, parent)
    hand.used(code_named(session, "Q9").id)
    qtbot.waitUntil(lambda: AtHand(session, parent).keys.code(1) == code_named(session, "Q9").id)
