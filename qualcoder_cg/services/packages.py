"""Packages: a part of the study handed to a coder as a file of its own, blind or not."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..domain.codes import Code
from ..domain.codings import Coder
from ..domain.team import Assignment, CodebookVersion, Package
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage import rows
from ..storage.packing import pack
from ..storage.packing_rows import Selection
from ..storage.project import Project
from . import drawing
from .beside import Beside
from .coders import leads
from .package_copies import of_this_copy as of_this_copy
from .studies import as_study, current_coder

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
            rows.new_id(), coder.id, plan.round_id, version_id, int(plan.blind), rows.now(), plan.note.strip()
        )
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
        codes = project.codes.all() if not package.blind else agreed_codes(project, package)
    wanted = Selection(
        package_id,
        package.coder_id,
        frozenset(documents),
        frozenset(code.id for code in codes),
        bool(package.blind),
    )
    pack(study, path, wanted, progress)


def agreed_codes(project: Project, package: Package | None = None) -> list[Code]:
    """The codes that belong to the whole team: of the matrix and of imports, made by a lead, or in a
    version of the codebook already. With a package: those of the version it was made with."""
    versions = project.team.versions.all()
    if package:
        versions = [one for one in versions if one.id == package.version_id]
    known = {code["id"] for version in versions for code in json.loads(version.codes)}
    leading = {one.id for one in leads(project)}
    return [
        code
        for code in project.codes.all()
        if code.id in known or (package is None and (code.coder_id is None or code.coder_id in leading))
    ]


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


def _assign(project: Project, package: Package, documents: Sequence[str]) -> None:
    """Note who received what, and which of it is coded by another too; inside a step."""
    others = _received_by_others(project, package.coder_id)
    for document_id in documents:
        double = int(document_id in others)
        project.team.assignments.add(
            Assignment(rows.new_id(), package.id, document_id, package.coder_id, package.round_id, double)
        )
    for one in project.team.assignments.among("document_id", [one for one in documents if one in others]):
        project.team.assignments.change(one.id, is_double=1)


def _received_by_others(project: Project, coder_id: str) -> set[str]:
    """Documents (ids) that another coder was handed, codes or has finished."""
    found = {one.document_id for one in project.team.assignments.all() if one.coder_id != coder_id}
    for document_id, codings in project.codings.walk():
        if any(row[4] != coder_id for row in codings):
            found.add(document_id)
    for coder in project.coders.all():
        if coder.id != coder_id:
            found |= project.finished.of_coder(coder.id)
    return found


def _version(project: Project) -> CodebookVersion:
    """The agreed codebook as it is now, as a version: the newest where it is still the same."""
    codes = json.dumps([asdict(code) for code in agreed_codes(project)], ensure_ascii=False, sort_keys=True)
    versions = project.team.versions.all()
    if versions and versions[-1].codes == codes:
        return versions[-1]
    number = project.team.current_version() + 1
    made = CodebookVersion(
        rows.new_id(),
        number,
        _("Version {n}").format(n=number),
        "",
        codes,
        current_coder(project).id,
        rows.now(),
    )
    project.team.versions.add(made)
    return made
