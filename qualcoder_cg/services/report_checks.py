"""What should be looked at before a report goes out: whom it points at, what is empty or without ground."""

from collections.abc import Iterator
from typing import NamedTuple

from ..domain.findings import CONTESTED
from ..i18n import language, ngettext
from ..progress import Progress, silent
from ..storage.project import Project
from . import chain, disclosure, matrix_table, reports, translations
from .findings import findings
from .report_options import Options

RISKS, BLANKS, UNTRANSLATED, ORPHANS, EMPTY, BARE, CONTESTED_ONES, UNCONFIRMED, UNANSWERED = NAMES = (
    "risks", "blank-cells", "untranslated", "orphans", "empty-fields", "no-evidence", "contested",
    "unconfirmed", "no-finding",
)  # fmt: skip
_OF_FINDINGS = (BARE, CONTESTED_ONES, UNCONFIRMED, UNANSWERED)
_CHECKED = {
    "evidence-annex": (RISKS, UNTRANSLATED, *_OF_FINDINGS),
    "evidence-matrix": (RISKS, UNTRANSLATED, *_OF_FINDINGS, BLANKS, ORPHANS, EMPTY),
    "data": (RISKS, *_OF_FINDINGS),
    "completed-matrix": (BLANKS, *_OF_FINDINGS),
    "chain": (ORPHANS, EMPTY, BARE),
    "forms": (EMPTY, ORPHANS),
}


class Check(NamedTuple):
    """Something to look at: its name, how many there are, a sentence, and what exactly, a line each."""

    name: str
    n: int
    text: str
    lines: tuple[str, ...] = ()


def checks(
    project: Project, name: str, options: Options, *, suffix: str = "", progress: Progress = silent
) -> list[Check]:
    """What to look at before the report of that name is exported; nothing that is as it should be."""
    wanted = _CHECKED.get(name, ())
    found: list[Check] = []
    if RISKS in wanted:
        risks = reports.risks_of(project, name, options, suffix=suffix, progress=progress)
        if risks:
            lines = tuple(" ".join((one.ref, one.text, *(mend.text for mend in one.mends))) for one in risks)
            found.append(Check(RISKS, len(risks), disclosure.risks_text(len(risks)), lines))
    if UNTRANSLATED in wanted:
        found += _untranslated(project, options)
    if set(_OF_FINDINGS) & set(wanted):
        found += (one for one in _of_findings(project) if one.name in wanted)
    if BLANKS in wanted:
        found += _blanks(project)
    if ORPHANS in wanted or EMPTY in wanted:
        found += (one for one in _of_chain(project) if one.name in wanted)
    return found


def _untranslated(project: Project, options: Options) -> Iterator[Check]:
    """Quotes that have no version in the language that is wanted."""
    wanted = options.quotes_in or (options.language if options.language != language() else "")
    if not wanted:
        return
    n = len(translations.untranslated(project, wanted))
    if n:
        text = ngettext(
            "{n} quote has no translation into {language}.",
            "{n} quotes have no translation into {language}.",
            n,
        ).format(n=n, language=wanted)
        yield Check(UNTRANSLATED, n, text)


def _of_findings(project: Project) -> Iterator[Check]:
    """Findings without evidence, contested, or with a grade nobody confirmed; questions without any."""
    found = findings(project)
    bare = [facts.label for facts in found if not facts.evidence]
    contested = [facts.label for facts in found if facts.grade == CONTESTED]
    proposed = [facts.label for facts in found if not facts.is_confirmed]
    answered = {facts.question.id for facts in found}
    left = [question.number for question in project.matrix.questions() if question.id not in answered]
    for name, some, text in (
        (
            BARE,
            bare,
            ngettext("{n} finding has no evidence.", "{n} findings have no evidence.", len(bare)),
        ),
        (
            CONTESTED_ONES,
            contested,
            ngettext("{n} finding is contested.", "{n} findings are contested.", len(contested)),
        ),
        (
            UNCONFIRMED,
            proposed,
            ngettext(
                "{n} strength is not confirmed.",
                "{n} strengths are not confirmed.",
                len(proposed),
            ),
        ),
        (
            UNANSWERED,
            left,
            ngettext("{n} question has no finding.", "{n} questions have no finding.", len(left)),
        ),
    ):
        if some:
            yield Check(name, len(some), text.format(n=len(some)), (", ".join(some),))


def _blanks(project: Project) -> Iterator[Check]:
    """Questions of the matrix for which nothing is planned."""
    blanks = matrix_table.blank_cells(project)
    if blanks:
        text = ngettext(
            "{n} row of the matrix has blanks.", "{n} rows of the matrix have blanks.", len(blanks)
        ).format(n=len(blanks))
        lines = (f"{one.question.number}: {matrix_table.missing_words(one.missing)}" for one in blanks)
        yield Check(BLANKS, len(blanks), text, tuple(lines))


def _of_chain(project: Project) -> Iterator[Check]:
    """Conclusions, lessons and practices without a recommendation; forms with empty fields."""
    found = chain.chain(project)
    if found.orphans:
        n = len(found.orphans)
        text = ngettext("{n} item without recommendation.", "{n} items without recommendation.", n).format(
            n=n
        )
        yield Check(ORPHANS, n, text, (chain.orphans_written(found),))
    if found.incomplete:
        n = len(found.incomplete)
        text = ngettext("{n} form has empty fields.", "{n} forms have empty fields.", n).format(n=n)
        yield Check(EMPTY, n, text, (", ".join(link.number for link in found.incomplete),))
