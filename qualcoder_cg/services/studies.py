"""Creating, opening, copying and checking studies."""

import re
from collections.abc import Mapping
from pathlib import Path

from .. import paths, settings
from ..domain.codings import Coder
from ..domain.matrix import MatrixSpec
from ..domain.team import CODER, LEAD
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage import backup, checking, rows
from ..storage.opening import QUICK_CHECK_BELOW, create, open_study
from ..storage.project import Project as Project
from . import layers, package_copies
from .matrix import load_matrix

SUFFIX = ".qcg"
HUES = 12


def shipped_matrices() -> dict[str, Path]:
    """The matrices that come with the program, by the name `new --matrix` takes."""
    return {path.stem: path for path in sorted(paths.codebooks().glob("*.yaml"))}


def matrix_file(name_or_path: str) -> Path:
    """The file of a shipped matrix, or the person's own."""
    shipped = shipped_matrices()
    if name_or_path in shipped:
        return shipped[name_or_path]
    path = Path(name_or_path)
    if not path.is_file():
        raise UserError(
            _("There is no matrix {name}.").format(name=name_or_path),
            _("Give a file, or one of: {names}.").format(names=", ".join(shipped)),
        )
    return path


def read_matrix(name_or_path: str) -> MatrixSpec:
    """The matrix of a shipped name or of the person's own file; in a Word document the likeliest table."""
    from ..formats import matrices  # slow to load, and not needed to open a window
    from ..formats.matrices import docx_table

    path = matrix_file(name_or_path)
    if path.suffix.lower() in docx_table.SUFFIXES:
        from . import matrix_import

        return matrix_import.read_spec(path)
    return matrices.read(path)


def matrix_suffixes() -> tuple[str, ...]:
    """The endings of files that may hold a matrix."""
    from ..formats import matrices

    return matrices.suffixes()


def new_study(
    path: Path, *, matrix: str = "", title: str = "", coder: str = "", spec: MatrixSpec | None = None
) -> Project:
    """Make a study file, with a matrix and its codebook when one is named or given as `spec`.

    Nothing is left if that fails.
    """
    path = as_study(path)
    spec = read_matrix(matrix) if matrix and spec is None else spec
    project = create(path, coder or settings.coder_name())
    try:
        with project.step("Create study"):
            project.settings.put("study_id", rows.new_id())
            project.settings.put("title", title or path.stem)
            current_coder(project)
            if spec:
                load_matrix(project, spec)
        project.seal()
        layers.follow(project)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


def open_project(path: Path, *, coder: str = "", window: bool = False) -> Project:
    """Open a study for work.

    A package is opened as the coder it was handed to, unless another is named. A file that changed since its
    last backup is backed up first; where no copy can be made, the study
    opens all the same and says so in `project.warnings`. A window passes `window=True` and, for large
    files, runs `safeguard` beside itself so that it is usable at once.
    """
    project = open_study(path, coder or settings.coder_name(), check_large=not window)
    try:
        package_copies.follow(project, named=bool(coder))
        if window:
            project.warnings += package_copies.about(project)
        layers.follow(project)
        if not (window and is_large(path)):
            back_up_if_due(project)
    except UserError as error:
        project.warnings.append(str(error))
    except BaseException:
        project.close()
        raise
    return project


def as_study(path: Path) -> Path:
    """The path with the ending of a study; UserError for one that names no file."""
    if not path.name:
        raise UserError(_("A study needs a file name."), _("For example: round1.qcg."))
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def is_large(path: Path) -> bool:
    """Whether checking and copying the file takes longer than a person wants to wait for a window."""
    return path.stat().st_size >= QUICK_CHECK_BELOW


def back_up_if_due(project: Project) -> Path | None:
    """Make a verified backup if the study changed since the last one."""
    seq = project.last_activity()
    return backup.make(project.path, seq) if seq and backup.due(project.path, seq) else None


def safeguard(path: Path, seq: int, progress: Progress = silent) -> list[str]:
    """What opening a large study leaves for later: the check and the backup. Gives the problems found.

    Opens connections of its own, so it may run in another thread than the open study.
    """
    progress(0, 2, _("Checking the study file"))
    found = checking.quick(path)
    progress(1, 2, _("Making a backup"))
    if not found and seq and backup.due(path, seq):
        backup.make(path, seq)
    return found


def save_copy(project: Project, target: Path) -> Path:
    """Write a verified copy of the study to another file; an existing file is replaced when it is whole."""
    target = as_study(target)
    if target.resolve() == project.path.resolve():
        raise UserError(
            _("{file} is the study itself.").format(file=target.name), _("Choose another name for the copy.")
        )
    backup.copy_verified(project.path, target)
    return target


def current_coder(project: Project) -> Coder:
    """The coder who acts, added to the study on the first action; inside a step."""
    known = project.coders.named(project.coder_name)
    return known or add_coder(project, project.coder_name)


def problems(project: Project, progress: Progress = silent) -> list[str]:
    """Everything that is not as it should be in the file, as sentences; empty for a sound study."""
    return checking.problems(project, progress)


def add_coder(project: Project, name: str, initials: str = "") -> Coder:
    """Add a coder with initials and the next free hue; the first of a study leads it."""
    name = name.strip()
    taken = project.coders.all()
    role = CODER if taken else LEAD
    coder = Coder(rows.new_id(), name, initials or initials_of(name), len(taken) % HUES + 1, role)
    with project.step("Add coder {name}", name=name):
        project.coders.add(coder)
    return coder


def initials_of(name: str) -> str:
    """Up to three initials of a name."""
    parts = [part for part in name.replace(".", " ").split() if part]
    letters = "".join(part[0] for part in parts[:3]).upper()
    return letters if len(parts) > 1 else name[:2].upper()


def in_words(what: str, words: Mapping[str, object]) -> str:
    """A step or a line of the log in the person's language."""
    # The log keeps these marks, in English, before the name of the step that was undone or done again.
    for mark, sentence in (("Undo: ", _("Undo: {step}")), ("Redo: ", _("Redo: {step}"))):
        if what.startswith(mark):
            return sentence.format(step=in_words(what.removeprefix(mark), words))
    return filled(_(what), words)


def filled(sentence: str, words: Mapping[str, object]) -> str:
    """The sentence with its `{words}` filled in.

    Not `str.format`: the sentence stands in the file, which may come from anyone.
    """
    return re.sub(r"\{(\w+)\}", lambda found: str(words.get(found[1], found[0])), sentence)
