"""The connection to BE1D is held to TLS, and each way in which it can fail has its own sentence."""

import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from adapters.be1d import tls
from core.errors import RegisterClosed, UserError
from core.messages.causes import reason, remedy
from core.model.answers import Cause
from tests.adapters.be1d.conftest import INE, KNOWN, UAI, cause_of, client_for
from tests.adapters.be1d.secure import (
    AUTHORITY,
    HOST,
    OTHER_AUTHORITY,
    a_proxy,
    over_tls,
    server_context,
)


@pytest.fixture
def authority(tmp_path):
    AUTHORITY.cert_pem.write_to_path(tmp_path / "autorite.pem")
    return tmp_path / "autorite.pem"


@pytest.fixture
def secured(url, authority):
    """Asks for a pupil over TLS, to a server with this context."""

    @asynccontextmanager
    async def client_of(server, **files):
        files = {"authority": authority, **files}
        with over_tls(url, server) as address:
            async with client_for(address, context=tls.context_for(**files)) as client:
                yield client

    return client_of


def written(certificate, folder):
    """The two files of a certificate."""
    chain, key = folder / "certificat.pem", folder / "cle.pem"
    chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    certificate.private_key_pem.write_to_path(key)
    return {"certificate": chain, "key": key}


async def test_a_server_that_a_private_authority_vouches_for_is_asked(secured):
    async with secured(server_context()) as client:
        assert await client.by_ine(UAI, INE) == KNOWN


async def test_a_server_that_wants_a_certificate_is_shown_one(secured, tmp_path):
    mine = written(AUTHORITY.issue_cert("poste@ecole.example"), tmp_path)
    async with secured(server_context(asks_who_comes=True), **mine) as client:
        assert await client.by_ine(UAI, INE) == KNOWN


def _expired():
    yesterday = datetime.now(UTC) - timedelta(days=1)
    return AUTHORITY.issue_cert(HOST, not_before=yesterday, not_after=yesterday)


def _old():
    context = server_context()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
@pytest.mark.parametrize(
    ("server", "cause"),
    [
        (lambda: server_context(OTHER_AUTHORITY.issue_cert(HOST)), Cause.CERTIFICATE_UNTRUSTED),
        (lambda: server_context(_expired()), Cause.CERTIFICATE_EXPIRED),
        (
            lambda: server_context(AUTHORITY.issue_cert("autre.example")),
            Cause.CERTIFICATE_OF_ANOTHER,
        ),
        (lambda: server_context(asks_who_comes=True), Cause.CLIENT_CERTIFICATE),
        (_old, Cause.OLD_TLS),
    ],
)
async def test_a_connection_that_is_not_safe_sends_nothing_and_says_why(
    secured, stand_in, server, cause
):
    async with secured(server()) as client:
        assert await cause_of(client.by_ine(UAI, INE)) == (RegisterClosed, cause)
    assert stand_in.requests == 0
    assert reason(cause)
    assert remedy(cause) != remedy(Cause.TOO_SLOW)


async def test_a_server_that_does_not_encrypt_is_told(url):
    async with client_for(url.replace("http:", "https:")) as client:
        assert await cause_of(client.by_ine(UAI, INE)) == (RegisterClosed, Cause.NOT_TLS)


async def test_a_certificate_of_another_authority_is_refused_by_the_server(secured, tmp_path):
    mine = written(OTHER_AUTHORITY.issue_cert("poste@ecole.example"), tmp_path)
    async with secured(server_context(asks_who_comes=True), **mine) as client:
        asking = client.by_ine(UAI, INE)
        assert await cause_of(asking) == (RegisterClosed, Cause.CLIENT_CERTIFICATE)


async def test_the_machine_s_own_authorities_vouch_for_none_of_these(url):
    with over_tls(url, server_context()) as address:
        async with client_for(address, context=tls.context_for()) as client:
            asking = client.by_ine(UAI, INE)
            assert await cause_of(asking) == (RegisterClosed, Cause.CERTIFICATE_UNTRUSTED)


async def test_a_proxy_is_gone_through_and_sees_nothing_but_the_host(url, authority):
    context = tls.context_for(authority)
    with over_tls(url, server_context()) as address, a_proxy() as (proxy, asked):
        async with client_for(address, context=context, proxy=proxy) as client:
            assert await client.by_ine(UAI, INE) == KNOWN
    assert set(asked) == {address.removeprefix("https://")}


@pytest.mark.parametrize("content", [None, "", "ceci n'est pas un certificat"])
def test_a_file_that_is_no_certificate_is_refused_by_its_name(tmp_path, content):
    path = tmp_path / "fichier.pem"
    if content is not None:
        path.write_text(content)
    for files in ({"authority": path}, {"certificate": path}):
        with pytest.raises(UserError, match=r"fichier\.pem"):
            tls.context_for(**files)


def test_a_key_with_a_password_is_refused_and_not_asked_for(tmp_path):
    mine = written(AUTHORITY.issue_cert("poste@ecole.example"), tmp_path)
    key = load_pem_private_key(mine["key"].read_bytes(), None)
    locked = BestAvailableEncryption(b"mot de passe")
    mine["key"].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    with pytest.raises(UserError, match="sans mot de passe"):
        tls.context_for(**mine)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_authorities_that_the_environment_names_and_that_are_not_there_are_told(
    monkeypatch, tmp_path, name
):
    monkeypatch.setenv(name, str(tmp_path / "absent.pem"))
    with pytest.raises(UserError, match=name):
        tls.context_for()


def test_nothing_older_than_tls_1_2_is_spoken():
    context = tls.context_for()
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
