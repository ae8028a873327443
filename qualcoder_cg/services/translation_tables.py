"""Translations sent to a translator as a table, and read back: ids, redacted originals, an empty column."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from ..domain.quotes import Translation
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _, ngettext
from ..storage.project import Project
from . import glossary
from .redactor import Redactor
from .translations import PERSON, passages, translate

ID, CHECK, SOURCE, LANGUAGE, ORIGINAL, TRANSLATION, TERMS = HEADINGS = (
    "id", "check", "source", "language", "original", "translation", "glossary",
)  # fmt: skip
SUFFIXES = (".xlsx", ".csv")


class Read(NamedTuple):
    """What was read back: the translations saved, rows left as they were, and what was wrong, a line each."""

    saved: tuple[Translation, ...]
    same: int
    faults: tuple[str, ...]

    @property
    def text(self) -> str:
        """What to tell the person who brought the table in."""
        return ngettext("{n} translation was saved.", "{n} translations were saved.", len(self.saved)).format(
            n=len(self.saved)
        )


def write_table(project: Project, path: Path, language: str, *, every: bool = False) -> int:
    """Write the passages to be translated into a language, names taken out; gives how many.

    Those without a translation, or `every` one. A row is known again by its id and by a check of its
    original, so that a passage that was corrected meanwhile is not given the translation of another text.
    """
    from ..formats import translation_tables as files

    _check_suffix(path)
    redactor, known = Redactor(project), glossary.terms(project)
    rows: list[tuple[str, ...]] = []
    text = "", ""
    for passage in passages(project, language):
        if passage.translation is not None and not every:
            continue
        document, (start, end) = passage.document, passage.span
        if text[0] != document.id:
            text = document.id, project.documents.text(document.id)
        original = redactor.apply(document.id, start, end, text[1], "none")
        terms = glossary.hints(known, original, document.language, language)
        version = redactor.free_text(passage.translation.text, "none") if passage.translation else ""
        rows.append(
            (
                f"{document.code}:{start}-{end}",
                _sum(original),
                document.code,
                document.language,
                original,
                version,
                redactor.free_text("; ".join(f"{one.term} = {one.translation}" for one in terms), "none"),
            )
        )
    files.write(HEADINGS, rows, path)
    project.note("Send {n} passages out for translation", n=len(rows))
    return len(rows)


def read_table(
    project: Project, path: Path, language: str, *, translator: str = "", method: str = PERSON
) -> Read:
    """Save the translations of a table that `write_table` wrote, in one step.

    What cannot be saved is told row by row and the rest is saved: an id that is unknown or there twice,
    an original that was changed, marks of names that were lost or added, a cell left blank.
    """
    from ..formats import translation_tables as files

    _check_suffix(path)
    redactor = Redactor(project)
    known = {
        f"{one.document.code}:{one.span.start}-{one.span.end}": one for one in passages(project, language)
    }
    saved: list[Translation] = []
    wrong: list[str] = []
    seen: set[str] = set()
    same = 0
    with project.step("Bring in translations from a table ({language})", language=language):
        for line, cells in files.read((ID, CHECK, TRANSLATION), path):
            row_id, text = cells[ID], cells[TRANSLATION]
            passage = known.get(row_id)
            fault = ""
            if passage is None:
                fault = _("the passage {id} is not among those to be translated.").format(id=row_id or "–")
            elif row_id in seen:
                fault = _("the passage {id} is there twice.").format(id=row_id)
            else:
                seen.add(row_id)
                fault = _fault(project, redactor, passage.document.id, passage.span, cells)
            if fault or passage is None:
                wrong.append(_("Line {line}: {problem}").format(line=line, problem=fault))
                continue
            now = passage.translation
            if now is not None and redactor.free_text(now.text, "none") == text:
                same += 1
                continue
            saved.append(
                translate(
                    project, passage.document.id, passage.span, language, text,
                    translator=translator, method=method,
                )
            )  # fmt: skip
    return Read(tuple(saved), same, tuple(wrong))


def _fault(project: Project, redactor: Redactor, document_id: str, span: Span, cells: dict[str, str]) -> str:
    """Why the translation in a row cannot be saved, "" where it can."""
    original = redactor.apply(document_id, *span, project.documents.text(document_id), "none")
    if cells[CHECK] != _sum(original):
        return _("the original was corrected since the table was written.")
    if not cells[TRANSLATION]:
        return _("there is no translation yet.")
    if original.count("[") != cells[TRANSLATION].count("["):
        return _("the marks in brackets are not those of the original.")
    return ""


def _sum(original: str) -> str:
    return hashlib.sha256(original.encode()).hexdigest()[:8]


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            _("{file} has no known ending for a table of translations.").format(file=path.name),
            _("Use one of these: {endings}.").format(endings=" ".join(SUFFIXES)),
        )
