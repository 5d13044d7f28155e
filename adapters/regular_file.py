"""Files that are read are files: a pipe or a device may never end, or never begin."""

from pathlib import Path

from core.errors import FileError
from core.messages import refusals


def refuse_what_is_no_file(path: Path) -> None:
    """Raise `FileError` for a folder, a pipe or a device; what is not there fails when opened."""
    if path.exists() and not path.is_file():
        raise FileError(refusals.NOT_A_FILE.format(file=path.name or path))
