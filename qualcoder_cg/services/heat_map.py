"""The triangulation matrix as a picture: the more voices, the darker; hatched where nobody was asked."""

import contextlib
from pathlib import Path

from ..domain.heat_map import Field, HeatMap, Line
from ..domain.triangulation import CATEGORY, NOT_ASKED, OBSERVED, SUBTOTAL, SURVEY, TYPE, Triangulation
from ..errors import UserError
from ..i18n import _
from ..storage.project import Project
from . import triangulation_words as words
from .redactor import Redactor
from .tables import source_of_codings
from .triangulation import triangulate
from .without_names import cleaned

SUFFIXES = (".png", ".svg")


def picture_of(matrix: Triangulation, source: str) -> HeatMap:
    """The picture of a matrix; kinds of sources and strength stand at the end."""
    most = {
        kind: max(
            (
                cell.sources if kind == CATEGORY else cell.voices
                for row in matrix.rows
                for column, cell in zip(matrix.columns, row.cells, strict=False)
                if column.kind == kind
            ),
            default=0,
        )
        for kind in (TYPE, SUBTOTAL, CATEGORY)
    }
    lines = []
    for block in matrix.blocks:
        lines.append(Line(block.name))
        for row in block.rows:
            fields = []
            for column, cell in zip(matrix.columns, row.cells, strict=False):
                amount = cell.sources if column.kind == CATEGORY else cell.voices
                share = amount / most[column.kind] if most.get(column.kind) else 0.0
                if column.kind in (SURVEY, OBSERVED):
                    share = 0.5 if cell.spoke else 0.0
                text = words.cell_text(column, cell)
                hatched = cell.mark == NOT_ASKED and column.kind == TYPE
                fields.append(Field(text, share if cell.spoke else 0.0, hatched))
            fields += [Field(str(row.kinds)), Field(words.grade_names()[row.strength])]
            lines.append(Line(f"{row.number}  {row.short}", tuple(fields)))
    spoken = sum(row.kinds > 1 for row in matrix.rows)
    return HeatMap(
        _("Triangulation: who and what speaks to each question"),
        tuple(column.name for column in matrix.columns),
        tuple(lines),
        ". ".join((words.legend(matrix), words.key(), _("Hatched: not asked"))) + ".",
        source,
        _("{n} of {total} questions rest on more than one kind of source.").format(
            n=spoken, total=len(matrix.rows)
        ),
    )


def write(project: Project, path: Path, *, unit: str = "informants") -> Path:
    """Draw the matrix of a study into a .png or .svg file, and note it in the log."""
    from ..formats.charts import heat_map

    picture = picture_of(triangulate(project, unit=unit), source_of_codings(project))
    heat_map.write(cleaned(picture, Redactor(project).public_text), path)
    with contextlib.suppress(UserError):
        project.note("Draw the triangulation matrix to {file}", file=path.name)
    return path
