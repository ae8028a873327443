"""Memos that stand on no passage: of a code, and of the study as a whole."""

from ..domain.merging_tables import STUDY_MEMO
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project


def write_code_memo(project: Project, code_id: str, memo: str) -> None:
    """Set the memo of a code; typing on amends the same step."""
    code = project.codes.get(code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    with project.step("Write a memo on code {code}", merge=f"code-memo:{code_id}", code=code.name):
        project.codes.change(code_id, memo=memo)


def study_memo(project: Project) -> str:
    """What the team notes about the study as a whole."""
    return str(project.settings.get(STUDY_MEMO, ""))


def write_study_memo(project: Project, memo: str) -> None:
    """Set the memo of the study; typing on amends the same step."""
    with project.step("Write the memo of the study", merge="study-memo"):
        project.settings.put(STUDY_MEMO, memo)
