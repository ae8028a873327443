"""Rows in each table of a team's work, for tests that need all of them filled."""

from qualcoder_cg.domain.team import ANOTHER, BOTH, CALIBRATION, KEEP_A, Assignment, Package, Round
from qualcoder_cg.services import adjudication, codebook, codebook_versions, disagreements
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage import rows

AT = "2026-01-01T00:00:00+00:00"


def fill_team_tables(project: Project) -> None:
    """A round, a package with an assignment, versions, and decisions that hold questions and a team code."""
    coder = project.coders.all()[0].id
    document = next(iter(project.codings.counts_by_document()))
    own = codebook.add_code(project, "Agreed between us")
    version = codebook_versions.make(project, "First", "To begin with")
    with project.step("Hand out"):
        project.team.rounds.add(Round("round", "Calibration", CALIBRATION, AT, "", "", 0))
        project.team.packages.add(Package("package", coder, "round", version.id, 1, AT, ""))
        project.team.assignments.add(Assignment(rows.new_id(), "package", document, coder, "round", 1))
    found = disagreements.listed(project)
    assert len(found) > 2
    for one, verdict, codes in zip(found, (KEEP_A, BOTH, ANOTHER), ((), (), (own.id,)), strict=False):
        adjudication.settle(project, one, verdict, reason="We read it again.", code_ids=codes)
