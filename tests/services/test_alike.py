"""Find more like this: passages of any document that are like one, never what an interviewer said."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import alike, coding
from qualcoder_cg.services.documents import import_files
from qualcoder_cg.services.studies import Project

OTHER = """E1: Are domestic workers afraid of losing the job?
KII-02: Many are afraid that they lose their jobs when they affiliate.
E1: Who pays the rent of the office?
KII-02: The municipality pays for the rent and for the water. The radio was cheap.
"""


@pytest.fixture
def other_id(project: Project, tmp_path: Path) -> str:
    """A second interview."""
    source = tmp_path / "KII-02.txt"
    source.write_text(OTHER, encoding="utf-8")
    import_files(project, [source], language="en")
    return project.documents.all()[1].id


def _words(project: Project, one: alike.Alike) -> str:
    return project.documents.text(one.document_id)[one.start : one.end]


def test_forms_of_words_count_and_questions_do_not(project: Project, other_id: str) -> None:
    before = project.fingerprint()
    found = alike.more_like(project, alike.Like("She was afraid to lose a job", "en"))
    assert [_words(project, one) for one in found][:2] == [
        "They are afraid of losing the job.",
        "Many are afraid that they lose their jobs when they affiliate.",
    ]
    assert all("E1" not in _words(project, one) and "?" not in _words(project, one) for one in found)
    text = project.documents.text(other_id)
    assert [text[a:b] for a, b in found[1].matches] == ["afraid", "lose", "jobs"]
    assert found == sorted(found, key=lambda one: -one.score)
    assert project.fingerprint() == before


def test_the_passage_itself_is_left_out_and_codes_are_told(
    project: Project, document_id: str, other_id: str, code_ids: dict[str, str]
) -> None:
    text = project.documents.text(document_id)
    start = text.index("They are afraid")
    span = Span(start, start + len("They are afraid of losing the job."))
    (first, *_rest) = found = alike.more_like(project, alike.like_passage(project, document_id, span))
    assert first.document_id == other_id
    assert not any(one.document_id == document_id and one.span.overlaps(span) for one in found)
    assert alike.codes_on(project, [first]) == {first: ()}
    coding.apply_code(project, document_id=other_id, span=first.span, code_id=code_ids["Q11"])
    assert alike.codes_on(project, [first]) == {first: (code_ids["Q11"],)}
    project.see_only([])
    assert alike.codes_on(project, [first]) == {first: ()}
    project.see_only(None)


def test_only_in_chosen_documents_and_at_most_so_many(
    project: Project, document_id: str, other_id: str
) -> None:
    like = alike.Like("afraid of losing the job", "en")
    assert {one.document_id for one in alike.more_like(project, like, [document_id])} == {document_id}
    assert len(alike.more_like(project, like, most=1)) == 1


def test_a_text_that_says_nothing_finds_nothing(project: Project) -> None:
    assert alike.more_like(project, alike.Like("and of the", "en")) == []


def test_it_can_be_cancelled(project: Project) -> None:
    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        alike.more_like(project, alike.Like("afraid", "en"), progress=stop)


def test_what_is_no_passage_is_refused(project: Project, document_id: str) -> None:
    with pytest.raises(UserError):
        alike.like_passage(project, document_id, Span(4, 4))
    with pytest.raises(UserError):
        alike.like_passage(project, "gone", Span(0, 4))
