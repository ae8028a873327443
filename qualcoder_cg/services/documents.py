"""Bringing documents into a study, and taking them out."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.documents import CODE_PREFIX, INTERVIEWER, KINDS, RESPONDENT, Document, Transcript, Turn
from ..domain.informants import Voice
from ..domain.text import fingerprint, word_count
from ..errors import UserError
from ..formats import encoding_previews as previews
from ..i18n import _
from ..progress import Progress, silent
from ..storage import rows
from ..storage.project import Project
from .guide_turns import recognise
from .reading import read_files as read_files
from .written_dates import read_date

_LANGUAGE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says of one file to be imported; "" and None leave things as they were found.

    `date` may be written in any way that is clear; `informant_ids` are those who speak in it;
    `interviewer` is the label of the one who asks, so that every other label answers ("" for a document
    in which nobody asks).
    """

    kind: str = ""
    language: str = ""
    date: str = ""
    place: str = ""
    interview_id: str | None = None
    informant_ids: tuple[str, ...] = ()
    interviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: a document, or the reason why not, and what the person should know.

    `failed` tells a file that could not be read from one whose text is in the study already; `encodings`
    are those of which a person has to choose one before it can be.
    """

    path: Path
    document: Document | None
    reason: str = ""
    failed: bool = False
    warnings: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()


class UnsureEncoding(UserError):
    """A file that may be in several encodings, of which a person has to choose."""

    def __init__(self, path: Path, encodings: tuple[str, ...]) -> None:
        super().__init__(
            _("{file} may be in any of these encodings: {encodings}.").format(
                file=path.name, encodings=", ".join(encodings)
            ),
            _("Import it again and choose the one in which its letters are right, or save it in UTF-8."),
        )
        self.encodings = encodings


def readable() -> tuple[str, ...]:
    """The endings of files that can be imported."""
    from ..formats import transcripts  # slow to load, and not needed to open a window

    return transcripts.suffixes()


def expand(paths: Iterable[Path]) -> list[Path]:
    """The files among the paths, and those of a known format inside folders, in order."""
    known = readable()
    found: list[Path] = []
    for path in paths:
        found += [file for file in _inside(path) if file.suffix.lower() in known] if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def left_out(paths: Iterable[Path]) -> list[Path]:
    """The files inside folders that `expand` leaves out because their format cannot be read."""
    known = readable()
    folders = [path for path in paths if path.is_dir()]
    found = (file for folder in folders for file in _inside(folder) if file.suffix.lower() not in known)
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> list[Path]:
    """The files in a folder and below it, without hidden ones, in order."""
    inside = sorted(folder.rglob("*"), key=lambda path: str(path).casefold())
    return [file for file in inside if file.is_file() and not file.name.startswith((".", "~$"))]


def import_files(
    project: Project,
    paths: Iterable[Path],
    *,
    kind: str = "interview",
    language: str = "",
    details: Mapping[Path, Details] = {},
    encodings: Mapping[Path, str] = {},
    progress: Progress = silent,
) -> list[Imported]:
    """Read files and add their texts as documents, all in one step.

    A file that cannot be read, or whose encoding is unsure and not among `encodings`, is reported with the
    reason, and the others still come in; a text that is already in the study is not added twice from the
    same format, and told of from another. Cancelling brings nothing in. `language` overrides what is
    guessed; `kind` is one of KINDS; `details` say more of single files, by their paths as given.
    """
    _check(project, [Details(kind, language), *details.values()])
    files = expand(paths)
    if not files:
        raise UserError(
            _("There is nothing to import."),
            _("Files that can be read end in {suffixes}.").format(suffixes=", ".join(readable())),
        )
    read = [(path, _unsure_left_out(path, result)) for path, result in read_files(files, progress, encodings)]
    progress(len(files), len(files), _("Saving"))
    return add_transcripts(project, read, kind=kind, language=language, details=details)


def _unsure_left_out(path: Path, result: Transcript | UserError) -> Transcript | UserError:
    """What was read, or why it needs a person to choose the encoding first."""
    if isinstance(result, UserError) or not result.encodings:
        return result
    return UnsureEncoding(path, result.encodings)


def add_transcripts(
    project: Project,
    read: Sequence[tuple[Path, Transcript | UserError]],
    *,
    kind: str = "interview",
    language: str = "",
    details: Mapping[Path, Details] = {},
) -> list[Imported]:
    """Save what was read from files, in one step; see `import_files`.

    `details` say more of single files, and override `kind` and `language` for them.
    """
    _check(project, [Details(kind, language), *details.values()])
    good = sum(isinstance(result, Transcript) for _path, result in read)
    results: list[Imported] = []
    voices: dict[str, list[Voice]] = {}
    with project.step("Import documents ({n})", n=good):
        for path, result in read:
            if isinstance(result, UserError):
                choices = result.encodings if isinstance(result, UnsureEncoding) else ()
                results.append(Imported(path, None, str(result), failed=True, encodings=choices))
                continue
            own = details.get(path, Details())
            own = replace(own, kind=own.kind or kind, language=own.language or language)
            results.append(_add(project, path, result, own))
            for voice in _voices(results[-1].document, result, own):
                voices.setdefault(voice.informant_id, []).append(voice)
        for voice in project.informants.voices() if voices else ():
            if voice.informant_id in voices:
                voices[voice.informant_id].append(voice)
        for informant_id, spoken in voices.items():
            project.informants.set_voices(informant_id, spoken)
        recognise(project, [result.document.id for result in results if result.document])
    return _warned_of_twins(project, results)


def encoding_previews(path: Path, encodings: Sequence[str]) -> dict[str, str]:
    """How a file's first telling lines read in each of these encodings, for a person to choose by."""
    return previews.lines(path, encodings)


def found_in_study(project: Project, transcript: Transcript) -> Document | None:
    """The document that holds this very text already, one of the same format first."""
    twins = project.documents.with_text(fingerprint(transcript.text))
    return next((twin for twin in twins if twin.format == transcript.format), twins[0] if twins else None)


def _check(project: Project, details: Iterable[Details]) -> None:
    """UserError for what cannot be said of a document."""
    people = {informant.id for informant in project.informants.all()}
    meetings = {interview.id for interview in project.interviews.all()}
    for one in details:
        if one.kind and one.kind not in KINDS:
            raise UserError(
                _("{kind} is not a kind of document.").format(kind=one.kind),
                _("Use one of: {kinds}.").format(kinds=", ".join(KINDS)),
            )
        check_language(one.language)
        read_date(one.date)
        if not people.issuperset(one.informant_ids) or (one.interview_id or "") not in {"", *meetings}:
            raise UserError(
                _("An informant or interview that was chosen is no longer in the register."),
                _("Choose again, or undo what removed it."),
            )


def check_language(language: str) -> None:
    """UserError for what cannot be the code of a language; "" stands for none."""
    if language and not _LANGUAGE.fullmatch(language):
        raise UserError(
            _("{language} is not the code of a language.").format(language=language),
            _("Use two letters, such as es or en."),
        )


def remove_documents(project: Project, ids: Sequence[str]) -> int:
    """Take documents out with their codings and decisions; gives how many codings went with them."""
    counts = project.codings.counts_by_document()
    count = sum(counts.get(document_id, 0) for document_id in ids)
    with project.step("Remove documents ({n}) with their codings ({codings})", n=len(ids), codings=count):
        project.codings.remove_where("document_id", ids)
        project.decisions.forget_documents(ids)
        project.evidence.forget_documents(ids)
        project.team.forget_documents(ids)
        project.documents.remove(ids)
    return count


def _add(project: Project, path: Path, transcript: Transcript, details: Details) -> Imported:
    digest = fingerprint(transcript.text)
    twins = project.documents.with_text(digest)
    same = next((twin for twin in twins if twin.format == transcript.format), None)
    if same:
        reason = _("{file} is already in the study as {document}.").format(file=path.name, document=same.name)
        return Imported(path, None, reason)
    prefix = CODE_PREFIX[details.kind]
    document = Document(
        id=rows.new_id(),
        code=f"{prefix}-{project.documents.next_number(prefix):02d}",
        name=_readable(path.name),
        kind=details.kind,
        language=details.language or transcript.language,
        format=transcript.format,
        characters=len(transcript.text),
        words=word_count(transcript.text),
        sha256=digest,
        memo="",
        position=project.documents.next_position(),
        imported_at=rows.now(),
        date=read_date(details.date),
        place=details.place,
        encoding=transcript.encoding,
        interview_id=details.interview_id,
    )
    turns = _with_interviewer(transcript.turns, details.interviewer)
    project.documents.add(document, transcript.text, turns, transcript.pages)
    # The same interview in another format may carry the times or voices that were missed: both come in.
    also = tuple(
        _("{file} holds the same text as {document}; keep one of them.").format(
            file=document.name, document=twin.name
        )
        for twin in twins[:1]
    )
    return Imported(path, document, warnings=(*transcript.warnings, *also))


def _with_interviewer(turns: Sequence[Turn], label: str | None) -> list[Turn]:
    """The turns, with the role that follows from who asks; None leaves the roles that were guessed."""
    if label is None:
        return list(turns)
    asking = label.casefold()
    return [
        turn._replace(role=INTERVIEWER if turn.speaker.casefold() == asking else RESPONDENT)
        if turn.speaker
        else turn
        for turn in turns
    ]


def _voices(document: Document | None, transcript: Transcript, details: Details) -> list[Voice]:
    """Who speaks in a new document; under which label is known where one person answers alone."""
    if document is None:
        return []
    turns = _with_interviewer(transcript.turns, details.interviewer)
    answering = {turn.speaker for turn in turns if turn.speaker and turn.role == RESPONDENT}
    alone = len(answering) == 1 and len(details.informant_ids) == 1
    label = answering.pop() if alone else ""
    return [Voice(document.id, informant_id, label) for informant_id in details.informant_ids]


def _readable(name: str) -> str:
    """The file's name as text that can be stored: bytes of an old encoding in it become "\ufffd"."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _warned_of_twins(project: Project, results: list[Imported]) -> list[Imported]:
    """The results, each with a warning where another document has the same name."""
    names = Counter(document.name for document in project.documents.all())
    return [
        replace(
            result,
            warnings=(
                *result.warnings,
                _("Another document is called {name} too.").format(name=result.document.name),
            ),
        )
        if result.document and names[result.document.name] > 1
        else result
        for result in results
    ]
