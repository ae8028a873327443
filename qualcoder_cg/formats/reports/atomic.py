"""Writing a file so that it is there whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ...errors import UserError
from ...i18n import _


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends well.

    It is written beside its target, so that the last step is a renaming; after any error, Cancelled
    included, nothing of it is left and what was at `path` is untouched. OSError becomes UserError.
    """
    temporary = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        try:
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(_("{file} could not be written.").format(file=path.name), _reason(error)) from error


def _reason(error: OSError) -> str:
    """What to do about an error of the file system, in words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _("The disk is full: make room or choose another place.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _(
            "It may be open in another program, or the folder may be protected: "
            "close it or choose another place."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return _("The folder does not exist: make it or choose another place.")
    if error.errno in (errno.EISDIR, errno.ENOTEMPTY):
        return _("There is a folder of that name: choose another name.")
    return _("The system says: {reason}.").format(reason=error.strerror or error)
