"""A service and a timer of the user's own systemd (systemd.service(5), systemd.timer(5))."""

from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path

from adapters.new_file import write_new
from adapters.unattended import sentences
from core.errors import FileError
from core.messages import refusals
from core.model.identifiers import Uai

_SERVICE = """\
[Unit]
Description={description}

[Service]
Type=oneshot
ExecStart={command}
# Another synchronisation of the school was alive: no failure.
SuccessExitStatus=4
UMask=0077
NoNewPrivileges=yes
"""

_TIMER = """\
[Unit]
Description={description}

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00
RandomizedDelaySec=30min
Persistent=true

[Install]
WantedBy=timers.target
"""


class SystemdSchedule:
    """`core.ports.unattended.Schedule` by a timer, in the folder of the user's units."""

    def __init__(self, folder: Path, uai: Uai, command: Sequence[str], at: time) -> None:
        description = sentences.UNIT.format(school=uai)
        self.name = f"lsun-sync-{uai}.timer"
        timer = folder / self.name
        self.contents: Mapping[Path, str] = {
            timer.with_suffix(".service"): _SERVICE.format(
                description=description, command=" ".join(map(_quoted, command))
            ),
            timer: _TIMER.format(description=description, at=at),
        }

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        """Where each file goes, and what is in it."""
        return [(str(path), content) for path, content in self.contents.items()]

    def install(self) -> None:
        """Write what is not there yet. Raises `FileError`, having changed no file."""
        try:
            there = {path: path.read_text("utf-8") for path in self.contents if path.exists()}
            for path, content in there.items():
                if content != self.contents[path]:
                    raise FileError(sentences.OTHER_UNIT.format(path=path))
            for path in self.contents:
                path.parent.mkdir(parents=True, exist_ok=True)
        except (OSError, UnicodeDecodeError) as error:
            raise FileError(refusals.CANNOT_WRITE) from error
        for path, content in self.contents.items():
            if path not in there:
                write_new(path, content.encode())


def _quoted(word: str) -> str:
    """A word as systemd reads one: `%`, `$`, quotes and backslashes stand for themselves."""
    for special, escaped in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(special, escaped)
    return f'"{word}"'
