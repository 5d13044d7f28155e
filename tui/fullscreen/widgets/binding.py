"""Bindings to the commands that the settings may give other keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from tui.keymap import COMMANDS

_ORDER = list(COMMANDS)
_FIRST = ("aide", "commandes")
"""Whatever there is no room for, these two lead to."""


def command(name: str, action: str, label: str = "", *, priority: bool = False) -> Binding:
    """The binding of a command to an action, which may have a label of its own."""
    known = COMMANDS[name]
    return Binding(known.keys, action, label or known.label, id=name, priority=priority)


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done on a screen now: how it is called, its keys, and how it is bound."""

    label: str
    keys: tuple[str, ...]
    bound: ActiveBinding


def offered(screen: Screen[Any]) -> Iterator[Offered]:
    """What the keys of a screen do where the focus is, the nearest first, each once."""
    bound: dict[str, list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.binding.show and active.enabled:
            bound.setdefault(active.binding.action, []).append(active)
    for bindings in sorted(bound.values(), key=lambda bindings: _rank(bindings[0].binding.id)):
        keys = sorted(
            (active.binding.key for active in bindings), key=_usual_place(bindings[0].binding.id)
        )
        yield Offered(bindings[0].binding.description, tuple(keys), bindings[0])


def _rank(name: str | None) -> int:
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (_ORDER.index(name) if name in _ORDER else 0)


def _usual_place(name: str | None) -> Callable[[str], int]:
    usual = COMMANDS[name].keys.split(",") if name is not None and name in COMMANDS else []
    return lambda key: usual.index(key) if key in usual else len(usual)
