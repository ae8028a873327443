"""Versions of the codebook: kept, listed, compared."""

from ..domain.codebook_versions import (
    ADDED,
    CHANGED,
    REMOVED,
    Entry,
    compared,
    entries,
    read,
    written,
)
from ..domain.codebook_versions import CodeChange as CodeChange
from ..domain.team import CodebookVersion
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .studies import current_coder

NOW = 0


def make(project: Project, name: str = "", reason: str = "") -> CodebookVersion:
    """Keep the whole codebook as it is now, as the next version."""
    number = project.team.current_version() + 1
    with project.step("Keep codebook version {number}", number=number):
        version = CodebookVersion(
            rows.new_id(), number, " ".join(name.split()), " ".join(reason.split()),
            written(as_it_is(project)), current_coder(project).id, rows.now(),
        )  # fmt: skip
        project.team.versions.add(version)
    return version


def versions(project: Project) -> list[CodebookVersion]:
    """The versions that were kept, oldest first."""
    return project.team.versions.all()


def compare(project: Project, before: int, after: int = NOW) -> list[CodeChange]:
    """What is different in a version (number) from an earlier one; NOW is the codebook as it is."""
    return compared(_entries(project, before), _entries(project, after))


def differing(project: Project, after: int = NOW) -> int | None:
    """The newest version before `after` (number) from which it differs; None where there is none."""
    earlier = [one for one in versions(project) if after == NOW or one.number < after]
    now = _entries(project, after)
    return next((one.number for one in reversed(earlier) if compared(read(one.codes), now)), None)


def as_it_is(project: Project) -> list[Entry]:
    """The codebook as it is, as a version would keep it."""
    numbers = {question.id: question.number for question in project.matrix.questions()}
    return entries(project.codes.all(), numbers)


def field_in_words(field: str) -> str:
    """How a field of a code is called that can differ between versions."""
    return {
        "name": _("Name"),
        "definition": _("Definition"),
        "when_to_use": _("Use"),
        "when_not": _("Not"),
        "example": _("Example"),
        "parent": _("Under"),
        "questions": _("Questions"),
        "keywords": _("Keywords"),
    }[field]


def what_in_words(what: str) -> str:
    """How it is called what became of a code."""
    return {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed")}[what]


def number_of(word: str) -> int:
    """The version that a word names: its number, or "now" for the codebook as it is."""
    if word.casefold() in ("now", _("now").casefold()):
        return NOW
    if word.isdecimal() and int(word):
        return int(word)
    raise UserError(
        _("{word} is no version of the codebook.").format(word=word), _("Give its number, or now.")
    )


def _entries(project: Project, number: int) -> list[Entry]:
    if number == NOW:
        return as_it_is(project)
    known = versions(project)
    for version in known:
        if version.number == number:
            return read(version.codes)
    raise UserError(
        _("There is no version {number} of the codebook.").format(number=number),
        _("The versions are: {numbers}.").format(numbers=", ".join(str(one.number) for one in known) or "–"),
    )
