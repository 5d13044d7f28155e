"""Only files that are files are read: a pipe never ends, and a device has no size."""

import stat
from pathlib import Path

from core.errors import FileError
from core.messages import refusals


def refuse_unless_regular(path: Path, most: int) -> None:
    """Raise `FileError` for what is no regular file, or has more than so many bytes.

    Raises `OSError` when it cannot be looked at.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise FileError(refusals.NOT_A_FILE.format(file=path.name))
    if found.st_size > most:
        raise FileError(refusals.LARGE_FILE.format(file=path.name, most=most // (1024 * 1024)))
