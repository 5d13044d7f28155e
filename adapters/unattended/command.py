"""A notice given to a command of the user's own: its title and its text, to read."""

import asyncio
import os
import shlex
from collections.abc import Sequence
from subprocess import DEVNULL, PIPE

from adapters.unattended import sentences
from core.errors import NoticeError
from core.model.messages import Notice

_TIMEOUT = 60.0


class NotifyingCommand:
    """`core.ports.unattended.Notifier` by a command, which no shell reads."""

    def __init__(self, words: Sequence[str], *, timeout: float = _TIMEOUT) -> None:
        self._words, self._timeout = words, timeout

    async def send(self, notice: Notice) -> None:
        """Run it. Raises `NoticeError` when it fails, or takes too long."""
        # What synchronises has secrets in its environment, which are not for everyone.
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("LSUN_SYNC_")
        }
        try:
            process = await asyncio.create_subprocess_exec(
                *self._words, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, env=environment
            )
            try:
                async with asyncio.timeout(self._timeout):
                    await process.communicate(f"{notice.title}\n\n{notice.text}\n".encode())
            except TimeoutError:
                process.kill()
                await process.wait()
        except OSError as error:
            raise self._failure() from error
        if process.returncode != 0:
            raise self._failure()

    def _failure(self) -> NoticeError:
        return NoticeError(sentences.COMMAND_FAILED.format(command=shlex.join(self._words)))
