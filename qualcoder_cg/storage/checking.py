"""Looking through a study file for anything that is not as it should be."""

import contextlib
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.documents import Document
from ..domain.text import fingerprint
from ..i18n import _, ngettext
from ..progress import Progress
from .schema import CONTENT

if TYPE_CHECKING:
    from .project import Project


def quick(path: Path) -> list[str]:
    """What SQLite's quick check says of a file, over a connection of its own; empty when sound.

    Table by table, so that whoever works on the study meanwhile never waits for the whole check.
    """
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        ) as connection:
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            found = [
                row[0]
                for table in ("sqlite_schema", *(name for (name,) in tables))
                for row in connection.execute("SELECT quick_check FROM pragma_quick_check(?)", [table])
            ]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [what for what in found if what != "ok"]


def problems(project: "Project", progress: Progress) -> list[str]:
    """Every fault of an open study, as sentences: file, references, texts, codings, turns, versions."""
    connection = project.connection
    found = [
        _("The file is damaged: {what}.").format(what=row[0])
        for row in connection.execute("PRAGMA integrity_check(10)")
        if row[0] != "ok"
    ]
    found += [
        _("A row of {table} points to something missing in {other}.").format(table=row[0], other=row[2])
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    found += _reference_problems(connection)
    documents = project.documents.all()
    for number, document in enumerate(documents):
        progress(number, len(documents), document.code)
        found += _document_problems(project, document)
    return found


def unaccounted(project: "Project") -> dict[str, tuple[int, int]]:
    """Content tables whose rows are not those the log tells of: how many it tells of, how many there are.

    Holds for studies made by this version: logs of earlier ones do not say what undo took out and brought
    back.
    """
    told: dict[str, int] = dict.fromkeys(CONTENT, 0)
    for line in project.activity():
        for table, counts in line.counts.items():
            if table in told:
                told[table] += counts.get("added", 0) - counts.get("removed", 0)
    there = {
        table: int(project.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in CONTENT
    }
    return {table: (told[table], there[table]) for table in CONTENT if told[table] != there[table]}


def _reference_problems(connection: sqlite3.Connection) -> list[str]:
    """What foreign keys cannot say: cells of own columns without their row, texts that the index lacks."""
    found = []
    for owner in ("document", "informant", "institution", "interview"):
        lost = connection.execute(
            f"""SELECT EXISTS (SELECT 1 FROM own_value v JOIN own_column c ON c.id = v.column_id
                WHERE c.owner = ? AND v.row_id NOT IN (SELECT id FROM {owner}))""",
            [owner],
        ).fetchone()[0]
        if lost:
            found.append(
                _("A row of {table} points to something missing in {other}.").format(
                    table="own_value", other=owner
                )
            )
    elsewhere = """SELECT EXISTS (SELECT 1 FROM consensus c JOIN adjudication a ON a.id = c.adjudication_id
        WHERE a.document_id <> c.document_id)"""
    if connection.execute(elsewhere).fetchone()[0]:
        found.append(_("What holds by a decision between coders lies in another document."))
    unlisted = "SELECT EXISTS (SELECT id FROM document_text EXCEPT SELECT id FROM text_number)"
    if connection.execute(unlisted).fetchone()[0]:
        found.append(
            _("A row of {table} points to something missing in {other}.").format(
                table="document_text", other="text_number"
            )
        )
    return found


def _document_problems(project: "Project", document: Document) -> list[str]:
    try:
        text = project.documents.text(document.id)
    except KeyError:
        return [_("{document} has lost its text.").format(document=document.code)]
    found = []
    if len(text) != document.characters or fingerprint(text) != document.sha256:
        found.append(
            _("The text of {document} is not the one that was imported.").format(document=document.code)
        )
    beyond = sum(coding.end > len(text) for coding in project.codings.in_document(document.id))
    if beyond:
        sentence = ngettext(
            "{document} has {n} coding beyond its end.", "{document} has {n} codings beyond its end.", beyond
        )
        found.append(sentence.format(document=document.code, n=beyond))
    places = [one.end for one in project.notes.in_document(document.id)]
    places += [one.place for one in project.bookmarks.in_document(document.id)]
    if any(place > len(text) for place in places):
        found.append(_("{document} has memos or bookmarks beyond its end.").format(document=document.code))
    tables = project.evidence
    decided = [one.end for one in tables.quotes.where("document_id", document.id)]
    decided += [one.end for one in tables.redactions.where("document_id", document.id)]
    if any(place > len(text) for place in decided):
        found.append(_("{document} has quotes or redactions beyond its end.").format(document=document.code))
    if _decided_beyond(project, document.id, len(text)):
        found.append(
            _("{document} has decisions between coders beyond its end.").format(document=document.code)
        )
    turns = project.documents.turns(document.id)
    if any(turn.end > len(text) for turn in turns):
        found.append(_("{document} has turns beyond its end.").format(document=document.code))
    if any(not 0 <= turn.label_start <= turn.start < turn.end for turn in turns):
        found.append(_("{document} has turns without words.").format(document=document.code))
    if any(one.end > other.label_start for one, other in pairwise(turns)):
        found.append(_("{document} has turns that overlap.").format(document=document.code))
    if any(page.start > len(text) for page in project.documents.pages(document.id)):
        found.append(_("{document} has pages beyond its end.").format(document=document.code))
    found += _version_problems(project, document)
    return found


def _decided_beyond(project: "Project", document_id: str, length: int) -> bool:
    team = project.team
    ends = [one.end for one in team.adjudications.where("document_id", document_id)]
    ends += [one.end for one in team.consensus.where("document_id", document_id)]
    return any(end > length for end in ends)


def _version_problems(project: "Project", document: Document) -> list[str]:
    versions = project.revisions.of(document.id)
    found = [
        _("Version {number} of {document} is not the one that was kept.").format(
            number=version.number, document=document.code
        )
        for version in versions
        if fingerprint(version.text) != version.sha256
    ]
    lengths = {version.id: len(version.text) for version in versions}
    for review in project.revisions.reviews(document.id):
        if not 0 <= review.start < review.end <= lengths.get(review.version_id, 0):
            found.append(
                _("{document} has a coding to review beyond the end of its earlier text.").format(
                    document=document.code
                )
            )
    return found
