"""The glossary: how names of institutions and terms are translated, in all quotes alike."""

from collections.abc import Iterable, Sequence

from ..domain.quotes import GlossaryTerm
from ..domain.vocabulary import fold
from ..errors import UserError
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .register_table import plain


def terms(project: Project) -> list[GlossaryTerm]:
    """All terms, in order."""
    return project.evidence.glossary.all()


def add_term(
    project: Project, term: str, translation: str, *, language: str, into: str, note: str = ""
) -> GlossaryTerm:
    """Add a term of one language and what it is called in another; UserError where it is there already."""
    position = project.evidence.glossary.next_position()
    values = plain(term), language.strip().lower(), plain(translation), into.strip().lower(), plain(note)
    made = GlossaryTerm(rows.new_id(), *values, position)
    _check(project, made)
    with project.step("Add {term} to the glossary", term=made.term):
        project.evidence.glossary.add(made)
    return made


def change_term(project: Project, term_id: str, **values: str) -> None:
    """Change a term: term, language, translation, into, note."""
    old = project.evidence.glossary.get(term_id)
    if old is None:
        raise UserError(_("This term is no longer in the glossary."), _("Undo may bring it back."))
    lower = ("language", "into")
    told = {name: plain(value).lower() if name in lower else plain(value) for name, value in values.items()}
    new = GlossaryTerm(**{**old._asdict(), **told})
    _check(project, new)
    with project.step("Change {term} in the glossary", term=old.term):
        project.evidence.glossary.change(term_id, **told)


def remove_terms(project: Project, term_ids: Sequence[str]) -> None:
    """Take terms out of the glossary."""
    with project.step("Remove terms of the glossary ({n})", n=len(term_ids)):
        project.evidence.glossary.remove(term_ids)


def hints(known: Iterable[GlossaryTerm], text: str, language: str, into: str) -> list[GlossaryTerm]:
    """The terms that occur in a text, as its translation should have them; the longest first."""
    words = f" {_words(text)} "
    found = [one for one in known if _fits(one, language, into) and f" {_words(one.term)} " in words]
    return sorted(found, key=lambda one: -len(one.term))


def missing(
    known: Iterable[GlossaryTerm], text: str, translation: str, language: str, into: str
) -> list[GlossaryTerm]:
    """The terms that occur in a text and not as the glossary has them in its translation.

    A term within a longer one that was translated as a whole is not missing.
    """
    said = f" {_words(translation)} "
    left = f" {_words(text)} "
    absent: list[GlossaryTerm] = []
    for one in hints(known, text, language, into):
        inside = f" {_words(one.term)} "
        if inside not in left:
            continue
        if f" {_words(one.translation)} " not in said:
            absent.append(one)
        left = left.replace(inside, "  ")
    return absent


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _fits(term: GlossaryTerm, language: str, into: str) -> bool:
    return term.language in ("", language[:2].lower()) and term.into in ("", into[:2].lower())


def _check(project: Project, term: GlossaryTerm) -> None:
    if not _words(term.term) or not _words(term.translation):
        raise UserError(_("A term and its translation are needed."), _("Write both."))
    for other in terms(project):
        same = (fold(other.term), other.language, other.into) == (fold(term.term), term.language, term.into)
        if same and other.id != term.id:
            raise UserError(
                _("{term} is in the glossary already.").format(term=other.term),
                _("Change it where it stands."),
            )
