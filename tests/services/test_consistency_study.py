"""Who is compared on what: received and missing, waiting codings, blind coding, levels, intervals, rules."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from comparing import add_document, code, coder_ids, house, one, study, value

from qualcoder_cg.domain.codings import SUGGESTED
from qualcoder_cg.domain.consistency import (
    AVERAGED,
    CHARACTER,
    CODE,
    CRITERION,
    EACH,
    IN_DOCUMENT,
    PAIR,
    POOLED,
    SEGMENT,
    THEME,
    Figure,
    Measured,
    Setup,
)
from qualcoder_cg.domain.interviews import Interview
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.team import Assignment, Package
from qualcoder_cg.errors import Cancelled, UserError
from qualcoder_cg.services import codebook, coding, consistency, whereabouts
from qualcoder_cg.services.studies import Project, add_coder

TURNS = [(0, 80), (80, 160), (160, 240), (240, 320)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = study(tmp_path)
    yield made
    made.close()


def measured(project: Project, *names: str, **values: object) -> Measured:
    values.setdefault("draws", 0)
    return consistency.measure(project, Setup(coder_ids(project, *names), **values))  # type: ignore[arg-type]


def three(project: Project, folder: Path) -> None:
    """A and B coded D1 and D2; C coded only D2."""
    for name in ("D1", "D2"):
        add_document(project, name, TURNS, text=f"{name:>8}" + "palabra " * 39)
        code(project, folder, {"A": [(0, 40, "Q1"), (80, 120, "Q2")], "B": [(0, 40, "Q1")]}, name)
    code(project, folder, {"C": [(0, 40, "Q1")]}, "D2")


def test_what_a_coder_did_not_receive_is_missing(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    found = measured(project, "A", "B", "C")
    assert len(found.documents) == 2
    assert any("did not receive" in note for note in found.notes)
    assert one(found, "krippendorff", EACH, "Q1").n == 8
    fleiss = one(found, "fleiss", EACH, "Q1")
    assert fleiss.n == 4
    assert "a coder lacks" in fleiss.note
    assert one(found, "fleiss-unequal", EACH, "Q1").n == 8
    pairs = {figure.name: figure.n for figure in found.of("cohen", PAIR)}
    assert pairs == {"A – B": 16, "A – C": 8, "B – C": 8}


def test_received_and_marked_nothing_is_zero(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    before = value(measured(project, "A", "B", "C"), "krippendorff", EACH, "Q1")
    (c,) = coder_ids(project, "C")
    first = project.documents.all()[0].id
    project.coder_name = "C"
    whereabouts.finish_documents(project, [first])
    assert c in consistency.received(project)[first]
    after = measured(project, "A", "B", "C")
    assert value(after, "krippendorff", EACH, "Q1") < before
    assert one(after, "fleiss", EACH, "Q1").n == 8
    assert not after.of("fleiss-unequal", POOLED)


def test_an_assignment_says_who_received_and_whether_blind(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    first = project.documents.all()[0].id
    with project.step("Hand out"):
        for coder_id in coder_ids(project, "A", "B", "C"):
            project.team.packages.add(Package(f"p{coder_id}", coder_id, None, None, 1, "", ""))
            project.team.assignments.add(Assignment(f"a{coder_id}", f"p{coder_id}", first, coder_id, None, 1))
    assert set(coder_ids(project, "A", "B", "C")) <= consistency.received(project)[first]
    found = measured(project, "A", "B", "C", documents=(first,))
    assert found.blind and any("nothing finished in INT-01 (C)" in note for note in found.notes)
    assert not measured(project, "A", "B", "C").blind
    project.coder_name = "C"
    whereabouts.finish_documents(project, [first])
    assert not any("finished" in note for note in measured(project, "A", "B", "C").notes)


def test_documents_that_two_received(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    add_document(project, "D3", TURNS, text="otra cosa " * 32)
    code(project, tmp_path, {"C": [(0, 40, "Q1")]}, "D3")
    assert len(consistency.double_coded(project)) == 2
    assert [coder.name for coder in consistency.coders_compared(project)] == ["A", "B", "C"]
    assert len(measured(project, "A", "C").documents) == 1
    with pytest.raises(UserError, match="No document was received by two"):
        measured(project, "A", "C", documents=(project.documents.all()[2].id,))


def test_what_waits_to_be_confirmed_does_not_count(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    before = measured(project, "A", "B").figures
    project.coder_name = "B"
    codes = {one.name: one.id for one in project.codes.all()}
    document = project.documents.all()[0].id
    coding.apply_code(
        project, document_id=document, span=Span(160, 200), code_id=codes["Q9"], origin=SUGGESTED
    )
    assert measured(project, "A", "B").figures == before


def test_blind_coding_compares_nothing(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    a, b = coder_ids(project, "A", "B")
    project.see_only([a])
    with pytest.raises(UserError, match="Blind coding hides"):
        measured(project, "A", "B")
    project.see_only([a, b])
    assert value(measured(project, "A", "B"), "krippendorff", EACH, "Q1") == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"unit": "page"}, "no unit"),
        ({"level": "chapter"}, "no level"),
        ({"coefficients": ("omega",)}, "no coefficient"),
        ({"overlap": 0.0}, "no share"),
        ({"codes": ("nothing",)}, "None of the codes"),
    ],
)
def test_what_cannot_be_asked(
    project: Project, tmp_path: Path, values: dict[str, object], words: str
) -> None:
    three(project, tmp_path)
    with pytest.raises(UserError, match=words):
        measured(project, "A", "B", **values)


def test_it_takes_two_coders_of_the_study(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    (a,) = coder_ids(project, "A")
    for coders in ((a,), (a, a), (a, "nobody")):
        with pytest.raises(UserError):
            consistency.measure(project, Setup(coders))


def test_second_codings_by_a_coder_are_compared_when_asked(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    with project.step("Again"):
        again = add_coder(project, "A again")
        project.coders.change(again.id, again_of=coder_ids(project, "A")[0])
    code(project, tmp_path, {"A again": [(0, 40, "Q1")]}, "D1")
    assert again.id not in [coder.id for coder in consistency.coders_compared(project)]
    add_document(project, "D3", TURNS, text="otra cosa " * 32)
    code(project, tmp_path, {"A": [(0, 40, "Q1")], "A again": [(0, 40, "Q1")]}, "D3")
    assert len(consistency.double_coded(project)) == 2
    assert value(measured(project, "A", "A again"), "krippendorff", EACH, "Q1") == 1


def test_a_coding_over_two_answers_counts_in_both(project: Project, tmp_path: Path) -> None:
    add_document(project, "D1", TURNS)
    code(project, tmp_path, {"A": [(40, 120, "Q1")], "B": [(0, 8, "Q1"), (80, 88, "Q1")]}, "D1")
    figure = one(measured(project, "A", "B"), "cohen", EACH, "Q1")
    assert (figure.both, figure.first_only, figure.second_only, figure.neither) == (2, 0, 0, 2)


def test_codings_outside_answers_are_told(project: Project, tmp_path: Path) -> None:
    add_document(project, "D1", TURNS[:2], asked=TURNS[2:])
    code(project, tmp_path, {"A": [(0, 40, "Q1"), (160, 200, "Q2")], "B": [(0, 40, "Q1")]}, "D1")
    found = measured(project, "A", "B")
    assert any(note.startswith("1 coding lies outside all units") for note in found.notes)
    assert "Q2" in found.unused
    assert found.units == 2


def test_codes_of_one_coder_alone_are_named_with_their_count(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    figure = one(measured(project, "A", "B"), "krippendorff", EACH, "Q2")
    assert figure.value == pytest.approx(0, abs=0.1)
    assert "Only A used it, 2 times." in figure.note


def test_nothing_coded_at_all_is_said(project: Project) -> None:
    add_document(project, "D1", TURNS)
    for name in ("A", "B"):
        with project.step("Coder"):
            add_coder(project, name)
        project.coder_name = name
        whereabouts.finish_documents(project, [project.documents.all()[0].id])
    found = measured(project, "A", "B")
    figure = one(found, "krippendorff", POOLED)
    assert (figure.value, figure.note) == (None, "Nobody coded anything here.")
    assert len(found.unused) == 23


def test_team_codes_count_for_what_they_serve(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    q1 = next(one for one in project.codes.all() if one.name == "Q1")
    made = codebook.add_code(project, "A team code", parent_id=q1.id)
    code(project, tmp_path, {"B": [(80, 120, "A team code")], "A": [(80, 120, "Q1")]}, "D1")
    found = measured(project, "A", "B")
    assert value(found, "dice", EACH, "Q1") == 1
    by_code = measured(project, "A", "B", level=CODE)
    assert {"Q1", "A team code"} <= {figure.name for figure in by_code.of("dice", EACH)}
    assert value(by_code, "dice", EACH, "A team code") == 0
    limited = measured(project, "A", "B", level=CODE, codes=(made.id,))
    assert [figure.name for figure in limited.of("dice", EACH)] == ["A team code"]


def test_themes_are_a_level_of_their_own(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    theme = next(one for one in project.codes.all() if one.kind == "theme")
    code(project, tmp_path, {"A": [(0, 9, theme.name)], "B": [(20, 60, theme.name)]}, "D1")
    found = measured(project, "A", "B", level=THEME)
    assert [figure.name for figure in found.of("dice", EACH)] == [theme.name]
    assert value(found, "dice", EACH, theme.name) == 1


def test_a_criterion_can_be_limited_to_some_of_its_questions(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    codes = {one.name: one.id for one in project.codes.all()}
    both = measured(project, "A", "B", level=CRITERION)
    only = measured(project, "A", "B", level=CRITERION, codes=(codes["Q1"],))
    assert value(both, "dice", POOLED) < value(only, "dice", POOLED) == 1


def test_overlapping_codings_of_one_coder_are_one(project: Project, tmp_path: Path) -> None:
    add_document(project, "D1", TURNS)
    alike = [(160, 200, "Q1")]
    code(
        project, tmp_path, {"A": [(0, 40, "Q1"), (24, 72, "Q1"), *alike], "B": [(0, 72, "Q1"), *alike]}, "D1"
    )
    assert value(measured(project, "A", "B", unit=SEGMENT, overlap=1.0), "holsti", POOLED) == 1
    characters = one(measured(project, "A", "B", unit=CHARACTER), "cohen", EACH, "Q1")
    assert (characters.both, characters.first_only, characters.second_only) == (112, 0, 0)
    assert value(measured(project, "A", "B"), "u-alpha", POOLED) == pytest.approx(1)


def test_lengths_are_code_points(project: Project, tmp_path: Path) -> None:
    text = "e\u0301 👩\u200d🌾 uno " * 30
    add_document(project, "D1", [(0, 100), (100, 200)], text=text[:200])
    code(project, tmp_path, {"A": [(0, 50, "Q1")], "B": [(0, 25, "Q1")]}, "D1")
    figure = one(measured(project, "A", "B", unit=CHARACTER), "cohen", EACH, "Q1")
    assert (figure.both, figure.first_only, figure.n) == (25, 25, 200)


def test_several_codes_on_the_same_words_are_compared_one_by_one(project: Project, tmp_path: Path) -> None:
    add_document(project, "D1", TURNS)
    code(project, tmp_path, {"A": [(0, 40, "Q1"), (0, 40, "Q2")], "B": [(0, 40, "Q1")]}, "D1")
    found = measured(project, "A", "B")
    pooled = one(found, "u-alpha", POOLED)
    assert pooled.value is None
    assert "several codes on the same words" in pooled.note
    assert value(found, "u-alpha", EACH, "Q1") == pytest.approx(1)
    assert value(found, "u-alpha", EACH, "Q2") < 0


def test_passages_of_three_coders_are_compared_pair_by_pair(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    found = measured(project, "A", "B", "C", unit=SEGMENT)
    # matches: Q1 in D1 (A-B), Q1 in D2 (three pairs); alone: Q2 of A in D1 (1 pair) and in D2 (2 pairs)
    assert value(found, "percent", POOLED) == pytest.approx(4 / 7)
    assert value(found, "dice", POOLED) == pytest.approx(8 / 11)
    assert one(found, "holsti-pairs", POOLED).n == 7


def test_one_interview_has_no_interval(tmp_path: Path) -> None:
    project = house(tmp_path)
    found = measured(project, "A", "B", draws=200)
    figure = one(found, "krippendorff", POOLED)
    assert (figure.low, figure.high, figure.below) == (None, None, None)
    assert "at least two interviews" in figure.note
    assert consistency.reading(project, figure) == "too few to tell"
    project.close()


def test_intervals_are_over_interviews_and_say_their_seed(tmp_path: Path) -> None:
    project = house(tmp_path, 3)
    found = measured(project, "A", "B", draws=500, seed=11)
    assert any("500 draws of 3 interviews, 95 %, seed 11" in note for note in found.notes)
    pooled = one(found, "krippendorff", POOLED)
    # all interviews are alike, so that every draw gives nearly the same
    assert pooled.low == pytest.approx(pooled.value, abs=1e-9)
    assert pooled.high == pytest.approx(pooled.value, abs=1e-9)
    assert pooled.below == 0
    for scope in (AVERAGED, EACH, PAIR):
        assert all(figure.low is not None for figure in found.of("percent", scope)), scope
    assert one(found, "cu-alpha", POOLED).low is not None
    again = measured(project, "A", "B", draws=500, seed=11)
    assert again.figures == found.figures
    assert len(found.of("krippendorff", IN_DOCUMENT)) == 3
    assert value(found, "krippendorff", IN_DOCUMENT, "D2") == pytest.approx(0.6966, abs=5e-5)
    project.close()


def test_documents_of_one_interview_are_drawn_together(tmp_path: Path) -> None:
    project = house(tmp_path, 3)
    first, second, third = (document.id for document in project.documents.all())
    with project.step("One interview in two parts"):
        project.interviews.put(Interview("i1", "INT-1"))
        for document_id in (first, second):
            project.documents.change(document_id, interview_id="i1")
    alone = measured(project, "A", "B", draws=100, documents=(first, second))
    assert any("at least two interviews" in note for note in alone.notes)
    assert one(alone, "krippendorff", POOLED).low is None
    found = measured(project, "A", "B", draws=2000)
    assert any("2,000 draws of 2 interviews" in note for note in found.notes)
    code(project, tmp_path, {"B": [(start, start + 20, "Q1") for start in range(0, 2000, 200)]}, "D3")
    # a quarter of the draws takes the third document twice, a quarter the other two alone: both bounds
    together = measured(project, "A", "B", draws=2000)
    pooled = one(together, "percent", EACH, "Q1")
    assert pooled.low == one(measured(project, "A", "B", documents=(third,)), "percent", EACH, "Q1").value
    assert (
        pooled.high
        == one(measured(project, "A", "B", documents=(first, second)), "percent", EACH, "Q1").value
    )
    project.close()


def test_work_can_be_stopped_and_is_told(project: Project, tmp_path: Path) -> None:
    three(project, tmp_path)
    told: list[tuple[int, int]] = []
    setup = Setup(coder_ids(project, "A", "B"), draws=0)
    consistency.measure(project, setup, lambda done, total, message="": told.append((done, total)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        consistency.measure(project, setup, stop)


def _figure(value: float | None, low: float | None, high: float | None, key: str = "krippendorff") -> Figure:
    return Figure(key, POOLED, "", "", 50, value, low, high)


@pytest.mark.parametrize(
    ("rule", "low", "high", "words"),
    [
        ("krippendorff", 0.8, 0.9, "reliable"),
        ("krippendorff", 0.667, 0.79, "tentative"),
        ("krippendorff", 0.1, 0.66, "not reliable"),
        ("krippendorff", 0.66, 0.7, "too few to tell"),
        ("krippendorff", 0.79, 0.81, "too few to tell"),
        ("landis-koch", 0.01, 0.2, "slight"),
        ("landis-koch", 0.201, 0.4, "fair"),
        ("landis-koch", 0.45, 0.6, "moderate"),
        ("landis-koch", 0.61, 0.8, "substantial"),
        ("landis-koch", 0.81, 1.0, "almost perfect"),
        ("landis-koch", -0.2, -0.1, "poor"),
        ("fleiss", 0.1, 0.39, "poor"),
        ("fleiss", 0.4, 0.74, "fair to good"),
        ("fleiss", 0.76, 0.9, "excellent"),
        ("fleiss", 0.7, 0.8, "too few to tell"),
    ],
)
def test_reading_by_the_rule_of_the_study(
    project: Project, rule: str, low: float, high: float, words: str
) -> None:
    assert consistency.band_rule(project) == "krippendorff"
    consistency.set_band_rule(project, rule)
    assert consistency.band_rule(project) == rule
    assert consistency.reading(project, _figure((low + high) / 2, low, high)) == words


def test_what_has_no_reading(project: Project) -> None:
    assert consistency.reading(project, _figure(None, None, None)) == "not computable"
    assert consistency.reading(project, _figure(0.9, None, None)) == "too few to tell"
    for key in ("percent", "dice", "holsti", "ac1", "brennan-prediger"):
        assert consistency.reading(project, _figure(0.95, 0.9, 0.99, key)) == ""
    with pytest.raises(UserError, match="no rule"):
        consistency.set_band_rule(project, "generous")


def test_the_choice_of_a_rule_can_be_undone(project: Project) -> None:
    consistency.set_band_rule(project, "fleiss")
    project.undo()
    assert consistency.band_rule(project) == "krippendorff"
    assert [word for _low, _high, word in consistency.edges("krippendorff")] == [
        "not reliable", "tentative", "reliable",
    ]  # fmt: skip
