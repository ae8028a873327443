"""The names that must not be printed: kept in a list of the study, and those that its registers tell."""

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from ..domain.quotes import INSTITUTION, NAME_KINDS, OTHER, PERSON, PLACE, KnownName
from ..domain.vocabulary import fold
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .name_finder import Name, acronyms, named
from .name_words import TITLES
from .register_table import plain

LIST, LABEL, REGISTER, FILE, BY_HAND = "list", "label", "register", "file", "hand"


class Listed(NamedTuple):
    """A name of the study's list with the code of the informant it belongs to, "" for others'."""

    known: KnownName
    informant: str


def listed(project: Project) -> list[Listed]:
    """The study's list of names: informants' in the order of the register, then other people and places."""
    codes = {person.id: (place, person.code) for place, person in enumerate(project.informants.all())}
    found = [
        Listed(known, codes.get(known.informant_id or "", (0, ""))[1])
        for known in project.evidence.names.all()
    ]
    last = len(codes)
    return sorted(found, key=lambda one: codes.get(one.known.informant_id or "", (last, ""))[0])


def add_name(project: Project, name: str, *, kind: str = PERSON, informant: str = "") -> KnownName:
    """Add a name to the list; `informant` is the code of whom it names.

    UserError where it names nobody in particular or is in the list already.
    """
    name, person = plain(name), _informant(project, informant)
    _check(project, name, kind, person)
    position = project.evidence.names.next_position("informant_id", person)
    known = KnownName(rows.new_id(), kind, name, person, position)
    # the name itself would outlive its removal in the log and the history's words
    with project.step("Add a name to the list"):
        project.evidence.names.add(known)
    return known


def change_name(
    project: Project, name_id: str, *, name: str | None = None, kind: str | None = None,
    informant: str | None = None,
) -> None:  # fmt: skip
    """Change a name of the list, what it names, or whose it is ("" for nobody's of the register)."""
    old = _known(project, name_id)
    new = old._replace(
        name=old.name if name is None else plain(name),
        kind=kind or old.kind,
        informant_id=old.informant_id if informant is None else _informant(project, informant),
    )
    _check(project, new.name, new.kind, new.informant_id, but=name_id)
    with project.step("Change a name of the list"):
        project.evidence.names.change(name_id, name=new.name, kind=new.kind, informant_id=new.informant_id)


def put_first(project: Project, name_id: str) -> None:
    """Make a name the first of its informant's: the one that is printed where she agreed to be named."""
    known = _known(project, name_id)
    own = project.evidence.names.where("informant_id", known.informant_id)
    order = [known, *(other for other in own if other.id != name_id)]
    with project.step("Put a name of the list first"):
        for position, one in enumerate(order):
            project.evidence.names.change(one.id, position=position)


def remove_names(project: Project, name_ids: Sequence[str]) -> None:
    """Take names off the list."""
    with project.step("Take names off the list ({n})", n=len(name_ids)):
        project.evidence.names.remove(name_ids)


def looking_up(project: Project) -> Generator[None, None, tuple[Name, ...]]:
    """Every name that texts are searched for: of the list, labels of speakers, the register, files."""
    found: dict[Name, None] = {}
    for names_of in (_from_list, _from_labels, _from_register, _from_files):
        found.update(dict.fromkeys(names_of(project)))
        yield
    return tuple(found)


def _from_list(project: Project) -> Iterator[Name]:
    for known in project.evidence.names.all():
        person = known.kind == PERSON
        name = named(known.kind, LIST, known.name, person=person, whole=not person)
        if name:
            yield name


def _from_labels(project: Project) -> Iterator[Name]:
    """Labels under which people speak, where they look like names."""
    from ..formats.transcripts.roles import is_letter_label, is_role_label

    labels = dict.fromkeys(
        [*(voice.speaker for voice in project.informants.voices()), *project.turns.speakers()]
    )
    for label in labels:
        words = label.replace(".", " ").split()
        if not words or is_role_label(label) or is_letter_label(label) or any(map(str.isdigit, label)):
            continue
        if all(word[:1].isupper() for word in words if word.isalpha() and len(word) > 3):
            name = named(PERSON, LABEL, label, person=True)
            if name and any(len(word) >= 3 and word not in TITLES for word in name.words):
                yield name._replace(words=tuple(word for word in name.words if word not in TITLES))


def _from_register(project: Project) -> Iterator[Name]:
    """Institutions by all their names, their abbreviations, and the places of informants and interviews."""
    for entry in project.informants.institutions():
        for written in (entry.name, *entry.aliases):
            for one in (written, *acronyms(written)):
                name = named(INSTITUTION, REGISTER, one)
                if name:
                    yield name
    yield from _translated_institutions(project)
    people, interviews = project.informants.all(), project.interviews.all()
    places = [*(person.place for person in people), *(interview.place for interview in interviews)]
    for place in dict.fromkeys(places):
        name = named(PLACE, REGISTER, place, whole=True)
        if name:
            yield name


def _translated_institutions(project: Project) -> Iterator[Name]:
    """Institutions as the glossary has them in another language."""
    known = {
        fold(written)
        for entry in project.informants.institutions()
        for written in (entry.name, *entry.aliases)
    }
    for term in project.evidence.glossary.all():
        for one, other in ((term.term, term.translation), (term.translation, term.term)):
            name = named(INSTITUTION, REGISTER, other) if fold(one) in known else None
            if name:
                yield name


def _from_files(project: Project) -> Iterator[Name]:
    """The names of the documents' files, entire."""
    for document in project.documents.all():
        stem = document.name.rpartition(".")[0] or document.name
        told = (fold(document.code), fold(document.citation))  # what stands for it in print anyway
        if fold(stem) not in told and len(stem) >= 5:
            name = named(OTHER, FILE, stem, whole=True)
            # a file called KII-07 tells no more than the code does
            if name and len(name.words) > 1 and any(len(word) > 3 and word.isalpha() for word in name.words):
                yield name


def _known(project: Project, name_id: str) -> KnownName:
    known = project.evidence.names.get(name_id)
    if known is None:
        raise UserError(_("This name is no longer in the list."), _("Undo may bring it back."))
    return known


def _informant(project: Project, code: str) -> str | None:
    """The id of an informant by code or id; None for no code."""
    if not code:
        return None
    for person in project.informants.all():
        if person.id == code or fold(person.code) == fold(code):
            return person.id
    raise UserError(
        _("There is no informant {code}.").format(code=code), _("The register lists who there is.")
    )


def _check(project: Project, name: str, kind: str, informant_id: str | None, but: str = "") -> None:
    if kind not in NAME_KINDS or (informant_id and kind != PERSON):
        raise UserError(
            _("{kind} cannot be what a name of the list stands for.").format(kind=kind),
            _("Use one of: {kinds}; an informant's name is a person's.").format(kinds=", ".join(NAME_KINDS)),
        )
    if named(kind, LIST, name, person=kind == PERSON) is None:
        raise UserError(_("This is no name that could be found in a text."), _("Write at least two letters."))
    for known in project.evidence.names.all():
        if known.id != but and (fold(known.name), known.informant_id) == (fold(name), informant_id):
            raise UserError(_("This name is in the list already."), _("Nothing needs to be done."))
