"""Tests see the same terminal on every machine: French in UTF-8, with colours."""

import os
import re
import tempfile
from collections.abc import Sequence

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.effort import examples
from tests.postgres import postgres  # noqa: F401 - a fixture

for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "TMUX", "STY", "VTE_VERSION", "ACCESSIBLE"):
    os.environ.pop(name, None)
os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}

# What the program logs of what tests do in their own process goes nowhere that anybody reads.
_STATE = tempfile.TemporaryDirectory(prefix="lsun-sync-tests-")
os.environ["XDG_STATE_HOME"] = _STATE.name

settings.register_profile("ours", examples(100))
settings.load_profile("ours")

SHARED = re.compile(
    r"(tests/tui/fullscreen/test_every_screen\.py::)\w+(\[\d+x\d+\])"
    r"|(tests/journeys/test_traces\.py::)\w+()"
)
"""What tests share that takes long: a walk through the screens of a size, a day's commands."""


class EachWalkOnce(LoadScopeScheduling):
    """Gives a worker one test at a time, but for those that share something that takes long."""

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        """Tests are known by their names here: of two that have the same, one would not be run."""
        assert len(set(collection)) == len(collection), "two tests have the same name"
        super().add_node_collection(node, collection)

    def _split_scope(self, nodeid: str) -> str:
        shared = SHARED.fullmatch(nodeid)
        return "".join(filter(None, shared.groups())) if shared else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> EachWalkOnce:
    return EachWalkOnce(config, log)
