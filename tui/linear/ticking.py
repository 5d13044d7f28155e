"""Ticking some of a list by their numbers."""

import re
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from core.text import without_accents
from tui.linear.console import Console
from tui.linear.listing import PAGE, Listing
from tui.wording import line_texts
from tui.wording.line_texts import shortened

K = TypeVar("K", bound=Hashable)


async def tick(
    console: Console,
    keys: Sequence[K],
    ticked: set[K],
    *,
    line_of: Callable[[K], str],
    total: Callable[[], str],
    help_text: str,
) -> bool:
    """Tick and untick, changing `ticked`, until Enter; False when the user goes back instead.

    `line_of` tells a row and its state, `total` what is ticked by now.
    """
    listing = Listing(keys, line_of)
    console.list(listing)
    console.progress(total())
    help_text = f"{help_text}\n{line_texts.TICK_HELP}\n{line_texts.LIST_HELP}"
    while (typed := await console.ask(line_texts.TICK, help_text)) != "0":
        if not typed:
            if not listing.turn():
                return True
            console.list(listing)
            continue
        changed = _change(typed, listing, ticked)
        if changed:
            for number in changed[:PAGE]:
                console.progress(listing.line(number))
            console.progress(total())
        elif listing.keep(typed):
            console.list(listing)
        else:
            complaint = line_texts.NOT_TO_TICK.format(typed=shortened(typed), last=listing.last)
            console.complain(complaint)
    return False


def _change(typed: str, listing: Listing[K], ticked: set[K]) -> Sequence[int]:
    """The numbers of the rows that are told again; none when it was no ticking."""
    every = range(1, listing.last + 1)
    match without_accents(typed):
        case "tout":
            ticked |= set(listing.kept)
            return every
        case "rien":
            ticked -= set(listing.kept)
            return every
    numbers = [listing.number(word) for word in re.split(r"[\s,;]+", typed.strip(" ,;"))]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return ()
    for number in dict.fromkeys(known):
        ticked ^= {listing.kept[number - 1]}
    return list(dict.fromkeys(known))
