"""A table whose encoding is unsure is not read in the likeliest one unsaid."""

from pathlib import Path

import pytest

from qualcoder_cg.errors import UserError
from qualcoder_cg.formats import encoding
from qualcoder_cg.formats.tables import read_csv

_HEADINGS = b"code,type,institution\n"
_UNSURE = _HEADINGS + b"KII-01,Partner,Verl\xcc_sslich\n"


def test_an_unsure_table_is_refused_with_the_encodings_it_may_be_in(tmp_path: Path) -> None:
    assert encoding.decode(_UNSURE, "people.csv").choices
    file = tmp_path / "people.csv"
    file.write_bytes(_UNSURE)
    with pytest.raises(UserError, match=r"people\.csv is not in UTF-8.*cp1252") as told:
        read_csv(file, ["code", "type"])
    assert "UTF-8" in told.value.hint


def test_a_table_in_a_sure_encoding_is_read(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    text = "KII-01,Institución asociada,Secretaría de Gobernación y Población\n" * 3
    file.write_bytes(_HEADINGS + text.encode("cp1252"))
    assert read_csv(file, ["code", "type"])[0].cells["institution"] == "Secretaría de Gobernación y Población"
