"""Whatever a person can take out of a full study goes with all that hangs on it, and comes back by undo."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from evidence_rows import fill_evidence_tables
from team_rows import fill_team_tables

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import CORRECTED, Suggestion
from qualcoder_cg.errors import UserError
from qualcoder_cg.services import (
    codebook,
    coding,
    documents,
    guide_items,
    guides,
    notes,
    nothing_here,
    register,
    revisions,
    sample,
    sources,
    studies,
    suggestions,
    surveys,
    whereabouts,
)
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.schema import CONTENT

Removal = Callable[[Project], object]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study with own columns, aliases, a corrected text, codings to look at, notes."""
    path = tmp_path_factory.mktemp("full") / "full.qcg"
    project = sample.build_sample(path)
    for table in register.TABLES:
        column = register.add_column(project, table, "Own words")
        rows = register.rows(project, table)
        register.set_cells(project, table, [(row.id, column, "x") for row in rows])
    institution = register.rows(project, "institution")[0]
    register.set_cells(project, "institution", [(institution.id, "aliases", "Another name")])
    counts = project.codings.counts_by_document()
    most = max(counts, key=lambda document_id: counts[document_id])
    text = project.documents.text(most)
    first = project.codings.in_document(most)[0]
    revisions.edit_text(project, most, text[: first.start] + text[first.end :])
    assert project.revisions.reviews()
    question, other = [code.id for code in project.codes.all()][:2]
    proposed = Suggestion(most, 0, 9, question, 0.5, "keywords", "words")
    suggestions.decide(project, proposed, CORRECTED, chosen_code_id=other)
    nothing_here.nothing_here(project, most, Span(0, 9))
    notes.add_note(project, document_id=most, span=Span(0, 9), text="Who is this?")
    whereabouts.add_bookmark(project, document_id=most, place=9)
    whereabouts.finish_documents(project, [most])
    fill_evidence_tables(project, most)
    fill_team_tables(project)
    project.close()
    return path


@pytest.fixture
def study(full: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of it, open."""
    project = studies.open_project(Path(copyfile(full, tmp_path / "study.qcg")))
    yield project
    project.close()


def _each_code(project: Project) -> None:
    for code in project.codes.all():
        if code.kind != "question" and project.codes.get(code.id):
            codebook.delete_code(project, code.id)


def _each_row(table: str) -> Removal:
    def remove(project: Project) -> None:
        for row in register.rows(project, table):
            try:
                register.remove_rows(project, table, [row.id])
            except UserError as error:
                assert error.hint

    return remove


def _institutions(project: Project) -> None:
    register.set_cells(
        project, "informant", [(row.id, "institution", "") for row in register.rows(project, "informant")]
    )
    register.remove_rows(project, "institution", [row.id for row in register.rows(project, "institution")])


def _merged(project: Project) -> None:
    first, *others = (row.id for row in register.rows(project, "institution"))
    register.merge_institutions(project, first, others)


def _own_columns(project: Project) -> None:
    for table in register.TABLES:
        register.remove_column(project, table, register.columns(project, table)[-1].id)


def _categories(project: Project) -> None:
    for category in project.documents.categories():
        sources.remove_category(project, category.id, keep_used=False)


def _open_questions(project: Project) -> None:
    for survey in project.surveys.all():
        for item in project.surveys.items(survey.id):
            if item.kind == "open":
                documents.remove_documents(
                    project, [one.id for one in project.documents.all() if one.survey_item_id == item.id]
                )
                surveys.change_item(project, item.id, kind="attribute")


def _scales(project: Project) -> None:
    for survey in project.surveys.all():
        for item in project.surveys.items(survey.id):
            if item.kind == "closed":
                surveys.set_scale(project, item.id, [])


REMOVALS: dict[str, Removal] = {
    "codings": lambda project: [
        coding.remove_codings(project, [one.id for one in project.codings.in_document(document.id)])
        for document in project.documents.all()
    ],
    "codes": _each_code,
    "memos on passages": lambda project: notes.remove_notes(project, [one.id for one in project.notes.all()]),
    "bookmarks": lambda project: whereabouts.remove_bookmarks(
        project, [one.id for one in project.bookmarks.all()]
    ),
    "documents": lambda project: documents.remove_documents(
        project, [one.id for one in project.documents.all()]
    ),
    "documents, in the register": _each_row("document"),
    "informants": _each_row("informant"),
    "interviews": _each_row("interview"),
    "institutions": _institutions,
    "institutions made one": _merged,
    "own columns": _own_columns,
    "categories": _categories,
    "guides": lambda project: [guides.remove_guide(project, one.id) for one in project.guides.all()],
    "items of guides": lambda project: [
        guide_items.remove_items(project, [item.id for item in one.items]) for one in project.guides.all()
    ],
    "surveys": lambda project: [surveys.remove_survey(project, one.id) for one in project.surveys.all()],
    "open questions": _open_questions,
    "scales": _scales,
    "reviews with their codings": lambda project: revisions.remove(
        project, [one.id for one in project.revisions.reviews()]
    ),
}


def _undone(project: Project, until: int) -> None:
    while project.connection.execute("SELECT count(*) FROM step WHERE undone = 0").fetchone()[0] > until:
        project.undo()


def test_the_full_study_has_rows_in_every_table(study: Project) -> None:
    empty = [
        table
        for table in CONTENT
        if not study.connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]
    ]
    assert empty == []


@pytest.mark.parametrize("kind", REMOVALS)
def test_what_is_taken_out_leaves_a_sound_study_and_comes_back(study: Project, kind: str) -> None:
    before = study.fingerprint()
    steps = study.connection.execute("SELECT count(*) FROM step WHERE undone = 0").fetchone()[0]
    REMOVALS[kind](study)
    after = study.fingerprint()
    assert after != before
    assert studies.problems(study) == []
    _undone(study, steps)
    assert study.fingerprint() == before
    assert studies.problems(study) == []
    while study.redoable():
        study.redo()
    assert study.fingerprint() == after


def test_institutions_that_are_spoken_for_stay(study: Project) -> None:
    before = study.fingerprint()
    _each_row("institution")(study)
    assert study.fingerprint() == before


def test_everything_can_be_taken_out(study: Project) -> None:
    for kind in ("surveys", "documents", "guides", "interviews", "informants", "institutions", "codes"):
        REMOVALS[kind](study)
    assert studies.problems(study) == []
    for table in ("survey_item", "document_text", "guide_item", "interview", "informant", "institution"):
        assert not study.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
