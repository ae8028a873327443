"""Prints how long importing 200 transcripts of 8,000 words takes, beside what bare libraries need.

    python benchmarks/importing.py [--formats txt,vtt,docx] [--files 200] [--words 8000] [--runs 3] [--json]

Each run imports all files of a format into a fresh study, as the Import command does: reading in processes
of their own, speakers, full-text index, undo and saving included. The transcripts are invented, with
speakers, the same ones every time. Floors are measured in the same run: the bytes read from the disk, and
for .docx what python-docx needs for the paragraphs, in this one process.
"""

import argparse
import io
import json
import random
import statistics
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import studies
from measuring import spent

from qualcoder_cg.services import documents
from qualcoder_cg.services.studies import new_study

GOALS = {"txt": 5.0, "vtt": 5.0, "docx": 8.0}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATION = (
    f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)

Said = list[tuple[str, str]]


@dataclass(frozen=True)
class Figures:
    """Seconds of a format: the median run, every run, the floors, and whether the goal was reached."""

    format: str
    files: int
    words: int
    turns: int
    seconds: float
    runs: list[float]
    goal: float | None
    read_bytes: float
    library: float | None

    @property
    def passed(self) -> bool:
        """Whether the median run stayed within the goal."""
        return self.goal is None or self.seconds <= self.goal


def conversation(number: int, words: int) -> Said:
    """Who says what in a transcript; the same for the same number."""
    dice = random.Random(f"{studies.SEED} importing {number}")
    vocabulary = studies.VOCABULARY["en" if number % 3 == 0 else "es"].split()
    said: Said = []
    spoken = 0
    while spoken < words:
        asked = len(said) % 2 == 0
        sentences = []
        for _sentence in range(dice.randint(1, 2) if asked else dice.randint(2, 9)):
            length = dice.randint(4, 24)
            sentences.append(
                " ".join(dice.choices(vocabulary, k=length)).capitalize() + ("?" if asked else ".")
            )
            spoken += length
        said.append(("Moderator" if asked else f"KII-{number:02d}", " ".join(sentences)))
    return said


def as_txt(said: Said) -> bytes:
    """A plain text with labels."""
    return "\n\n".join(f"{who}: {what}" for who, what in said).encode()


def as_vtt(said: Said) -> bytes:
    """Captions of one sentence each, with voices."""
    cues, second = ["WEBVTT"], 0
    for who, what in said:
        for sentence in what.replace("? ", "?\n").replace(". ", ".\n").split("\n"):
            cues.append(f"{_stamp(second)} --> {_stamp(second + 5)}\n<v {who}>{sentence}</v>")
            second += 5
    return "\n\n".join(cues).encode()


def _stamp(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.000"


def as_docx(said: Said) -> bytes:
    """A Word document with bold names, as transcription services write it."""
    paragraphs = "".join(
        f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{who}: </w:t></w:r>'
        f'<w:r><w:t xml:space="preserve">{what}</w:t></w:r></w:p>'
        for who, what in said
    )
    body = f'<w:document xmlns:w="{W}"><w:body>{paragraphs}<w:sectPr/></w:body></w:document>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATION)
        package.writestr("word/document.xml", body)
    return held.getvalue()


WRITERS: dict[str, Callable[[Said], bytes]] = {"txt": as_txt, "vtt": as_vtt, "docx": as_docx}


def measure(format: str, files: int, words: int, runs: int) -> Figures:
    """Import the transcripts of one format as often as asked for."""
    with tempfile.TemporaryDirectory(prefix="importing-") as place:
        folder = Path(place) / "files"
        folder.mkdir()
        for number in range(files):
            path = folder / f"interview {number + 1:03d}.{format}"
            path.write_bytes(WRITERS[format](conversation(number, words)))
        paths = sorted(folder.iterdir())
        read_bytes = spent(lambda: [path.read_bytes() for path in paths]).wall
        library = spent(lambda: _by_python_docx(paths)).wall if format == "docx" else None
        seconds = []
        for run in range(runs):
            project = new_study(Path(place) / f"{run}.qcg", matrix="closing-gaps", coder="Coder 1")
            seconds.append(spent(partial(documents.import_files, project, [folder])).wall)
            found = project.documents.all()
            turns = sum(len(project.documents.turns(document.id)) for document in found)
            project.close()
            if len(found) != files:
                raise SystemExit(f"{len(found)} of {files} files came in")
    words_found = sum(document.words for document in found)
    median = statistics.median(seconds)
    return Figures(format, files, words_found, turns, median, seconds, GOALS.get(format), read_bytes, library)


def _by_python_docx(paths: Sequence[Path]) -> int:
    from docx import Document

    return sum(len(paragraph.text) for path in paths for paragraph in Document(str(path)).paragraphs)


def main() -> None:
    """Measure and print."""
    options = _options()
    found = [measure(name, options.files, options.words, options.runs) for name in options.formats.split(",")]
    if options.json:
        print(json.dumps([asdict(one) | {"passed": one.passed} for one in found], indent=1))
        return
    print(
        f"{'format':8}{'files':>6}{'words':>11}{'turns':>9}{'seconds':>9}{'goal':>6}{'bytes':>8}{'library':>9}"
    )
    for one in found:
        goal = "" if one.goal is None else f"{one.goal:g}"
        library = "" if one.library is None else f"{one.library:.2f}"
        print(
            f"{one.format:8}{one.files:6d}{one.words:11,d}{one.turns:9,d}{one.seconds:9.2f}{goal:>6}"
            f"{one.read_bytes:8.3f}{library:>9}  {'pass' if one.passed else 'MISS'}"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--formats", default=",".join(WRITERS))
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--words", type=int, default=8_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
