"""The command that brings copies of a study in: merge."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ..domain.merge_report import SAME_NAME, MergePreview
from ..domain.merging import BOTH, MINE, THEIRS
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
@click.option(
    "--take-both", multiple=True, metavar="KEY", help="Keep both texts of a conflict, the earlier first."
)
@click.option("--same", multiple=True, metavar="KEY", help="Make this pair one.")
@click.option(
    "--same-names",
    is_flag=True,
    help="Make one the coders, institutions, informants and own columns of one name.",
)
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
    take_both: tuple[str, ...],
    same: tuple[str, ...],
    same_names: bool,
    same_code: tuple[str, ...],
    report: Path | None,
    coder: str,
    as_json: bool,
) -> None:
    """Bring copies of the study in.

    --dry-run names conflicts by KEYs of the form TABLE/ROW/FIELD, and pairs that may be one by KEYs of the
    form TABLE/ROW/ROW.
    """
    taken = ((take_mine, MINE), (take_theirs, THEIRS), (take_both, BOTH))
    choices = {key: side for keys, side in taken for key in keys}
    told: list[dict[str, Any]] = []
    texts: list[str] = []
    proposed: set[str] = set()
    with opened(study, coder=coder) as project:
        for number, file in enumerate(files, 1):
            if dry_run:
                foreseen = merging.preview(project, file, ConsoleProgress())
                told.append(asdict(foreseen))
                texts.append("\n".join(merge_words.lines(foreseen)) + "\n")
                continue
            asked = choices or same or same_names or same_code
            seen = merging.preview(project, file, ConsoleProgress()) if asked else None
            keys = {clash.key for clash in seen.clashes} if seen else set()
            among = {key: side for key, side in choices.items() if len(files) == 1 or key in keys}
            pairs = _pairs(seen, same, same_names) if seen else {}
            proposed |= {one.key for one in seen.pairs} if seen else set()
            if seen and number == len(files):
                _refuse_unknown([key for key in same if key not in proposed])
                pairs["code"] = [*pairs.get("code", ()), *(_pair(project, seen, one) for one in same_code)]
            done = merging.merge(project, file, choices=among, same=pairs, progress=ConsoleProgress())
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


def _pairs(seen: MergePreview, keys: Sequence[str], names: bool) -> dict[str, list[tuple[str, str]]]:
    """The pairs of this copy that were asked for by key, or because they have one name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in seen.pairs:
        if one.key in keys or (names and one.kind == SAME_NAME and one.table != "code"):
            found.setdefault(one.table, []).append((one.first_id, one.second_id))
    return found


def _refuse_unknown(keys: Sequence[str]) -> None:
    if keys:
        raise UserError(
            _("There is no pair {key} between these copies.").format(key=keys[0]),
            _("--dry-run lists the pairs that may be one."),
        )


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
