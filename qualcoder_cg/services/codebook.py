"""Changing the codebook: the team's own codes, and how every code is described."""

from collections.abc import Sequence

from ..domain import palette
from ..domain.codes import QUESTION, TEAM, Code
from ..domain.matrix import Guidance
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from .matrix import new_code

_DESCRIPTION = ("short", "definition", "when_to_use", "when_not", "example")


def add_code(
    project: Project,
    name: str,
    *,
    short: str = "",
    parent_id: str | None = None,
    questions: Sequence[str] = (),
    guidance: Guidance | None = None,
) -> Code:
    """Add a team code under another code, linked to questions (ids).

    Under a question it is linked to that question; under a team code to that code's questions, unless
    `questions` says otherwise. Without a parent it stands among the team's codes at the end.
    """
    name = _free_name(project, name)
    parent = project.codes.get(parent_id) if parent_id else None
    linked = tuple(questions) or (parent.questions if parent else ())
    colour = parent.colour if parent else palette.for_theme(len(project.codes.all()))
    with project.step("Add code {name}", name=name):
        return new_code(
            project,
            TEAM,
            name,
            short=short,
            guidance=guidance or Guidance(),
            colour=colour,
            parent_id=parent_id,
            linked=tuple(linked),
        )


def describe_code(
    project: Project,
    code_id: str,
    *,
    name: str | None = None,
    colour: str | None = None,
    keywords: dict[str, tuple[str, ...]] | None = None,
    questions: Sequence[str] | None = None,
    **texts: str,
) -> None:
    """Change a code's name, colour, keywords, links or texts.

    Texts are short, definition, when_to_use, when_not, example. The name of a question's code follows
    its number and is left as it is.
    """
    code = _code(project, code_id)
    values = {key: text.strip() for key, text in texts.items() if key in _DESCRIPTION}
    if name is not None and code.kind != QUESTION and name.strip() != code.name:
        values["name"] = _free_name(project, name)
    if colour is not None:
        values["colour"] = _colour(colour)
    with project.step("Describe code {name}", name=code.name):
        if values:
            project.codes.change(code_id, **values)
        if keywords is not None:
            project.codes.set_keywords(code_id, clean_keywords(keywords))
        if questions is not None and code.kind != QUESTION:
            project.codes.link(code_id, tuple(questions))


def delete_code(project: Project, code_id: str) -> int:
    """Delete a theme or team code with what is under it, its codings and decisions; gives how many codings.

    Nothing is asked: undo brings all of it back. Questions belong to the matrix and stay.
    """
    code = _code(project, code_id)
    if code.kind == QUESTION:
        raise UserError(
            _("{code} is a question of the evaluation matrix and cannot be deleted here.").format(
                code=code.name
            ),
            _("Delete its codings, or leave it unused."),
        )
    family = _family(project, code_id)
    count = sum(project.codings.counts_by_code(family).values())
    with project.step("Delete code {name} with its codings ({n})", name=code.name, n=count):
        project.codings.remove_where("code_id", family)
        for column in ("code_id", "chosen_code_id"):
            project.decisions.remove_where(column, family)
        for member in reversed(family):
            project.codes.remove(member)
    return count


def clean_keywords(keywords: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Keywords without empty ones and repetitions, in their order."""
    cleaned = {
        language: tuple(dict.fromkeys(term.strip() for term in terms if term.strip()))
        for language, terms in keywords.items()
    }
    return {language: terms for language, terms in cleaned.items() if terms}


def _family(project: Project, code_id: str) -> list[str]:
    """A code and all codes below it, parents first."""
    family = [code_id]
    for member in family:
        family += project.codes.children(member)
    return family


def _code(project: Project, code_id: str) -> Code:
    code = project.codes.get(code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    return code


def _colour(text: str) -> str:
    try:
        return palette.parse(text)
    except ValueError:
        raise UserError(
            _("{colour} is not a colour.").format(colour=text),
            _("Give a hue and a tone such as 3-1, the English name of a hue, or #rrggbb."),
        ) from None


def _free_name(project: Project, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(_("A code needs a name."), _("Type one."))
    if any(code.name.casefold() == name.casefold() for code in project.codes.all()):
        raise UserError(
            _("A code {name} is already in the study.").format(name=name), _("Give the new one another name.")
        )
    return name
