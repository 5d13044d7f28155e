"""How many requests a register takes in a second, whoever sends them."""

from collections import deque
from collections.abc import Callable


class Quota:
    """So many requests in any second; `clock` gives seconds."""

    def __init__(self, per_second: int, clock: Callable[[], float]) -> None:
        self._taken_at: deque[float] = deque(maxlen=per_second)
        self._clock = clock

    def takes_one_more(self) -> bool:
        """Whether a request is taken now; one that is not does not count."""
        now, taken = self._clock(), self._taken_at
        if len(taken) == taken.maxlen and now - taken[0] < 1:
            return False
        taken.append(now)
        return True
