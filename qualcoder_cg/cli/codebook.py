"""Commands about the codebook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ..domain import palette
from ..domain.codes import Code
from ..domain.keyword_notation import separated
from ..domain.matrix import Guidance
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import codebook as services
from ..services import register_counts
from ..services.lookup import Names
from ..services.tally import Share, Tally
from .common import CODER, JSON, ONLY_CODER, STUDY, opened, print_json, print_table, say


@click.command()
@STUDY
@ONLY_CODER
@JSON
def codes(study: Path, only_coder: str, as_json: bool) -> None:
    """The codebook: questions, themes, the team's own codes; with their counts."""
    with opened(study, only_coder=only_coder) as project:
        found = project.codes.all()
        tally = Tally(project).complete()
        shares = tally.shares(found)
        criteria = {criterion.id: criterion.key for criterion in project.matrix.criteria()}
        numbers = {question.id: f"Q{question.number}" for question in project.matrix.questions()}
    if as_json:
        print_json(
            [{**_code_json(code, criteria, numbers), **_counts_json(tally, shares, code)} for code in found]
        )
        return
    print_table(
        [
            (
                code.name,
                code.kind,
                register_counts.excerpts_in_words(tally.of([code.id]).excerpts),
                register_counts.informants_in_words(tally.of([code.id]).informants),
                _spoke_of_asked(shares.get(code.question_id or "")),
                code.short if code.short != code.name else "",
            )
            for code in found
        ]
    )


def _spoke_of_asked(share: Share | None) -> str:
    return _("{n} of {total} asked").format(n=share.spoke, total=share.asked) if share else ""


def _counts_json(tally: Tally, shares: Mapping[str, Share], code: Code) -> dict[str, int]:
    counts = dict(tally.of([code.id])._asdict())
    share = shares.get(code.question_id or "")
    return {**counts, **share._asdict(), "silent": share.silent} if share else counts


def _code_json(code: Code, criteria: dict[str, str], numbers: dict[str, str]) -> dict[str, Any]:
    return {
        "id": code.id,
        "name": code.name,
        "short": code.short,
        "kind": code.kind,
        "criterion": criteria.get(code.criterion_id or ""),
        "questions": [numbers[question] for question in code.questions],
        "parent": code.parent_id,
        "colour": palette.stroke(code.colour, dark=False),
        "definition": code.definition,
        "when_to_use": code.when_to_use,
        "when_not": code.when_not,
        "example": code.example,
        "memo": code.memo,
        "keywords": {language: list(terms) for language, terms in code.keywords.items()},
    }


@click.command("add-code")
@STUDY
@click.argument("name")
@click.option("--under", default="", metavar="CODE", help="The code it stands under.")
@click.option(
    "--question", "questions", multiple=True, metavar="Q", help="A question it is linked to; repeatable."
)
@click.option("--short", default="", help="A short name.")
@click.option("--definition", default="", help="What it means.")
@click.option("--theme", is_flag=True, help="A theme, which stands under no code.")
@CODER
def add_code(
    study: Path,
    name: str,
    under: str,
    questions: tuple[str, ...],
    short: str,
    definition: str,
    theme: bool,
    coder: str,
) -> None:
    """Add a code of the team's own."""
    with opened(study, coder) as project:
        names = Names(project)
        linked = [_question_of(names.code(question)) for question in questions]
        services.add_code(
            project,
            name,
            short=short,
            parent_id=names.code(under).id if under else None,
            questions=linked,
            guidance=Guidance(definition=definition),
            theme=theme,
        )


def _question_of(code: Code) -> str:
    if code.question_id is None:
        raise UserError(
            _("{code} is not a question of the evaluation matrix.").format(code=code.name),
            _("A code is linked to questions such as Q1."),
        )
    return code.question_id


@click.command("describe-code")
@STUDY
@click.argument("code")
@click.option("--name", help="A new name.")
@click.option("--short", help="A short name.")
@click.option("--definition", help="What it means.")
@click.option("--when-to-use", help="When to use it.")
@click.option("--when-not", help="When not to use it.")
@click.option("--example", help="An example.")
@click.option("--memo", help="A memo on the code.")
@click.option("--colour", help='A colour of the palette, such as "3-1", "blue" or "#3375c4".')
@click.option("--keywords", multiple=True, metavar="LANGUAGE=A;B", help="Keywords of a language; repeatable.")
@CODER
def describe_code(
    study: Path, code: str, keywords: tuple[str, ...], coder: str, **values: str | None
) -> None:
    """Change how a code is called and described."""
    with opened(study, coder) as project:
        found = Names(project).code(code)
        if values["name"] and found.question_id:
            raise UserError(
                _("{code} is called by its number.").format(code=found.name),
                _("Give it another short name with --short."),
            )
        words = dict(found.keywords)
        for entry in keywords:
            language, equals, terms = entry.partition("=")
            if not equals or not language.strip():
                raise UserError(
                    _("Keywords are given as LANGUAGE=A;B, not as “{text}”.").format(text=entry),
                    _("For example: --keywords es=salario;sueldo."),
                )
            words[language.strip()] = separated(terms, ";")
        services.describe_code(
            project,
            found.id,
            name=values.pop("name"),
            colour=values.pop("colour"),
            keywords=words if keywords else None,
            **{key: text for key, text in values.items() if text is not None},
        )


@click.command("delete-code")
@STUDY
@click.argument("codes", nargs=-1, required=True)
@CODER
def delete_code(study: Path, codes: tuple[str, ...], coder: str) -> None:
    """Delete themes or team codes with their codings; undo brings them back."""
    with opened(study, coder) as project:
        n = services.delete_codes(project, [Names(project).code(code).id for code in codes])
    say(ngettext("Deleted, with {n} coding.", "Deleted, with {n} codings.", n).format(n=n))


COMMANDS = (codes, add_code, describe_code, delete_code)
