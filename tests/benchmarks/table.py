"""The table of every bar: what was measured against its floor, and what is allowed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec


@dataclass(frozen=True)
class Bar:
    """A line of the table; `measured` and `most` are in `unit`, a ratio to the floor if it is ×."""

    what: str
    floor: str
    measured: float
    most: float
    unit: str = "×"

    @property
    def verdict(self) -> str:
        """Whether the bar is kept."""
        return "tenu" if self.measured <= self.most else "MANQUÉ"


BARS: list[Bar] = []
"""Those that were measured so far, by whichever bench."""


def print_table() -> None:
    """Every bar, as one table."""
    print("\n| Quoi | Plancher | Mesuré | Au plus | |\n| --- | --- | --- | --- | --- |")
    for bar in BARS:
        measured, most = (f"{value:.2f} {bar.unit}" for value in (bar.measured, bar.most))
        print(f"| {bar.what} | {bar.floor} | {measured} | {most} | {bar.verdict} |")


def write_json(path: Path) -> None:
    """The same, for programs."""
    bars: list[dict[str, Any]] = [
        msgspec.to_builtins(bar) | {"verdict": bar.verdict} for bar in BARS
    ]
    path.write_text(json.dumps(bars, ensure_ascii=False, indent=2), "utf-8")
