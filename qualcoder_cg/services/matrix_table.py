"""The evaluation matrix given back filled, and what is still blank in it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..domain.findings import FindingFacts
from ..domain.matrix import Question, QuestionSpec, SubQuestionSpec
from ..domain.matrix_draft import INDICATOR, JUDGEMENT, METHOD, SOURCE
from ..domain.report_table import Column, ReportTable, Row, count, row, words
from ..i18n import _, ngettext
from ..storage.project import Project
from . import matrix
from .findings import findings as all_findings
from .matrix_found import DOCUMENTS, INTERVIEWS, OBSERVATION, SURVEYS, Found, found_by_question, planned_kinds
from .redactor import Redactor
from .register_counts import excerpts_in_words, informants_in_words

PLANNED = (JUDGEMENT, INDICATOR, SOURCE, METHOD)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_Planned = QuestionSpec | SubQuestionSpec


class Blank(NamedTuple):
    """A question, or a part of one, for which nothing is planned in some columns (of PLANNED)."""

    question: Question
    sub_question_id: str | None
    text: str
    missing: tuple[str, ...]


def blank_cells(project: Project) -> list[Blank]:
    """Every question without judgement criterion, indicator, source or method, in the order of the matrix.

    What is planned for a question holds for its parts. Where only some of the parts have something, those
    that have not are listed.
    """
    specs = {one.number: one for one in matrix.whole_matrix(project).questions}
    ids = defaultdict(list)
    for sub in project.matrix.sub_questions():
        ids[sub.question_id].append(sub.id)
    found = []
    for question in project.matrix.questions():
        spec = specs[question.number]
        lacking = {
            field: [place for place, part in enumerate(spec.sub_questions) if not _has(part, field)]
            for field in PLANNED
            if not _has(spec, field)
        }
        whole = tuple(field for field in lacking if len(lacking[field]) == len(spec.sub_questions))
        if whole:
            found.append(Blank(question, None, spec.text, whole))
        for place, part in enumerate(spec.sub_questions):
            missing = tuple(field for field in lacking if field not in whole and place in lacking[field])
            if missing:
                found.append(Blank(question, ids[question.id][place], part.text, missing))
    return found


def _has(one: _Planned, field: str) -> bool:
    """Whether something is planned for a question or a part of one itself."""
    if field in (JUDGEMENT, INDICATOR):
        return any(entry.text if field == JUDGEMENT else entry.indicators for entry in one.judgement)
    return bool(one.sources if field == SOURCE else one.methods)


def missing_names() -> dict[str, str]:
    """What may be missing, in words."""
    return {
        JUDGEMENT: _("judgement criterion"),
        INDICATOR: _("indicator"),
        SOURCE: _("source"),
        METHOD: _("method"),
    }


def missing_words(missing: Sequence[str]) -> str:
    """What is missing, in a few words; "" for nothing."""
    names = missing_names()
    return _("no {things}").format(things=", ".join(names[one] for one in missing)) if missing else ""


def completed_matrix(project: Project, name: str = "matrix", source: str = "") -> ReportTable:
    """The matrix with what was planned and what was found: findings, and counts by kind of source."""
    found, counting = found_by_question(project)
    findings: defaultdict[str, list[FindingFacts]] = defaultdict(list)
    for facts in all_findings(project):
        findings[facts.question.id].append(facts)
    questions = {one.number: one for one in project.matrix.questions()}
    rows = []
    for criterion in matrix.whole_matrix(project).criteria:
        for spec in criterion.questions:
            question = questions[spec.number]
            rows.append(
                (
                    words(criterion.name),
                    words(spec.number),
                    *_planned(spec),
                    *_found(project, spec, found[question.id], findings[question.id]),
                )
            )
    unanswered = sum(not findings[question.id] for question in questions.values())
    return ReportTable(
        name,
        _("Completed evaluation matrix"),
        _columns(),
        tuple(rows),
        notes=(*_notes(len(rows), unanswered), *(counting if rows else ())),
        source=source,
        wide=True,
    )


def blank_table(project: Project, name: str = "matrix-blanks", source: str = "") -> ReportTable:
    """The blank cells of the matrix: a row a question or part, with what is missing."""
    criteria = {one.id: one.name for one in project.matrix.criteria()}
    blanks = blank_cells(project)
    rows: list[Row] = []
    for one in blanks:
        marks = [_("missing") if field in one.missing else "" for field in PLANNED]
        rows.append(row(criteria[one.question.criterion_id], one.question.number, one.text, *marks))
    counts = Counter(field for one in blanks for field in one.missing)
    total = (*row(_("Total"), "", ""), *(count(counts[field]) for field in PLANNED)) if rows else ()
    return ReportTable(
        name,
        _("Blank cells of the evaluation matrix"),
        (
            Column(_("Criterion")),
            Column(_("No.")),
            Column(_("Question")),
            Column(_("Judgement criterion")),
            Column(_("Indicator")),
            Column(_("Source")),
            Column(_("Method")),
        ),
        tuple(rows),
        total,
        notes=()
        if rows
        else (_("Every question has a judgement criterion, indicators, sources and methods."),),
        source=source,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Criterion")),
        Column(_("No.")),
        Column(_("Question")),
        Column(_("Judgement criteria")),
        Column(_("Indicators")),
        Column(_("Planned sources")),
        Column(_("Methods")),
        Column(_("Findings (strength)")),
        Column(_("Found so far")),
        Column(_("Planned and found")),
    )


def _planned(spec: QuestionSpec) -> Row:
    """Question, judgement criteria, indicators, sources and methods; parts by their letter."""
    parts = [f"{letter(place)}) {part.text}" for place, part in enumerate(spec.sub_questions)]
    return (
        words("\n".join([spec.text, *parts])),
        words(_by_part(spec, lambda one: [entry.text for entry in one.judgement if entry.text])),
        words(_by_part(spec, lambda one: [text for entry in one.judgement for text in entry.indicators])),
        words(_by_part(spec, lambda one: one.sources)),
        words(_by_part(spec, lambda one: one.methods)),
    )


def _by_part(spec: QuestionSpec, texts: Callable[[_Planned], Sequence[str]]) -> str:
    """What is planned, one a line; what is for a part alone after its letter."""
    lines = [("", text) for text in texts(spec)]
    for place, part in enumerate(spec.sub_questions):
        lines += [(f"{letter(place)}) ", text) for text in texts(part)]
    bullet = "• " if len(lines) > 1 else ""
    return "\n".join((mark or bullet) + text for mark, text in lines)


def letter(place: int) -> str:
    """The letter of a sub-question by its place from 0; numbers where the letters end."""
    return _LETTERS[place] if place < len(_LETTERS) else str(place + 1)


def _found(project: Project, spec: QuestionSpec, found: Found, findings: Sequence[FindingFacts]) -> Row:
    """Findings, counts by kind of source, and how these compare with what was planned."""
    said = Redactor(project).public_text
    stated = [
        f"{facts.label} {said(facts.statement)}" + (f" [{facts.finding.grade}]" if facts.is_confirmed else "")
        for facts in findings
    ]
    texts = [*spec.sources, *spec.methods]
    texts += [text for part in spec.sub_questions for text in (*part.sources, *part.methods)]
    return (
        words("\n".join(stated) or _("none yet")),
        words("\n".join(counted(found)) or _("nothing yet")),
        words(_compared(planned_kinds(project, texts), found.kinds)),
    )


def counted(found: Found) -> list[str]:
    """What lies under a question, a line for each kind of source from which something does."""
    counts, sources = found.excerpts, found.sources

    def beside(kind: str, said: str) -> str:
        """A count with the excerpts that it stands on, where there are any."""
        return f"{said} ({excerpts_in_words(counts[kind])})" if counts[kind] else said

    documents, items = sources[DOCUMENTS], sources[SURVEYS]
    observed = sources[OBSERVATION]
    lines = {
        INTERVIEWS: informants_in_words(found.voices),
        DOCUMENTS: ngettext("{n} document", "{n} documents", documents).format(n=documents),
        SURVEYS: ngettext("{n} question of a survey", "{n} questions of surveys", items).format(n=items),
        OBSERVATION: ngettext("{n} observation", "{n} observations", observed).format(n=observed),
    }
    return [beside(kind, said) for kind, said in lines.items() if kind in found.kinds]


def kind_names() -> dict[str, str]:
    """The kinds of sources in words."""
    return {
        INTERVIEWS: _("interviews"),
        DOCUMENTS: _("documents"),
        SURVEYS: _("surveys"),
        OBSERVATION: _("observation"),
    }


def _compared(planned: Sequence[str], found: Sequence[str]) -> str:
    """Which kinds of sources were planned and found, which are missing, which came unplanned."""
    names = kind_names()

    def named(kinds: list[str]) -> str:
        return ", ".join(names[kind] for kind in kinds)

    both = named([kind for kind in planned if kind in found])
    missing = named([kind for kind in planned if kind not in found])
    more = named([kind for kind in found if kind not in planned])
    lines = [
        _("planned and found: {kinds}").format(kinds=both) if both else "",
        _("planned, nothing yet: {kinds}").format(kinds=missing) if missing else "",
        _("found, not planned: {kinds}").format(kinds=more) if more else "",
    ]
    return "\n".join(filter(None, lines))


def _notes(n: int, unanswered: int) -> tuple[str, ...]:
    if not n:
        return (_("The study has no evaluation matrix yet."),)
    said = ngettext(
        "{n} question has no finding yet.", "{n} questions have no finding yet.", unanswered
    ).format(n=unanswered)
    return (
        *([said] if unanswered else []),
        _(
            "Informants are people who spoke to the question; excerpts are the distinct passages coded "
            "under it; documents are secondary sources. Kinds of planned sources are read from the words of "
            "the matrix."
        ),
        _("Strength of findings: 4 strong, 3 good, 2 limited, 1 weak, C contested."),
    )
