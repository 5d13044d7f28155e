"""The way back, the same on every screen: what filters it is lifted first."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from textual.screen import Screen

from tui.fullscreen.widgets.filtered import FilteredRows

T = TypeVar("T")


class Filter(Protocol):
    """What shows only a part of a list."""

    @property
    def is_filtering(self) -> bool:
        """Whether it does, or waits to be told what to show."""

    def lift_filter(self) -> None:
        """Show the whole list, and give it the focus."""


class SteppingBack(Screen[T]):
    """A screen that is left one step at a time."""

    @property
    def filters(self) -> Iterable[Filter]:
        """What may filter what it shows."""
        return self.query(FilteredRows)

    def action_back(self) -> None:
        """Lift the filter, if there is one; else leave."""
        active = next((known for known in self.filters if known.is_filtering), None)
        if active is None:
            self.leave()
        else:
            active.lift_filter()

    def leave(self) -> None:
        """Return to the screen before."""
        raise NotImplementedError
