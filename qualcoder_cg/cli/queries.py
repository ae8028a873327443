"""Questions put to the coded quotes: query, triangulate, cooccurrence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..domain.codings import POLARITIES, marks_of
from ..domain.documents import KINDS
from ..domain.queries import CONDITIONS, Excerpted, Query, Retrieved, as_values
from ..domain.rules import ONE_VOICE, SEVERAL_VOICES
from ..domain.triangulation import UNITS, Triangulation
from ..i18n import _
from ..services import cooccurrence as together_services
from ..services import excerpts, heat_map, queries, retrieval, tables, triangulation, triangulation_words
from ..services.lookup import Names
from ..services.query_names import query_by_names
from ..services.retrieval_words import counts_in_words
from ..services.rules import change_rules
from ..services.studies import Project
from .common import CODER, JSON, ONLY_CODER, STUDY, opened, print_json, print_table, say, write
from .query_file import export_query, file_options

_TEXT = 200
_OPTIONS = (
    ("criteria", "--criterion", "Under questions of this criterion (key or name)."),
    ("questions", "--question", "Under this evaluation question (number)."),
    ("codes", "--code", "Under this code, and those below it."),
    ("polarities", "--polarity", f"Of this polarity: {', '.join(one or 'undecided' for one in POLARITIES)}."),
    ("key", "--key", "yes: key quotes; no: others."),
    ("coders", "--by", "Coded by this coder."),
    ("origins", "--origin", "Codings of this origin: manual, suggested, imported."),
    ("themes", "--theme", "With this theme."),
    ("together", "--together", "Overlapping a passage under this code; each one that is named has to."),
    ("types", "--type", "Said by informants of this type; none: nobody known."),
    ("sexes", "--sex", "Said by informants of this sex."),
    ("institutions", "--institution", "Said by someone who speaks for this institution."),
    ("places", "--place", "Said by someone from there."),
    ("informants", "--informant", "Said by this informant."),
    ("interviews", "--interview", "In this interview."),
    ("documents", "--document", "In this document."),
    ("kinds", "--kind", f"In this kind of source: {', '.join(KINDS)}."),
    ("categories", "--category", "In documents of this category; none: without one."),
    ("surveys", "--survey", "In answers to this survey."),
)


def _conditions(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each condition."""
    for name, option, text in reversed(_OPTIONS):
        command = click.option(option, name, multiple=True, metavar="NAME", help=text)(command)
    return command


@click.command()
@STUDY
@_conditions
@click.option(
    "--not", "excluded", multiple=True, type=click.Choice(CONDITIONS), help="Turn this condition round."
)
@click.option("--not-below", is_flag=True, help="Codes alone, without those below them.")
@click.option("--tagged", is_flag=True, help="With --theme: what is under the theme's questions too.")
@click.option("--after", default="", metavar="DATE", help="From this day on, such as 2021-05.")
@click.option("--before", default="", metavar="DATE", help="Until this day.")
@click.option("--words", default="", metavar="TEXT", help="Holding words that begin so.")
@click.option(
    "--saved", default="", metavar="NAME", help="What is saved under this name, and these limits too."
)
@click.option("--save", "save_as", default="", metavar="NAME", help="Save it under this name.")
@click.option(
    "--rename", nargs=2, metavar="OLD NEW", help="Call a saved query otherwise; nothing is searched."
)
@click.option("--delete", "deleted", default="", metavar="NAME", help="Delete a saved query.")
@click.option("--list", "listing", is_flag=True, help="List the saved queries.")
@click.option("--most", type=click.IntRange(0), default=0, help="Print at most so many excerpts; 0: all.")
@click.option("--counts", "only_counts", is_flag=True, help="Only the counts.")
@file_options
@ONLY_CODER
@CODER
@JSON
def query(
    study: Path,
    excluded: tuple[str, ...],
    not_below: bool,
    tagged: bool,
    after: str,
    before: str,
    words: str,
    saved: str,
    save_as: str,
    rename: tuple[str, str] | None,
    deleted: str,
    listing: bool,
    most: int,
    only_counts: bool,
    target: Path | None,
    attribution: str,
    accept_risk: str,
    only_coder: str,
    coder: str,
    as_json: bool,
    **given: tuple[str, ...],
) -> None:
    """Coded quotes that fit all that is asked, with what stands around them, and the counts.

    Each option may be repeated; one of its values has to fit. Polarity, key quote and the like are asked of
    one and the same coding, type, sex and the like of one and the same informant.
    """
    with opened(study, coder, only_coder) as project:
        if rename or deleted or listing:
            _keep(project, rename, deleted, as_json)
            return
        wanted = _query(project, saved, given)
        wanted = replace(
            wanted,
            excluded=wanted.excluded | set(excluded),
            below=wanted.below and not not_below,
            tagged=wanted.tagged or tagged,
            after=queries.day(after) or wanted.after,
            before=queries.day(before) or wanted.before,
            words=words or wanted.words,
        )
        if save_as:
            queries.save_query(project, save_as, wanted)
        if target:
            export_query(project, wanted, target, attribution, accept_risk, as_json)
            return
        found = retrieval.retrieve(project, wanted)
        for sentence in found.missing:
            say(sentence)
        passages = found.passages[: most or None] if not only_counts else []
        read = excerpts.read(project, passages)
        if as_json:
            print_json(_as_json(project, found, read))
            return
        _print(read)
    say(" · ".join(counts_in_words(found.counts)))


def _query(project: Project, saved: str, given: dict[str, tuple[str, ...]]) -> Query:
    """The query of the options, beside what is saved under a name."""
    named = query_by_names(project, {name: values for name, values in given.items() if values})
    if not saved:
        return named
    kept = queries.query_of(queries.named(project, saved))
    return replace(kept, **{name: named.values(name) for name in named.limits})  # type: ignore[arg-type]


def _keep(project: Project, rename: tuple[str, str] | None, deleted: str, as_json: bool) -> None:
    """Rename, delete and list saved queries."""
    if rename:
        queries.rename_query(project, queries.named(project, rename[0]).id, rename[1])
    if deleted:
        queries.delete_query(project, queries.named(project, deleted).id)
    kept = queries.saved(project)
    if as_json:
        print_json(
            [
                {
                    "id": one.saved.id,
                    "name": one.saved.name,
                    "query": as_values(one.query),
                    "missing": one.missing,
                }
                for one in kept
            ]
        )
        return
    counts = [retrieval.retrieve(project, one.query).counts for one in kept]
    print_table(
        [
            (one.saved.name, counts_in_words(count)[0], " ".join(one.missing))
            for one, count in zip(kept, counts, strict=True)
        ]
    )


def _as_json(project: Project, found: Retrieved, read: list[Excerpted]) -> dict[str, Any]:
    labels = {code.id: code.label for code in project.codes.all()}
    coders = {one.id: one.name for one in project.coders.all()}
    return {
        "query": as_values(found.query),
        "counts": found.counts._asdict(),
        "missing": found.missing,
        "excerpts": [
            {
                "document": one.ref,
                "kind": one.kind,
                "start": one.passage.start,
                "end": one.passage.end,
                "paragraph": one.paragraph,
                "page": one.page,
                "asked": one.asked,
                "before": one.before,
                "text": one.text,
                "after": one.after,
                "informants": one.informants,
                "types": one.types,
                "institutions": one.institutions,
                "quotable": one.quotable,
                "codings": [
                    {
                        "id": coding.id,
                        "code": labels.get(coding.code_id, ""),
                        "coder": coders.get(coding.coder_id, ""),
                        "polarity": coding.polarity,
                        "key": bool(coding.is_key),
                        "origin": coding.origin,
                    }
                    for coding in one.codings
                ],
            }
            for one in read
        ],
    }


def _print(read: list[Excerpted]) -> None:
    print_table(
        [
            (
                one.ref,
                _("p. {page}").format(page=one.page) if one.page else f"¶{one.paragraph}",
                ", ".join(one.informants),
                marks_of(
                    ", ".join(dict.fromkeys(coding.polarity for coding in one.codings)),
                    max((coding.is_key for coding in one.codings), default=0),
                ),
                one.text if len(one.text) <= _TEXT else one.text[: _TEXT - 1] + "…",
            )
            for one in read
        ]
    )


@click.command()
@STUDY
@click.option(
    "--unit", type=click.Choice(UNITS), default=UNITS[0], show_default=True, help="What is counted."
)
@click.option(
    "--group", type=click.Choice((ONE_VOICE, SEVERAL_VOICES)), help="Make this the study's rule for groups."
)
@click.option("--gaps", "only_gaps", is_flag=True, help="Only what is missing, question by question.")
@click.option(
    "--to", "target", type=click.Path(path_type=Path), metavar="FILE",
    help="Write to .docx, .xlsx, .html, .csv, or as a heat map to .png, .svg.",
)  # fmt: skip
@ONLY_CODER
@CODER
@JSON
def triangulate(
    study: Path,
    unit: str,
    group: str | None,
    only_gaps: bool,
    target: Path | None,
    only_coder: str,
    coder: str,
    as_json: bool,
) -> None:
    """The triangulation matrix: questions by types of informants, documents, surveys and observation."""
    with opened(study, coder, only_coder) as project:
        if group:
            change_rules(project, group=group)
        if target and target.suffix.lower() in heat_map.SUFFIXES:
            heat_map.write(project, target, unit=unit)
        elif target:
            name = "triangulation" if unit == UNITS[0] else "triangulation-institutions"
            tables.write(project, [tables.build(project, name)], target)
        if target:
            say(_("Written to {file}.").format(file=target))
            return
        matrix = triangulation.triangulate(project, unit=unit)
    if as_json:
        print_json(_matrix_as_json(matrix))
    elif only_gaps:
        print_table([(row.number, gap.text) for row in matrix.rows for gap in row.gaps])
    else:
        table = triangulation_words.table(matrix, "triangulation", "")
        headings = [column.heading for column in table.columns]
        print_table([headings, *([cell.text for cell in cells] for cells in table.all_rows)])
        write("".join(f"{line}\n" for line in ("", *table.notes)))


def _matrix_as_json(matrix: Triangulation) -> dict[str, Any]:
    return {
        "unit": matrix.unit,
        "group": matrix.group,
        "columns": [column._asdict() for column in matrix.columns],
        "criteria": [
            {
                "key": block.key,
                "name": block.name,
                "totals": [cell._asdict() for cell in block.totals],
                "questions": [
                    {
                        "number": row.number,
                        "short": row.short,
                        "cells": [cell._asdict() for cell in row.cells],
                        "kinds": row.kinds,
                        "strength": row.strength,
                        "gaps": [gap._asdict() for gap in row.gaps],
                    }
                    for row in block.rows
                ],
            }
            for block in matrix.blocks
        ],
        "totals": [cell._asdict() for cell in matrix.totals],
        "notes": matrix.notes,
    }


@click.command()
@STUDY
@click.argument("codes", nargs=-1)
@click.option("--most", type=click.IntRange(0), default=0, help="Print at most so many pairs; 0: all.")
@ONLY_CODER
@JSON
def cooccurrence(study: Path, codes: tuple[str, ...], most: int, only_coder: str, as_json: bool) -> None:
    """Pairs of codes whose passages overlap, the most frequent first; of all CODES, or of these alone."""
    with opened(study, "", only_coder) as project:
        names = Names(project)
        wanted = [names.code(name).id for name in codes] or None
        counted = together_services.cooccurrence(project, wanted)
        pairs = together_services.strongest(counted, most)
        labels = {code.id: code.label for code in project.codes.all()}
    if as_json:
        print_json(
            [
                {"first": labels[first], "second": labels[second], **numbers._asdict()}
                for first, second, numbers in pairs
            ]
        )
        return
    print_table(
        [
            (_("Code"), _("Code"), _("Overlaps"), _("Documents")),
            *((labels[first], labels[second], one.pairs, one.documents) for first, second, one in pairs),
        ]
    )


COMMANDS = (query, triangulate, cooccurrence)
