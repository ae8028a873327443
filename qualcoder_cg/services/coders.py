"""Those who code: who acts, what they are called, their initials and colour, whose codings are seen."""

from ..domain.codings import Coder
from ..domain.palette import HUES
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project

LONGEST_INITIALS = 4


def own_coder(project: Project) -> Coder | None:
    """The coder who acts; None before the first coding."""
    return project.coders.named(project.coder_name)


def coder_named(project: Project, name: str) -> Coder:
    """The coder of that name, initials or id; UserError when there is none or more than one."""
    coders = project.coders.all()
    wanted = name.strip().casefold()
    for called in ("id", "name", "initials"):
        found = [one for one in coders if wanted and getattr(one, called).casefold() == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            break
    raise UserError(
        _("There is no coder {name} in the study.").format(name=name),
        _("The coders are: {names}.").format(names=listed([one.name for one in coders])),
    )


def change_coder(
    project: Project,
    coder_id: str,
    *,
    name: str | None = None,
    initials: str | None = None,
    hue: int | None = None,
) -> None:
    """Set the name, the initials or the colour (1–12) of a coder; what is not given stays.

    Whoever renames the coder who acts goes on acting as the same coder.
    """
    coder = next((one for one in project.coders.all() if one.id == coder_id), None)
    if coder is None:
        raise UserError(_("This coder is no longer in the study."), _("Undo may bring it back."))
    values: dict[str, str | int] = {}
    if name is not None:
        values["name"] = _checked_name(project, coder, name)
    if initials is not None:
        values["initials"] = _checked_initials(initials)
    if hue is not None:
        if not 1 <= hue <= HUES:
            raise UserError(
                _("{colour} is not a colour.").format(colour=hue), _("Choose one of 1 to {n}.").format(n=HUES)
            )
        values["hue"] = hue
    acts = project.coder_name == coder.name
    with project.step("Change coder {name}", name=coder.name):
        project.coders.change(coder_id, **values)
    if acts and "name" in values:
        project.coder_name = str(values["name"])


def see_own(project: Project, blind: bool) -> None:
    """Hide others' codings completely (blind coding), or show everybody's again.

    Who has not coded yet sees none. Call it again when the coder who acts comes into the study.
    """
    own = own_coder(project)
    project.see_only(([own.id] if own else []) if blind else None)


def _checked_name(project: Project, coder: Coder, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(_("A coder needs a name."), _("Type the name under which this person codes."))
    taken = project.coders.named(name)
    if taken and taken.id != coder.id:
        raise UserError(_("There is a coder {name} already.").format(name=name), _("Choose another name."))
    return name


def _checked_initials(initials: str) -> str:
    initials = "".join(initials.split())
    if not 1 <= len(initials) <= LONGEST_INITIALS:
        raise UserError(_("Initials are 1 to {n} letters.").format(n=LONGEST_INITIALS), _("For example: MR."))
    return initials
