"""The table of interviews: what was planned, held or not, with whom, and which documents record it."""

from collections.abc import Mapping, Sequence

from ..domain.documents import Document
from ..domain.interviews import INDIVIDUAL, PLANNED, Interview
from ..domain.text import listed
from ..domain.vocabulary import FORM, MODE, STATUS, fold
from ..errors import UserError
from ..i18n import _
from . import guide_turns, voices
from . import register_words as words
from .register_table import (
    CHOICE,
    DATE,
    LIST,
    SEPARATOR,
    Cells,
    Field,
    Parse,
    Table,
    date_in,
    many,
    one_of,
    plain,
)


class Interviews(Table):
    """Interviews with their informants by code and their documents by code."""

    owner = "interview"

    def standard(self) -> Sequence[Field]:
        """Code, status, date, mode, form, informants, who asked, language, place, guide, note, documents."""
        self._entries = self.project.interviews.all()
        people = self.project.informants.all()
        self._codes = {person.id: person.code for person in people}
        self._guides = {
            guide.id: guide_name(guide.name, guide.version) for guide in self.project.guides.all()
        }
        self._documents = self.project.documents.all()
        statuses, modes, forms = words.statuses(), words.modes(), words.forms()
        codes = [(person.code, person.code) for person in people]
        guides = tuple((name, name) for name in self._guides.values())
        documents = tuple((document.code, document.name) for document in self._documents)
        asking = dict.fromkeys(entry.interviewer for entry in self._entries if entry.interviewer)
        return (
            Field("code", _("Code")),
            Field("status", _("Status"), CHOICE, statuses, one_of(statuses, STATUS)),
            Field("date", _("Date"), DATE, parse=date_in()),
            Field("mode", _("Mode"), CHOICE, modes, one_of(modes, MODE)),
            Field("form", _("Form"), CHOICE, forms, one_of(forms, FORM)),
            Field(
                "informants",
                _("Informants"),
                LIST,
                tuple(codes),
                list_of(codes, _("There is no informant {value}."), _("The informants are: {values}.")),
            ),
            Field("interviewer", _("Interviewer"), choices=tuple((name, name) for name in asking)),
            Field("language", _("Language"), choices=words.languages(), parse=language_code),
            Field("place", _("Place")),
            Field("guide", _("Guide"), CHOICE, guides, one_of(guides, self._short_guides())),
            Field("note", _("Note")),
            Field("documents", _("Documents"), LIST, documents, documents_named(self._documents)),
        )

    def defaults(self) -> Cells:
        """Planned, with one person."""
        return {"status": PLANNED, "form": INDIVIDUAL}

    def stored(self) -> dict[str, Cells]:
        """The interviews' cells."""
        records: dict[str, list[str]] = {}
        for document in self._documents:
            if document.interview_id:
                records.setdefault(document.interview_id, []).append(document.code)
        return {
            entry.id: {
                "code": entry.code,
                "status": entry.status,
                "date": entry.date,
                "mode": entry.mode,
                "form": entry.form,
                "informants": SEPARATOR.join(self._codes[person] for person in entry.informants),
                "interviewer": entry.interviewer,
                "language": entry.language,
                "place": entry.place,
                "guide": self._guides.get(entry.guide_id or "", ""),
                "note": entry.note,
                "documents": SEPARATOR.join(records.get(entry.id, ())),
            }
            for entry in self._entries
        }

    def write(self, row_id: str, cells: Cells, changed: set[str], *, new: bool) -> None:
        """Save an interview with its links."""
        people = {code: person for person, code in self._codes.items()}
        guides = {name: guide for guide, name in self._guides.items()}
        names = ("date", "mode", "interviewer", "language", "place", "note")
        values = {name: cells[name] for name in names}
        self.project.interviews.put(
            Interview(
                row_id,
                cells["code"],
                status=cells["status"] or PLANNED,
                form=cells["form"] or INDIVIDUAL,
                guide_id=guides.get(cells["guide"]),
                informants=tuple(people[code] for code in cells["informants"].split(SEPARATOR) if code),
                **values,
            )
        )
        if "documents" in changed:
            by_code = {document.code: document.id for document in self._documents}
            codes = [code for code in cells["documents"].split(SEPARATOR) if code]
            self.project.interviews.set_documents(row_id, [by_code[code] for code in codes])
        if {"guide", "documents"} & changed:
            recorded = [one.id for one in self.project.documents.all() if one.interview_id == row_id]
            guide_turns.follow(self.project, recorded)

    def remove(self, row_ids: Sequence[str]) -> None:
        """Take interviews out, unless words would then be printed against consent; the rest stays."""
        everyone = {person.id: person for person in self.project.informants.all()}
        present = {entry.id: entry.informants for entry in self._entries if entry.id in row_ids}
        for document in self._documents:
            known = {voice.informant_id for voice in self.project.informants.voices(document.id)}
            for informant_id in present.get(document.interview_id or "", ()):
                if informant_id not in known and not everyone[informant_id].may_be_quoted:
                    raise voices.held_back(everyone[informant_id].code, document.code)
        self.project.interviews.remove(row_ids)
        self.project.own_columns.forget_rows(row_ids)

    def _short_guides(self) -> Mapping[str, str]:
        """Guides by name alone, where one version has it."""
        names = [guide.name for guide in self.project.guides.all()]
        return {
            fold(guide.name): self._guides[guide.id]
            for guide in self.project.guides.all()
            if names.count(guide.name) == 1
        }


def guide_name(name: str, version: str) -> str:
    """What the register calls a guide: its name and version."""
    return f"{name} {version}".strip()


def list_of(choices: Sequence[tuple[str, str]], missing: str, known: str) -> Parse:
    """A parser for a list of stored values; the messages have places for {value} and {values}."""
    stored = {fold(name): value for value, words_ in choices for name in (words_, value)}

    def parse(value: str) -> str:
        found = []
        for name in many(value):
            if fold(name) not in stored:
                names = listed([value for value, _words in choices])
                raise UserError(missing.format(value=name), known.format(values=names))
            found.append(stored[fold(name)])
        return SEPARATOR.join(dict.fromkeys(found))

    return parse


def documents_named(documents: Sequence[Document]) -> Parse:
    """A parser for a list of documents by code or name, giving their codes."""
    by_name: dict[str, list[str]] = {}
    for document in documents:
        for name in dict.fromkeys((document.id, fold(document.code), fold(document.name))):
            by_name.setdefault(name, []).append(document.code)

    def parse(value: str) -> str:
        whole = by_name.get(fold(value), [])
        parts = [plain(value)] if len(whole) == 1 else many(value, ";\n")
        return SEPARATOR.join(dict.fromkeys(_one(by_name, name, documents) for name in parts))

    return parse


def _one(by_name: Mapping[str, Sequence[str]], name: str, documents: Sequence[Document]) -> str:
    found = by_name.get(name) or by_name.get(fold(name), ())
    if len(found) == 1:
        return found[0]
    raise UserError(
        _("Several documents are called {name}.").format(name=name)
        if found
        else _("There is no document {name} in the study.").format(name=name),
        _("The documents are: {names}.").format(names=listed([document.code for document in documents])),
    )


def language_code(value: str) -> str:
    """Two or three letters, or nothing; the names of some languages are known."""
    word = fold(value)
    code = _LANGUAGES.get(word) or {fold(name): one for one, name in words.languages()}.get(word, word)
    if code and not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        raise UserError(
            _("{language} is not the code of a language.").format(language=plain(value)),
            _("Use two letters, such as es or en."),
        )
    return code


_LANGUAGES = {
    fold(name): code
    for code, names in {
        "en": "English,inglés",
        "es": "Spanish,español,castellano",
        "fr": "French,français,francés",
        "pt": "Portuguese,português,portugués",
        "ar": "Arabic,árabe",
        "am": "Amharic,amárico",
        "zh": "Chinese,chino",
        "ru": "Russian,ruso",
    }.items()
    for name in names.split(",")
}
