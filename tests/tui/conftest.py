import asyncio
import os
import subprocess
import sys
from contextlib import contextmanager

from adapters.be1d.stand_in.command import PlannedFault
from adapters.be1d.stand_in.faults import Fault
from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore
from tui.settings import Be1dSettings, LsunSettings, Settings, TerminalSettings, UserSettings

TOKEN = "jeton-d-essai"


@contextmanager
def a_school(folder):
    """The settings of somebody whose pupils are looked up one by one: always in the same order.

    The school is the demonstration's, and so is its register, with the pupil it cannot verify.
    """
    database = f"sqlite:///{folder / 'lsun.sqlite'}"

    async def fill():
        async with LsunStore.open(database) as store:
            await store.fill(demonstration().lsun)

    asyncio.run(fill())
    faults = (
        PlannedFault(ine, Fault.UNAVAILABLE, times) for ine, times in demonstration().faults.items()
    )
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "tui", "be1d-simule", "--lie-au-parent"),
            *(part for fault in faults for part in ("--panne", str(fault))),
        ],
        env=os.environ | {"LSUN_SYNC_BE1D_JETON": TOKEN},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as register:
        yield Settings(
            lsun=LsunSettings(database=database),
            be1d=Be1dSettings(
                url=register.stdout.readline().strip(), token=TOKEN, at_once=1, attempts=2
            ),
            user=UserSettings(name="Testeur"),
            terminal=TerminalSettings(clipboard="oui"),
        )
