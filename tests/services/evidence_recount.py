"""The counts of the evidence once more, by plain SQL and sets, as a person would do it by hand."""

from collections import defaultdict
from typing import Any, NamedTuple

from qualcoder_cg.services.studies import Project

Passage = tuple[str, int, int]


class Recount(NamedTuple):
    """Excerpts, people and secondary documents by question number and type; by question; and over all."""

    table: dict[tuple[str, str], tuple[int, int, int]]
    totals: dict[str, tuple[int, int, int]]
    passages: int
    people: int
    interviews: int
    institutions: int
    documents: int


def recount(project: Project) -> Recount:
    """Count the study's evidence from its rows."""
    rows = project.connection.execute("SELECT document_id, start_cp, end_cp, code_id FROM coding").fetchall()
    excerpts: dict[tuple[str, str], set[Passage]] = defaultdict(set)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    read: dict[tuple[str, str], set[str]] = defaultdict(set)
    everyone: set[str] = set()
    secondary = set(_column(project, "SELECT id FROM document WHERE kind = 'document'"))
    for document, start, end, code in rows:
        speakers, kind = who(project, document, start, end)
        everyone |= speakers
        for number in questions_of(project, code):
            excerpts[number, kind].add((document, start, end))
            people[number, kind] |= speakers
            read[number, kind] |= {document} & secondary
    numbers = {number for number, _kind in excerpts}
    totals = {
        number: (_all(excerpts, number), _all(people, number), _all(read, number)) for number in numbers
    }
    held = project.connection.execute(
        "SELECT count(DISTINCT document_id) FROM coding WHERE document_id IN"
        " (SELECT id FROM document WHERE kind IN ('interview', 'group'))"
    ).fetchone()[0]
    institutions = {
        row[0]
        for person in everyone
        for row in project.connection.execute(
            "SELECT institution_id FROM informant WHERE id = ? AND institution_id IS NOT NULL", [person]
        )
    }
    table = {key: (len(excerpts[key]), len(people[key]), len(read[key])) for key in excerpts}
    passages = len({row[:3] for row in rows})
    coded = {row[0] for row in rows} & secondary
    return Recount(table, totals, passages, len(everyone), held, len(institutions), len(coded))


def _all(found: dict[tuple[str, str], set[Any]], number: str) -> int:
    """How many different things are found under a question, whatever the type."""
    return len(set().union(*(some for key, some in found.items() if key[0] == number)))


def _column(project: Project, statement: str, *values: str) -> list[str]:
    return [row[0] for row in project.connection.execute(statement, values)]


def who(project: Project, document: str, start: int, end: int) -> tuple[set[str], str]:
    """The people who may have said a passage, and the column of the table it is counted in."""
    kind = project.connection.execute("SELECT kind FROM document WHERE id = ?", [document]).fetchone()[0]
    if kind in ("document", "survey"):
        category = "SELECT name FROM category WHERE id = (SELECT category_id FROM document WHERE id = ?)"
        return set(), next(iter(_column(project, category, document)), kind.capitalize())
    turns = project.connection.execute(
        """SELECT speaker, role FROM turn WHERE document_id = ? AND label_cp < ? AND end_cp > ?
           ORDER BY start_cp""",
        [document, end, start],
    ).fetchall()
    others = [speaker for speaker, role in turns if role != "interviewer"]
    if turns and not others:
        return set(), ""
    voices = project.connection.execute(
        """SELECT i.id, i.type, v.speaker FROM voice v JOIN informant i ON i.id = v.informant_id
           WHERE v.document_id = ? ORDER BY i.position""",
        [document],
    ).fetchall()
    chosen = []
    for label in {other.casefold() for other in others} or {""}:
        chosen += (
            [voice for voice in voices if label and voice[2].casefold() == label]
            or [voice for voice in voices if not voice[2]]
            or voices
        )
    chosen = [voice for voice in voices if voice in chosen]
    return {voice[0] for voice in chosen}, ", ".join(dict.fromkeys(voice[1] for voice in chosen))


def questions_of(project: Project, code: str) -> set[str]:
    """The numbers of the questions a code is evidence for; none for a theme and what is under it."""
    while code:
        kind, question, parent = project.connection.execute(
            "SELECT kind, question_id, parent_id FROM code WHERE id = ?", [code]
        ).fetchone()
        if kind == "theme":
            return set()
        linked = project.connection.execute(
            """SELECT number FROM question WHERE id = ?
               OR id IN (SELECT question_id FROM code_question WHERE code_id = ?)""",
            [question, code],
        ).fetchall()
        if linked:
            return {row[0] for row in linked}
        code = parent
    return set()
