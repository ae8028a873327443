"""The numbers of the tables about sources once more, by plain SQL, as a person would count by hand."""

from qualcoder_cg.services.studies import Project

_HELD = "(status = 'held' OR id IN (SELECT interview_id FROM document WHERE interview_id IS NOT NULL))"
_HEARD = f"""(id IN (SELECT informant_id FROM interview_informant WHERE interview_id IN
    (SELECT id FROM interview WHERE {_HELD})) OR id IN (SELECT informant_id FROM voice))"""
_STATUSES = ("declined", "no reply", "could not attend")


def interviewees(project: Project) -> list[list[object]]:
    """Type, institutions (None for none), people, men, women; the total last."""
    kinds = [row[0] for row in project.connection.execute("SELECT type FROM informant ORDER BY position")]
    rows = [_people(project, kind, "type = ?", kind) for kind in dict.fromkeys(kinds)]
    return [*(row for row in rows if row[2]), _people(project, "Total", "1 = 1")]


def _people(project: Project, label: str, where: str, *values: str) -> list[object]:
    def count(what: str, also: str = "1 = 1") -> int:
        statement = f"SELECT {what} FROM informant WHERE {where} AND {_HEARD} AND {also}"
        return int(project.connection.execute(statement, values).fetchone()[0])

    institutions = count("count(DISTINCT institution_id)") or None
    return [
        label,
        institutions,
        count("count(*)"),
        *(count("count(*)", f"sex = '{s}'") for s in ("man", "woman")),
    ]


def interview_total(project: Project) -> list[int]:
    """Planned, held, held with groups, not held, the three reasons, still to be held."""

    def count(where: str) -> int:
        return int(project.connection.execute(f"SELECT count(*) FROM interview WHERE {where}").fetchone()[0])

    reasons = [count(f"status = '{status}' AND NOT {_HELD}") for status in _STATUSES]
    planned, held, groups = count("1 = 1"), count(_HELD), count(f"form = 'group' AND {_HELD}")
    return [planned, held, groups, sum(reasons), *reasons, planned - held - sum(reasons)]


def surveys(project: Project) -> list[list[object]]:
    """Name, sent, answered, and the rate as the nearest whole per cent with its base."""
    found = project.connection.execute("SELECT name, sent, answered FROM survey ORDER BY position")
    return [
        [name, sent, answered, f"{int(100 * answered / sent + 0.5)} % ({answered} of {sent})"]
        for name, sent, answered in found
    ]


def documents(project: Project) -> list[list[object]]:
    """Category and how many secondary documents it has, the total last."""
    found = project.connection.execute(
        """SELECT c.name, count(d.id) FROM category c
           LEFT JOIN document d ON d.category_id = c.id AND d.kind = 'document'
           GROUP BY c.id ORDER BY c.position"""
    ).fetchall()
    total = project.connection.execute("SELECT count(*) FROM document WHERE kind = 'document'").fetchone()[0]
    return [*map(list, found), ["Total", total]]
