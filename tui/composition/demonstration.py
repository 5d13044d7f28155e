"""The demonstration: a synthetic school, and a register that lives as long as it does."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from core.errors import UserError
from tui import settings
from tui.composition.workspace import open_workspace
from tui.settings import TOKEN_VARIABLE, Be1dSettings, LsunSettings, Settings
from tui.wording import command_texts

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.usecases.workspace import Workspace, WorkspaceOpener

# Names that no real store has: these files are made anew each time.
STORE = "demonstration.sqlite"
_REGISTER = "demonstration-be1d.json"
_LOCK = "demonstration.verrou"


def default_folder() -> Path:
    """Where the demonstration keeps its store and its register."""
    return user_data_path("lsun-sync") / "demonstration"


def demonstration_opener(folder: Path, latency_ms: int) -> WorkspaceOpener:
    """Opens the workspace of the demonstration."""
    return lambda: _open(folder, latency_ms)


@asynccontextmanager
async def _open(folder: Path, latency_ms: int) -> AsyncIterator[Workspace]:
    """Make the school anew, start its register on a free port, and end it on the way out."""
    with _sole_user_of(folder):
        faults = await asyncio.to_thread(_make_school, folder)
        token = os.urandom(32).hex()
        async with _register(folder / _REGISTER, token, latency_ms, faults) as url:
            chosen = Settings(
                lsun=LsunSettings(database=_url(folder)),
                be1d=Be1dSettings(url=url, token=token),
                terminal=settings.load().terminal,
            )
            async with open_workspace(chosen) as opened:
                yield opened


@contextmanager
def _sole_user_of(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UserError(command_texts.NO_FOLDER.format(folder=folder)) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise UserError(command_texts.DEMONSTRATION_IN_USE.format(folder=folder)) from error
    finally:
        os.close(lock)


def _make_school(folder: Path) -> list[str]:
    """Fill a new store and write the register's file; return the faults the register is to show."""
    # Heavy imports, and already in a thread of their own.
    from adapters.be1d.stand_in.command import PlannedFault  # noqa: PLC0415
    from adapters.be1d.stand_in.contents import save  # noqa: PLC0415
    from adapters.be1d.stand_in.faults import Fault  # noqa: PLC0415
    from adapters.demonstration import demonstration as make  # noqa: PLC0415
    from adapters.lsun.store import LsunStore  # noqa: PLC0415

    async def fill() -> None:
        async with LsunStore.open(_url(folder)) as store:
            await store.fill(school.lsun)

    school = make()
    for former in folder.glob(f"{STORE}*"):
        former.unlink()
    asyncio.run(fill())
    save(school.be1d, folder / _REGISTER)
    return [
        str(PlannedFault(ine, Fault.UNAVAILABLE, times)) for ine, times in school.faults.items()
    ]


@asynccontextmanager
async def _register(
    path: Path, token: str, latency_ms: int, faults: list[str]
) -> AsyncIterator[str]:
    """Run the stand-in in a process of its own; yield its URL."""
    process = await asyncio.create_subprocess_exec(
        # -P: a folder of the user's that is called as one of ours is not taken for it.
        *(sys.executable, "-P", "-m", "tui", "be1d-simule", "--lie-au-parent"),
        *("--donnees", str(path), "--latence", str(latency_ms)),
        *(part for fault in faults for part in ("--panne", fault)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, TOKEN_VARIABLE: token},
        process_group=0,  # Ctrl-C is for the synchronisation, which still needs its register
    )
    assert process.stdin is not None  # noqa: S101 - both were asked for
    assert process.stdout is not None  # noqa: S101
    try:
        url = (await process.stdout.readline()).decode().strip()
        if not url:
            raise UserError(command_texts.DEMONSTRATION_FAILED)
        yield url
    finally:
        process.stdin.close()
        await process.wait()


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / STORE}"
