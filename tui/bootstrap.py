"""The composition root: which adapters stand behind the ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from tui.refused import Refused
from tui.settings import Settings

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from tui.services import Office


@asynccontextmanager
async def office(settings: Settings) -> AsyncIterator[Office]:
    """Open the store, and the register if its address is set; raise `Refused` on a bad store."""
    # Heavy imports, in a thread: the first screen is there before them.
    await asyncio.to_thread(import_module, "tui.office")
    from adapters.lsun.store import LsunStore  # noqa: PLC0415
    from core.ports import StoreError  # noqa: PLC0415
    from tui.office import OpenOffice  # noqa: PLC0415

    async with AsyncExitStack() as stack:
        try:
            store = await stack.enter_async_context(LsunStore.open(settings.lsun.database))
        except StoreError as error:
            raise Refused(str(error)) from error
        register = None
        if settings.be1d.url:
            await asyncio.to_thread(import_module, "adapters.be1d.client")
            from adapters.be1d.client import Be1dClient  # noqa: PLC0415

            register = await stack.enter_async_context(
                Be1dClient(
                    settings.be1d.url,
                    settings.be1d.token,
                    at_once=settings.be1d.at_once,
                    connect_timeout=settings.be1d.connect_timeout,
                    answer_timeout=settings.be1d.answer_timeout,
                    attempts=settings.be1d.attempts,
                )
            )
        yield OpenOffice(settings, store, register)
