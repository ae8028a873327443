"""Searching the texts, and coding what was found."""

from functools import partial
from pathlib import Path

import click

from ..domain.search import (
    GROWTHS,
    INSTITUTION,
    INTERVIEW,
    MODES,
    NEAR_WORDS,
    PLACE,
    SEX,
    SPEAKER,
    TYPE,
    Filter,
    Hit,
    Query,
)
from ..i18n import _, ngettext
from ..services.lookup import Names
from ..services.search import Search
from ..services.search_coding import code_hits
from ..services.studies import Project
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_AROUND = 40
_several = partial(click.option, multiple=True, metavar="NAME")


@click.command()
@STUDY
@click.argument("text")
@click.option("--mode", type=click.Choice(MODES), default=MODES[0], help="How TEXT is meant.")
@click.option("--near", type=click.IntRange(1), help=f"At most so many words apart; {NEAR_WORDS} otherwise.")
@click.option("--accents", is_flag=True, help="Accents make a difference.")
@click.option("--case", is_flag=True, help="Capitals make a difference.")
@click.option("--whole", is_flag=True, help="Whole words only.")
@_several("--document", help="Only in this document; may be repeated.")
@click.option(
    "--in-code", default="", metavar="CODE", help="Only in passages under a code and those below it."
)
@click.option("--not-below", is_flag=True, help="With --in-code: only under the code itself.")
@click.option("--interviewer", is_flag=True, help="Interviewers' words too.")
@_several("--speaker", help="Only under this label.")
@_several("--type", help="Only informants of this type.")
@_several("--sex", help="Only informants of this sex.")
@_several("--institution", help="Only informants who speak for it.")
@_several("--place", help="Only informants from there.")
@_several("--interview", help="Only documents of this interview.")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Put all hits under this code.")
@click.option("--grow", type=click.Choice(GROWTHS), default=GROWTHS[0], help="With --code: how much.")
@CODER
@JSON
def search(
    study: Path,
    text: str,
    mode: str,
    near: int | None,
    accents: bool,
    case: bool,
    whole: bool,
    document: tuple[str, ...],
    in_code: str,
    not_below: bool,
    interviewer: bool,
    codes: tuple[str, ...],
    grow: str,
    coder: str,
    as_json: bool,
    **only: tuple[str, ...],
) -> None:
    """Find TEXT in what was said, and print where with the words around it.

    words: all of them in one answer, in any order. phrase: one after another. near: close to one another.
    fuzzy: spelt alike. lemma: all forms of the words. regex: a regular expression. Words are also the
    beginnings of longer ones, and accents and capitals make no difference, unless asked for. Interviewers'
    words are left out. Each kind of --speaker, --type … may be repeated; one of its values must fit.
    """
    with opened(study, coder) as project:
        names = Names(project)
        query = Query(
            text,
            mode="near" if near and mode == MODES[0] else mode,
            distance=near or NEAR_WORDS,
            accents=accents,
            case=case,
            whole=whole,
            documents=tuple(names.document(name).id for name in document) or None,
            code_id=names.code(in_code).id if in_code else "",
            below=not not_below,
            interviewer=interviewer,
            only=_only(only),
        )
        code_ids = [names.code(name).id for name in codes]
        made = Search(project, query)
        hits = [hit for some in made.steps() for hit in some]
        outcome = code_hits(project, hits, code_ids, grow) if code_ids else None
        _print(project, hits, as_json)
    if not as_json:
        _tell(made)
    if outcome:
        said = ngettext("{n} coding made.", "{n} codings made.", outcome.made).format(n=outcome.made)
        if outcome.there:
            there = ngettext("{n} was there already.", "{n} were there already.", outcome.there)
            said += " " + there.format(n=outcome.there)
        say(said)


def _only(given: dict[str, tuple[str, ...]]) -> frozenset[Filter]:
    attributes = (SPEAKER, TYPE, SEX, INSTITUTION, PLACE, INTERVIEW)
    return frozenset((one, value) for one in attributes for value in given.get(one, ()))


def _print(project: Project, hits: list[Hit], as_json: bool) -> None:
    documents = {one.id: one for one in project.documents.all()}
    if as_json:
        print_json(
            [
                {
                    "document": documents[hit.document_id].name,
                    **hit._asdict(),
                }
                for hit in hits
            ]
        )
        return
    print_table(
        [
            (
                documents[hit.document_id].code,
                f"{hit.start}–{hit.end}",
                hit.speaker,
                f"{hit.before[-_AROUND:].rjust(_AROUND)}[{hit.words}]{hit.after[:_AROUND]}",
            )
            for hit in hits
        ]
    )


def _tell(made: Search) -> None:
    """How many there are, on standard error."""
    for forms in made.forms:
        say(_("Found as: {words}").format(words=", ".join(forms) or "–"))
    hits = ngettext("{n} hit", "{n} hits", made.hits).format(n=made.hits)
    found = ngettext("{hits} in {n} document", "{hits} in {n} documents", made.documents)
    said = found.format(hits=hits, n=made.documents)
    if made.left_out:
        left = ngettext("{n} more by interviewers", "{n} more by interviewers", made.left_out)
        said += "; " + left.format(n=made.left_out)
    say(said + ".")


COMMANDS = (search,)
