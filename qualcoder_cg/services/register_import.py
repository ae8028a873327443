"""Tables of people and interviews from spreadsheets into the register."""

from dataclasses import replace
from pathlib import Path

from ..domain.documents import Document
from ..domain.informants import Informant, Voice
from ..errors import UserError
from ..formats.tables import in_row, read_csv
from ..i18n import _
from ..storage import rows
from ..storage.project import Project
from .lookup import Names

NEEDED = ("code", "type")
OPTIONAL = ("sex", "role", "institution", "place", "document", "speaker")


def import_informants(project: Project, path: Path) -> int:
    """Add the informants of a CSV file, or bring those with the same code up to date, in one step.

    Columns: code, type, and if wanted sex, role, institution, place, document, speaker. An informant who
    speaks in several documents has several rows. Gives how many informants the file names.
    """
    records = read_csv(path, NEEDED, OPTIONAL)
    names = Names(project)
    people: dict[str, Informant] = {}
    voices: dict[str, list[Voice]] = {}
    known = {informant.code: informant for informant in project.informants.all()}
    for record in records:
        cells = record.cells
        if not cells["code"]:
            raise UserError(
                _("{file}, line {line}: an informant needs a code.").format(file=path.name, line=record.line),
                _("Use a code such as KII-07, never a name."),
            )
        code = cells["code"]
        own = {key: cells[key] for key in ("type", "sex", "role", "institution", "place")}
        old = people.get(code) or known.get(code) or Informant(rows.new_id(), code, "", "", "", "", "")
        people[code] = replace(old, **{key: value for key, value in own.items() if value})
        if cells["document"]:
            with in_row(path, record):
                document = names.document(cells["document"])
            _check_speaker(project, path, record.line, document, cells["speaker"])
            voice = Voice(document.id, people[code].id, cells["speaker"])
            voices.setdefault(code, []).append(voice)
    with project.step("Import informants ({n})", n=len(people)):
        for code, informant in people.items():
            project.informants.put(informant)
            if code in voices:
                project.informants.set_voices(informant.id, voices[code])
    return len(people)


def _check_speaker(project: Project, path: Path, line: int, document: Document, speaker: str) -> None:
    """UserError for a label under which nobody speaks: its words would count as anybody's."""
    known = list(dict.fromkeys(turn.speaker for turn in project.documents.turns(document.id) if turn.speaker))
    if speaker and speaker.casefold() not in map(str.casefold, known):
        raise UserError(
            _("{file}, line {line}: nobody speaks as {speaker} in {document}.").format(
                file=path.name, line=line, speaker=speaker, document=document.name
            ),
            _("Those who speak there: {names}.").format(names=", ".join(known) or "–"),
        )
