"""Commands about voices and the words for them: voices, counting-words."""

from typing import Any

import click

from ..domain import counting_words as words
from ..domain.voice_balance import FINDINGS, GROUPINGS, QUOTED, TYPE, Group, VoiceBalance
from ..errors import UserError
from ..i18n import _
from ..services import findings as finding_services
from ..services import voice_balance as services
from ..services.rules import change_rules, rules
from ..services.surveys import find_questions
from .common import CODER, JSON, ONLY_CODER, STUDY, opened, print_json, print_table, say


@click.command()
@STUDY
@click.option("--question", default="", metavar="Q", help="Of this question alone.")
@click.option("--by", type=click.Choice(GROUPINGS), default=TYPE, show_default=True)
@click.option(
    "--of",
    type=click.Choice(QUOTED),
    default=FINDINGS,
    show_default=True,
    help="Quotes linked to findings, key quotes, or all coded passages.",
)
@click.option("--without", is_flag=True, help="List the questions that have no quote of an interview.")
@ONLY_CODER
@CODER
@JSON
def voices(study: Any, coder: str, only_coder: str, as_json: bool, **wanted: Any) -> None:
    """The share of quotes against the share of informants: who is heard more or less than they are many.

    A ratio above 1.5 or below 0.67 is marked.
    """
    with opened(study, coder, only_coder) as project:
        if wanted["without"]:
            found = services.questions_without_quote(project, wanted["of"])
            if as_json:
                print_json([question.number for question in found])
            else:
                print_table([(question.number, question.short or question.text) for question in found])
            return
        (question_id,) = find_questions(project, [wanted["question"]]) or ("",)
        balance = services.voice_balance(project, by=wanted["by"], of=wanted["of"], question_id=question_id)
    if as_json:
        print_json(_as_json(balance))
        return
    print_table(
        [
            ("", _("People"), _("Asked"), _("Spoke"), _("Quotes"), _("Ratio")),
            *(_row(balance, group) for group in balance.groups),
            (_("All"), balance.people, balance.asked, balance.spoke, balance.quotes, ""),
        ]
    )


def _row(balance: VoiceBalance, group: Group) -> tuple[object, ...]:
    ratio = balance.ratio(group)
    mark = " ▲" if balance.is_loud(group) else " ▼" if balance.is_quiet(group) else ""
    shown = "–" if ratio is None else f"{ratio:.2f}{mark}"
    return (group.name or "–", group.people, group.asked, group.spoke, group.quotes, shown)


def _as_json(balance: VoiceBalance) -> dict[str, Any]:
    return {
        "by": balance.by,
        "of": balance.of,
        "people": balance.people,
        "asked": balance.asked,
        "spoke": balance.spoke,
        "quotes": balance.quotes,
        "unknown": balance.unknown,
        "groups": [
            {**group._asdict(), "ratio": balance.ratio(group), "warns": balance.warns(group)}
            for group in balance.groups
        ],
    }


@click.command("counting-words")
@STUDY
@click.option("--set", "chosen", nargs=2, multiple=True, metavar="NAME WORD", help="Use another word.")
@click.option("--reset", is_flag=True, help="Use the usual words again.")
@click.option("--below", type=int, default=None, metavar="N", help="Figures where fewer were asked.")
@click.option("--try", "tried", nargs=2, type=int, default=None, metavar="N OF", help="Word a count.")
@CODER
@JSON
def counting_words(study: Any, coder: str, as_json: bool, **wanted: Any) -> None:
    """The words for shares of informants: which there are, and from which share on."""
    with opened(study, coder) as project:
        language = finding_services.report_language(project)
        if wanted["tried"]:
            click.echo(words.phrase(words.Counted(*wanted["tried"]), rules(project), language))
            return
        values: dict[str, Any] = {}
        if wanted["chosen"] or wanted["reset"]:
            kept = {} if wanted["reset"] else dict(rules(project).counting_words)
            values["counting_words"] = tuple(_checked({**kept, **dict(wanted["chosen"])}).items())
        if wanted["below"] is not None:
            values["plain_below"] = wanted["below"]
        agreed = change_rules(project, **values) if values else rules(project)
    table = words.table(agreed, language)
    if as_json:
        print_json({"language": language, "plain_below": agreed.plain_below, "words": table})
        return
    print_table([(name, table[name], words.SHARES[name]) for name in words.NAMES])
    say(_("Below {n} asked, figures stand instead.").format(n=agreed.plain_below))


def _checked(chosen: dict[str, str]) -> dict[str, str]:
    for name, word in chosen.items():
        if name not in words.NAMES or not word.strip():
            raise UserError(
                _("{name} is not a counting word.").format(name=name),
                _("Use one of: {names}.").format(names=", ".join(words.NAMES)),
            )
    return {name: word.strip() for name, word in chosen.items()}


COMMANDS = (voices, counting_words)
