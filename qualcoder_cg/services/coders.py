"""Those who code: who acts, what they are called, their initials and colour, whose codings are seen."""

from collections.abc import Sequence

from ..domain.codings import ACCEPTED, IMPORTED, MANUAL, SUGGESTED, Coder
from ..domain.palette import HUES
from ..domain.team import CODER, LEAD, ROLES
from ..domain.text import listed
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project

LONGEST_INITIALS = 4
# Of codings that say the same, how sure they are, so that in any order the same is kept.
_SURER = (MANUAL, ACCEPTED, IMPORTED, SUGGESTED)


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
    role: str | None = None,
) -> None:
    """Set the name, the initials, the colour (1–12) or the role of a coder; what is not given stays.

    Whoever renames the coder who acts goes on acting as the same coder. A study keeps a lead: UserError for
    making the only one a coder.
    """
    coder = _get(project, coder_id)
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
    if role is not None:
        values["role"] = _checked_role(project, coder, role)
    acts = project.coder_name == coder.name
    with project.step("Change coder {name}", name=coder.name):
        project.coders.change(coder_id, **values)
    if acts and "name" in values:
        project.coder_name = str(values["name"])


def leads(project: Project) -> list[Coder]:
    """Those who lead the work; nobody in a study that an earlier version of the program made."""
    return [one for one in project.coders.all() if one.role == LEAD]


def add_again(project: Project, coder: Coder) -> Coder:
    """The coder under whom this one codes for a second time, added where there is none yet.

    What is coded so is compared with the first time and is no evidence.
    """
    coders = project.coders.all()
    first = next((one for one in coders if one.id == coder.again_of), coder)
    there = next((one for one in coders if one.again_of == first.id), None)
    if there:
        return there
    name = _("{name} (2)").format(name=first.name)
    if project.coders.named(name):
        raise UserError(
            _("There is a coder {name} already.").format(name=name), _("Give that coder another name first.")
        )
    initials = f"{first.initials[: LONGEST_INITIALS - 1]}2"
    again = Coder(rows.new_id(), name, initials, first.hue, CODER, first.id)
    with project.step("Let {name} code for a second time", name=first.name):
        project.coders.add(again)
    return again


def merge_coders(project: Project, keep_id: str, others: Sequence[str]) -> str:
    """Make one coder (ids) of several who are one person, in one step; gives the id that stays.

    That is the smallest, so that it does not matter who makes them one; name, initials and colour are those
    of `keep_id`, and it leads if any of them does. All that the others coded, decided, finished, wrote and
    received is the one's. Codings that say the same in every respect (passage, code, memo, polarity, key
    quote) become one; where they differ in any, both stay. Whoever acts as one of them goes on as the one.

    UserError where one of them is another one coding for a second time, which is compared with the first.
    """
    group = [_get(project, one) for one in dict.fromkeys([keep_id, *others])]
    if len(group) < 2:
        raise UserError(
            _("There is no other coder to make one with {name}.").format(name=group[0].name),
            _("Choose two or more."),
        )
    _refuse_again(group)
    kept, first = min(one.id for one in group), group[0]
    role = LEAD if any(one.role == LEAD for one in group) else first.role
    acts = project.coder_name in [one.name for one in group]
    with project.step("Make one coder of {names}", names=listed([one.name for one in group])):
        for gone in sorted({one.id for one in group} - {kept}):
            project.sameness.follow("coder", gone, kept)
            project.sameness.remove("coder", gone)
        _unite_codings(project, kept)
        project.coders.change(kept, name=first.name, initials=first.initials, hue=first.hue, role=role)
        if acts:
            project.coder_name = first.name
    return kept


def see_own(project: Project, blind: bool) -> None:
    """Hide others' codings completely (blind coding), or show everybody's again.

    Who has not coded yet sees none. Call it again when the coder who acts comes into the study.
    """
    own = own_coder(project)
    project.see_only(([own.id] if own else []) if blind else None)


def _get(project: Project, coder_id: str) -> Coder:
    coder = next((one for one in project.coders.all() if one.id == coder_id), None)
    if coder is None:
        raise UserError(_("This coder is no longer in the study."), _("Undo may bring it back."))
    return coder


def _refuse_again(group: Sequence[Coder]) -> None:
    if len({one.again_of is None for one in group}) < 2:
        return
    again = next(one for one in group if one.again_of is not None)
    raise UserError(
        _("{name} codes for a second time.").format(name=again.name),
        _("A second time is compared with the first, and stays a coder of its own."),
    )


def _unite_codings(project: Project, coder_id: str) -> None:
    """Let one coding stand for those of a coder that say the same, as sure and as new as any of them."""
    pairs = project.sameness.twins("coding", "coder_id", coder_id, ("created_at", "origin", "version"))
    if not pairs:
        return
    versions = project.team.versions_of([one for pair in pairs for one in pair])
    for gone, kept in pairs:
        both = project.codings.some([gone, kept])
        versions[kept] = max(versions[gone], versions[kept])
        origin = min((one.origin for one in both), key=_SURER.index)
        project.codings.change(kept, origin=origin)
        project.codings.change(kept, version=versions[kept])  # over that of a coding confirmed just now
    project.sameness.follow_codings(pairs)
    ids = [gone for gone, _kept in pairs]
    project.revisions.settle(ids)
    project.codings.remove(ids)


def _checked_role(project: Project, coder: Coder, role: str) -> str:
    if role not in ROLES:
        raise UserError(
            _("{role} is no role of a coder.").format(role=role),
            _("Use one of: {choices}.").format(choices=", ".join(ROLES)),
        )
    if coder.role == LEAD != role and len(leads(project)) == 1:
        raise UserError(
            _("{name} is the only lead of the study.").format(name=coder.name),
            _("Make another coder a lead first."),
        )
    return role


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
