"""What bringing a copy in would do, in words, before anything is written."""

import json
from datetime import UTC, datetime

from ..domain.merge_report import (
    NEW_HERE,
    NEW_THERE,
    RENAMED,
    Clash,
    CodeDrift,
    Coming,
    MergePreview,
    Side,
)
from ..domain.merging import MINE, NEVER, Conflict, Joined, Row, Stamp
from ..i18n import _
from ..storage.merging import Copies
from ..storage.project import Project
from . import merge_words
from .merge_choices import choosable, joinable
from .merge_join import Merged
from .merge_pairs import pairs

_QUOTED = 60


def preview_of(project: Project, copies: Copies, merged: Merged, file: str) -> MergePreview:
    """What was worked out, for a person to read."""
    return MergePreview(
        file=file,
        coming=_coming(merged),
        clashes=_Clashes(project, copies, merged).all(),
        codes=_drift(merged),
        pairs=pairs(project, merged),
        kept=[name for one in merged.kept if not one.mine.grave and (name := _kept(project, merged, one))],
        texts=[
            _code_of(project, merged, document_id)
            for document_id, both in merged.texts.items()
            if both.differ and merged.found["document"][document_id].alive
        ],
        moved=merged.moved,
        unsure=merged.unsure,
        doubles=sum(merged.found["coding"][row_id].alive for row_id in copies.doubles()),
    )


def _coming(merged: Merged) -> list[Coming]:
    found = []
    for table, inside in merged.found.items():
        added = sum(one.alive and one.mine.row is None for one in inside.values())
        removed = sum(not one.alive and one.mine.row is not None for one in inside.values())
        changed = sum(
            one.alive and one.mine.row is not None and one.row != one.mine.row for one in inside.values()
        )
        if added or changed or removed:
            found.append(Coming(table, added, changed, removed))
    return found


class _Clashes:
    """Conflicts in words."""

    def __init__(self, project: Project, copies: Copies, merged: Merged) -> None:
        self._project, self._copies, self._merged = project, copies, merged
        self._writers = copies.writers()

    def all(self) -> list[Clash]:
        """Every conflict, by table and row."""
        return [self._clash(one) for one in sorted(self._merged.conflicts, key=lambda one: one.key)]

    def _clash(self, conflict: Conflict) -> Clash:
        one = self._merged.found[conflict.table][conflict.row_id]
        return Clash(
            conflict.key,
            conflict.table,
            self._what(one),
            merge_words.field(conflict.table, conflict.field),
            self._side(conflict, one, conflict.mine, conflict.mine_stamp, MINE),
            self._side(conflict, one, conflict.theirs, conflict.theirs_stamp, "theirs"),
            conflict.winner,
            choosable(conflict),
            joinable(conflict),
        )

    def _side(self, conflict: Conflict, one: Joined, value: object, stamp: Stamp, side: str) -> Side:
        who, when = self._writers.get(stamp[1], ""), merge_time(stamp)
        if conflict.field:
            row = (one.mine if side == MINE else one.theirs).values
            return Side(who, when, self._value(conflict, row, value), self._whole(conflict, value))
        if value is not None:
            return Side(who, when, _("changed"))
        grave = (one.mine if side == MINE else one.theirs).grave
        return Side(grave.coder if grave else "", (grave.at if grave else "")[:16], _("deleted"))

    def _value(self, conflict: Conflict, row: Row | None, value: object) -> str:
        if conflict.field == "turns":
            return _("its turns")
        if conflict.field == "text" and conflict.table == "document_text":
            return self._differing(conflict, row)
        if conflict.field in ("start_cp", "place_cp") and isinstance(value, list):
            text = self._text(conflict, row)
            return merge_words.shortened(text[value[0] : value[-1]], _QUOTED) if text else str(value)
        names = {"code_id": "code", "chosen_code_id": "code", "kind": "code", "coder_id": "coder"}
        if conflict.table == "code" and conflict.field == "kind" and row is not None:
            value = row["parent_id"]
        if conflict.field in names:
            return _name(self._copies, self._merged, names[conflict.field], value)
        mine, theirs = (_plain(conflict, one) for one in (conflict.mine, conflict.theirs))
        if max(len(mine), len(theirs)) > _QUOTED:
            return merge_words.differing(mine, theirs, _QUOTED)[value is not conflict.mine]
        return merge_words.shortened(_plain(conflict, value), _QUOTED)

    def _whole(self, conflict: Conflict, value: object) -> str:
        """All that stands on a side, where that is prose of which only a part is shown."""
        words = _plain(conflict, value)
        return words if joinable(conflict) and merge_words.shortened(words, _QUOTED) != words else ""

    def _differing(self, conflict: Conflict, row: Row | None) -> str:
        """A corrected text where it begins to differ from the other side's."""
        both = self._merged.texts.get(conflict.row_id)
        if both is None or both.mine is None or both.theirs is None:
            return _("its text")
        parts = merge_words.differing(both.mine.text, both.theirs.text, _QUOTED)
        return parts[row is not self._merged.found[conflict.table][conflict.row_id].mine.values]

    def _text(self, conflict: Conflict, row: Row | None) -> str:
        if row is None:
            return ""
        one = self._merged.found[conflict.table][conflict.row_id]
        both = self._merged.texts.get(row["document_id"])
        if both is not None:
            side = both.mine if row is one.mine.values else both.theirs
            return side.text if side else ""
        return self._project.documents.text(row["document_id"])

    def _what(self, one: Joined) -> str:
        row = one.row or {}
        table = merge_words.table(one.table)
        if "document_id" in row and "start_cp" in row:
            document = _code_of(self._project, self._merged, row["document_id"])
            both = self._merged.texts.get(row["document_id"])
            text = both.standing.text if both else self._project.documents.text(row["document_id"])
            words = merge_words.shortened(text[row["start_cp"] : row["end_cp"]], _QUOTED)
            return _("{table} in {document}: “{words}”").format(table=table, document=document, words=words)
        if one.table in ("document", "document_text"):
            return f"{table} {_code_of(self._project, self._merged, one.row_id)}"
        if one.table == "setting":
            return merge_words.setting(one.row_id)
        called = next(
            (str(row[name]) for name in ("name", "code", "text", "statement", "id") if row.get(name)), ""
        )
        return f"{table} {merge_words.shortened(called, _QUOTED)}"


def _plain(conflict: Conflict, value: object) -> str:
    """A value as a person wrote it."""
    if conflict.table == "setting" and isinstance(value, str):
        value = json.loads(value)
    return "" if value is None else str(value)


def merge_time(stamp: Stamp) -> str:
    """When a change was made, to the minute, UTC; "" where it is not known."""
    if stamp == NEVER:
        return ""
    return datetime.fromtimestamp(stamp[0] / 1_000_000, UTC).isoformat(timespec="minutes")[:16]


def _name(copies: Copies, merged: Merged, table: str, row_id: object) -> str:
    one = merged.found[table].get(str(row_id))
    row = one.row if one else None
    return str(row["name"]) if row is not None else copies.name(table, str(row_id)) or "–"


def _code_of(project: Project, merged: Merged, document_id: str) -> str:
    """What a document is called."""
    one = merged.found["document"].get(document_id)
    if one is not None and one.row is not None:
        return str(one.row["code"])
    document = project.documents.get(document_id)
    return document.code if document else "–"


def _kept(project: Project, merged: Merged, one: Joined) -> str:
    """Something that was deleted and stays, in words; "" for what only belongs to such."""
    if one.table not in ("code", "document", "coder", "criterion", "question", "informant", "institution",
                         "interview", "guide", "survey", "category", "finding", "quote"):  # fmt: skip
        return ""
    row = one.row or {}
    called = next((str(row[name]) for name in ("name", "code", "statement", "text") if row.get(name)), "")
    return f"{merge_words.table(one.table)} {merge_words.shortened(called, _QUOTED)}"


def _drift(merged: Merged) -> list[CodeDrift]:
    """The codebooks of both, code by code, as far as they are not alike."""
    codes = merged.found["code"].values()
    mine = {one.row_id: one.mine.row["name"] for one in codes if one.mine.row}
    theirs = {one.row_id: one.theirs.row["name"] for one in codes if one.theirs.row}
    found = [
        CodeDrift(RENAMED, row_id, name, row_id, theirs[row_id])
        for row_id, name in mine.items()
        if theirs.get(row_id, name) != name
    ]
    alive = {one.row_id for one in codes if one.alive}
    here = {row_id: name for row_id, name in mine.items() if row_id not in theirs and row_id in alive}
    there = {row_id: name for row_id, name in theirs.items() if row_id not in mine and row_id in alive}
    found += [CodeDrift(NEW_HERE, row_id, name, "", "") for row_id, name in here.items()]
    return found + [CodeDrift(NEW_THERE, "", "", row_id, name) for row_id, name in there.items()]
