"""The certificates of BE1D's server and of this machine: no switch turns their verification off."""

import os
import re
import ssl
from collections.abc import Iterator
from pathlib import Path

from adapters.be1d import sentences
from core.errors import UserError
from core.model.answers import Cause


def context_for(
    authority: Path | None = None, certificate: Path | None = None, key: Path | None = None
) -> ssl.SSLContext:
    """What a connection is held to: TLS 1.2 or newer, and a server that an authority vouches for.

    `authority` (PEM) stands instead of the machine's own ones; `certificate` (PEM) is shown to a
    server that asks who comes, with its `key` when that is in a file of its own. Raises `UserError`
    when a file cannot be used.
    """
    _refuse_missing_authorities()
    try:
        context = ssl.create_default_context(cafile=authority)
    except (OSError, ssl.SSLError) as error:
        raise UserError(sentences.BAD_AUTHORITY.format(path=authority)) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate is not None:
        try:
            context.load_cert_chain(certificate, key, password=_no_password)
        except (OSError, ssl.SSLError) as error:
            raise UserError(sentences.BAD_CERTIFICATE.format(path=certificate)) from error
    return context


def _no_password() -> str:
    # Without this, OpenSSL would ask for it on the terminal.
    return ""


def _refuse_missing_authorities() -> None:
    """OpenSSL says nothing of a file that is not there: every certificate would then be refused."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if (value := os.environ.get(name)) and not Path(value).exists():
            raise UserError(sentences.MISSING_AUTHORITIES.format(name=name, path=value))


_VERIFICATION = {
    9: Cause.CERTIFICATE_EXPIRED,  # not valid yet: one of the two clocks is wrong
    10: Cause.CERTIFICATE_EXPIRED,
    62: Cause.CERTIFICATE_OF_ANOTHER,
    64: Cause.CERTIFICATE_OF_ANOTHER,
}
"""OpenSSL's own numbers (X509_V_ERR_…); every other one is that nobody vouches for it."""

_REASONS = {
    "UNSUPPORTED_PROTOCOL": Cause.OLD_TLS,
    "TLSV1_ALERT_PROTOCOL_VERSION": Cause.OLD_TLS,
    "WRONG_VERSION_NUMBER": Cause.NOT_TLS,
    "HTTP_REQUEST": Cause.NOT_TLS,
    "RECORD_LAYER_FAILURE": Cause.NOT_TLS,
    "PACKET_LENGTH_TOO_LONG": Cause.NOT_TLS,
}


_REASON = re.compile(r"\[SSL: ([A-Z0-9_]+)\]")
"""OpenSSL's own word, as Python's errors have it in their text; those of aiohttp copy it."""


def cause_of(error: BaseException) -> Cause | None:
    """Why no secure connection could be made; None when that is not what failed."""
    for link in _chain(error):
        # aiohttp's own errors inherit from these, and have none of their attributes.
        if number := getattr(link, "verify_code", None):
            return _VERIFICATION.get(number, Cause.CERTIFICATE_UNTRUSTED)
        if found := _REASON.search(str(link)):
            reason = found[1]
            # What the server says of ours: it wants one, or does not accept this one.
            if "ALERT" in reason and ("CERTIFICATE" in reason or "UNKNOWN_CA" in reason):
                return Cause.CLIENT_CERTIFICATE
            if reason in _REASONS:
                return _REASONS[reason]
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, and what it came from; aiohttp keeps some as attributes."""
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:
        link = left.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        left += [
            link.__context__,
            link.__cause__,
            getattr(link, "os_error", None),
            getattr(link, "certificate_error", None),
        ]
