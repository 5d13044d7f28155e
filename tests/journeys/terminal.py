"""A real pseudo-terminal: what a user types, and what he reads."""

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

import pyte

from tests.processes import PROGRAM, plain, start
from tests.waiting import PATIENCE

KEYS = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "enter": "\r",
    "space": " ",
    "tab": "\t",
    "escape": "\x1b",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f4": "\x1bOS",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "ctrl+q": "\x11",
    "ctrl+c": "\x03",
    "ctrl+k": "\x0b",
    "ctrl+l": "\x0c",
    "ctrl+p": "\x10",
    "ctrl+z": "\x1a",
    "right": "\x1b[C",
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
    "shift+tab": "\x1b[Z",
    "pagedown": "\x1b[6~",
    "backspace": "\x7f",
}
ESCAPE = KEYS["escape"]


class Terminal:
    """Runs lsun-sync in a terminal of this size, and reads its screen as pyte paints it."""

    def __init__(
        self,
        *arguments,
        environment,
        columns=80,
        lines=24,
        module=PROGRAM,
        encoding="utf-8",
        command=None,
        anew=False,
    ):
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder(encoding)().decode
        self._encoding = encoding
        self._escaped = False
        self.received = bytearray()
        self._painted = 0
        self.arrivals = []
        """When each piece was received, and how much had been received then."""
        self._fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.started = time.monotonic()
        streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs, "start_new_session": True}
        self.process = start(
            *arguments,
            module=module,
            command=command,
            environment=environment,
            anew=anew,
            controls_terminal=True,
            **streams,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._theirs)
        with contextlib.suppress(OSError):
            os.close(self._fd)

    def resize(self, columns, lines):
        """Give the terminal another size, as dragging its window does."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(lines, columns)

    def hang_up(self):
        """Drop the line, as a lost connection does."""
        os.close(self._fd)

    @property
    def screen(self):
        """The screen after all that was received: painted when it is looked at, not before.

        pyte is slow: a program that is measured does not wait for it.
        """
        self._stream.feed(self._decode(bytes(self.received[self._painted :])))
        self._painted = len(self.received)
        return self._screen

    @property
    def text(self):
        """The screen, line by line, without blanks at the ends."""
        return plain("\n".join(line.rstrip() for line in self.screen.display))

    @property
    def flowing_text(self):
        """The screen as one text: a sentence is found even where it is broken over lines."""
        return " ".join(self.text.split())

    @property
    def current_line(self):
        """The line that the hardware cursor is on: all that a braille line shows."""
        return plain(self.screen.display[self.screen.cursor.y].rstrip())

    @property
    def attributes(self):
        """The terminal's own settings, which a program must put back."""
        return termios.tcgetattr(self._theirs)

    @property
    def written(self):
        """All that was written, line by line: what is left when nothing is painted."""
        return plain(self.received.decode(errors="replace").replace("\r\n", "\n"))

    def answer(self, typed, *sentences):
        """Type a line, then read until all of these were written after it."""
        before = len(self.written)
        os.write(self._fd, f"{typed}\r".encode())
        self.wait_until(
            lambda: all(sentence in self.written[before:] for sentence in sentences), sentences
        )

    def type(self, *keys):
        """Press these keys, by their names or as text, faster than anybody could."""
        self.press(*keys)

    def press(self, *keys):
        """Press these keys, and read nothing yet."""
        typed = "".join(KEYS.get(key, key) for key in keys)
        # A key just after Échap could be taken for the two at once, as terminals send Alt.
        assert not self._escaped or typed.startswith(ESCAPE), "wait for what Échap does"
        assert not re.search(f"{ESCAPE}(?![{ESCAPE}[O]|$)", typed), keys
        self._escaped = typed.endswith(ESCAPE)
        os.write(self._fd, typed.encode(self._encoding))

    def read_for(self, seconds):
        """Take what the program writes first within this time."""
        if select.select([self._fd], [], [], seconds)[0]:
            self.received += os.read(self._fd, 65536)
            self.arrivals.append((time.monotonic(), len(self.received)))

    def read_all_for(self, seconds):
        """Take all that the program writes during this time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read_for(left)

    def wait_for(self, *sentences):
        """Read until all of these are on the screen."""

        def are_shown():
            text = self.flowing_text
            return all(sentence in text for sentence in sentences)

        self.wait_until(are_shown, sentences)

    def wait_until(self, condition, what="the condition"):
        """Read until the condition holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                cursor = self.screen.cursor
                where = f"the cursor is at line {cursor.y}, column {cursor.x}"
                raise AssertionError(f"{what} never came; {where}; the screen is:\n{self.text}")
            self.read_for(0.1)
        self._escaped = False

    def wait_for_quiet(self, seconds=0.5):
        """Read until nothing has come for so long."""
        end = time.monotonic() + PATIENCE
        received = -1
        while received != len(self.received):
            assert time.monotonic() < end, f"it never stops writing; the screen is:\n{self.text}"
            received = len(self.received)
            self.read_for(seconds)

    def wait_for_the_end(self):
        """Read until the program has ended; its exit status."""
        self.wait_until(lambda: self.process.poll() is not None, "the end of the program")
        received = -1
        while received != len(self.received):
            received = len(self.received)
            self.read_for(0)
        return self.process.returncode
