"""How much is tried: enough for each change, or as much as a proof asks for."""

import os
from typing import Any

from hypothesis import HealthCheck, settings

PROOFS = os.environ.get("PREUVES", "")
"""Set by `make proofs` and `make proofs-long`: `courtes` or `longues`."""

_SHARES = {"": 0.25, "courtes": 1, "longues": 20}


KILLS = int(os.environ.get("KILLS", "0"))
"""How many synchronisations `make proofs` kills; 0 leaves it to the length of the proof."""


def much(count: int) -> int:
    """So many for a short proof: fewer for a test, many more for a long proof."""
    return max(1, round(count * _SHARES[PROOFS]))


def examples(count: int, **options: Any) -> settings:
    """So many examples for a short proof: as `much`, however long the machine takes for each.

    A test tries the same ones each time.
    """
    return settings(
        max_examples=much(count),
        deadline=None,
        derandomize=not PROOFS,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
        **options,
    )
