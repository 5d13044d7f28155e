"""What every screen has: the school, the breadcrumb, the keys, the help and the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.screen import Screen

from core.errors import UserError
from core.text import showable
from tui.fullscreen.requests import CommandsRequest, CopyRequest, PageShown
from tui.fullscreen.screens.stepping import SteppingBack
from tui.fullscreen.widgets.binding import command, offered
from tui.fullscreen.widgets.caret import Caret, move_caret_to
from tui.fullscreen.widgets.key_line import KeyLine
from tui.fullscreen.widgets.lines import Lines, end_of
from tui.fullscreen.widgets.notice import Notice
from tui.fullscreen.widgets.sentence import Sentence
from tui.fullscreen.widgets.title_bar import TitleBar
from tui.wording import places, sentences

if TYPE_CHECKING:  # the first screen does not wait for what only types need
    from core.usecases.workspace import Workspace

Opened = Callable[[], Awaitable["Workspace"]]
"""Waits for the workspace that the application opens."""


class Page(SteppingBack[None]):
    """A whole screen. Its `help_text` is what F1 shows, `first_status` what it says at first."""

    help_text = ""
    first_status = ""
    simulates = False
    """Whether nothing of what is shown is written: the window then says so."""

    AUTO_FOCUS = "Field, Rows, MessagePanel"

    BINDINGS = [
        command("retour", "back"),
        command("aide", "help"),
        command("commandes", "commands"),
        command("copier", "copy"),
    ]

    def __init__(self, label: str) -> None:
        """`label` is what this place is called, in the place that it is opened from."""
        super().__init__()
        self.label = label

    @property
    def trail(self) -> str:
        """The way here, however one came: the way back goes along it."""
        stack = self.app.screen_stack
        way = stack[: stack.index(self) + 1]
        return places.trail(*(page.label for page in way if isinstance(page, Page)))

    @property
    def running(self) -> bool:
        """Whether leaving would interrupt something."""
        return False

    async def drain(self) -> None:
        """Let what is under way come to an end."""

    def body(self) -> ComposeResult:
        """What the screen is about."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield TitleBar(getattr(self.app, "badge", ""))
        yield Sentence(id="breadcrumb")
        yield from self.body()
        yield Notice(self.first_status, id="status")
        yield Notice(id="notice")
        yield KeyLine(id="keys")

    def say(self, text: str) -> None:
        """Tell how the screen stands, or why something cannot be."""
        self.query_one("#status", Notice).say(text)

    def notice(self, text: str) -> None:
        """Tell what was done, until something else is."""
        self.query_one("#notice", Notice).say(text)

    @contextmanager
    def saying_errors(self) -> Iterator[None]:
        """Say why what is tried here cannot be done; whoever reads goes on.

        What comes once the user has left the screen has nowhere to be shown.
        """
        try:
            yield
        except UserError as error:
            if self.is_open:
                self.say(str(error))
        except NoMatches:
            if self.is_open:
                raise

    def on_mount(self) -> None:
        self.watch(self.app, "school_line", self.query_one("#school", Sentence).say)
        # A text that grows above what has the focus pushes it down, and resizes it not always.
        self.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._follow_focus())

    def on_resize(self) -> None:
        """Where one is comes last in the breadcrumb: that is what is always shown."""
        self.query_one("#breadcrumb", Sentence).say(end_of(self.trail, self.size.width))

    def on_screen_resume(self) -> None:
        """Whatever was on top had the cursor."""
        self._follow_focus()
        self.tell_what_is_shown()

    def tell_what_is_shown(self) -> None:
        """Have the window say it."""
        self.post_message(PageShown(self.simulates))

    def _follow_focus(self) -> None:
        move_caret_to(self.focused)

    @property
    def is_open(self) -> bool:
        """Whether the user has not left the screen yet."""
        return self in self.app.screen_stack

    @property
    def is_on_top(self) -> bool:
        """Whether no dialog, and no other page, is above this one."""
        return self.app.screen is self

    def open(self, screen: Screen[None]) -> None:
        """Show another screen, unless a key that came twice has opened one already."""
        if self.is_on_top:
            self.notice("")
            self.app.push_screen(screen)

    async def ask(self, question: str, declined: str) -> bool:
        """The answer to a question; no, when a key that came twice has asked one already.

        `declined` is told of an answer that is no: what was not done, and what can be done next.
        """
        from tui.fullscreen.screens.question import Question  # noqa: PLC0415 - not before a question

        if not self.is_on_top:
            return False
        self.notice("")
        if await self.app.push_screen_wait(Question(question)):
            return True
        self.notice(declined)
        return False

    def leave(self) -> None:
        """Return to the screen before."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show what this screen is for, and its keys."""
        keys = [sentences.command_line(known.label, known.keys) for known in offered(self)]
        from tui.fullscreen.screens.help import HelpScreen  # noqa: PLC0415 - not before F1

        self.open(HelpScreen(self.help_text, keys))

    def action_commands(self) -> None:
        """Offer what can be done here, by its name."""
        self.post_message(CommandsRequest())

    def action_copy(self) -> None:
        """Offer the current line, and all that is shown, to be copied or saved."""
        self.post_message(CopyRequest(self._current_line(), "\n".join(self._all_shown())))

    def _current_line(self) -> str:
        return showable(self.focused.copied) if isinstance(self.focused, Caret) else ""

    def _all_shown(self) -> Iterator[str]:
        for widget in self.query("*"):
            if not (widget.display and widget.parent and widget.parent.display):
                continue
            if isinstance(widget, Lines):
                yield widget.copied_whole
            elif widget.id == "breadcrumb":
                yield showable(self.trail)
            elif isinstance(widget, Sentence) and widget.text and not isinstance(widget, KeyLine):
                yield widget.text
