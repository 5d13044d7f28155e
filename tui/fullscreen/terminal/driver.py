"""Textual's driver, without what a simple terminal or a screen reader suffers from."""

import asyncio
import os
import selectors
from codecs import getincrementaldecoder
from threading import Event

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.message import Message

from tui.charset import charset, shown_in
from tui.fullscreen.terminal.capabilities import capabilities
from tui.fullscreen.terminal.rest import Rest
from tui.fullscreen.terminal.shown import Shown
from tui.fullscreen.terminal.title import Title

_NEVER = frozenset(
    {
        "\x1b[?25l",  # the cursor is what screen readers and braille lines follow
        "\x1b[?1004h",  # to be told of the window's focus: nothing depends on it
        "\x1b[?1004l",
    }
)
_POINTER = "\x1b]22;"
"""The shape of a mouse's pointer, which nobody has here."""

_ENTER_SECOND_SCREEN = "\x1b[?1049h"
_SECOND_SCREEN = frozenset({_ENTER_SECOND_SCREEN, "\x1b[?1049l"})
_EXTENSIONS = (
    "\x1b[>",  # the kitty keyboard, which an old console takes for « put the cursor back »
    "\x1b[<",
    "\x1b[?2004",  # bracketed paste
    "\x1b[?2026",  # synchronised output
    "\x1b[?2048",  # resizes told in band
)
_USUAL_SIZE = (80, 24)
"""For a line that tells none, as a serial one."""

_WIPE = "\x1b[2J\x1b[H"

_TURN = 0.05
"""Seconds after which one who waits for a key to be handled looks whether all is over."""


class TerminalDriver(LinuxDriver):
    """Sends what the terminal knows, in its character set, and leaves the cursor on."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._rest, self._shown, self._title = Rest(app), Shown(), Title()
        self._charset = charset()
        self._is_simple = not capabilities().has_second_screen

    def write(self, data: str) -> None:
        """Write, unless the terminal would not know what is meant."""
        if data in _NEVER or data.startswith(_POINTER):
            return
        if data in _SECOND_SCREEN:
            self._shown.clear()
        if self._is_simple:
            if data in _SECOND_SCREEN:
                data = _WIPE  # what was there cannot be given back
            elif data.startswith(_EXTENSIONS):
                return
        elif data == _ENTER_SECOND_SCREEN:
            data += _WIPE  # not every terminal gives it empty
        data = shown_in(data, self._charset)
        changes = self._shown.changes(data)
        super().write(data if changes is None else changes)

    def forget_what_is_shown(self) -> None:
        """Send the next screen whole."""
        self._shown.forget()

    def say_title(self, title: str) -> None:
        """Have the terminal's window called so, where it has one."""
        if not self._is_simple:
            self._send(self._title.said(title))

    def ring(self) -> None:
        """Sound the terminal's bell."""
        self._send("\a")

    def start_application_mode(self) -> None:
        """Take the terminal, at the start and after each suspension."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._send(self._title.said_again())

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._send(self._title.given_back())
        super().stop_application_mode()

    def _send(self, data: str) -> None:
        """Write what shows nothing on the screen."""
        if data:
            super().write(shown_in(data, self._charset))

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - nobody would read the keys any more
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001

    def run_input_thread(self) -> None:
        """Read the keys in the terminal's character set; a byte that is none of it is no key."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder(self._charset)("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    typed = self._typed()
                    if not typed:  # the line is gone; its signal ends the program
                        self.exit_event.wait()
                        return
                    for message in parser.feed(decode(typed)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Give a key once all that the one before set off has come to rest.

        A line may bring several at once, and each is meant for what the one before leads to: a
        field, a list that is still to be loaded, a screen that is still to be opened.
        """
        if isinstance(message, Resize):
            self._shown.resize(message.size.width, message.size.height)
        super().process_message(message)
        if isinstance(message, Key):
            handled = Event()
            waiting = asyncio.run_coroutine_threadsafe(self._rest.comes(), self._loop)
            waiting.add_done_callback(lambda _waiting: handled.set())
            # The loop that would handle it may be the one that waits for this thread to end.
            while not (handled.wait(_TURN) or self.exit_event.is_set()):
                continue
            waiting.cancel()

    def _get_terminal_size(self) -> tuple[int, int]:
        """What the terminal says, whatever `COLUMNS` and `LINES` were when the shell set them."""
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            columns, lines = super()._get_terminal_size()
        size = columns or _USUAL_SIZE[0], lines or _USUAL_SIZE[1]
        self._shown.resize(*size)
        return size

    def _typed(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
