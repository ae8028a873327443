"""Whatever stands in a row comes back exactly after undo and redo."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcoder_cg.domain.documents import Transcript, Turn
from qualcoder_cg.domain.suggestions import REJECTED, Suggestion
from qualcoder_cg.domain.text import clean
from qualcoder_cg.services import coding, documents, suggestions
from qualcoder_cg.services.studies import Project
from qualcoder_cg.storage.opening import create

CONTROL = "".join(map(chr, range(1, 32))) + "\x7f\x85\ufeff\ufffe\uffff"
HARD = (
    "it's \"quoted\" and 'quoted' and `quoted`",
    "back\\slash \\n \\u0041 \\\\ trailing \\",
    "😀 👩\u200d🌾 é e\u0301 ñ \U0010ffff \ud7ff",
    CONTROL,
    "{name} %s :name ?1 $x @y -- ; DROP TABLE coding",
    '[1, 2.0, null] {"a": null}',
    "  \n edges \t ",
    "1e309",
    "",
)


def _there_and_back(project: Project) -> None:
    """Undo and redo the last step; the content must be what it was, byte for byte."""
    full = project.fingerprint()
    project.undo()
    assert project.fingerprint() != full
    project.redo()
    assert project.fingerprint() == full


@pytest.mark.parametrize("text", HARD)
def test_texts_survive_undo_and_redo(project: Project, coding_id: str, text: str) -> None:
    for memo, other in ((text, "x"), ("y", text)):
        with project.step("Memo"):
            project.codings.change(coding_id, memo=memo)
        with project.step("Memo"):
            project.codings.change(coding_id, memo=other)
        _there_and_back(project)
        project.undo()
        assert coding.get_coding(project, coding_id).memo == memo
        project.redo()
    coding.remove_codings(project, [coding_id])
    project.undo()
    assert coding.get_coding(project, coding_id).memo == text


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    project = create(tmp_path_factory.mktemp("any") / "a.qcg", text or "coder")
    with project.step("Set", value=text):
        project.settings.put("k", text)
        project.settings.put("other", [text])
    _there_and_back(project)
    assert project.settings.get("k") == text
    assert project.activity(1)[0].words == {"value": text}
    project.close()


def test_a_whole_document_survives(project: Project) -> None:
    hard = clean("\r\n".join(HARD) * 50)
    documents.add_transcripts(project, [(Path("hard.txt"), Transcript(hard))], kind="interview")
    document = project.documents.all()[-1]
    text = project.documents.text(document.id)
    _there_and_back(project)
    assert project.documents.text(document.id) == text == hard


@pytest.mark.parametrize("score", [0.1, 1 / 3, 2 / 3, 0.1 + 0.2, 0.9999999, 1e-7, 1.0, 0.0])
def test_scores_are_rounded_and_survive(
    project: Project, document_id: str, code_ids: dict[str, str], score: float
) -> None:
    suggestion = Suggestion(document_id, 0, 5, code_ids["Q1"], score, "keywords", "“x”")
    suggestions.decide(project, suggestion, REJECTED)
    _there_and_back(project)
    assert project.decisions.all()[0].score == round(score, 6)


@pytest.mark.parametrize("seconds", [None, 0.0, 1.1, 4 / 3, 3599.9995, 86399.123])
def test_times_are_rounded_and_survive(project: Project, seconds: float | None) -> None:
    said = Transcript("Words", (Turn("KII-01", "respondent", 0, 0, 5, seconds),), "vtt")
    (made,) = documents.add_transcripts(project, [(Path("a.vtt"), said)], kind="interview")
    _there_and_back(project)
    assert made.document
    found = project.documents.turns(made.document.id)[0].seconds
    assert found == (None if seconds is None else round(seconds, 3))


def test_what_is_null_stays_null(project: Project, code_ids: dict[str, str]) -> None:
    with project.step("Colour"):
        project.codes.change(code_ids["gender"], colour="2-1")
    _there_and_back(project)
    found = project.codes.get(code_ids["gender"])
    assert found and found.parent_id is None and found.question_id is None and found.colour == "2-1"
