"""BE1D asked over HTTP, with httpx."""

import asyncio
import logging
import ssl
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import quote

import aiohttp
import httpx
import msgspec
import tenacity
from httpx_aiohttp import AiohttpTransport

from adapters.be1d import tls
from adapters.be1d.answers import Transient, body_of, decode
from adapters.be1d.silence import Silence
from adapters.be1d.tokens import GivenToken, Tokens
from adapters.be1d.wire import Eleve, Enseignant, Identite, StructureEcole
from core.drain import rest
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from core.model.identifiers import Ine, Uai
from core.model.records import Pupil, Registration, Structure, Teacher
from core.text import clean

MAX_BODY = 1024 * 1024
"""Bytes of an answer beyond which it is not read: no pupil fills a thousandth of it."""

MAX_LIST = 16 * 1024 * 1024
"""The same for a list: a school of 1,000 pupils fills an eighth of it."""

# Their messages hold addresses, and these hold INEs.
for _name in ("httpx", "aiohttp"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class Be1dClient:
    """The register of pupils (`core.ports.Register`), as an asynchronous context manager.

    Every method raises what the port says, and what may pass only after the last attempt; while
    it waits to ask again, a stop of the run raises `Drained`.

    `token` is the bearer token, or where it comes from. `context` is what TLS connections are held
    to, the machine's own authorities by default; `proxy` is the address of one to go through.
    Times are in seconds. At most `at_once` requests go at a time; what may pass is tried `attempts`
    times, `first_wait` apart at first, then twice as much each time, up to `longest_wait`.
    """

    def __init__(
        self,
        url: str,
        token: str | Tokens,
        *,
        context: ssl.SSLContext | None = None,
        proxy: str = "",
        at_once: int = 20,
        connect_timeout: float = 5.0,
        answer_timeout: float = 15.0,
        attempts: int = 4,
        first_wait: float = 0.2,
        longest_wait: float = 5.0,
    ) -> None:
        self._attempts, self._first_wait, self._longest_wait = attempts, first_wait, longest_wait
        # The phases have their own limits; this one ends an answer that never ends.
        self._whole_timeout = connect_timeout + 2 * answer_timeout
        self._paused_until = 0.0
        self._turn, self._asking_classes = asyncio.Lock(), asyncio.Lock()
        self._classes: dict[Uai, set[int]] = {}
        self._silence = Silence(time.monotonic)
        limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
        # The transport alone: a client's cookies, redirects and authentication, which no request
        # here wants, would cost more than all the rest of it.
        self._transport = AiohttpTransport(
            verify=context or tls.context_for(),
            limits=limits,
            proxy=httpx.Proxy(proxy) if proxy else None,
        )
        self._url = httpx.URL(url.rstrip("/"))
        self._tokens = GivenToken(token) if isinstance(token, str) else token
        self._headers = httpx.Headers(
            {
                "Host": self._url.netloc.decode(),
                "Accept": "application/json",
                # A compressed answer could grow past any bound when it is read.
                "Accept-Encoding": "identity",
            }
        )
        timeout = httpx.Timeout(answer_timeout, connect=connect_timeout)
        self._extensions = {"timeout": timeout.as_dict()}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transport.aclose()

    async def by_ine(self, uai: Uai, ine: Ine) -> Registration | None:
        """The pupil of this school with this INE; None is BE1D's own answer that there is none."""
        body = await self._get(f"/ecoles/{quote(uai)}/eleves/{quote(ine)}", {})
        if body is None:
            return None
        [registration] = await self._in_known_classes(uai, [decode(body, Eleve).record()])
        return registration

    async def by_civil_identity(self, uai: Uai, pupil: Pupil) -> Sequence[Registration]:
        """Those of this school with the same nom, prénom, sexe, date and lieu de naissance."""
        identity = Identite(
            # No address can hold half a character, which a store written by others may.
            nom=clean(pupil.family_name),
            prenom=clean(pupil.first_names[0]),
            sexe=pupil.sex,
            date_naissance=pupil.birth_date,
            lieu_naissance=clean(pupil.birth_place),
        )
        params = msgspec.to_builtins(identity)
        body = await self._get(f"/ecoles/{quote(uai)}/eleves", params)
        if body is None:
            raise RegisterError(Cause.UNREADABLE)
        found = [pupil.record() for pupil in decode(body, list[Eleve])]
        return await self._in_known_classes(uai, found)

    async def structures(self, uai: Uai) -> Sequence[Structure]:
        """The structures of this school."""
        body = await self._list(f"/ecoles/{quote(uai)}/structures")
        structures = [structure.record() for structure in decode(body, list[StructureEcole])]
        self._classes[uai] = {structure.id for structure in structures}
        return structures

    async def roll(self, uai: Uai, structure: int) -> Sequence[Registration]:
        """Those who are in this structure of this school; nobody if it has no such structure."""
        body = await self._list(f"/ecoles/{quote(uai)}/structures/{structure}/eleves")
        registrations = [pupil.record() for pupil in decode(body, list[Eleve])]
        if not all(registration.pupil.is_in(structure) for registration in registrations):
            raise RegisterError(Cause.UNREADABLE)
        self._classes.setdefault(uai, set()).add(structure)
        return await self._in_known_classes(uai, registrations)

    async def teachers(self, uai: Uai) -> Sequence[Teacher] | None:
        """The teachers of this school."""
        body = await self._list(f"/ecoles/{quote(uai)}/enseignants")
        return [teacher.record() for teacher in decode(body, list[Enseignant])]

    async def _in_known_classes(
        self, uai: Uai, registrations: Sequence[Registration]
    ) -> Sequence[Registration]:
        """The same; it is unreadable that a pupil is in a class which his school does not have."""
        theirs = {
            division.id
            for registration in registrations
            for division in (registration.pupil.division, *registration.pupil.groups)
        }
        async with self._asking_classes:
            if not theirs <= self._classes.get(uai, set()):
                await self.structures(uai)  # one may be new
        if not theirs <= self._classes.get(uai, set()):
            raise RegisterError(Cause.UNREADABLE)
        return registrations

    async def _list(self, path: str) -> bytes:
        body = await self._get(path, {}, MAX_LIST)
        if body is None:
            raise RegisterError(Cause.UNREADABLE)
        return body

    async def _get(
        self, path: str, params: Mapping[str, str], max_bytes: int = MAX_BODY
    ) -> bytes | None:
        """The body of a good answer; None when BE1D says that it does not know the pupil.

        Raises `RegisterError` and `RegisterClosed` as `core.ports.Register` says.
        """
        with self._silence.asking():
            try:
                return await self._attempt(path, params, max_bytes)
            except Transient as error:
                return await self._try_again(error, path, params, max_bytes)

    async def _try_again(
        self, failure: Transient, path: str, params: Mapping[str, str], max_bytes: int
    ) -> bytes | None:
        """Try as often as is left after a first failure: nearly no request needs any of it."""
        failures = [failure]

        async def attempt() -> bytes | None:
            if failures:
                raise failures.pop()
            return await self._attempt(path, params, max_bytes)

        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(Transient),
            stop=tenacity.stop_after_attempt(self._attempts),
            wait=tenacity.wait_exponential_jitter(
                multiplier=self._first_wait, max=self._longest_wait, jitter=self._first_wait
            ),
            sleep=rest,
            reraise=True,
        )
        try:
            return await retrying(attempt)
        except Transient as error:
            raise RegisterError(error.cause) from None

    async def _attempt(self, path: str, params: Mapping[str, str], max_bytes: int) -> bytes | None:
        await self._wait_out_the_pause()
        try:
            body = await self._send(path, params, max_bytes)
        except Transient as error:
            if self._silence.failed(f"{path} {params}"):
                raise RegisterClosed(error.cause) from None
            raise
        self._silence.answered()
        return body

    async def _send(self, path: str, params: Mapping[str, str], max_bytes: int) -> bytes | None:
        query = str(httpx.QueryParams(params)) if params else ""
        target = f"{self._url.raw_path.decode().rstrip('/')}{path}{'?' if query else ''}{query}"
        url = self._url.copy_with(raw_path=target.encode())
        token = await self._tokens.current(self._send_for_a_token)
        response, body = await self._exchange(self._request(url, token), max_bytes)
        if response.status_code == httpx.codes.UNAUTHORIZED and self._tokens.forget(token):
            token = await self._tokens.current(self._send_for_a_token)
            response, body = await self._exchange(self._request(url, token), max_bytes)
        await self._wait_for_a_turn()
        try:
            return body_of(response, body)
        except Transient as error:
            if error.after is not None:
                self._pause(error.after)
            raise

    def _request(self, url: httpx.URL, token: str) -> httpx.Request:
        request = httpx.Request("GET", url, headers=self._headers, extensions=self._extensions)
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    async def _send_for_a_token(self, request: httpx.Request) -> tuple[int, bytes]:
        request.extensions = self._extensions
        response, body = await self._exchange(request, MAX_BODY)
        return response.status_code, body

    async def _exchange(
        self, request: httpx.Request, max_bytes: int
    ) -> tuple[httpx.Response, bytes]:
        try:
            async with asyncio.timeout(self._whole_timeout):
                response = await self._transport.handle_async_request(request)
                try:
                    return response, await _read(response, max_bytes)
                finally:
                    await response.aclose()
        except (httpx.TransportError, aiohttp.ClientError, TimeoutError, ssl.SSLError) as error:
            if (insecure := tls.cause_of(error)) is not None:
                raise RegisterClosed(insecure) from None
            raise Transient(_cause_of(error)) from None

    async def _wait_for_a_turn(self) -> None:
        """Let one answer be understood at a time: keys would wait for all that come together."""
        async with self._turn:
            await asyncio.sleep(0)

    async def _wait_out_the_pause(self) -> None:
        now = asyncio.get_running_loop().time
        while now() < self._paused_until:
            await rest(self._paused_until - now())

    def _pause(self, seconds: float) -> None:
        """Let no request go for so many seconds: BE1D's Retry-After is for all of them."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)


async def _read(response: httpx.Response, max_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > max_bytes:
            raise RegisterError(Cause.UNREADABLE)
    return bytes(body)


def _cause_of(error: Exception) -> Cause:
    # The transport says ConnectTimeout for a refused connection too: its own cause tells.
    if isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError):
        return Cause.TOO_SLOW
    return Cause.UNREACHABLE
