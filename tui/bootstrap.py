"""The composition root: which adapters stand behind the ports."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module

from core.identifiers import Uai
from core.ports import Livrets, StoreError
from core.records import School
from tui import texts
from tui.services import Refused, Services
from tui.settings import Settings


@asynccontextmanager
async def services(settings: Settings) -> AsyncIterator[Services]:
    """Open the store and the register; raise `Refused` when a synchronisation makes no sense."""
    if not settings.be1d.url:
        raise Refused(texts.NO_REGISTER)
    # Heavy imports, in a thread: the first screen is there before them.
    await asyncio.to_thread(import_module, "adapters.lsun.store")
    await asyncio.to_thread(import_module, "adapters.be1d.client")
    from adapters.be1d.client import Be1dClient  # noqa: PLC0415
    from adapters.lsun.store import LsunStore  # noqa: PLC0415

    async with AsyncExitStack() as stack:
        try:
            store = await stack.enter_async_context(LsunStore.open(settings.lsun.database))
            school = await _school(store, settings.uai)
        except StoreError as error:
            raise Refused(str(error)) from error
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
        yield Services(school, store, register, settings.be1d.at_once)


async def _school(livrets: Livrets, wanted: Uai | None) -> School:
    schools = await livrets.schools()
    if wanted is not None:
        schools = [school for school in schools if school.uai == wanted]
    match schools:
        case [school]:
            return school
        case []:
            raise Refused(texts.UNKNOWN_SCHOOL.format(uai=wanted) if wanted else texts.NO_SCHOOL)
        case _:
            raise Refused(texts.WHICH_SCHOOL)
