"""An academy: its queue, its quota, its figures, and the workspace that its workers share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import UserError
from tui import settings
from tui.composition.workspace import open_workspace
from tui.wording import academy_texts

if TYPE_CHECKING:
    from adapters.academy.figures import Figures
    from adapters.academy.queue import Queue
    from adapters.academy.quota import Quota
    from adapters.be1d.waiting import Waiting
    from core.model.academy import Night
    from core.usecases.workspace import Workspace
    from tui.settings import AcademySettings, Settings

# Now and then only, and an extra of the installation.
# ruff: noqa: PLC0415


@dataclass(frozen=True)
class Academy:
    """What the commands of an academy work with."""

    workspace: Workspace
    queue: Queue
    quota: Quota
    waiting: Waiting
    night: Night
    chosen: AcademySettings

    def figures(self) -> Figures:
        """The figures of this process."""
        from adapters.academy.figures import Figures

        return Figures(self.queue.sizes, lambda: self.quota.waited, lambda: self.waiting.seconds)


@asynccontextmanager
async def open_academy() -> AsyncIterator[Academy]:
    """Open what the settings describe. Raises `UserError` when it is no academy's."""
    chosen = _settings()
    try:
        night = chosen.academy.night
    except (ValueError, KeyError, OSError) as error:
        raise UserError(academy_texts.NO_NIGHT) from error
    with _quota(chosen) as quota:
        from adapters.be1d.waiting import Waiting

        queue_type, waiting = _queue_type(), Waiting()
        async with (
            queue_type.open(chosen.lsun.database) as queue,
            open_workspace(chosen, quota.turn, waiting) as workspace,
        ):
            yield Academy(workspace, queue, quota, waiting, night, chosen.academy)


async def prepare() -> None:
    """Make the tables of the queue and of the quota. Raises `UserError`."""
    chosen = _settings()
    queue_type, url = _queue_type(), chosen.lsun.database
    from adapters.academy import schema

    schema.make(url)
    with _quota(chosen) as quota:
        quota.install()
    async with queue_type.open(url) as queue:
        await queue.install()
    schema.open_to_the_service(url)


def _settings() -> Settings:
    chosen = settings.load()
    if not chosen.lsun.database.startswith("postgresql"):
        raise UserError(academy_texts.NOT_A_SERVER)
    return chosen


@contextmanager
def _quota(chosen: Settings) -> Iterator[Quota]:
    try:
        from adapters.academy.quota import Quota
    except ImportError as error:
        raise UserError(academy_texts.NOT_INSTALLED) from error
    with Quota.open(chosen.lsun.database) as quota:
        yield quota


def _queue_type() -> type[Queue]:
    try:
        from adapters.academy.queue import Queue
    except ImportError as error:
        raise UserError(academy_texts.NOT_INSTALLED) from error
    return Queue
