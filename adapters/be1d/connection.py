"""The requests of the client, on their way to BE1D and back: address, token, TLS, time."""

import asyncio
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from adapters.be1d import tls
from adapters.be1d.answers import Transient
from adapters.be1d.tokens import Tokens
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause

MAX_BODY = 1024 * 1024
"""Bytes of an answer beyond which it is not read: no pupil fills a thousandth of it."""

# Their messages hold addresses, and these hold INEs.
for _name in ("httpx", "aiohttp"):
    logging.getLogger(_name).setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Question:
    """What BE1D is asked: a path of the contract, what to look for, or the JSON of a consultation.

    `tag` names the version of the record that is known: that it is still this one is an answer.
    """

    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    tag: str = ""
    consultation: bytes = b""
    max_bytes: int = MAX_BODY


class Connection:
    """BE1D at an address. Times are in seconds; at most `at_once` requests go at a time."""

    def __init__(
        self,
        url: str,
        tokens: Tokens,
        *,
        context: ssl.SSLContext,
        proxy: str,
        at_once: int,
        connect_timeout: float,
        answer_timeout: float,
    ) -> None:
        # The phases have their own limits; this one ends an answer that never ends.
        self._whole_timeout = connect_timeout + 2 * answer_timeout
        limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
        # The transport alone: a client's cookies, redirects and authentication, which no request
        # here wants, would cost more than all the rest of it.
        self._transport = AiohttpTransport(
            verify=context, limits=limits, proxy=httpx.Proxy(proxy) if proxy else None
        )
        self._url = httpx.URL(url.rstrip("/"))
        self._tokens = tokens
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

    async def close(self) -> None:
        """Let go of the network."""
        await self._transport.aclose()

    async def send(self, question: Question) -> tuple[httpx.Response, bytes]:
        """Ask once, or twice when the token was refused and there may be another.

        Raises `Transient` when there is no answer, `RegisterError` when it is endless, and
        `RegisterClosed` when none can be had.
        """
        token = await self._tokens.current(self._send_for_a_token)
        response, body = await self._exchange(self._request(question, token), question.max_bytes)
        if response.status_code == httpx.codes.UNAUTHORIZED and self._tokens.forget(token):
            token = await self._tokens.current(self._send_for_a_token)
            again = self._request(question, token)
            response, body = await self._exchange(again, question.max_bytes)
        return response, body

    def _request(self, question: Question, token: str) -> httpx.Request:
        query = f"?{httpx.QueryParams(question.params)}" if question.params else ""
        target = f"{self._url.raw_path.decode().rstrip('/')}{question.path}{query}"
        url = self._url.copy_with(raw_path=target.encode())
        headers = self._headers.copy()
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if question.tag:
            headers["If-None-Match"] = f'"{question.tag}"'
        if not question.consultation:
            return httpx.Request("GET", url, headers=headers, extensions=self._extensions)
        headers["Content-Type"] = "application/json"
        return httpx.Request(
            "POST",
            url,
            headers=headers,
            content=question.consultation,
            extensions=self._extensions,
        )

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
