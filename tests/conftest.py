"""Tests see the same terminal on every machine: French in UTF-8, with colours."""

import os
import re
from collections.abc import Sequence

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.effort import examples

for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "TMUX", "STY", "VTE_VERSION", "ACCESSIBLE"):
    os.environ.pop(name, None)
os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}

settings.register_profile("ours", examples(100))
settings.load_profile("ours")

A_WALK = re.compile(r"tests/tui/test_every_screen\.py::\w+(\[\d+x\d+\])")


class EachWalkOnce(LoadScopeScheduling):
    """Gives a worker one test at a time, but for those that share a walk through the screens."""

    def add_node_collection(self, node: WorkerController, collection: Sequence[str]) -> None:
        """Tests are known by their names here: of two that have the same, one would not be run."""
        assert len(set(collection)) == len(collection), "two tests have the same name"
        super().add_node_collection(node, collection)

    def _split_scope(self, nodeid: str) -> str:
        walk = A_WALK.fullmatch(nodeid)
        return walk[1] if walk else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> EachWalkOnce:
    return EachWalkOnce(config, log)
