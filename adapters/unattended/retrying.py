"""Trying again while BE1D is down, by tenacity."""

from collections.abc import Awaitable, Callable

import tenacity

from core.drain import rest
from core.rules.unattended import Attempt

LONGEST_WAIT = 1800.0
"""Seconds between two attempts at most: a school's night has room for several."""


class Retrying:
    """`core.usecases.unattended.Retry`: waits that double, from `first_wait`, for a `window`.

    Both are seconds. A random part keeps the schools of an academy from asking all at once.
    """

    def __init__(
        self, *, window: float, first_wait: float, longest_wait: float = LONGEST_WAIT
    ) -> None:
        self._window, self._first_wait, self._longest_wait = window, first_wait, longest_wait

    async def __call__(
        self, attempt: Callable[[], Awaitable[Attempt]], again: Callable[[Attempt], bool]
    ) -> Attempt:
        """The first attempt that is not worth another one, or the last that the window has."""

        def last(state: tenacity.RetryCallState) -> Attempt:
            assert state.outcome is not None  # noqa: S101 - an attempt was made
            made: Attempt = state.outcome.result()
            return made

        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_result(again),
            stop=tenacity.stop_before_delay(self._window),
            wait=tenacity.wait_exponential_jitter(
                multiplier=self._first_wait, max=self._longest_wait, jitter=self._first_wait
            ),
            sleep=rest,
            retry_error_callback=last,
        )
        return await retrying(attempt)
