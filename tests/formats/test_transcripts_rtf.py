"""Rich Text: code pages, escapes, bold, notes and what nobody reads."""

import pytest
from transcript_files import rtf

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.transcripts import rtf as rtf_format


def read(body: str, head: str = "") -> Transcript:
    return rtf_format.read(rtf(body, head), "a.rtf")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"uno\par dos\line tres\par", "uno\ndos\ntres"),
        (r"a\par\par b", "a\n\nb"),
        (r"a\tab b \emdash  c \lquote d\rquote\~e\_f", "a\tb — c ‘d’\u00a0e-f"),
        (r"\{a\} \\ b", r"{a} \ b"),
        ("partido en\r\n dos l\r\níneas", "partido en dos líneas"),
        (r"{\*\generator X;}{\info{\title no}}a{\header cabeza}{\footer pie}{\pict 0a1b}", "a"),
        (r'{\field{\*\fldinst HYPERLINK "http://x.org"}{\fldrslt enlace}} ya', "enlace ya"),
        (r"\trowd a\cell b\cell\row\trowd c\cell\cell d\cell\row fin", "a\tb\nc\t\td\nfin"),
        (r"{\pntext\bullet\tab}uno\par{\listtext 2.\tab}dos", "•\tuno\n2.\tdos"),
        (r"{\upr{\*\ud{x}}}a{\nonesttables no}{\*\desconocido no}", "a"),
        (r"a{\shppict{\*\shpinst{\shptxt en la caja}}}", "a"),
        (r"\bin3 }}}a", "a"),
    ],
)
def test_what_is_printed(body: str, text: str) -> None:
    assert read(body).text.rstrip("\t\n") == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'bfC\'f3mo?", "¿Cómo?"),
        (r"ni\u241?o \u8212\'97 \uc0\u241 a\uc2\u8364ab!", "niño — ña€!"),
        (r"\u-10179?\u-8704? \u-4051?", "😀 \uf02d"),
        (r"{\f1 \'cf\'f0\'e8} \'e1", "При á"),
        (r"{\f2 \'83e\'83X\'83g}", "テスト"),
        (r"{\f3 \'e3\'d1\'cd\'c8\'c7}", "مرحبا"),
        (r"\u29616?\u22312?", "现在"),
        (r"\f1{\plain \'e1}", "á"),
    ],
)
def test_characters(body: str, text: str) -> None:
    fonts = r"{\fonttbl{\f1\fcharset204 C;}{\f2\fcharset128 J;}{\f3\fcharset178 A;}}"
    assert read(body, fonts).text == text.replace("テスト", "テスト" if "テ" in text else text)


@pytest.mark.parametrize(("head", "codec"), [(r"\mac", "mac_roman"), (r"\ansicpg1251", "cp1251")])
def test_the_code_page_of_the_document(head: str, codec: str) -> None:
    text = "áé" if codec == "mac_roman" else "Привет"
    body = "".join(rf"\'{byte:02x}" for byte in text.encode(codec))
    assert rtf_format.read((r"{\rtf1" + head + " " + body + "}").encode(), "a.rtf").text == text


def test_what_cannot_be_told_is_said() -> None:
    found = read(r"{\f1 a\'81\'00b} \u-9000?", r"{\fonttbl{\f1\fcharset128 J;}}")
    assert "\ufffd" in found.text and "could not be told" in found.warnings[0]


def test_hidden_deleted_and_comments_are_counted() -> None:
    found = read(r"a {\v no}{\deleted no}{\*\annotation no}{\v\plain b} {\v0 c}")
    assert found.text == "a b c"
    assert len(found.warnings) == 3


def test_notes_stand_at_the_end_outside_of_turns() -> None:
    found = read(r"Ana: hola{\footnote\pard pie\par m\'e1s}.\par Luis: ya\par Ana: no\par Luis: s\'ed")
    assert found.text.startswith("Ana: hola [^1].\nLuis: ya") and found.text.endswith("\n[^1] pie\nmás")
    assert found.text[found.turns[-1].start : found.turns[-1].end] == "sí"


def test_bold_names_are_labels() -> None:
    said = [("Ana", "hola"), ("Luis", "buenas"), ("Ana", "ya"), ("Luis", "no")]
    found = read("".join(rf"{{\b {who}\b0\par}}{what}\par " for who, what in said))
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == said


def test_what_is_no_rich_text_is_refused_and_what_follows_the_end_is_not_read() -> None:
    with pytest.raises(UserError, match=r"a\.rtf is not a Rich Text"):
        rtf_format.read(b"Ana: hola", "a.rtf")
    assert rtf_format.read(rtf("hola") + b"{\\rtf1 basura}", "a.rtf").text == "hola"
    assert rtf_format.read(rb"{\rtf1 sin cerrar", "a.rtf").text == "sin cerrar"
