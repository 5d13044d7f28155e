"""How many pupils the latest runs updated: as a small chart, and in a sentence."""

from collections.abc import Sequence

from core.messages import french
from core.model.events import Outcome
from core.model.runs import RunSummary

_LEAST, _MOST = 3, 20
"""Runs of which a chart tells something, and those that it shows at most."""

_BARS = "▁▂▃▄▅▆▇█"
"""The lowest is none at all."""


def trend(runs: Sequence[RunSummary]) -> str:
    """What the latest of these runs (newest first) updated; empty when they are too few."""
    updated = _updated(runs)
    if not updated:
        return ""
    if not any(updated):
        return f"Aucune des {len(updated)} dernières synchronisations n'a mis d'élève à jour."
    runs_told = f"Les {len(updated)} dernières synchronisations, de la plus ancienne à la plus"
    most = french.count(max(updated), "élève mis à jour", "élèves mis à jour")
    if min(updated) == max(updated):
        return f"{runs_told} récente : {most} à chacune."
    mean = round(sum(updated) / len(updated))
    return (
        f"{runs_told} récente : de {min(updated)} à {most}, {mean} en moyenne, {updated[-1]} à la"
        " dernière."
    )


def chart(runs: Sequence[RunSummary]) -> str:
    """The same as bars, the oldest run first; empty when there is no trend."""
    return bars(_updated(runs))


def bars(numbers: Sequence[int]) -> str:
    """One bar a number, as high as it is beside the greatest."""
    most = max(numbers, default=0) or 1
    # Whoever did one thing is seen to have done something.
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // most)] for number in numbers)


def _updated(runs: Sequence[RunSummary]) -> list[int]:
    if len(runs) < _LEAST:
        return []
    return [run.counts.get(Outcome.UPDATED, 0) for run in reversed(runs[:_MOST])]
