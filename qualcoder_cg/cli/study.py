"""Commands about the study file: new, copy, check, log, undo, redo, history."""

from pathlib import Path

import click

from ..i18n import _, ngettext
from ..services import steps as walking
from ..services import studies
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, print_table, say


@click.command()
@STUDY
@click.option(
    "--matrix",
    default="",
    metavar="NAME_OR_PATH",
    help="A shipped matrix, or a YAML, CSV, XLSX or DOCX file.",
)
@click.option("--title", default="", help="The study's title; the file's name unless given.")
@CODER
def new(study: Path, matrix: str, title: str, coder: str) -> None:
    """Make a study, with an evaluation matrix and its codebook."""
    project = studies.new_study(study, matrix=matrix, title=title, coder=coder)
    n_questions, n_codes = len(project.matrix.questions()), len(project.codes.all())
    questions = ngettext("{n} question", "{n} questions", n_questions).format(n=n_questions)
    codes = ngettext("{n} code", "{n} codes", n_codes).format(n=n_codes)
    say(
        _("Made {file}: {questions}, {codes}.").format(
            file=project.path.name, questions=questions, codes=codes
        )
    )
    project.close()


@click.command()
@STUDY
@click.argument("target", type=click.Path(path_type=Path))
def copy(study: Path, target: Path) -> None:
    """Write a verified copy of the study to TARGET."""
    with opened(study) as project:
        made = studies.save_copy(project, target)
    say(_("Copied to {file}.").format(file=made.name))


@click.command()
@STUDY
def check(study: Path) -> int:
    """Look through the file for anything that is not as it should be."""
    with opened(study) as project:
        found = studies.problems(project, ConsoleProgress())
        n_documents, n_codings = len(project.documents.all()), project.seen.count()
    documents = ngettext("{n} document", "{n} documents", n_documents).format(n=n_documents)
    codings = ngettext("{n} coding", "{n} codings", n_codings).format(n=n_codings)
    sound = _("{file} is sound: {documents}, {codings}.").format(
        file=study.name, documents=documents, codings=codings
    )
    for problem in found:
        say(problem)
    if not found:
        click.echo(sound)
    return 1 if found else 0


@click.command()
@STUDY
@JSON
@click.option("--limit", type=click.IntRange(min=1), help="Only the newest lines.")
def log(study: Path, as_json: bool, limit: int | None) -> None:
    """What was done, when and by whom, newest first."""
    with opened(study) as project:
        lines = project.activity(-1 if limit is None else limit)
    if as_json:
        print_json(
            [
                {
                    "seq": line.seq,
                    "at": line.at,
                    "who": line.coder,
                    "what": studies.filled(line.what, line.words),
                    "changes": line.counts,
                }
                for line in lines
            ]
        )
        return
    print_table([(line.at, line.coder, studies.in_words(line.what, line.words)) for line in lines])


@click.command()
@STUDY
@CODER
@click.option("--steps", type=click.IntRange(min=1), default=1, help="How many steps.")
@click.option(
    "--to", "step_id", type=click.IntRange(min=0), metavar="N", help="All steps after step N; 0 for all."
)
def undo(study: Path, coder: str, steps: int, step_id: int | None) -> None:
    """Take back the last step; it can be done again with redo."""
    _walk(study, coder, steps, step_id, back=True)


@click.command()
@STUDY
@CODER
@click.option("--steps", type=click.IntRange(min=1), default=1, help="How many steps.")
@click.option("--to", "step_id", type=click.IntRange(min=1), metavar="N", help="All steps up to step N.")
def redo(study: Path, coder: str, steps: int, step_id: int | None) -> None:
    """Do the last undone step again."""
    _walk(study, coder, steps, step_id, back=False)


def _walk(study: Path, coder: str, steps: int, step_id: int | None, *, back: bool) -> None:
    with opened(study, coder) as project:
        if step_id is not None:
            _go_to(project, step_id, back=back)
            return
        for _number in range(steps):
            step = project.undo() if back else project.redo()
            if step is None:
                say(_("There is nothing to undo.") if back else _("There is nothing to redo."))
                return
            sentence = _("Undone: {step}") if back else _("Done again: {step}")
            click.echo(sentence.format(step=studies.in_words(step.name, step.words)))


def _go_to(project: studies.Project, step_id: int, *, back: bool) -> None:
    step = walking.check_step(project, step_id)
    if step and step.undone == back:
        said = _("Step {n} is undone; redo goes there.") if back else _("Step {n} stands; undo goes there.")
        say(said.format(n=step_id))
        return
    n = walking.go_to_step(project, step_id, ConsoleProgress())
    undone = ngettext("Undone: {n} step.", "Undone: {n} steps.", n)
    again = ngettext("Done again: {n} step.", "Done again: {n} steps.", n)
    click.echo((undone if back else again).format(n=n))


@click.command()
@STUDY
@JSON
@click.option("--limit", type=click.IntRange(min=1), help="Only the newest steps.")
def history(study: Path, as_json: bool, limit: int | None) -> None:
    """The steps that undo takes back and redo does again, newest first; undone ones are marked with ×."""
    with opened(study) as project:
        found = project.steps(0, -1 if limit is None else limit)
    if as_json:
        print_json(
            [
                {
                    "step": step.id,
                    "at": step.at,
                    "who": step.coder,
                    "what": studies.filled(step.name, step.words),
                    "undone": step.undone,
                }
                for step in found
            ]
        )
        return
    print_table(
        [
            (one.id, "×" if one.undone else "", one.at, one.coder, studies.in_words(one.name, one.words))
            for one in found
        ]
    )


COMMANDS = (new, copy, check, log, undo, redo, history)
