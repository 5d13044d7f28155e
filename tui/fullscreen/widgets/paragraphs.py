"""Paragraphs to read line by line."""

from collections.abc import Iterator, Sequence

from textual.geometry import Size
from textual.strip import Strip

from core.text import showable
from tui.charset import displayable
from tui.fullscreen.widgets.beside import MarkedRow, painted, rows_of
from tui.fullscreen.widgets.lines import MARK, wrapped
from tui.fullscreen.widgets.rows import Row, Rows
from tui.wording.beside import Beside, Told, said


class Paragraphs(Rows):
    """Wrapped for the room there is, whenever it changes; what can be chosen may follow them.

    `indent` sets the further lines of a paragraph apart from the next one. Of a datum before and
    after, the words that have changed have a style as well as their signs.
    """

    COMPONENT_CLASSES = {"paragraphs--changed"}

    def __init__(
        self,
        paragraphs: Sequence[Told] = (),
        choices: Sequence[Row] = (),
        *,
        indent: int = 4,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._indent = " " * indent
        self._paragraphs, self._choices = tuple(paragraphs), tuple(choices)

    @property
    def copied(self) -> str:
        chosen = self.current.key if self.current else None
        if type(chosen) is not int:
            return super().copied
        return "\n".join(said([self._paragraphs[chosen]]))

    @property
    def copied_whole(self) -> str:
        return "\n".join(map(showable, said(self._paragraphs)))

    def tell(self, paragraphs: Sequence[Told]) -> None:
        """Tell something else."""
        self._paragraphs = tuple(paragraphs)
        self._lay_out()

    def tell_moved(self) -> None:
        """Nobody waits for what is only read."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what follows the paragraphs can be chosen: elsewhere Enter is the screen's."""
        return action != "choose" or self.current in self._choices

    def render_line(self, y: int) -> Strip:
        strip, line = super().render_line(y), self.top + y
        row = self._rows[self.row_at(line)] if line < self.line_count() else None
        if not isinstance(row, MarkedRow):
            return strip
        style = self.get_component_rich_style("paragraphs--changed", partial=True)
        return painted(strip, row.changed, style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(tuple(self._wrapped(width)))

    def on_resize(self) -> None:
        self._lay_out()
        super().on_resize()

    def _lay_out(self) -> None:
        is_first = not self._rows
        self.replace(tuple(self._wrapped(self.size.width)))
        if is_first and self._choices:
            self.go_to(len(self._rows) - len(self._choices))

    def _wrapped(self, width: int) -> Iterator[Row]:
        room = max(10, width - len(MARK))
        for number, paragraph in enumerate(self._paragraphs):
            if isinstance(paragraph, Beside):
                yield from rows_of(number, paragraph, width)
                continue
            text = displayable(paragraph)
            for line in wrapped(text, room, self._indent):
                yield Row(number, line)
        yield from self._choices
