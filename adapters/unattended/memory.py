"""What has been told by notices, in a file of the user's own: a JSON object of lists, by school."""

import json
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path


class FileMemory:
    """`core.ports.unattended.NoticeMemory`, in this file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def told(self, school: str) -> frozenset[str]:
        """The causes that were told; none when the file cannot be read."""
        causes = self._all().get(school, [])
        return frozenset(map(str, causes)) if isinstance(causes, list) else frozenset()

    def remember(self, school: str, causes: Collection[str]) -> None:
        """Keep these causes as those that were told, if the file can be written."""
        everything = self._all() | {school: sorted(causes)}
        unfinished = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                with os.fdopen(number, "w", encoding="utf-8") as file:
                    json.dump(everything, file)
                unfinished.replace(self._path)
            finally:
                unfinished.unlink(missing_ok=True)

    def _all(self) -> dict[str, object]:
        try:
            everything = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return everything if isinstance(everything, dict) else {}
