"""What a stand-in register was asked and how much it answered, school by school."""

from starlette.requests import Request
from starlette.responses import Response

_LINES = len("GET  HTTP/1.1\r\n\r\n") + len("HTTP/1.1 200 OK\r\n\r\n")


class Traffic:
    """Requests, and bytes both ways with their heads; a body that a fault streams is left out."""

    def __init__(self) -> None:
        self.by_school: dict[str, dict[str, int]] = {}

    def note(self, request: Request, response: Response) -> None:
        """Count a request and its answer."""
        uai = request.path_params["uai"]
        counted = self.by_school.setdefault(uai, {"demandes": 0, "octets": 0})
        counted["demandes"] += 1
        counted["octets"] += (
            _LINES
            + len(request.url.path)
            + len(request.url.query)
            + _bytes_of(request.headers.raw)
            + int(request.headers.get("content-length", 0))
            + _bytes_of(response.raw_headers)
            + len(getattr(response, "body", b""))
        )


def _bytes_of(headers: list[tuple[bytes, bytes]]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers)
