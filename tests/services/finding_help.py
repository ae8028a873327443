"""What tests of findings share: people who speak in transcripts, and findings made in a line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from qualcoder_cg.domain.informants import Voice
from qualcoder_cg.services import documents, finding_edit, finding_links, register
from qualcoder_cg.services.studies import Project


def question(project: Project, number: str) -> str:
    """The id of a question."""
    return next(one.id for one in project.matrix.questions() if one.number == number)


def people(project: Project, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Add informants; ids by code."""
    added = register.add_rows(project, "informant", rows)
    return dict(zip([row["code"] for row in rows], added, strict=True))


def transcript(project: Project, folder: Path, name: str, text: str, voices: Mapping[str, str]) -> str:
    """Import a transcript in which these labels are informants (ids); its id."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (imported,) = documents.import_files(project, [path])
    assert imported.document
    with project.step("Set voices"):
        for label, informant_id in voices.items():
            voice = Voice(imported.document.id, informant_id, label)
            project.informants.set_voices(informant_id, [*_voices(project, informant_id), voice])
    return imported.document.id


def _voices(project: Project, informant_id: str) -> list[Voice]:
    return [one for one in project.informants.voices() if one.informant_id == informant_id]


def passage(project: Project, document_id: str, words: str) -> tuple[str, int, int]:
    """Where words stand in a document."""
    start = project.documents.text(document_id).index(words)
    return document_id, start, start + len(words)


def finding(project: Project, number: str = "11", statement: str = "So it is.") -> str:
    """A finding under a question."""
    return finding_edit.add_finding(project, question(project, number), statement)


def link(project: Project, finding_id: str, document_id: str, words: str, bearing: str = "supports") -> str:
    """Link words of a document; the id of the link."""
    linked = finding_links.link_passages(project, finding_id, {passage(project, document_id, words): bearing})
    return linked.links[0]
