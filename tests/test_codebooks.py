"""The matrices that are shipped, and the examples of their README."""

import json
import re
from pathlib import Path

import pytest

from qualcoder_cg.domain.matrix import Guidance, MatrixSpec
from qualcoder_cg.formats import matrices
from qualcoder_cg.formats.matrices import csv_file, yaml_file

CODEBOOKS = Path(__file__).parents[1] / "codebooks"
SOURCE = (Path(__file__).parents[2] / "shared/data/closing-gaps").resolve()
LONGEST_RUN = 4


@pytest.fixture(scope="module")
def closing_gaps() -> MatrixSpec:
    return matrices.read(CODEBOOKS / "closing-gaps.yaml")


def guidances(spec: MatrixSpec) -> list[tuple[str, Guidance]]:
    """All guidance of a matrix, under the number or name it belongs to."""
    return [(q.number, q.guidance) for q in spec.questions] + [(t.name, t.guidance) for t in spec.themes]


def test_closing_gaps_has_23_questions_under_five_criteria(closing_gaps: MatrixSpec) -> None:
    assert [(c.key, len(c.questions)) for c in closing_gaps.criteria] == [
        ("REL", 8),
        ("EFF", 5),
        ("MGT", 3),
        ("EFY", 2),
        ("IMS", 5),
    ]
    assert [q.number for q in closing_gaps.questions] == [str(n) for n in range(1, 24)]


@pytest.mark.parametrize(
    ("theme", "numbers"),
    [
        ("gender", ["1", "3", "10", "13", "22"]),
        ("COVID-19", ["7", "12"]),
        ("M&E", ["6", "15"]),
        ("inter-agency", ["2", "3", "5", "14", "18"]),
        ("disability", ["4", "10"]),
        ("SDG", ["13"]),
    ],
)
def test_a_theme_gives_its_questions(closing_gaps: MatrixSpec, theme: str, numbers: list[str]) -> None:
    assert [q.number for q in closing_gaps.questions if theme in q.themes] == numbers


def test_every_theme_is_used_by_a_question(closing_gaps: MatrixSpec) -> None:
    assert {t.name for t in closing_gaps.themes} == {
        name for q in closing_gaps.questions for name in q.themes
    }


def test_every_question_is_complete(closing_gaps: MatrixSpec) -> None:
    shorts = [q.short for q in closing_gaps.questions]
    assert len(set(shorts)) == len(shorts)
    assert all(0 < len(short) <= 20 for short in shorts)
    for question in closing_gaps.questions:
        assert 1 <= len(question.judgement) <= 3
        assert all(j.text and 1 <= len(j.indicators) <= 3 for j in question.judgement)
        assert question.sources
        assert all(8 <= len(question.guidance.keywords[language]) <= 20 for language in ("en", "es"))


def test_all_guidance_is_complete_and_no_keyword_is_there_twice(closing_gaps: MatrixSpec) -> None:
    for name, guidance in guidances(closing_gaps):
        assert all((guidance.definition, guidance.when_to_use, guidance.when_not, guidance.example)), name
        for terms in guidance.keywords.values():
            folded = [term.casefold() for term in terms]
            assert len(set(folded)) == len(folded), name


def test_when_not_to_use_points_to_other_questions(closing_gaps: MatrixSpec) -> None:
    known = {q.number for q in closing_gaps.questions}
    for question in closing_gaps.questions:
        named = set(re.findall(r"(?<![\d.])\d+(?!\.?\d)", question.guidance.when_not))
        assert named, question.number
        assert named <= known - {question.number}, question.number


@pytest.mark.skipif(not SOURCE.exists(), reason="the evaluation's own texts are not here")
def test_the_wording_is_our_own(closing_gaps: MatrixSpec) -> None:
    rows = [json.loads(line) for line in (SOURCE / "questions.jsonl").read_text("utf-8").splitlines()]
    assert [f"Q{q.number}" for q in closing_gaps.questions] == [row["label"] for row in rows]
    runs = {run for row in rows for run in word_runs(row["text"])}
    for question in closing_gaps.questions:
        guidance = question.guidance
        for text in (question.text, guidance.definition, guidance.when_to_use, guidance.when_not):
            assert not word_runs(text) & runs, question.number


def word_runs(text: str) -> set[str]:
    """Every run of one word more than may be shared; bare numbers such as 5.4 are no words."""
    words = re.findall(r"[a-z]+", text.lower())
    size = LONGEST_RUN + 1
    return {" ".join(words[at : at + size]) for at in range(len(words) - size + 1)}


def test_oecd_dac_has_the_six_criteria_and_no_questions() -> None:
    spec = matrices.read(CODEBOOKS / "oecd-dac.yaml")
    assert [c.key for c in spec.criteria] == ["REL", "COH", "EFF", "EFY", "IMP", "SUS"]
    assert spec.questions == ()


@pytest.mark.parametrize("name", ["closing-gaps", "oecd-dac"])
def test_a_shipped_matrix_survives_being_saved(name: str) -> None:
    spec = matrices.read(CODEBOOKS / f"{name}.yaml")
    assert yaml_file.parse(yaml_file.write(spec), "saved.yaml", "saved") == spec


def readme_examples(language: str) -> list[str]:
    text = (CODEBOOKS / "README.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_yaml_example_of_the_readme_is_read() -> None:
    (example,) = readme_examples("yaml")
    spec = yaml_file.parse(example, "README.md", "")
    assert [q.number for q in spec.questions] == ["1", "2"]
    assert [len(j.indicators) for j in spec.questions[0].judgement] == [2, 0]
    assert spec.themes[0].guidance.keywords["es"] == ("niñas", "niños", "madres")
    assert [(c.questions, c.parent) for c in spec.codes] == [
        (("1", "2"), ""),
        (("2",), "Cooks as go-betweens"),
    ]


def test_the_table_examples_of_the_readme_are_read() -> None:
    plain, with_codes = (csv_file.parse(text, "README.md", "") for text in readme_examples("csv"))
    assert [(c.key, len(c.questions)) for c in plain.criteria] == [("REL", 1), ("EFF", 1)]
    assert len(plain.questions[0].judgement) == 2
    assert plain.questions[1].guidance.keywords == {"en": ("late", "cold"), "es": ("tarde", "frío")}
    assert [t.name for t in with_codes.themes] == ["género"]
    assert with_codes.codes[0].questions == ("1",)


def test_the_readme_names_every_shipped_matrix() -> None:
    text = (CODEBOOKS / "README.md").read_text("utf-8")
    assert all(f"`{path.stem}`" in text for path in CODEBOOKS.glob("*.yaml"))
