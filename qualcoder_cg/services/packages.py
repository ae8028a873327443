"""Packages: a part of the study handed to a coder as a file of its own, blind or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.codebook_versions import read, written
from ..domain.codes import Code
from ..domain.codings import Coder
from ..domain.team import Assignment, CodebookVersion, Package
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage import rows
from ..storage.packing import pack
from ..storage.packing_rows import Selection
from ..storage.project import Project
from . import codebook_versions, drawing
from .beside import Beside
from .coders import coder_named, leads
from .package_copies import of_this_copy as of_this_copy
from .studies import add_coder, as_study

BY, RANDOM, BY_TYPE, SEED = drawing.BY, drawing.RANDOM, drawing.BY_TYPE, drawing.SEED
Distribution, draw, distribute = drawing.Distribution, drawing.draw, drawing.distribute
choosable = drawing.choosable


@dataclass(frozen=True, slots=True)
class PackagePlan:
    """What a coder is to receive: ids of the coder, documents, round, and version of the codebook.

    A blind package holds nothing of anybody else. Without a version the codebook as it is now is kept as
    one. `note` is for the coder to read.
    """

    coder_id: str
    documents: tuple[str, ...]
    blind: bool = True
    round_id: str | None = None
    version_id: str | None = None
    note: str = ""


def make(project: Project, path: Path, plan: PackagePlan, progress: Progress = silent) -> Package:
    """Hand documents out and write the package to a new file; where that fails, nothing is handed out."""
    path = free_path(path)
    package = hand_out(project, plan)
    try:
        write(project.path, path, package.id, progress)
    except BaseException:
        project.undo()
        raise
    return package


def recipient(project: Project, name: str) -> tuple[Coder, bool]:
    """The coder of that name, initials or id, added where there is none; tells whether that was so."""
    try:
        return coder_named(project, name), False
    except UserError:
        wanted = name.strip().casefold()
        known = project.coders.all()
        if not wanted or any(wanted in (one.name.casefold(), one.initials.casefold()) for one in known):
            raise
    return add_coder(project, " ".join(name.split())), True


def free_path(path: Path) -> Path:
    """The path of a package with the ending of a study; UserError where a file is there already."""
    path = as_study(path)
    if path.exists():
        raise UserError(_("{file} is already there.").format(file=path.name), _("Choose another name."))
    return path


def hand_out(project: Project, plan: PackagePlan) -> Package:
    """Note in the study what a coder receives, in one step; the file is written by `write`."""
    coder = _coder(project, plan)
    documents = _documents(project, plan)
    if of_this_copy(project):
        raise UserError(
            _("This file is a package itself."), _("Hand documents out from the study it was made of.")
        )
    with project.step("Hand out documents to {coder} ({n})", coder=coder.name, n=len(documents)):
        version_id = plan.version_id or _version(project).id
        package = Package(
            rows.new_id(), coder.id, plan.round_id, version_id, int(plan.blind), rows.now(),
            plan.note.strip(), is_back=0,
        )  # fmt: skip
        project.team.packages.add(package)
        _assign(project, package, documents)
    return package


def write(study: Path, path: Path, package_id: str, progress: Progress = silent) -> None:
    """Write the file of a package that was handed out; the study is read as it is now.

    Opens a connection of its own, so it may run in another thread than the open study.
    """
    with Beside(study, "", None).opened() as project:
        package = project.team.packages.get(package_id)
        if package is None:
            raise UserError(_("This package is no longer in the study."), _("Undo may bring it back."))
        documents = {one.document_id for one in project.team.assignments.where("package_id", package_id)}
        codes = _handed_out(project, package) if package.blind else project.codes.all()
    wanted = Selection(
        package_id,
        package.coder_id,
        frozenset(documents),
        frozenset(code.id for code in codes),
        bool(package.blind),
    )
    pack(study, path, wanted, progress)


def agreed_codes(project: Project) -> list[Code]:
    """The codes of the whole team: of the matrix and of imports, made by a lead, or taken in by one."""
    leading = {one.id for one in leads(project)}
    return [one for one in project.codes.all() if one.coder_id is None or one.coder_id in leading]


def take_in(project: Project, code_ids: Sequence[str]) -> list[Code]:
    """Make codes that coders made for themselves codes of the whole team; gives those that were not yet."""
    wanted, agreed = set(code_ids), {one.id for one in agreed_codes(project)}
    own = [one for one in project.codes.all() if one.id in wanted and one.id not in agreed]
    with project.step(
        "Take codes into the codebook of the team: {codes}", codes=listed([one.name for one in own])
    ):
        for code in own:
            project.codes.change(code.id, coder_id=None)
    return own


def _coder(project: Project, plan: PackagePlan) -> Coder:
    coder = next((one for one in project.coders.all() if one.id == plan.coder_id), None)
    if coder is None:
        raise UserError(_("This coder is no longer in the study."), _("Undo may bring it back."))
    return coder


def _documents(project: Project, plan: PackagePlan) -> list[str]:
    wanted = set(plan.documents)
    found = [one for one in project.documents.ids() if one in wanted]
    if not found:
        raise UserError(_("A package needs documents."), _("Choose at least one."))
    if len(found) < len(wanted):
        raise UserError(_("A document is no longer in the study."), _("Choose the documents again."))
    return found


def _handed_out(project: Project, package: Package) -> list[Code]:
    """The codes of the team that are in the version of the codebook that was handed out."""
    version = project.team.versions.get(package.version_id or "")
    known = {one.id for one in read(version.codes)} if version else set()
    return [one for one in agreed_codes(project) if one.id in known]


def _assign(project: Project, package: Package, documents: Sequence[str]) -> None:
    """Note who received what, and which of it is coded by another too; inside a step."""
    received = project.team.received(handed_out=True)
    others = {one for one in documents if received.get(one, set()) - {package.coder_id}}
    for document_id in documents:
        double = int(document_id in others)
        project.team.assignments.add(
            Assignment(rows.new_id(), package.id, document_id, package.coder_id, package.round_id, double)
        )
    for one in project.team.assignments.among("document_id", [one for one in documents if one in others]):
        project.team.assignments.change(one.id, is_double=1)


def _version(project: Project) -> CodebookVersion:
    """The codebook as it is now, as a version: the newest where it is still the same."""
    versions = codebook_versions.versions(project)
    if versions and versions[-1].codes == written(codebook_versions.as_it_is(project)):
        return versions[-1]
    return codebook_versions.make(project)
