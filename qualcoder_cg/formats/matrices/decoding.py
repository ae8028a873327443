"""The text of a matrix file, whatever encoding it was saved in."""

from pathlib import Path

from qualcoder_cg.domain.text import clean
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

from .. import encoding

LARGEST = 10_000_000


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises `UserError` when it cannot be read or is too large to be a matrix."""
    try:
        size = path.stat().st_size
        if size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise UserError(
            _("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror or error),
            _("Close it in other programs and check that it is there."),
        ) from error
    raise UserError(
        _("{file} has {size} MB; a matrix file may have {largest} MB.").format(
            file=path.name, size=size // 1_000_000, largest=LARGEST // 1_000_000
        )
    )


def decode(data: bytes, file: str) -> str:
    """The cleaned text of `data`, in whatever encoding it was saved."""
    return clean(encoding.decode(data, file).text)
