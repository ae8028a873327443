"""Codes that come into being while reading: made and applied in one step."""

from collections.abc import Sequence

from ..domain.codings import Coding
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .codebook import add_code
from .coding import apply_code, change_code
from .coding_several import apply_codes, copy_to_code
from .predictions import Known

LONGEST_NAME = 60


def code_with_new(
    project: Project,
    name: str,
    *,
    document_id: str,
    span: Span,
    parent_id: str | None = None,
    beside: Sequence[str] = (),
    known: Known = None,
) -> Coding:
    """Make a team code (under `parent_id`) and put the passage under it; gives the coding.

    A code that already has this name is used instead of a second one. `beside` are codes (ids) under which
    the passage is put in the same step; `known` as for `apply_code`.
    """
    with project.step("Code with new code {name}", name=name):
        code_id = _existing(project, name) or add_code(project, name, parent_id=parent_id).id
        if beside:
            apply_codes(project, document_id=document_id, span=span, code_ids=beside, known=known)
        return apply_code(project, document_id=document_id, span=span, code_id=code_id, known=known)


def move_to_new(project: Project, name: str, ids: Sequence[str], *, parent_id: str | None = None) -> str:
    """Make a team code and put codings under it instead; gives the code's id."""
    with project.step("Move codings to new code {name} ({n})", name=name, n=len(ids)):
        code_id = _existing(project, name) or add_code(project, name, parent_id=parent_id).id
        change_code(project, ids, code_id)
        return code_id


def copy_to_new(project: Project, name: str, ids: Sequence[str], *, parent_id: str | None = None) -> str:
    """Make a team code and put the passages of codings under it too; gives the code's id."""
    with project.step("Copy codings to new code {name} ({n})", name=name, n=len(ids)):
        code_id = _existing(project, name) or add_code(project, name, parent_id=parent_id).id
        copy_to_code(project, ids, code_id)
        return code_id


def name_in_vivo(passage: str) -> str:
    """A code's name in the words of who spoke; UserError when the passage is too long for one."""
    name = " ".join(passage.split()).strip(" .,;:!?¡¿…\"'“”«»()")
    if not name:
        raise UserError(_("Select the words that become the code."), _("W selects a word."))
    if len(name) > LONGEST_NAME:
        raise UserError(
            _("These words are too long for the name of a code."),
            _("Select at most {n} characters.").format(n=LONGEST_NAME),
        )
    return name


def _existing(project: Project, name: str) -> str | None:
    wanted = " ".join(name.split()).casefold()
    return next((code.id for code in project.codes.all() if code.name.casefold() == wanted), None)
