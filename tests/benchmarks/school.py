"""A synthetic school to be measured: in LSUN, and in a register where every pupil has moved."""

import asyncio
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.be1d.stand_in.contents import RegisterContents, save
from adapters.demonstration.crowd import crowd
from adapters.lsun.store import LsunStore
from core.model.identifiers import Uai
from core.model.records import Address, Admission, Registration
from tests.journeys.terminal import Terminal

UAI = Uai("0960001E")
NEW_HOME = Address(lines=("1 rue des Essais",), postcode="99999", town="ESSAI", country="France")
FILLED = "filled.sqlite"
LATENCY_MS = 100
"""What the register takes for each answer: how many are asked at once then sets the pace."""


class MovedSchool:
    """The programs that synchronise it. Each pupil gives one message: none has a bilan."""

    def __init__(self, pupils, folder, url, environment):
        self.pupils, self._folder = pupils, folder
        self._copies = 0
        self._environment = environment | {
            "LSUN_SYNC_BE1D_ADRESSE": url,
            # No guard: it would hold every message back until the last pupil is looked up.
            "LSUN_SYNC_GARDE_A_PARTIR_DE": "1000000",
        }

    def in_a_terminal(self, at_once, module="tui"):
        """The screens, before any synchronisation."""
        return Terminal(environment=self._before_any_run(at_once), module=module, anew=True)

    def without_a_screen(self, *arguments, at_once):
        """A command, before any synchronisation, to its end."""
        return self._run(arguments, self._before_any_run(at_once))

    def report(self):
        """The report of the last synchronisation."""
        return self._run(["rapport"], self._environment | self._base).stdout

    def _run(self, arguments, environment):
        command = [sys.executable, "-m", "tui", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, check=True)

    def _before_any_run(self, at_once):
        # A file of its own: a program that was killed leaves its journal beside the file.
        self._copies += 1
        shutil.copyfile(self._folder / FILLED, self._folder / f"{self._copies}.sqlite")
        asked = {"LSUN_SYNC_BE1D_SIMULTANES": str(at_once)}
        return self._environment | self._base | asked

    @property
    def _base(self):
        return {"LSUN_SYNC_LSUN_BASE": f"sqlite:///{self._folder}/{self._copies}.sqlite"}


@contextmanager
def moved_school(pupils):
    """A school of so many pupils, and the register that answers for it."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        contents = crowd(1, pupils, UAI)
        school = replace(contents, pupils=tuple((pupil, ()) for pupil, _ in contents.pupils))
        asyncio.run(_fill(folder / FILLED, school))
        save(_later(school), folder / "be1d.json")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": temporary,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LSUN_SYNC_BE1D_JETON": "jeton-d-essai",
        }
        options = ["--donnees", str(folder / "be1d.json"), "--latence", str(LATENCY_MS)]
        with subprocess.Popen(
            [sys.executable, "-m", "tui", "be1d-simule", "--lie-au-parent", *options],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as register:
            assert register.stdout
            url = register.stdout.readline().strip()
            yield MovedSchool(pupils, folder, url, environment)


async def _fill(path, school):
    async with LsunStore.open(f"sqlite:///{path}") as store:
        await store.fill(school)


def _later(school):
    moved = (replace(pupil, addresses=(NEW_HOME,)) for pupil, _ in school.pupils)
    registrations = tuple(Registration(pupil, Admission.FINAL) for pupil in moved)
    return RegisterContents(school.school, school.structures, school.teachers, registrations)
