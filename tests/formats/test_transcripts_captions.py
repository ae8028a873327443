"""Captions: WebVTT by its rules, SubRip as it comes, and how cues become turns."""

import json
import re
from pathlib import Path

import pytest

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats.transcripts import cue_text, subrip, webvtt
from qualcoder_cg.formats.transcripts.cue_text import Node

CASES = (Path(__file__).parents[2] / "../shared/data/vtt-conformance/test").resolve()


def vtt(*cues: str) -> Transcript:
    return webvtt.read(("WEBVTT\n\n" + "\n\n".join(cues)).encode(), "a.vtt")


def cue(start: float, text: str, length: float = 1) -> str:
    def clock(at: float) -> str:
        return f"{int(at) // 3600:02}:{int(at) // 60 % 60:02}:{at % 60:06.3f}"

    return f"{clock(start)} --> {clock(start + length)}\n{text}"


def spoken(found: Transcript) -> list[tuple[str, str, float | None]]:
    return [(turn.speaker, found.text[turn.start : turn.end], turn.seconds) for turn in found.turns]


def tree(nodes: list[Node], depth: int = 0) -> str:
    """A cue's tree as the W3C cases print it."""
    lines = ""
    for node in nodes:
        before = "| " + "  " * depth
        if node.tag == "":
            lines += f'{before}"{node.text}"\n'
        elif node.tag == "timestamp":
            lines += f"{before}<?timestamp {node.text}>\n"
        else:
            lines += f"{before}<{'span' if node.tag in ('c', 'v', 'lang') else node.tag}>\n"
            lines += f'{before}  class="{" ".join(node.classes)}"\n' if node.classes else ""
            if node.tag in ("v", "lang"):
                lines += f'{before}  {"title" if node.tag == "v" else "lang"}="{node.note}"\n'
            lines += tree(node.children, depth + 1)
    return lines


@pytest.mark.skipif(not CASES.exists(), reason="the shared data is not beside the checkout")
@pytest.mark.parametrize("name", ["entities", "tags", "text", "timestamps", "tree-building"])
def test_the_w3c_cases_give_their_trees(name: str) -> None:
    """Both fields of the JSON are compared, for each of the 77 cues.

    `expectedTree` whole: the tags, classes, annotations, timestamps and texts of a cue. `text` is what was
    written into the file to make the case, so that it is compared as the file rules change it: it ends at
    an empty line, and NUL is U+FFFD. The JSON states no times, ids or settings.
    """
    expected = json.loads((CASES / f"wpt-cue-parsing/{name}.json").read_text(encoding="utf-8"))
    cues = webvtt.parse((CASES / f"wpt-cue-parsing/{name}.vtt").read_bytes().decode(), name)
    assert [tree(cue_text.parse(cue.text)[0]) for cue in cues] == [case["expectedTree"] for case in expected]
    assert [cue.text for cue in cues] == [
        case["text"].split("\n\n")[0].rstrip("\n").replace("\0", "\ufffd") for case in expected
    ]


# What the files without JSON give: the cues' words, at 0 s to 1 s where not said otherwise. The files name
# their own good cues `text` and the ones that no parser may show `invalid`.
FILES: dict[str, list[str | tuple[float, float, str]]] = {
    "arrows": [f"text{number}" for number in range(6)],
    "header-garbage": ["text"],
    "header-space": ["text"],
    "header-tab": ["text"],
    "header-timings": ["text"],
    "ids": [f"text{number}" for number in range(5)],
    "newlines": [f"text{number}" for number in range(4)],
    "nulls": ["text0", "text1", "�text�2", "text3", "text4", "text5", "text6"],
    "signature-bom": [],
    "signature-no-newline": [],
    "signature-space": [],
    "signature-space-no-newline": [],
    "signature-tab": [],
    "signature-tab-no-newline": [],
    "signature-timings": [],
    "stylesheets": ["text", "text"],
    "timings-60": [(0, 216_001, "text1"), (216_000, 216_001, "text2")],
    "timings-eof": [],
    "timings-garbage": [],
    "timings-negative": [
        (0, 0, "text0"), (1, 0.999, "text1"), (60, 59.999, "text2"), (3_600, 3_599.999, "text3"),
    ],
    "timings-omitted-hours": ["text0", "text1", "text2"],
    "timings-too-long": ["text0", "text1"],
    "timings-too-short": ["text0", "text1"],
    "whitespace-chars": ["   text0", "text1", "text2"],
}  # fmt: skip


@pytest.mark.skipif(not CASES.exists(), reason="the shared data is not beside the checkout")
def test_the_w3c_files_give_their_cues() -> None:
    """Every file: words and times of its cues. Settings and regions say where a caption is shown on a
    picture, and ids name it to style sheets; a transcript keeps neither, so that of those files it is
    compared that each cue comes, with its words, however faulty its settings are, and that no id, style or
    region gets into the words.
    """
    files = {path.stem: path for path in (CASES / "wpt-file-parsing").glob("*.vtt")}
    placed = {name for name in files if name.startswith(("settings-", "regions-"))}
    assert set(files) == set(FILES) | placed and len(files) == 37
    for name, path in files.items():
        text = path.read_bytes().decode()
        expected = FILES.get(name) or re.findall(r"-->.*\n(.*)", text if name in placed else "")
        found = [tuple(cue) for cue in webvtt.parse(text, path.name)]
        assert found == [one if isinstance(one, tuple) else (0, 1, one) for one in expected], name


@pytest.mark.skipif(not CASES.exists(), reason="the shared data is not beside the checkout")
def test_a_file_with_damaged_characters_is_read_all_the_same() -> None:
    found = webvtt.read((CASES / "wpt-file-parsing/nulls.vtt").read_bytes(), "nulls.vtt")
    assert "text0 text1" in found.text and "text�2" in found.text
    assert "characters were damaged" in found.warnings[0]


def test_blocks_that_are_no_cues_are_skipped() -> None:
    style, note = "STYLE\n::cue { color: red }", "NOTE\nnobody says this"
    found = vtt("Kind: captions", style, "REGION\nid:a", note, "intro\n" + cue(1, "Hola") + "\nsí")
    assert found.text == "Hola sí"


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [("00:01.500", 1.5), ("01:00:01.500", 3601.5), ("100:00:00.000", 360000.0), ("00:00:01.500", 1.5)],
)
def test_hours_are_optional(stamp: str, seconds: float) -> None:
    (found,) = webvtt.parse(f"WEBVTT\n\n{stamp} --> 101:00:00.000 align:start position:0%\nx", "a")
    assert found.start == seconds


@pytest.mark.parametrize(
    "line", ["00:60.000", "0:01.000", "00:01.00", "00:01,000", "-00:01.000", "x00:01.000"]
)
def test_faulty_timings_give_no_cue(line: str) -> None:
    assert webvtt.parse(f"WEBVTT\n\n{line} --> 00:02.000\nx", "a") == []


@pytest.mark.parametrize("start", ["", "WEBVTTX\n", "webvtt\n", "1\n"])
def test_without_signature_it_is_refused(start: str) -> None:
    with pytest.raises(UserError, match=r"a\.vtt.*WEBVTT"):
        webvtt.read((start + "\n" + cue(1, "Hola")).encode(), "a.vtt")


def test_a_mark_and_any_line_ends_are_fine() -> None:
    text = "WEBVTT - title\n\n" + cue(1, "Hola\na todos")
    for ends in ("\n", "\r\n", "\r"):
        assert (
            webvtt.read("\ufeff".encode() + text.replace("\n", ends).encode(), "a.vtt").text == "Hola a todos"
        )


def test_tags_go_and_entities_become_characters() -> None:
    text = "<c.loud>a</c> <i>b</i><00:00:02.000> R&amp;D &lt;x&gt;&nbsp;y&lrm;&rlm; <b>un</b>cut"
    assert vtt(cue(1, text)).text == "a b R&D <x>\u00a0y\u200e\u200f uncut"


def test_unknown_tags_and_nulls_are_said() -> None:
    found = vtt(cue(1, "a <inaudible> b\0c"))
    assert found.text == "a b\ufffdc"
    assert len(found.warnings) == 2


def test_voices_of_teams_also_several_in_one_cue() -> None:
    found = vtt(
        cue(1, "<v Ana López>Hola</v>"),
        cue(2, "<v Ana López>a todos.</v>"),
        cue(3, "<v Luis &amp; Eva>Buenas.</v>\n<v Ana López>¿Qué: tal?"),
        cue(9, "Ruido"),
    )
    assert spoken(found) == [
        ("Ana López", "Hola a todos.", 1.0),
        ("Luis & Eva", "Buenas.", 3.0),
        ("Ana López", "¿Qué: tal?", 3.0),
        ("", "Ruido", 9.0),
    ]
    assert found.text == "Ana López: Hola a todos.\nLuis & Eva: Buenas.\nAna López: ¿Qué: tal?\nRuido"


def test_names_of_zoom_join_over_cues_and_pauses() -> None:
    found = vtt(
        cue(1, "Ana: Hola"),
        cue(60, "Ana: a todos."),
        cue(62, "Luis: Note: no se oye,"),
        cue(63, "pero sigo."),
        cue(64, "Ana: Ya.\nLuis: Sí."),
    )
    assert spoken(found) == [
        ("Ana", "Hola a todos.", 1.0),
        ("Luis", "Note: no se oye, pero sigo.", 62.0),
        ("Ana", "Ya.", 64.0),
        ("Luis", "Sí.", 64.0),
    ]


def test_captions_of_nobody_flow_to_a_pause_or_a_long_sentence() -> None:
    sentence = "Una frase de cuarenta letras o algo más. "
    found = vtt(
        cue(1, "Uno"),
        cue(3, "dos."),
        cue(6.5, "tres"),
        *[cue(8 + number, sentence) for number in range(15)],
    )
    assert [(who, seconds) for who, _words, seconds in spoken(found)] == [("", 1.0), ("", 6.5), ("", 18.0)]
    assert spoken(found)[0][1] == "Uno dos."
    assert found.text.split() == ["Uno", "dos.", "tres", *(sentence * 15).split()]


SRT = """1
00:00:01,000 --> 00:00:02,500 X1:0
{\\an8}<i>Ana:</i> Hola <font color="red">a</font>

todos &amp; todas

2
00:00:03.5 --> 00:00:04
Luis: 42

3
0:00:05,000 --> 0:00:06,000
Ana: <inaudible> ya
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_subrip(ends: str) -> None:
    found = subrip.read(SRT.replace("\n", ends).encode(), "a.srt")
    assert spoken(found) == [
        ("Ana", "Hola a todos & todas", 1.0),
        ("Luis", "42", 3.5),
        ("Ana", "<inaudible> ya", 5.0),
    ]


def test_subrip_numbers_are_no_words_and_words_no_numbers() -> None:
    without = "00:00:01,000 --> 00:00:02,000\n¿Cuántos?\n\n00:00:03,000 --> 00:00:04,000\nSon\n12\n\n"
    assert (
        subrip.read((without + cue(5, "Ya").replace(".", ",")).encode(), "a.srt").text
        == "¿Cuántos? Son 12 Ya"
    )
    spaced = "1\n\n00:00:01,000 --> 00:00:02,000\nUno\n\n2\n\n00:00:03,000 --> 00:00:04,000\ndos\n"
    assert subrip.read(spaced.encode(), "a.srt").text == "Uno dos"


def test_subrip_without_captions_and_with_text_before() -> None:
    with pytest.raises(UserError, match=r"a\.srt holds no captions"):
        subrip.read(b"Ana: hola\n", "a.srt")
    found = subrip.read(("Made by hand\n\n" + SRT).encode(), "a.srt")
    assert "Made" not in found.text and len(found.warnings) == 1
