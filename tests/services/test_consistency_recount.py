"""Random studies of three coders: every figure of each question against a count coding by coding."""

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import exact
import pytest
from comparing import Marked, add_document, code, coder_ids, study

from qualcoder_cg.domain.consistency import ANSWER, CHARACTER, EACH, POOLED, Setup
from qualcoder_cg.services import consistency
from qualcoder_cg.services.studies import Project

NAMES = ("A", "B", "C")
CODES = ("Q1", "Q2", "Q9")
Row = list[int | None]


def _study(folder: Path, dice: random.Random) -> tuple[Project, dict[str, dict[str, list[Marked]]]]:
    """Four documents; A coded all of them, B three, C two."""
    project = study(folder)
    marked: dict[str, dict[str, list[Marked]]] = {}
    for number in range(4):
        name = f"D{number}"
        text = f"{number:>8}" + "palabra " * 79
        add_document(project, name, [(start, start + 80) for start in range(0, 640, 80)], text=text)
        marked[name] = {}
        for coder in NAMES[: 1 + min(2, 3 - number)] if number else NAMES:
            some = []
            for _coding in range(dice.randint(2, 7)):
                start = dice.randrange(0, 600)
                some.append((start, min(640, start + dice.randint(8, 160)), dice.choice(CODES)))
            marked[name][coder] = some
        code(project, folder, marked[name], name)
    return project, marked


def _decisions(marked: dict[str, dict[str, list[Marked]]], name: str, unit: int) -> list[Row]:
    """A row for each stretch of `unit` code points in documents that two coders received."""
    rows: list[Row] = []
    for document, by_coder in marked.items():
        if len(by_coder) < 2:
            continue
        text = f"{document[1]:>8}" + "palabra " * 79
        for place in range(0, 640, unit):
            row: Row = []
            for coder in NAMES:
                if coder not in by_coder:
                    row.append(None)
                    continue
                touches = any(
                    any(one.isalnum() for one in text[max(place, start) : min(place + unit, end)])
                    or (unit == 1 and start <= place < end)
                    for start, end, of in by_coder[coder]
                    if of == name
                )
                row.append(int(touches))
            rows.append(row)
    return rows


BY_HAND: dict[str, Callable[[list[Row]], Fraction | None]] = {
    "percent": exact.percent,
    "dice": lambda rows: exact.specific(rows, 1),
    "fleiss": exact.fleiss,
    "fleiss-unequal": lambda rows: exact.fleiss_unequal(rows, 2),
    "krippendorff": exact.krippendorff,
    "ac1": lambda rows: exact.gwet(rows, 2),
    "brennan-prediger": lambda rows: exact.brennan_prediger(rows, 2),
}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("unit", "size"), [(ANSWER, 80), (CHARACTER, 1)])
def test_each_figure_is_what_counting_gives(tmp_path: Path, seed: int, unit: str, size: int) -> None:
    project, marked = _study(tmp_path, random.Random(seed))
    found = consistency.measure(project, Setup(coder_ids(project, *NAMES), unit=unit, draws=0))
    used = [figure.name for figure in found.of("percent", EACH)]
    assert used
    tables = {name: _decisions(marked, name, size) for name in used}
    pooled = [row for rows in tables.values() for row in rows]
    for key, by_hand in BY_HAND.items():
        figures = {figure.name: figure.value for figure in found.of(key, EACH)}
        assert set(figures) == set(used)
        (all_of_them,) = found.of(key, POOLED)
        for value, rows in [*((figures[name], tables[name]) for name in used), (all_of_them.value, pooled)]:
            expected = by_hand(rows)
            assert (value is None) == (expected is None), key
            if value is not None and expected is not None:
                assert value == pytest.approx(float(expected), abs=1e-9), key
    project.close()
