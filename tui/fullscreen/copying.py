"""What a screen shows, copied elsewhere or saved."""

from textual.app import App

from tui.fullscreen.navigation import Navigation
from tui.fullscreen.requests import CopyRequest
from tui.fullscreen.screens.choosing import ChoosingScreen
from tui.fullscreen.screens.page import Page
from tui.fullscreen.widgets.rows import Row
from tui.wording import texts


async def offer_to_copy(
    app: App[None], navigation: Navigation, request: CopyRequest, *, takes_clipboard: bool
) -> None:
    """Copy where the terminal takes it, or save."""
    if not takes_clipboard:
        navigation.save_shown(request.line, request.whole)
        return
    rows = [Row(key, label) for key, label in texts.COPYING.items()]
    shown = rows if request.line else rows[1:]
    match await app.push_screen_wait(ChoosingScreen(texts.COPYING_TITLE, shown)):
        case "line":
            _copy(app, request.line)
        case "whole":
            _copy(app, request.whole)
        case "file":
            navigation.save_shown(request.line, request.whole)


def _copy(app: App[None], text: str) -> None:
    app.copy_to_clipboard(text)
    if isinstance(app.screen, Page):
        app.screen.notice(texts.COPIED)
