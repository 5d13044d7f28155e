"""The composition root: which adapters stand behind the ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui import secrets, settings
from tui.composition import access
from tui.wording import access_texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from adapters.be1d.client import Be1dClient
    from adapters.be1d.waiting import Waiting
    from core.ports.files import StoreFile
    from core.usecases.workspace import Workspace, WorkspaceOpener
    from tui.settings import Be1dSettings, Settings


def opener(school: str = "") -> WorkspaceOpener:
    """Opens what the settings describe; a school named on the command line comes first.

    Raises `UserError` when a setting has no meaning.
    """
    chosen = settings.load()
    if school:
        lsun = msgspec.structs.replace(chosen.lsun, school=school)
        chosen = msgspec.structs.replace(chosen, lsun=lsun)
    return lambda: open_workspace(chosen)


def store_file() -> StoreFile:
    """The store of the settings as a file. Raises `UserError` when it is none."""
    from adapters.lsun.maintenance import SqliteFile  # noqa: PLC0415

    return SqliteFile(settings.load().lsun.database)


@asynccontextmanager
async def open_workspace(
    chosen: Settings,
    turn: Callable[[], Awaitable[None]] | None = None,
    waiting: Waiting | None = None,
) -> AsyncIterator[Workspace]:
    """Open the store; the register, once it is asked for. Raise `UserError` on a bad store."""
    # Heavy imports, in a thread: the first screen is there before them.
    for module in (
        "adapters.lsun.store",
        "core.usecases.workspace",
        "tui.composition.files",
        "tui.logs",
    ):
        await asyncio.to_thread(import_module, module)
    from adapters.lsun.store import LsunStore  # noqa: PLC0415
    from core.usecases.workspace import Policy, Workspace  # noqa: PLC0415
    from tui import logs  # noqa: PLC0415
    from tui.composition.files import LocalFiles  # noqa: PLC0415

    logs.start()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(LsunStore.open(chosen.lsun.database))
        store.journal_months = chosen.lsun.journal_months

        async def open_register() -> Be1dClient:
            return await stack.enter_async_context(await _register(chosen.be1d, turn, waiting))

        yield Workspace(
            store,
            open_register if chosen.be1d.url else None,
            LocalFiles(),
            chosen.user.user,
            Policy(chosen.be1d.at_once, chosen.guard.limits),
            chosen.lsun.school,
            remarks=(*access.remarks(chosen.be1d), *_of_the_store(chosen.lsun.database)),
        )


def _of_the_store(url: str) -> tuple[str, ...]:
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and path.exists() and secrets.is_open_to_others(path.stat()):
        return (access_texts.READABLE_STORE.format(path=path),)
    return ()


async def _register(
    chosen: Be1dSettings,
    turn: Callable[[], Awaitable[None]] | None,
    waiting: Waiting | None,
) -> Be1dClient:
    await asyncio.to_thread(import_module, "adapters.be1d.client")
    return access.client(chosen, turn, waiting)
