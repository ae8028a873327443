"""Counts speakers, turns and words of transcripts without the program: a plain reading of each raw file.

Only the standard library (and `pdftotext`, for PDF) is used, and nothing of the program, so that what its
readers find can be checked against it. Run by hand it prints its table:

    python tests/formats/plain_counts.py FOLDER
"""

import html
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree


class Counts(NamedTuple):
    """What a file holds; `words` are those of the whole file as a person sees it, labels included."""

    speakers: int
    turns: int
    words: int


def count(path: Path) -> Counts | None:
    """The counts of a file; None where the tool to look into it is missing."""
    return {
        ".vtt": _vtt, ".srt": _srt, ".txt": _txt, ".md": _markdown, ".docx": _docx, ".odt": _odt,
        ".pdf": _pdf,
    }[path.suffix](path)  # fmt: skip


def _runs(said: list[tuple[str, str]], written: bool) -> Counts:
    """Captions, one after another, of whom they are: a speaker's neighbouring captions are one turn.

    A turn shows its label once, so that the words of the label count once a turn (where it is `written`).
    """
    turns = [pair for number, pair in enumerate(said) if not number or pair[0] != said[number - 1][0]]
    labels = sum(len(f"{name}:".split()) for name, _words in turns) if written else 0
    words = sum(len(words.split()) for _name, words in said)
    return Counts(len({name for name, _words in said}), len(turns), labels + words)


def _captions(path: Path) -> list[str]:
    """The words of every caption: what follows a line of times, up to an empty line."""
    text = path.read_text(encoding="utf-8").replace("\r", "")
    blocks = re.split(r"\n\s*\n", text)
    return [
        " ".join(block.split("\n")[number + 1 :])
        for block in blocks
        for number, line in enumerate(block.split("\n"))
        if "-->" in line
    ]


def _vtt(path: Path) -> Counts:
    captions = _captions(path)
    voices = [re.fullmatch(r"\s*<v ([^>]+)>(.*)", one) for one in captions]
    if all(voices):
        said = [(voice[1], re.sub("<[^>]*>", "", voice[2])) for voice in voices if voice]
        return _runs([(name, html.unescape(words)) for name, words in said], written=True)
    return _named(captions)


def _srt(path: Path) -> Counts:
    return _named(_captions(path))


def _named(captions: list[str]) -> Counts:
    """Captions that begin `Name: words`, a name being what recurs there; without names nobody is known."""
    found = [re.match(r"([A-ZÁÉÍÓÚÑ][^:]{1,45}): ", one) for one in captions]
    if sum(one is not None for one in found) < len(captions) / 2:
        return Counts(0, 0, sum(len(one.split()) for one in captions))
    said: list[tuple[str, str]] = []
    for one, name in zip(captions, found, strict=True):
        words = one[name.end() :] if name else one
        said.append((name[1] if name else said[-1][0], words))
    return _runs(said, written=True)


def _txt(path: Path) -> Counts:
    """Every line that begins with a name and a colon is a turn."""
    text = path.read_text(encoding="utf-8")
    names = re.findall(r"^([A-ZÁÉÍÓÚÑ][\w .]{1,45}):", text, re.M)
    return Counts(len(set(names)), len(names), len(text.split()))


def _markdown(path: Path) -> Counts:
    """Lines `Name: …` after the block of properties; marks of Markdown are no words."""
    text = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    names = re.findall(r"^\**([A-Z][a-z]+)\**:(?! <)", text, re.M)
    plain = re.sub(r"^\s*#+ |^> ?", "", text, flags=re.M)
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    return Counts(len(set(names)), len(names), len(plain.replace("**", "").split()))


def _xml_lines(path: Path, part: str, paragraph: str) -> list[str]:
    """The paragraphs of a part: all character data inside each, with spaces where the format marks some."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read(part))
    lines: list[str] = []
    for one in root.iter():
        if one.tag.rpartition("}")[2] in paragraph.split():
            for mark in one.iter():
                if mark.tag.rpartition("}")[2] in ("s", "tab", "line-break", "br"):
                    mark.text = " "
            lines.append("".join(one.itertext()))
    return lines


def _office(lines: list[str]) -> Counts:
    names = [found[1] for line in lines if (found := re.match(r"\s*([A-Z]{4,}):", line))]
    return Counts(len(set(names)), len(names), sum(len(line.split()) for line in lines))


def _docx(path: Path) -> Counts:
    return _office(_xml_lines(path, "word/document.xml", "p"))


def _odt(path: Path) -> Counts:
    return _office(_xml_lines(path, "content.xml", "p h"))


def _pdf(path: Path) -> Counts | None:
    """Lines that begin with a name; page marks (1/5) and the numbers of the rows beside them are no words."""
    if not shutil.which("pdftotext"):
        return None
    command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8").replace("\f", "\n")
    lines = [line for line in text.split("\n") if not re.fullmatch(r"\d+(/\d+)?", line.strip())]
    names = [found[1] for line in lines if (found := re.match(r"(?:\d+ +)?([A-Z][a-z]+):(?:\s|$)", line))]
    return Counts(len(set(names)), len(names), sum(len(line.split()) for line in lines))


if __name__ == "__main__":
    for file in sorted(Path(sys.argv[1]).rglob("*.*")):
        print(f"{file.name:50}", count(file))
