"""Bringing another copy of the study in: seen before, done in one step, and told afterwards."""

import contextlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..domain.merge_report import MadeOne, MergePreview, MergeReport
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage import backup, connection, merging, rows
from ..storage.merging import Copies
from ..storage.opening import open_study
from ..storage.project import Project
from .evidence import title
from .merge_choices import check, take
from .merge_join import work_out
from .merge_preview import preview_of
from .same import make_same

_SHARED = ("document", "criterion", "question")


def preview(project: Project, path: Path, progress: Progress = silent) -> MergePreview:
    """What bringing a copy in would do; changes nothing. UserError where the file cannot be merged."""
    with _beside(project, path) as copies:
        return preview_of(project, copies, work_out(copies, progress), path.name)


def merge(
    project: Project,
    path: Path,
    *,
    choices: Mapping[str, str] = {},
    same: Mapping[str, Sequence[tuple[str, str]]] = {},
    progress: Progress = silent,
) -> MergeReport:
    """Bring another copy of the study in, in one step; merging it again changes nothing.

    A backup is made first, unless nothing comes in.

    `choices` gives for conflicts ("table/row/field") whose side is taken, "mine" or "theirs"; `same` are
    by table pairs of rows (ids) that are one, as the preview proposes them (see `same.make_same`). UserError
    where the file is damaged, from a newer version, or no copy of this study; nothing is changed then.
    """
    with _beside(project, path) as copies:
        merged = work_out(copies, progress)
        foreseen = preview_of(project, copies, merged, path.name)
        check(merged, choices)
        changes = not foreseen.is_empty or bool(choices or same)
        kept = str(backup.make(project.path, project.last_activity())) if changes else ""
        progress(1, 2, _("Writing what comes in"))
        chosen: dict[str, str] = {}
        joined: list[MadeOne] = []
        with project.step("Bring in the copy {file}", file=path.name):
            merging.write(project, copies, merged.found)
            if choices or same:
                with project.as_later_changes():
                    chosen = take(project, copies, merged, choices)
                    joined = make_same(project, same)
    progress(2, 2)
    return MergeReport(
        foreseen, kept, chosen, joined,
        study=title(project), who=project.coder_name, at=rows.now(),
    )  # fmt: skip


@contextlib.contextmanager
def _beside(project: Project, path: Path) -> Iterator[Copies]:
    """The study and a private, checked copy of the file beside it; what cannot be merged is refused."""
    connection.refuse_unless_study(path)
    if path.resolve() == project.path.resolve():
        raise UserError(
            _("{file} is the study itself.").format(file=path.name), _("Choose the copy that came back.")
        )
    with backup.folder_beside(project.path) as folder:
        private = folder / path.name
        try:
            shutil.copyfile(path, private)
            journal = path.with_name(f"{path.name}-journal")
            if journal.is_file():  # a copy whose program was killed is made whole on opening
                shutil.copyfile(journal, private.with_name(journal.name))
        except OSError as error:
            raise UserError(
                _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror or error),
                _("Check that it is a file and that you may open it."),
            ) from None
        _checked(private)
        with merging.beside(project, private) as copies:
            _refuse_another_study(copies, path.name)
            yield copies


def _checked(private: Path) -> None:
    """Open the private copy once: what is damaged is refused, what is older brought up to date."""
    try:
        with contextlib.closing(open_study(private, "")) as other:
            connection.refuse_loose(other.connection, private.name)
    except connection.Damaged as error:
        raise UserError(
            error.message, _("The study is as it was. Ask whoever sent the copy to send it again.")
        ) from error


def _refuse_another_study(copies: Copies, name: str) -> None:
    mine, theirs = (copies.setting(side, "study_id") for side in ("mine", "theirs"))
    same = mine == theirs if mine and theirs else any(copies.shares(table) for table in _SHARED)
    if not same:
        raise UserError(
            _("{file} is not a copy of this study.").format(file=name),
            _("Only copies of one study can be merged. Documents of another one are imported one by one."),
        )
