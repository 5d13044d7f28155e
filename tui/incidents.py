"""Crashes: a sentence for the user, and a private file that says where, never with what.

A traceback would show values (a pupil's record, a token, a password of the database): what an
incident keeps is the types of the errors and their frames. The text of an error is a value too.
"""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

from platformdirs import user_state_path

from tui import __version__
from tui.wording import texts

_MOST = 20
"""Of one process: an error that comes again and again must not fill the disk."""

_numbers: list[str] = []


def folder() -> Path:
    """Where the files of incidents are, each readable by its owner alone."""
    return user_state_path("lsun-sync") / "incidents"


def record(error: BaseException) -> str:
    """Keep where this error came from; the sentence that tells the user of it."""
    number = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.urandom(2).hex()}"
    path = folder() / f"incident-{number}.txt"
    if len(_numbers) >= _MOST:
        return texts.CRASHED_UNRECORDED.format(number=_numbers[-1])
    _numbers.append(number)
    logging.getLogger("lsun_sync.incident").error("incident", extra={"facts": {"number": number}})
    try:
        for parent in (path.parent.parent, path.parent):
            parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.writelines(f"{line}\n" for line in _account_of(error, number))
    except OSError:
        return texts.CRASHED_UNRECORDED.format(number=number)
    return texts.CRASHED.format(number=number, path=path)


def watch() -> None:
    """Have every error that nobody catches recorded, instead of printed with its values.

    Those of threads, of the event loop and of libraries' logs end nothing: they are kept only.
    """
    sys.excepthook = lambda _kind, error, _trace: print(record(error), file=sys.stderr)  # noqa: T201
    sys.unraisablehook = lambda unraisable: _keep(unraisable.exc_value)
    threading.excepthook = lambda failed: _keep(failed.exc_value)
    recorder = _Recorder(logging.WARNING)
    # What no handler takes, Python writes to the terminal with its traceback: the event loop's
    # exception handler among others.
    logging.lastResort = recorder
    loop_log = logging.getLogger("asyncio")
    loop_log.addHandler(recorder)
    loop_log.propagate = False


class _Recorder(logging.Handler):
    """Keeps the errors that libraries log; what they say of them may hold data."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            _keep(record.exc_info[1])


def _keep(error: BaseException | None) -> None:
    if error is not None:
        record(error)


def _account_of(error: BaseException, number: str) -> Iterator[str]:
    yield texts.INCIDENT.format(number=number, version=__version__)
    yield f"Python {sys.version.split()[0]}, {sys.platform}"
    for known in _chain(error, set()):
        yield f"{type(known).__module__}.{type(known).__qualname__}"
        for frame, line in walk_tb(known.__traceback__):
            yield f"    {frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}:{line}"


def _chain(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    """An error, then what led to it."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    for member in getattr(error, "exceptions", ()):
        yield from _chain(member, seen)
    yield from _chain(error.__cause__, seen)
    yield from _chain(error.__context__, seen)
