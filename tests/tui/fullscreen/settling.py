"""What a screen in this process shows, once it has come to rest."""

import time

from textual._context import visible_screen_stack

from tests.waiting import PATIENCE

RESTS = 3
"""How many looks in a row must find the widgets at rest."""


def screen_text(pilot):
    """What the terminal shows, line by line, without blanks at the ends."""
    return "\n".join(strip.text.rstrip() for strip in strips_of(pilot))


def strips_of(pilot):
    """The lines of the screen, with what is below a dialog behind it."""
    visible_screen_stack.set(pilot.app._background_screens)
    return pilot.app.screen._compositor.render_strips()


async def press(pilot, *keys):
    """Press these keys, each once the one before has done all that it does."""
    for key in keys:
        await pilot.press(key)
        await settles(pilot)


async def comes(pilot, condition, what):
    """Wait until the condition holds, and all that was asked of the widgets is done."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what} never came:\n{screen_text(pilot)}")
        await pilot.pause()
    await settles(pilot)


async def settles(pilot):
    """Wait until nothing that was asked of the widgets is left to be done."""
    end = time.monotonic() + PATIENCE
    rests = 0
    while rests < RESTS:
        if time.monotonic() > end:
            raise AssertionError(f"it never rests:\n{screen_text(pilot)}")
        await pilot.pause()
        rests = rests + 1 if is_at_rest(pilot.app) else 0


def is_at_rest(application):
    """Whether no widget has anything left to handle, to lay out or to paint."""
    shown = list(application.screen.walk_children(with_self=True))
    below = [node for screen in application.screen_stack for node in screen.walk_children()]
    return not (
        application.screen._dirty_widgets
        or application.screen._callbacks
        or any(map(is_to_change, shown))
        or any(map(has_to_handle, [application, *application.screen_stack, *below]))
    )


def is_to_change(widget):
    return (
        widget._layout_required
        or widget._repaint_required
        or widget._scroll_required
        or widget._recompose_required
        or widget._refresh_styles_required
    )


def has_to_handle(pump):
    return not pump._message_queue.empty() or pump._next_callbacks
