"""Bringing another copy of the study in."""

import shutil
import tempfile
from pathlib import Path

from ..progress import silent
from ..storage import merging
from ..storage.opening import open_study
from .merge_join import work_out


def merge(project, path, *, progress=silent):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.qcg"
        shutil.copyfile(path, copy)
        open_study(copy, "").close()
        with merging.beside(project, copy) as copies:
            merged = work_out(copies, progress)
            with project.step("Bring in the copy {file}", file=path.name):
                merging.write(project, copies, merged.found)
    return merged
