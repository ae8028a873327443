"""The result of a survey question in one line, as evidence for a finding."""

from collections.abc import Sequence

from ..domain.percentages import percent
from ..domain.survey_scales import folded
from ..domain.surveys import Frequencies, Survey, SurveyItem
from ..domain.text import listed
from ..errors import UserError
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


def countable(project: Project) -> list[tuple[Survey, SurveyItem]]:
    """The questions of all surveys whose answers are counted, each with its survey."""
    return [
        (survey, item)
        for survey in project.surveys.all()
        for item in project.surveys.items(survey.id)
        if item.kind in COUNTED
    ]


def item_named(project: Project, name: str) -> SurveyItem:
    """The question of any survey by id, heading or text; "Survey: question" where several have it."""
    within, _colon, only = name.partition(":")
    found = countable(project)
    for wanted, surveys in ((name, None), (only, within)):
        fits = [
            item
            for survey, item in found
            if (surveys is None or folded(surveys) == folded(survey.name))
            and folded(wanted) in (item.id, folded(item.heading), folded(item.text))
        ]
        if len(fits) == 1:
            return fits[0]
    raise UserError(
        _("There is no survey question {name} whose answers are counted.").format(name=name),
        _("The questions are: {names}.").format(
            names=listed([f"{survey.name}: {item.text}" for survey, item in found], between="; ")
        ),
    )


def respondents(project: Project, item: SurveyItem) -> int:
    """How many people answered a question."""
    return len(project.surveys.answers(item.id))


def results_for(project: Project, question_id: str) -> list[SurveyItem]:
    """The questions of surveys that serve an evaluation question and whose answers are counted."""
    return [item for _survey, item in countable(project) if question_id in item.questions]


def _most(found: Frequencies) -> int | None:
    """Which answer was given most often, of those that say something; the first of several."""
    counts: Sequence[int] = found.total.counts
    said = [place for place, one in enumerate(found.categories) if not one.missing and counts[place]]
    return max(said, key=lambda place: (counts[place], -place), default=None)
