"""What every screen has: the school, the breadcrumb, the keys, the help and the way back."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer

from tui.screens.help import HelpScreen
from tui.widgets.caret import move_caret_to
from tui.widgets.sentence import Sentence


class Page(Screen[None]):
    """A whole screen. Its `help_text` is what F1 shows."""

    help_text = ""

    BINDINGS = [
        Binding("escape", "back", "Retour", key_display="Échap"),
        Binding("f1", "help", "Aide", key_display="F1"),
    ]

    def __init__(self, breadcrumb: str) -> None:
        super().__init__()
        self._breadcrumb = breadcrumb

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
        yield Sentence(id="school")
        yield Sentence(self._breadcrumb, id="breadcrumb")
        yield from self.body()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        self.watch(self.app, "school_line", self.query_one("#school", Sentence).say)

    def on_screen_resume(self) -> None:
        """Whatever was on top had the cursor."""
        move_caret_to(self.focused)

    def action_back(self) -> None:
        """Return to the screen before."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this screen and what it is for."""
        self.app.push_screen(HelpScreen(self.help_text))
