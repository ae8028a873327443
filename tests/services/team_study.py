"""An invented study for what a team does: interviews of three types of informants, dated, two coders."""

from pathlib import Path

from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import coding, documents, register, studies
from qualcoder_cg.services.studies import Project

TYPES = (*["Agency"] * 6, *["Ministry"] * 3, "Union")
TURNS = 6


def team_study(folder: Path, interviews: int = 10) -> Project:
    """Interviews of TURNS answers each, one informant and one date apiece; Ana leads, Ben codes."""
    project = studies.new_study(folder / "team.qcg", matrix="closing-gaps", coder="Ana Lead")
    studies.add_coder(project, "Ben Coder")
    for n in range(interviews):
        path = folder / f"KII-{n:02}.txt"
        lines = [f"E1: Question {turn}?\nKII-{n:02}: Answer {turn} in place {n}." for turn in range(TURNS)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        documents.import_files(project, [path])
    people = [{"code": f"P{n:02}", "type": TYPES[n % len(TYPES)]} for n in range(interviews)]
    informants = register.add_rows(project, "informant", people)
    held = [{"code": f"I{n:02}", "date": f"2026-01-{n + 1:02}"} for n in range(interviews)]
    interview_ids = register.add_rows(project, "interview", held)
    with project.step("Link"):
        for document_id, informant, interview in zip(project.documents.ids(), informants, interview_ids):
            project.informants.set_voices_in(document_id, [Voice(document_id, informant, "")])
            project.interviews.set_documents(interview, [document_id])
    return project


def code_answer(project: Project, document: int, turn: int, code: str, by: str) -> str:
    """Put an answer under a code as this coder; gives the coding's id."""
    acts, project.coder_name = project.coder_name, by
    document_id = project.documents.ids()[document]
    answer = project.documents.turns(document_id)[2 * turn + 1]
    code_id = next(one.id for one in project.codes.all() if one.name == code)
    span = Span(answer.start, answer.end)
    made = coding.apply_code(project, document_id=document_id, span=span, code_id=code_id)
    project.coder_name = acts
    return made.id
