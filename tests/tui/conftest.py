import os
import subprocess
from contextlib import contextmanager

import pytest

from adapters.be1d.stand_in.command import PlannedFault
from adapters.be1d.stand_in.faults import Fault
from adapters.demonstration import demonstration
from tests.processes import start
from tests.stores import fill
from tui.settings import Be1dSettings, LsunSettings, Settings, TerminalSettings, UserSettings

TOKEN = "jeton-d-essai"


@pytest.fixture(scope="session", autouse=True)
def _textual_sleeps_little():
    """It guesses by the processor when all is done; these tests know what they wait for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual._wait.SLEEP_GRANULARITY", 0.001)
        yield


@contextmanager
def a_school(folder):
    """The settings of somebody whose pupils are looked up one by one: always in the same order.

    The school is the demonstration's, and so is its register, with the pupil it cannot verify.
    """
    database = f"sqlite:///{fill(folder / 'lsun.sqlite', demonstration().lsun)}"
    faults = (
        PlannedFault(ine, Fault.UNAVAILABLE, times) for ine, times in demonstration().faults.items()
    )
    with start(
        *("be1d-simule", "--lie-au-parent"),
        *(part for fault in faults for part in ("--panne", str(fault))),
        environment=os.environ | {"LSUN_SYNC_BE1D_JETON": TOKEN},
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
