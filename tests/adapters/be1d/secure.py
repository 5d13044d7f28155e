"""What stands between the client and the register: TLS, an authorisation server, a proxy."""

import contextlib
import socket
import socketserver
import ssl
import threading
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import trustme
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

AUTHORITY, OTHER_AUTHORITY = trustme.CA(), trustme.CA()
HOST = "127.0.0.1"


def server_context(certificate=None, *, asks_who_comes=False):
    """TLS as a server of this authority has it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (certificate or AUTHORITY.issue_cert(HOST)).configure_cert(context)
    if asks_who_comes:
        context.verify_mode = ssl.CERT_REQUIRED
        AUTHORITY.configure_trust(context)
    return context


@contextmanager
def over_tls(url, context):
    """The same register over TLS; with OpenSSL's own sockets, as asyncio's send no alert."""
    upstream = urlsplit(url)

    class Forward(socketserver.BaseRequestHandler):
        """A connection: its handshake, then bytes both ways."""

        def handle(self):
            with context.wrap_socket(
                self.request, server_side=True, do_handshake_on_connect=False
            ) as secured:
                try:
                    secured.do_handshake()
                except OSError:
                    # Its alert would be lost if the connection were closed over unread bytes.
                    _drain(secured)
                else:
                    self._forward(secured)

        def _forward(self, secured):
            with socket.create_connection((upstream.hostname, upstream.port)) as theirs:
                _join(secured, theirs)

    with _listening(Forward) as port:
        yield f"https://{HOST}:{port}"


@contextmanager
def _listening(handler):
    """A port where each connection is handled so, until the last one has ended."""
    with socketserver.ThreadingTCPServer((HOST, 0), handler) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            serving.join()


def _join(one, other):
    """Copy both ways until both have ended."""
    back = threading.Thread(target=_copy, args=(other, one))
    back.start()
    _copy(one, other)
    back.join()


def _drain(connection):
    plain = socket.socket(fileno=connection.detach())
    with plain, contextlib.suppress(OSError):
        plain.shutdown(socket.SHUT_WR)
        while plain.recv(65_536):
            continue


def _copy(source, target):
    with contextlib.suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def a_proxy():
    """A proxy that opens tunnels (RFC 9110, 9.3.6): its address, and to where it was asked to."""
    asked = []

    class Tunnel(socketserver.StreamRequestHandler):
        """A connection: to where, then bytes both ways."""

        rbufsize = 0

        def handle(self):
            _, target, _ = self.rfile.readline().decode().split(" ", 2)
            while self.rfile.readline().strip():
                continue
            asked.append(target)
            with socket.create_connection((HOST, int(target.rpartition(":")[2]))) as theirs:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                _join(self.request, theirs)

    with _listening(Tunnel) as port:
        yield f"http://{HOST}:{port}", asked


class AuthorisationServer:
    """Gives tokens for client credentials (RFC 6749, 4.4), `jeton-1`, `jeton-2`…"""

    def __init__(self, lifetime=3600):
        self.requests, self.lifetime = [], lifetime
        self.instead: Response | None = None
        self.app = Starlette(routes=[Route("/jeton", self._token, methods=["POST"])])

    async def _token(self, request):
        form = parse_qs((await request.body()).decode())
        self.requests.append((request.headers["Authorization"], form))
        if self.instead is not None:
            return self.instead
        token = {"access_token": f"jeton-{len(self.requests)}", "token_type": "Bearer"}
        return JSONResponse({**token, "expires_in": self.lifetime})
