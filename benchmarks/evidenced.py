"""Adds to a made study what findings stand on: polarities, names to keep out, and findings with their quotes.

    python benchmarks/evidenced.py FOLDER [S M L]

The study with evidence stands beside the other one and is used again when it is there.
"""

import random
import sys
from pathlib import Path

import studies as made

from qualcoder_cg.domain.codings import CONTRADICTS, QUALIFIES, SUPPORTS, Coding
from qualcoder_cg.services import asked, coding_weight, finding_edit, finding_links, names, studies
from qualcoder_cg.services.studies import Project

EDITION = 1
SEED = 20240502
FINDINGS_EACH = 2
QUOTES = 3_000
NAMES = 60


def evidenced(folder: Path, size: made.Size) -> Path:
    """The study of this size with findings, made if it is not there yet."""
    target = folder / f"{size.name}-{made.EDITION}-evidence-{EDITION}.qcg"
    if not target.is_file():
        part = target.with_name(f"making-{target.name}")
        part.write_bytes(made.study(folder, size).read_bytes())
        project = studies.open_project(part, coder="Coder 1")
        try:
            _fill(project, random.Random(f"{SEED} {size.name}"))
        finally:
            project.close()
        part.replace(target)
    return target


def _fill(project: Project, dice: random.Random) -> None:
    codings = [
        one for document in project.documents.all() for one in project.codings.in_document(document.id)
    ]
    dice.shuffle(codings)
    third = len(codings) // 10
    for place, polarity in enumerate((SUPPORTS, QUALIFIES, CONTRADICTS)):
        some = codings[place * third : (place + 1) * third]
        coding_weight.set_polarity(project, [one.id for one in some], polarity)
    for informant in project.informants.all()[:NAMES]:
        names.add_name(
            project, f"Person{informant.code[-2:]} Surname{informant.code[-2:]}", informant=informant.code
        )
    _add_findings(project, codings)


def _add_findings(project: Project, codings: list[Coding]) -> None:
    """Two findings a question, QUOTES quotes over all of them."""
    serving = asked.questions_of(project.codes.all())
    questions = project.matrix.questions()
    under: dict[str, list[str]] = {question.id: [] for question in questions}
    for coding in codings:
        for question_id in serving[coding.code_id]:
            under[question_id].append(coding.id)
    each = QUOTES // (len(questions) * FINDINGS_EACH)
    with project.step("Add findings"):
        for question in questions:
            for number in range(FINDINGS_EACH):
                finding = finding_edit.add_finding(
                    project, question.id, f"Finding {number + 1}: {{supporting}}."
                )
                some = under[question.id][number * each : (number + 1) * each]
                finding_links.link_codings(project, finding, some)


def main() -> None:
    """Make the studies named on the command line."""
    folder = Path(sys.argv[1])
    for name in sys.argv[2:] or ("S", "M", "L"):
        print(evidenced(folder, made.SIZES[name]))


if __name__ == "__main__":
    main()
