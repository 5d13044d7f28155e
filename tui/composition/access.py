"""The way to BE1D that the settings describe: held to TLS, with the secret that says who asks."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.errors import UserError
from tui import secrets
from tui.wording import access_texts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.be1d.client import Be1dClient
    from adapters.be1d.tokens import Tokens
    from adapters.be1d.waiting import Waiting
    from tui.settings import Be1dSettings


def remarks(chosen: Be1dSettings) -> tuple[str, ...]:
    """What a user is to know of this way each time it is taken."""
    if not chosen.url:
        return ()
    said = []
    if chosen.closed_network and any(map(_is_clear, (chosen.url, chosen.oauth2_url))):
        said.append(access_texts.CLOSED_NETWORK)
    if proxy := _proxy_for(chosen):
        said.append(access_texts.BY_PROXY.format(proxy=_without_password(proxy)))
    return tuple(said)


def client(
    chosen: Be1dSettings,
    turn: Callable[[], Awaitable[None]] | None = None,
    waiting: Waiting | None = None,
) -> Be1dClient:
    """The register at this address, asked in turns if they are counted, as the waiting may be.

    Raises `UserError` when it may not, or cannot, be asked so.
    """
    for url in filter(_is_clear, (chosen.url, chosen.oauth2_url)):
        if not chosen.closed_network:
            raise UserError(access_texts.CLEAR_ADDRESS.format(url=url))
    proxy = _proxy_for(chosen)
    if proxy and urlsplit(proxy).scheme not in {"http", "https"}:
        raise UserError(access_texts.BAD_PROXY.format(proxy=_without_password(proxy)))
    tokens = _tokens(chosen)
    from adapters.be1d import tls  # noqa: PLC0415 - heavy, and not before the first screen
    from adapters.be1d.client import Be1dClient  # noqa: PLC0415

    context = tls.context_for(
        *(
            Path(path).expanduser() if path else None
            for path in (chosen.authority, chosen.certificate, chosen.certificate_key)
        )
    )
    return Be1dClient(
        chosen.url,
        tokens,
        context=context,
        proxy=proxy,
        at_once=chosen.at_once,
        connect_timeout=chosen.connect_timeout,
        answer_timeout=chosen.answer_timeout,
        attempts=chosen.attempts,
        turn=turn,
        waiting=waiting,
    )


def _tokens(chosen: Be1dSettings) -> Tokens:
    from adapters.be1d.tokens import ClientCredentials, GivenToken  # noqa: PLC0415

    if chosen.oauth2_url:
        secret = _secret(chosen, chosen.oauth2_secret, chosen.oauth2_secret_file, "oauth2_secret")
        if not (chosen.oauth2_client and secret):
            raise UserError(access_texts.HALF_CREDENTIALS)
        return ClientCredentials(
            chosen.oauth2_url, chosen.oauth2_client, secret, chosen.oauth2_scope
        )
    token = _secret(chosen, chosen.token, chosen.token_file, "jeton")
    if not token and not chosen.certificate:
        raise UserError(access_texts.NOBODY_ASKS)
    return GivenToken(token)


def _secret(chosen: Be1dSettings, given: str, file: str, name: str) -> str:
    if given:
        return given
    if file:
        return secrets.from_file(Path(file).expanduser())
    return secrets.from_keyring(name) if chosen.keyring else ""


def _is_clear(url: str) -> bool:
    """Whether what goes to this address can be read on its way."""
    return url.lower().startswith("http://") and not is_loopback(urlsplit(url).hostname or "")


def is_loopback(host: str) -> bool:
    """Whether this name is of this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _proxy_for(chosen: Be1dSettings) -> str:
    """The proxy of the settings, or the machine's own one for this address; often none."""
    parts = urlsplit(chosen.url)
    host = parts.hostname or ""
    if is_loopback(host):
        return ""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - not before the first screen

    proxy = chosen.proxy
    if not proxy and not proxy_bypass(host):
        known = getproxies()
        proxy = known.get(parts.scheme.lower(), known.get("all", ""))
    return proxy


def _without_password(proxy: str) -> str:
    return proxy.rpartition("@")[2] if "@" in proxy else proxy
