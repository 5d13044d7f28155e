"""The palette: what can be done on the screen, then where one can go."""

from collections.abc import Callable, Mapping

from textual.app import App
from textual.binding import ActiveBinding

from tui.fullscreen.screens.choosing import ChoosingScreen
from tui.fullscreen.widgets.binding import offered
from tui.fullscreen.widgets.rows import Row
from tui.wording import sentences, texts


async def offer_commands(app: App[None], places: Mapping[str, Callable[[], None]]) -> None:
    """Offer them by their names, and do what is chosen."""
    rows = [
        Row(known.bound, sentences.command_line(known.label, known.keys))
        for known in offered(app.screen)
    ]
    rows += [Row(go, sentences.place(label)) for label, go in places.items()]
    match await app.push_screen_wait(ChoosingScreen(texts.PALETTE_TITLE, rows)):
        case ActiveBinding(node, binding):
            await app.run_action(binding.action, node)
        case go if callable(go):
            go()
