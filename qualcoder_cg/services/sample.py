"""The sample study: invented interviews, coded in part by two coders, made from plain files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import paths
from ..formats.matrices import yaml_file
from ..progress import Progress, silent
from ..storage.project import Project
from . import documents, exchange, guides, register, sources, studies, surveys
from .matrix import add_codes

FILE_NAME = "Sample study.qcg"


def is_sample(path: Path) -> bool:
    """Whether a study file is the person's own copy of the sample study."""
    return path.resolve() == (paths.person_data() / FILE_NAME).resolve()


def sample_study(progress: Progress = silent) -> Path:
    """The person's own copy of the sample study, made the first time it is asked for."""
    target = paths.person_data() / FILE_NAME
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        build_sample(target, progress).close()
    return target


def build_sample(target: Path, progress: Progress = silent) -> Project:
    """Make the sample study as `target` and leave it open; nothing is left behind when that fails."""
    # only whoever makes the sample needs what fills it, and that is much
    from . import sample_team
    from .sample_chain import add_chain
    from .sample_disclosure import add_disclosure
    from .sample_findings import add_findings

    folder = paths.resources() / "sample"
    plan = yaml_file.read_plain(folder / "study.yaml")
    coders = plan["coders"]
    project = studies.new_study(
        target, matrix=plan["matrix"], title=plan["title"], coder=str(coders[0]["name"])
    )
    try:
        add_codes(project, yaml_file.read_codes(folder / "codes.yaml"))
        for coder in coders[1:]:
            studies.add_coder(project, coder["name"], coder["initials"])
        details = {
            folder / entry["file"]: documents.Details(entry["kind"], entry["language"])
            for entry in plan["documents"]
        }
        results = documents.import_files(project, details, details=details, progress=progress)
        _describe(project, results, plan["documents"])
        for entry in plan["surveys"]:
            _add_survey(project, folder / entry["file"], entry)
        for entry in plan["guides"]:
            guides.import_guide(project, folder / entry["file"], name=entry["name"], types=entry["types"])
        for table in ("institution", "informant", "interview"):
            _add_table(project, table, folder / f"{table}s.csv")
        guides.match(project)
        sample_team.hand_out(project, folder / "team.yaml")
        exchange.code_from_csv(project, folder / "codings.csv")
        add_findings(project, yaml_file.read_plain(folder / "findings.yaml"))
        add_chain(project, folder / "chain.yaml")
        add_disclosure(project, yaml_file.read_plain(folder / "disclosure.yaml"))
        sample_team.settle(project, folder / "team.yaml")
        project.seal()
    except BaseException:
        project.close()
        target.unlink(missing_ok=True)
        raise
    return project


def _describe(
    project: Project, results: Sequence[documents.Imported], entries: Sequence[Mapping[str, Any]]
) -> None:
    """Say of secondary sources what they are; a category is the number of one in the preset."""
    categories = [category.id for category in sources.add_preset(project)]
    by_name = {Path(entry["file"]).name: entry for entry in entries}
    for result in results:
        entry = by_name[result.path.name]
        if result.document and "category" in entry:
            category = categories[entry["category"] - 1]
            values = {key: entry[key] for key in ("citation", "date")}
            sources.describe(project, [result.document.id], category=category, **values)


def _add_table(project: Project, table: str, path: Path) -> None:
    """Bring a table of the register in by its headings."""
    mapping = register.guess_mapping(project, table, register.read_headings(path))
    register.import_table(project, table, path, mapping)


def _add_survey(project: Project, path: Path, entry: Mapping[str, Any]) -> None:
    """Bring a survey in as it is proposed, with the questions that its items serve."""
    table = surveys.read_table(path)
    columns = [
        replace(column, questions=surveys.find_questions(project, entry["questions"].get(column.heading, ())))
        for column in surveys.propose(table).columns
    ]
    surveys.import_survey(project, table, columns, name=entry["name"], facts=entry["facts"])
