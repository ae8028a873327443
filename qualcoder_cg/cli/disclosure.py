"""Commands that protect who spoke: disclosure, printing, redact, names, rules."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..domain.attribution import LEVELS, TYPE
from ..domain.quotes import NAME_KINDS, PERSON, REDACTION_KINDS
from ..domain.rules import LAYERS, ONE_VOICE, SETTLE, SEVERAL_VOICES
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _
from ..services import disclosure as services
from ..services import names as name_list
from ..services import quotes, redaction
from ..services import rules as study_rules
from ..services.lookup import Names
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say

_LEVEL = click.option(
    "--attribution", "level", type=click.Choice(LEVELS), default=TYPE, show_default=True,
    help="How much of who said it would be printed.",
)  # fmt: skip
_START = click.argument("start", type=int, required=False)
_END = click.argument("end", type=int, required=False)


@click.command()
@STUDY
@_LEVEL
@click.option("--without-sex", is_flag=True, help="As for a file that does not print the sex.")
@click.option("--mend", is_flag=True, help="Do for each what is proposed first, in one step.")
@click.option("--reason", default="", help="Why, with --mend.")
@JSON
@CODER
def disclosure(
    study: Path, level: str, without_sex: bool, mend: bool, reason: str, as_json: bool, coder: str
) -> None:
    """The quotes that would point at too few people, each with what would mend it."""
    with opened(study, coder) as project:
        found = services.check(project, level, sex=not without_sex)
        if mend and found:
            chosen = [(risk, risk.mends[0]) for risk in found if risk.mends]
            services.apply_mends(project, chosen, reason=reason)
            say(_("Mended: {n}.").format(n=len(chosen)))
            found = services.check(project, level, sex=not without_sex)
    if as_json:
        print_json([_risk(risk) for risk in found])
        return
    print_table(
        [
            (risk.ref, f"{risk.start}–{risk.end}", risk.fits, risk.text, " ".join(m.text for m in risk.mends))
            for risk in found
        ]
    )
    say(services.risks_text(len(found)))


@click.command()
@STUDY
@click.argument("document")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.option("--level", type=click.Choice((*LEVELS, "usual")), help="The level at which it is printed.")
@click.option("--paraphrase", metavar="TEXT", help="Print it in these words only.")
@click.option("--own-words", is_flag=True, help="Let it be printed in its own words again.")
@click.option("--reason", default="", help="Why; the log keeps it.")
@JSON
@CODER
def printing(
    study: Path,
    document: str,
    start: int,
    end: int,
    level: str | None,
    paraphrase: str | None,
    own_words: bool,
    reason: str,
    as_json: bool,
    coder: str,
) -> None:
    """What is decided about printing the passage of DOCUMENT from START up to END; with options, decide."""
    with opened(study, coder) as project:
        inside, span = Names(project).document(document).id, Span(start, end)
        if level is not None or paraphrase is not None or own_words:
            quote = quotes.quote_of(project, inside, span)
            if level is not None:
                quotes.set_level(project, [quote.id], "" if level == "usual" else level, reason)
            if paraphrase is not None or own_words:
                quotes.set_paraphrase(project, quote.id, not own_words, paraphrase or "", reason)
        found = quotes.known_quote(project, inside, span)
    told = found._asdict() if found else {}
    if as_json:
        print_json(told)
    else:
        print_table([(name, value) for name, value in told.items() if value not in ("", 0)])


@click.command()
@STUDY
@click.argument("document", required=False)
@_START
@_END
@click.option("--as", "kind", type=click.Choice(REDACTION_KINDS), default=PERSON, show_default=True,
              help="What the words are; keep lets them stand.")  # fmt: skip
@click.option("--reason", default="", help="Why.")
@click.option("--remove", metavar="ID", help="Take a redaction by hand back.")
@click.option(
    "--entities", is_flag=True, help="List what a trained pipeline takes for names; --accept marks it."
)
@click.option("--accept", is_flag=True, help="With --entities: redact them all.")
@click.option("--words", is_flag=True, help="Show the replaced words too.")
@_LEVEL
@JSON
@CODER
def redact(
    study: Path,
    document: str | None,
    start: int | None,
    end: int | None,
    kind: str,
    reason: str,
    remove: str | None,
    entities: bool,
    accept: bool,
    words: bool,
    level: str,
    as_json: bool,
    coder: str,
) -> None:
    """Redact the characters from START up to END of DOCUMENT; without them, the log of what is replaced."""
    with opened(study, coder) as project:
        inside = Names(project).document(document).id if document else ""
        if remove:
            redaction.remove_redactions(project, [remove])
        elif entities:
            _entities(project, [inside] if inside else [], accept, as_json)
            return
        elif start is not None and end is not None:
            made = redaction.redact(project, inside, Span(start, end), kind, reason=reason)
            click.echo(made.id)
            return
        elif start is not None:
            raise UserError(_("The passage is not named."), _("Give where it begins and where it ends."))
        lines = list(redaction.log(project, level, [inside] if inside else []))
        text = {one: project.documents.text(one) for one in {line.document_id for line in lines} if words}
        told = [_line(line, text.get(line.document_id, "")) for line in lines]
    if as_json:
        print_json(told)
        return
    print_table(
        [
            (
                line.document,
                f"{line.start}–{line.end}",
                redaction.kind_words(line.kind),
                redaction.rule_words(line.rule),
                line.coder,
                *([one.get("words", "")] if words else []),
                line.reason,
            )
            for line, one in zip(lines, told, strict=True)
        ]
    )


def _entities(project: Any, document_ids: list[str], accept: bool, as_json: bool) -> None:
    """What a trained pipeline takes for names, listed or marked."""
    from ..services import entities as found_names

    proposed = found_names.find(project, document_ids)
    if accept:
        n = found_names.accept(project, proposed)
        say(_("Redacted: {n}.").format(n=n))
        return
    if as_json:
        print_json([one._asdict() for one in proposed])
    else:
        print_table([(one.document, f"{one.start}–{one.end}", one.kind, one.words) for one in proposed])


@click.command()
@STUDY
@click.argument("name", required=False)
@click.option(
    "--kind", type=click.Choice(NAME_KINDS), default=PERSON, show_default=True, help="What it names."
)
@click.option("--informant", default="", metavar="CODE", help="Whose name it is.")
@click.option("--remove", is_flag=True, help="Take NAME (or its id) off the list.")
@JSON
@CODER
def names(
    study: Path, name: str | None, kind: str, informant: str, remove: bool, as_json: bool, coder: str
) -> None:
    """The names that must not be printed; with NAME, put it on the list. The list leaves with no export."""
    with opened(study, coder) as project:
        if name and remove:
            ids = [
                one.known.id for one in name_list.listed(project) if name in (one.known.id, one.known.name)
            ]
            if not ids:
                raise UserError(_("This name is not in the list."), _("The list shows what is."))
            name_list.remove_names(project, ids)
        elif name:
            click.echo(name_list.add_name(project, name, kind=kind, informant=informant).id)
            return
        found = name_list.listed(project)
    if as_json:
        print_json([{**one.known._asdict(), "informant": one.informant} for one in found])
    else:
        print_table([(one.known.id, one.known.kind, one.informant, one.known.name) for one in found])


@click.command()
@STUDY
@click.option("--k", type=int, help="How few people a printed attribution may fit at least.")
@click.option("--ceiling", type=click.Choice((*LEVELS, "no")), help="The highest level of any export.")
@click.option(
    "--usual-level", type=click.Choice((*LEVELS, "no")), help="That of quotes nobody decided about."
)
@click.option(
    "--group", type=click.Choice((ONE_VOICE, SEVERAL_VOICES)), help="What a group interview counts."
)
@click.option("--category", "categories", multiple=True, metavar="TYPE=WORDS", help="The category of a type.")
@click.option("--report-language", metavar="CODE", help="The language of the report; - for the program's.")
@click.option("--plain-below", type=int, metavar="N", help="Below so many asked, “n of N” is printed.")
@click.option(
    "--counting-word", "words", multiple=True, metavar="NAME=WORD", help="Another word for a share."
)
@click.option("--who-settles", type=click.Choice(SETTLE), help="Who may settle disagreements.")
@click.option("--same-edges", type=int, metavar="PERCENT", help="From what share on two passages are one.")
@click.option("--layer", type=click.Choice(LAYERS), help="Whose codings count: all, or the consensus.")
@JSON
@CODER
def rules(
    study: Path,
    k: int | None,
    ceiling: str | None,
    usual_level: str | None,
    group: str | None,
    categories: tuple[str, ...],
    report_language: str | None,
    plain_below: int | None,
    words: tuple[str, ...],
    who_settles: str | None,
    same_edges: int | None,
    layer: str | None,
    as_json: bool,
    coder: str,
) -> None:
    """The rules by which the study counts and protects people; with options, change them."""
    with opened(study, coder) as project:
        given: dict[str, Any] = {
            "k": k,
            "ceiling": "" if ceiling == "no" else ceiling,
            "usual_level": "" if usual_level == "no" else usual_level,
            "group": group,
            "report_language": "" if report_language == "-" else report_language,
            "plain_below": plain_below,
            "who_settles": who_settles,
            "same_edges": same_edges,
            "layer": layer,
        }
        now = study_rules.rules(project)
        if categories:
            given["categories"] = {**now.categories, **_pairs(categories)}
        if words:
            given["counting_words"] = tuple({**dict(now.counting_words), **_pairs(words)}.items())
        changed = {name: value for name, value in given.items() if value is not None}
        if changed:
            now = study_rules.change_rules(project, **changed)
    if as_json:
        print_json(asdict(now))
    else:
        print_table([(name, _shown(value)) for name, value in asdict(now).items()])


def _pairs(given: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise UserError(
                _("{text} is not NAME=WORD.").format(text=one), _("Write it with an equals sign.")
            )
        pairs[name.strip()] = value.strip()
    return pairs


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} = {word}" for name, word in value.items()) or "–"
    if isinstance(value, tuple):
        return "; ".join(f"{name} = {word}" for name, word in value) or "–"
    return str(value) if value not in ("", None) else "–"


def _risk(risk: services.Risk) -> dict[str, Any]:
    return {**asdict(risk), "mends": [mend._asdict() for mend in risk.mends]}


def _line(line: redaction.LogLine, text: str) -> dict[str, Any]:
    told = line._asdict()
    return {**told, "words": text[line.start : line.end]} if text else told


COMMANDS = (disclosure, printing, redact, names, rules)
