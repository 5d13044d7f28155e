"""The two kinds of answers of the contract."""

from collections.abc import Mapping

import msgspec
from starlette.responses import Response


def problem(status: int, code: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error of the contract (RFC 9457)."""
    body = msgspec.json.encode({"status": status, "code": code})
    return Response(body, status, headers, media_type="application/problem+json")


def json_of(value: object) -> Response:
    """A good answer."""
    return Response(msgspec.json.encode(value), media_type="application/json")
