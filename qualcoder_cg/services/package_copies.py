"""A package as its coder opens it: who acts in it, and what is said about it."""

from ..domain.team import Package
from ..i18n import _, ngettext
from ..storage.packing import PACKAGE
from ..storage.project import Project
from .coders import see_own

_ENDS = (".", "!", "?", "…")


def of_this_copy(project: Project) -> Package | None:
    """The package as which this file was handed out; None for a study that is nobody's package."""
    package_id = project.team.this_copy(PACKAGE)
    return project.team.packages.get(package_id) if package_id else None


def is_blind(project: Project) -> bool:
    """Whether this file is a package that is coded blind."""
    package = of_this_copy(project)
    return package is not None and bool(package.blind)


def is_blind_round(project: Project) -> bool:
    """Whether this file is a package that is coded blind for a round, in which coders are compared."""
    package = of_this_copy(project)
    return package is not None and bool(package.blind and package.round_id)


def follow(project: Project, *, named: bool = False) -> None:
    """Let the package's coder act, and code blind where that was asked.

    Where somebody was `named` to act, that stays. Nothing happens in a study that is no package.
    """
    package = of_this_copy(project)
    if package is None:
        return
    coder = next((one for one in project.coders.all() if one.id == package.coder_id), None)
    if coder and not named:
        project.coder_name = coder.name
    if package.blind:
        project.guard_package()
        see_own(project, True)


def about(project: Project) -> list[str]:
    """What its coder should know of a package, as sentences; nothing for a study that is none."""
    package = of_this_copy(project)
    if package is None:
        return []
    name = next((one.name for one in project.coders.all() if one.id == package.coder_id), "")
    n = len(project.documents.ids())
    documents = ngettext("{n} document", "{n} documents", n).format(n=n)
    said = _("This file is a package of the study: {name} codes {documents} in it.")
    parts = [said.format(name=name, documents=documents)]
    if package.note:
        note = package.note.strip()
        parts.append(_("“{note}”").format(note=note if note.endswith(_ENDS) else f"{note}."))
    if package.blind:
        parts.append(_("It is coded blind: it holds nobody else’s codings."))
    parts.append(_("When you have finished, send this file back."))
    return parts
