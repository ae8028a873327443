"""The command that brings copies of a study in: merge."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..domain.merge_report import MergePreview
from ..domain.merging import MINE, THEIRS
from ..errors import UserError
from ..i18n import _
from ..services import merge as merging
from ..services import merge_words
from ..services.lookup import Names
from ..services.studies import Project
from .common import CODER, JSON, STUDY, ConsoleProgress, opened, print_json, say, write


@click.command()
@STUDY
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
@click.option("--take-theirs", multiple=True, metavar="KEY", help="Take the copy's side of a conflict.")
@click.option("--take-mine", multiple=True, metavar="KEY", help="Take this study's side of a conflict.")
@click.option("--same-code", multiple=True, metavar="A=B", help="Make code B of either copy one with code A.")
@click.option("--report", type=click.Path(path_type=Path), help="Keep what was done as a text.")
@CODER
@JSON
def merge(
    study: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    take_theirs: tuple[str, ...],
    take_mine: tuple[str, ...],
    same_code: tuple[str, ...],
    report: Path | None,
    coder: str,
    as_json: bool,
) -> None:
    """Bring copies of the study in; conflicts are KEYs of the form TABLE/ROW/FIELD."""
    choices = {**dict.fromkeys(take_mine, MINE), **dict.fromkeys(take_theirs, THEIRS)}
    told: list[dict[str, Any]] = []
    texts: list[str] = []
    with opened(study, coder=coder) as project:
        for number, file in enumerate(files, 1):
            if dry_run:
                foreseen = merging.preview(project, file, ConsoleProgress())
                told.append(asdict(foreseen))
                texts.append("\n".join(merge_words.lines(foreseen)) + "\n")
                continue
            seen = merging.preview(project, file, ConsoleProgress()) if choices or same_code else None
            keys = {clash.key for clash in seen.clashes} if seen else set()
            among = {key: side for key, side in choices.items() if len(files) == 1 or key in keys}
            pairs = (
                [_pair(project, seen, pair) for pair in same_code] if seen and number == len(files) else []
            )
            done = merging.merge(project, file, choices=among, same_codes=pairs, progress=ConsoleProgress())
            told.append(asdict(done))
            texts.append(merge_words.text(done))
    if report is not None:
        _keep(report, "\n".join(texts))
    if as_json:
        print_json(told if len(told) > 1 else told[0])
    else:
        for file, text in zip(files, texts, strict=True):
            if len(files) > 1:
                say(file.name)
            write(text)


def _pair(project: Project, seen: MergePreview, pair: str) -> tuple[str, str]:
    """The ids of two codes, of which either copy may have either."""
    first, _sign, second = pair.partition("=")
    if not first or not second:
        raise UserError(
            _("{pair} names no two codes.").format(pair=pair), _("Write A=B: B becomes one with A.")
        )
    names = Names(project)
    coming = {name: code.theirs_id for code in seen.codes for name in (code.theirs, code.theirs_id)}

    def code(name: str) -> str:
        # a code of the same name here goes by that name; the copy's then by its id
        known = {one.name for one in project.codes.all()}
        return coming[name] if name in coming and name not in known else names.code(name).id

    return code(first.strip()), code(second.strip())


def _keep(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=path.name, reason=error.strerror or error),
            _("Choose a folder you may write to."),
        ) from None


COMMANDS = (merge,)
