import os

import pytest

from tui.linear.console import Console
from tui.linear.keyboard import Keyboard


@pytest.fixture
def typing():
    """A console, and a function that types lines for it."""
    theirs, ours = os.pipe()
    opened = {ours}

    def type_lines(*lines, end=True):
        os.write(ours, "".join(f"{line}\n" for line in lines).encode())
        if end:
            os.close(ours)
            opened.clear()

    yield Console(Keyboard(theirs)), type_lines
    for item in opened:
        os.close(item)
