"""A question or sub-question of the matrix as texts of lines, as a person writes them."""

from ..domain.matrix_draft import METHOD, SOURCE
from ..storage.project import Project
from . import matrix_edit
from . import matrix_parts_edit as parts
from .matrix_cells import planned_lists
from .matrix_words import is_marked, lines, one_line, unmarked

TEXT, JUDGED = "text", "judged"
DASH = "– "


def of_row(project: Project, row_id: str) -> dict[str, str] | None:
    """The text, the judgement criteria with their indicators, sources and methods; None for no such row."""
    question_id, part_id = _ids(project, row_id)
    if not question_id:
        return None
    text = (
        parts.find_part(project, part_id).text if part_id else matrix_edit.question(project, question_id).text
    )
    judged = []
    # Indicators of no criterion come first: below a criterion they would be read as its own.
    for criterion, indicators in reversed_loose(parts.judged(project, question_id, part_id)):
        judged += [criterion] if criterion else []
        judged += [DASH + one for one in indicators]
    return {
        TEXT: text,
        JUDGED: "\n".join(judged),
        SOURCE: "\n".join(planned_lists(project, row_id, SOURCE)[0]),
        METHOD: "\n".join(planned_lists(project, row_id, METHOD)[0]),
    }


def reversed_loose(judged: parts.Judged) -> parts.Judged:
    """Judgement criteria with those indicators first that belong to none."""
    return sorted(judged, key=lambda entry: bool(entry[0]))


def save(project: Project, row_id: str, field: str, text: str) -> None:
    """Store one of the texts of `of_row`, in one step; UserError where it cannot be."""
    question_id, part_id = _ids(project, row_id)
    if field == TEXT and part_id:
        parts.change_part(project, part_id, text)
    elif field == TEXT:
        matrix_edit.change_question(project, question_id, text=text)
    elif field == JUDGED:
        parts.set_judged(project, question_id, part_id, read_judged(text))
    else:
        parts.set_planned(project, question_id, part_id, field, lines(text))


def read_judged(text: str) -> parts.Judged:
    """Judgement criteria and indicators from lines: those with a dash or bullet are indicators."""
    found: list[tuple[str, list[str]]] = []
    for line in lines(text):
        if line[0] in "–—-•*" and is_marked(line):
            if not found:
                found.append(("", []))
            found[-1][1].append(unmarked(line))
        else:
            found.append((one_line(line), []))
    return [(criterion, tuple(dict.fromkeys(few))) for criterion, few in found if criterion or few]


def _ids(project: Project, row_id: str) -> tuple[str, str | None]:
    """The question of a row, and the sub-question where it is one; ("", None) for no such row."""
    if any(one.id == row_id for one in project.matrix.questions()):
        return row_id, None
    part = next((one for one in project.matrix.sub_questions() if one.id == row_id), None)
    return (part.question_id, part.id) if part else ("", None)
