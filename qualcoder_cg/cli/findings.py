"""The command about findings: what they say, the evidence they stand on, how strong it is."""

from collections.abc import Sequence
from typing import Any

import click

from ..domain.attribution import LEVELS, TYPE
from ..domain.findings import GRADES, FindingFacts, LinkedEvidence
from ..domain.strength import BEARINGS
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import finding_edit, finding_links, finding_words, merging_evidence
from ..services import findings as services
from ..services.lookup import Names
from ..services.studies import Project
from ..services.survey_results import item_named
from ..services.surveys import find_questions
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say
from .finding_lists import as_json_values, print_reuse

_LINKING = ("passage", "codings", "key_quotes", "page", "survey", "observation", "judgement", "again")
_CHANGING = (
    "edit", "place", "move_to", "remove", "unlink", "text", "settle", "unsettle", "confirm", "override",
    "draft", "bearing",
)  # fmt: skip


@click.command()
@STUDY
@click.option("--question", default="", metavar="Q", help="Only the findings of this question.")
@click.option("--finding", "meant", default="", metavar="F7.1", help="The finding meant; lists its evidence.")
@click.option("--add", nargs=2, default=None, metavar="Q STATEMENT", help="Add a finding to a question.")
@click.option("--edit", default="", metavar="STATEMENT", help="Change what the finding says.")
@click.option("--place", type=int, default=0, metavar="N", help="Its place among those of its question.")
@click.option("--move-to", default="", metavar="Q", help="Let it answer another question.")
@click.option("--remove", is_flag=True, help="Take the finding out; undo brings it back.")
@click.option("--passage", nargs=3, default=None, metavar="D START END", help="Link a passage of a document.")
@click.option("--coding", "codings", multiple=True, metavar="ID", help="Link the passage of a coding.")
@click.option("--key-quotes", is_flag=True, help="Link all key quotes of its question.")
@click.option("--page", nargs=3, default=None, metavar="D PAGE TEXT", help="Link what a document says.")
@click.option("--survey", default="", metavar="ITEM", help="Link the result of a survey question.")
@click.option("--observation", default="", metavar="TEXT", help="Link what the evaluator observed.")
@click.option("--judgement", default="", metavar="TEXT", help="Link what the evaluator judges.")
@click.option("--again", default="", metavar="F8.1:3", help="Link evidence that another finding uses.")
@click.option("--bearing", type=click.Choice(BEARINGS), default=None, help="How it bears on the finding.")
@click.option(
    "--evidence", "numbers", multiple=True, type=int, metavar="N", help="Evidence of it, by number."
)
@click.option("--unlink", is_flag=True, help="Take that evidence out of the finding.")
@click.option("--text", default="", metavar="TEXT", help="Change what that evidence says.")
@click.option("--settle", default="", metavar="REASON", help="Settle that contradiction.")
@click.option("--unsettle", is_flag=True, help="Open it again.")
@click.option("--confirm", is_flag=True, help="Confirm the proposed strength.")
@click.option(
    "--override", nargs=2, default=None, metavar="GRADE REASON", help=f"Set another: {', '.join(GRADES)}."
)
@click.option("--draft", is_flag=True, help="Take a confirmed strength back.")
@click.option("--merge", is_flag=True, help="Make one of evidence that is the same.")
@click.option("--reuse", is_flag=True, help="Where the same words are used more than once.")
@click.option(
    "--attribution",
    type=click.Choice(LEVELS),
    default=TYPE,
    show_default=True,
    help="How much of who said it stands beside quotes in JSON.",
)
@CODER
@JSON
def findings(study: Any, coder: str, as_json: bool, **wanted: Any) -> None:
    """The findings of a study with the strength of their evidence; the options change them.

    A statement may hold counting words that follow the data: {supporting}, {qualifying}, {contradicting},
    {spoke}, {silent}; {supporting:word} and {supporting:count} are the word and the figures alone.
    """
    with opened(study, coder) as project:
        if wanted["add"]:
            question, statement = wanted["add"]
            made = finding_edit.add_finding(project, _question(project, question), statement)
            click.echo(services.label_of(project, made))
        elif wanted["merge"]:
            n = merging_evidence.merge_identical(project)
            say(ngettext("{n} piece of evidence merged.", "{n} pieces of evidence merged.", n).format(n=n))
        elif wanted["reuse"]:
            print_reuse(project, as_json=as_json)
        elif not _change(project, wanted):
            _list(project, wanted, as_json=as_json)


def _change(project: Project, wanted: dict[str, Any]) -> bool:
    """Do what was asked with one finding; gives whether something was."""
    if not any(wanted[name] for name in (*_LINKING, *_CHANGING)):
        return False
    if not wanted["meant"]:
        raise UserError(_("The finding is not named."), _("Name it with --finding F7.1."))
    facts = services.finding_named(project, wanted["meant"])
    if any(wanted[name] for name in _LINKING):
        _link(project, facts, wanted)
    elif wanted["numbers"]:
        _change_evidence(project, facts, wanted)
    else:
        _change_finding(project, facts, wanted)
    return True


def _change_finding(project: Project, facts: FindingFacts, wanted: dict[str, Any]) -> None:
    if wanted["edit"]:
        finding_edit.edit_finding(project, facts.id, wanted["edit"])
    elif wanted["place"]:
        finding_edit.place_finding(project, facts.id, wanted["place"] - 1)
    elif wanted["move_to"]:
        finding_edit.move_to_question(project, facts.id, _question(project, wanted["move_to"]))
    elif wanted["confirm"]:
        click.echo(finding_edit.confirm(project, facts.id))
    elif wanted["override"]:
        finding_edit.override(project, facts.id, *wanted["override"])
    elif wanted["draft"]:
        finding_edit.withdraw_grade(project, facts.id)
    elif wanted["remove"]:
        finding_edit.remove_findings(project, [facts.id])
        say(_("Removed {finding}.").format(finding=facts.label))
        return
    else:
        raise UserError(_("The evidence is not named."), _("Name it with --evidence 3."))
    say(services.label_of(project, facts.id))


def _change_evidence(project: Project, facts: FindingFacts, wanted: dict[str, Any]) -> None:
    meant = [_evidence(facts, number) for number in wanted["numbers"]]
    ids = [one.link.id for one in meant]
    if wanted["unlink"]:
        finding_links.unlink(project, ids)
    elif wanted["settle"]:
        finding_links.settle(project, ids, wanted["settle"])
    elif wanted["unsettle"]:
        finding_links.unsettle(project, ids)
    elif wanted["place"]:
        finding_links.place_link(project, ids[0], wanted["place"] - 1)
    elif wanted["text"]:
        for one in meant:
            finding_links.edit_evidence(project, one.item.id, text=wanted["text"])
    elif wanted["bearing"]:
        finding_links.set_bearing(project, ids, wanted["bearing"])
    else:
        raise UserError(_("It is not said what to do with the evidence."), _("See the options with --help."))
    _tell_strength(project, facts.id)


def _link(project: Project, facts: FindingFacts, wanted: dict[str, Any]) -> None:
    """Link evidence of the kind that was given; quotes bear as their codings do unless it is said."""
    given = wanted["bearing"] or ""
    bearing, names = given or BEARINGS[0], Names(project)
    if wanted["passage"]:
        name, start, end = wanted["passage"]
        passage = (names.document(name).id, _number(start), _number(end))
        linked = finding_links.link_passages(project, facts.id, {passage: bearing})
    elif wanted["codings"]:
        linked = finding_links.link_codings(project, facts.id, wanted["codings"], given)
    elif wanted["key_quotes"]:
        linked = finding_links.link_key_quotes(project, facts.id, given)
    elif wanted["page"]:
        name, page, text = wanted["page"]
        document = names.document(name)
        linked = finding_links.link_page(
            project, facts.id, document.id, page=page, text=text, bearing=bearing
        )
    elif wanted["survey"]:
        item = item_named(project, wanted["survey"])
        linked = finding_links.link_survey(project, facts.id, item.id, text=wanted["text"], bearing=bearing)
    elif wanted["observation"]:
        linked = finding_links.link_observation(project, facts.id, wanted["observation"], bearing=bearing)
    elif wanted["judgement"]:
        linked = finding_links.link_judgement(project, facts.id, wanted["judgement"], bearing=bearing)
    else:
        label, _colon, number = wanted["again"].partition(":")
        one = _evidence(services.finding_named(project, label), _number(number))
        linked = finding_links.link_again(project, facts.id, one.item.id, bearing=bearing)
    n = len(linked.links)
    say(ngettext("{n} piece of evidence linked.", "{n} pieces of evidence linked.", n).format(n=n))
    if linked.known:
        say(
            ngettext("{n} was linked already.", "{n} were linked already.", linked.known).format(
                n=linked.known
            )
        )
    _tell_strength(project, facts.id)


def _tell_strength(project: Project, finding_id: str) -> None:
    facts = services.finding_named(project, finding_id)
    said = (facts.label, finding_words.grade_text(facts.grade), finding_words.verdict(facts))
    say(" · ".join(filter(None, said)))


def _evidence(facts: FindingFacts, number: int) -> LinkedEvidence:
    if not 1 <= number <= len(facts.evidence):
        raise UserError(
            _("{finding} has no evidence {number}.").format(finding=facts.label, number=number),
            _("Its evidence is numbered from 1 to {n}.").format(n=len(facts.evidence)),
        )
    return facts.evidence[number - 1]


def _question(project: Project, name: str) -> str:
    (found,) = find_questions(project, [name]) or ("",)
    return found


def _number(text: str) -> int:
    if not text.strip().isdecimal():
        raise UserError(_("{text} is not a number.").format(text=text or "–"), _("See --help."))
    return int(text)


def _list(project: Project, wanted: dict[str, Any], *, as_json: bool) -> None:
    if wanted["meant"]:
        found = [services.finding_named(project, wanted["meant"])]
    else:
        question = _question(project, wanted["question"]) if wanted["question"] else ""
        found = services.findings(project, question)
    if as_json:
        print_json(as_json_values(project, found, wanted["attribution"]))
    elif wanted["meant"]:
        _print_one(project, found[0])
    else:
        print_table([_row(facts) for facts in found])


def _row(facts: FindingFacts) -> Sequence[object]:
    return (
        facts.label,
        facts.grade,
        finding_words.status_words(facts),
        len(facts.evidence),
        facts.statement,
    )


def _print_one(project: Project, facts: FindingFacts) -> None:
    click.echo(f"{facts.label}  {facts.statement}")
    click.echo(f"{finding_words.grade_text(facts.grade)} ({finding_words.status_words(facts)})")
    print_table([(one.label, one.figure, one.words) for one in finding_words.lines(project, facts)])
    if verdict := finding_words.verdict(facts):
        click.echo(verdict)
    print_table(
        [
            (number, finding_words.bearing_words(one.bearing), one.reference, one.text or one.link.settled)
            for number, one in enumerate(facts.evidence, 1)
        ]
    )


COMMANDS = (findings,)
