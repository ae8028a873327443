"""The text of a matrix file, whatever encoding it was saved in."""

import codecs
from pathlib import Path

from qualcoder_cg.domain.text import clean
from qualcoder_cg.errors import UserError
from qualcoder_cg.i18n import _

LARGEST = 10_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets of our users' languages save when they do not save UTF-8: Windows, Mac, DOS.
_WESTERN = ["cp1252", "mac_roman", "cp850"]


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
    """The cleaned text of `data`: by its BOM, else as UTF-8, else as it most probably was saved."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return clean(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise _unreadable(file) from error
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(_guessed(data, file))


def _guessed(data: bytes, file: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_WESTERN).best() or from_bytes(data).best()
    if best is None:
        raise _unreadable(file)
    return str(best)


def _unreadable(file: str) -> UserError:
    return UserError(_("The encoding of {file} is not known.").format(file=file), _("Save it as UTF-8."))
