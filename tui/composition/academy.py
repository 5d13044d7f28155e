"""An academy: its fleet, its quota, its figures, and the workspace that they share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.errors import UserError
from core.model.users import Role
from tui import settings
from tui.composition.workspace import open_workspace
from tui.wording import academy_setting_texts

if TYPE_CHECKING:
    from adapters.academy.figures import Figures
    from adapters.academy.fleet import Fleet
    from adapters.academy.quota import Quota
    from core.model.academy import Night
    from core.usecases.academy import AcademyOpener, AcademySession
    from core.usecases.notices import Notices
    from core.usecases.workspace import Workspace
    from tui.settings import AcademySettings, Settings

# Now and then only, and an extra of the installation.
# ruff: noqa: PLC0415


@dataclass(frozen=True)
class WorkerTools:
    """What a worker works with: the academy, its loop over the queue, and what it measures."""

    academy: AcademySession
    work: Callable[..., Awaitable[None]]
    figures: Figures
    notices: Notices
    chosen: AcademySettings


def academy_opener(chosen: Settings) -> AcademyOpener | None:
    """What opens the academy; None for a directeur, and where there is a store of one's own."""
    is_shared = chosen.lsun.database.startswith("postgresql")
    if not is_shared or chosen.user.role is Role.DIRECTOR:
        return None
    return partial(_academy_of, chosen)


@asynccontextmanager
async def open_academy() -> AsyncIterator[AcademySession]:
    """Open what the settings describe. Raises `UserError` when it is no academy's."""
    chosen = _settings()
    async with open_workspace(chosen) as workspace, _academy_of(chosen, workspace) as academy:
        yield academy


@asynccontextmanager
async def open_worker() -> AsyncIterator[WorkerTools]:
    """Open the same for one more worker of it. Raises `UserError` likewise."""
    chosen = _settings()
    with _quota(chosen) as quota:
        from adapters.academy.consumer import work
        from adapters.academy.figures import Figures
        from adapters.be1d.waiting import Waiting
        from core.usecases.academy import AcademySession
        from tui.composition.unattended import notices

        waiting = Waiting()
        async with (
            _fleet(chosen) as fleet,
            open_workspace(chosen, quota.turn, waiting) as workspace,
        ):
            yield WorkerTools(
                AcademySession(workspace, fleet, _night(chosen)),
                partial(work, fleet.connection),
                Figures(fleet.sizes, lambda: quota.waited, lambda: waiting.seconds),
                notices(chosen.unattended),
                chosen.academy,
            )


async def prepare() -> None:
    """Make the tables of the queue and of the quota. Raises `UserError`."""
    chosen = _settings()
    url = chosen.lsun.database
    with _quota(chosen) as quota:
        from adapters.academy import schema

        schema.make(url)
        async with _fleet(chosen) as fleet:
            await fleet.install()
        quota.install()
        schema.open_to_the_academy(url)


@asynccontextmanager
async def _academy_of(chosen: Settings, workspace: Workspace) -> AsyncIterator[AcademySession]:
    from core.usecases.academy import AcademySession

    async with _fleet(chosen) as fleet:
        yield AcademySession(workspace, fleet, _night(chosen))


def _settings() -> Settings:
    chosen = settings.load()
    if not chosen.lsun.database.startswith("postgresql"):
        raise UserError(academy_setting_texts.NOT_A_SERVER)
    return chosen


def _night(chosen: Settings) -> Night:
    try:
        return chosen.academy.night
    except (ValueError, KeyError, OSError) as error:
        raise UserError(academy_setting_texts.NO_NIGHT) from error


@asynccontextmanager
async def _fleet(chosen: Settings) -> AsyncIterator[Fleet]:
    with _said_when_not_installed():
        from adapters.academy.fleet import Fleet
    async with Fleet.open(chosen.lsun.database) as fleet:
        yield fleet


@contextmanager
def _quota(chosen: Settings) -> Iterator[Quota]:
    with _said_when_not_installed():
        from adapters.academy.quota import Quota
    with Quota.open(chosen.lsun.database) as quota:
        yield quota


@contextmanager
def _said_when_not_installed() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise UserError(academy_setting_texts.NOT_INSTALLED) from error
