"""Bringing documents into a study, and taking them out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.documents import CODE_PREFIX, KINDS, Document, Transcript
from ..domain.text import fingerprint, word_count
from ..errors import UserError
from ..i18n import _
from ..progress import Progress, silent
from ..storage import rows
from ..storage.project import Project

_LANGUAGE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: a document, or the reason why not, and what the person should know.

    `failed` tells a file that could not be read from one whose text is in the study already.
    """

    path: Path
    document: Document | None
    reason: str = ""
    failed: bool = False
    warnings: tuple[str, ...] = ()


def readable() -> tuple[str, ...]:
    """The endings of files that can be imported."""
    from ..formats import transcripts  # slow to load, and not needed to open a window

    return transcripts.suffixes()


def read_files(
    files: Sequence[Path], progress: Progress = silent
) -> list[tuple[Path, Transcript | UserError]]:
    """What each file holds, or why it cannot be read; touches no study, so it may run in a thread."""
    from ..formats import transcripts

    found: list[tuple[Path, Transcript | UserError]] = []
    for number, path in enumerate(files):
        progress(number, len(files), path.name)
        try:
            found.append((path, transcripts.read(path)))
        except UserError as error:
            found.append((path, error))
    return found


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
    progress: Progress = silent,
) -> list[Imported]:
    """Read files and add their texts as documents, all in one step.

    A file that cannot be read is reported with the reason, and the others still come in; a text that is
    already in the study is not added twice from the same format, and told of from another. Cancelling
    brings nothing in. `language` overrides what is guessed; `kind` is one of interview, group, document,
    survey.
    """
    if kind not in KINDS:
        raise UserError(
            _("{kind} is not a kind of document.").format(kind=kind),
            _("Use one of: {kinds}.").format(kinds=", ".join(KINDS)),
        )
    _check_language(language)
    files = expand(paths)
    if not files:
        raise UserError(
            _("There is nothing to import."),
            _("Files that can be read end in {suffixes}.").format(suffixes=", ".join(readable())),
        )
    read = read_files(files, progress)
    progress(len(files), len(files), _("Saving"))
    return add_transcripts(project, read, kind=kind, language=language)


def add_transcripts(
    project: Project, read: Sequence[tuple[Path, Transcript | UserError]], *, kind: str, language: str = ""
) -> list[Imported]:
    """Save what was read from files, in one step; see `import_files`."""
    good = sum(isinstance(result, Transcript) for _path, result in read)
    results: list[Imported] = []
    with project.step("Import documents ({n})", n=good):
        for path, result in read:
            if isinstance(result, UserError):
                results.append(Imported(path, None, str(result), failed=True))
            else:
                results.append(_add(project, path, result, kind, language))
    return _warned_of_twins(project, results)


def describe_document(
    project: Project, document_id: str, *, kind: str | None = None, language: str | None = None
) -> None:
    """Change what kind of source a document is, or its language."""
    document = project.documents.get(document_id)
    if document is None:
        raise UserError(_("This document is no longer in the study."), _("Undo may bring it back."))
    _check_language(language or "")
    values = {}
    if kind is not None and kind != document.kind:
        prefix = CODE_PREFIX[kind]
        values = {"kind": kind, "code": f"{prefix}-{project.documents.next_number(prefix):02d}"}
    if language is not None:
        values["language"] = language
    with project.step("Describe document {name}", name=document.name):
        if values:
            project.documents.change(document_id, **values)


def _check_language(language: str) -> None:
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
        for owner in (project.codings, project.decisions):
            owner.remove_where("document_id", ids)
        project.documents.remove(ids)
    return count


def _add(project: Project, path: Path, transcript: Transcript, kind: str, language: str) -> Imported:
    digest = fingerprint(transcript.text)
    twins = project.documents.with_text(digest)
    same = next((twin for twin in twins if twin.format == transcript.format), None)
    if same:
        reason = _("{file} is already in the study as {document}.").format(file=path.name, document=same.name)
        return Imported(path, None, reason)
    prefix = CODE_PREFIX[kind]
    document = Document(
        id=rows.new_id(),
        code=f"{prefix}-{project.documents.next_number(prefix):02d}",
        name=_readable(path.name),
        kind=kind,
        language=language or transcript.language,
        format=transcript.format,
        characters=len(transcript.text),
        words=word_count(transcript.text),
        sha256=digest,
        memo="",
        position=project.documents.next_position(),
        imported_at=rows.now(),
        encoding=transcript.encoding,
    )
    project.documents.add(document, transcript.text, transcript.turns, transcript.pages)
    # The same interview in another format may carry the times or voices that were missed: both come in.
    also = tuple(
        _("{file} holds the same text as {document}; keep one of them.").format(
            file=document.name, document=twin.name
        )
        for twin in twins[:1]
    )
    return Imported(path, document, warnings=(*transcript.warnings, *also))


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
