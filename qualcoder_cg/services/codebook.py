"""Changing the codebook: the team's own codes, and how every code is described."""

from collections.abc import Mapping, Sequence
from itertools import count

from ..domain import palette
from ..domain.codes import QUESTION, TEAM, THEME, Code
from ..domain.matrix import Guidance
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _, noop
from ..storage.project import Project
from .keyword_words import checked
from .matrix import new_code
from .studies import current_coder

DESCRIPTION = ("definition", "when_to_use", "when_not", "example", "memo")


def add_code(
    project: Project,
    name: str,
    *,
    short: str = "",
    parent_id: str | None = None,
    questions: Sequence[str] = (),
    guidance: Guidance | None = None,
    memo: str = "",
    theme: bool = False,
) -> Code:
    """Add a team code under another code, linked to questions (ids).

    Under a question it is linked to that question; under a team code to that code's questions, unless
    `questions` says otherwise; under a theme to none. Without a parent it stands among the team's codes at
    the end. A theme stands among the themes; it has no parent.
    """
    name = free_name(project, name)
    parent = project.codes.get(parent_id) if parent_id and not theme else None
    linked = tuple(questions) or inherited(parent)
    colour = parent.colour if parent else palette.for_theme(len(project.codes.all()))
    with project.step("Add code {name}", name=name):
        return new_code(
            project,
            THEME if theme else TEAM,
            name,
            short=short,
            guidance=guidance or Guidance(),
            colour=colour,
            parent_id=parent.id if parent else None,
            linked=linked,
            memo=memo,
            maker=current_coder(project).id,
        )


def inherited(parent: Code | None) -> tuple[str, ...]:
    """The questions that a new code under another serves: those of the other, unless that is a theme."""
    return parent.questions if parent and parent.kind != THEME else ()


def rename_code(project: Project, code_id: str, name: str) -> None:
    """Change what a code is called where codes are listed, in one step.

    That is the short name of a question, and of a code that has one beside its name; else the name, which
    no other code has.
    """
    code = get_code(project, code_id)
    name = " ".join(name.split())
    if not name:
        raise UserError(_("A code needs a name."), _("Type one."))
    is_short = code.kind == QUESTION or code.short not in ("", code.name)
    if name == (code.short if is_short else code.name):
        return
    if not is_short:
        name = free_name(project, name, of=code)
    with project.step("Rename code {name} to {new}", name=code.label, new=name):
        project.codes.change(code_id, **({"short": name} if is_short else {"name": name, "short": ""}))


def recolour_codes(project: Project, ids: Sequence[str], colour: str, *, below: bool = False) -> None:
    """Give codes a colour, and to the codes under them if `below`, in one step."""
    codes = [get_code(project, code_id) for code_id in ids]
    chosen = parse_colour(colour)
    with project.step("Colour codes {codes}", codes=listed([code.label for code in codes])):
        for code in codes:
            for member in family(project, code.id) if below else [code.id]:
                project.codes.change(member, colour=chosen)


def write_code_memo(project: Project, code_id: str, memo: str) -> None:
    """Set the memo of a code; typing on amends the same step."""
    code = get_code(project, code_id)
    with project.step("Write a memo on code {name}", merge=f"memo:{code_id}", name=code.label):
        project.codes.change(code_id, memo=memo)


def duplicate_code(project: Project, code_id: str, name: str = "") -> Code:
    """Add a code that is described like another, without its codings and without the codes under it.

    It stands after the code, and after all codes under a question where it is a question's: questions
    belong to the matrix. Without a name it is called after the code.
    """
    code = get_code(project, code_id)
    new = free_name(project, name) if name.split() else _name_of_copy(project, code)
    is_question = code.kind == QUESTION
    with project.step("Duplicate code {name}", name=code.label):
        return new_code(
            project,
            TEAM if is_question else code.kind,
            new,
            short="",
            guidance=Guidance(
                definition=code.definition,
                when_to_use=code.when_to_use,
                when_not=code.when_not,
                example=code.example,
                keywords=code.keywords,
            ),
            colour=code.colour,
            parent_id=code.id if is_question else code.parent_id,
            linked=code.questions,
            memo=code.memo,
            maker=current_coder(project).id,
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

    Texts are short, definition, when_to_use, when_not, example, memo. The name of a question's code follows
    its number and is left as it is.
    """
    code = get_code(project, code_id)
    values = {key: text.strip() for key, text in texts.items() if key in ("short", *DESCRIPTION)}
    if name is not None and code.kind != QUESTION and name.strip() != code.name:
        values["name"] = free_name(project, name)
    if colour is not None:
        values["colour"] = parse_colour(colour)
    words = clean_keywords(keywords or {}, code.keywords)
    with project.step("Describe code {name}", name=code.name):
        if values:
            project.codes.change(code_id, **values)
        if keywords is not None:
            project.codes.set_keywords(code_id, words)
        if questions is not None and code.kind != QUESTION:
            project.codes.link(code_id, tuple(questions))


def delete_code(project: Project, code_id: str) -> int:
    """Delete a theme or team code with what is under it, its codings and decisions; gives how many codings.

    Nothing is asked: undo brings all of it back. Questions belong to the matrix and stay.
    """
    return delete_codes(project, [code_id])


def delete_codes(project: Project, ids: Sequence[str]) -> int:
    """Delete themes and team codes as `delete_code` does, in one step; gives how many codings went."""
    codes = [get_code(project, code_id) for code_id in ids]
    for code in codes:
        if code.kind == QUESTION:
            raise UserError(
                _("{code} is a question of the evaluation matrix and cannot be deleted here.").format(
                    code=code.name
                ),
                _("Delete its codings, or leave it unused."),
            )
    doomed = list(dict.fromkeys(member for code in codes for member in family(project, code.id)))
    number = sum(project.codings.counts_by_code(doomed).values())
    names = listed([code.name for code in codes])
    one = noop("Delete code {name} with its codings ({n})")
    many = noop("Delete codes {name} with their codings ({n})")
    with project.step(one if len(codes) == 1 else many, name=names, n=number):
        project.revisions.settle_under(doomed)
        project.codings.remove_where("code_id", doomed)
        project.decisions.forget_codes(doomed)
        project.team.forget_codes(doomed)
        for member in reversed(doomed):
            project.codes.remove(member)
    return number


def clean_keywords(
    keywords: dict[str, tuple[str, ...]], before: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, tuple[str, ...]]:
    """Keywords without empty ones and repetitions, in their order.

    UserError for one that is not written as it should be, unless it was there `before`: imports take such
    ones as they are.
    """
    kept = before or {}
    cleaned = {
        language: tuple(
            dict.fromkeys(
                term if (term := words.strip()) in kept.get(language, ()) else checked(term)
                for words in terms
                if words.strip()
            )
        )
        for language, terms in keywords.items()
    }
    return {language: terms for language, terms in cleaned.items() if terms}


def family(project: Project, code_id: str) -> list[str]:
    """A code and all codes below it, parents first."""
    members = [code_id]
    for member in members:
        members += [child for child in project.codes.children(member) if child not in members]
    return members


def get_code(project: Project, code_id: str) -> Code:
    """The code; UserError when there is none of that id."""
    code = project.codes.get(code_id)
    if code is None:
        raise UserError(_("This code is no longer in the study."), _("Undo may bring it back."))
    return code


def parse_colour(text: str) -> str:
    """A colour of the palette as "hue-tone"; UserError for what is none."""
    try:
        return palette.parse(text)
    except ValueError:
        raise UserError(
            _("{colour} is not a colour.").format(colour=text),
            _("Give a hue and a tone such as 3-1, the English name of a hue, or #rrggbb."),
        ) from None


def free_name(project: Project, name: str, *, of: Code | None = None) -> str:
    """A name as it is stored; UserError when it is empty or another code than `of` has it."""
    name = " ".join(name.split())
    if not name:
        raise UserError(_("A code needs a name."), _("Type one."))
    others = (code for code in project.codes.all() if of is None or code.id != of.id)
    if any(code.name.casefold() == name.casefold() for code in others):
        raise UserError(
            _("A code {name} is already in the study.").format(name=name), _("Give the new one another name.")
        )
    return name


def _name_of_copy(project: Project, code: Code) -> str:
    """The name of a code with a number that no code has yet."""
    taken = {one.name.casefold() for one in project.codes.all()}
    name = code.short or code.name if code.kind == QUESTION else code.name
    return next(new for n in count(2) if (new := f"{name} ({n})").casefold() not in taken)
