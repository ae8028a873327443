"""Queries find what a person finds who looks at every passage, and count it in the right units."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import retrieval_naive as naive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_cg.domain.queries import CONDITIONS, Query, as_values, of_values
from qualcoder_cg.domain.spans import Span
from qualcoder_cg.services import (
    coding,
    coding_weight,
    documents,
    excerpts,
    passages,
    query_words,
    register,
    sample,
)
from qualcoder_cg.services.retrieval import retrieve
from qualcoder_cg.services.studies import Project

WORDS = ("", "", "", "papel", "comité cuota", "PROGRAMA", "no se", "zzz", "«")
DATES = ("", "", "2021", "2022", "2022-02", "2022-02-15", "2023")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = sample.build_sample(tmp_path_factory.mktemp("sample") / "sample.qcg")
    yield project
    project.close()


@pytest.fixture(scope="module")
def facts(study: Project) -> dict[naive.Spot, naive.Facts]:
    return naive.everything(study)


def _query(draw: st.DrawFn, study: Project) -> Query:
    offered = query_words.choices(study)
    sets = {}
    for name in draw(st.lists(st.sampled_from(CONDITIONS), max_size=4, unique=True)):
        values = [choice.value for choice in offered[name]]
        if values:
            sets[name] = frozenset(draw(st.lists(st.sampled_from(values), min_size=1, max_size=4)))
    out = frozenset(draw(st.lists(st.sampled_from(sorted(sets)), unique=True)) if sets else ())
    return Query(
        **sets,
        excluded=out,
        after=draw(st.sampled_from(DATES)),
        before=draw(st.sampled_from(DATES)),
        words=draw(st.sampled_from(WORDS)),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_query_finds_and_counts_what_a_person_does(
    study: Project, facts: dict[naive.Spot, naive.Facts], data: st.DataObject
) -> None:
    query = _query(data.draw, study)
    found = retrieve(study, query)
    expected = naive.fitting(facts, query)
    assert set(found.passages) == expected
    assert len(found.passages) == len(expected)
    assert tuple(found.counts) == naive.counts(study, facts, expected, query)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_conditions_hold_together_and_values_one_for_another(study: Project, data: st.DataObject) -> None:
    offered = query_words.choices(study)
    usual = [name for name in CONDITIONS if name not in ("themes", "together") and len(offered[name]) > 1]
    name = data.draw(st.sampled_from(usual))
    first, second = data.draw(
        st.lists(st.sampled_from([one.value for one in offered[name]]), min_size=2, max_size=2, unique=True)
    )

    def found(values: set[str], **more: object) -> set[naive.Spot]:
        return set(retrieve(study, Query(**{name: frozenset(values)}, **more)).passages)

    assert found({first, second}) == found({first}) | found({second})
    everything = set(retrieve(study, Query()).passages)
    assert found({first}, excluded=frozenset([name])) == everything - found({first})
    kinds = frozenset(["interview"])
    if name != "kinds":
        both = set(retrieve(study, Query(**{name: frozenset([first])}, kinds=kinds)).passages)
        assert both == found({first}) & set(retrieve(study, Query(kinds=kinds)).passages)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_query_comes_back_from_json_as_it_was(study: Project, data: st.DataObject) -> None:
    query = _query(data.draw, study)
    assert of_values(as_values(query)) == query


def test_passages_are_in_order_and_can_be_sliced(study: Project) -> None:
    found = retrieve(study, Query()).passages
    order = {document_id: place for place, document_id in enumerate(study.documents.ids())}
    places = [(order[one.document_id], one.start, one.end) for one in found]
    assert places == sorted(places)
    assert found[3:6] == list(found)[3:6] and found[-1] == list(found)[-1]
    with pytest.raises(IndexError):
        found[len(found)]


def test_a_double_coded_passage_is_one_excerpt(project: Project, document_id: str, code_ids: dict) -> None:
    span = Span(30, 60)
    for coder in ("Marta R.", "Ana"):
        project.coder_name = coder
        coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q11"])
    assert retrieve(project, Query()).counts.excerpts == 1
    # only one of them counts while the other's codings may not be seen
    ana = next(one.id for one in project.coders.all() if one.name == "Ana")
    query = Query(coders=frozenset([ana]))
    assert retrieve(project, query).counts.excerpts == 1
    project.see_only([one.id for one in project.coders.all() if one.id != ana])
    assert retrieve(project, query).counts.excerpts == 0
    project.see_only(None)
    assert retrieve(project, query).counts.excerpts == 1


def test_passages_that_only_touch_do_not_stand_together(
    project: Project, document_id: str, code_ids: dict
) -> None:
    for code, start, end in (("Q1", 30, 60), ("Q2", 60, 90), ("Q3", 59, 61)):
        span = Span(start, end)
        coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids[code])

    def found(*codes: str, **more: object) -> list[int]:
        together = frozenset(code_ids[code] for code in codes)
        return [one.start for one in retrieve(project, Query(together=together, **more)).passages]

    assert found("Q1", "Q2") == []
    assert found("Q1", "Q3") == [30, 59] and found("Q2", "Q3") == [59, 60]
    assert found("Q1", excluded=frozenset(["together"])) == [60]


def test_what_changes_is_found_at_once(project: Project, coding_id: str, code_ids: dict) -> None:
    told = []
    query = Query(polarities=frozenset(["contradicts"]))
    project.listen(lambda _changes: told.append(retrieve(project, query).counts.excerpts))
    assert retrieve(project, query).counts.excerpts == 0
    coding_weight.set_polarity(project, [coding_id], "contradicts")
    project.undo()
    project.redo()
    assert told == [1, 0, 1]
    document = project.documents.all()[0]
    register.add_rows(project, "informant", [{"code": "KII-01", "type": "Union", "institution": "U"}])
    register.set_cells(project, "document", [(document.id, "voices", "KII-01 = KII-01")])
    counts = retrieve(project, replace(query, types=frozenset(["Union"]))).counts
    assert (counts.excerpts, counts.informants, counts.institutions) == (1, 1, 1)
    documents.remove_documents(project, [document.id])
    assert retrieve(project, query).counts.excerpts == 0
    assert passages.of(project).is_known


def test_an_excerpt_is_read_with_its_question_and_the_sentences_beside_it(
    project: Project, document_id: str, code_ids: dict
) -> None:
    text = project.documents.text(document_id)
    start = text.index("The technical table")
    end = start + len("The technical table made us sit together.")
    coding.apply_code(project, document_id=document_id, span=Span(start, end), code_id=code_ids["Q2"])
    found = retrieve(project, Query())
    (one,) = excerpts.read(project, found.passages)
    assert one.text == "The technical table made us sit together."
    assert one.asked == "How did the work between the agencies begin?"
    assert one.before == "At first everybody came with an agenda of their own."
    assert one.after == "" and one.ref == "INT-01" and one.quotable
    assert [coding.code_id for coding in one.codings] == [code_ids["Q2"]]
    assert excerpts.first_coding(project, one.passage) == one.codings[0].id


def test_inside_a_sentence_the_rest_of_it_stands_beside(
    project: Project, document_id: str, code_ids: dict
) -> None:
    text = project.documents.text(document_id)
    start = text.index("we affiliated")
    span = Span(start, start + len("we affiliated more women"))
    coding.apply_code(project, document_id=document_id, span=span, code_id=code_ids["Q11"])
    (one,) = excerpts.read(project, retrieve(project, Query()).passages)
    assert (one.before, one.after) == ("In eight months", "than in three years.")


def test_a_removed_code_is_said_to_be_missing(project: Project) -> None:
    query = Query(codes=frozenset(["gone"]), types=frozenset(["Union"]))
    found = retrieve(project, query)
    assert found.counts.excerpts == 0 and len(found.missing) == 2
    assert [chip.text for chip in query_words.chips(project, query)] == [
        "Code: no longer there",
        "Type of informant: no longer there",
    ]
