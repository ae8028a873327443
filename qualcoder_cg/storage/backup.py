"""Copies of a study that are known to open: made beside it, read back and counted, the last ten kept."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ..errors import UserError
from ..i18n import _
from .schema import CONTENT

KEPT = 10
_PORTION = 512


def folder(study: Path) -> Path:
    """Where the backups of a study lie: a folder beside it."""
    return study.with_name(f"{study.stem}.backups")


def existing(study: Path) -> list[Path]:
    """The study's backups, oldest first."""
    found = folder(study).glob(f"{_escaped(study.stem)} *.qcg")
    return sorted(found, key=lambda path: (path.stem.rsplit(" ", 1)[-1], path.name))


def due(study: Path, seq: int) -> bool:
    """Whether the study changed since its last backup; `seq` is the number of its last activity."""
    copies = existing(study)
    return not copies or not copies[-1].stem.endswith(f" {seq:07d}")


def make(study: Path, seq: int) -> Path:
    """Copy the study, open the copy, check and count it, then keep the last ten.

    Opens its own read-only connection, so it may run beside the one that is used for work.
    """
    place = folder(study)
    try:
        place.mkdir(exist_ok=True)
        _sweep(study, place)
        stamp = datetime.now().strftime("%Y-%m-%d %H%M%S")
        target = place / f"{study.stem} {stamp} {seq:07d}.qcg"
        copy_verified(study, target)
        for old in existing(study)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot(place, error.strerror or str(error)) from error
    return target


def copy_verified(study: Path, target: Path) -> None:
    """Copy a study to `target` by way of a checked temporary file; `target` is whole or untouched."""
    # the process in the name: two that back up the same study at once must not share a file
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        if not _copied(study, part):
            raise _cannot(target.parent, _("the copy differs from the study"))
        # a journal left by a crash belongs to the file that is replaced, and would damage the new one
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
        part.replace(target)
        _sync(target.parent)
    except (sqlite3.Error, OSError) as error:
        raise _cannot(target.parent, getattr(error, "strerror", None) or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_beside(study: Path) -> Iterator[Path]:
    """A folder for private files of a moment, gone afterwards.

    It lies with the backups, not among the temporary files of the system: what people said in confidence is
    in it, and a program that is killed leaves it behind until a later backup sweeps it away.
    """
    place = folder(study)
    made = place / f"{study.stem} {os.getpid()}-{time.time_ns()}.part"
    try:
        made.mkdir(parents=True)
    except OSError as error:
        raise _cannot(place, error.strerror or str(error)) from error
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _copied(study: Path, part: Path) -> bool:
    """Copy the study to `part`; whether the copy is sound and holds as many rows as the study.

    The study may be written meanwhile, in portions between which its lock is free; the copy is then of
    one moment, and the study has gone on since.
    """
    part.unlink(missing_ok=True)
    with (
        contextlib.closing(_read_only(study)) as source,
        contextlib.closing(sqlite3.connect(str(part))) as copy,
    ):
        source.backup(copy, pages=_PORTION)
        copy.execute("PRAGMA journal_mode = DELETE")
        counts, newest = _counts(source), _newest(source)
    with contextlib.closing(_read_only(part)) as copy:
        sound = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        return bool(sound and (_counts(copy) == counts or _newest(copy) < newest))


def _newest(connection: sqlite3.Connection) -> int:
    """The number of the newest line of the activity log."""
    return int(connection.execute("SELECT ifnull(max(seq), 0) FROM activity").fetchone()[0])


def _sweep(study: Path, place: Path) -> None:
    """Remove what copies that were killed an hour or more ago left half done."""
    long_ago = time.time() - 3600
    for part in place.glob(f"{_escaped(study.stem)} *.part*"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime >= long_ago:
                continue
            if part.is_dir():
                shutil.rmtree(part)
            else:
                part.unlink()


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        for table in CONTENT
        if table in names
    }


def _sync(place: Path) -> None:
    """Make the renaming durable where the system lets a folder be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _escaped(stem: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in stem)


def _cannot(place: Path, reason: str) -> UserError:
    return UserError(
        _("No copy could be made in {folder}: {reason}.").format(folder=place.name, reason=reason),
        _("Make room or choose a folder you may write to."),
    )
