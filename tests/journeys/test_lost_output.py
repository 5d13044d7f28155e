"""A standard output that takes nothing: `/dev/full` is a disk without room."""

import subprocess
from pathlib import Path

import pytest

from tests.processes import plain, start
from tests.waiting import PATIENCE
from tui.exit_status import Status
from tui.wording.texts import CANNOT_SAY

pytestmark = pytest.mark.proof


def onto_a_full_disk(environment, *arguments, typed=None):
    with (
        Path("/dev/full").open("w") as full,
        start(
            *arguments,
            environment=environment,
            stdin=subprocess.PIPE,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            anew=True,
        ) as process,
    ):
        _, errors = process.communicate(typed, timeout=PATIENCE)
    return process.returncode, plain(errors)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ecoles"],
        ["ecoles", "--format", "json"],
        ["synchroniser"],
        ["simuler"],
        ["historique"],
        ["--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_the_output_is_told_once(environment, served, arguments):
    served("synchroniser", "--classe", "CE1 A")  # for the history to have a line
    status, errors = onto_a_full_disk(environment | served.settings, *arguments)
    assert status == Status.INCOMPLETE
    assert errors.count(CANNOT_SAY) == 1
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


def test_a_full_disk_ends_the_lines_with_their_reason(environment, served):
    typed = "1\n\n1\noui\n"
    status, errors = onto_a_full_disk(environment | served.settings, "--lineaire", typed=typed)
    assert status == Status.SUCCESS
    assert errors.count(CANNOT_SAY) == 1
    assert "Traceback" not in errors


def test_no_output_at_all_is_no_error(environment, served):
    command = 'exec 1>&-; exec "$0" -m tui ecoles'
    import sys

    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        env=environment | served.settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (Status.SUCCESS, "")
