"""Damaged files of every format are read or refused; none harms the program or leaves rows behind."""

import os
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import mutations
from transcript_files import SAMPLES

from qualcoder_cg.formats import transcripts

pytestmark = pytest.mark.processes

FORMATS = [suffix[1:] for suffix in transcripts.suffixes()]
SHORT, LONG = 20, 500 if "QUALCODER_CG_SOAK" in os.environ else 120


def survive(format: str, files: int, folder: Path) -> mutations.Figures:
    found = mutations.measure(format, SAMPLES[format], files, 3, folder)
    assert (found.files, sum(found.outcomes.values())) == (files, files)
    assert found.crashes == found.rows_left == 0
    assert found.outcomes["fault"] == 0, found.places
    assert found.slowest <= mutations.SLOWEST
    assert found.memory_mb < mutations.MOST_MEMORY
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_damaged_files_do_no_harm(format: str, tmp_path: Path) -> None:
    survive(format, SHORT, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("format", FORMATS)
def test_many_damaged_files_do_no_harm(format: str, tmp_path: Path) -> None:
    found = survive(format, LONG, tmp_path)
    print(found)


@pytest.mark.parametrize("format", FORMATS)
def test_files_are_damaged_the_same_way_each_time(format: str) -> None:
    made = [
        [mutations.mutated(SAMPLES[format], dice) for _n in range(10)]
        for dice in (random.Random(1), random.Random(1), random.Random(2))
    ]
    assert made[0] == made[1] != made[2] and len(set(made[0])) > 5
