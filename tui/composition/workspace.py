"""The composition root: which adapters stand behind the ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from tui import settings

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from adapters.be1d.client import Be1dClient
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


@asynccontextmanager
async def open_workspace(chosen: Settings) -> AsyncIterator[Workspace]:
    """Open the store; the register, once it is asked for. Raise `UserError` on a bad store."""
    # Heavy imports, in a thread: the first screen is there before them.
    for module in ("adapters.lsun.store", "core.usecases.workspace", "tui.composition.files"):
        await asyncio.to_thread(import_module, module)
    from adapters.lsun.store import LsunStore  # noqa: PLC0415
    from core.usecases.workspace import Policy, Workspace  # noqa: PLC0415
    from tui.composition.files import LocalFiles  # noqa: PLC0415

    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(LsunStore.open(chosen.lsun.database))

        async def open_register() -> Be1dClient:
            return await stack.enter_async_context(await _register(chosen.be1d))

        yield Workspace(
            store,
            open_register if chosen.be1d.url else None,
            LocalFiles(),
            chosen.user.user,
            Policy(chosen.be1d.at_once, chosen.guard.limits),
            chosen.lsun.school,
        )


async def _register(chosen: Be1dSettings) -> Be1dClient:
    await asyncio.to_thread(import_module, "adapters.be1d.client")
    from adapters.be1d.client import Be1dClient  # noqa: PLC0415

    return Be1dClient(
        chosen.url,
        chosen.token,
        at_once=chosen.at_once,
        connect_timeout=chosen.connect_timeout,
        answer_timeout=chosen.answer_timeout,
        attempts=chosen.attempts,
    )
