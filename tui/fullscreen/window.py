"""What is told beside the screen, to who looks elsewhere: the window's title, and a sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.fullscreen.terminal.driver import TerminalDriver
from tui.wording import sentences

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from textual.app import App

    from tui.fullscreen.requests import RunProgress
    from tui.settings import TerminalSettings


class Window:
    """The window of an application: which school is in it, and how far its run is, by tenths."""

    def __init__(self, app: App[None], terminal: TerminalSettings) -> None:
        self._app, self._terminal = app, terminal
        self._school = ""

    def show(self, school: str) -> None:
        """Have it called after this school."""
        self._school = school
        self._say(sentences.window_title(school))

    def follow(self, told: RunProgress) -> None:
        """Tell how far a run is; the end of a long one is heard, if that is wanted."""
        progress = told.progress
        if not told.is_over:
            self._say(sentences.window_title(self._school, progress))
            return
        self._say(sentences.window_title(self._school))
        driver = self._app._driver  # noqa: SLF001 - Textual gives it no other name
        if self._terminal.is_heard_after(progress.elapsed) and isinstance(driver, TerminalDriver):
            driver.ring()

    def _say(self, title: str) -> None:
        driver = self._app._driver  # noqa: SLF001
        if self._terminal.title == "oui" and isinstance(driver, TerminalDriver):
            driver.say_title(title)
