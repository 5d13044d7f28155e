"""A forked program is the program: it says, and ends as, what Python starts from nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import (  # noqa: F401 - fixtures
    environment,
    filled_store,
    lsun_sync,
    register_url,
    served,
)
from tests.processes import ended, has_ended, start
from tests.waiting import PATIENCE, wait_until
from tui.cli.commands import parser

IN_ORDER = {"LSUN_SYNC_BE1D_SIMULTANES": "1"}
COMMANDS = {
    "nothing": (),
    "help": ("--help",),
    "unknown": ("synchronise",),
    "synchroniser": ("synchroniser",),
    "automatique": ("automatique", "installer"),
    "simuler": ("simuler", "--format", "json"),
    "importer": ("importer", "absent.xml"),
    "exporter": ("exporter", "990000009ZZ", "absent.json"),
    "rapport": ("rapport",),
    "ecoles": ("ecoles",),
    "eleves": ("eleves", "dupont"),
    "historique": ("historique",),
    "changements": ("changements", "--depuis", "01/09/2026"),
    "archives": ("archives", "990000009ZZ"),
    "purger": ("purger",),
    "retirer-bilan": ("retirer-bilan", "990000009ZZ"),
    "journal": ("journal",),
    "donnees": ("donnees", "990000009ZZ", "absent.json"),
    "effacer": ("effacer", "990000009ZZ"),
    "academie": ("academie", "etat"),
    "reglages": ("reglages", "--format", "json"),
    "base": ("base", "verifier"),
    "demonstration": ("demonstration", "--dossier", "/proc/nulle/part"),
    "be1d-simule": ("be1d-simule", "--port", "99999"),
    "extractions-simulees": ("extractions-simulees", "/proc/nulle/part"),
    "completion": ("completion", "bash"),
    "page-de-manuel": ("page-de-manuel",),
}

ALWAYS = {"nothing", "help", "unknown", "synchroniser", "ecoles", "importer"}
"""Those that each change tries; proofs try all of them."""


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(arguments, id=name, marks=[] if name in ALWAYS else [pytest.mark.proof])
        for name, arguments in COMMANDS.items()
    ],
)
def test_each_command_says_the_same_and_ends_the_same(served, tmp_path, arguments):  # noqa: F811
    again = served.on_a_copy(tmp_path / "again.sqlite")
    status, *said = ended(again(*arguments, **IN_ORDER, anew=True))
    same = [text.replace(str(again.store), str(served.store)) for text in said]
    assert ended(served(*arguments, **IN_ORDER)) == (status, *same)


def test_no_command_is_forgotten():
    [commands] = (_action.choices for _action in parser()._actions if _action.choices)
    assert set(commands) <= set(COMMANDS)


@pytest.fixture
def waiting(environment):  # noqa: F811
    """A program that goes on until its standard input ends."""
    with start(
        *("be1d-simule", "--lie-au-parent"),
        environment=environment | {"LSUN_SYNC_BE1D_JETON": "jeton-d-essai"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline().startswith("http://")
        yield process
        process.kill()


def test_it_is_where_it_was_started(waiting):
    assert Path(f"/proc/{waiting.pid}/cwd").resolve() == Path.cwd()


def test_it_ends_as_a_child_does(waiting):
    assert waiting.poll() is None
    waiting.send_signal(signal.SIGKILL)
    assert waiting.wait(PATIENCE) == -signal.SIGKILL


@pytest.mark.proof
def test_what_is_forked_ends_with_the_process_that_asked_for_it():
    script = (
        "import os\n"
        "from tests.processes import preloaded, run\n"
        "run('--help', environment=dict(os.environ))\n"
        "print(preloaded().pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False)
    wait_until(lambda: has_ended(int(done.stdout)), "its end")
