"""A screen with something to type: what was typed there is there again when one comes back."""

from collections.abc import Mapping

from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.form_field import FormField

Drafts = dict[tuple[str, str, str], Mapping[str, str]]
"""What was typed and not used, by the school at hand, the kind of screen, and what it is about."""


class FormPage(Page):
    """Keeps what was typed, for as long as the application is open, until it was used."""

    @property
    def subject(self) -> str:
        """What it is about: what was typed comes back on another screen that is about the same.

        The way here is enough where nothing else has the same; a pupil's name is not his alone.
        """
        return self.trail

    def draft(self) -> dict[str, str]:
        """What the user typed, or chose, and was not used yet."""
        return {str(field.id): field.typed for field in self.query(FormField) if field.typed}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put it there again."""
        for field in self.query(FormField):
            if typed := draft.get(str(field.id)):
                field.type_again(typed)

    def on_mount(self) -> None:
        super().on_mount()
        self.restore(self._drafts.get(self._key, {}))

    def leave(self) -> None:
        """Return to the screen before, and keep what was typed."""
        self._drafts[self._key] = self.draft()
        super().leave()

    @property
    def _drafts(self) -> Drafts:
        drafts: Drafts = getattr(self.app, "drafts", {})
        return drafts

    @property
    def _key(self) -> tuple[str, str, str]:
        school: str = getattr(self.app, "school_line", "")
        return (school, type(self).__name__, self.subject)
