"""A notice as a mail, by an SMTP server (RFC 5321), with `smtplib`."""

import asyncio
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid

from adapters.unattended import sentences
from core.errors import NoticeError
from core.model.messages import Notice

IMPLICIT_TLS = 465
"""The port on which a server expects TLS from the first byte (RFC 8314)."""

_TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and as whom; nobody in particular when `user` is empty."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    is_this_machine: bool = False


class Mailer:
    """`core.ports.unattended.Notifier` by mail.

    What leaves this machine is encrypted as soon as the server offers it, and a password always.
    `context` is what TLS is held to, the machine's own authorities by default.
    """

    def __init__(
        self,
        server: MailServer,
        sender: str,
        recipients: Sequence[str],
        *,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._server, self._sender, self._recipients = server, sender, recipients
        self._context = context

    async def send(self, notice: Notice) -> None:
        """Mail it. Raises `NoticeError` when the server does not take it."""
        try:
            await asyncio.to_thread(self._hand_in, self._mail(notice))
        except OSError as error:  # `smtplib.SMTPException` is one
            server = f"{self._server.host}:{self._server.port}"
            said = sentences.MAIL_NOT_SENT.format(server=server, why=_why(error))
            raise NoticeError(said) from error

    def _mail(self, notice: Notice) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"] = notice.title
        mail["From"], mail["To"] = self._sender, ", ".join(self._recipients)
        mail["Date"] = format_datetime(localtime())
        # By default it would have the name of this machine.
        mail["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence answers it
        mail.set_content(f"{notice.text}\n")
        return mail

    def _hand_in(self, mail: EmailMessage) -> None:
        with self._connected() as server:
            if self._server.user:
                server.login(self._server.user, self._server.password)
            server.send_message(mail)

    def _connected(self) -> smtplib.SMTP:
        where = self._server
        if where.port == IMPLICIT_TLS:
            return smtplib.SMTP_SSL(
                where.host, where.port, timeout=_TIMEOUT, context=self._tls_context()
            )
        server = smtplib.SMTP(where.host, where.port, timeout=_TIMEOUT)
        try:
            server.ehlo_or_helo_if_needed()
            if not where.is_this_machine:
                if server.has_extn("starttls"):
                    server.starttls(context=self._tls_context())
                elif where.user:
                    raise _Clear
        except OSError:
            server.close()
            raise
        return server

    def _tls_context(self) -> ssl.SSLContext:
        return self._context or ssl.create_default_context()


class _Clear(OSError):
    """A password would be read by whoever listens."""


def _why(error: OSError) -> str:
    match error:
        case _Clear():
            return sentences.NO_ENCRYPTION
        case smtplib.SMTPAuthenticationError() | smtplib.SMTPNotSupportedError():
            return sentences.LOGIN_REFUSED
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPSenderRefused():
            return sentences.NOBODY_ACCEPTED
        case ssl.SSLError():
            return sentences.UNTRUSTED
        case _:
            return sentences.NO_SERVER
