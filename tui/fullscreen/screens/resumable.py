"""A page of messages of a run that may be resumed, and that shows what it holds before that."""

from tui.fullscreen.screens.messages import MessagesPage
from tui.fullscreen.widgets.binding import command
from tui.wording import key_texts, texts


class ResumablePage(MessagesPage):
    """« Reprendre » where pupils or lists are left; « Continuer » where the guard holds the run."""

    BINDINGS = [
        command("lancer", "resume", key_texts.RESUME),
        command("lancer", "go_on", key_texts.GO_ON),
        command("simuler", "see_changes", texts.SEE_CHANGES),
    ]

    @property
    def can_be_resumed(self) -> bool:
        """Whether the run left something open."""
        raise NotImplementedError

    @property
    def is_held(self) -> bool:
        """Whether the guard holds it."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the run as it stands."""
        match action:
            case "resume":
                return self.can_be_resumed and not self.is_held
            case "go_on" | "see_changes":
                return self.can_be_resumed and self.is_held
        return True

    def action_resume(self) -> object:
        """Resume the run."""
        raise NotImplementedError

    def action_go_on(self) -> None:
        """The same, of a run that the guard holds."""
        self.action_resume()

    def action_see_changes(self) -> object:
        """Show, pupil by pupil, what the run would do."""
        raise NotImplementedError
