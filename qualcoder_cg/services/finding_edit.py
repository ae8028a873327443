"""Writing findings: their statements, their order, and the grade a person gives them."""

from collections.abc import Sequence

from ..domain.findings import GRADES, Finding
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .findings import finding_named, finding_of, label_of
from .studies import current_coder


def add_finding(project: Project, question_id: str, statement: str) -> str:
    """Add a finding to a question, after its others; gives its id. UserError for one without words."""
    statement = _checked(statement)
    question = next((one for one in project.matrix.questions() if one.id == question_id), None)
    if question is None:
        raise UserError(_("This question is no longer in the study."), _("Undo may bring it back."))
    tables, at = project.evidence, rows.now()
    with project.step("Add a finding to question {question}", question=question.number):
        place = tables.findings.next_position("question_id", question_id)
        coder = current_coder(project).id
        finding = Finding(rows.new_id(), question_id, statement, "", "", coder, place, at, at)
        tables.findings.add(finding)
    return finding.id


def edit_finding(project: Project, finding_id: str, statement: str) -> None:
    """Change what a finding says; a grade that was confirmed stays."""
    statement = _checked(statement)
    finding = finding_of(project, finding_id)
    if statement == finding.statement:
        return
    with project.step("Edit finding {finding}", finding=label_of(project, finding_id)):
        project.evidence.findings.change(finding_id, statement=statement, changed_at=rows.now())


def remove_findings(project: Project, ids: Sequence[str]) -> int:
    """Take findings away; evidence that no other finding uses goes with them. Gives how many there were."""
    found = project.evidence.findings.among("id", list(dict.fromkeys(ids)))
    if not found:
        return 0
    names = ", ".join(label_of(project, one.id) for one in found)
    with project.step("Remove findings {findings} ({n})", findings=names, n=len(found)):
        project.evidence.forget_findings([one.id for one in found])
    return len(found)


def place_finding(project: Project, finding_id: str, place: int) -> None:
    """Put a finding at a place (from 0) among those of its question; the others move and are renumbered."""
    finding = finding_of(project, finding_id)
    others = project.evidence.findings.where("question_id", finding.question_id)
    order = [one.id for one in others if one.id != finding_id]
    order.insert(max(0, min(place, len(order))), finding_id)
    with project.step("Move finding {finding}", finding=label_of(project, finding_id)):
        for position, one in enumerate(order):
            project.evidence.findings.change(one, position=position)


def move_to_question(project: Project, finding_id: str, question_id: str) -> None:
    """Let a finding answer another question; it comes after the others there, with its evidence."""
    finding = finding_of(project, finding_id)
    question = next((one for one in project.matrix.questions() if one.id == question_id), None)
    if question is None:
        raise UserError(_("This question is no longer in the study."), _("Undo may bring it back."))
    if finding.question_id == question_id:
        return
    tables = project.evidence
    label = label_of(project, finding_id)
    with project.step(
        "Move finding {finding} to question {question}", finding=label, question=question.number
    ):
        place = tables.findings.next_position("question_id", question_id)
        tables.findings.change(finding_id, question_id=question_id, position=place)


def confirm(project: Project, finding_id: str) -> str:
    """Confirm the grade that the rules propose; gives it. UserError where nothing is linked."""
    facts = finding_named(project, finding_id)
    if not facts.evidence:
        raise UserError(_("No evidence is linked to {finding}.").format(finding=facts.label), _link_first())
    grade = facts.strength.proposed
    with project.step("Confirm the strength of finding {finding}: {grade}", finding=facts.label, grade=grade):
        project.evidence.findings.change(finding_id, grade=grade, reason="", changed_at=rows.now())
    return grade


def override(project: Project, finding_id: str, grade: str, reason: str) -> None:
    """Give a finding another grade than the proposed one, with a reason, which the log of activity keeps.

    UserError without a reason, for a word that is no grade, and for more than weak where nothing but the
    evaluator's judgement is linked.
    """
    grade, reason = grade.strip().upper(), reason.strip()
    if grade not in GRADES:
        raise UserError(
            _("{grade} is not a grade.").format(grade=grade or "–"),
            _("Use one of: {grades}.").format(grades=", ".join(GRADES)),
        )
    if not reason:
        raise UserError(_("Another grade needs a reason."), _("Say in a few words why."))
    facts = finding_named(project, finding_id)
    if not facts.strength.has_evidence and grade in GRADES[:3]:
        raise UserError(
            _("{finding} rests on no source and can be no more than weak.").format(finding=facts.label),
            _link_first(),
        )
    with project.step(
        "Set the strength of finding {finding} to {grade}, proposed {proposed}: {reason}",
        finding=facts.label,
        grade=grade,
        proposed=facts.strength.proposed,
        reason=reason,
    ):
        project.evidence.findings.change(finding_id, grade=grade, reason=reason, changed_at=rows.now())


def withdraw_grade(project: Project, finding_id: str) -> None:
    """Take a confirmed or chosen grade back: the finding is a draft again."""
    finding_of(project, finding_id)
    with project.step("Finding {finding} is a draft again", finding=label_of(project, finding_id)):
        project.evidence.findings.change(finding_id, grade="", reason="", changed_at=rows.now())


def _checked(statement: str) -> str:
    statement = " ".join(statement.split())
    if not statement:
        raise UserError(_("A finding needs words."), _("Write what was found."))
    return statement


def _link_first() -> str:
    return _("Link evidence to it first.")
