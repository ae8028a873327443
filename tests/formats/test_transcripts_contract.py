"""What holds for every transcript format: good files read, bad ones refused kindly and soon."""

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from transcript_files import SAMPLES, pdf

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.domain.text import clean
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import transcripts

DATA = (Path(__file__).parents[2] / "../shared/data").resolve()
READERS = {suffix[1:]: reader for suffix, reader in transcripts.FORMATS}
FORMATS = sorted(READERS)
SHORT, LONG = 60, 1_000
SLOWEST = 5.0


def check(transcript: Transcript) -> None:
    """What every transcript promises."""
    assert transcript.text.strip() and clean(transcript.text) == transcript.text
    last = 0
    for turn in transcript.turns:
        assert last <= turn.label_start <= turn.start < turn.end <= len(transcript.text)
        words = transcript.text[turn.start : turn.end]
        assert words == words.strip()
        assert turn.speaker in transcript.text[turn.label_start : turn.start]
        last = turn.end


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with some bytes changed, cut out, doubled, or the end missing."""
    changed = bytearray(data)
    for _time in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 20)]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
            case _:
                changed[at:at] = chance.choice([b"\x00", b"\xff", b"<", b"-->", b"]]>", b"\n:", b"\xef\xbf"])
    return bytes(changed)


def test_every_format_has_a_sample() -> None:
    assert set(SAMPLES) == set(READERS)
    assert transcripts.suffixes() == tuple(suffix for suffix, _reader in transcripts.FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_a_sample_reads_from_a_file(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"KII 07.{format.upper()}"
    path.write_bytes(SAMPLES[format])
    transcript = transcripts.read(path)
    check(transcript)
    assert transcript.format == {"htm": "html", "docm": "docx"}.get(format, format)
    speakers = {turn.speaker for turn in transcript.turns}
    assert speakers in ({"Ana", "Luis"}, {"Entrevistadora", "KII-07"})


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("data", [b"", b"  \n\n ", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, bytes(500)])
def test_what_holds_no_text_is_refused(format: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"interview.{format}"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        transcripts.read(path)
    assert "interview" in caught.value.message and caught.value.hint


@pytest.mark.parametrize("format", ["docx", "odt", "xlsx"])
def test_a_package_cut_short_is_refused(format: str) -> None:
    for length in range(1, len(SAMPLES[format]), 37):
        with pytest.raises(UserError, match="interview"):
            READERS[format](SAMPLES[format][:length], f"interview.{format}")


def test_unknown_and_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "talk.wav").write_bytes(b"RIFF")
    with pytest.raises(UserError, match=r"talk\.wav.*\.docx"):
        transcripts.read(tmp_path / "talk.wav")
    with pytest.raises(UserError, match=r"gone\.txt"):
        transcripts.read(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UserError, match=r"folder\.txt"):
        transcripts.read(tmp_path / "folder.txt")


def survive(format: str, read: Callable[[bytes, str], Transcript], times: int) -> None:
    chance = random.Random(f"{format} {times}")
    outcomes: Counter[str] = Counter()
    for _time in range(times):
        data = mutated(SAMPLES[format], chance)
        begun = time.perf_counter()
        try:
            check(read(data, f"interview.{format}"))
            outcomes["read"] += 1
        except UserError as error:
            assert f"interview.{format}" in error.message
            outcomes["refused"] += 1
        assert time.perf_counter() - begun < SLOWEST
    assert sum(outcomes.values()) == times


@pytest.mark.parametrize("format", FORMATS)
def test_damaged_files_are_read_or_refused(format: str) -> None:
    survive(format, READERS[format], SHORT)


@pytest.mark.soak
@pytest.mark.parametrize("format", FORMATS)
def test_many_damaged_files_are_read_or_refused(format: str) -> None:
    survive(format, READERS[format], LONG)


@pytest.mark.parametrize("format", ["docx", "odt", "xlsx"])
def test_damaged_parts_are_read_or_refused(format: str) -> None:
    """The same inside the package, where the zip's checksum does not catch it first."""
    import io
    import zipfile

    from transcript_files import package

    archive = zipfile.ZipFile(io.BytesIO(SAMPLES[format]))
    parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(7)
    for _time in range(SHORT):
        name = chance.choice(list(parts))
        content = parts[name]
        assert isinstance(content, bytes)
        try:
            check(READERS[format](package({**parts, name: mutated(content, chance)}), f"interview.{format}"))
        except UserError as error:
            assert f"interview.{format}" in error.message


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<c>" * 20_000 + b"a"),
        ("srt", b"00:00:01,000 --> 00:00:02,000\n" + b"<v " * 30_000 + b"a"),
        ("txt", b" " * 300_000 + b"x"),
        ("txt", b"a:" * 300_000),
        ("txt", b"A\t" * 200_000 + b"x"),
        ("md", b"x <!-- " * 20_000),
        ("md", b"[a](" * 20_000),
        ("md", (b"> " * 40) + b"a"),
        ("rtf", b"{\\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000 + b"b}"),
        ("rtf", b"{\\rtf1 " + b"\\'e1" * 200_000 + b"}"),
        ("rtf", b"{\\rtf1 a" + b"{\\footnote x}" * 20_000 + b"}"),
        ("html", b"<html>" + b"<div>" * 2_000 + b"a"),
        ("html", b"<p>a" + b"<td>" * 50_000),
        ("html", b"<p>a<meta" + b" charset" * 50_000),
        ("csv", b'text,speaker\n"a' + b'""' * 60_000 + b'",b\n'),
        ("csv", b"a,b;c\n" * 50_000),
        ("pdf", pdf("BT /F1 9 Tf " + "1 0 0 1 9 9 Tm (a) Tj " * 5_000 + "ET")),
        ("pdf", pdf(*["BT /F1 9 Tf 9 9 Td (Ana: 1) Tj ET"] * 300)),
    ],
)
def test_files_made_to_be_slow_are_read_soon(format: str, data: bytes) -> None:
    begun = time.perf_counter()
    check(READERS[format](data, f"interview.{format}"))
    assert time.perf_counter() - begun < SLOWEST


@pytest.mark.skipif(not DATA.exists(), reason="the shared data is not beside the checkout")
def test_real_transcripts_read() -> None:
    read = [
        transcripts.read(path)
        for path in sorted((DATA / "transcripts").rglob("*"))
        if path.suffix in transcripts.suffixes()
    ]
    assert len(read) >= 11
    for transcript in read:
        check(transcript)
        assert transcript.language in ("en", "es")
