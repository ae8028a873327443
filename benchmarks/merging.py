"""Prints how long it takes to bring a copy in that brings 1,000 new codings, on large studies.

    python benchmarks/merging.py [--folder DIR] [--repeats 3] [--sizes M,L] [--new 1000]

Medians of wall seconds. The ratio is against making a checked copy of the study, which a merge does first:
what merging may cost beside it. There is no goal; what a person waits for is shown with progress.
"""

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import studies
from measuring import spent

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "qualcoder-cg-studies")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sizes", default="M,L")
    parser.add_argument("--new", type=int, default=1000)
    options = parser.parse_args()
    for size in options.sizes.split(","):
        with tempfile.TemporaryDirectory(prefix="merging-") as scratch:
            _measure(size, studies.made(options.folder, size), Path(scratch), options.new, options.repeats)


def _measure(size: str, study: Path, scratch: Path, new: int, repeats: int) -> None:
    from qualcoder_cg.services.merge import merge, preview
    from qualcoder_cg.services.studies import open_project
    from qualcoder_cg.storage import backup

    here, there = (
        Path(shutil.copy(study, scratch / "here.qcg")),
        Path(shutil.copy(study, scratch / "there.qcg")),
    )
    _coded(there, new)
    project = open_project(here, coder="Lead")
    took: dict[str, list[float]] = {}
    for _time in range(repeats):
        for name, work in (
            ("a checked copy", lambda: backup.copy_verified(here, scratch / "copy.qcg")),
            ("preview", lambda: preview(project, there)),
            ("merge", lambda: merge(project, there)),
            ("merge again", lambda: merge(project, there)),
            ("undo", project.undo),
        ):
            took.setdefault(name, []).append(spent(work).wall)
    limit = statistics.median(took["a checked copy"])
    n = project.codings.count()
    project.close()
    for name, seconds in took.items():
        middle = statistics.median(seconds)
        print(f"{size}  {new:,} into {n:,}  {name:16} {middle:7.2f} s  {middle / limit:5.1f} ×")


def _coded(path: Path, new: int) -> None:
    """Let somebody code in a copy."""
    from qualcoder_cg.domain.codings import Coding
    from qualcoder_cg.services.studies import current_coder, open_project
    from qualcoder_cg.storage import rows

    chance = random.Random(1)
    project = open_project(path, coder="Ana L.")
    documents, codes = project.documents.all(), project.codes.all()
    with project.step("Code"):
        coder = current_coder(project).id
        made = []
        for _number in range(new):
            document, code = chance.choice(documents), chance.choice(codes)
            start = chance.randrange(document.characters - 60)
            made.append(
                Coding(
                    rows.new_id(), document.id, code.id, coder, start, start + 50, "", "manual", rows.now()
                )
            )
        project.codings.add(made)
    project.close()


if __name__ == "__main__":
    main()
