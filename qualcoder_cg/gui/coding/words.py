"""How the panes call kinds of documents, languages, origins and codes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath

from PySide6.QtCore import QLocale

from qualcoder_cg.domain.codes import Code
from qualcoder_cg.domain.codings import (
    ACCEPTED,
    CONSENSUS,
    CONTRADICTS,
    IMPORTED,
    QUALIFIES,
    SUGGESTED,
    SUPPORTS,
    UNDECIDED,
)
from qualcoder_cg.domain.documents import INTERVIEWER, RESPONDENT, Document
from qualcoder_cg.i18n import _, language, ngettext
from qualcoder_cg.services.palette import label_of, number_of


def kinds() -> dict[str, str]:
    """Kinds of documents in the order of the list, in the plural."""
    return {
        "interview": _("Interviews"),
        "group": _("Group interviews"),
        "document": _("Documents"),
        "survey": _("Surveys"),
        "observation": _("Observations"),
    }


def kind(name: str) -> str:
    """One document's kind."""
    return {
        "interview": _("interview"),
        "group": _("group interview"),
        "document": _("document"),
        "survey": _("survey"),
        "observation": _("observation"),
    }.get(name, name)


def languages() -> dict[str, str]:
    """Languages to choose among, by their two letters."""
    return {
        "ar": _("Arabic"),
        "de": _("German"),
        "en": _("English"),
        "es": _("Spanish"),
        "fr": _("French"),
        "it": _("Italian"),
        "pt": _("Portuguese"),
        "ru": _("Russian"),
    }


def language_name(code: str) -> str:
    """A language by its two letters, in words where it is among the common ones."""
    return languages().get(code[:2].lower(), code)


def origin(name: str) -> str:
    """Where a coding comes from."""
    names = {
        ACCEPTED: _("suggested, accepted"),
        SUGGESTED: _("suggested, not confirmed"),
        IMPORTED: _("imported"),
        CONSENSUS: _("decided between coders"),
    }
    return names.get(name, _("by hand"))


def polarities() -> dict[str, str]:
    """How a passage bears on its question, in the order of the keys."""
    return {
        UNDECIDED: _("Undecided"),
        SUPPORTS: _("Supports"),
        QUALIFIES: _("Qualifies"),
        CONTRADICTS: _("Contradicts"),
    }


def polarity(name: str) -> str:
    """The same of one coding, within a sentence."""
    return {
        SUPPORTS: _("supports"),
        QUALIFIES: _("qualifies"),
        CONTRADICTS: _("contradicts"),
    }.get(name, _("undecided"))


def day(moment: str) -> str:
    """The day of a stored moment as people write it in the language of the window."""
    try:
        when = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return moment[:10]
    return QLocale(language()).toString(when.date(), "d MMM yyyy")  # type: ignore[call-overload,no-any-return]


def code_name(code: Code) -> str:
    """A code as it stands in lists and beside the text: number and short name."""
    return f"{number_of(code)} {label_of(code)}".strip()


def name_of(codes: Mapping[str, Code], code_id: str) -> str:
    """The same by id; "" for a code that is gone."""
    code = codes.get(code_id)
    return code_name(code) if code else ""


def undoable(told: str) -> str:
    """What was done, and that it can be taken back."""
    return _("{what} Undo takes it back.").format(what=told)


def codings_moved(number: int, code: Code) -> str:
    """That codings went under another code."""
    told = ngettext("{n} coding moved to {code}.", "{n} codings moved to {code}.", number)
    return undoable(told.format(n=number, code=code_name(code)))


def codings_copied(number: int, code: Code) -> str:
    """That passages are under another code too."""
    told = ngettext("{n} coding copied to {code}.", "{n} codings copied to {code}.", number)
    return undoable(told.format(n=number, code=code_name(code)))


def file_title(document: Document) -> str:
    """A document's name without its ending and without the code it may begin with."""
    title = PurePath(document.name).stem
    return title.removeprefix(document.code).strip(" -_") or title


def beginning(text: str, length: int = 90) -> str:
    """The first words of a passage on one line."""
    line = " ".join(text[: 2 * length].split())
    return line if len(line) <= length else line[:length].rstrip() + "…"


def role(name: str) -> str:
    """What a speaker does, in words."""
    return {INTERVIEWER: _("interviewer"), RESPONDENT: _("respondent")}.get(name, _("role unknown"))


def speaker(name: str, does: str) -> str:
    """A speaker with what he or she does."""
    return _("{speaker}, {role}").format(speaker=name or _("No name"), role=role(does))
