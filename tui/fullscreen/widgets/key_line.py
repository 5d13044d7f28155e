"""The last line of a screen: its keys, and what they do."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content

from tui.charset import displayable
from tui.fullscreen.widgets.binding import offered
from tui.fullscreen.widgets.sentence import OneLine
from tui.wording.key_texts import key_name

_BETWEEN = "  "
_ALWAYS = ("aide", "retour", "quitter")
"""The commands that there is always room for: the others are in the help, and in the palette."""

_LAST = ("commandes", None, "copier", "redessiner", "suspendre")
"""After what the screen is for, in this order; None are the keys that are no command."""


class KeyLine(OneLine):
    """As many commands as there is room for, each by its first key, in another colour."""

    COMPONENT_CLASSES = {"key-line--key"}

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._tell())

    def on_resize(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self.say(_BETWEEN.join(f"{key} {label}" for key, label in self._with_room()))

    def render(self) -> RenderResult:
        style = self.get_visual_style("key-line--key")
        return Content(_BETWEEN).join(
            Content.assemble((displayable(key), style), f" {displayable(label)}")
            for key, label in self._with_room()
        )

    def _with_room(self) -> list[tuple[str, str]]:
        """Aide first, then what the screen is for, the way back and out last."""
        names, entries = [], []
        for known in offered(self.screen):
            names.append(known.bound.binding.id)
            entries.append((key_name(known.keys[0]), known.label))
        order = sorted(range(len(names)), key=lambda rank: _place(names[rank]))
        kept = [rank for rank in order if names[rank] in _ALWAYS]
        for rank in sorted(order, key=lambda rank: _urgency(names[rank])):
            wider = sorted({*kept, rank}, key=order.index)
            if _width([entries[item] for item in wider]) <= self.size.width:
                kept = wider
        return [entries[rank] for rank in kept]


def _place(name: str | None) -> int:
    if name == _ALWAYS[0]:
        return 0
    return 2 + _ALWAYS.index(name) if name in _ALWAYS else 1


def _urgency(name: str | None) -> int:
    return 1 + _LAST.index(name) if name in _LAST else 0


def _width(entries: list[tuple[str, str]]) -> int:
    shown = _BETWEEN.join(f"{key} {label}" for key, label in entries)
    return cell_len(displayable(shown))
