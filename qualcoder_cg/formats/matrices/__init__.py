"""Files that hold an evaluation matrix with its codebook: one module a format."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from qualcoder_cg.domain.matrix import MatrixSpec
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from . import csv_file, xlsx_file, yaml_file


class Format(NamedTuple):
    """One kind of matrix file: its endings and how it is read."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], MatrixSpec]


FORMATS = (
    Format("YAML", yaml_file.SUFFIXES, yaml_file.read),
    Format("CSV", csv_file.SUFFIXES, csv_file.read),
    Format("Excel", xlsx_file.SUFFIXES, xlsx_file.read),
)


def suffixes() -> tuple[str, ...]:
    """The file endings that `read` knows, with their dot."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes)


def read(path: Path) -> MatrixSpec:
    """The matrix in a file, by its ending; raises `UserError` naming file, row and fault."""
    for known in FORMATS:
        if path.suffix.lower() in known.suffixes:
            return known.read(path)
    raise UserError(
        _("{file} is not a matrix file: it should end in {suffixes}.").format(
            file=path.name, suffixes=", ".join(suffixes())
        )
    )
