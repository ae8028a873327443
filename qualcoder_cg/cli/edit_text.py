"""Commands about correcting texts and about who speaks: edit-text, turns."""

from pathlib import Path

import click

from ..domain.revisions import LinePair, Outcome, Review
from ..domain.spans import Span
from ..errors import UserError
from ..i18n import _, ngettext
from ..services import revisions
from ..services import turns as services
from ..services.lookup import Names
from ..services.revision_plan import NewText
from ..services.studies import Project
from .common import CODER, JSON, STUDY, opened, print_json, print_table, say


@click.command("edit-text")
@STUDY
@click.argument("document")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take a better file.",
)
@click.option("--encoding", default="", metavar="NAME", help="The encoding of that file.")
@click.option("--replace", nargs=2, metavar="OLD NEW", help="Replace words that occur once.")
@click.option("--all", "everywhere", is_flag=True, help="Replace them wherever they occur.")
@click.option("--restore", type=int, metavar="N", help="Make a version the text again.")
@click.option("--versions", is_flag=True, help="List the versions kept.")
@click.option("--compare", nargs=2, metavar="A B", help="Two versions; 'now' is the text as it is.")
@click.option("--reviews", is_flag=True, help="List the codings to look at.")
@click.option(
    "--settle", nargs=2, metavar="ID ACTION", help="Settle a review (id or all): keep, remove or START:END."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, change nothing.")
@JSON
@CODER
def edit_text(
    study: Path,
    document: str,
    source: Path | None,
    encoding: str,
    replace: tuple[str, str] | None,
    everywhere: bool,
    restore: int | None,
    versions: bool,
    compare: tuple[str, str] | None,
    reviews: bool,
    settle: tuple[str, str] | None,
    dry_run: bool,
    as_json: bool,
    coder: str,
) -> None:
    """Correct the text of a document: codings, turns and pages go along, the version before is kept.

    Codings whose place is unsure go on a list (--reviews). Every change is one undo step.
    """
    wishes = (source, replace, restore, versions or None, compare, reviews or None, settle)
    if sum(wish is not None for wish in wishes) != 1:
        raise click.UsageError(
            _("Say one thing to do: {options}.").format(
                options="--from, --replace, --restore, --versions, --compare, --reviews, --settle"
            )
        )
    with opened(study, coder) as project:
        document_id = Names(project).document(document).id
        if versions:
            _list_versions(project, document_id, as_json)
        elif reviews:
            _list_reviews(project, document_id, as_json)
        elif compare:
            _compare(project, document_id, compare, as_json)
        elif settle:
            _settle(project, document_id, *settle)
        else:
            new = _new_text(project, document_id, source, encoding, replace, everywhere, restore)
            act = revisions.preview_replacing if dry_run else revisions.replace_text
            if restore is not None and not dry_run:
                outcome = revisions.restore(project, revisions.version(project, document_id, restore).id)
            elif replace and not dry_run:
                outcome = revisions.edit_text(project, document_id, new.text)
            else:
                outcome = act(project, document_id, new)
            _tell(outcome, as_json)


def _new_text(
    project: Project,
    document_id: str,
    source: Path | None,
    encoding: str,
    replace: tuple[str, str] | None,
    everywhere: bool,
    restore: int | None,
) -> NewText:
    """The text that is asked for; UserError where the words to replace do not say which are meant."""
    if source:
        return revisions.read_file(source, encoding=encoding)
    if restore is not None:
        version = revisions.version(project, document_id, restore)
        return NewText(version.text, version.turns, version.pages)
    old, new = replace or ("", "")
    text = project.documents.text(document_id)
    count = text.count(old) if old else 0
    if not count:
        raise UserError(
            _("“{words}” does not occur in the text.").format(words=old),
            _("Write it as it stands there, capitals and accents too."),
        )
    if count > 1 and not everywhere:
        raise UserError(
            ngettext(
                "“{words}” occurs {n} time in the text.", "“{words}” occurs {n} times in the text.", count
            ).format(words=old, n=count),
            _("Give more of the words around, or --all to replace it everywhere."),
        )
    return NewText(text.replace(old, new))


def _tell(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "changed": bool(outcome.version),
                "version": outcome.version or None,
                "codings": outcome.codings,
                "kept": outcome.kept,
                "moved": outcome.moved,
                "changed_inside": outcome.changed,
                "review": outcome.review,
                "gone": outcome.gone,
                "decisions_gone": outcome.decisions,
                "turns_gone": outcome.turns,
            }
        )
        return
    if not outcome.version:
        say(_("The text is the same; nothing was changed."))
        return
    certain = outcome.codings - outcome.review
    say(ngettext("{n} coding in its place.", "{n} codings in their places.", certain).format(n=certain))
    if outcome.review:
        review = ngettext("{n} coding to review.", "{n} codings to review.", outcome.review)
        say(review.format(n=outcome.review))
    if outcome.turns:
        gone = ngettext("{n} turn lost its words.", "{n} turns lost their words.", outcome.turns)
        say(gone.format(n=outcome.turns))
    if outcome.decisions:
        told = ngettext(
            "{n} decision on a suggestion went with its words.",
            "{n} decisions on suggestions went with their words.",
            outcome.decisions,
        )
        say(told.format(n=outcome.decisions))


def _list_versions(project: Project, document_id: str, as_json: bool) -> None:
    found = revisions.versions(project, document_id)
    if as_json:
        print_json(
            [
                {
                    "number": one.number,
                    "id": one.id,
                    "made_at": one.made_at,
                    "coder": one.coder,
                    "reason": one.reason,
                    "characters": len(one.text),
                    "sha256": one.sha256,
                }
                for one in found
            ]
        )
        return
    print_table([(one.number, one.made_at[:16], one.coder, len(one.text), one.reason) for one in found])


def _compare(project: Project, document_id: str, wanted: tuple[str, str], as_json: bool) -> None:
    ids = [_version_id(project, document_id, name) for name in wanted]
    pairs = revisions.compare(project, document_id, ids[0], ids[1])
    if as_json:
        print_json([_pair(pair) for pair in pairs])
        return
    for pair in pairs:
        if pair.left != pair.right:
            for sign, line in (("-", pair.left), ("+", pair.right)):
                if line is not None:
                    print_table([(sign, line)])


def _version_id(project: Project, document_id: str, name: str) -> str | None:
    if name == "now":
        return None
    if not name.isdecimal():
        raise UserError(
            _("{name} is not the number of a version.").format(name=name),
            _("Give a number of --versions, or 'now'."),
        )
    return revisions.version(project, document_id, int(name)).id


def _pair(pair: LinePair) -> dict[str, object]:
    return {
        "left": pair.left,
        "right": pair.right,
        "left_marks": [list(mark) for mark in pair.left_marks],
        "right_marks": [list(mark) for mark in pair.right_marks],
    }


def _list_reviews(project: Project, document_id: str, as_json: bool) -> None:
    names = {code.id: code.name for code in project.codes.all()}
    text = project.documents.text(document_id)
    before = {one.id: one.text for one in revisions.versions(project, document_id)}
    codings = {one.id: one for one in project.codings.in_document(document_id)}
    found = []
    for review in revisions.reviews(project, document_id):
        coding = codings[review.coding_id]
        found.append(
            {
                "id": review.id,
                "coding": review.coding_id,
                "code": names[coding.code_id],
                "before": before[review.version_id][review.start : review.end],
                "now": text[coding.start : coding.end],
                "start": coding.start,
                "end": coding.end,
                "why": revisions.why(review),
            }
        )
    if as_json:
        print_json(found)
        return
    print_table([(one["id"], one["code"], one["before"], one["now"]) for one in found])


def _settle(project: Project, document_id: str, name: str, action: str) -> None:
    found = revisions.reviews(project, document_id)
    chosen: list[Review] = [one for one in found if name in ("all", one.id, one.coding_id)]
    if not chosen:
        raise UserError(
            _("There is no review {name} in this document.").format(name=name),
            _("--reviews lists them."),
        )
    ids = [one.id for one in chosen]
    start, colon, end = action.partition(":")
    if action == "keep":
        revisions.keep(project, ids)
    elif action == "remove":
        revisions.remove(project, ids)
    elif colon and start.isdecimal() and end.isdecimal() and len(ids) == 1:
        revisions.move(project, ids[0], Span(int(start), int(end)))
    else:
        raise UserError(
            _("{action} does not settle a review.").format(action=action),
            _("Write keep, remove, or START:END for one review."),
        )
    say(ngettext("{n} review settled.", "{n} reviews settled.", len(ids)).format(n=len(ids)))


@click.command()
@STUDY
@click.argument("document")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Let a speaker have another name.")
@click.option("--interviewer", multiple=True, metavar="NAME", help="Who asks; may be given more than once.")
@click.option("--split", nargs=2, metavar="POSITION NAME", help="Let a turn of NAME begin at a position.")
@click.option("--join", nargs=2, type=int, metavar="A B", help="Make the turns at two positions one.")
@JSON
@CODER
def turns(
    study: Path,
    document: str,
    rename: tuple[str, str] | None,
    interviewer: tuple[str, ...],
    split: tuple[str, str] | None,
    join: tuple[int, int] | None,
    as_json: bool,
    coder: str,
) -> None:
    """List the turns of a document, or change who speaks in it.

    Positions count Unicode code points of the stored text. Several changes are one undo step.
    """
    with opened(study, coder) as project:
        document_id = Names(project).document(document).id
        parted = (_position(split[0]), split[1]) if split else None
        services.change_turns(
            project, document_id, rename=rename, interviewers=interviewer, split=parted, join=join
        )
        found = project.documents.turns(document_id)
        text = project.documents.text(document_id)
    if as_json:
        print_json([{**turn._asdict(), "text": text[turn.start : turn.end]} for turn in found])
        return
    print_table([(t.start, t.speaker, t.role, text[t.start : t.end][:60]) for t in found])


def _position(written: str) -> int:
    if not written.isdecimal():
        raise UserError(
            _("{place} is not a position.").format(place=written), _("Positions count characters from 0.")
        )
    return int(written)


COMMANDS = (edit_text, turns)
