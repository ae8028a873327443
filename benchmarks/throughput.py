"""Measures how fast the suggestions come, and what they take, on a large made study.

    python benchmarks/throughput.py [--documents 200] [--json]

200 invented interviews of 8,000 words, English and Spanish by turns, 60 codes with ten keywords in each
language, 2,000 coded passages. The process that suggests is started and spoken to as the window does, its
JSON included. Beside the words a second stands spaCy's blank tokenizer alone, on the same texts in between.
Where other programs run at the same time, look at that ratio and at the time of the processor.
`--profile` tells where the time goes instead, in this process.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import talks
from talks import Talk

from qualcoder_cg.domain.matrix import Guidance
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import ACCEPTED, REJECTED, Material
from qualcoder_cg.services import codebook, coding, documents, learning, studies
from qualcoder_cg.services import suggestions as services
from qualcoder_cg.services.beside import beside
from qualcoder_cg.services.studies import Project
from qualcoder_cg.suggest import wire

EDITION = 1  # raise it when another study comes out of this file
WORDS, CODES, CODINGS = 8000, 60, 2000
CODED_DOCUMENTS = 40
CHUNK = 20
# As the window asks for them.
MOST = 200


class Goal(NamedTuple):
    """What a figure should be: at least or at most so much."""

    at_least: bool
    value: float


GOALS = {
    "words a second": Goal(True, 80_000),
    "learn (s)": Goal(False, 0.5),
    "decision to refreshed (s)": Goal(False, 0.3),
    "memory of the process (MB)": Goal(False, 400),
}


class Process:
    """The process that suggests, asked one thing after the other."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "qualcoder_cg.suggest.worker"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._asked = 0

    def ask(self, op: str, members: bytes = b"") -> Any:
        """What it answers; `members` are those of a JSON object, without its braces."""
        assert self._process.stdin and self._process.stdout
        self._asked += 1
        rest = b", " + members if members else b""
        self._process.stdin.write(b'{"id": %d, "op": "%s"%s}\n' % (self._asked, op.encode(), rest))
        self._process.stdin.flush()
        for line in self._process.stdout:
            answer = json.loads(line)
            if answer["id"] == self._asked and "progress" not in answer:
                if not answer["ok"]:
                    raise RuntimeError(answer["error"])
                return answer["result"]
        raise RuntimeError("the process that suggests has ended")

    def suggest(self, material: Material) -> list[Any]:
        """Suggestions, as values."""
        read = _json(wire.material_to_json(material))
        found = self.ask("suggest", b'"material": %s, "limit": %d' % (read, MOST))
        return [wire.suggestion_from_json(one) for one in found]

    def most_memory(self) -> float | None:
        """The most it ever held, in MB; None where the system does not tell."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.is_file():
            return None
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024

    def processor(self) -> float:
        """Seconds of the processor it took so far; 0 where the system does not tell."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        if not stat.is_file():
            return 0.0
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


def study(folder: Path, count: int) -> Path:
    """The study with so many interviews, made if it is not there yet."""
    target = folder / f"suggesting-{count}-{EDITION}.qcg"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"making-{target.name}")
        part.unlink(missing_ok=True)
        _build(part, count)
        part.replace(target)
    return target


def _build(path: Path, count: int) -> None:
    project = studies.new_study(path, title="Suggesting", coder="Coder 1")
    try:
        codes = _add_codes(project)
        made = list(talks.talks(count, WORDS, CODES))
        files = [(Path(f"{number:04d}.txt"), talk.transcript) for number, talk in enumerate(made, 1)]
        ids = [one.document.id for one in documents.add_transcripts(project, files) if one.document]
        with project.step("Code passages"):
            for document_id, span, code in _places(list(zip(ids, made))[:CODED_DOCUMENTS], codes):
                coding.apply_code(project, document_id=document_id, span=span, code_id=code)
    finally:
        project.close()


def _add_codes(project: Project) -> list[str]:
    dice = random.Random(talks.SEED)
    known = {language: talks.subjects(language, CODES) for language in talks.SMALL_WORDS}
    ids = []
    with project.step("Add codes"):
        for number in range(CODES):
            language = ("en", "es")[number % 2]
            guidance = Guidance(
                definition=talks.definition(known[language][number], language, dice),
                keywords={spoken: about[number].keywords for spoken, about in known.items()},
            )
            ids.append(codebook.add_code(project, f"code {number + 1}", guidance=guidance).id)
    return ids


def _places(made: Sequence[tuple[str, Talk]], codes: Sequence[str]) -> list[tuple[str, Span, str]]:
    """Where something is coded: sentences on a subject, drawn by chance."""
    every = [
        (document_id, Span(start, end), codes[subject])
        for document_id, talk in made
        for start, end, subject in talk.about
    ]
    return sorted(random.Random(talks.SEED).sample(every, min(CODINGS, len(every))))


def measured(path: Path, runs: int, tell: Callable[[str], None]) -> Iterator[tuple[str, list[float]]]:
    """Each figure with what came out every time."""
    with tempfile.TemporaryDirectory() as folder:
        project = studies.open_project(Path(shutil.copy(path, folder)), coder="Coder 1")
        process = Process()
        try:
            began = time.perf_counter()
            process.ask("ping")
            yield "start of the process (s)", [time.perf_counter() - began]
            yield from _learning(project, process, runs, tell)
            yield from _refreshing(project, process, runs, tell)
            yield from _reading(project, process, tell)
            most = process.most_memory()
            if most is not None:
                yield "memory of the process (MB)", [most]
        finally:
            process.close()
            project.close()


def _learning(
    project: Project, process: Process, runs: int, tell: Callable[[str], None]
) -> Iterator[tuple[str, list[float]]]:
    """All there is to learn: the first time, with spaCy to load, and again."""
    tell("learning")
    taught = learning.gathered(beside(project))
    first = _seconds(lambda: process.ask(taught.op, taught.members))
    before = process.processor()
    spent = [_seconds(lambda: process.ask(taught.op, taught.members)) for _run in range(runs)]
    yield "first lesson, spaCy loaded (s)", [first]
    yield "learn (s)", spent
    yield "learn, processor (s)", [(process.processor() - before) / runs]


def _refreshing(
    project: Project, process: Process, runs: int, tell: Callable[[str], None]
) -> Iterator[tuple[str, list[float]]]:
    """From a saved decision to suggestions in the open document, and what of it goes where."""
    tell("deciding")
    lesson = learning.gathered(beside(project)).lesson
    (document,) = project.documents.all()[CODED_DOCUMENTS : CODED_DOCUMENTS + 1]
    found = process.suggest(services.material(project, document.id))
    parts: dict[str, list[float]] = {"gathering (s)": [], "learning more (s)": [], "suggesting (s)": []}
    whole = []
    before = process.processor()
    for run in range(runs):
        verdict = (ACCEPTED, REJECTED)[run % 2]
        services.decide(project, found[0], verdict)
        at = [time.perf_counter()]
        taught = learning.gathered(beside(project), lesson)
        at.append(time.perf_counter())
        process.ask(taught.op, taught.members)
        at.append(time.perf_counter())
        found = process.suggest(services.material(project, document.id))
        at.append(time.perf_counter())
        lesson = taught.lesson
        whole.append(at[-1] - at[0])
        for values, (start, end) in zip(parts.values(), pairwise(at)):
            values.append(end - start)
    yield "decision to refreshed (s)", whole
    yield "of that, the process, processor (s)", [(process.processor() - before) / runs]
    yield from ((f"of that, {name}", values) for name, values in parts.items())
    yield "suggestions in the open document", [float(len(found))]


def _reading(
    project: Project, process: Process, tell: Callable[[str], None]
) -> Iterator[tuple[str, list[float]]]:
    """All documents, a few at a time, and the same texts with spaCy's blank tokenizers in between."""
    import spacy

    tokenizers = {language: spacy.blank(language).tokenizer for language in talks.SMALL_WORDS}
    ours, ours_processor, blank, offered = [], [], [], 0
    every = project.documents.all()
    for first in range(0, len(every), CHUNK):
        materials = [services.material(project, one.id) for one in every[first : first + CHUNK]]
        words = sum(len(one.text.split()) for one in materials)
        began, before = time.perf_counter(), process.processor()
        offered += sum(len(process.suggest(one)) for one in materials)
        ours.append(words / (time.perf_counter() - began))
        ours_processor.append(words / max(process.processor() - before, 0.01))
        began = time.perf_counter()
        for one in materials:
            tokenizers[one.language](one.text)
        blank.append(words / (time.perf_counter() - began))
        tell(f"{first + len(materials)} of {len(every)} documents read, {ours[-1]:,.0f} words a second")
    yield "words a second", ours
    yield "words a second of its processor", ours_processor
    yield "words a second, blank tokenizer", blank
    yield "share of the blank tokenizer's speed", [one / other for one, other in zip(ours, blank)]
    yield "suggestions a document", [offered / len(every)]


def profile(path: Path, count: int) -> None:
    """Print what takes the time to learn and to read some documents, in this process."""
    import cProfile
    import pstats

    from qualcoder_cg import suggest as engine

    with tempfile.TemporaryDirectory() as folder:
        project = studies.open_project(Path(shutil.copy(path, folder)), coder="Coder 1")
        lesson = learning.gathered(beside(project)).lesson
        materials = [services.material(project, one.id) for one in project.documents.all()[-count:]]
        project.close()
    engine.suggest(engine.learn(*lesson), materials[0])  # what is loaded once is not told
    model = engine.learn(*lesson)
    for name, work in (
        ("learning", lambda: engine.learn(*lesson)),
        ("reading", lambda: [engine.suggest(model, one, limit=MOST) for one in materials]),
    ):
        profiler = cProfile.Profile()
        profiler.runcall(work)
        print(f"\n{name}, by own time")
        pstats.Stats(profiler).sort_stats("tottime").print_stats(18)
        print(f"{name}, with all it calls")
        pstats.Stats(profiler).sort_stats("cumulative").print_stats("qualcoder_cg", 25)


def told(results: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The results as lines for people."""
    for one in results:
        number = f"{one['median']:>12,.0f}" if one["median"] >= 100 else f"{one['median']:>12.3f}"
        line = f"{one['figure']:<34} {number}   {one['low']:,.2f} – {one['high']:,.2f} ({len(one['runs'])})"
        if one["goal"] is not None:
            line += f"   goal {one['goal']:,}: {'met' if one['met'] else 'not met'}"
        yield line


def _result(figure: str, runs: list[float]) -> dict[str, Any]:
    middle, goal = median(runs), GOALS.get(figure)
    met = None if goal is None else (middle >= goal.value if goal.at_least else middle <= goal.value)
    return {
        "figure": figure,
        "median": middle,
        "low": min(runs),
        "high": max(runs),
        "goal": goal.value if goal else None,
        "met": met,
        "runs": runs,
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--runs", type=int, default=9, help="how often to learn, and to decide")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--profile", type=int, metavar="DOCUMENTS", help="tell where the time goes instead")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    made = study(options.folder, max(options.documents, CODED_DOCUMENTS + 1))
    if options.profile:
        profile(made, options.profile)
        return

    def tell(what: str) -> None:
        print(what, file=sys.stderr, flush=True)

    results = [_result(figure, runs) for figure, runs in measured(made, options.runs, tell)]
    if options.json:
        print(json.dumps({"results": results}))
        return
    for line in told(results):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
