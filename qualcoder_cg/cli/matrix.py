"""Commands that show the matrix, bring one in from a team's own table, and give it back filled."""

from pathlib import Path
from typing import Any

import click

from ..domain.matrix_draft import IGNORED, NUMBERINGS, MatrixDraft, Reading, TeamTable
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import matrix as matrices
from ..services import matrix_columns, matrix_import, studies, tables
from ..services.matrix_merge import CHANGED, LEAVE, NEW, SAME
from ..services.matrix_table import blank_cells, missing_names
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say

_SHOWN = 70


@click.command()
@STUDY
@JSON
@click.option(
    "--load", "source", default="", metavar="NAME_OR_PATH", help="Put a matrix into a study without one."
)
@click.option("--blank", is_flag=True, help="Only what is missing: indicators, sources, methods …")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the completed matrix to .docx, .xlsx or .csv.",
)
@CODER
def matrix(study: Path, as_json: bool, source: str, blank: bool, target: Path | None, coder: str) -> None:
    """The evaluation matrix: criteria, questions, sub-questions, judgement criteria, indicators, planned
    sources and methods."""
    with opened(study, coder) as project:
        if source:
            matrices.load_matrix(project, studies.read_matrix(source))
            n = len(project.matrix.questions())
            say(ngettext("{n} question imported.", "{n} questions imported.", n).format(n=n))
        elif target:
            tables.write(project, [tables.build(project, "matrix")], target)
            say(_("Written to {file}.").format(file=target))
        elif blank:
            _show_blanks(project, as_json=as_json)
        elif as_json:
            print_json(matrices.outline(project))
        else:
            _show(project)


def _show(project: Project) -> None:
    for criterion in matrices.outline(project):
        click.echo(f"{criterion['key']}  {criterion['name']}")
        rows: list[tuple[str, ...]] = []
        for question in criterion["questions"]:
            rows.append(("   ", question["number"], question["short"], question["text"]))
            rows += [("   ", "", "", f"- {part['text']}") for part in question["sub_questions"]]
        print_table(rows)


def _show_blanks(project: Project, *, as_json: bool) -> None:
    found = blank_cells(project)
    if as_json:
        print_json(
            [
                {
                    "question": f"Q{one.question.number}",
                    "sub_question": one.text if one.sub_question_id else None,
                    "missing": list(one.missing),
                }
                for one in found
            ]
        )
        return
    names = missing_names()
    print_table(
        [
            (f"Q{one.question.number}", ", ".join(names[field] for field in one.missing), one.text[:_SHOWN])
            for one in found
        ]
    )
    questions = len({one.question.id for one in found})
    say(
        ngettext("{n} question has blank cells.", "{n} questions have blank cells.", questions).format(
            n=questions
        )
    )


@click.command("import-matrix")
@STUDY
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help="Only list the tables or sheets of the file.")
@click.option(
    "--table", "chosen", multiple=True, metavar="N", help="A table by its number or name; repeatable."
)
@click.option("--heading-row", type=int, metavar="N", help="The row with the headings; 0 for none.")
@click.option(
    "--columns",
    default="",
    metavar='"A, B, -"',
    help="What each column holds: criterion, number, question, sub-question, judgement, indicator, source, "
    "method, short, theme, or - to leave it out.",
)
@click.option("--numbering", type=click.Choice(NUMBERINGS), help="Keep the numbers of the table, or count.")
@click.option("--repeat-blank", is_flag=True, help="A blank cell repeats the one above it in every column.")
@click.option(
    "--decide",
    "decided",
    multiple=True,
    metavar="N=WHAT",
    help="For a question of the table: new, leave, or Q3.",
)
@click.option("--dry-run", is_flag=True, help="Show what would come in, and save nothing.")
@CODER
@JSON
def import_matrix(study: Path, file: Path, coder: str, as_json: bool, **wanted: Any) -> None:
    """Bring the matrix in from a Word, Excel or CSV table that the team already has.

    Into a study with a matrix it is merged: what is new, changed and the same. Codings are never touched.
    """
    found = matrix_import.read_tables(file, ConsoleProgress())
    if wanted["listing"]:
        _list(found, as_json=as_json)
        return
    reading = _reading(found, wanted)
    draft = matrix_import.draft(found, reading, file.stem.replace("_", " "))
    with opened(study, coder) as project:
        if wanted["dry_run"]:
            _preview(project, draft, reading, file, as_json=as_json)
            return
        for problem in draft.problems if not draft.grave else ():
            say(matrix_import.place_words(file.name, problem.table, problem.row) + problem.sentence)
        done = matrix_import.import_matrix(project, draft, file.name, _decisions(wanted["decided"]))
    for warning in done.warnings:
        say(warning)
    if as_json:
        print_json(done._asdict())
        return
    say(matrix_import.done_words(done))


def _list(found: tuple[TeamTable, ...], *, as_json: bool) -> None:
    """The tables of a file, the likeliest marked."""
    best = matrix_columns.guess(found).tables
    if as_json:
        print_json(
            [
                {
                    "number": place + 1,
                    "name": table.name,
                    "rows": len(table.rows),
                    "columns": table.width,
                    "first": table.first,
                    "chosen": place in best,
                }
                for place, table in enumerate(found)
            ]
        )
        return
    print_table(
        [
            (
                "*" if place in best else " ",
                place + 1,
                table.name,
                f"{len(table.rows)} × {table.width}",
                table.first,
            )
            for place, table in enumerate(found)
        ]
    )


def _reading(found: tuple[TeamTable, ...], wanted: dict[str, Any]) -> Reading:
    """How to read the file: as guessed, but for what is said otherwise."""
    reading = matrix_columns.guess(found, [_place(found, name) for name in wanted["chosen"]])
    table = found[reading.tables[0]]
    row, fields = reading.heading_row, reading.fields
    if wanted["heading_row"] is not None:
        row = wanted["heading_row"]
        fields = matrix_columns.fields(table, row)
    if wanted["columns"]:
        fields = tuple(_field(name) for name in wanted["columns"].split(","))
        if len(fields) != table.width:
            raise UserError(
                _("{n} columns are named, and {table} has {width}.").format(
                    n=len(fields), table=table.name, width=table.width
                ),
                _("Name each, with - for those to leave out."),
            )
    numbering = wanted["numbering"] or reading.numbering
    return Reading(reading.tables, row, fields, numbering, wanted["repeat_blank"])


def _place(found: tuple[TeamTable, ...], name: str) -> int:
    """The place of a table that is named by its number or name."""
    if name.isdecimal() and 1 <= int(name) <= len(found):
        return int(name) - 1
    for place, table in enumerate(found):
        if table.name.casefold() == name.strip().casefold():
            return place
    raise UserError(
        _("There is no table {name}.").format(name=name),
        _("The tables are: {names}.").format(names=", ".join(table.name for table in found)),
    )


def _field(name: str) -> str:
    """What a column holds, by its name; UserError for an unknown one."""
    field = matrix_columns.checked_field(name)
    if not field and name.strip() not in ("-", "–", ""):
        raise UserError(
            _("{name} is nothing a column may hold.").format(name=name.strip()),
            _("Use one of: {names}.").format(
                names=", ".join([*filter(None, matrix_columns.field_names()), "-"])
            ),
        )
    return field


def _decisions(texts: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in texts:
        number, equals, meant = text.partition("=")
        if not equals or not meant.strip():
            raise UserError(
                _("“{text}” is no decision.").format(text=text), _("Write 7=new, 7=leave, or 7=Q3.")
            )
        found[number.strip()] = meant.strip()
    return found


def _preview(project: Project, draft: MatrixDraft, reading: Reading, file: Path, *, as_json: bool) -> None:
    """What would be made, and what is doubtful in it."""
    planned = matrix_import.proposals(project, draft.spec)
    numbers = {question.id: f"Q{question.number}" for question in project.matrix.questions()}
    if as_json:
        print_json(
            {
                "columns": [field or IGNORED for field in reading.fields],
                "heading_row": reading.heading_row,
                "counts": draft.counts._asdict(),
                "criteria": {one.name: len(one.questions) for one in draft.spec.criteria},
                "questions": [
                    {
                        "number": one.spec.number,
                        "criterion": one.criterion.name,
                        "text": one.spec.text,
                        "sub_questions": len(one.spec.sub_questions),
                        "state": one.state,
                        "question": numbers.get(one.question_id),
                        "changes": list(one.changes),
                        "sure": one.sure,
                    }
                    for one in planned
                ],
                "problems": [problem._asdict() for problem in draft.problems],
            }
        )
        return
    states = {NEW: _("new"), CHANGED: _("changes {question}"), SAME: _("as it is"), LEAVE: _("left out")}
    print_table(
        [
            (
                one.spec.number,
                one.criterion.name,
                states[one.state].format(question=numbers.get(one.question_id, "")),
                one.spec.text,
            )
            for one in planned
        ]
    )
    say(matrix_import.counts_words(draft))
    for problem in draft.problems:
        say(matrix_import.place_words(file.name, problem.table, problem.row) + problem.sentence)


COMMANDS = (matrix, import_matrix)
