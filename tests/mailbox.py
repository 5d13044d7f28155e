"""A mail server on this machine, which keeps what is handed in."""

import asyncio
import ssl
import threading
from concurrent.futures import Future
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from tests.waiting import PATIENCE

USER, PASSWORD = "lsun", "mot-de-passe-d-essai"


class Mailbox:
    """Serves SMTP in a thread. `context` has it offer STARTTLS, or speak TLS at once.

    With `asks_who` it takes mail of `USER` alone. It refuses recipients while it is `full`.
    """

    def __init__(
        self,
        context: ssl.SSLContext | None = None,
        *,
        implicit: bool = False,
        asks_who: bool = False,
    ) -> None:
        self._context, self._implicit, self._asks_who = context, implicit, asks_who
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.encrypted: list[bool] = []
        self.is_full = False

    def __enter__(self) -> Self:
        port: Future[int] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(port)))
        self._thread.start()
        self.port = port.result(PATIENCE)
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()

    @property
    def texts(self) -> list[str]:
        """What each mail says, title first, with its lines joined."""
        return [f"{mail['Subject']}\n{' '.join(mail.get_content().split())}" for mail in self.mails]

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self._asks_who and not session.authenticated:
            return "530 5.7.0 who is it?"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.is_full:
            return "452 no room"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, session: Any, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.envelopes.append(envelope)
        self.encrypted.append(session.ssl is not None or self._implicit)
        return "250 OK"

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _how: str, who: Any):
        right = isinstance(who, LoginPassword) and (who.login, who.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=right, handled=False)

    def _protocol(self) -> SMTP:
        return SMTP(
            self,
            hostname="127.0.0.1",
            tls_context=None if self._implicit else self._context,
            auth_require_tls=False,
            authenticator=self._authenticate,
            loop=self._loop,
        )

    async def _serve(self, port: Future[int]) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        server = await self._loop.create_server(
            self._protocol, "127.0.0.1", 0, ssl=self._context if self._implicit else None
        )
        async with server:
            port.set_result(server.sockets[0].getsockname()[1])
            await self._end.wait()
