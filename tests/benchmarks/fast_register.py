"""A register that costs next to nothing: the routes of the contract, encoded beforehand.

A process of its own: `python -m tests.benchmarks.fast_register be1d.json LATENCY_MS` prints its
address and serves until its input ends. Starlette and h11 would be most of what is measured.
"""

import asyncio
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec

from adapters.be1d.stand_in.contents import load
from adapters.be1d.wire import Eleve, Enseignant, StructureEcole
from core.text import without_accents


def encoded_routes(contents):
    """The answer to each path that is asked, headers included."""
    school = f"/ecoles/{contents.school.uai}"
    rolls = defaultdict(list)
    routes = {}
    for registration in contents.registrations:
        pupil = registration.pupil
        rolls[pupil.division.id].append(Eleve.of(registration))
        routes[f"{school}/eleves/{pupil.ine}"] = _good(Eleve.of(registration))
        identity = _identity(pupil.family_name, pupil.first_names[0], pupil.birth_date.isoformat())
        routes[identity] = _good([Eleve.of(registration)])
    for structure in contents.structures:
        routes[f"{school}/structures/{structure.id}/eleves"] = _good(rolls[structure.id])
    routes[f"{school}/structures"] = _good(list(map(StructureEcole.of, contents.structures)))
    routes[f"{school}/enseignants"] = _good(list(map(Enseignant.of, contents.teachers)))
    return routes


def _identity(family_name, first_name, birth_date):
    return f"{without_accents(family_name)} {without_accents(first_name)} {birth_date}"


def _good(value):
    return _answer(b"200 OK", b"application/json", msgspec.json.encode(value))


def _answer(status, media, body):
    return b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        status,
        media,
        len(body),
        body,
    )


_UNKNOWN = _answer(
    b"404 Not Found", b"application/problem+json", b'{"status":404,"code":"eleve-inconnu"}'
)
_NOBODY = _good([])


class Register(asyncio.Protocol):
    """Answers one request after the other of a connection, `latency` seconds after each."""

    def __init__(self, routes, latency):
        self._routes, self._latency = routes, latency
        self._received = b""

    def connection_made(self, transport):
        self._transport = transport

    def data_received(self, data):
        self._received += data
        while b"\r\n\r\n" in self._received:
            request, _, self._received = self._received.partition(b"\r\n\r\n")
            answer = self._answer_to(request.split(b" ", 2)[1].decode())
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._transport.write, answer)
            else:
                self._transport.write(answer)

    def _answer_to(self, target):
        url = urlsplit(target)
        if not url.query:
            return self._routes.get(url.path, _UNKNOWN)
        asked = {name: value for name, [value] in parse_qs(url.query).items()}
        identity = _identity(asked["nom"], asked["prenom"], asked["date_naissance"])
        return self._routes.get(identity, _NOBODY)


async def serve(path, latency_ms):
    """Serve the school of this file until the input ends."""
    routes = encoded_routes(load(path))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Register(routes, latency_ms / 1000), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), float(sys.argv[2])))
