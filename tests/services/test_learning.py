"""Gathering what there is to learn from."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_cg.domain.spans import Span
from qualcoder_cg.domain.suggestions import Example
from qualcoder_cg.errors import Cancelled
from qualcoder_cg.services import codebook, coding, learning, suggestions
from qualcoder_cg.services.beside import beside
from qualcoder_cg.services.studies import Project


def test_another_thread_gathers_what_the_open_study_holds(project: Project, coding_id: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        profiles, examples, background = pool.submit(learning.lessons, project.path, "Marta R.").result()
    assert profiles == suggestions.profiles(project)
    assert examples == suggestions.examples(project)
    assert len(examples) == 1
    assert background == suggestions.background(project) != []


def test_it_can_be_cancelled(project: Project, coding_id: str) -> None:
    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        learning.lessons(project.path, "Marta R.", stop)


def _example(text: str, code: str = "c") -> Example:
    return Example(code, text, "en", True)


def _after(before: list[Example], more: dict[str, Any]) -> list[Example]:
    """What the process makes of a difference."""
    kept = [one for place, one in enumerate(before) if place not in set(more["removed"])]
    for place, example in more["added"]:
        kept.insert(place, Example(*example))
    return kept


@given(st.lists(st.integers(0, 6), max_size=8), st.lists(st.integers(0, 6), max_size=8))
def test_a_difference_makes_one_lesson_of_another(first: list[int], second: list[int]) -> None:
    before = learning.Lesson([], [_example(str(one)) for one in first], [])
    after = learning.Lesson([], [_example(str(one)) for one in second], [("said", "en")])
    more = learning.difference(before, after)
    if first == sorted(first) and second == sorted(second):
        assert more is not None
    if more is not None:
        assert _after(before.examples, more) == after.examples


def test_only_what_changed_is_told(project: Project, document_id: str, code_ids: dict[str, str]) -> None:
    whole = learning.gathered(beside(project))
    assert whole.op == "learn"
    coding.apply_code(project, document_id=document_id, span=Span(31, 60), code_id=code_ids["Q1"])
    more = learning.gathered(beside(project), whole.lesson)
    assert more.op == "learn_more"
    told = json.loads(b"{%s}" % more.members)
    assert set(told) == {"removed", "added"} and told["removed"] == [] and len(told["added"]) == 1
    codebook.add_code(project, "trust")
    again = json.loads(b"{%s}" % learning.gathered(beside(project), more.lesson).members)
    assert set(again) == {"removed", "added", "profiles"}
