"""How long reports take to be written, beside what others need for the same rows.

    python benchmarks/exports.py [--folder DIR] [--runs 5] [--json]

Measures the median of several runs, the first of which only warms up: 3,000 quotes to a Word annex (study S)
beside the same paragraphs through python-docx; 40,000 evidence rows to XLSX (study M) beside XlsxWriter;
every report of S in its first format, and 20,000 evidence rows of L to each format.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import perf_counter

from evidenced import evidenced
from measuring import scratch as copied
from studies import SIZES

from qualcoder_cg.domain.evidence import Evidence
from qualcoder_cg.formats import reports as files
from qualcoder_cg.services import evidence, reports
from qualcoder_cg.services.reports import Options
from qualcoder_cg.services.studies import Project, open_project

DOCX_GOAL, XLSX_GOAL = 1.0, 2.5
ROWS = 20_000


def main() -> None:
    """Measure, and print a line for each job."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(options.folder, Path(scratch), options.runs)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for one in found:
        goal = f"goal {one['goal']:.1f} s, ratio {one['seconds'] / one['goal']:.2f}" if one["goal"] else ""
        peer = f"{one['peer']} {one['peer_seconds']:.2f} s" if one["peer"] else ""
        print(f"{one['job']:48} {one['seconds']:7.2f} s  {goal:28} {peer}", flush=True)


def measured(folder: Path, scratch: Path, runs: int) -> list[dict]:
    """Every job with its median, its goal and its peer."""
    found = []

    def add(job: str, work: Callable[[], object], goal: float = 0, peer: str = "", other=None) -> None:
        seconds = median(work, runs)
        beside = median(other, runs) if other else 0.0
        print(f"{job}: {seconds:.2f} s", file=sys.stderr, flush=True)
        found.append({"job": job, "seconds": seconds, "goal": goal, "peer": peer, "peer_seconds": beside})

    small = opened(folder, "S")
    quotes = [one.text for one in evidence.build(small).excerpts()]
    add(
        f"{len(quotes):,} quotes to DOCX",
        lambda: reports.export_evidence(small, scratch / "a.docx", accepted="measured"),
        DOCX_GOAL,
        "python-docx",
        lambda: by_python_docx(quotes, scratch / "peer.docx"),
    )
    for kind in reports.reports():
        path = scratch / f"{kind.name}{kind.suffixes[0]}"
        add(f"S: {kind.name}", lambda name=kind.name, path=path: whole(small, name, path))
    small.close()
    middle = opened(folder, "M")
    rows = [tuple(map(str, one)) for one in evidence.build(middle, counts=False).excerpts()]
    add(
        f"{len(rows):,} evidence rows to XLSX",
        lambda: reports.export_evidence(middle, scratch / "a.xlsx", accepted="measured"),
        XLSX_GOAL,
        "XlsxWriter",
        lambda: by_xlsxwriter(rows, scratch / "peer.xlsx"),
    )
    middle.close()
    large = opened(folder, "L")
    part = first_rows(evidence.build(large), ROWS)
    for suffix in files.suffixes():
        add(
            f"L: {ROWS:,} evidence rows to {suffix}",
            lambda suffix=suffix: files.write(part, scratch / f"l{suffix}"),
        )
    large.close()
    return found


def opened(folder: Path, size: str) -> Project:
    """A copy of a made study that has findings, polarities and names."""
    return open_project(copied(evidenced(folder, SIZES[size])), window=True)


def whole(project: Project, name: str, path: Path) -> None:
    """One report as the command line writes it."""
    reports.export_report(project, name, path, Options(), accepted="measured")


def first_rows(found: Evidence, n: int) -> Evidence:
    """The evidence with its first rows alone, read before it is measured."""
    kept = list(islice(found.excerpts(), n))
    return replace(found, excerpts=lambda: iter(kept), excerpt_count=n)


def by_python_docx(quotes: list[str], path: Path) -> None:
    """The same quotes, a paragraph each."""
    import docx

    document = docx.Document()
    for quote in quotes:
        document.add_paragraph(quote, style="Quote")
    document.save(str(path))


def by_xlsxwriter(rows: list[tuple[str, ...]], path: Path) -> None:
    """The same cells, written one by one in its mode for large files."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row[:10]):
            sheet.write_string(number, column, value)
    book.close()


def median(work: Callable[[], object], runs: int) -> float:
    """The median of several runs after one that is not counted."""
    spent = []
    for number in range(runs + 1):
        began = perf_counter()
        work()
        if number:
            spent.append(perf_counter() - began)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
