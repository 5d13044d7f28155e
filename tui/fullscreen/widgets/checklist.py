"""Rows with a check-box each, one for all of them, and a filter that is simply typed."""

from collections.abc import Callable, Collection, Sequence

from textual.binding import Binding
from textual.strip import Strip

from tui.charset import displayable
from tui.fullscreen.widgets.beside import painted
from tui.fullscreen.widgets.filtered import FilteredRows
from tui.fullscreen.widgets.lines import MARK
from tui.fullscreen.widgets.rows import Row
from tui.wording import key_texts, texts

ALL = Row("", "")
_BOXES = ("[x]", "[-]", "[ ]")
TICKED, PARTLY, UNTICKED = (
    f"{box} {state:10}" for box, state in zip(_BOXES, texts.CHECKBOX_STATES, strict=True)
)
"""A box that is seen, and a word that reads aloud and in braille; of one width."""

_TICK = (0, len(TICKED.rstrip()))
"""Where both are in a row."""


class Checklist(FilteredRows):
    """The first row stands for all the rows that the filter shows; Space ticks and unticks.

    The state of a row is a word before its text; a tick has a style too, to be seen at once.
    """

    COMPONENT_CLASSES = {"checklist--ticked"}

    BINDINGS = [Binding("space", "tick", key_texts.TICK)]

    indent = len(TICKED)

    def __init__(self, all_text: Callable[[int, int], str]) -> None:
        """`all_text` names the rows that are shown, by how many they are, of how many."""
        super().__init__()
        self._all_text = all_text
        self._ticked: set[object] = set()

    @property
    def ticked(self) -> frozenset[object]:
        """The keys of the rows that are ticked, and shown: what is not seen is not acted on."""
        return frozenset(self._ticked & self._shown_keys())

    def offer(self, choices: Sequence[Row], unticked: Collection[object] = ()) -> None:
        """Show these rows. What was unticked stays so; a row that is new comes ticked.

        New rows whose key is in `unticked` are not.
        """
        known = {row.key for row in self._choices}
        offered = {row.key for row in choices}
        self._ticked = (self._ticked & offered) | (offered - known - set(unticked))
        super().offer(choices)

    def is_ticked(self, key: object) -> bool:
        """Whether this row is ticked."""
        return key in self._ticked

    def text_of(self, index: int) -> str:
        row = self._rows[index]
        if row is not ALL:
            return (TICKED if row.key in self._ticked else UNTICKED) + row.text
        shown = self._shown_keys()
        all_text = self._all_text(self.found, len(self._choices))
        if shown <= self._ticked:
            return TICKED + all_text
        return (PARTLY if shown & self._ticked else UNTICKED) + all_text

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not strip.text[len(MARK) :].startswith(displayable(TICKED)):
            return strip
        return painted(
            strip, [_TICK], self.get_component_rich_style("checklist--ticked", partial=True)
        )

    def action_tick(self) -> None:
        """Tick or untick the current row; the first row does it for all those shown."""
        if self.current is None:
            return
        keys = self._shown_keys() if self.current is ALL else {self.current.key}
        if keys <= self._ticked:
            self._ticked -= keys
        else:
            self._ticked |= keys
        if self.current is ALL:
            self.refresh()
        else:
            self.repaint_stop(0)
            self.repaint_stop(self._current)
        self.post_message(self.Changed(self))

    def is_typed(self, character: str) -> bool:
        """Space ticks."""
        return character != " "

    def rows_shown(self, found: Sequence[Row]) -> Sequence[Row]:
        """Below the row that stands for them all, if there is any."""
        return [ALL, *found] if found else []

    def _shown_keys(self) -> set[object]:
        return {row.key for row in self._rows if row is not ALL}
