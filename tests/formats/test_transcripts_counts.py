"""Every real transcript: speakers, turns and words as a plain count of the raw file finds them."""

import ast
import sys
from pathlib import Path

import plain_counts
from plain_counts import Counts

from qualcoder_cg.formats import transcripts

FEWEST_FILES = 14


def found_by_readers(path: Path) -> Counts:
    transcript = transcripts.read(path)
    speakers = [turn.speaker for turn in transcript.turns if turn.speaker]
    return Counts(len(set(speakers)), len(speakers), len(transcript.text.split()))


def _row(found: Counts, counted: Counts | None) -> str:
    if counted is None:
        return f"{found.speakers:9} {found.turns:11} {found.words:13}  not counted: pdftotext is missing"
    pairs = [f"{one} {'=' if one == other else '≠'} {other}" for one, other in zip(found, counted)]
    return f"{pairs[0]:>9} {pairs[1]:>11} {pairs[2]:>13}"


def test_every_real_file_imports_and_counts_agree(shared_data: Path, printed_table: list[str]) -> None:
    """No tolerance: what legitimately differs is no word to either side (times and ids of captions, marks
    of Markdown, page marks, numbers of rows beside a printed transcript); a label counts once a turn.
    """
    printed_table.append(f"{'file':46} {'speakers':>9} {'turns':>11} {'words':>13}")
    differing: list[str] = []
    files = sorted(path for path in (shared_data / "transcripts").rglob("*") if path.is_file())
    for path in files:
        found, counted = found_by_readers(path), plain_counts.count(path)
        printed_table.append(f"{path.name:46} " + _row(found, counted))
        if counted is not None and found != counted:
            differing.append(path.name)
    assert len(files) >= FEWEST_FILES
    assert not differing


def _names(node: ast.Import) -> list[str]:
    return [one.name for one in node.names]


def test_the_plain_count_knows_nothing_of_the_program() -> None:
    source = Path(plain_counts.__file__).read_text(encoding="utf-8")
    modules = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else _names(node))
    }
    assert modules <= sys.stdlib_module_names
