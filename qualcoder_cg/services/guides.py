"""Interview guides: making, changing, importing, and what the turns of interviewers put of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ..domain.codes import QUESTION
from ..domain.guides import Guide, GuideItem, ItemSpec
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from .guide_items import add_items, columns, item_rows, move_items, remove_items, save_items, set_cells
from .guide_turns import Matched, guide_of, item_ids, match, recognise, set_item
from .redactor import Redactor
from .register_interviews import guide_name

__all__ = [
    "Matched",
    "add_guide",
    "add_items",
    "columns",
    "describe_guide",
    "export_guide",
    "find_guide",
    "guide_of",
    "import_guide",
    "item_ids",
    "item_rows",
    "match",
    "move_items",
    "new_version",
    "read_guide",
    "readable",
    "recognise",
    "removal_words",
    "remove_guide",
    "remove_guides",
    "remove_items",
    "save_items",
    "set_cells",
    "set_item",
    "title_of",
]


def title_of(guide: Guide) -> str:
    """What a guide is called: its name with its version."""
    return guide_name(guide.name, guide.version)


def readable() -> tuple[str, ...]:
    """The endings of files that a guide can be read from."""
    from ..formats import guides

    return guides.SUFFIXES


def read_guide(path: Path) -> tuple[ItemSpec, ...]:
    """The items that a file holds, before they enter the study."""
    from ..formats import guides

    return guides.read(path)


def find_guide(project: Project, name: str, version: str = "") -> Guide:
    """The guide of that id or name; without a version the newest; UserError where there is none."""
    known = project.guides.all()
    found = [guide for guide in known if guide.id == name] or [
        guide
        for guide in known
        if guide.name.casefold() == name.strip().casefold() and version in ("", guide.version)
    ]
    if found:
        return found[-1]
    names = ", ".join(title_of(guide) for guide in known) or "–"
    raise UserError(
        _("There is no guide {name}.").format(name=f"{name} {version}".strip()),
        _("The guides are: {names}.").format(names=names),
    )


def add_guide(
    project: Project,
    name: str,
    *,
    version: str = "1",
    types: Sequence[str] = (),
    items: Sequence[ItemSpec] = (),
) -> str:
    """Add a guide for types of informants, with items if wanted, in one step; gives its id.

    UserError where a guide of that name and version is there, or an item names an unknown question.
    """
    name, version = _checked(project, name, version)
    questions = _question_ids(project)
    guide_id = rows.new_id()
    made = tuple(
        GuideItem(
            rows.new_id(),
            guide_id,
            spec.number,
            spec.wordings,
            tuple(_question(questions, number, spec.number) for number in spec.questions),
        )
        for spec in items
    )
    with project.step("Add guide {name}", name=name):
        project.guides.add(Guide(guide_id, name, version, _types(types), made))
    return guide_id


def import_guide(
    project: Project, path: Path, *, name: str = "", version: str = "", types: Sequence[str] = ()
) -> str:
    """Add the guide in a file (a table or a numbered list), in one step; gives its id.

    Without a name the file's is taken; without a version the first that is free.
    """
    name = name.strip() or path.stem.replace("_", " ").strip()
    version = version or _next_version(project, name)
    try:
        return add_guide(project, name, version=version, types=types, items=read_guide(path))
    except UserError as error:
        if path.name in error.message:
            raise
        raise UserError(
            _("{file}: {problem}").format(file=path.name, problem=error.message), error.hint
        ) from error


def export_guide(project: Project, guide_id: str, path: Path) -> None:
    """Write a guide as CSV, so that importing it gives the same items."""
    from ..formats import guides

    guide = _guide(project, guide_id)
    labels = {code.question_id: code.name for code in project.codes.all() if code.kind == QUESTION}
    known = {question.id: f"Q{question.number}" for question in project.matrix.questions()}
    said = Redactor(project).public_text
    items = tuple(
        replace(item, wordings=tuple((spoken, said(words)) for spoken, words in item.wordings))
        for item in guide.items
    )
    guides.write_csv(
        replace(guide, items=items), {**known, **{key: name for key, name in labels.items() if key}}, path
    )
    project.note("Export guide {name}", name=guide.name)


def describe_guide(
    project: Project,
    guide_id: str,
    *,
    name: str | None = None,
    version: str | None = None,
    types: Sequence[str] | None = None,
) -> None:
    """Change what a guide is called or whom it is for."""
    guide = _guide(project, guide_id)
    checked = _checked(
        project,
        guide.name if name is None else name,
        guide.version if version is None else version,
        but=guide_id,
    )
    with project.step("Describe guide {name}", name=guide.name):
        project.guides.change(
            guide_id,
            name=checked[0],
            version=checked[1],
            types=guide.types if types is None else _types(types),
        )


def new_version(project: Project, guide_id: str, version: str = "") -> str:
    """Copy a guide as its next version, in one step; gives the id of the copy.

    Items keep number, wordings and questions; interviews and turns stay with the version they used.
    """
    guide = _guide(project, guide_id)
    name, version = _checked(project, guide.name, version or _next_version(project, guide.name))
    copy = rows.new_id()
    items = tuple(
        GuideItem(rows.new_id(), copy, item.number, item.wordings, item.questions) for item in guide.items
    )
    with project.step("New version of guide {name}", name=name):
        project.guides.add(Guide(copy, name, version, guide.types, items))
    return copy


def removal_words(project: Project, guide_id: str) -> str:
    """What removing a guide takes with it, as a sentence; "" where nothing uses it."""
    interviews, turns = project.guides.uses(guide_id)
    told = []
    if interviews:
        told.append(
            ngettext("{n} interview points at it.", "{n} interviews point at it.", interviews).format(
                n=interviews
            )
        )
    if turns:
        told.append(
            ngettext(
                "{n} turn is matched to its items.", "{n} turns are matched to its items.", turns
            ).format(n=turns)
        )
    return " ".join(told)


def remove_guide(project: Project, guide_id: str) -> tuple[int, int]:
    """Take a guide out with its items, in one step; gives how many interviews and turns used it.

    Those interviews point at no guide then, and those turns put no item; undo brings all of it back.
    """
    guide = _guide(project, guide_id)
    uses = project.guides.uses(guide_id)
    with project.step(
        "Remove guide {name} ({interviews} interviews, {turns} turns used it)",
        name=title_of(guide),
        interviews=uses[0],
        turns=uses[1],
    ):
        project.guides.remove(guide_id)
    return uses


def remove_guides(project: Project, ids: Sequence[str]) -> None:
    """Take several guides out as `remove_guide` does, in one step."""
    with project.step("Remove guides ({n})", n=len(ids)):
        for guide_id in ids:
            remove_guide(project, guide_id)


def _guide(project: Project, guide_id: str) -> Guide:
    guide = project.guides.get(guide_id)
    if guide is None:
        raise UserError(_("This guide is no longer in the study."), _("Undo may bring it back."))
    return guide


def _checked(project: Project, name: str, version: str, but: str = "") -> tuple[str, str]:
    """The name and version, which no other guide has together."""
    name, version = " ".join(name.split()), " ".join(version.split())
    if not name or not version:
        raise UserError(_("A guide needs a name and a version."), _("For example: Agency teams, version 1."))
    for guide in project.guides.all():
        if guide.id != but and (guide.name.casefold(), guide.version) == (name.casefold(), version):
            raise UserError(
                _("There is a guide {guide} already.").format(guide=title_of(guide)),
                _("Choose another name or version."),
            )
    return name, version


def _next_version(project: Project, name: str) -> str:
    """The number after the highest of a guide's versions; 1 where there is none."""
    versions = [guide.version for guide in project.guides.all() if guide.name.casefold() == name.casefold()]
    return str(max((int(version) for version in versions if version.isdecimal()), default=len(versions)) + 1)


def _types(types: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for kind in (" ".join(one.split()) for one in types) if kind))


def _question_ids(project: Project) -> dict[str, str]:
    return {question.number.casefold(): question.id for question in project.matrix.questions()}


def _question(known: dict[str, str], number: str, item: str) -> str:
    if number.casefold() not in known:
        raise UserError(
            _("Item {item}: there is no evaluation question {number}.").format(item=item, number=number),
            _("The questions are: {numbers}.").format(numbers=", ".join(known) or "–"),
        )
    return known[number.casefold()]
