"""What the suggesters learn from."""

from pathlib import Path

import pytest

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example
from qualcoder_cg.services import coding, documents, examples, suggestions, whereabouts
from qualcoder_cg.services.studies import Project

GREETING = "Good morning, and thank you for coming all this way."
INSURED = "The affiliation of domestic workers to social security insurance grew."


@pytest.fixture
def interviews(project: Project, tmp_path: Path) -> list[str]:
    """Three interviews that greet in the same words."""
    files = []
    for number in (2, 3, 4):
        file = tmp_path / f"KII-0{number}.txt"
        rest = " ".join(f"On day {day} nothing at all was said here." for day in range(number))
        file.write_text(f"Interviewer: How are you?\nKII-0{number}: {GREETING} {INSURED} {rest}\n", "utf-8")
        files.append(file)
    documents.import_files(project, files)
    return [one.id for one in project.documents.all() if GREETING in project.documents.text(one.id)]


def _none(project: Project) -> list[str]:
    return [one.text for one in examples.examples(project) if not one.code_id]


def test_what_stayed_without_a_code_in_a_finished_document_is_learned_from(
    project: Project, interviews: list[str], code_ids: dict[str, str]
) -> None:
    assert _none(project) == []
    text = project.documents.text(interviews[0])
    start = text.index(INSURED)
    span = Span(start, start + len(INSURED))
    coding.apply_code(project, document_id=interviews[0], span=span, code_id=code_ids["Q11"])
    whereabouts.finish_documents(project, interviews[:1])
    found = _none(project)
    assert GREETING in found and INSURED not in found and "How are you?" not in found


def test_what_stands_there_word_for_word_comes_first(
    project: Project, interviews: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examples, "UNCODED", 4)
    whereabouts.finish_documents(project, interviews[:2])
    assert sorted(_none(project))[:2] == [GREETING] * 2
    assert len(_none(project)) == 4


def test_it_is_not_suggested_in_the_next_interview(
    project: Project, interviews: list[str], code_ids: dict[str, str]
) -> None:
    last = interviews[-1]

    def offered() -> set[str]:
        text = project.documents.text(last)
        return {text[one.start : one.end] for one in suggestions.suggest(project, [last])}

    assert any(INSURED in one for one in offered())
    whereabouts.finish_documents(project, interviews[:-1])
    assert Example("", INSURED, "en", False) in [
        one._replace(context="") for one in examples.examples(project)
    ]
    assert not any(INSURED in one for one in offered())
