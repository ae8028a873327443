"""Exports that were cut, doubled or scrambled are read or refused with a sentence, and nothing else."""

import io
import random
from pathlib import Path

import openpyxl
import pytest
from survey_files import SURVEY

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import survey_tables
from qualcoder_cg.services import survey_answers, surveys

_PIECES = (
    b'"',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xc3",
    b"=",
    b"\t",
    b'""',
    b"A1",
    b"\n\n",
    b"\x1f",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six places changed."""
    changed = bytearray(data)
    for _n in range(chance.randint(1, 6)):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((0, 1, 1, 3, 40))
        new = chance.choice((b"", chance.choice(_PIECES), bytes([chance.randrange(256)]), changed[:60]))
        changed[place : place + length] = new
    return bytes(changed)


def workbook() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in SURVEY.splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("suffix", "times"), [(".csv", 300), (".xlsx", 60)])
def test_a_mutated_file_is_read_or_refused(suffix: str, times: int, tmp_path: Path) -> None:
    chance = random.Random(20)
    data = SURVEY.encode("utf-8") if suffix == ".csv" else workbook()
    path = tmp_path / f"a{suffix}"
    read = 0
    for _n in range(times):
        path.write_bytes(mutated(data, chance))
        try:
            table = survey_tables.read(path)
            plan = surveys.propose(table).columns
            found = survey_answers.respondents(table, plan)
        except UserError as error:
            assert error.message and error.hint
            continue
        read += 1
        assert len(set(table.headings)) == len(table.headings) and all(table.headings)
        assert all(len(row.cells) == len(table.headings) for row in table.rows)
        assert found and all("\0" not in answer for one in found for answer in one.answers.values())
    assert read > 0 or suffix == ".xlsx"
