"""The documents as a table of the register: what each is, which interview it records, who speaks in it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ..domain.documents import CODE_PREFIX
from ..domain.informants import Voice
from ..domain.text import listed
from ..domain.vocabulary import KIND, fold
from ..errors import UserError
from ..i18n import _
from . import guide_turns
from . import register_words as words
from .documents import remove_documents
from .register_interviews import language_code
from .register_table import (
    CHOICE,
    DATE,
    FIXED,
    SEPARATOR,
    Cells,
    Field,
    Table,
    date_in,
    one_of,
    plain,
)

_PART = re.compile(r'\s*((?:"[^"]*"|[^;"])+)\s*(?:;|$)')


class Documents(Table):
    """Documents; they come in through import, here they are described and linked.

    `voices` reads "KII-01 = Marta; KII-02": an informant, and after the equals sign the label under which
    they speak; a label that holds a semicolon stands in quotation marks.
    """

    owner = "document"
    import_keys = ("code", "name")

    def standard(self) -> Sequence[Field]:
        """Code, name, kind, language, date, place, category, citation, interview, voices, words, turns."""
        self._entries = self.project.documents.all()
        self._people = {person.id: person.code for person in self.project.informants.all()}
        self._interviews = {entry.id: entry.code for entry in self.project.interviews.all()}
        self._categories = {entry.id: entry.name for entry in self.project.documents.categories()}
        kinds = words.kinds()
        categories = tuple((name, name) for name in self._categories.values())
        interviews = tuple((code, code) for code in self._interviews.values())
        return (
            Field("code", _("Code")),
            Field("name", _("Name"), FIXED),
            Field("kind", _("Kind"), CHOICE, kinds, one_of(kinds, KIND)),
            Field("language", _("Language"), choices=words.languages(), parse=language_code),
            Field("date", _("Date"), DATE, parse=date_in()),
            Field("place", _("Place")),
            Field("category", _("Category"), CHOICE, categories, one_of(categories, {})),
            Field("citation", _("Citation")),
            Field("interview", _("Interview"), CHOICE, interviews, one_of(interviews, {})),
            Field("voices", _("Voices"), parse=self._voices),
            Field("words", _("Words"), FIXED),
            Field("turns", _("Turns"), FIXED),
        )

    def stored(self) -> dict[str, Cells]:
        """The documents' cells."""
        turns = self.project.documents.turn_counts()
        voices: dict[str, list[str]] = {}
        for voice in self.project.informants.voices():
            written = written_voice(self._people[voice.informant_id], voice.speaker)
            voices.setdefault(voice.document_id, []).append(written)
        return {
            entry.id: {
                "code": entry.code,
                "name": entry.name,
                "kind": entry.kind,
                "language": entry.language,
                "date": entry.date,
                "place": entry.place,
                "category": self._categories.get(entry.category_id or "", ""),
                "citation": entry.citation,
                "interview": self._interviews.get(entry.interview_id or "", ""),
                "voices": SEPARATOR.join(voices.get(entry.id, ())),
                "words": str(entry.words),
                "turns": str(turns.get(entry.id, 0)),
            }
            for entry in self._entries
        }

    def check(self, cells: Mapping[str, Cells], touched: Iterable[str]) -> None:
        """Documents come in through import alone, and each has a kind."""
        touched = list(touched)
        super().check(cells, touched)
        there = {entry.id for entry in self._entries}
        if not there.issuperset(touched):
            raise UserError(
                _("Documents are not added here."), _("Import the files; then they can be described.")
            )
        for row_id in touched:
            if not cells[row_id]["kind"]:
                raise UserError(
                    _("{document} needs a kind.").format(document=cells[row_id]["code"]),
                    _("Use one of: {choices}.").format(
                        choices=listed([name for _kind, name in words.kinds()])
                    ),
                )

    def refuse_new(self, key: str) -> None:
        """Documents come in through import alone."""
        raise UserError(
            _("There is no document {name} in the study.").format(name=key),
            _("The documents are: {names}.").format(names=listed([entry.code for entry in self._entries])),
        )

    def label_of(self, document_id: str, name: str, speaker: str) -> str:
        """The label as it stands in the document; UserError where nobody speaks under it.

        Words under a label that does not exist would count as anybody's.
        """
        turns = self.project.documents.turns(document_id) if speaker else []
        known = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
        found = next((label for label in known if label.casefold() == speaker.casefold()), None)
        found = found or next((label for label in known if fold(label) == fold(speaker)), None)
        if speaker and not found:
            raise UserError(
                _("nobody speaks as {speaker} in {document}.").format(speaker=speaker, document=name),
                _("Those who speak there: {names}.").format(names=listed(known)),
            )
        return found or ""

    def write(self, row_id: str, cells: Cells, changed: set[str], *, new: bool) -> None:
        """Save what a document is, its links and its voices."""
        values: dict[str, str | None] = {
            name: cells[name] for name in ("code", "kind", "language", "date", "place", "citation")
        }
        if "kind" in changed and "code" not in changed:
            values["code"] = self._renumbered(row_id, cells)
        if "category" in changed:
            values["category_id"] = _key_of(self._categories, cells["category"])
        if "interview" in changed:
            values["interview_id"] = _key_of(self._interviews, cells["interview"])
        self.project.documents.change(row_id, **values)
        if "interview" in changed:
            guide_turns.follow(self.project, [row_id])
        if "voices" in changed:
            people = {code: person for person, code in self._people.items()}
            voices = [
                Voice(row_id, people[code], self.label_of(row_id, cells["name"], speaker))
                for code, speaker in read_voices(cells["voices"])
            ]
            self.project.informants.set_voices_in(row_id, voices)

    def remove(self, row_ids: Sequence[str]) -> None:
        """Take documents out with their codings."""
        remove_documents(self.project, row_ids)

    def _renumbered(self, row_id: str, cells: Cells) -> str:
        """The code for a document of another kind: a new number where the old one told the kind."""
        old = next(entry for entry in self._entries if entry.id == row_id)
        if not re.fullmatch(rf"{CODE_PREFIX[old.kind]}-\d+", old.code):
            return old.code
        prefix = CODE_PREFIX[cells["kind"]]
        return f"{prefix}-{self.project.documents.next_number(prefix):02d}"

    def _voices(self, value: str) -> str:
        known = {fold(code): code for code in self._people.values()}
        written = []
        for code, speaker in read_voices(value):
            if fold(code) not in known:
                raise UserError(
                    _("There is no informant {value}.").format(value=code),
                    _("Write the informant's code, then the label: KII-01 = Marta; KII-02 = Luis."),
                )
            written.append(written_voice(known[fold(code)], speaker))
        return SEPARATOR.join(dict.fromkeys(written))


def written_voice(code: str, speaker: str) -> str:
    """A voice as it stands in a cell."""
    if not speaker:
        return code
    return f'{code} = "{speaker}"' if ";" in speaker else f"{code} = {speaker}"


def read_voices(value: str) -> list[tuple[str, str]]:
    """Informants' codes and the labels under which they speak ("" where unknown) out of a cell."""
    parts = [found[1] for found in _PART.finditer(value.replace("\n", ";")) if found[1].strip()]
    pairs = (part.partition("=") for part in parts)
    return [(plain(code), plain(label).strip('"')) for code, _equals, label in pairs]


def _key_of(names: Mapping[str, str], name: str) -> str | None:
    return next((key for key, value in names.items() if value == name), None) if name else None
