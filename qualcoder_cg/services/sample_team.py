"""The team of the sample study: who was handed what, the rounds, and what was settled in the first."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..domain.consistency import Disagreement
from ..domain.team import KEEP_A, KEEP_B
from ..errors import UserError
from ..formats.matrices import yaml_file
from ..i18n import _
from ..storage.project import Project
from . import adjudication, disagreements, packages, rounds
from .coders import coder_named
from .lookup import Names


def hand_out(project: Project, path: Path) -> None:
    """Start the rounds of a plain file and note what was handed to whom, before anything is coded."""
    plan, names = yaml_file.read_plain(path), Names(project)
    with project.step("Hand out the documents of the sample study"):
        for entry in plan["rounds"]:
            lead = coder_named(project, plan["lead"]).id
            documents = [names.document(name).id for name in entry["documents"]]
            rounds.start(project, entry["name"], entry["kind"], documents, [lead])
        for entry in plan["packages"]:
            found = rounds.named(project, entry["round"]) if "round" in entry else None
            documents = [names.document(name).id for name in entry.get("documents", ())]
            wanted = packages.PackagePlan(
                coder_named(project, entry["coder"]).id,
                rounds.members(project, found.id).documents if found else tuple(documents),
                blind=True,
                round_id=found.id if found else None,
                note=entry["note"],
            )
            handed_out = packages.hand_out(project, wanted)
            project.team.packages.change(handed_out.id, is_back=1)


def settle(project: Project, path: Path) -> None:
    """Close the rounds that the file says are closed, and settle what it says was settled in them."""
    plan, names = yaml_file.read_plain(path), Names(project)
    acts = project.coder_name
    try:
        project.coder_name = str(plan["lead"])
        with project.step("Settle what the sample study says"):
            for name in plan["closed"]:
                rounds.close(project, rounds.named(project, name).id)
            for entry in plan["decisions"]:
                _settle(project, names, entry)
    finally:
        project.coder_name = acts


def _settle(project: Project, names: Names, entry: Mapping[str, Any]) -> None:
    one = _named(project, names, entry)
    verdict = str(entry["verdict"])
    coders = {coder.name: coder.id for coder in project.coders.all()}
    if verdict in coders:
        verdict = KEEP_A if coders[verdict] == one.coder_a else KEEP_B
    codes = [entry["counter_example_for"]] if "counter_example_for" in entry else []
    adjudication.settle(
        project,
        one,
        verdict,
        reason=entry["reason"],
        counter_example_for=[names.code(code).id for code in codes],
    )


def _named(project: Project, names: Names, entry: Mapping[str, Any]) -> Disagreement:
    """The disagreement of a kind that begins with these words."""
    document = names.document(entry["in"])
    text = project.documents.text(document.id)
    found = disagreements.listed(project, kinds=[entry["kind"]], documents=[document.id])
    for one in found:
        if text[one.start : one.end].startswith(entry["words"]):
            return one
    raise UserError(
        _("The sample study is broken: {words} is not in {document}.").format(
            words=entry["words"], document=document.name
        ),
        "",
    )
