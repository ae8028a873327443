"""The codebook as a report: every code with its guidance, and as one table for spreadsheets."""

from collections.abc import Iterator, Sequence

from ..domain.codes import QUESTION, TEAM, THEME
from ..domain.evidence import EvidenceCode
from ..domain.report_blocks import Block, Contents, Heading, Note, Table, Text
from ..domain.report_table import RIGHT, Cell, Column, ReportTable, count
from ..i18n import _
from ..progress import Progress
from ..storage.project import Project
from . import evidence_plan
from .redactor import Redactor
from .register_counts import excerpts_in_words
from .report_options import LEVEL, TEMPLATE, Kind, Made, Options, block_report, level_of
from .tables import source_of_codings

_SHEETS = (".xlsx", ".csv")


def kind() -> Kind:
    """The codebook as one of the reports."""
    return Kind(
        "codebook",
        _("Codebook"),
        _("Every code with its definition, when to use it and how often it is used"),
        (".docx", ".html", ".md", ".xlsx", ".csv", ".json"),
        (TEMPLATE, LEVEL),
        make,
    )


def make(project: Project, options: Options, _progress: Progress, suffix: str) -> Made:
    """The codebook: a section for each code, or a row for each in formats that are tables."""
    codes = project.codes.all()
    entries = list(evidence_plan.code_entries(project, codes, Redactor(project), level_of(project, options)))
    used = passages_by_code(project)
    counted = [used.get(code.id, 0) for code in codes]
    if suffix in _SHEETS:
        table = codebook_table(entries, counted, source_of_codings(project))
        return block_report(project, "codebook", _("Codebook"), [Table(table)])
    criteria = {criterion.key: criterion.name for criterion in project.matrix.criteria()}
    blocks = [Contents(2), *_sections(entries, counted, criteria)]
    return block_report(project, "codebook", _("Codebook"), blocks)


def passages_by_code(project: Project) -> dict[str, int]:
    """How many distinct passages are coded under each code (id)."""
    found: dict[str, set[tuple[str, int, int]]] = {}
    for document_id, rows in project.seen.walk_places():
        for start, end, code_id in rows:
            found.setdefault(code_id, set()).add((document_id, start, end))
    return {code_id: len(passages) for code_id, passages in found.items()}


def codebook_table(entries: Sequence[EvidenceCode], counted: Sequence[int], source: str) -> ReportTable:
    """A row for each code."""
    languages = sorted({language for entry in entries for language in entry.keywords})
    kinds = _kinds()
    rows = tuple(
        (
            *map(
                Cell,
                (
                    entry.name,
                    entry.short,
                    kinds.get(entry.kind, entry.kind),
                    entry.criterion,
                    "; ".join(entry.questions),
                    entry.parent,
                    entry.definition,
                    entry.when_to_use,
                    entry.when_not,
                    entry.example,
                    *("; ".join(entry.keywords.get(language, ())) for language in languages),
                ),
            ),
            count(n),
        )
        for entry, n in zip(entries, counted, strict=True)
    )
    headings = (
        _("Code"), _("Short name"), _("Kind"), _("Criterion"), _("Questions"), _("Parent code"),
        _("Definition"), _("When to use"), _("When not to use"), _("Example"),
        *(_("Keywords ({language})").format(language=language) for language in languages),
    )  # fmt: skip
    columns = (*map(Column, headings), Column(_("Excerpts"), RIGHT))
    return ReportTable("codebook", _("Codebook"), columns, rows, source=source, wide=True)


def _sections(
    entries: Sequence[EvidenceCode], counted: Sequence[int], criteria: dict[str, str]
) -> Iterator[Block]:
    """Questions by criterion, then themes, then what the team added."""
    pairs = list(zip(entries, counted, strict=True))
    for key, name in criteria.items():
        here = [pair for pair in pairs if pair[0].kind == QUESTION and pair[0].criterion == key]
        if here:
            yield Heading(1, name)
        for entry, n in here:
            yield from _code(entry, n)
    for of_kind, title in ((THEME, _("Themes")), (TEAM, _("Codes of the team"))):
        here = [pair for pair in pairs if pair[0].kind == of_kind]
        if here:
            yield Heading(1, title)
        for entry, n in here:
            yield from _code(entry, n)


def _code(entry: EvidenceCode, n: int) -> Iterator[Block]:
    """One code: its name, how often it is used, where it stands, and its guidance."""
    yield Heading(2, f"{entry.name} · {entry.short}" if entry.short else entry.name)
    yield Note(excerpts_in_words(n))
    if entry.parent:
        yield Note(_("Under: {code}").format(code=entry.parent))
    if entry.kind != QUESTION and entry.questions:
        yield Note(_("Questions: {numbers}").format(numbers=", ".join(entry.questions)))
    for form, text in (
        (_("Definition: {text}"), entry.definition),
        (_("When to use: {text}"), entry.when_to_use),
        (_("When not to use: {text}"), entry.when_not),
        (_("Example: {text}"), entry.example),
    ):
        if text:
            yield Text(form.format(text=text))
    for language, words in sorted(entry.keywords.items()):
        if words:
            yield Note(_("Keywords ({language}): {words}").format(language=language, words="; ".join(words)))


def _kinds() -> dict[str, str]:
    return {QUESTION: _("question"), THEME: _("theme"), TEAM: _("team")}
