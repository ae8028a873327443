"""A process that brings copies into a study and takes them out again until it is killed.

    python tests/merge_worker.py STUDY COPY

Says "ready" when it begins.
"""

import sys
from pathlib import Path

from qualcoder_cg.services.merge import merge
from qualcoder_cg.storage.opening import open_study


def work(study: Path, copy: Path) -> None:
    """Merge and undo, over and over."""
    project = open_study(study, "Lead")
    print("ready", flush=True)
    while True:
        merge(project, copy)
        project.undo()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]))
