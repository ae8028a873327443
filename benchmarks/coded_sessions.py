"""Whole coded documents to measure suggestions on: from tables beside texts, or from a study."""

import csv
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from labelled import Labelled, Row, Unreadable

from qualcoder_cg.domain.documents import INTERVIEWER
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example, Material, Profile
from qualcoder_cg.formats.transcripts import languages

if TYPE_CHECKING:
    from qualcoder_cg.storage.project import Project

Coded = tuple[int, int, str]
# About the sentence before and the sentence after.
AROUND = 150


class Session(NamedTuple):
    """A document with nothing taken, and its codings as (start, end, code id), in the order of the text."""

    material: Material
    codings: tuple[Coded, ...]

    @property
    def name(self) -> str:
        """The document's id, which from tables is the name of its file."""
        return self.material.document_id


class Corpus(NamedTuple):
    """Sessions in the order they were coded, the codes, and the criterion of those that have one."""

    sessions: list[Session]
    profiles: list[Profile]
    criteria: Mapping[str, str] = {}

    def spoken(self, language: str) -> "Corpus":
        """The sessions in a language only."""
        kept = [one for one in self.sessions if one.material.language.startswith(language)]
        return self._replace(sessions=kept)


def from_tables(codings: Path, texts: Path, codebook: Path, language: str = "") -> Corpus:
    """Tables with `document`, `start_cp`, `end_cp`, `tag`, and with `tag`, `description`; a folder of .txt.

    Offsets are code points. A tag that the codebook does not tell of is a code with its name alone.
    """
    coded: dict[str, list[Coded]] = {}
    for row in _rows(codings, "document", "start_cp", "end_cp", "tag"):
        stem = Path(row["document"]).stem
        coded.setdefault(stem, []).append((int(row["start_cp"]), int(row["end_cp"]), row["tag"].strip()))
    described = {
        row["tag"].strip(): row["description"] or "" for row in _rows(codebook, "tag", "description")
    }
    tags = dict.fromkeys([*described, *(tag for here in coded.values() for _s, _e, tag in here)])
    profiles = [Profile(tag, tag, described.get(tag, "")) for tag in tags]
    files = {path.stem: path for path in sorted(texts.glob("*.txt"))}
    if missing := [name for name in coded if name not in files]:
        raise Unreadable(f"{texts}: no text of {', '.join(missing)}")
    sessions = []
    for name in [*coded, *(name for name in files if name not in coded)]:
        text = files[name].read_bytes().decode("utf-8")
        spoken = language or languages.guess(text) or "xx"
        sessions.append(Session(Material(name, text, spoken), _in_order(text, coded.get(name, ()))))
    return Corpus(sessions, profiles)


def from_study(path: Path) -> Corpus:
    """The coded documents of a study, as the window reads them; a copy is opened, the file stays as it is."""
    from qualcoder_cg.services.studies import open_study

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, folder))
        return _read_study(open_study(copy, coder="Benchmark"))


def sample() -> Corpus:
    """The sample study that the program makes: invented, and small."""
    from qualcoder_cg.services.sample import build_sample

    with tempfile.TemporaryDirectory() as folder:
        return _read_study(build_sample(Path(folder) / "sample.qcg"))


def _read_study(project: "Project") -> Corpus:
    """What is coded by any coder; the study is closed."""
    from qualcoder_cg.services.suggestions import material, profiles

    try:
        sessions = []
        for document in project.documents.all():
            codings = project.codings.in_document(document.id)
            coded = [(coding.start, coding.end, coding.code_id) for coding in codings]
            if coded:
                read = replace(material(project, document.id), taken=())
                sessions.append(Session(read, _in_order(read.text, coded)))
        asked = {question.id: question.criterion_id for question in project.matrix.questions()}
        codes = ((code.id, asked.get(code.question_id or "")) for code in project.codes.all())
        criteria = {code_id: criterion for code_id, criterion in codes if criterion}
        return Corpus(sessions, profiles(project), criteria)
    finally:
        project.close()


def passages(corpus: Corpus) -> Labelled:
    """Every coding as a passage of its own, with what stands around it."""
    criteria = {one.code_id: corpus.criteria.get(one.code_id, one.code_id) for one in corpus.profiles}
    rows = [
        Row(one.text, code, criteria[code], one.context, one.language)
        for session in corpus.sessions
        for start, end, code in session.codings
        if (one := example(session, start, end, code))
    ]
    return Labelled(rows, corpus.profiles, criteria, 0)


def example(session: Session, start: int, end: int, code: str, put: bool = True) -> Example:
    """What a decision in a session teaches, with what stands around it."""
    material = session.material
    around = context(material, start, end)
    return Example(code, material.text[start:end], material.language, put, around)


def context(material: Material, start: int, end: int) -> str:
    """The question a passage answers, and about a sentence before and after it in the same paragraph."""
    text = material.text
    asked = [turn.span for turn in material.turns if turn.role == INTERVIEWER and turn.end <= start]
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    first, last = max(first, start - AROUND), min(len(text) if last < 0 else last, end + AROUND)
    for turn in material.turns:
        if turn.start <= start < turn.end:
            first, last = max(first, turn.start), min(last, turn.end)
    parts = (text[slice(*asked[-1])] if asked else "", text[first:start], text[end:last])
    return "\n".join(" ".join(part.split()) for part in parts if part.strip())


def same_place(one: Span, other: Span) -> bool:
    """Whether two spans share half of the shorter."""
    return 2 * one.shared(other) >= min(one.end - one.start, other.end - other.start) > 0


def _in_order(text: str, coded: Sequence[Coded]) -> tuple[Coded, ...]:
    """Codings that hold some text, each once."""
    kept = (one for one in dict.fromkeys(coded) if 0 <= one[0] < one[1] <= len(text))
    return tuple(sorted(kept))


def _rows(path: Path, *columns: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if lacking := set(columns) - set(reader.fieldnames or ()):
            raise Unreadable(f"{path}: no column {', '.join(sorted(lacking))}")
        yield from reader
