import smtplib
import ssl

import pytest

from adapters.unattended import mail
from adapters.unattended.mail import Mailer, MailServer
from core.errors import NoticeError
from core.model.messages import Notice
from tests.adapters.be1d.secure import AUTHORITY, HOST, server_context
from tests.mailbox import PASSWORD, USER, Mailbox

NOTICE = Notice("LSUN : synchronisation retenue (0951099D)", "École 0951099D. Retenue : 12 élèves.")
FROM, TO = "lsun@ecole.example", ["directrice@ecole.example", "assistance@academie.example"]


@pytest.fixture
def trusting():
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def a_mailer(mailbox, *, password="", is_this_machine=False, context=None):
    user = USER if password else ""
    server = MailServer(HOST, mailbox.port, user, password, is_this_machine)
    return Mailer(server, FROM, TO, context=context)


async def test_a_notice_reaches_each_recipient_in_french():
    with Mailbox() as mailbox:
        await a_mailer(mailbox).send(NOTICE)
    [message], [envelope] = mailbox.mails, mailbox.envelopes
    assert message["Subject"] == NOTICE.title
    assert message.get_content().strip() == NOTICE.text
    assert envelope.rcpt_tos == TO
    assert message["Auto-Submitted"] == "auto-generated"


async def test_nothing_of_this_machine_is_in_its_headers():
    with Mailbox() as mailbox:
        await a_mailer(mailbox).send(NOTICE)
    assert mailbox.mails[0]["Message-ID"].endswith("@ecole.example>")


async def test_the_connection_is_encrypted_before_the_password_leaves(trusting):
    with Mailbox(server_context(), asks_who=True) as mailbox:
        await a_mailer(mailbox, password=PASSWORD, context=trusting).send(NOTICE)
    assert mailbox.encrypted == [True]


async def test_it_is_encrypted_without_a_password_too_when_the_server_offers_it(trusting):
    with Mailbox(server_context()) as mailbox:
        await a_mailer(mailbox, context=trusting).send(NOTICE)
    assert mailbox.encrypted == [True]


async def test_where_tls_comes_first_it_does(trusting, monkeypatch):
    with Mailbox(server_context(), implicit=True) as mailbox:
        monkeypatch.setattr(mail, "IMPLICIT_TLS", mailbox.port)
        await a_mailer(mailbox, context=trusting).send(NOTICE)
    assert mailbox.encrypted == [True]


async def test_on_this_machine_nothing_need_be_encrypted():
    with Mailbox(asks_who=True) as mailbox:
        await a_mailer(mailbox, password=PASSWORD, is_this_machine=True).send(NOTICE)
    assert mailbox.encrypted == [False]


async def test_a_password_never_passes_in_clear(monkeypatch):
    said = []
    monkeypatch.setattr(smtplib.SMTP, "login", lambda *given: said.append(given))
    with Mailbox(asks_who=True) as mailbox:
        with pytest.raises(NoticeError, match="ne chiffre pas la connexion"):
            await a_mailer(mailbox, password=PASSWORD).send(NOTICE)
        assert (mailbox.mails, said) == ([], [])


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("faux", "refuse le nom ou le mot de passe"), ("", "refuse l'expéditeur")],
)
async def test_a_server_that_does_not_know_who_writes_is_said_to(password, sentence):
    with Mailbox(asks_who=True) as mailbox:
        mailer = a_mailer(mailbox, password=password, is_this_machine=True)
        with pytest.raises(NoticeError, match=sentence) as failed:
            await mailer.send(NOTICE)
    assert "faux" not in str(failed.value)


async def test_a_server_that_nobody_vouches_for_is_told_nothing():
    with Mailbox(server_context(), asks_who=True) as mailbox:
        with pytest.raises(NoticeError, match="son certificat n'est pas garanti"):
            await a_mailer(mailbox, password=PASSWORD).send(NOTICE)
        assert mailbox.mails == []


async def test_recipients_that_are_refused_are_said_to_be():
    with Mailbox() as mailbox:
        mailbox.is_full = True
        with pytest.raises(NoticeError, match="refuse l'expéditeur ou les destinataires"):
            await a_mailer(mailbox).send(NOTICE)


async def test_no_server_at_all_is_said_with_its_address():
    with Mailbox() as mailbox:
        pass
    with pytest.raises(NoticeError, match=f"{HOST}:{mailbox.port} : il est injoignable"):
        await a_mailer(mailbox).send(NOTICE)
