"""Plain text and Markdown; encodings and languages."""

import codecs
import csv
from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import encoding, transcripts
from qualcoder_cg.formats.transcripts import languages, markdown, plain_text

SERDIF = (Path(__file__).parents[2] / "../shared/data/coded/serdif").resolve()
SPANISH = (
    "Entrevistadora: ¿Cómo empezó el proyecto en la región? Señora, díganos más.\n"
    "KII-07: Empezó así: el año pasado nos reunimos. «Fue difícil», dijo él; también hubo más niñas.\n"
)
ENGLISH = "We met in the village and they said that it was not easy for us to get there by the road.\n"


def rendered(source: str) -> str:
    return markdown.read(source.encode(), "a.md").text


def test_plain_text_stays_exactly() -> None:
    text = "  uno \n\n\t dos  \n\n\n"
    assert plain_text.read(text.encode(), "a.txt").text == text
    assert plain_text.read(b"\xef\xbb\xbfa\r\nb\rc\0\n", "a.txt").text == "a\nb\nc\n"


@pytest.mark.skipif(not SERDIF.exists(), reason="the shared data is not beside the checkout")
def test_codings_by_offset_line_up() -> None:
    texts = {
        path.stem: transcripts.read(path).text for path in sorted((SERDIF / "DERIVED_text").glob("*.txt"))
    }
    with (SERDIF / "DERIVED_codings_codepoints.csv").open(encoding="utf-8", newline="") as rows:
        codings = list(csv.DictReader(rows))
    assert len(codings) == 1_930
    for row in codings:
        text = texts[Path(row["document"]).stem]
        assert text[int(row["start_cp"]) : int(row["end_cp"])] == row["text"]


@pytest.mark.parametrize(
    "codec",
    ["cp1252", "latin-1", "mac_roman", "cp850", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_spanish_in_many_encodings(codec: str) -> None:
    found = encoding.decode(SPANISH.encode(codec), "a.txt")
    assert found.text == SPANISH
    assert bool(found.warning) == (not codec.startswith("utf"))


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_decides_and_what_is_cut_short_is_refused(mark: bytes) -> None:
    codec = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert encoding.decode(mark + "año".encode(codec), "a.txt") == ("año", codec, "", ())
    with pytest.raises(UserError, match=r"a\.txt"):
        encoding.decode(mark + "año".encode(codec)[:-1], "a.txt")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", "Мы встретились в деревне и говорили о воде, о школе и о дороге. Было трудно. " * 3),
        ("gb18030", "我们在村里见面，谈到了水、学校和道路。那时候很难，但是大家都来了。" * 3),
    ],
)
def test_other_scripts_are_guessed_and_said(codec: str, text: str) -> None:
    found = encoding.decode(text.encode(codec), "a.txt")
    assert found.text == text and found.warning


def test_stray_bytes_in_utf8_are_counted() -> None:
    data = (SPANISH * 5).encode() + b"a\xf1o y ni\xf1a\n"
    found = encoding.decode(data, "a.txt")
    assert found.text == SPANISH * 5 + "año y niña\n"
    assert found.encoding == "utf-8" and "2" in found.warning


def test_binary_is_refused() -> None:
    for data in (b"%PDF-1.4\x00\x01\x02\x03" * 20, bytes(range(256)) * 9, b"PK\x03\x04\x14\x00\x00" * 30):
        with pytest.raises(UserError, match=r"a\.txt"):
            encoding.decode(data, "a.txt")


def test_languages() -> None:
    assert languages.guess(SPANISH) == "es"
    assert languages.guess(ENGLISH) == "en"
    assert (
        languages.guess("Nous avons parlé dans le village et les gens ne sont pas venus avec nous.") == "fr"
    )
    assert languages.guess("Nós não temos água na escola e os professores também não vêm mais.") == "pt"
    assert languages.guess("") == languages.guess("Hola") == languages.guess("12 34 56 78 90 ab cd") == ""
    assert languages.guess("Мы встретились в деревне и говорили о воде") == ""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Uno\n\ndos *tres* __cuatro__\n", "Uno\n\ndos tres cuatro"),
        ("~~cinco~~ `seis`\nsiete  \nocho", "cinco seis\nsiete\nocho"),
        ("[texto](http://x.org \"t\") <http://y.org> ![foto](a.png)", "texto http://y.org foto"),
        ("ver [esto][1]\n\n[1]: http://x.org", "ver esto"),
        ("[Ana]: Sí.\n\n[^1]: nota", "[Ana]: Sí.\n\n[^1]: nota"),
        ("3. uno\n4. dos\n\nfin", "3. uno\n4. dos\n\nfin"),
        ("- uno\n  - dos\n- tres", "- uno\n  - dos\n- tres"),
        ("* uno\n\n  más\n* dos", "- uno\n\nmás\n\n- dos"),
        ("> cita\n> sigue\n\nfin", "cita\nsigue\n\nfin"),
        ("| a | b |\n|---|---|\n| c |  |\n| d | e |\n\nfin", "a\tb\nc\t\nd\te\n\nfin"),
        ("a<br>b <u>c</u> <inaudible> &amp; 2 \\* 3 <!-- x -->", "a\nb c <inaudible> & 2 * 3 "),
        ("<div>\nuno &lt; dos\n</div>\n\nfin", "uno < dos\n\nfin"),
        ("uno\n\n    sangrado  \n\n```\ncódigo\n```\n\nfin", "uno\n\nsangrado  \n\ncódigo\n\nfin"),
        ("uno\n\n---\n\ndos", "uno\n\ndos"),
    ],
)  # fmt: skip
def test_markdown_is_rendered(source: str, text: str) -> None:
    assert rendered(source) == text


def test_front_matter_is_left_out_and_said() -> None:
    found = markdown.read(b"---\ntitle: x\ntags:\n  - y\n---\nHola\n", "a.md")
    assert found.text == "Hola" and len(found.warnings) == 1
    assert rendered("---\nHola\n\n---\n\nya") == "Hola\n\nya"


def test_bold_names_in_markdown() -> None:
    source = "**Ana:** hola\n\n**Luis**: buenas\nsigue\n\n**Ana:** ya **fuerte**\n\n__Luis:__ no\n"
    found = markdown.read(source.encode(), "a.md")
    assert [(turn.speaker, found.text[turn.start : turn.end]) for turn in found.turns] == [
        ("Ana", "hola"), ("Luis", "buenas\nsigue"), ("Ana", "ya fuerte"), ("Luis", "no"),
    ]  # fmt: skip
