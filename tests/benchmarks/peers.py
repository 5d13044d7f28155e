"""First frame and memory of well-known Textual applications, beside ours: for information only.

Each is installed from PyPI in an environment of its own, in a folder that is removed; what cannot
be installed is told in a line.
"""

import os
import re
import statistics
import subprocess
import sys
import venv
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.terminal import Terminal

PEERS = {"posting": ("posting",), "harlequin": ("harlequin",), "toolong": ("tl", "page.log")}
"""Their packages, and what starts each."""

STARTS = 5
SETTLED = 3.0
"""Seconds after which it has painted what it shows at first; a cursor may blink for ever."""


def is_shown_or_over(terminal: Terminal) -> bool:
    """Whether there are words on the screen, or will never be any."""
    return bool(terminal.text.strip()) or terminal.process.poll() is not None


def measured(command: list[str], folder: Path) -> tuple[float, float] | None:
    """The median time to the first words on the screen (s), and the memory once it rests (MB).

    None when it ends instead.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color"}
    times, sizes = [], []
    for _ in range(STARTS):
        with Terminal(command=command, environment=environment) as terminal:
            terminal.wait_until(partial(is_shown_or_over, terminal), "the first words")
            if terminal.process.poll() is not None:
                return None
            times.append(terminal.arrivals[-1][0] - terminal.started)
            terminal.read_all_for(SETTLED)
            status = Path(f"/proc/{terminal.process.pid}/status").read_text(encoding="utf-8")
            sizes.append(int(re.findall(r"VmRSS:\s*(\d+)", status)[0]) / 1024)
    return statistics.median(times), statistics.median(sizes)


def installed(package: str, folder: Path) -> Path | None:
    """Where the programs of this package are, once it is installed; None when it cannot be."""
    venv.create(folder, with_pip=True)
    command = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return folder / "bin" if done.returncode == 0 else None


def tell(name: str, figures: tuple[float, float] | None) -> None:
    """Print a line of the table."""
    if figures is None:
        print(f"| {name} | s'arrête d'elle-même ici | |", flush=True)
        return
    seconds, megabytes = figures
    print(f"| {name} | {seconds:.2f} s | {megabytes:.0f} Mo |", flush=True)


def main() -> None:
    """Print them all."""
    print("| Application | Première image | Mémoire au repos |\n| --- | --- | --- |")
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours = [sys.executable, "-m", "tui"]
        tell("lsun-sync", measured(ours, folder))
        for package, (program, *arguments) in PEERS.items():
            if (programs := installed(package, folder / package)) is None:
                print(f"| {package} | n'a pas pu être installée | |")
                continue
            page = folder / "page.log"
            page.write_text("2026-09-01 08:00:00 une ligne\n" * 100, encoding="utf-8")
            given = [str(page) if argument == page.name else argument for argument in arguments]
            tell(package, measured([str(programs / program), *given], folder))


if __name__ == "__main__":
    main()
