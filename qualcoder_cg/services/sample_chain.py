"""The chain of the sample study: conclusions, lessons, good practices, recommendations."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..domain.chain import CONCLUSION, LESSON, PRACTICE, RECOMMENDATION
from ..domain.chain_forms import FORMS, STATUS, TEXT
from ..formats.matrices import yaml_file
from ..storage.project import Project
from . import chain_edit

_KINDS = {
    "conclusions": CONCLUSION,
    "lessons": LESSON,
    "practices": PRACTICE,
    "recommendations": RECOMMENDATION,
}


def add_chain(project: Project, path: Path) -> None:
    """Put the chain of a file into the study, in one step.

    It rests on whatever findings the questions it names have: without any, on items alone.
    """
    plan = yaml_file.read_plain(path)
    findings = _findings(project)
    ids: dict[str, str] = {}
    with project.step("Add the chain of the sample study"):
        for name, kind in _KINDS.items():
            for entry in plan[name]:
                basis = [one for number in entry.get("findings", ()) for one in findings.get(number, ())]
                basis += [ids[key] for key in entry.get("rests_on", ())]
                ids[entry["key"]] = chain_edit.add_item(
                    project, kind, entry["text"], fields=_fields(kind, entry), basis=basis
                )
        chain_edit.set_header(project, plan["header"])


def _fields(kind: str, entry: Mapping[str, Any]) -> dict[str, str]:
    """The fields that an entry fills in, the status last."""
    names: Sequence[str] = [field.name for field in FORMS[kind] if field.name not in (TEXT, STATUS)]
    return {name: str(entry[name]) for name in (*names, STATUS) if entry.get(name)}


def _findings(project: Project) -> dict[str, list[str]]:
    """The findings of each question, by its number."""
    numbers = {question.id: question.number for question in project.matrix.questions()}
    found: dict[str, list[str]] = {}
    for finding in project.evidence.findings.all():
        found.setdefault(numbers[finding.question_id], []).append(finding.id)
    return found
