"""What is told beside the screen, to who looks elsewhere: the window's title, and a sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.fullscreen.terminal.driver import TerminalDriver
from tui.wording import sentences

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from textual.app import App

    from core.model.progress import Progress
    from tui.fullscreen.requests import RunProgress
    from tui.settings import TerminalSettings


class Window:
    """The window of an application: which school is in it, and how far its run is, by tenths.

    That nothing is written is said of a simulation, and of it alone.
    """

    def __init__(self, app: App[None], terminal: TerminalSettings) -> None:
        self._app, self._terminal = app, terminal
        self._school = ""
        self._run: Progress | None = None
        self._simulates = False

    def show(self, school: str) -> None:
        """Have it called after this school."""
        self._school = school
        self._say()

    def show_page(self, *, simulates: bool) -> None:
        """Have it called a simulation while what is shown is one."""
        self._simulates = simulates
        if self._school:
            self._say()

    def follow(self, told: RunProgress) -> None:
        """Tell how far a run is; the end of a long one is heard, if that is wanted."""
        progress = told.progress
        self._run = None if told.is_over else progress
        self._say()
        if not told.is_over:
            return
        driver = self._app._driver  # noqa: SLF001 - Textual gives it no other name
        if self._terminal.is_heard_after(progress.elapsed) and isinstance(driver, TerminalDriver):
            driver.ring()

    def _say(self) -> None:
        title = sentences.window_title(self._school, self._run, simulates=self._simulates)
        driver = self._app._driver  # noqa: SLF001
        if self._terminal.title == "oui" and isinstance(driver, TerminalDriver):
            driver.say_title(title)
