"""Where the grids of criteria, of questions, and of a matrix about to come in get their rows."""

from collections.abc import Mapping, Sequence

from ...domain.matrix import QuestionSpec, SubQuestionSpec
from ...domain.matrix_draft import MatrixDraft
from ...i18n import _
from ...services import matrix_cells, matrix_criteria
from ...services.matrix_columns import field_names
from ...services.matrix_merge import CHANGED, LEAVE, NEW, SAME, Proposal
from ...services.register_table import CHOICE, FIXED, Column, Row
from ...services.studies import Project
from .grid_source import Cell, FixedColumns

STATE, TEXT = "state", "text"


class CriterionSource(FixedColumns):
    """The criteria of a study."""

    may_add = may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """Name, key, other names, and how many questions there are."""
        return matrix_cells.criterion_columns()

    def rows(self) -> list[Row]:
        """The criteria in order."""
        return matrix_cells.criterion_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change and add criteria, in one step."""
        return matrix_cells.save_criteria(self._project, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove criteria without questions, in one step."""
        matrix_criteria.remove_criteria(self._project, ids)


class QuestionSource(FixedColumns):
    """The questions of a study with their sub-questions."""

    may_add = may_remove = True

    def __init__(self, project: Project) -> None:
        self._project = project

    def columns(self) -> list[Column]:
        """Number, text, criterion, and what is planned."""
        return matrix_cells.question_columns(self._project)

    def rows(self) -> list[Row]:
        """The questions in order, each with its sub-questions below it."""
        return matrix_cells.question_rows(self._project)

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Change questions and sub-questions and add questions, in one step."""
        return matrix_cells.save_questions(self._project, cells, added)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove questions on which nothing stands, in one step."""
        matrix_cells.remove_rows(self._project, ids)


class DraftSource(FixedColumns):
    """The questions of a draft, and what becomes of each; the person's choice is kept in `decisions`."""

    def __init__(self, project: Project | None) -> None:
        self._project = project
        self.draft: MatrixDraft | None = None
        self.planned: list[Proposal] = []
        self.decisions: dict[str, str] = {}

    def columns(self) -> list[Column]:
        """What becomes of a question, and what it brings."""
        return [
            Column("number", _("No."), FIXED),
            Column(TEXT, _("Question"), FIXED),
            Column("criterion", _("Criterion"), FIXED),
            Column(STATE, _("What becomes of it"), CHOICE, self._choices()),
            Column("changes", _("Differs in"), FIXED),
            Column("parts", _("Sub-questions"), FIXED),
            Column("judgement", _("Judgement criteria"), FIXED),
            Column("indicators", _("Indicators"), FIXED),
            Column("sources", _("Sources"), FIXED),
            Column("methods", _("Methods"), FIXED),
        ]

    def rows(self) -> list[Row]:
        """The questions in the order of the table, by their number."""
        return [Row(one.spec.number, self._cells(one)) for one in self.planned]

    def save(self, cells: Sequence[Cell], added: Sequence[Mapping[str, str]]) -> list[str]:
        """Keep what the person decided."""
        for number, _column, value in cells:
            if value in dict(self._choices()):
                self.decisions[number] = value
        return []

    def _cells(self, one: Proposal) -> dict[str, str]:
        parts = one.spec.sub_questions
        wholes: list[QuestionSpec | SubQuestionSpec] = [one.spec, *parts]
        names = field_names()
        counts = {
            "parts": len(parts),
            "judgement": sum(bool(entry.text) for part in wholes for entry in part.judgement),
            "indicators": sum(len(entry.indicators) for part in wholes for entry in part.judgement),
            "sources": sum(len(part.sources) for part in wholes),
            "methods": sum(len(part.methods) for part in wholes),
        }
        usual = one.question_id if one.state in (CHANGED, SAME) else one.state
        return {
            "number": one.spec.number,
            TEXT: one.spec.text,
            "criterion": one.criterion.name,
            STATE: self.decisions.get(one.spec.number, usual),
            "changes": ", ".join(names[field].lower() for field in one.changes),
            **{name: str(n) for name, n in counts.items()},
        }

    def _choices(self) -> tuple[tuple[str, str], ...]:
        known = self._project.matrix.questions() if self._project else []
        same = {one.question_id for one in self.planned if one.state == SAME}
        return (
            (NEW, _("new")),
            *(
                (
                    one.id,
                    (_("is Q{number}") if one.id in same else _("changes Q{number}")).format(
                        number=one.number
                    ),
                )
                for one in known
            ),
            (LEAVE, _("leave out")),
        )
