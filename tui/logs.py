"""The log of the program: lines of JSON, rotated, its owner's alone, without any personal value.

Only what `lsun_sync` itself logs is kept, and of that the event and its facts: what a library says
may hold anything.
"""

import json
import logging
import os
from datetime import UTC, datetime
from functools import cache
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_state_path

from tui import __version__

_MOST_BYTES = 1_000_000
_FORMER_FILES = 5


def path() -> Path:
    """Where the log is; the former ones are beside it, with a number."""
    return user_state_path("lsun-sync") / "lsun-sync.log"


@cache
def start() -> None:
    """Keep what happens from now on. A log that cannot be written keeps nobody from working."""
    try:
        path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _Log(path(), maxBytes=_MOST_BYTES, backupCount=_FORMER_FILES, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(_JsonLine())
    log = logging.getLogger("lsun_sync")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


class _Log(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(number, "a", encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: a full disk is told by what could not be written for the user."""


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg,
            "version": __version__,
            "process": record.process,
            **getattr(record, "facts", {}),
        }
        return json.dumps(line, ensure_ascii=False)
