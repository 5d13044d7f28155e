"""Files that are written whole, for their owner alone, and over another one only if asked to."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from core.errors import FileError
from core.messages import refusals

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
"""What a file system says that has none: that of a USB stick, say."""


def write_new(path: Path, body: bytes) -> None:
    """Write a file that is not there yet, with mode 0600: it is there whole, or not at all.

    Raises `FileError` when it is there, or cannot be written.
    """
    try:
        with new_file(path) as unfinished:
            unfinished.write_bytes(body)
    except FileExistsError as error:
        raise FileError(refusals.FILE_EXISTS) from error
    except OSError as error:
        raise FileError(why_not_written(path, error)) from error


def why_not_written(path: Path, error: OSError) -> str:
    """What is to be said of a file that this error left unwritten."""
    if isinstance(error, FileNotFoundError):
        return refusals.NO_FOLDER.format(folder=path.parent.absolute())
    return refusals.NO_ROOM if error.errno in _FULL else refusals.CANNOT_WRITE


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Where to write what becomes this file at the end, if nothing fails; mode 0600.

    What a process that was killed has left unfinished is removed. Raises `OSError`;
    `FileExistsError` when the file is there.
    """
    if path.exists():
        raise FileExistsError(path)
    with _unfinished(path, _publish) as unfinished:
        yield unfinished


def rewrite(path: Path, body: bytes) -> None:
    """Write a file, with mode 0600, that may be there: whole as before, or whole as this.

    Raises `OSError`.
    """
    with _unfinished(path, os.replace) as unfinished:
        unfinished.write_bytes(body)


@contextmanager
def _unfinished(path: Path, publish: Callable[[Path, Path], None]) -> Iterator[Path]:
    _remove_what_the_dead_left(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.en-cours")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield unfinished
        _sync(unfinished)
        publish(unfinished, path)
        with suppress(OSError):  # not every file system lets a folder be synchronised
            _sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _publish(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)  # which, unlike a renaming, never replaces another file
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(path) from error
        unfinished.rename(path)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove_what_the_dead_left(path: Path) -> None:
    for left in path.parent.glob(f".{escape(path.name)}.*.en-cours"):
        process = left.name.removesuffix(".en-cours").rpartition(".")[2]
        if process.isdecimal() and not _is_alive(int(process)):
            with suppress(OSError):
                left.unlink()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()
