"""The way to BE1D that the settings describe: what is refused of it, and what is told."""

import pytest

from core.errors import UserError
from tui.composition import access
from tui.settings import Be1dSettings

SAFE, CLEAR = "https://be1d.example.fr", "http://be1d.example.fr"
PROXY = "http://moi:motdepasse@mandataire.example:3128"


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


async def opened(**settings):
    """The client that these settings describe, closed at once."""
    async with access.client(Be1dSettings(**settings)):
        pass


@pytest.mark.parametrize("url", [CLEAR, "HTTP://be1d.example.fr", "http://127.0.0.1.example.fr"])
async def test_nothing_is_sent_in_clear(url):
    with pytest.raises(UserError, match="passeraient en clair"):
        await opened(url=url, token="jeton")


async def test_nor_is_the_secret_of_the_application():
    with pytest.raises(UserError, match="passeraient en clair"):
        await opened(
            url=SAFE, oauth2_url=f"{CLEAR}/jeton", oauth2_client="moi", oauth2_secret="secret"
        )


@pytest.mark.parametrize(
    "url", [SAFE, "http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost:8000"]
)
async def test_an_address_over_tls_or_of_this_machine_is_taken(url):
    await opened(url=url, token="jeton")
    assert access.remarks(Be1dSettings(url=url, token="jeton")) == ()


async def test_a_closed_network_is_a_setting_and_told_each_time():
    await opened(url=CLEAR, token="jeton", closed_network=True)
    [remark] = access.remarks(Be1dSettings(url=CLEAR, token="jeton", closed_network=True))
    assert "passent en clair" in remark


async def test_nobody_asks_without_a_secret():
    with pytest.raises(UserError, match="qui demande"):
        await opened(url=SAFE)


@pytest.mark.parametrize("given", [{"oauth2_client": "moi"}, {"oauth2_secret": "secret"}, {}])
async def test_an_authorisation_server_wants_a_name_and_a_secret(given):
    with pytest.raises(UserError, match="nom ou le secret"):
        await opened(url=SAFE, oauth2_url=f"{SAFE}/jeton", **given)


@pytest.mark.parametrize("kind", ["token", "oauth2_secret"])
async def test_a_secret_comes_from_a_file_that_its_owner_alone_reads(tmp_path, kind):
    path = tmp_path / "secret"
    path.write_text("un-secret\n")
    chosen = {"url": SAFE, f"{kind}_file": str(path)}
    if kind == "oauth2_secret":
        chosen |= {"oauth2_url": f"{SAFE}/jeton", "oauth2_client": "moi"}
    path.chmod(0o600)
    await opened(**chosen)
    path.chmod(0o640)
    with pytest.raises(UserError, match="chmod 600"):
        await opened(**chosen)


@pytest.mark.parametrize("content", ["", "deux mots", "clé", "deux\nlignes"])
async def test_a_file_that_is_no_secret_is_refused_without_showing_it(tmp_path, content):
    path = tmp_path / "secret"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(UserError, match="une ligne") as refused:
        await opened(url=SAFE, token_file=str(path))
    assert not content or content not in str(refused.value)


async def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="ne peut pas être lu"):
        await opened(url=SAFE, token_file=str(tmp_path / "absent"))


async def test_a_secret_comes_from_the_keyring(monkeypatch):
    known = {("lsun-sync", "jeton"): "un-jeton"}
    monkeypatch.setattr("keyring.get_password", lambda service, name: known.get((service, name)))
    await opened(url=SAFE, keyring=True)
    known.clear()
    with pytest.raises(UserError, match="qui demande"):
        await opened(url=SAFE, keyring=True)


async def test_a_keyring_that_cannot_be_opened_is_told(monkeypatch):
    def locked(_service, _name):
        raise RuntimeError("locked")

    monkeypatch.setattr("keyring.get_password", locked)
    with pytest.raises(UserError, match="trousseau"):
        await opened(url=SAFE, keyring=True)


def test_the_proxy_of_the_machine_is_taken_and_told_without_its_password(monkeypatch):
    monkeypatch.setenv("https_proxy", PROXY)
    [remark] = access.remarks(Be1dSettings(url=SAFE, token="jeton"))
    assert "mandataire.example:3128" in remark
    assert "motdepasse" not in remark


def test_a_proxy_is_not_taken_where_the_machine_takes_none(monkeypatch):
    monkeypatch.setenv("https_proxy", PROXY)
    monkeypatch.setenv("no_proxy", "be1d.example.fr")
    assert access.remarks(Be1dSettings(url=SAFE, token="jeton")) == ()


def test_nor_towards_this_machine(monkeypatch):
    monkeypatch.setenv("http_proxy", PROXY)
    assert access.remarks(Be1dSettings(url="http://127.0.0.1:8000", token="jeton")) == ()


async def test_a_proxy_that_is_no_address_is_refused(monkeypatch):
    monkeypatch.setenv("https_proxy", "socks5://mandataire.example:1080")
    with pytest.raises(UserError, match="n'est pas une adresse http"):
        await opened(url=SAFE, token="jeton")
