"""How a stand-in register can fail, on demand: about a pupil, or about all of a school."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Iterator
from enum import StrEnum
from itertools import repeat

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from adapters.be1d.stand_in.answers import json_of, problem
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.be1d.wire import Eleve
from core.model.identifiers import Ine, Uai

RETRY_AFTER = 1
"""Seconds that a 429 asks to wait."""


class Fault(StrEnum):
    """One way to fail, by the name that the command line gives it."""

    TIMEOUT = "muet"
    RESET = "coupure"
    TOO_MANY_REQUESTS = "429"
    UNAVAILABLE = "503"
    TRUNCATED = "tronque"
    NOT_JSON = "illisible"
    WRONG_TYPE = "type"
    ANOTHER_PUPIL = "autre"
    OVERSIZED = "enorme"
    HTML_NOT_FOUND = "html404"


OF_THE_RECORD = frozenset({Fault.NOT_JSON, Fault.WRONG_TYPE, Fault.ANOTHER_PUPIL, Fault.OVERSIZED})
"""What is wrong with one pupil's record; the rest is wrong with the whole answer."""


class Faults:
    """What is planned for each pupil or school; what has no plan is answered as it should be."""

    def __init__(self) -> None:
        self._plans: dict[Ine | Uai, Iterator[Fault]] = {}

    def plan(self, about: Ine | Uai, fault: Fault, times: int | None = None) -> None:
        """Fail so many times about this pupil or this whole school, or for ever."""
        self._plans[about] = repeat(fault) if times is None else repeat(fault, times)

    def clear(self) -> None:
        """Fail no more."""
        self._plans.clear()

    def next_for(self, asked: Ine | Uai) -> Fault | None:
        """How to fail this time about this pupil or school."""
        return next(self._plans.get(asked, iter(())), None)


async def answer_with(  # noqa: C901 - one case a fault
    fault: Fault, request: Request, contents: RegisterContents
) -> Response:
    """The answer that fails in this way, instead of a pupil of this school."""
    good = Eleve.of(contents.registrations[0])
    match fault:
        case Fault.TIMEOUT:
            return await _nothing_until_the_client_leaves(request)
        case Fault.RESET:
            _reset(request.scope["transport"])
            return Response()
        case Fault.TOO_MANY_REQUESTS:
            return too_many_requests()
        case Fault.UNAVAILABLE:
            return problem(503, "indisponible")
        case Fault.TRUNCATED:
            return StreamingResponse(
                _half_then_abort(request, msgspec.json.encode(good)), media_type="application/json"
            )
        case Fault.NOT_JSON:
            return Response(msgspec.json.encode(good)[:-1], media_type="application/json")
        case Fault.WRONG_TYPE:
            return json_of({**msgspec.to_builtins(good), "prenoms": 12})
        case Fault.ANOTHER_PUPIL:
            return json_of(
                msgspec.structs.replace(good, ine=_other_ine(request.path_params["ine"]))
            )
        case Fault.OVERSIZED:
            return StreamingResponse(_endless(), media_type="application/json")
        case Fault.HTML_NOT_FOUND:
            return Response("<h1>404</h1>", 404, media_type="text/html")


def too_many_requests() -> Response:
    """The answer to what comes too soon."""
    return problem(429, "trop-de-demandes", {"Retry-After": str(RETRY_AFTER)})


def _reset(transport: asyncio.Transport) -> None:
    # Not to linger at all is what makes the end of a connection a reset.
    linger = struct.pack("ii", 1, 0)
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()


async def _nothing_until_the_client_leaves(request: Request) -> Response:
    while (await request.receive())["type"] != "http.disconnect":
        continue
    return Response()


async def _half_then_abort(request: Request, body: bytes) -> AsyncIterator[bytes]:
    yield body[: len(body) // 2]
    request.scope["transport"].abort()


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b" " * 65_536
        await asyncio.sleep(0)


def _other_ine(ine: str) -> str:
    return ine[:-1] + ("A" if ine[-1] != "A" else "B")
