import os
import subprocess
import sys

import pytest


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
    """Runs the command without a terminal, to its end."""

    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, "-m", "tui", *arguments],
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
