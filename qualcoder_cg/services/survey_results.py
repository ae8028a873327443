"""The result of a survey question in one line, as evidence for a finding."""

from collections.abc import Sequence

from ..domain.percentages import percent
from ..domain.surveys import Frequencies, SurveyItem
from ..i18n import _
from ..storage.project import Project
from .rules import rules
from .survey_frequencies import COUNTED, frequencies


def result_words(project: Project, item_id: str) -> str:
    """The answer given most often, with its share and how many answered: “62 % very high (n = 29)”.

    The base is all respondents of the survey, as in its tables. Where few answered, the study's rule for
    counting words decides below how many, figures stand instead of a share. "" where nothing was answered.
    """
    found = frequencies(project, item_id)
    place = _most(found)
    base = found.total.respondents
    if place is None:
        return ""
    n, answer = found.total.counts[place], found.categories[place].text
    if base < rules(project).plain_below:
        return _("{n} of {base}: {answer}").format(n=n, base=base, answer=answer)
    return _("{share} % {answer} (n = {base})").format(share=percent(n, base), answer=answer, base=base)


def respondents(project: Project, item: SurveyItem) -> int:
    """How many people answered a question."""
    return len(project.surveys.answers(item.id))


def results_for(project: Project, question_id: str) -> list[SurveyItem]:
    """The questions of surveys that serve an evaluation question and whose answers are counted."""
    return [
        item
        for survey in project.surveys.all()
        for item in project.surveys.items(survey.id)
        if question_id in item.questions and item.kind in COUNTED
    ]


def _most(found: Frequencies) -> int | None:
    """Which answer was given most often, of those that say something; the first of several."""
    counts: Sequence[int] = found.total.counts
    said = [place for place, one in enumerate(found.categories) if not one.missing and counts[place]]
    return max(said, key=lambda place: (counts[place], -place), default=None)
