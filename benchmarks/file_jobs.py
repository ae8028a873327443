"""Jobs that need no window: quotes of one code, and the evidence as CSV, XLSX and DOCX.

Run by `scale.py` in a process of its own: python benchmarks/file_jobs.py JOB STUDY REPEATS
"""

from collections import Counter
from pathlib import Path

from measuring import Job, Spent, answer, repeated, scratch

from qualcoder_cg.services import reports, studies
from qualcoder_cg.services.studies import Project


def most_used_code(project: Project) -> str:
    """The id of the code with the most codings."""
    return Counter(project.codings.counts_by_code()).most_common(1)[0][0]


def quotes(study: Path, repeats: int) -> list[Spent]:
    """All quotes of the code that has the most, with their texts."""
    project = studies.open_project(study, window=True)
    code_id = most_used_code(project)
    seconds = repeated(lambda: project.codings.quotes_of(code_id), repeats)
    project.close()
    return seconds


def export(suffix: str) -> Job:
    """The job of writing all quotes to a file of one kind, as the Export command does."""

    def job(study: Path, repeats: int) -> list[Spent]:
        copy = scratch(study)
        project = studies.open_project(copy, window=True)
        seconds = repeated(lambda: reports.export_evidence(project, copy.with_suffix(suffix)), repeats)
        project.close()
        return seconds

    return job


JOBS: dict[str, Job] = {
    "quotes": quotes,
    "csv": export(".csv"),
    "xlsx": export(".xlsx"),
    "docx": export(".docx"),
}

if __name__ == "__main__":
    answer(JOBS)
