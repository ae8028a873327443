"""Queries and the triangulation matrix once more, by plain SQL and sets, as a person would do it by hand."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from evidence_recount import questions_of

from qualcoder_cg.domain.queries import Query
from qualcoder_cg.services.studies import Project

Spot = tuple[str, int, int]
CODING = ("criteria", "questions", "codes", "polarities", "key", "coders", "origins")
PERSON = ("types", "sexes", "institutions", "places", "informants")
DOCUMENT = ("interviews", "documents", "kinds", "categories", "surveys")


@dataclass
class Facts:
    """A passage: its codings, people and document, each as values by condition."""

    document: dict[str, str]
    codings: list[dict[str, set[str]]] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)
    date: str = ""
    text: str = ""


def everything(project: Project) -> dict[Spot, Facts]:
    """All coded passages with what a query may ask of them."""
    rows = project.connection.execute(
        """SELECT document_id, start_cp, end_cp, code_id, coder_id, origin, polarity, is_key FROM coding
           WHERE coder_id IN (SELECT id FROM coder)"""
    ).fetchall()
    above = dict(project.connection.execute("SELECT id, parent_id FROM code"))
    found: dict[Spot, Facts] = {}
    for document, start, end, code, coder, origin, polarity, key in rows:
        spot = (document, start, end)
        if spot not in found:
            found[spot] = _facts(project, *spot)
        numbers = questions_of(project, code)
        marks = ", ".join("?" * len(numbers))
        served = project.connection.execute(
            f"SELECT id, criterion_id FROM question WHERE number IN ({marks})", sorted(numbers)
        ).fetchall()
        line, at = set(), code
        while at:
            line.add(at)
            at = above[at]
        found[spot].codings.append(
            {
                "criteria": {one[1] for one in served},
                "questions": {one[0] for one in served},
                "codes": line,
                "polarities": {polarity},
                "key": {"key" if key else "plain"},
                "coders": {coder},
                "origins": {origin},
            }
        )
    return found


def _facts(project: Project, document: str, start: int, end: int) -> Facts:
    kind, interview, category, item, date = project.connection.execute(
        "SELECT kind, interview_id, category_id, survey_item_id, date FROM document WHERE id = ?", [document]
    ).fetchone()
    survey = project.connection.execute("SELECT survey_id FROM survey_item WHERE id = ?", [item]).fetchone()
    met = project.connection.execute("SELECT date FROM interview WHERE id = ?", [interview]).fetchone()
    text = project.connection.execute(
        "SELECT substr(text, ?, ?) FROM document_text WHERE id = ?", [start + 1, end - start, document]
    ).fetchone()[0]
    values = {
        "interviews": interview or "",
        "documents": document,
        "kinds": kind,
        "categories": category or "",
        "surveys": survey[0] if survey else "",
    }
    people = _people(project, document, interview, start, end)
    return Facts(values, [], people, (met[0] if met else "") or date, text)


def _people(project: Project, document: str, interview: str | None, start: int, end: int) -> list[Any]:
    turns = project.connection.execute(
        "SELECT speaker, role FROM turn WHERE document_id = ? AND start_cp < ? AND end_cp > ?",
        [document, end, start],
    ).fetchall()
    any_turns = project.connection.execute(
        "SELECT count(*) FROM turn WHERE document_id = ?", [document]
    ).fetchone()[0]
    voices = [
        (person, label.casefold())
        for person, label in project.connection.execute(
            "SELECT informant_id, speaker FROM voice WHERE document_id = ?", [document]
        )
    ]
    heard = {person for person, _label in voices}
    voices += [
        (row[0], "")
        for row in project.connection.execute(
            "SELECT informant_id FROM interview_informant WHERE interview_id = ?", [interview]
        )
        if row[0] not in heard
    ]
    named = {label for _person, label in voices if label}
    labels = {
        speaker.casefold() for speaker, role in turns if role != "interviewer" or speaker.casefold() in named
    }
    if any_turns and not labels:
        return []
    chosen: set[str] = set()
    for label in labels or {""}:
        mine = {person for person, one in voices if one == label}
        nobodys = {person for person, one in voices if not one}
        chosen |= mine or nobodys or {person for person, _one in voices}
    found = []
    for person in sorted(chosen):
        kind, sex, institution, place = project.connection.execute(
            "SELECT type, sex, institution_id, place FROM informant WHERE id = ?", [person]
        ).fetchone()
        found.append(
            {
                "types": kind,
                "sexes": sex,
                "institutions": institution or "",
                "places": place,
                "informants": person,
            }
        )
    return found


def fitting(facts: dict[Spot, Facts], query: Query) -> set[Spot]:
    """The passages that fit a query, looked at one by one."""
    return {spot for spot, one in facts.items() if _fits(facts, spot, one, query)}


def _fits(facts: dict[Spot, Facts], spot: Spot, one: Facts, query: Query) -> bool:
    return (
        _codings_fit(one, query)
        and _neighbours_fit(facts, spot, one, query)
        and _people_fit(one, query)
        and all(
            (one.document[name] in query.values(name)) != (name in query.excluded)
            for name in DOCUMENT
            if query.values(name)
        )
        and _in_time(one.date, query)
        and _says(one.text, query.words)
    )


def _limited(query: Query, names: tuple[str, ...], *, out: bool) -> list[str]:
    return [name for name in names if query.values(name) and (name in query.excluded) == out]


def _named(query: Query) -> bool:
    return bool(query.criteria or query.questions or query.codes)


def _codings_fit(one: Facts, query: Query) -> bool:
    wanted = _limited(query, CODING, out=False)
    also: list[frozenset[str]] = []
    if not _named(query):
        also = [query.values(name) for name in _limited(query, ("themes", "together"), out=False)]
    inside = any(
        all(coding[name] & query.values(name) for name in wanted)
        and all(coding["codes"] & codes for codes in also)
        for coding in one.codings
    )
    outside = any(
        coding[name] & query.values(name)
        for name in _limited(query, CODING, out=True)
        for coding in one.codings
    )
    return inside and not outside


def _neighbours_fit(facts: dict[Spot, Facts], spot: Spot, one: Facts, query: Query) -> bool:
    def beside(codes: frozenset[str]) -> bool:
        return any(
            any(coding["codes"] & codes for coding in other.codings)
            for place, other in facts.items()
            if place[0] == spot[0] and place[1] < spot[2] and spot[1] < place[2]
        )

    if query.themes:
        on_it = any(coding["codes"] & query.themes for coding in one.codings)
        has = beside(query.themes) if _named(query) else on_it
        if has == ("themes" in query.excluded):
            return False
    return all(beside(frozenset([code])) != ("together" in query.excluded) for code in query.together)


def _people_fit(one: Facts, query: Query) -> bool:
    wanted, out = _limited(query, PERSON, out=False), _limited(query, PERSON, out=True)
    if not one.people:
        inside = not wanted or (wanted == ["types"] and "" in query.types)
        return inside and not ("types" in out and "" in query.types)
    inside = any(all(who[name] in query.values(name) for name in wanted) for who in one.people)
    return inside and not any(who[name] in query.values(name) for name in out for who in one.people)


def _in_time(date: str, query: Query) -> bool:
    if not (query.after or query.before):
        return True
    n, m = min(len(date), len(query.after)), min(len(date), len(query.before))
    return bool(date) and date[:n] >= query.after[:n] and date[:m] <= query.before[:m]


def _says(text: str, words: str) -> bool:
    said = re.findall(r"[^\W_]+", _plain(text))
    return all(
        any(word.startswith(_plain(want)) for word in said) if want.isalnum() else want in text
        for want in words.split()
    )


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()


def counts(project: Project, facts: dict[Spot, Facts], found: set[Spot], query: Query) -> tuple[int, ...]:
    """Excerpts, informants, voices (a group is one), institutions, interviews, secondary documents."""
    limits = [name for name in PERSON if query.values(name) and name not in query.excluded]
    people, voices, institutions, interviews, documents = set(), set(), set(), set(), set()
    grouped = {row[0] for row in project.connection.execute("SELECT id FROM interview WHERE form = 'group'")}
    for spot in found:
        one = facts[spot]
        interview, kind = one.document["interviews"], one.document["kinds"]
        for who in one.people:
            if all(who[name] in query.values(name) for name in limits):
                people.add(who["informants"])
                together = kind == "group" or interview in grouped
                voices.add((interview or spot[0]) if together else who["informants"])
                institutions.add(who["institutions"])
        if kind in ("interview", "group"):
            interviews.add(interview or spot[0])
        if kind == "document":
            documents.add(spot[0])
    return (
        len(found),
        len(people),
        len(voices),
        len(institutions - {""}),
        len(interviews),
        len(documents),
    )


def cells(project: Project, unit: str, *, one_voice: bool) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """By question id, kind and key of the column: polarities, voices, excerpts, sources."""
    excerpts: dict[tuple[str, str, str], set[Spot]] = defaultdict(set)
    voices: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    sources: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    polarities: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    grouped = {row[0] for row in project.connection.execute("SELECT id FROM interview WHERE form = 'group'")}
    items = dict(project.connection.execute("SELECT id, survey_item_id FROM document"))
    for spot, one in everything(project).items():
        spoken = one.document["kinds"] in ("interview", "group")
        interview = one.document["interviews"]
        together = one_voice and (one.document["kinds"] == "group" or interview in grouped)
        for coding, column in ((coding, key) for coding in one.codings for key in _columns(one)):
            for question in coding["questions"]:
                at = (question, *column)
                excerpts[at].add(spot)
                polarities[at] |= coding["polarities"]
                if not spoken:
                    sources[at].add(items[spot[0]] or spot[0])
                    continue
                heard = [who for who in one.people if column[0] == "subtotal" or who["types"] == column[1]]
                if unit == "institutions":
                    voices[at] |= {who["institutions"] for who in heard} - {""}
                else:
                    voices[at] |= {interview or spot[0] if together else who["informants"] for who in heard}
    _linked(project, sources, polarities)
    keys = {*excerpts, *sources}
    return {at: (polarities[at], len(voices[at]), len(excerpts[at]), len(sources[at])) for at in keys}


def _columns(one: Facts) -> set[tuple[str, str]]:
    """The columns of the matrix in which a passage counts."""
    if one.document["kinds"] == "document":
        return {("category", one.document["categories"])}
    if one.document["kinds"] == "survey":
        return {("survey", one.document["surveys"])}
    if one.document["kinds"] == "observation":
        return {("observation", "")}
    types = {("type", who["types"]) for who in one.people} or {("type", "")}
    return types | {("subtotal", "")}


def _linked(project: Project, sources: dict[Any, set[str]], polarities: dict[Any, set[str]]) -> None:
    """Survey results that serve a question, and what is linked to findings."""
    for item, survey, question in project.connection.execute(
        """SELECT i.id, i.survey_id, q.question_id FROM survey_item i
           JOIN survey_item_question q ON q.item_id = i.id
           WHERE i.kind IN ('closed', 'multiple')
           AND EXISTS (SELECT 1 FROM answer a WHERE a.item_id = i.id)"""
    ):
        sources[question, "survey", survey].add(item)
    for kind, item, document, survey_item, bearing, question in project.connection.execute(
        """SELECT e.kind, e.id, e.document_id, e.survey_item_id, l.bearing, f.question_id
           FROM finding_evidence l JOIN evidence_item e ON e.id = l.evidence_id
           JOIN finding f ON f.id = l.finding_id"""
    ):
        if kind == "page":
            category = project.connection.execute(
                "SELECT ifnull(category_id, '') FROM document WHERE id = ?", [document]
            ).fetchone()[0]
            at, source = (question, "category", category), document
        elif kind == "survey":
            survey = project.connection.execute(
                "SELECT survey_id FROM survey_item WHERE id = ?", [survey_item]
            ).fetchone()[0]
            at, source = (question, "survey", survey), survey_item
        elif kind == "observation":
            at, source = (question, "observation", ""), item
        else:
            continue
        sources[at].add(source)
        polarities[at].add(bearing)
