import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from adapters.demonstration import demonstration
from adapters.lsun.store import LsunStore


@pytest.fixture
def environment(tmp_path):
    """A user who has nothing yet: no settings, no data, no colours asked for."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LSUN_SYNC_", "XDG_")) and name != "NO_COLOR"
    }
    folders = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return kept | folders | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


@pytest.fixture
def lsun_sync(environment):
    """Runs the command without a terminal, to its end; `typed` are the lines it reads."""

    def run(*arguments, typed=(), **variables):
        return subprocess.run(
            [sys.executable, "-m", "tui", *arguments],
            env=environment | variables,
            input="".join(f"{line}\n" for line in typed),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


class Served:
    """The demonstration school in a store of its own, and a register that answers for it."""

    def __init__(self, lsun_sync, store, url):
        self._lsun_sync, self.store = lsun_sync, store
        self.settings = {
            "LSUN_SYNC_LSUN_BASE": f"sqlite:///{store}",
            "LSUN_SYNC_BE1D_ADRESSE": url,
            "LSUN_SYNC_BE1D_JETON": "jeton-d-essai",
        }

    def __call__(self, *arguments, **variables):
        return self._lsun_sync(*arguments, **(self.settings | variables))

    def rows(self, query, *, write=False):
        connection = sqlite3.connect(self.store)
        try:
            found = connection.execute(query).fetchall()
            if write:
                connection.commit()
            return found
        finally:
            connection.close()


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory):
    """The demonstration school, as LSUN has it before any synchronisation: to be copied."""
    path = tmp_path_factory.mktemp("school") / "lsun.sqlite"

    async def fill():
        async with LsunStore.open(f"sqlite:///{path}") as opened:
            await opened.fill(demonstration().lsun)

    asyncio.run(fill())
    return path


@pytest.fixture(scope="session")
def register_url():
    """The register of that school, which nobody changes."""
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "be1d-simule", "--lie-au-parent"],
        env=os.environ | {"LSUN_SYNC_BE1D_JETON": "jeton-d-essai"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as register:
        yield register.stdout.readline().strip()


@pytest.fixture
def served(lsun_sync, filled_store, register_url, tmp_path):
    """The command on a store of that school, and its register."""
    return Served(lsun_sync, shutil.copy(filled_store, tmp_path / "served.sqlite"), register_url)
