"""Gathering what there is to learn from."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from qualcoder_cg.errors import Cancelled
from qualcoder_cg.services import learning, suggestions
from qualcoder_cg.services.studies import Project


def test_another_thread_gathers_what_the_open_study_holds(project: Project, coding_id: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        profiles, examples = pool.submit(learning.lessons, project.path, "Marta R.").result()
    assert profiles == suggestions.profiles(project)
    assert examples == suggestions.examples(project)
    assert len(examples) == 1


def test_it_can_be_cancelled(project: Project, coding_id: str) -> None:
    def stop(done: int, total: int, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        learning.lessons(project.path, "Marta R.", stop)
