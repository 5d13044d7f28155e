"""Files that are written whole, for their owner alone, and never over another one."""

import os
from pathlib import Path

from core.errors import FileError
from core.messages import refusals


def write_new(path: Path, body: bytes) -> None:
    """Write a file that is not there yet, with mode 0600; what cannot be written whole is removed.

    Raises `FileError` when it is there, or cannot be written.
    """
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(body)
        except OSError:
            path.unlink()
            raise
    except FileExistsError as error:
        raise FileError(refusals.FILE_EXISTS) from error
    except OSError as error:
        raise FileError(refusals.CANNOT_WRITE) from error
