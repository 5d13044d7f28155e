"""What is measured of an academy's worker, for Prometheus: schools and counts, never a pupil."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

import uvicorn
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.model.academy import AttemptOutcome

_SECONDS = (5, 15, 30, 60, 120, 300, 900, 3600)


class Figures:
    """The figures of one worker. `queue` tells how many jobs there are in each state.

    `quota_waited` and `be1d_waited` are the seconds that it waited so far: for the quota, and for
    BE1D with nothing else to do.
    """

    def __init__(
        self,
        queue: Callable[[], Awaitable[Mapping[str, int]]],
        quota_waited: Callable[[], float],
        be1d_waited: Callable[[], float],
    ) -> None:
        self._queue = queue
        self.registry = CollectorRegistry()
        self._attempts = Counter(
            "lsun_attempts", "Schools that were tried", ["outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "lsun_school_seconds",
            "Time that one school took",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._waiting = Gauge(
            "lsun_queue_jobs", "Jobs of the queue", ["state"], registry=self.registry
        )
        for name, meaning, seconds in (
            ("lsun_quota_waited_seconds", "Time that requests waited for the quota", quota_waited),
            (
                "lsun_be1d_waited_seconds",
                "Time with nothing to do but wait for BE1D",
                be1d_waited,
            ),
        ):
            Gauge(name, meaning, registry=self.registry).set_function(seconds)
        for outcome in AttemptOutcome:
            self._attempts.labels(outcome.name.lower())

    def attempted(self, outcome: AttemptOutcome, seconds: float) -> None:
        """A school was tried."""
        self._attempts.labels(outcome.name.lower()).inc()
        self._seconds.observe(seconds)

    async def text(self) -> bytes:
        """As Prometheus reads them."""
        for state, count in (await self._queue()).items():
            self._waiting.labels(state).set(count)
        return generate_latest(self.registry)

    @asynccontextmanager
    async def served(self, host: str, port: int) -> AsyncIterator[None]:
        """Serve `/metrics`, and `/sante`, which is well while the queue can be asked."""

        async def metrics(_request: Request) -> Response:
            return Response(await self.text(), media_type=CONTENT_TYPE_LATEST)

        async def health(_request: Request) -> Response:
            await self._queue()
            return PlainTextResponse("ok\n")

        app = Starlette(routes=[Route("/metrics", metrics), Route("/sante", health)])
        config = uvicorn.Config(
            app, host=host, port=port, lifespan="off", log_config=None, log_level="warning"
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve())
        try:
            yield
        finally:
            server.should_exit = True
            await serving


class _Server(uvicorn.Server):
    """Leaves the signals to the worker."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        return nullcontext()
