"""Files that are written whole, for their owner alone, and never over another one."""

import os
from pathlib import Path


def write_new(path: Path, body: bytes) -> None:
    """Write a file that is not there yet, with mode 0600; what cannot be written whole is removed.

    Raises `FileExistsError` when it is there, and `OSError` when it cannot be written.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(body)
    except OSError:
        path.unlink()
        raise
