"""A process that has imported the program, and becomes it, in a fork, each time it is asked to.

What it forks is the program in every respect but one: its modules are there already.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
import termios
import tomllib
from collections.abc import Iterator
from fcntl import ioctl
from io import TextIOWrapper
from pathlib import Path

SKIPPED = (".__main__", ".migrations.env")
STANDARD = (0, 1, 2)
LONGEST_REQUEST = 1 << 20


def ours() -> Iterator[str]:
    """The packages that are installed."""
    project = tomllib.loads(Path(__file__).parent.with_name("pyproject.toml").read_text("utf-8"))
    yield from project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def import_everything() -> None:
    for package in ours():
        path = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(path, f"{package}."):
            if not module.name.endswith(SKIPPED):
                importlib.import_module(module.name)


def request_from(asking: socket.socket) -> dict[str, object] | None:
    """Wait for requests; None once nobody can ask any more, in a fork what it is to become."""
    while True:
        received, fds, _, _ = socket.recv_fds(asking, LONGEST_REQUEST, len(STANDARD))
        if not received:
            return None
        written, pid = os.pipe(), os.fork()
        if pid == 0:
            # Its parent ends at once: whoever asked inherits it, and waits for it as its own.
            if (own := os.fork()) != 0:
                os.write(written[1], str(own).encode())
                os._exit(0)
            for standard, fd in zip(STANDARD, fds, strict=True):
                os.dup2(fd, standard)
            os.closerange(len(STANDARD), 256)
            return json.loads(received)
        for fd in fds:
            os.close(fd)
        os.close(written[1])
        os.waitpid(pid, 0)
        asking.sendall(os.read(written[0], 32))
        os.close(written[0])


def become(request: dict) -> None:
    """Be as if started anew with these arguments, this environment and this terminal."""
    if request["session"]:
        os.setsid()
    if request["controls"]:
        ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(os.fsencode(request["cwd"]))
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = ["", *request["arguments"]]
    for fd, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        former = getattr(sys, name)
        stream = open(  # noqa: SIM115 - it stays open as long as the process
            fd,
            mode,
            encoding=former.encoding,
            errors=former.errors,
            newline="\n",
            closefd=False,
        )
        assert isinstance(stream, TextIOWrapper)
        stream.reconfigure(line_buffering=name == "stderr" or stream.isatty())
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def main(fd: int, module: str) -> None:
    import_everything()
    # A thread would not be there in a fork, and what it holds would be held for ever.
    assert len(list(Path("/proc/self/task").iterdir())) == 1
    gc.freeze()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    request = request_from(socket.socket(fileno=fd))
    if request is not None:
        become(request)
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
