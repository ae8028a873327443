"""The chain of a real evaluation's report as a table of links; the texts stand in for those of the report."""

from pathlib import Path

from qualcoder_cg.services import chain_import
from qualcoder_cg.services.studies import Project

CONCLUSIONS, LESSONS, PRACTICES = 23, 6, 4
# Conclusions per criterion, in the order of the matrix.
CRITERIA = {"REL": 8, "EFF": 5, "MGT": 3, "EFY": 2, "IMS": 5}
# priority, term, what the report says the recommendation is linked to
LINKS = (
    ("high", "short", "C12"),
    ("high", "short", "C10, BP2, BP3"),
    ("medium", "short", "C7, C22"),
    ("high", "short", "C4, C8, LL5, LL6"),
    ("high", "medium", "C23, BP1"),
    ("high", "short", "C11"),
    ("medium", "medium", "C5"),
    ("high", "short", "C15, C19, LL3, LL6"),
)
ORPHANS = "C1–3, 6, 9, 13, 14, 16–18, 20, 21; LL1, 2, 4; BP4"


def seed_rows() -> list[list[str]]:
    """The table with its headings, as a team would have it."""
    rows = [["Number", "Text", "Criterion", "To whom", "Priority", "Term", "Resources", "Linked to"]]
    groups = [key for key, n in CRITERIA.items() for _one in range(n)]
    for n in range(1, CONCLUSIONS + 1):
        rows.append([f"C{n}", f"Conclusion number {n}.", groups[n - 1], "", "", "", "", ""])
    for prefix, many in (("LL", LESSONS), ("BP", PRACTICES)):
        rows += [[f"{prefix}{n}", f"{prefix} text {n}.", "", "", "", "", "", ""] for n in range(1, many + 1)]
    for n, (priority, term, links) in enumerate(LINKS, 1):
        rows.append([f"R{n}", f"Do thing {n}.", "", "Agencies; ministry", priority, term, "medium", links])
    return rows


def seed_chain(project: Project, folder: Path) -> None:
    """Bring the chain in from a CSV file that is written into `folder`."""
    path = folder / "chain.csv"
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in seed_rows()), encoding="utf-8")
    planned = chain_import.plan(project, chain_import.read_sheet(path))
    assert planned.faults == [] and planned.ignored == ()
    chain_import.bring_in(project, planned, path.name)
