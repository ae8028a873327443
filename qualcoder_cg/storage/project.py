"""An open study: the one door through which every change goes, and the way back."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.changes import Activity, Changes, StepInfo, merged
from . import activity, connection, history, packing, rows, stamps, steps, text_index
from .codes import Codes
from .codings import Codings
from .decisions import Decisions
from .documents import Documents
from .evidence import EvidenceTables
from .guides import Guides
from .informants import Informants
from .interviews import Interviews
from .matrix import Matrix
from .notes import Bookmarks, Finished, Notes
from .own_columns import OwnColumns
from .people import Coders, Settings
from .reading import Reading
from .revisions import Revisions
from .sameness import Sameness
from .surveys import Surveys
from .team import TeamTables
from .turns import Turns

if TYPE_CHECKING:
    from sqlite_utils import Database

AMENDED_WITHIN_S = 120.0
_EVERYTHING = ""


class Project:
    """A study file that is open; one connection, used by one thread.

    Reading goes through the repositories (`project.codings.in_document(id)`), writing through
    `services`, which call `step`. `coder_name` is who acts; listeners hear of every committed change;
    `warnings` are sentences about the opening that the person should read; `kept` holds what services keep
    of it while it is open.
    """

    def __init__(self, path: Path, connected: sqlite3.Connection, coder_name: str) -> None:
        self.path = path
        self.coder_name = coder_name
        self.warnings: list[str] = []
        self.connection = connected
        self.settings = Settings(connected)
        self.coders = Coders(connected)
        self.matrix = Matrix(connected)
        self.codes = Codes(connected)
        self.documents = Documents(connected)
        self.turns = Turns(connected)
        self.informants = Informants(connected)
        self.interviews = Interviews(connected)
        self.own_columns = OwnColumns(connected)
        self.guides = Guides(connected)
        self.surveys = Surveys(connected)
        self.revisions = Revisions(connected)
        self.codings = Codings(connected)
        self.decisions = Decisions(connected)
        self.notes = Notes(connected)
        self.bookmarks = Bookmarks(connected)
        self.finished = Finished(connected)
        self.evidence = EvidenceTables(connected)
        self.team = TeamTables(connected)
        self.sameness = Sameness(connected)
        self._columns = history.columns_of(connected)
        self._clock = stamps.Clock(connected, path)
        self.kept: dict[object, object] = {}
        self._listeners: list[Callable[[Changes], None]] = []
        self._in_step = False
        self._amendable, self._amended_at, self._amendable_line = 0, 0.0, 0
        self._held: list[Changes] | None = None
        self._committed: Counter[str] = Counter()
        history.install(connected, self._columns)
        text_index.install(connected)
        self.reading = Reading(connected)
        self._data_version = self._outside_version()

    @property
    def db(self) -> "Database":
        """The same connection as sqlite_utils sees it, for scripts and exploration."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False)

    @property
    def seen(self) -> Codings:
        """The codings that may be seen and count: everybody's or the consensus of them, or those of the
        coders named to `see_only`, without those that still wait for a person. Whoever counts, suggests,
        prints or exports reads these; what acts on codings as such reads `codings`.
        """
        return self.reading.counted

    @property
    def shown(self) -> Codings:
        """Those and the ones that wait: for the transcript and lists where a person acts on codings."""
        return self.reading.shown

    @property
    def seen_coders(self) -> frozenset[str] | None:
        """The coders (ids) whose codings may be shown; None for everybody's."""
        return self.reading.coders

    def see_only(self, coder_ids: Iterable[str] | None) -> None:
        """Show only the codings of these coders from now on, None everybody's; tells the listeners.

        This belongs to the open study and is not saved in it.
        """
        if self.reading.see_only(coder_ids):
            self._tell(Changes("who is seen", everything=True))

    @property
    def sees_consensus(self) -> bool:
        """Whether what counts of everybody's codings is the consensus layer."""
        return self.reading.consensus

    def see_consensus(self, on: bool) -> None:
        """Let what counts be the consensus layer from now on, or everybody's codings; tells the listeners.

        Where only some coders' codings may be seen, that stays so. It is not saved in the study.
        """
        if on != self.reading.consensus:
            self.reading.consensus = on
            self._tell(Changes("who is seen", everything=True))

    def close(self) -> None:
        """Let go of the file; everything is already saved."""
        self._listeners.clear()
        self.connection.close()

    def listen(self, listener: Callable[[Changes], None], *, first: bool = False) -> None:
        """Call `listener(changes)` after every committed step, undo, redo and change from outside.

        `first` is for those whom other listeners ask: they hear of it before them.
        """
        self._listeners.insert(0 if first else len(self._listeners), listener)

    def stamp(self, *tables: str) -> object:
        """Something that is another after every change to one of these tables, also one from outside.

        None amid a step: what is read then may be taken back, and must not be kept.
        """
        if self.connection.in_transaction:
            return None
        committed = [self._committed[table] for table in (_EVERYTHING, *tables)]
        return self._outside_version(), *committed

    @contextmanager
    def step(self, name: str, /, *, merge: str = "", **words: object) -> Iterator[None]:
        """One user action: all of it or nothing, undoable, logged, told to the views.

        `name` is an English sentence with `{words}`. A step inside a step joins the outer one; a step
        with the same `merge` key as the last one amends it, unless two minutes went by or `stop_amending`
        was called. A step that changes nothing leaves no trace.
        """
        if self._in_step:
            yield
            return
        with connection.spoken(self.path.name), self._transaction():
            step_id, amends = self._begin(name, merge, words)
            before = self.connection.total_changes
            yield
            ids = history.ids_of(self.connection, step_id)
            # what a merge joins may be records alone, such as a deletion of what was never here
            done = bool(ids) or bool(history.joins(self.connection, step_id))
            changed = self.connection.total_changes > before if amends else done
            if changed:
                self._record(step_id, name, words, amends)
            else:
                self.connection.execute("ROLLBACK")
        if changed:
            self._amendable, self._amended_at = step_id, time.monotonic()
            self._tell(Changes(name, ids))

    def guard_package(self) -> None:
        """Refuse from now on to write over what this package does not hold."""
        with connection.spoken(self.path.name):
            packing.guard(self.connection)

    @contextmanager
    def as_later_changes(self) -> Iterator[None]:
        """Inside a step that joins a copy: what is changed here is a change of its own, made after it."""
        step_id = self.connection.execute("SELECT step_id FROM temp.recording").fetchone()[0]
        apart = step_id + history.APART
        history.record_under(self.connection, apart)
        yield
        history.record_under(self.connection, step_id)
        stamps.follow(self.connection, apart, self._clock, self.coder_name, self._columns)
        history.move(self.connection, apart, step_id)

    def undo(self) -> StepInfo | None:
        """Take back the last step; None when there is none. Gives what was undone."""
        return self._walk(back=True, at_most=1)

    def redo(self) -> StepInfo | None:
        """Do the last undone step again; None when there is none. Gives what was redone."""
        return self._walk(back=False, at_most=1)

    def go_to(self, step_id: int, at_most: int | None = None) -> int:
        """Undo or redo until this step is the last that stands (0: until none stands).

        At most so many steps are taken, all in one transaction and told once; gives how many are left.
        """
        away = steps.distance(self.connection, step_id)
        take = abs(away) if at_most is None else min(abs(away), at_most)
        if take:
            self._walk(back=away > 0, at_most=take)
        return abs(away) - take

    def stop_amending(self) -> None:
        """Let the next step be one of its own, whatever its merge key."""
        self._amendable = 0

    @contextmanager
    def told_once(self) -> Iterator[None]:
        """Keep what listeners would hear until the end, and tell it as one change."""
        held: list[Changes] = []
        self._held = held
        try:
            yield
        finally:
            self._held = None
            if held:
                self._tell(merged(held))

    def seal(self) -> None:
        """Let undo end here: what was done so far made the study and is not taken back step by step."""
        with connection.spoken(self.path.name), self._transaction():
            self.connection.execute("DELETE FROM history")
            self.connection.execute("DELETE FROM step")

    def undoable(self) -> StepInfo | None:
        """The step that `undo` would take back."""
        return steps.undoable(self.connection)

    def redoable(self) -> StepInfo | None:
        """The step that `redo` would do again."""
        return steps.redoable(self.connection)

    def step_counts(self) -> tuple[int, int]:
        """How many steps the history has, and how many of these are undone."""
        return steps.count(self.connection)

    def steps(self, offset: int = 0, limit: int = -1) -> list[StepInfo]:
        """The steps of the history, newest first; those undone come before those that stand."""
        return steps.page(self.connection, offset, limit)

    def get_step(self, step_id: int) -> StepInfo | None:
        """A step of the history by its number."""
        return steps.get(self.connection, step_id)

    def note(self, what: str, /, **words: object) -> None:
        """Write a line into the activity log for something that changes no content, such as an export."""
        with connection.spoken(self.path.name), self._transaction():
            self._log(what, words, {})

    def documents_of(self, table: str, ids: Iterable[str]) -> set[str]:
        """In which documents these rows ("coding", "turn") lie, or lay before the change just told."""
        return history.documents_of(self.connection, table, ids)

    def activity(self, limit: int = -1) -> list[Activity]:
        """The log, newest first; all of it unless limited."""
        return activity.lines(self.connection, limit)

    def last_activity(self) -> int:
        """The number of the newest line of the log; 0 in a new study."""
        return activity.last(self.connection)

    def refresh(self) -> bool:
        """Tell the listeners if another program has written to the file since; gives whether it had."""
        with connection.spoken(self.path.name):
            version = self._outside_version()
        if version == self._data_version:
            return False
        self._data_version = version
        self._tell(Changes("changed from outside", everything=True))
        return True

    def fingerprint(self) -> str:
        """SHA-256 over all content, independent of the order in which rows lie in the file."""
        return rows.fingerprint(self.connection, self._columns)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit what is done inside, or take all of it back."""
        self.connection.execute("BEGIN IMMEDIATE")
        self._in_step = True
        try:
            yield
            if self.connection.in_transaction:
                text_index.follow(self.connection)
                self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self._in_step = False

    def _begin(self, name: str, merge: str, words: Mapping[str, object]) -> tuple[int, bool]:
        """Start recording; gives the step's number and whether it amends the last step."""
        last = self.connection.execute(
            "SELECT id, merge_key, coder FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
        soon = time.monotonic() - self._amended_at < AMENDED_WITHIN_S
        amends = bool(merge) and soon and last == (self._amendable, merge, self.coder_name)
        amends = amends and not self.redoable()
        if amends:
            step_id = self._amendable
        else:
            steps.forget_undone(self.connection)
            step_id = (
                self.connection.execute(
                    "INSERT INTO step (name, words, at, coder, merge_key, undone) VALUES (?, ?, ?, ?, ?, 0)",
                    [name, json.dumps(words, ensure_ascii=False), rows.now(), self.coder_name, merge],
                ).lastrowid
                or 0
            )
        history.record_under(self.connection, step_id)
        return step_id, amends

    def _record(self, step_id: int, name: str, words: Mapping[str, object], amends: bool) -> None:
        """Finish a step that changed something: stamps, tombstones, the log line."""
        history.record_under(self.connection, None)
        stamps.follow(self.connection, step_id, self._clock, self.coder_name, self._columns)
        counts = history.counts_of(self.connection, step_id)
        if amends:
            # The line tells what the step did as a whole: the sum of all lines is what stands in the file.
            activity.recount(self.connection, self._amendable_line, counts)
        else:
            self._amendable_line = self._log(name, words, counts)

    def _walk(self, *, back: bool, at_most: int) -> StepInfo | None:
        """Undo or redo some steps in one transaction; gives the last one taken."""
        told: list[Changes] = []
        step = None
        with connection.spoken(self.path.name), self._transaction():
            for _number in range(at_most):
                # looked up inside the transaction: another process may be undoing the same step
                following = self.undoable() if back else self.redoable()
                if following is None:
                    break
                step = following
                told.append(Changes(step.name, self._swap(step, undone=back)))
            if step is None:
                self.connection.execute("ROLLBACK")
        if step:
            self._tell(merged(told))
        return step

    def _swap(self, step: StepInfo, *, undone: bool) -> dict[str, frozenset[str]]:
        """Take one step back, or do it again; gives the rows touched."""
        history.swap(self.connection, step.id, self._columns)
        self.connection.execute("UPDATE step SET undone = ? WHERE id = ?", [int(undone), step.id])
        stamps.follow(self.connection, step.id, self._clock, self.coder_name, self._columns)
        ids = history.ids_of(self.connection, step.id)
        counts = history.counts_of(self.connection, step.id)
        self._log(("Undo: " if undone else "Redo: ") + step.name, step.words, counts)
        history.record_under(self.connection, None)
        return ids

    def _log(self, what: str, words: Mapping[str, object], counts: Mapping[str, Mapping[str, int]]) -> int:
        return activity.write(self.connection, self.coder_name, what, words, counts)

    def _tell(self, changes: Changes) -> None:
        if self.reading.consensus and changes.touched("adjudicated", "consensus"):
            changes = Changes(changes.name, changes.ids, everything=True)
        self._committed.update([_EVERYTHING] if changes.everything else list(changes.ids))
        if self._held is not None:
            self._held.append(changes)
            return
        for listener in tuple(self._listeners):
            listener(changes)

    def _outside_version(self) -> int:
        """A number that changes when another connection commits to the file."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
