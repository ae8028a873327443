"""The command about surveys: bring one in, say how it went, count how it was answered."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from ..domain.surveys import (
    ATTRIBUTE,
    CLOSED,
    ID,
    IGNORED,
    MULTIPLE,
    OPEN,
    ColumnPlan,
    Survey,
    SurveyItem,
    SurveyTable,
)
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import surveys as services
from ..services import tables
from ..services.studies import Project
from ..services.survey_frequencies import category_words, group_words
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_COLUMNS = {
    "attributes": ATTRIBUTE,
    "opens": OPEN,
    "closeds": CLOSED,
    "ignored": IGNORED,
}


@click.command()
@STUDY
@click.option("--from", "source", type=click.Path(path_type=Path), metavar="FILE", help="Bring a survey in.")
@click.option(
    "--survey", "name", default="", metavar="NAME", help="The survey meant, where there are several."
)
@click.option("--name", "new_name", default="", metavar="NAME", help="What to call it.")
@click.option("--id", "code", default="", metavar="COL", help="The column that tells respondents apart.")
@click.option("--attribute", "attributes", multiple=True, metavar="COL", help="What describes respondents.")
@click.option("--open", "opens", multiple=True, metavar="COL", help="An open question.")
@click.option("--closed", "closeds", multiple=True, metavar="COL", help="A closed question.")
@click.option("--multiple", "multiples", multiple=True, metavar="COL=SEP", help="A multiple response.")
@click.option("--ignore", "ignored", multiple=True, metavar="COL", help="A column to leave out of the study.")
@click.option("--map", "maps", multiple=True, metavar="COL=Q3,Q10", help="Evaluation questions it serves.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook.")
@click.option("--heading-row", default=0, metavar="N", help="The line or row of the headings.")
@click.option("--encoding", default="", metavar="NAME", help="The encoding, where it is unsure.")
@click.option("--dry-run", is_flag=True, help="Only print what would become of each column.")
@click.option("--frequencies", is_flag=True, help="Count the answers to closed questions (ITEM …).")
@click.option("--by", default="", metavar="COL", help="Count by the groups of an attribute.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write frequencies to a file."
)
@click.option("--facts", is_flag=True, help="Set facts: sent=63 answered=29 reminders=2 opened=2022-03-01.")
@click.option("--scale", nargs=2, default=None, metavar='ITEM "a; b; c"', help="Set an order, low to high.")
@click.option("--missing", default="", metavar='"NS; NR"', help="The answers of the scale that say nothing.")
@click.option("--remove", is_flag=True, help="Take the survey out, with the codings of its answers.")
@click.argument("words", nargs=-1, metavar="[ITEM | FACT=VALUE]...")
@CODER
@JSON
def surveys(study: Path, source: Path | None, coder: str, **asked: Any) -> None:
    """The surveys of a study: response, questions, frequencies; --from brings one in."""
    with opened(study, coder) as project:
        if source:
            _bring_in(project, source, asked)
        elif asked["frequencies"]:
            _count(project, asked)
        elif asked["facts"]:
            services.set_facts(project, _meant(project, asked).id, _facts(asked["words"]))
        elif asked["scale"]:
            _set_scale(project, asked)
        elif asked["remove"]:
            gone = services.remove_survey(project, _meant(project, asked).id)
            say(ngettext("Removed, with {n} coding.", "Removed, with {n} codings.", gone).format(n=gone))
        elif asked["maps"]:
            services.map_questions(project, _meant(project, asked), [*map(_pair, asked["maps"])])
        else:
            _list(project, asked["as_json"])


def _bring_in(project: Project, source: Path, asked: dict[str, Any]) -> None:
    """Import a survey, or tell what would become of its columns."""
    table = services.read_table(
        source, sheet=asked["sheet"], encoding=asked["encoding"], heading_row=asked["heading_row"]
    )
    for encoding, words in services.encoding_samples(source, table.encodings).items():
        say(f"{encoding}: {words}")
    proposal = services.propose(table)
    columns = _chosen(project, table, proposal.columns, asked)
    if asked["dry_run"]:
        _show_plan(project, table, columns, proposal.warnings, asked["as_json"])
        return
    facts = _facts(asked["words"]) if asked["facts"] else None
    made = services.import_survey(project, table, columns, name=asked["new_name"], facts=facts)
    for warning in (*proposal.warnings, *made.warnings):
        say(warning)
    if asked["as_json"]:
        documents = [{"code": one.code, "name": one.name} for one in made.documents]
        print_json({"survey": asdict(made.survey), "respondents": made.respondents,
                    "answers": made.answers, "documents": documents})  # fmt: skip
    for document in [] if asked["as_json"] else made.documents:
        click.echo(f"{document.code}  {document.name}")
    say(
        ngettext(
            "Survey {name}: {n} respondent imported.", "Survey {name}: {n} respondents imported.",
            made.respondents,
        ).format(name=made.survey.name, n=made.respondents)
    )  # fmt: skip


def _chosen(
    project: Project, table: SurveyTable, proposed: Sequence[ColumnPlan], asked: dict[str, Any]
) -> list[ColumnPlan]:
    """The proposal with what was said on the command line put in its place."""
    known = {column.heading: column for column in proposed}
    kinds = {_heading(known, name): kind for option, kind in _COLUMNS.items() for name in asked[option]}
    separators = {_heading(known, name): sep for name, sep in map(_pair, asked["multiples"])}
    code = _heading(known, asked["code"]) if asked["code"] else ""
    maps = {
        _heading(known, name): services.find_questions(project, numbers.split(","))
        for name, numbers in map(_pair, asked["maps"])
    }
    columns = []
    for heading, column in known.items():
        if heading in kinds:
            column = replace(column, kind=kinds[heading], separator="", reason="")
        if heading in separators:
            separator = separators[heading].replace("\\n", "\n").replace("\\t", "\t") or column.separator
            column = replace(column, kind=MULTIPLE, separator=separator, reason="")
        if heading == code:
            column = replace(column, kind=ID, reason="")
        elif code and column.kind == ID:
            column = replace(column, kind=IGNORED, reason="")
        columns.append(replace(column, questions=maps.get(heading, ())))
    return services.with_scales(table, columns)


def _heading(known: dict[str, ColumnPlan], name: str) -> str:
    """The heading meant: as it stands, or in other case or space."""
    plain = " ".join(name.split()).casefold()
    for heading in known:
        if heading == name or heading.casefold() == plain:
            return heading
    raise UserError(
        _("The file has no column {column}.").format(column=name),
        _("Its columns are: {columns}.").format(columns=", ".join(known)),
    )


def _pair(words: str) -> tuple[str, str]:
    """The two sides of the last "=" in COL=VALUE."""
    name, found, value = words.rpartition("=")
    if not found:
        raise UserError(
            _("“{words}” lacks a value.").format(words=words), _("Write COLUMN=VALUE, without spaces.")
        )
    return name, value


def _facts(words: Sequence[str]) -> dict[str, str]:
    return dict(map(_pair, words))


def _show_plan(
    project: Project,
    table: SurveyTable,
    columns: Sequence[ColumnPlan],
    warnings: Sequence[str],
    as_json: bool,
) -> None:
    numbers = {question.id: f"Q{question.number}" for question in project.matrix.questions()}
    for warning in warnings:
        say(warning)
    if as_json:
        plans = [{**asdict(one), "questions": [numbers[q] for q in one.questions]} for one in columns]
        print_json({"rows": len(table.rows), "sheet": table.sheet, "sheets": table.sheets,
                    "encoding": table.encoding, "encodings": table.encodings, "columns": plans})  # fmt: skip
        return
    print_table(
        [
            (
                one.heading,
                one.kind,
                ", ".join(numbers[question] for question in one.questions) or "–",
                "; ".join(one.categories) or "–",
                one.reason,
            )
            for one in columns
        ]
    )


def _meant(project: Project, asked: dict[str, Any]) -> Survey:
    """The survey named, or the only one there is."""
    every = project.surveys.all()
    if not asked["name"] and len(every) == 1:
        return every[0]
    return services.find_survey(project, asked["name"])


def _count(project: Project, asked: dict[str, Any]) -> None:
    """Print frequencies of the items named, else of all that can be counted."""
    survey = _meant(project, asked)
    items = [services.find_item(project, survey, word) for word in asked["words"]]
    items = items or [one for one in project.surveys.items(survey.id) if one.kind in services.COUNTED]
    by = services.find_item(project, survey, asked["by"]) if asked["by"] else None
    items = [item for item in items if by is None or item.id != by.id]
    if asked["target"]:
        made = [services.frequency_table(project, item.id, by.id if by else None) for item in items]
        tables.write(project, made, asked["target"])
        say(_("Written to {file}.").format(file=asked["target"]))
        return
    if asked["as_json"]:
        print_json([_frequencies(project, item, by) for item in items])
        return
    for item in items:
        table = services.frequency_table(project, item.id, by.id if by else None)
        say("\n" + table.title)
        print_table([[column.heading for column in table.columns]])
        print_table([[cell.text for cell in row] for row in table.all_rows])
        for note in (*table.notes, table.source):
            say(note)


def _frequencies(project: Project, item: SurveyItem, by: SurveyItem | None) -> dict[str, Any]:
    found = services.frequencies(project, item.id, by.id if by else None)
    groups = {group_words(group): group for group in found.groups}
    return {
        "survey": found.survey,
        "item": item.heading,
        "text": found.item,
        "multiple": found.multiple,
        "respondents": found.total.respondents,
        "by": found.by or None,
        "groups": {name: group.respondents for name, group in groups.items()},
        "categories": [
            {
                "category": category_words(category),
                "missing": category.missing,
                "n": found.total.counts[place],
                "by_group": {name: group.counts[place] for name, group in groups.items()},
            }
            for place, category in enumerate(found.categories)
        ],
    }


def _set_scale(project: Project, asked: dict[str, Any]) -> None:
    name, categories = asked["scale"]
    item = services.find_item(project, _meant(project, asked), name)
    n = services.set_scale(project, item.id, _answers(categories), _answers(asked["missing"]))
    say(ngettext("{n} question has this scale.", "{n} questions have this scale.", n).format(n=n))


def _answers(words: str) -> list[str]:
    return [word.strip() for word in words.split(";") if word.strip()]


def _list(project: Project, as_json: bool) -> None:
    """Print each survey with its items."""
    found = [_described(project, survey) for survey in project.surveys.all()]
    if as_json:
        print_json(found)
        return
    for survey in found:
        sent = "–" if survey["sent"] is None else survey["sent"]
        answered = "–" if survey["answered"] is None else survey["answered"]
        response = _("{answered} of {sent}").format(answered=answered, sent=sent)
        click.echo(f"{survey['name']}  {response}")
        print_table(
            [
                (
                    "",
                    item["heading"],
                    item["kind"],
                    ngettext("{n} answer", "{n} answers", item["answers"]).format(n=item["answers"]),
                    ", ".join(item["questions"]) or "–",
                    item["text"],
                )
                for item in survey["items"]
            ]
        )


def _described(project: Project, survey: Survey) -> dict[str, Any]:
    numbers = {question.id: f"Q{question.number}" for question in project.matrix.questions()}
    scales = {scale.id: scale for scale in project.surveys.scales()}
    documents = {one.survey_item_id: one.code for one in project.documents.all()}
    respondents = len(project.surveys.respondents(survey.id))
    items = []
    for item in project.surveys.items(survey.id):
        scale = scales.get(item.scale_id or "")
        n = len(project.surveys.answers(item.id))
        items.append(
            {
                "id": item.id,
                "heading": item.heading,
                "text": item.text,
                "kind": item.kind,
                "separator": item.separator,
                "categories": scale.categories if scale else [],
                "missing": scale.missing if scale else [],
                "questions": [numbers[question] for question in item.questions],
                "answers": n,
                "blank": respondents - n if item.kind not in (ID, IGNORED) else None,
                "document": documents.get(item.id),
            }
        )
    return {**asdict(survey), "respondents": respondents, "items": items}


COMMANDS = (surveys,)
