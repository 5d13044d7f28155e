import os
import shutil
import subprocess

import pytest

from adapters.be1d.stand_in.command import PlannedFault
from adapters.be1d.stand_in.faults import Fault
from adapters.demonstration import demonstration
from tests.journeys.held import TOKEN, Held
from tests.journeys.terminal import Terminal
from tests.mailbox import PASSWORD, USER, Mailbox
from tests.processes import run, start
from tests.stores import fill, rows


@pytest.fixture
def environment(tmp_path):
    """A user who has nothing yet: no settings, no data, no colours asked for."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LSUN_SYNC_", "XDG_")) and name != "NO_COLOR"
    }
    folders = {
        f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("data", "config", "state")
    }
    return kept | folders | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


@pytest.fixture
def lsun_sync(environment):
    """Runs the command without a terminal, to its end; `typed` are the lines it reads."""

    def run_to_its_end(*arguments, typed=(), anew=False, **variables):
        lines = "".join(f"{line}\n" for line in typed)
        return run(*arguments, environment=environment | variables, typed=lines, anew=anew)

    return run_to_its_end


class Served:
    """The demonstration school in a store of its own, and a register that answers for it."""

    def __init__(self, lsun_sync, store, url):
        self._lsun_sync, self.store, self.url = lsun_sync, store, url
        self.settings = {
            "LSUN_SYNC_LSUN_BASE": f"sqlite:///{store}",
            "LSUN_SYNC_BE1D_ADRESSE": url,
            "LSUN_SYNC_BE1D_JETON": TOKEN,
            # No register here fails in a way that passes.
            "LSUN_SYNC_BE1D_ESSAIS": "1",
        }

    def __call__(self, *arguments, **variables):
        return self._lsun_sync(*arguments, **(self.settings | variables))

    def rows(self, query, *, write=False):
        return rows(self.store, query, write=write)

    def on_a_copy(self, store):
        """The same in another store, as this one is now."""
        return Served(self._lsun_sync, shutil.copy(self.store, store), self.url)

    def count(self, what):
        """How many rows there are of this."""
        return self.rows(f"SELECT count(*) FROM {what}")[0][0]


@pytest.fixture(scope="session")
def filled_store(tmp_path_factory):
    """The demonstration school, as LSUN has it before any synchronisation: to be copied."""
    return fill(tmp_path_factory.mktemp("school") / "lsun.sqlite", demonstration().lsun)


def a_register(*arguments):
    """The stand-in register in a process that ends with this one."""
    return start(
        *("be1d-simule", "--lie-au-parent", *arguments),
        environment=os.environ | {"LSUN_SYNC_BE1D_JETON": TOKEN},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="session")
def register_url():
    """The register of that school, which nobody changes."""
    with a_register() as register:
        yield register.stdout.readline().strip()


@pytest.fixture(scope="session")
def failing_register_url():
    """The same, which cannot verify the pupil about whom the demonstration's fails."""
    faults = (
        PlannedFault(ine, Fault.UNAVAILABLE, None)
        for ine, times in demonstration().faults.items()
        if times is None
    )
    options = (part for fault in faults for part in ("--panne", str(fault)))
    with a_register(*options) as register:
        yield register.stdout.readline().strip()


@pytest.fixture
def served(lsun_sync, filled_store, register_url, tmp_path):
    """The command on a store of that school, and its register."""
    return Served(lsun_sync, shutil.copy(filled_store, tmp_path / "served.sqlite"), register_url)


@pytest.fixture
def shown(lsun_sync, filled_store, failing_register_url, tmp_path):
    """What the demonstration shows: the same, but for one pupil who cannot be verified."""
    store = shutil.copy(filled_store, tmp_path / "shown.sqlite")
    return Served(lsun_sync, store, failing_register_url)


@pytest.fixture
def held(lsun_sync, filled_store, tmp_path):
    """The same, in the middle of a synchronisation for as long as it takes."""
    store = shutil.copy(filled_store, tmp_path / "held.sqlite")
    with Held(demonstration().be1d) as register:
        yield HeldServed(lsun_sync, store, register)


class HeldServed(Served):
    """A school whose register stops answering about pupils, until it is told to go on."""

    def __init__(self, lsun_sync, store, register):
        super().__init__(lsun_sync, store, register.url)
        self.register = register
        # However slow the machine is, what is not answered yet is waited for.
        self.settings |= {"LSUN_SYNC_BE1D_DELAI_REPONSE": "600"}


@pytest.fixture
def mailbox():
    with Mailbox(asks_who=True) as opened:
        yield opened


@pytest.fixture
def by_mail(mailbox, tmp_path):
    """The settings by which a notice is mailed."""
    password = tmp_path / "mot-de-passe"
    password.write_text(PASSWORD)
    password.chmod(0o600)
    given = {
        "smtp_serveur": "127.0.0.1",
        "smtp_port": str(mailbox.port),
        "smtp_utilisateur": USER,
        "smtp_mot_de_passe_fichier": str(password),
        "expediteur": "lsun@ecole.example",
        "destinataires": "directrice@ecole.example",
    }
    return {f"LSUN_SYNC_AUTOMATIQUE_{name.upper()}": value for name, value in given.items()}


@pytest.fixture
def opened(environment):
    """Opens the screens on a school, or on none, on a terminal of so many columns."""
    terminals = []

    def open_terminal(school=None, *, columns=80):
        settings = school.settings if school else {}
        terminal = Terminal(environment=environment | settings, columns=columns)
        terminals.append(terminal)
        terminal.wait_for("Paramétrage", "Historique")
        return terminal

    yield open_terminal
    for terminal in terminals:
        with terminal:
            pass
