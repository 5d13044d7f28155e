"""The stand-in on a port of this machine."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from adapters.be1d.stand_in.app import StandIn


class _Server(uvicorn.Server):
    """Leaves the signals to whoever serves."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        return nullcontext()


@asynccontextmanager
async def serve(stand_in: StandIn, port: int = 0) -> AsyncIterator[str]:
    """Serve on the loopback interface, on a free port unless one is given; yield the URL.

    Raises `OSError` when the port is taken.
    """
    transports: dict[tuple[str, int], asyncio.Transport] = {}

    class Protocol(H11Protocol):
        """Remembers its connection, so that a fault can cut it."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            transports[transport.get_extra_info("peername")] = transport

        def connection_lost(self, exc: Exception | None) -> None:
            transports.pop(self.transport.get_extra_info("peername"), None)
            super().connection_lost(exc)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["transport"] = transports[tuple(scope["client"])]
        await stand_in.app(scope, receive, send)

    with socket.create_server(("127.0.0.1", port)) as listening:
        # Or the body of an answer waits 40 ms for the client to acknowledge the headers.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        config = uvicorn.Config(
            app,
            http=Protocol,
            lifespan="off",
            log_config=None,
            log_level="warning",  # its lines of access would hold INEs
            timeout_graceful_shutdown=1,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
