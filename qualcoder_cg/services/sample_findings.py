"""The findings of the sample study, brought in as a person would write and link them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import finding_edit, finding_links
from .lookup import Names
from .rules import change_rules
from .survey_results import item_named
from .surveys import find_questions


def add_findings(project: Project, entries: list[Mapping[str, Any]]) -> None:
    """Add the findings of a plain file to a study, each by its author, with its evidence, in one step."""
    names, acts = Names(project), project.coder_name
    try:
        with project.step("Add the findings of the sample study"):
            # they are written in English, and so are their counting words
            change_rules(project, report_language="en")
            _add(project, names, entries)
    finally:
        project.coder_name = acts


def _add(project: Project, names: Names, entries: list[Mapping[str, Any]]) -> None:
    for entry in entries:
        project.coder_name = str(entry["by"])
        (question_id,) = find_questions(project, [str(entry["question"])])
        finding_id = finding_edit.add_finding(project, question_id, entry["statement"])
        for piece in entry["evidence"]:
            _link(project, names, finding_id, piece)
        if "override" in entry:
            finding_edit.override(project, finding_id, **entry["override"])
        elif entry.get("confirmed"):
            finding_edit.confirm(project, finding_id)


def _link(project: Project, names: Names, finding_id: str, piece: Mapping[str, Any]) -> None:
    bearing = str(piece["bearing"])
    if "quote" in piece:
        passage = _passage(project, names, piece)
        linked = finding_links.link_passages(project, finding_id, {passage: bearing})
    elif "text" in piece:
        document = names.document(piece["in"])
        linked = finding_links.link_page(
            project, finding_id, document.id, page=str(piece["page"]), text=piece["text"], bearing=bearing
        )
    elif "survey" in piece:
        item = item_named(project, piece["survey"])
        linked = finding_links.link_survey(project, finding_id, item.id, bearing=bearing)
    elif "observation" in piece:
        linked = finding_links.link_observation(project, finding_id, piece["observation"], bearing=bearing)
    else:
        linked = finding_links.link_judgement(project, finding_id, piece["judgement"], bearing=bearing)
    if "settled" in piece:
        finding_links.settle(project, linked.links, piece["settled"])


def _passage(project: Project, names: Names, piece: Mapping[str, Any]) -> finding_links.Passage:
    document = names.document(piece["in"])
    text, quote = project.documents.text(document.id), str(piece["quote"])
    if text.count(quote) != 1:
        raise UserError(
            _("“{quote}” does not stand once in {document}.").format(
                quote=quote[:40], document=Path(document.name).stem
            ),
            _("Copy the words from the document."),
        )
    start = text.index(quote)
    return document.id, start, start + len(quote)
