"""A register with the numbers of a real evaluation: 34 people, 49 interviews and a group, 3 surveys."""

from qualcoder_cg.domain.surveys import Survey
from qualcoder_cg.services import register
from qualcoder_cg.services.studies import Project

AGENCIES, PARTNERS, COLLABORATORS = "Agencies", "Partner institutions", "Collaborating institutions"
WORKERS = "Women temporary agricultural workers"
# type: institutions, men, women
PEOPLE = {
    AGENCIES: (4, 3, 5),
    PARTNERS: (13, 5, 11),
    COLLABORATORS: (4, 1, 5),
    WORKERS: (0, 0, 4),
}
MISSED = {"declined": 2, "no reply": 10, "could not attend": 3}
SURVEYS = (("Institutions", 63, 29), ("Training in rights", 300, 67), ("Online course", 25, 7))


def seed(project: Project) -> None:
    """Fill the register: people, those who could not be interviewed, interviews, surveys."""
    people: list[dict[str, str]] = []
    for kind, (institutions, men, women) in PEOPLE.items():
        for number in range(men + women):
            place = f"{kind} {number % institutions + 1:02d}" if institutions else ""
            people.append(
                {
                    "code": f"KII-{len(people) + 1:02d}",
                    "type": kind,
                    "sex": "man" if number < men else "woman",
                    "role": f"Role {len(people) + 1}",
                    "institution": place,
                }
            )
    invited = [
        {"code": f"INV-{n:02d}", "type": PARTNERS, "institution": f"Absent {n:02d}"} for n in range(1, 16)
    ]
    register.add_rows(project, "informant", [*people, *invited])
    alone = [one for one in people if one["type"] != WORKERS]
    # four of the agencies' people were interviewed a second time
    held = [*alone, *alone[:4]]
    reasons = [reason for reason, n in MISSED.items() for _time in range(n)]
    interviews = [
        {
            "code": f"I-{n:02d}",
            "status": "held",
            "date": f"2022-03-{n % 28 + 1:02d}",
            "informants": one["code"],
        }
        for n, one in enumerate(held, 1)
    ]
    interviews += [
        {"code": f"X-{n:02d}", "status": reason, "informants": one["code"]}
        for n, (reason, one) in enumerate(zip(reasons, invited, strict=True), 1)
    ]
    group = "; ".join(one["code"] for one in people if one["type"] == WORKERS)
    interviews.append({"code": "G-01", "status": "held", "form": "group", "informants": group})
    register.add_rows(project, "interview", interviews)
    with project.step("Add surveys"):
        for name, sent, answered in SURVEYS:
            project.surveys.add(Survey(name, name, sent, answered, reminders=2), [], [])
