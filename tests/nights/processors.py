"""How much of the machine's processors each process took, from /proc."""

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _CHILDREN = 1, 11, 12, slice(13, 15)
"""Places of what is read of /proc/PID/stat, after the name of the program (proc(5))."""


def seconds_of(pid):
    """Seconds that a process, those that it started and those of them that ended have computed."""
    ended = sum(map(int, _stat(pid)[_CHILDREN]))
    return ended / _TICKS + sum(map(_own_seconds, _family(pid)))


def seconds_of_the_machine():
    """Seconds that anything on this machine has computed."""
    user, nice, system, *_ = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system) / _TICKS


def _own_seconds(pid):
    try:
        found = _stat(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(found[_USER]) + int(found[_SYSTEM])) / _TICKS


def _family(pid):
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(_stat(folder.name)[_PARENT])
        except (FileNotFoundError, ProcessLookupError):
            continue
    family, unseen = set(), {pid}
    while unseen:
        family |= unseen
        unseen = {child for child, parent in parents.items() if parent in unseen} - family
    return family


def _stat(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


OTHERS = "autres programmes"
"""What this machine does besides."""


class Stopwatch:
    """Seconds, and what each of these processes, called by a name, has computed meanwhile."""

    def __init__(self, **pids):
        self._pids = pids
        self._began = time.monotonic()
        self._before = self._computed()

    def read(self):
        """The seconds since it began, and of each name how many processors it took on average."""
        seconds = time.monotonic() - self._began
        shares = {
            name: (now - self._before[name]) / seconds for name, now in self._computed().items()
        }
        return seconds, shares

    def _computed(self):
        found = {name: sum(map(seconds_of, pids)) for name, pids in self._pids.items()}
        return found | {OTHERS: seconds_of_the_machine() - sum(found.values())}
