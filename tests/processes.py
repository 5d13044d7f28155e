"""The program as a process: forked from one that has imported it already, or started anew."""

import ctypes
import inspect
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from functools import cache
from pathlib import Path
from termios import TIOCSCTTY
from typing import IO, Any

from tests.waiting import PATIENCE

ROOT = Path(__file__).parent.parent

PROGRAM = "tui"
"""What `python -m` runs."""

READ_AT_THE_START = ("PYTHON", "LANG", "LC_", "TZ", "TEXTUAL_", "ESCDELAY", "TERM_PROGRAM")
"""How the variables are called that Python and Textual read once, before anything is asked."""

_PR_SET_CHILD_SUBREAPER = 36


def start(
    *arguments: str,
    environment: Mapping[str, str],
    module: str = PROGRAM,
    command: Sequence[str] | None = None,
    anew: bool = False,
    controls_terminal: bool = False,
    **options: Any,
) -> "Child":
    """Start the program, and say where its streams go as `subprocess.Popen` is told.

    `anew` has Python start from nothing, as a user has it, which takes its time; so does an
    environment in which it would not start alike, and another module or command.
    """
    if (
        anew
        or module != PROGRAM
        or command
        or _at_the_start(environment) != _at_the_start(os.environ)
    ):
        if controls_terminal:
            options["preexec_fn"] = _take_the_terminal
        command = command or [sys.executable, "-m", module, *arguments]
        return Child(command, env=environment, **options)
    return _Fork(arguments, environment, controls_terminal=controls_terminal, **options)


def run(
    *arguments: str, environment: Mapping[str, str], typed: str = "", anew: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end, without a terminal; `typed` is what it reads."""
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    if not typed:
        # A pipe would be closed a moment after the start: nothing can be read from the start.
        pipes["stdin"] = subprocess.DEVNULL
    with start(*arguments, environment=environment, anew=anew, text=True, **pipes) as process:
        output, errors = process.communicate(typed or None, timeout=PATIENCE)
    return subprocess.CompletedProcess(arguments, process.returncode, plain(output), plain(errors))


def plain(text: str) -> str:
    """The text as it is searched: where a line may be broken is no part of what it says."""
    return text.replace("\u00a0", " ")


def _at_the_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value for name, value in environment.items() if name.startswith(READ_AT_THE_START)
    }


def _take_the_terminal() -> None:
    """Without which a dropped line is not told."""
    ioctl(0, TIOCSCTTY, 0)


class Child(subprocess.Popen):
    """Ends with the test that it is part of, even one that fails. A test asks for what it reads."""

    stdin: IO[Any]
    stdout: IO[Any]
    stderr: IO[Any]

    def __exit__(self, *error: Any) -> None:
        if any(error):
            self.kill()
        super().__exit__(*error)


class _Fork(Child):
    """A child like any other, but for how it was started."""

    def __init__(self, arguments, environment, *, controls_terminal, **options) -> None:
        self._controls_terminal = controls_terminal
        super().__init__(list(arguments), env=environment, **options)

    def _execute_child(self, *given: Any) -> None:
        started = inspect.signature(super()._execute_child)  # type: ignore[misc]
        bound = started.bind(*given).arguments
        request = {
            "arguments": bound["args"],
            "environment": bound["env"],
            "cwd": str(Path(bound["cwd"] or ".").resolve()),
            "session": bound["start_new_session"],
            "controls": self._controls_terminal,
        }
        pipes = [bound[name] for name in ("p2cread", "c2pwrite", "errwrite")]
        self.pid = preloaded().fork(
            request, [own if own != -1 else fd for fd, own in enumerate(pipes)]
        )
        self._child_created = True
        ends = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")
        self._close_pipe_fds(  # type: ignore[attr-defined]
            *(bound[name] for name in ends)
        )


class _Preloaded:
    """The process that is forked; it ends with this one."""

    def __init__(self) -> None:
        # What it forks becomes a child of this process once its own parent has ended.
        assert ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
        self._asking, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._one_at_a_time = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.preloaded", str(theirs.fileno()), PROGRAM],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
            )
        self.pid = self._process.pid

    def fork(self, request: dict, fds: list[int]) -> int:
        with self._one_at_a_time:
            socket.send_fds(self._asking, [json.dumps(request).encode()], fds)
            return int(self._asking.recv(32))


@cache
def preloaded() -> _Preloaded:
    return _Preloaded()


def has_ended(pid: int) -> bool:
    """Whether a process has, though nobody may have asked how."""
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True


def ended(done):
    """How a process ended, and what it said."""
    return done.returncode, done.stdout, done.stderr
