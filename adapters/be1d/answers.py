"""What an answer of BE1D means: its status, its type, its JSON (the contract beside this file)."""

import email.utils
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import httpx
import msgspec

from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause

T = TypeVar("T")

LONGEST_PAUSE = 30.0
"""Seconds that a Retry-After may ask for; what asks for more gets this."""


class Transient(Exception):
    """A failure that may pass: worth another attempt, after so many seconds if BE1D says so."""

    def __init__(self, cause: Cause, after: float | None = None) -> None:
        super().__init__(cause.value)
        self.cause, self.after = cause, after


_STRONG_TAG = re.compile('"([!#-~]{1,64})"')


@dataclass(frozen=True, slots=True)
class Reply:
    """A good answer, and the tag of the version of a record that it is, if BE1D gives tags.

    It has a body, unless the version that was known still `is_current`.
    """

    body: bytes
    tag: str = ""
    is_current: bool = False


def reply_of(known: str, response: httpx.Response, body: bytes) -> Reply | None:
    """The good answer to who knows this version, if any; None for a pupil that BE1D has not.

    Raises `Transient`, and `RegisterError` and `RegisterClosed` as `core.ports.register.Register`
    says.
    """
    status = response.status_code
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if status == httpx.codes.OK and media == "application/json":
        tag = _STRONG_TAG.fullmatch(response.headers.get("ETag", ""))
        return Reply(body, tag[1] if tag else "")
    if status == httpx.codes.NOT_MODIFIED and known:
        return Reply(b"", known, is_current=True)
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise RegisterClosed(Cause.ACCESS_REFUSED)
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise Transient(Cause.UNAVAILABLE, _retry_after(response))
    code = decode(body, _Problem).code if media == "application/problem+json" else ""
    if (status, code) == (httpx.codes.NOT_FOUND, "eleve-inconnu"):
        return None
    if (status, code) == (httpx.codes.NOT_FOUND, "ecole-inconnue"):
        raise RegisterClosed(Cause.UNKNOWN_SCHOOL)
    raise RegisterError(Cause.UNREADABLE)


class _Problem(msgspec.Struct):
    """An error of the contract (RFC 9457)."""

    code: str


def decode(body: bytes, kind: type[T]) -> T:
    """The JSON as one of the types of the contract. Raises `RegisterError`."""
    try:
        decoded = msgspec.json.decode(body, type=kind)
        # RFC 8259 leaves open which of two values a name given twice has: neither is believed.
        json.loads(body, object_pairs_hook=_refuse_repeated_names)
    except (ValueError, RecursionError):
        raise RegisterError(Cause.UNREADABLE) from None
    return decoded


def _refuse_repeated_names(pairs: Sequence[tuple[str, object]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds to wait, from either form of Retry-After (RFC 9110, 10.2.3)."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return min(float(text), LONGEST_PAUSE)
    try:
        moment = email.utils.parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    seconds = (moment - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_PAUSE)
