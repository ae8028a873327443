"""Working out what two copies of a study join to, before anything is written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..domain.merging import MINE, NEVER, SIDES, Conflict, Joined, Known, Vectors, joined, weight
from ..domain.merging_places import (
    Texts,
    Wanted,
    buried_place,
    layout_side,
    place,
    same_place,
    settled,
    side_of,
)
from ..domain.merging_plan import Links, cut_circles
from ..domain.merging_tables import GROUPS, IN_TEXT, LAID, LAID_OUT, LAYOUT, OF_TEXT, PLACES
from ..domain.spans import Span
from ..progress import Progress
from ..storage import rows
from ..storage.merging import Copies
from .anchoring import SURE, Anchors

Tables = dict[str, dict[str, Joined]]


@dataclass(slots=True)
class Merged:
    """What two copies join to: every row that differs, by table and id, and how it came about.

    `kept` are rows that one side deleted and that are needed all the same; `top` are codes that would have
    lain below themselves; `unsure` counts codings whose place in a corrected text is to be looked at.
    """

    found: Tables
    vectors: Vectors
    texts: Mapping[str, Texts]
    kept: list[Joined] = field(default_factory=list)
    top: list[Joined] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    moved: int = 0
    unsure: int = 0


def work_out(copies: Copies, progress: Progress) -> Merged:
    """Join everything that differs between two copies."""
    vectors, texts = copies.vectors(), copies.texts()
    found: Tables = {}
    tables = list(copies.columns)
    for number, table in enumerate(tables):
        progress(number, len(tables) + 2)
        found[table] = {
            row_id: joined(table, row_id, mine, theirs, vectors)
            for row_id, (mine, theirs) in copies.rows(table).items()
        }
    merged = Merged(found, vectors, texts)
    sides = {document_id: _layout(merged, document_id, both) for document_id, both in texts.items()}
    _turns(merged, sides)
    for one in found["text_version"].values():  # an earlier text keeps no document alive
        document = found["document"].get(one.row["document_id"]) if one.row else None
        one.alive = one.alive and (document is None or document.alive)
    links = Links(found, copies.references)
    merged.kept = links.keep(copies.held)
    while _turns(merged, sides):
        merged.kept += links.keep(copies.held)
    merged.top = cut_circles(found["code"])
    _texts(merged)
    progress(len(tables), len(tables) + 2)
    sought = _places(merged)
    _versions(merged)
    unsure = _seek(copies, merged, sought)
    _graves(merged, sides)
    _reviews(copies, merged, {wanted.found.row_id for wanted in sought if not wanted.rivals}, unsure)
    merged.conflicts = [
        conflict
        for table, inside in found.items()
        for one in inside.values()
        if one.conflicts and (one.alive or table == "document")
        for conflict in one.conflicts
        if table not in LAID_OUT or conflict.field not in LAID_OUT[table]
        if table != "text_version" and (table, conflict.field) not in {("document", name) for name in OF_TEXT}
    ]
    return merged


def _layout(merged: Merged, document_id: str, both: Texts) -> str:
    """Whose turns and pages of a document stand."""

    def laid(side: int) -> list[tuple[Any, ...]]:
        return sorted(
            tuple(row[name] for name in ("id", *LAID_OUT[table]))
            for table in LAID_OUT
            for one in merged.found[table].values()
            if (known := (one.mine, one.theirs)[side]).laid and (row := known.values)
            if row["document_id"] == document_id
        )

    alike = both.mine and both.theirs and both.mine[:2] == both.theirs[:2]
    if alike and both.mine and both.theirs and both.mine.layout == both.theirs.layout:
        return layout_side(both, repr(laid(0)), repr(laid(1)))
    side = layout_side(both, "", "")
    if (
        alike
        and both.mine
        and both.theirs
        and merged.vectors.concurrent(both.mine.layout, both.theirs.layout)
    ):
        one = merged.found["document"][document_id]
        stamps = both.mine.layout, both.theirs.layout
        one.conflicts.append(Conflict("document", document_id, LAYOUT, "", "", side, *stamps))
    return side


def _turns(merged: Merged, sides: Mapping[str, str]) -> bool:
    """Let the turns and pages of the side that stands be those of the document, while the document is there.

    Gives whether more of them are there than before.
    """
    more = False
    for table, columns in LAID_OUT.items():
        for one in merged.found[table].values():
            if one.row is None:
                continue
            document = merged.found["document"].get(one.row["document_id"])
            side = sides.get(one.row["document_id"])
            known = _of(one, side) if side else Known(one.row, laid=one.mine.laid or one.theirs.laid)
            if known.values is None or not known.laid:
                one.alive = False
                continue
            one.row.update({name: known.values[name] for name in columns})
            alive = document.alive if document else True
            more |= alive and not one.alive
            one.alive = alive
    return more


def _of(one: Joined, side: str) -> Known:
    return one.mine if side == MINE else one.theirs


def _texts(merged: Merged) -> None:
    """Let the text that stands be that of the document, with its length, words and hash."""
    for document_id, both in merged.texts.items():
        if not both.differ:
            continue
        text, document = merged.found["document_text"][document_id], merged.found["document"][document_id]
        row = _of(document, both.winner).values
        if text.row is not None and document.row is not None and row is not None:
            text.row["text"] = both.standing.text
            document.row.update({name: row[name] for name in OF_TEXT})


def _places(merged: Merged) -> list[Wanted]:
    """Choose where rows lie; gives those whose place has to be sought in another text."""
    return [
        wanted
        for table in PLACES
        for one in merged.found[table].values()
        if _lies(one) and (wanted := place(one, merged.texts, merged.vectors)) is not None
    ]


def _lies(one: Joined) -> bool:
    """Whether a row lies in a text; one that is dead lies where a person had put it."""
    if not one.alive and one.row is not None:
        buried_place(one)
    return one.alive


def _seek(copies: Copies, merged: Merged, sought: list[Wanted]) -> dict[str, tuple[Wanted, str]]:
    """Find the places of rows in the texts that stand; gives the codings whose place is unsure, and why."""
    unsure: dict[str, tuple[Wanted, str]] = {}
    anchors: dict[tuple[str, str], Anchors] = {}
    for wanted in sought:
        one, row = wanted.found, wanted.found.row
        assert row is not None
        both = merged.texts[row["document_id"]]
        origin = wanted.origin
        key = (row["document_id"], origin.sha256)
        columns = PLACES[one.table]
        if origin.sha256 == both.standing.sha256:
            _put(row, columns, wanted, (origin.start, origin.end))
            continue
        if key not in anchors:
            text = _text(copies, both, *key)
            if text is None:  # a copy that was made without its earlier texts
                text = both.standing.text
            anchors.setdefault(key, Anchors(text, both.standing.text))
        if len(columns) == 1:
            place = min(origin.start, len(anchors[key].old))
            _put(row, columns, wanted, (anchors[key].position(place),))
            continue
        end = min(origin.end, len(anchors[key].old))
        placed = anchors[key].span(Span(min(origin.start, end - 1), end))
        _put(row, columns, wanted, placed.span)
        if wanted.rivals:
            continue
        merged.moved += 1
        if one.table == "coding" and placed.how not in SURE:
            unsure[one.row_id] = (wanted, placed.how)
    merged.unsure = len(unsure)
    return unsure


def _put(row: dict[str, Any], columns: Sequence[str], wanted: Wanted, sought: Sequence[int]) -> None:
    """Put a row where it was sought, or where that leaves it of the two places the copies know."""
    place = tuple(sought[: len(columns)])
    row.update(zip(columns, settled(wanted.rivals, place) if wanted.rivals else place, strict=True))


def _text(copies: Copies, both: Texts, document_id: str, sha256: str) -> str | None:
    """A text of a document by its hash."""
    for text in (both.mine, both.theirs):
        if text and text.sha256 == sha256:
            return text.text
    return copies.version_text(document_id, sha256)


def _versions(merged: Merged) -> None:
    """Keep each text that gives way as a version, and number those of a document as they were made.

    Earlier texts are never lost: what was put there on the one may lie nowhere else.
    """
    by_document: dict[str, list[Joined]] = {}
    for one in merged.found["text_version"].values():
        if one.row is None:
            continue
        document_id = str(one.row["document_id"])
        document = merged.found["document"].get(document_id)
        if document is not None:
            one.alive = document.alive
            _bury_with(document, one)
        if one.alive:
            by_document.setdefault(document_id, []).append(one)
    for document_id, both in merged.texts.items():
        if both.mine and both.theirs and both.mine[:2] != both.theirs[:2]:
            _keep_text(merged, document_id, both, by_document.setdefault(document_id, []))
    for document_id, kept in by_document.items():
        _number(merged.found["document"].get(document_id), kept)


def _keep_text(merged: Merged, document_id: str, both: Texts, kept: list[Joined]) -> None:
    """Keep the text that gives way, as it stood in that copy, also where the other says the same since later.

    So what is kept follows from the copies, not from which met first. Where a person kept that text, or a
    merge kept it of another copy, one row says both.
    """
    document = merged.found["document"][document_id]
    loser = both.of(next(side for side in SIDES if side != both.winner))
    if document.row is None:
        return
    row_id = rows.named_id("text_version", document_id, loser.sha256)
    known = merged.found["text_version"].get(row_id)
    if known is None and any(one.row and one.row["sha256"] == loser.sha256 for one in kept):
        return
    at = (
        datetime.fromtimestamp(loser.at[0] / 1_000_000, UTC).isoformat(timespec="microseconds")
        if loser.at != NEVER
        else document.row["imported_at"]
    )
    row: dict[str, Any] = {
        "id": row_id, "document_id": document_id, "number": 0, "text": loser.text, "turns": "[]",
        "pages": "[]", "sha256": loser.sha256, "made_at": at, "coder": "", "reason": "",
    }  # fmt: skip
    if known and known.row:
        of_text = GROUPS["text_version"][0]
        if weight("text_version", known.row, of_text) < weight("text_version", row, of_text):
            known.row.update({name: row[name] for name in of_text})
        return
    made = _added(merged, "text_version", row)
    if document.alive:
        kept.append(made)
    else:
        made.alive = False
        _bury_with(document, made)


def _bury_with(document: Joined, version: Joined) -> None:
    """Give an earlier text that goes with its document the grave of that, where it has none."""
    if not version.alive and version.grave is None and document.grave is not None:
        version.grave = document.grave._replace(image="", seen={})


def _number(document: Joined | None, kept: list[Joined]) -> None:
    """Number the versions of a document, unless both copies number them alike or only one knows it."""
    mine, theirs = (
        {(one.row_id, row["number"]) for one in kept if (row := _of(one, side).values)} for side in SIDES
    )
    alike = mine == theirs and len(mine) == len(kept)
    if alike or (document and (document.mine.values is None or document.theirs.values is None)):
        return
    order = sorted(kept, key=lambda one: (one.row["made_at"], one.row_id) if one.row else ("", ""))
    for number, one in enumerate(order, 1):
        if one.row is not None:
            one.row["number"] = number


def _graves(merged: Merged, sides: Mapping[str, str]) -> None:
    """Let what lies in a grave be what the copies join to."""
    laid: dict[str, dict[str, dict[str, Any]]] = {}
    for table in LAID_OUT:
        for one in merged.found[table].values():
            side = sides.get(one.row["document_id"]) if one.row else None
            if one.row and not one.alive and side and _of(one, side).laid:
                laid.setdefault(one.row["document_id"], {}).setdefault(table, {})[one.row_id] = one.row
    for table, inside in merged.found.items():
        for one in inside.values():
            if one.grave is None or one.row is None:
                continue
            if one.alive:
                # what the grave of a living row holds is of no account
                one.grave = one.grave._replace(image=(one.mine.grave or one.grave).image)
                continue
            image: dict[str, Any] = dict(one.row)
            if table in PLACES and one.origin is not None:
                image[IN_TEXT] = one.origin.sha256
            if table == "document":
                image[LAID] = {part: laid.get(one.row_id, {}).get(part, {}) for part in LAID_OUT}
            mine = one.mine.grave
            if mine is not None and mine.image and json.loads(mine.image) == image:
                one.grave = one.grave._replace(image=mine.image)
            else:
                one.grave = one.grave._replace(image=json.dumps(image, ensure_ascii=False))
            if table in PLACES:
                one.origin = None


def _added(merged: Merged, table: str, row: dict[str, Any]) -> Joined:
    """A row that only the merge brings."""
    known = merged.found[table].get(row["id"])
    mine, theirs = (known.mine, known.theirs) if known else (Known(), Known())
    made = Joined(
        table, row["id"], mine, theirs, row, known.stamps if known else {}, known.grave if known else None
    )
    made.alive = True
    merged.found[table][made.row_id] = made
    return made


def _reviews(
    copies: Copies, merged: Merged, sought: set[str], unsure: Mapping[str, tuple[Wanted, str]]
) -> None:
    """The codings to look at: a coding brings its reviews along from where its place comes from."""
    for one in merged.found["review"].values():
        if one.row is None:
            continue
        coding = merged.found["coding"].get(one.row["coding_id"])
        if coding is None or not coding.alive or coding.grave or coding.row_id in sought:
            one.alive = False
        elif not same_place(coding, merged.texts):
            one.alive = one.alive and _of(one, side_of(coding, merged.texts)).row is not None
    for coding_id, (wanted, why) in unsure.items():
        assert wanted.found.row is not None
        document_id, origin = wanted.found.row["document_id"], wanted.origin
        review_id = rows.named_id("review", coding_id, *origin)
        version_id = _version_id(copies, merged, document_id, origin.sha256)
        if version_id is not None and not copies.buried("review", review_id):
            row = {
                "id": review_id, "document_id": document_id, "coding_id": coding_id, "version_id": version_id,
                "start_cp": origin.start, "end_cp": origin.end, "why": why,
            }  # fmt: skip
            _added(merged, "review", row)


def _version_id(copies: Copies, merged: Merged, document_id: str, sha256: str) -> str | None:
    """Under which id an earlier text of a document will be kept."""
    found = merged.found["text_version"]
    ids = [one for one in copies.versions_of(document_id, sha256) if one not in found]
    ids += [
        one.row_id
        for one in found.values()
        if one.alive and one.row and (one.row["document_id"], one.row["sha256"]) == (document_id, sha256)
    ]
    return min(ids, default=None)
