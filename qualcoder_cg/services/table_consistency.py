"""The tables on consistency: figures, disagreements, decisions, versions of the codebook, rounds."""

from collections.abc import Callable, Mapping, Sequence

from ..domain.consistency import (
    AVERAGED,
    CRITERION,
    EACH,
    POOLED,
    QUESTION,
    Figure,
    Measured,
    Setup,
)
from ..domain.report_table import NONE, RIGHT, Cell, Column, ReportTable, Row, count, row, words
from ..domain.team import KEEP_A, KEEP_B
from ..errors import UserError
from ..i18n import _, decimal
from ..progress import Progress, silent
from ..storage.project import Project
from . import adjudication, codebook_versions, consistency, disagreements, rounds
from .consistency_words import RULE_NAMES
from .redactor import Redactor

ALPHA, DICE = "krippendorff", "dice"
NAMES = ("agreement", "disagreements", "decisions", "codebook-versions", "rounds")
_SHOWN = 3
_SPACE = "\N{NO-BREAK SPACE}"  # within an interval and a reading: a line ends before or after them


def build(project: Project, name: str, source: str, progress: Progress = silent) -> ReportTable:
    """One of the tables in NAMES."""
    makers: dict[str, Callable[[], ReportTable]] = {
        "agreement": lambda: agreement(project, source, progress),
        "disagreements": lambda: differences(project, source),
        "decisions": lambda: decisions(project, source),
        "codebook-versions": lambda: versions(project, source),
        "rounds": lambda: round_figures(project, source),
    }
    return makers[name]()


def measured(
    project: Project, level: str = CRITERION, progress: Progress = silent
) -> tuple[Measured | None, str]:
    """How alike all coders code what they share, or None and a sentence on why there is nothing to say."""
    coders = tuple(one.id for one in consistency.coders_compared(project))
    if len(coders) < 2:
        return None, _("No document was coded by two coders.")
    setup = Setup(coders, level=level, coefficients=(ALPHA, DICE))
    try:
        return consistency.measure(project, setup, progress), ""
    except UserError as error:
        return None, str(error)


def agreement(project: Project, source: str, progress: Progress = silent) -> ReportTable:
    """Alpha and positive agreement of all criteria together, of each, and of each question."""
    rows: list[Row] = []
    notes: list[str] = []
    for level in (CRITERION, QUESTION):
        found, why = measured(project, level, progress)
        if found is None:
            notes = [why]
            break
        rows += [_figure_row(project, level, one, dice) for one, dice in _pairs(found)]
        notes = list(dict.fromkeys([*notes, *notes_of(project, found)]))
    columns = (
        Column(_("Level")),
        Column(_("Code")),
        Column(_("Units"), RIGHT),
        Column(_("Krippendorff’s alpha"), RIGHT),
        Column(_("95 % from"), RIGHT),
        Column(_("95 % to"), RIGHT),
        Column(_("Reading")),
        Column(_("Positive agreement (Dice)"), RIGHT),
        Column(_("Remark")),
    )
    return ReportTable("agreement", _("Consistency"), columns, tuple(rows), notes=tuple(notes), source=source)


def by_criterion(project: Project, found: Measured, closed: Sequence[str] = ()) -> ReportTable:
    """The same short, a row for each criterion, with alpha of closed rounds (ids) as it was then."""
    compared = rounds.compare(project, closed) if closed else None
    before = {line.key: line.figures for line in compared.lines} if compared else {}
    named = [one.name for one in compared.rounds] if compared else []
    rows = [
        (
            words(_all_or(one)),
            count(one.n),
            value_cell(one.value),
            words(interval(one)),
            words(consistency.reading(project, one).replace(" ", _SPACE)),
            value_cell(dice.value if dice else None),
            *_before(before.get(one.key, {}), [one.id for one in compared.rounds] if compared else ()),
        )
        for one, dice in _pairs(found)
        if one.scope != AVERAGED
    ]
    columns = (
        Column(_("Criterion")),
        Column(_("Units"), RIGHT),
        Column(_("Alpha"), RIGHT),
        Column(_("95 % interval")),
        Column(_("Reading")),
        Column(_("Dice"), RIGHT),
        *(Column(_("{name}, at its end").format(name=name)) for name in named),
    )
    return ReportTable(
        "agreement", _("Agreement by criterion"), columns, tuple(rows), emphasised=frozenset({0})
    )


def differences(project: Project, source: str) -> ReportTable:
    """A row for each disagreement: where, of what kind, what either coder said, whether it is settled."""
    found = disagreements.listed(project)
    initials, codes = _initials(project), _codes(project)
    documents = {one.id: one.code for one in project.documents.all()}
    verdicts = verdicts_in_words(project)
    rows = []
    for one in found:
        rows.append(
            row(
                documents.get(one.document_id, ""),
                f"{one.start}–{one.end}",
                disagreements.kind_in_words(one.kind),
                initials.get(one.coder_a, ""),
                codes.get(one.code_a, ""),
                initials.get(one.coder_b, ""),
                codes.get(one.code_b, ""),
                one.weight,
                _("not settled") if one.is_open else verdicts.get(one.adjudication_id or "", ""),
            )
        )
    headings = (
        _("Document"), _("Where"), _("Kind"), _("Coder A"), _("Code of A"), _("Coder B"), _("Code of B"),
        _("Weight"), _("Settled"),
    )  # fmt: skip
    return ReportTable(
        "disagreements",
        _("Disagreements"),
        tuple(Column(one, RIGHT if number == 7 else "left") for number, one in enumerate(headings)),
        tuple(rows),
        notes=(disagreements.sameness_in_words(project),) if rows else (_("There is no disagreement."),),
        source=source,
    )


def decisions(project: Project, source: str) -> ReportTable:
    """A row for each decision: where, about what, what holds, why, by whom, what came of it."""
    said = Redactor(project).public_text
    initials, codes = _initials(project), _codes(project)
    documents = {one.id: one.code for one in project.documents.all()}
    numbers = {one.id: one.number for one in project.team.versions.all()}
    verdicts = verdicts_in_words(project)
    held: dict[str, list[str]] = {}
    for one in project.team.consensus.all():
        held.setdefault(one.adjudication_id, []).append(codes.get(one.code_id, ""))
    rows = [
        row(
            documents.get(one.document_id, ""),
            f"{one.start}–{one.end}",
            disagreements.kind_in_words(one.kind),
            verdicts[one.id],
            ", ".join(dict.fromkeys(held.get(one.id, ()))),
            said(one.reason),
            initials.get(one.coder_id, ""),
            one.created_at[:10],
            str(numbers[one.version_id]) if one.version_id in numbers else "",
        )
        for one in project.team.adjudications.all()
    ]
    headings = (
        _("Document"), _("Where"), _("Kind"), _("Verdict"), _("What holds"), _("Reason"), _("By"), _("Date"),
        _("Codebook version"),
    )  # fmt: skip
    notes = (_("Codings stay as they were made; decisions stand beside them."),)
    return ReportTable(
        "decisions",
        _("Decisions"),
        tuple(map(Column, headings)),
        tuple(rows),
        notes=notes if rows else (_("Nothing was decided yet."),),
        source=source,
        wide=True,
    )


def versions(project: Project, source: str) -> ReportTable:
    """A row for each version of the codebook: when, by whom, why, and what changed in it."""
    said = Redactor(project).public_text
    initials = _initials(project)
    rows = []
    last = 0
    for one in codebook_versions.versions(project):
        changes = codebook_versions.compare(project, last, one.number) if last else []
        names = [change.name for change in changes]
        shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        rows.append(
            row(
                one.number,
                said(one.name),
                one.made_at[:10],
                initials.get(one.coder_id or "", ""),
                said(one.reason),
                len(names) if last else None,
                said(shown),
            )
        )
        last = one.number
    headings = (
        _("Version"), _("Name"), _("Date"), _("By"), _("Reason"), _("Codes changed"), _("Which"),
    )  # fmt: skip
    return ReportTable(
        "codebook-versions",
        _("Codebook versions"),
        tuple(map(Column, headings)),
        tuple(rows),
        notes=() if rows else (_("No version of the codebook was kept yet."),),
        source=source,
    )


def round_figures(project: Project, source: str) -> ReportTable:
    """Alpha per criterion in each closed round, as it was when the round was closed."""
    found = rounds.compare(project)
    rows = tuple(
        (words(line.name), *_before(line.figures, [one.id for one in found.rounds])) for line in found.lines
    )
    headings = (
        Column(_("Criterion")),
        *(Column(f"{one.name}, {one.closed_at[:10]}") for one in found.rounds),
    )
    if not found.rounds:
        rows = ()
    return ReportTable(
        "rounds",
        _("Rounds"),
        headings,
        rows,
        notes=(_("Krippendorff’s alpha with its 95 % interval, before any discussion."),)
        if rows
        else (_("No round was closed yet."),),
        source=source,
        emphasised=frozenset({0}),
    )


def notes_of(project: Project, found: Measured) -> list[str]:
    """What has to be said beside figures: how they were made, what was left out, and how they are read."""
    notes = [_with_initials(project, one) for one in found.notes]
    if found.unused:
        notes.append(_("Used by nobody, and in no mean: {names}.").format(names=", ".join(found.unused)))
    rule = consistency.band_rule(project)
    lowest, *others = consistency.edges(rule)
    parts = [_("{word} below {edge}").format(word=lowest[2], edge=_edge(lowest[1]))]
    parts += [_("{word} from {edge}").format(word=word, edge=_edge(low)) for low, _high, word in others]
    said = _("Read by the rule {rule}: {bands}; too few to tell where the interval reaches over an edge.")
    notes.append(said.format(rule=_(RULE_NAMES[rule]), bands=", ".join(parts)))
    return notes


def verdicts_in_words(project: Project) -> dict[str, str]:
    """How each decision (id) was made: whose coding holds, by initials, or what else."""
    initials = _initials(project)
    sides = {
        one.adjudication_id: {KEEP_A: one.coder_a, KEEP_B: one.coder_b}
        for one in disagreements.listed(project)
        if one.adjudication_id
    }
    return {
        one.id: _("as {initials}").format(initials=initials[side])
        if (side := sides.get(one.id, {}).get(one.verdict, "")) in initials
        else adjudication.verdict_in_words(one.verdict)
        for one in project.team.adjudications.all()
    }


def value_cell(value: float | None) -> Cell:
    """A figure with two decimals; a sheet gets three."""
    return Cell(NONE) if value is None else Cell(_two_places(value), round(value, 3))


def interval(figure: Figure) -> str:
    """The 95 % interval, "" without one."""
    return (
        ""
        if figure.low is None or figure.high is None
        else f"{_two_places(figure.low)}{_SPACE}–{_SPACE}{_two_places(figure.high)}"
    )


def _two_places(value: float) -> str:
    return decimal(value, 2).replace("-", "\N{MINUS SIGN}")


def _edge(value: float) -> str:
    """An edge of a band with as many decimals as it has."""
    return decimal(value, 3).rstrip("0").rstrip(".,")


def _pairs(found: Measured) -> list[tuple[Figure, Figure | None]]:
    """Alpha and, beside it, positive agreement of the same: of all together, on average, of each."""
    dice = {(one.scope, one.key): one for one in found.figures if one.coefficient == DICE}
    alphas = [one for scope in (POOLED, AVERAGED, EACH) for one in found.of(ALPHA, scope)]
    return [(one, dice.get((one.scope, one.key))) for one in alphas]


def _figure_row(project: Project, level: str, one: Figure, dice: Figure | None) -> Row:
    return (
        words(_("criterion") if level == CRITERION else _("question")),
        words(_all_or(one)),
        count(one.n),
        value_cell(one.value),
        value_cell(one.low),
        value_cell(one.high),
        words(consistency.reading(project, one)),
        value_cell(dice.value if dice else None),
        words(_with_initials(project, one.note)),
    )


def _with_initials(project: Project, text: str) -> str:
    """A remark with initials in place of the names of coders: reports name them so."""
    for coder in project.coders.all():
        text = text.replace(coder.name, coder.initials)
    return text


def _all_or(one: Figure) -> str:
    return {POOLED: _("All together"), AVERAGED: _("Mean")}.get(one.scope, one.name)


def _before(figures: Mapping[str, Figure | None], ids: Sequence[str]) -> list[Cell]:
    found = [figures.get(one) for one in ids]
    return [
        words("" if one is None or one.value is None else f"{_two_places(one.value)} [{interval(one)}]")
        for one in found
    ]


def _initials(project: Project) -> dict[str, str]:
    return {one.id: one.initials for one in project.coders.all()}


def _codes(project: Project) -> dict[str, str]:
    said = Redactor(project).public_text
    return {one.id: said(one.name) for one in project.codes.all()}
