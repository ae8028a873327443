"""The bytes and the text of a table or matrix that a person chose, whatever encoding it was saved in."""

from pathlib import Path

from ..domain.text import clean
from ..errors import UserError
from ..i18n import _
from . import encoding

LARGEST = 10_000_000


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file; UserError when it cannot be read, is empty or has more than `largest`."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= largest else b""
    except OSError as error:
        raise UserError(
            _("{file} cannot be read: {reason}.").format(
                file=path.name or path, reason=error.strerror or error
            ),
            _("Close it in other programs and check that it is there."),
        ) from error
    if size > largest:
        raise UserError(
            _("{file} has {size} MB; it may have {largest} MB.").format(
                file=path.name, size=size // 1_000_000, largest=largest // 1_000_000
            ),
            _("Check that it is the right file, or split it."),
        )
    if not data:
        raise UserError(_("{file} is empty.").format(file=path.name), _("Check that it was saved."))
    return data


def decode(data: bytes, file: str) -> str:
    """The cleaned text of `data`; UserError where it is unsure in which encoding it was saved.

    Such a table is small and was just saved by the person, who saves it in another way more quickly than
    a choice among encodings could be made.
    """
    found = encoding.decode(data, file)
    if found.choices:
        raise UserError(
            _("{file} is not in UTF-8, and it may be in any of these encodings: {names}.").format(
                file=file, names=", ".join(found.choices)
            ),
            _("Save it again as CSV in UTF-8, or as an Excel workbook."),
        )
    return clean(found.text)
