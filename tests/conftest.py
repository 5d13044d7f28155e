"""Tests see the same terminal on every machine: French in UTF-8, with colours."""

import os
import re

import pytest
from xdist.scheduler import LoadScopeScheduling

for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "TMUX", "STY", "VTE_VERSION", "ACCESSIBLE"):
    os.environ.pop(name, None)
os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}

A_WALK = re.compile(r"tests/tui/test_every_screen\.py::\w+(\[\d+x\d+\])")


class EachWalkOnce(LoadScopeScheduling):
    """Gives a worker one test at a time, but for those that share a walk through the screens."""

    def _split_scope(self, nodeid: str) -> str:
        walk = A_WALK.fullmatch(nodeid)
        return walk[1] if walk else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> EachWalkOnce:
    return EachWalkOnce(config, log)
