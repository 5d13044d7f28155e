"""What says to BE1D who asks: a bearer token (RFC 6750), given or obtained (RFC 6749, 4.4)."""

import asyncio
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import quote

import httpx

from adapters.be1d.answers import Transient
from core.errors import RegisterClosed
from core.model.answers import Cause

RENEWED_BEFORE = 30.0
"""Seconds before its end from which a token is not used any more: an answer may take as long."""

LIFETIME = 300.0
"""Seconds for which a token is used that comes without an end of its own."""

Send = Callable[[httpx.Request], Awaitable[tuple[int, bytes]]]
"""Sends a request; gives the status and the body of its answer, raises as the transport does."""


class Tokens(Protocol):
    """Where the token of a request comes from."""

    async def current(self, send: Send) -> str:
        """The token to use now; empty when none is needed.

        Raises `RegisterClosed` when it is refused, and `Transient` when it cannot be had now.
        """

    def forget(self, refused: str) -> bool:
        """BE1D refused this one: whether another one can be had."""


class GivenToken:
    """A token that the directeur was given: empty where a certificate says who asks."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def current(self, send: Send) -> str:
        """The token that was given."""
        return self._token

    def forget(self, refused: str) -> bool:
        """There is no other."""
        return False


class ClientCredentials:
    """A token that an authorisation server gives for the name and the secret of this application.

    It is asked for when it is first needed, before it ends, and once when BE1D refuses it.
    """

    def __init__(self, address: str, client: str, secret: str, scope: str = "") -> None:
        self._address, self._client, self._scope = address, client, scope
        # RFC 6749, 2.3.1: each part is encoded as in a form before both are in base 64.
        pair = f"{quote(client, safe='')}:{quote(secret, safe='')}"
        self._authorisation = f"Basic {b64encode(pair.encode()).decode()}"
        self._token, self._until = "", 0.0
        self._asking = asyncio.Lock()

    async def current(self, send: Send) -> str:
        """The token; another one shortly before it ends."""
        async with self._asking:
            if time.monotonic() >= self._until:
                self._token, lifetime = self._read(*await send(self._request()))
                self._until = time.monotonic() + max(lifetime - RENEWED_BEFORE, lifetime / 2)
            return self._token

    def forget(self, refused: str) -> bool:
        """Ask for another one next time, if it was not asked for meanwhile."""
        if refused == self._token:
            self._until = 0.0
        return True

    def _request(self) -> httpx.Request:
        from oauthlib.oauth2 import BackendApplicationClient  # noqa: PLC0415 - few have such a server

        form = BackendApplicationClient(self._client).prepare_request_body(scope=self._scope)
        headers = {
            "Authorization": self._authorisation,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        return httpx.Request("POST", self._address, headers=headers, content=form)

    def _read(self, status: int, body: bytes) -> tuple[str, float]:
        """The token of an answer, and for how many seconds it is good."""
        from oauthlib.oauth2 import BackendApplicationClient, OAuth2Error  # noqa: PLC0415

        if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise RegisterClosed(Cause.CREDENTIALS_REFUSED)
        try:
            answer = BackendApplicationClient(self._client).parse_request_body_response(
                body.decode()
            )
        except OAuth2Error as error:
            if error.error in _REFUSALS:
                raise RegisterClosed(Cause.CREDENTIALS_REFUSED) from None
            raise Transient(Cause.NO_TOKEN) from None
        except (ValueError, TypeError, AttributeError):
            raise Transient(Cause.NO_TOKEN) from None
        token = answer["access_token"]
        if status != httpx.codes.OK or not isinstance(token, str) or not _is_sendable(token):
            raise Transient(Cause.NO_TOKEN)
        return token, float(answer.get("expires_in", LIFETIME))


_REFUSALS = {"invalid_client", "unauthorized_client", "invalid_scope", "access_denied"}
"""What an authorisation server says of an application that it does not accept (RFC 6749, 5.2)."""


def _is_sendable(token: str) -> bool:
    return token.isascii() and token.isprintable() and " " not in token
