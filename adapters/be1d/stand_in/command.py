"""The stand-in as a process of its own."""

import asyncio
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.contents import RegisterContents, Schools
from adapters.be1d.stand_in.faults import OF_THE_RECORD, Fault
from adapters.be1d.stand_in.server import serve
from core.model.identifiers import Ine, InvalidIdentifier, Uai


@dataclass(frozen=True, slots=True)
class PlannedFault:
    """What the stand-in fails about, a pupil or a whole school; so many times, or for ever."""

    about: Ine | Uai
    fault: Fault
    times: int | None

    @classmethod
    def parse(cls, text: str) -> "PlannedFault":
        """Read INE=NAME, UAI=NAME or either with *TIMES. Raises `ValueError` when it is none.

        A school has no fault of a record.
        """
        about, _, plan = text.partition("=")
        name, _, times = plan.partition("*")
        fault = Fault(name)
        planned = _identifier(about)
        if isinstance(planned, Uai) and fault in OF_THE_RECORD:
            raise ValueError(text)
        return cls(planned, fault, int(times) if times else None)

    def __str__(self) -> str:
        return f"{self.about}={self.fault}" + (f"*{self.times}" if self.times is not None else "")


def _identifier(text: str) -> Ine | Uai:
    try:
        return Uai(text)
    except InvalidIdentifier:
        return Ine(text)


async def serve_until_told_to_stop(
    contents: RegisterContents | Schools,
    token: str,
    *,
    port: int,
    latency: float,
    quota: int | None,
    faults: Iterable[PlannedFault],
    ends_with_stdin: bool,
) -> None:
    """Print the URL once it answers, then serve until SIGINT, SIGTERM, or the end of stdin.

    `latency` is in seconds, `quota` in requests a second. `ends_with_stdin` ties it to the process
    that holds the other end, however that one dies. Raises `OSError` when the port is taken.
    """
    stand_in = StandIn(contents, token, latency, quota=quota)
    for planned in faults:
        stand_in.faults.plan(planned.about, planned.fault, planned.times)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if ends_with_stdin:
        # Nothing is ever written there: readable means that the other end is closed.
        loop.add_reader(sys.stdin.fileno(), stop.set)
    async with serve(stand_in, port) as url:
        print(url, flush=True)
        await stop.wait()
