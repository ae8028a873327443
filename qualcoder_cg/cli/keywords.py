"""The command about the keywords of codes: what they hit, how often they were right, what might be added."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..domain.codes import Code
from ..domain.proportions import Proportion
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import keyword_proposals
from ..services import keywords as services
from ..services.keyword_words import checked
from ..services.keywords import Counts, Key, Stand
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, JSON, ONLY_CODER, STUDY, ConsoleProgress, opened, print_json, print_table, say

_SHOWN = 2


@click.command()
@STUDY
@click.argument("code", default="")
@click.option("--add", multiple=True, metavar="KEYWORD", help="Add a keyword to the code; repeatable.")
@click.option("--remove", multiple=True, metavar="KEYWORD", help="Remove one; repeatable.")
@click.option("--language", default="", metavar="CODE", help="The language of the keywords, as en or es.")
@click.option("--hits", "tried", default="", metavar="KEYWORD", help="The passages that a keyword would hit.")
@click.option("--propose", is_flag=True, help="Words that set the code's own coding apart.")
@CODER
@ONLY_CODER
@JSON
def keywords(
    study: Path,
    code: str,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    language: str,
    tried: str,
    propose: bool,
    coder: str,
    only_coder: str,
    as_json: bool,
) -> None:
    """The keywords of a code, or of all: what they hit, and how often they were right so far.

    \b
    A keyword is written in one line:
      labour inspector      in any of their forms
      "labour inspector"    only these forms
      contract*             words that begin so
      day care ... women    in this order, up to five words between (...2: two)
      [{"LEMMA": "pay"}]    a pattern of spaCy's Matcher, as JSON
    """
    with opened(study, coder, only_coder) as project:
        if not code and (add or remove or tried or propose):
            raise UserError(_("This is done for one code."), _("Name it after the study."))
        codes = [Names(project).code(code)] if code else project.codes.all()
        for text in remove:
            services.remove_keyword(project, codes[0].id, language, text)
        for text in add:
            spoken = language or services.usual_language(project, codes[0])
            services.add_keyword(project, codes[0].id, spoken, text)
        if tried:
            _print_hits(project, codes[0], language, tried, as_json)
        elif propose:
            _print_proposals(project, codes[0], as_json)
        elif not add and not remove:
            _print_list(project, codes, language, as_json)


def _print_list(project: Project, codes: Sequence[Code], language: str, as_json: bool) -> None:
    rows: list[tuple[Code, Key, Counts]] = []
    for one in codes:
        keys = [key for key in services.keys_of(one) if language in ("", key.language)]
        if keys:
            stands = services.found(project, one.id, keys, ConsoleProgress())
            rows += [(one, key, services.counted(some)) for key, some in zip(keys, stands, strict=True)]
    if as_json:
        print_json(
            [
                {"code": one.name, "code_id": one.id, **_key(key), **_counts(counts)}
                for one, key, counts in rows
            ]
        )
        return
    print_table(
        [
            (
                one.name,
                key.language,
                key.text,
                _passages(counts.passages),
                _("right {share}").format(share=share) if (share := services.right_in_words(counts)) else "–",
            )
            for one, key, counts in rows
        ]
    )


def _print_hits(project: Project, code: Code, language: str, text: str, as_json: bool) -> None:
    key = Key(language or services.usual_language(project, code), checked(text))
    (stands,) = services.found(project, code.id, [key], ConsoleProgress())
    counts = services.counted(stands)
    names = {document.id: document.name for document in project.documents.all()}
    if as_json:
        passages = [_stand(project, stand, names) for stand in stands]
        print_json({"code": code.name, **_key(key), **_counts(counts), "passages": passages})
        return
    print_table(
        [
            (
                names[stand.document_id],
                f"{stand.start}–{stand.end}",
                services.standing_name(stand.coded),
                _words(project, stand),
            )
            for stand in stands
        ]
    )
    say(services.counts_in_words(counts))


def _print_proposals(project: Project, code: Code, as_json: bool) -> None:
    found = keyword_proposals.propose(project, code.id, ConsoleProgress())
    names = {document.id: document.name for document in project.documents.all()}
    if as_json:
        print_json(
            [
                {
                    "language": one.language,
                    "keyword": one.text,
                    "passages": len(one.places),
                    "of": one.own,
                    "elsewhere": one.elsewhere,
                    "of_others": one.others,
                    "examples": [
                        {"document": names[place.document_id], "start": place.start, "end": place.end}
                        for place in one.places[:_SHOWN]
                    ],
                }
                for one in found
            ]
        )
        return
    print_table(
        [
            (
                one.language,
                one.text,
                _("{n} of {total} passages").format(n=len(one.places), total=one.own),
                _("elsewhere {n} of {total}").format(n=one.elsewhere, total=one.others),
            )
            for one in found
        ]
    )
    if not found:
        say(keyword_proposals.none_yet(project, code.id))


def _passages(n: int) -> str:
    return ngettext("{n} passage", "{n} passages", n).format(n=n)


def _words(project: Project, stand: Stand) -> str:
    return project.documents.text(stand.document_id)[stand.start : stand.end]


def _key(key: Key) -> dict[str, str]:
    return {"language": key.language, "keyword": key.text}


def _counts(counts: Counts) -> dict[str, float]:
    low, high = Proportion(counts.so, counts.decided).interval
    return {
        **counts._asdict(),
        "decided": counts.decided,
        "right": counts.so,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _stand(project: Project, stand: Stand, names: dict[str, str]) -> dict[str, Any]:
    return {
        "document": names[stand.document_id],
        "document_id": stand.document_id,
        "start": stand.start,
        "end": stand.end,
        "words": [list(span) for span in stand.words],
        "coded": stand.coded,
        "text": _words(project, stand),
    }


COMMANDS = (keywords,)
