"""A line of the user's own crontab (crontab(5)), by the command of that name."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from datetime import time

from adapters.unattended import sentences
from core.errors import FileError
from core.model.identifiers import Uai

_TIMEOUT = 30.0
_NONE_YET = "no crontab for"


class CrontabSchedule:
    """`core.ports.unattended.Schedule` by a line, which is added to those that there are."""

    name = "crontab"

    def __init__(self, uai: Uai, command: Sequence[str], at: time) -> None:
        self._uai = uai
        # To cron, `%` is the end of a line.
        self._line = f"{at.minute} {at.hour} * * * {shlex.join(command)}".replace("%", "\\%")

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        """The line."""
        return [(self.name, f"{self._line}\n")]

    def install(self) -> None:
        """Add the line, if it is not there. Raises `FileError`, having changed nothing."""
        lines = self._lines()
        if self._line in lines:
            return
        if any(self._is_of_this_school(line) for line in lines):
            raise FileError(sentences.OTHER_LINE)
        whole = "".join(f"{line}\n" for line in (*lines, self._line))
        if self._run("-", whole).returncode != 0:
            raise FileError(sentences.NO_CRONTAB)

    def _lines(self) -> list[str]:
        done = self._run("-l", "")
        if done.returncode != 0 and _NONE_YET not in done.stderr:
            raise FileError(sentences.NO_CRONTAB)  # what cannot be read is not replaced
        return done.stdout.splitlines()

    def _is_of_this_school(self, line: str) -> bool:
        return not line.startswith("#") and "--automatique" in line and self._uai in line

    def _run(self, argument: str, text: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603 - the command of this name, and nothing of others
                ["crontab", argument],  # noqa: S607 - wherever this machine has it
                input=text,
                env=os.environ | {"LC_ALL": "C.UTF-8"},
                capture_output=True,
                encoding="utf-8",
                timeout=_TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
            raise FileError(sentences.NO_CRONTAB) from error
