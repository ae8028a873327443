"""Damages small invented files in every format that can be imported, and prints what became of them.

    python benchmarks/mutations.py [--files 500] [--formats docx,pdf,...] [--seed 1] [--keep FOLDER] [--json]

Every file is read as the Import command reads it, in a process of its own, and saved into a study. Printed
per format: imported, imported but with an encoding to be asked about, refused with a sentence, given up for
time, for memory, because the process ended, because its reader failed; crashes of the program itself, rows
left in a study by files that did not come in, the slowest file and the most memory that a reading process
has held so far. `--keep` keeps the files that were given up. The same seed makes the same files.
"""

import argparse
import importlib
import io
import json
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qualcoder_cg.domain.documents import Transcript
from qualcoder_cg.services import documents, reading
from qualcoder_cg.services.studies import Project, new_study

BATCH = 50
SLOWEST = 10.0
MOST_MEMORY = 1024.0
SAMPLES = Path(__file__).resolve().parents[1] / "tests" / "formats"
MARKUP = (
    b"<w:p>", b"</w:p>", b"<w:tbl><w:tr><w:tc>", b"<a xmlns:w='x'>", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"&#0;", b"&#x1F600;", b"&nosuch;", b"<?x", b"?>", b"</", b"<", b">", b"\"", b"<!DOCTYPE a>",
    b"<p>" * 400, b"{" * 300, b"}", b"\\bin99999999 ", b"\\u-99999?", b"\\'zz", b"stream\n", b"endobj\n",
    b"99999999999", b"<<", b">>", b"/Kids[1 0 R]", b"-1", b"\n--> ", b"99:99:99.999 --> 00:00",
    b"\"\"\"", b";;;;", b",\"", b"\t",
)  # fmt: skip
NOISE = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r",
    b"\x1a",
    b"\xe2\x80\xa8",
    b"%",
    b"|",
)

Mutator = Callable[[bytes, random.Random], bytes]


@dataclass
class Figures:
    """What became of the files of one format."""

    format: str
    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: int = 0
    rows_left: int = 0
    slowest: float = 0.0
    memory_mb: float = 0.0
    places: Counter[str] = field(default_factory=Counter)

    @property
    def passed(self) -> bool:
        """No crash, nothing left behind, nothing hung or past its memory."""
        return (
            not (self.crashes or self.rows_left) and self.memory_mb < MOST_MEMORY and self.slowest <= SLOWEST
        )


def flip(data: bytes, dice: random.Random) -> bytes:
    """Some bits turned, or whole bytes changed."""
    changed = bytearray(data)
    for _time in range(dice.choice((1, 2, 5, 20))):
        at = dice.randrange(len(changed))
        changed[at] = changed[at] ^ (1 << dice.randrange(8)) if dice.random() < 0.5 else dice.randrange(256)
    return bytes(changed)


def truncate(data: bytes, dice: random.Random) -> bytes:
    """The beginning alone, or a hole inside."""
    start = dice.randrange(len(data))
    return data[:start] if dice.random() < 0.5 else data[:start] + data[start + dice.randint(1, len(data)) :]


def duplicate(data: bytes, dice: random.Random) -> bytes:
    """A piece said again, once or very often."""
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randint(1, 200)]
    return data[:start] + piece * dice.choice((2, 3, 50, 2_000)) + data[start:]


def soup(data: bytes, dice: random.Random) -> bytes:
    """Marks of the formats strewn about."""
    changed = bytearray(data)
    for _time in range(dice.randint(1, 8)):
        at = dice.randrange(len(changed) + 1)
        changed[at:at] = dice.choice(MARKUP if dice.random() < 0.7 else NOISE)
    return bytes(changed)


def swap(data: bytes, dice: random.Random) -> bytes:
    """Two stretches exchanged."""
    first, second, third = sorted(dice.randrange(len(data)) for _n in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


MUTATORS: tuple[Mutator, ...] = (flip, truncate, duplicate, soup, swap)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """A damaged file: as a whole or, of a package, inside a part, with sums that are right again."""
    if data.startswith(b"PK") and dice.random() < 0.7:
        return _inside(data, dice)
    return _several(data, dice)


def _several(data: bytes, dice: random.Random) -> bytes:
    for _time in range(dice.choice((1, 1, 2, 3))):
        data = dice.choice(MUTATORS)(data or b"?", dice)
    return data


def _inside(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = list(parts)
    for _time in range(dice.choice((1, 1, 2))):
        name = dice.choice(names)
        match dice.randrange(8):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[name] = parts.get(dice.choice(names), b"")
            case _:
                parts[name] = _several(parts.get(name, b"?"), dice)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            # Without the time of day, so that the same seed makes the same file.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def seeds() -> Mapping[str, bytes]:
    """A small invented file per format: those that the tests of the formats read."""
    sys.path.insert(0, str(SAMPLES))
    return dict(importlib.import_module("transcript_files").SAMPLES)


def measure(
    format: str, data: bytes, files: int, seed: int, folder: Path, keep: Path | None = None
) -> Figures:
    """Damage one seed as often as asked for, and read and save what came of it."""
    found, before = Figures(format), _children_mb()
    dice = random.Random(f"{seed} {format}")
    project = new_study(folder / f"{format}.qcg", coder="Coder 1")
    try:
        for start in range(0, files, BATCH):
            paths = []
            for number in range(start, min(start + BATCH, files)):
                paths.append(folder / f"{number:04d}.{format}")
                paths[-1].write_bytes(mutated(data, dice))
            found.files += len(paths)
            _read(project, paths, found, keep)
            for path in paths:
                path.unlink()
    finally:
        project.close()
    # the most of all processes so far: where another held more before, this one held no more than that
    most = _children_mb()
    found.memory_mb = most if most > before else 0.0
    return found


def _read(project: Project, paths: list[Path], found: Figures, keep: Path | None) -> None:
    """Read and save a batch; the clock runs for a file from the end of the one before."""
    before = len(project.documents.all())
    told = [time.perf_counter()]
    waits: list[float] = []

    def progress(done: int, _total: int, _message: str = "") -> None:
        now = time.perf_counter()
        if done > len(waits):
            waits.extend([now - told[0]] * (done - len(waits)))
            told[0] = now

    try:
        results = reading.read_files(paths, progress)
        made = documents.add_transcripts(project, results, kind="interview")
    except Exception:
        traceback.print_exc()
        found.crashes += 1
        return
    found.slowest = max([found.slowest, *waits])
    for path, result in results:
        outcome = _outcome(result)
        found.outcomes[outcome] += 1
        if isinstance(result, reading.Unread) and result.place:
            found.places[result.place] += 1
        if keep and outcome not in ("imported", "asked", "refused"):
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, keep / f"{outcome} {path.name}")
    came = sum(one.document is not None for one in made)
    found.rows_left += len(project.documents.all()) - before - came


def _outcome(result: Any) -> str:
    if isinstance(result, Transcript):
        return "asked" if result.encodings else "imported"
    return result.cause if isinstance(result, reading.Unread) else "crash"


def _children_mb() -> float:
    """The most memory that any process started so far has held; 0 where that is not known."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 2**20


def main() -> None:
    """Damage, read, print; ends with 1 where something must not have happened."""
    options = _options()
    samples = seeds()
    wanted = options.formats.split(",") if options.formats else list(samples)
    columns = ("imported", "asked", "refused", "time", "memory", "died", "fault")
    if not options.json:
        heads = "".join(f"{head:>9}" for head in (*columns, "crashes", "rows left", "slowest", "MB"))
        print(f"{'format':8}{'files':>6}{heads}")
    all_found = []
    for format in wanted:
        with tempfile.TemporaryDirectory(prefix="mutations-") as place:
            found = measure(format, samples[format], options.files, options.seed, Path(place), options.keep)
        all_found.append(found)
        if not options.json:
            counts = "".join(f"{found.outcomes[column]:9d}" for column in columns)
            print(
                f"{format:8}{found.files:6d}{counts}{found.crashes:9d}{found.rows_left:9d}{found.slowest:9.2f}"
                f"{found.memory_mb:9.0f}  {'pass' if found.passed else 'MISS'}  {dict(found.places) or ''}",
                flush=True,
            )
    if options.json:
        print(json.dumps([asdict(found) | {"passed": found.passed} for found in all_found], indent=1))
    sys.exit(not all(found.passed for found in all_found))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--formats", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
