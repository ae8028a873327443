"""Surveys: bringing the answers in, saying what was asked, how many were asked and how they answered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..domain.documents import Document
from ..domain.survey_scales import folded
from ..domain.surveys import OPEN, ColumnPlan, Respondent, Survey, SurveyItem, SurveyTable
from ..errors import UserError
from ..formats import encoding_previews
from ..i18n import _, ngettext
from ..storage import rows
from ..storage.project import Project
from . import survey_answers, survey_documents, survey_facts
from .survey_answers import Answered
from .survey_facts import FACTS as FACTS
from .survey_facts import Facts
from .survey_frequencies import COUNTED as COUNTED
from .survey_frequencies import frequencies as frequencies
from .survey_frequencies import frequency_table as frequency_table
from .survey_items import change_item as change_item
from .survey_items import planned, survey_of
from .survey_items import set_scale as set_scale
from .survey_proposal import Proposal as Proposal
from .survey_proposal import propose as propose
from .survey_proposal import with_scales as with_scales
from .survey_reading import read_table as read_table


@dataclass(frozen=True, slots=True)
class ImportedSurvey:
    """What came in: the survey, how many respondents, answers by heading, documents of open questions."""

    survey: Survey
    respondents: int
    answers: Mapping[str, int]
    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = ()

    def blank(self, heading: str) -> int:
        """How many respondents left a question blank."""
        return self.respondents - self.answers.get(heading, 0)


def readable() -> tuple[str, ...]:
    """The endings of files with answers to a survey that can be read."""
    from ..formats import survey_tables

    return survey_tables.SUFFIXES


def encoding_samples(path: Path, choices: Sequence[str]) -> dict[str, str]:
    """Some words of a CSV file in each of these encodings, for a person to choose by."""
    return encoding_previews.words(path, choices)


def import_survey(
    project: Project,
    table: SurveyTable,
    columns: Sequence[ColumnPlan],
    *,
    name: str = "",
    facts: Facts | None = None,
) -> ImportedSurvey:
    """Bring a survey in, in one step, each open question as a document of its answers.

    Answers in ignored columns stay out of the study. `answered` is the number of respondents unless
    `facts` (see `set_facts`) say otherwise. UserError where the survey is in the study already.
    """
    answered = survey_answers.respondents(table, columns)
    bare = Survey(rows.new_id(), name.strip() or Path(table.file).stem, file=table.file)
    survey = survey_facts.described(bare, {"answered": len(answered), **(facts or {})})
    warnings = _refuse_twin(project, table, answered)
    people = [Respondent(rows.new_id(), survey.id, one.code) for one in answered]
    counts: Counter[str] = Counter()
    documents = []
    with project.step("Import survey {name} ({n} respondents)", name=survey.name, n=len(people)):
        items = [planned(project, survey, column) for column in columns]
        project.surveys.add(survey, items, people)
        for item in items:
            said = {
                person.id: one.answers[item.heading]
                for person, one in zip(people, answered, strict=True)
                if item.heading in one.answers
            }
            project.surveys.add_answers(item.id, said)
            counts[item.heading] = len(said)
            if item.kind == OPEN:
                documents.append(survey_documents.add(project, survey, item, people, said))
    return ImportedSurvey(survey, len(people), dict(counts), tuple(filter(None, documents)), warnings)


def set_facts(project: Project, survey_id: str, facts: Facts) -> None:
    """Say how a survey went: name, sent, answered, reminders (None where unknown), opened, closed (days)."""
    survey = survey_facts.described(survey_of(project, survey_id), facts)
    values = {key: getattr(survey, key) for key in facts}
    with project.step("Describe survey {name}", name=survey.name):
        project.surveys.change(survey_id, **values)


def remove_survey(project: Project, survey_id: str) -> int:
    """Remove a survey with its documents and their codings; gives how many codings went with them."""
    from .documents import remove_documents

    survey = survey_of(project, survey_id)
    items = {item.id for item in project.surveys.items(survey_id)}
    with project.step("Remove survey {name}", name=survey.name):
        held = [one.id for one in project.documents.all() if one.survey_item_id in items]
        gone = remove_documents(project, held) if held else 0
        project.evidence.forget_survey_items(sorted(items))
        project.surveys.remove(survey_id)
    return gone


def remove_surveys(project: Project, ids: Sequence[str]) -> int:
    """Remove several surveys as `remove_survey` does, in one step; gives how many codings went with them."""
    with project.step("Remove surveys ({n})", n=len(ids)):
        return sum(remove_survey(project, survey_id) for survey_id in ids)


def map_questions(project: Project, survey: Survey, wanted: Sequence[tuple[str, str]]) -> None:
    """Set which evaluation questions items serve, in one step: names of items, and numbers with commas."""
    with project.step("Map questions of {name}", name=survey.name):
        for name, numbers in wanted:
            questions = find_questions(project, numbers.split(","))
            change_item(project, find_item(project, survey, name).id, questions=questions)


def find_survey(project: Project, name: str) -> Survey:
    """The survey of that id or name; UserError when there is none or more than one."""
    every = project.surveys.all()
    found = [one for one in every if name in (one.id, one.name)]
    found = found or [one for one in every if one.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    raise UserError(
        _("There is no survey {name} in the study.").format(name=name)
        if not found
        else _("Several surveys are called {name}.").format(name=name),
        _("The surveys are: {names}.").format(names=", ".join(one.name for one in every) or "–"),
    )


def find_item(project: Project, survey: Survey, name: str) -> SurveyItem:
    """The item of a survey by id, heading or text; UserError when there is none."""
    items = project.surveys.items(survey.id)
    for known in (lambda item: (item.id, item.heading), lambda item: (item.text,)):
        for item in items:
            if folded(name) in map(folded, known(item)):
                return item
    raise UserError(
        _("The survey {survey} has no column {column}.").format(survey=survey.name, column=name),
        _("Its columns are: {columns}.").format(columns=", ".join(item.heading for item in items)),
    )


def find_questions(project: Project, names: Iterable[str]) -> tuple[str, ...]:
    """Ids of the evaluation questions with these numbers (Q3 or 3); UserError for an unknown one."""
    known = {question.number.casefold(): question.id for question in project.matrix.questions()}
    found = []
    for name in filter(None, (name.strip() for name in names)):
        number = name.casefold().removeprefix("q")
        if number not in known:
            raise UserError(
                _("There is no evaluation question {name} in the matrix.").format(name=name),
                _("The questions are: {names}.").format(names=", ".join(known) or "–"),
            )
        found.append(known[number])
    return tuple(dict.fromkeys(found))


def _refuse_twin(project: Project, table: SurveyTable, answered: Sequence[Answered]) -> tuple[str, ...]:
    """UserError where the same answers are in the study; a warning where some respondents are."""
    warnings = []
    codes = {one.code for one in answered}
    for survey in project.surveys.all():
        items = project.surveys.items(survey.id)
        if {item.heading for item in items} != set(table.headings):
            continue
        people = project.surveys.respondents(survey.id)
        again = sum(person.code in codes for person in people)
        same_people = again == len(people) == len(answered)
        if same_people and all(_same(project, item, answered) for item in items):
            raise UserError(
                _("{file} is already in the study as the survey {survey}.").format(
                    file=table.file, survey=survey.name
                ),
                _("To import it anew, remove that survey first."),
            )
        if again:
            warnings.append(
                ngettext(
                    "{n} respondent has the same code as one of the survey {survey}.",
                    "{n} respondents have the same codes as some of the survey {survey}.",
                    again,
                ).format(n=again, survey=survey.name)
            )
    return tuple(warnings)


def _same(project: Project, item: SurveyItem, answered: Sequence[Answered]) -> bool:
    """Whether the answers to an item are those of the file; true for what was kept out of either."""
    known = Counter(project.surveys.answers(item.id).values())
    new = Counter(one.answers[item.heading] for one in answered if item.heading in one.answers)
    return not known or not new or known == new
