"""A matrix as YAML: what is read, what is written, and what is said of a wrong file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcoder_cg.domain.matrix import (
    CodeSpec,
    CriterionSpec,
    Guidance,
    JudgementSpec,
    MatrixSpec,
    QuestionSpec,
    ThemeSpec,
)
from qualcoder_cg.domain.text import clean
from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import matrices
from qualcoder_cg.formats.matrices import yaml_file
from qualcoder_cg.formats.matrices.checks import number


def parse(text: str) -> MatrixSpec:
    return yaml_file.parse(text, "m.yaml", "m")


def refusal(text: str) -> str:
    with pytest.raises(UserError) as caught:
        parse(text)
    return caught.value.message


def matrix(question: str, rest: str = "") -> str:
    """A matrix with one criterion; the question's lines start at line 5."""
    lines = ["criteria:", "  - key: REL", "    name: Relevance", "    questions:"]
    return "\n".join([*lines, *("      " + line for line in question.split("\n")), rest])


def test_everything_a_question_may_hold() -> None:
    spec = parse(
        matrix(
            "- number: Q7\n  text: Is it needed?\n  short: Need\n  themes: [Gender]\n"
            "  judgement:\n    - criterion: Wanted\n      indicators: [Asked for, Used]\n    - Missed\n"
            "  sources: Interviews; Minutes\n  definition: About need.\n  when_to_use: Often\n"
            "  when_not: Never\n  example: We need it.\n"
            "  keywords:\n    en: [need, want]\n    es: falta, necesidad\n  colour: 3-1",
            "themes: [gender]",
        )
    )
    guidance = Guidance(
        "About need.",
        "Often",
        "Never",
        "We need it.",
        {"en": ("need", "want"), "es": ("falta", "necesidad")},
        "3-1",
    )
    judgement = (JudgementSpec("Wanted", ("Asked for", "Used")), JudgementSpec("Missed"))
    question = QuestionSpec(
        "7", "Is it needed?", "Need", ("gender",), judgement, ("Interviews", "Minutes"), guidance
    )
    assert spec == MatrixSpec("m", (CriterionSpec("REL", "Relevance", (question,)),), (ThemeSpec("gender"),))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Q7", "7"),
        ("7", "7"),
        ("7.", "7"),
        ("7.0", "7"),
        ("q 7", "7"),
        ("P7", "7"),
        ("Pregunta 7", "7"),
        ("EQ2.1", "2.1"),
        ("2.10", "2.10"),
        ("7a", "7a"),
        ("Quality", "Quality"),
        ("10", "10"),
        ("", ""),
    ],
)
def test_numbers_are_kept_in_one_form(written: str, kept: str) -> None:
    assert number(written) == kept


def test_a_decimal_number_is_read_as_it_is_written() -> None:
    assert parse(matrix("- {number: 2.10, text: Why?}")).questions[0].number == "2.10"


def test_themes_are_made_when_the_file_lists_none() -> None:
    spec = parse(matrix("- {number: 1, text: Why?, themes: [care, rights]}"))
    assert [theme.name for theme in spec.themes] == ["care", "rights"]


def test_criteria_may_have_no_questions_and_no_name() -> None:
    assert parse("criteria: [{key: COH}]").criteria == (CriterionSpec("COH", "COH"),)


def test_the_title_of_the_file_wins_over_its_name() -> None:
    assert parse("title: Water\ncriteria: [{key: A}]").title == "Water"


@pytest.mark.parametrize(
    ("text", "place", "fault"),
    [
        (matrix("- {number: 1, text: ''}"), "line 5", "question 1 is empty"),
        (matrix("- {text: Why?}"), "line 5", "no number"),
        (matrix("- {number: 1, text: A?}\n- {number: Q1, text: B?}"), "line 6", "already used (line 5)"),
        (matrix("- number: 1\n  text: A?\n  defintion: x"), "line 7", "Did you mean “definition”?"),
        (matrix("- number: 1\n  text: [A, B]"), "line 6", "“text” should be text"),
        (matrix("- number: 1\n  text: A?\n  judgement: Good"), "line 7", "“judgement” should be a list"),
        (matrix("- number: 1\n  text: A?\n  keywords: [a]"), "line 7", "“keywords” should have keys"),
        (matrix("- number: 1\n  text: A?\n  keywords: {english: a}"), "line 7", "language “english”"),
        (matrix("- number: 1\n  text: A?\n  colour: 13-1"), "line 7", "colour “13-1”"),
        (matrix("- number: 1\n  number: 2\n  text: A?"), "line 6", "“number” is there twice"),
        (
            matrix("- {number: 1, text: A?, themes: [gendr]}", "themes: [gender]"),
            "line 5",
            "Did you mean “gender”?",
        ),
        (
            matrix("- {number: 1, text: A?}", "codes:\n- {name: X, questions: [9]}"),
            "line 7",
            "question 9, which is not",
        ),
        (matrix("- {number: 1, text: A?}", "codes:\n- {name: X, parent: Y}"), "line 7", "under “Y”"),
        (matrix("- {number: 1, text: A?}", "codes:\n- {name: X, parent: X}"), "line 7", "under itself"),
        (matrix("- {number: 1, text: A?}", "codes:\n- name: X\n- name: x"), "line 8", "there twice"),
        ("criteria:\n- name: Relevance", "line 2", "has no key"),
        ("criteria:\n- key: A\n- key: A", "line 3", "already used (line 2)"),
        ("criteria:\n- key: A\n  nmae: B", "line 3", "Did you mean “name”?"),
        ("criteria: [a]", "line 1", "should have keys"),
        ("title: x\ncriteria:\n  key: A\n   name: B", "line 4", "not valid YAML"),
        ("- a\n- b", "line 1", "starts with keys"),
        ("criteria: &a\n- key: B\nthemes: *a", "line 1", "references"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, place: str, fault: str) -> None:
    message = refusal(text)
    assert "m.yaml" in message
    assert place in message
    assert fault in message


def test_the_first_five_faults_are_told_in_the_order_of_the_file() -> None:
    message = refusal(matrix("\n".join(f"- {{number: {n}}}" for n in range(1, 9))))
    assert message.startswith("m.yaml has 8 faults.")
    assert [line.split(":")[0] for line in message.split("\n")[1:6]] == [f"line {n}" for n in range(5, 10)]
    assert message.endswith("3 more faults.")


@pytest.mark.parametrize("text", ["", "# nothing\n", "title: x", "criteria: []"])
def test_a_file_without_content_is_refused(text: str) -> None:
    assert "m.yaml" in refusal(text)


def test_a_hostile_file_neither_runs_nor_multiplies_anything() -> None:
    refusal("criteria: !!python/object/apply:os.system ['true']")
    bomb = "\n".join(f"l{n}: &l{n} [{', '.join(f'*l{n - 1}' for _ in range(9))}]" for n in range(1, 9))
    refusal("l0: &l0 [a]\n" + bomb)
    refusal("[" * 100_000)


def test_a_file_saved_by_an_old_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "matriz.yml"
    text = "title: Evaluación del año\ncriteria: [{key: PER, name: Pertinencia según las señoras}]\n"
    path.write_bytes(text.encode("cp1252"))
    assert matrices.read(path).title == "Evaluación del año"


def test_a_missing_file_and_an_unknown_ending_are_the_users_errors(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        matrices.read(tmp_path / "none.yaml")
    with pytest.raises(UserError, match=r"\.yaml, \.yml, \.csv"):
        matrices.read(tmp_path / "matrix.pdf")


texts = st.text(max_size=30).map(lambda text: clean(text).strip())
names = texts.filter(bool)
name_lists = st.lists(names, max_size=3, unique=True).map(tuple)
languages = st.sampled_from(["en", "es", "pt", "no"])
colours = st.one_of(st.just(""), st.builds("{}-{}".format, st.integers(1, 12), st.integers(0, 2)))
guidances = st.builds(
    Guidance,
    texts,
    texts,
    texts,
    texts,
    st.dictionaries(languages, name_lists.filter(bool), max_size=2),
    colours,
)
judgements = st.lists(st.builds(JudgementSpec, texts, name_lists), max_size=2).map(tuple)
numbers = st.from_regex(r"[A-Za-z]{0,3}[1-9][0-9]{0,2}(\.[1-9]){0,2}[a-z]?", fullmatch=True).map(number)


@st.composite
def specs(draw: st.DrawFn) -> MatrixSpec:
    """A matrix as a study could hold it: links point to what is there."""
    theme_names = draw(st.lists(names, max_size=3, unique_by=str.casefold))
    keys = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    free = draw(st.lists(numbers, max_size=4, unique=True))
    some_themes = (
        st.lists(st.sampled_from(theme_names), max_size=2, unique=True) if theme_names else st.just([])
    )
    questions = [
        QuestionSpec(
            free_number,
            draw(names),
            draw(texts),
            tuple(draw(some_themes)),
            draw(judgements),
            draw(name_lists),
            draw(guidances),
        )
        for free_number in free
    ]
    cuts = sorted(draw(st.lists(st.integers(0, len(free)), min_size=len(keys) - 1, max_size=len(keys) - 1)))
    edges = [0, *cuts, len(free)]
    criteria = tuple(
        CriterionSpec(key, draw(names), tuple(questions[edges[i] : edges[i + 1]]))
        for i, key in enumerate(keys)
    )
    themes = tuple(ThemeSpec(name, draw(texts), draw(guidances)) for name in theme_names)
    taken = {name.casefold() for name in theme_names}
    free_names = names.filter(lambda name: name.casefold() not in taken)
    code_names = draw(st.lists(free_names, max_size=3, unique_by=str.casefold))
    linked = st.lists(st.sampled_from(free), max_size=2, unique=True) if free else st.just([])
    codes = tuple(
        CodeSpec(
            name,
            draw(texts),
            tuple(draw(linked)),
            draw(st.sampled_from(["", *code_names[:i]])),
            draw(guidances),
        )
        for i, name in enumerate(code_names)
    )
    return MatrixSpec(draw(texts), criteria, themes, codes)


@settings(max_examples=150, deadline=None)
@given(specs())
def test_what_is_written_is_read_back_the_same(spec: MatrixSpec) -> None:
    assert parse(yaml_file.write(spec)) == spec


def test_what_is_written_is_pleasant_to_read() -> None:
    guidance = Guidance(keywords={"es": ("niñas", "madres")})
    written = yaml_file.write(
        MatrixSpec("Año", (CriterionSpec("REL", "R", (QuestionSpec("7", "¿Sí?", guidance=guidance),)),))
    )
    assert "es: [niñas, madres]" in written
    assert "number: '7'" in written
    assert "definition" not in written


def test_parts_methods_and_other_names_come_back() -> None:
    spec = parse(
        """
        title: Meals
        criteria:
          - key: REL
            name: Relevance
            aliases: [Fit]
            questions:
              - number: 1
                text: Do they fit?
                aliases: [Menus]
                methods: [Interviews]
                sub_questions:
                  - Who was asked?
                  - text: What is left?
                    sources: [Observation]
                    judgement:
                      - criterion: Nothing is.
                        indicators: [Plates]
        """
    )
    (question,) = spec.questions
    assert (spec.criteria[0].aliases, question.aliases, question.methods) == (
        ("Fit",), ("Menus",), ("Interviews",),
    )  # fmt: skip
    first, second = question.sub_questions
    assert (first.text, second.sources) == ("Who was asked?", ("Observation",))
    assert second.judgement[0].indicators == ("Plates",)
    assert parse(yaml_file.write(spec)) == spec
