"""What the terminal's window is called (OSC 2), while the program has it."""

from tui.charset import displayable

_MOST = 80
"""Characters of a title: a window shows no more of it, and a slow line carries it."""

_KEEP, _TAKE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""The title before ours, for the terminals that can keep it."""


class Title:
    """Each method returns what has to be sent, which may be nothing."""

    def __init__(self) -> None:
        self._text = ""

    def said(self, text: str) -> str:
        """For the window to be called so: literally, whatever the text holds."""
        shown = displayable(text)[:_MOST]
        if shown == self._text:
            return ""
        kept = "" if self._text else _KEEP
        self._text = shown
        return kept + _named(shown)

    def given_back(self) -> str:
        """For the window to be called as before, or nothing."""
        return _named("") + _TAKE_BACK if self._text else ""

    def said_again(self) -> str:
        """For a window that was given back to be called as it was by us."""
        return _KEEP + _named(self._text) if self._text else ""


def _named(text: str) -> str:
    return f"\x1b]2;{text}\x1b\\"
