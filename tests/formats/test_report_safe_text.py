"""Text made safe for XML and for spreadsheets."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from report_samples import formula_payloads

from qualcoder_cg.formats.reports.safe_text import clean, guarded, runs_right_to_left, without_surrogates


@given(st.text(st.one_of(st.characters(), st.characters(categories=["Cs", "Cc", "Cn"]))))
def test_any_text_becomes_xml_and_comes_back(text: str) -> None:
    element = etree.Element("t")
    element.text = clean(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == clean(text)
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert without_surrogates(text) == text


def test_what_xml_cannot_hold_is_shown_as_replaced() -> None:
    assert clean("a\x00b\x1fc\ud800d\uffffe\tf\ng") == "a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng"
    assert clean("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert without_surrogates("\ud83d\x01") == "\ufffd\x01"


def test_every_formula_payload_gets_an_apostrophe() -> None:
    payloads = formula_payloads()
    assert len(payloads) == 120
    assert [payload for payload in payloads if guarded(payload) != "'" + payload] == []


def test_ordinary_beginnings_get_none() -> None:
    for text in ("", "Yes = no", "“=1", "7", "é", "  word", "(-1)", "'=1", "\ufffd=1", "🙂 + 1", "¿Qué?"):
        assert guarded(text) == text


def test_direction_follows_the_first_strong_character() -> None:
    assert runs_right_to_left("«123 كان")
    assert runs_right_to_left("שלום hello")
    assert not runs_right_to_left("hello שלום")
    assert not runs_right_to_left("12:30 …")
