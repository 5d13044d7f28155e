"""What a run that nobody watches needs besides."""

from collections.abc import Collection, Sequence
from typing import Protocol

from core.model.messages import Notice


class Notifier(Protocol):
    """A way to tell somebody who is not there."""

    async def send(self, notice: Notice) -> None:
        """Tell it. Raises `core.errors.NoticeError` when that failed."""


class NoticeMemory(Protocol):
    """What has been told of a school by notices, and still holds. Neither method fails."""

    def told(self, school: str) -> frozenset[str]:
        """The causes that were told; none when that cannot be read: better told twice."""

    def remember(self, school: str, causes: Collection[str]) -> None:
        """Keep these causes as those that were told, if that can be written."""


class Schedule(Protocol):
    """What has the machine start an unattended run of a school each day, by itself."""

    @property
    def name(self) -> str:
        """What its user calls it by."""

    @property
    def shown(self) -> Sequence[tuple[str, str]]:
        """Where each part of it goes, and what is in it."""

    def install(self) -> None:
        """Write it. Raises `core.errors.FileError`, and has changed nothing then."""
