"""The token of a request: given, or obtained from an authorisation server and renewed."""

import asyncio
import base64

import pytest
from starlette.responses import JSONResponse, Response

from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.server import serve
from adapters.be1d.tokens import ClientCredentials
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from tests.adapters.be1d.conftest import CONTENTS, INE, KNOWN, UAI, cause_of, client_for
from tests.adapters.be1d.secure import AuthorisationServer

SECRET = "un secret: avec des signes"


@pytest.fixture
def authorisation():
    return AuthorisationServer()


@pytest.fixture
async def credentials(authorisation):
    async with serve(authorisation) as url:
        yield ClientCredentials(f"{url}/jeton", "école", SECRET, "lire eleves")


async def asked_with(credentials, token, ask):
    """What a client with these credentials gets of a register that wants this token."""
    async with serve(StandIn(CONTENTS, token)) as url, client_for(url, credentials) as client:
        return await ask(client)


async def test_a_token_is_obtained_once_for_all_requests(authorisation, credentials):
    async def ask(client):
        return await asyncio.gather(*(client.by_ine(UAI, INE) for _ in range(10)))

    assert await asked_with(credentials, "jeton-1", ask) == [KNOWN] * 10
    [(authorization, form)] = authorisation.requests
    assert form == {"grant_type": ["client_credentials"], "scope": ["lire eleves"]}
    encoded = base64.b64decode(authorization.removeprefix("Basic ")).decode()
    assert encoded == "%C3%A9cole:un%20secret%3A%20avec%20des%20signes"


async def test_one_that_is_about_to_end_is_not_used_any_more(authorisation, credentials):
    authorisation.lifetime = 1

    async def ask(client):
        # This register takes the first token for ever; the client asks for another one.
        while len(authorisation.requests) < 2:
            await client.structures(UAI)

    with pytest.raises(RegisterClosed):
        await asked_with(credentials, "jeton-1", ask)


async def test_it_is_renewed_once_when_be1d_refuses_it(authorisation, credentials):
    assert await asked_with(credentials, "jeton-2", lambda client: client.by_ine(UAI, INE)) == KNOWN
    assert len(authorisation.requests) == 2


async def test_a_register_that_refuses_every_token_is_closed(authorisation, credentials):
    refused = await asked_with(
        credentials, "un autre", lambda client: cause_of(client.by_ine(UAI, INE))
    )
    assert refused == (RegisterClosed, Cause.ACCESS_REFUSED)
    assert len(authorisation.requests) == 2


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Response(status_code=401), (RegisterClosed, Cause.CREDENTIALS_REFUSED)),
        (
            JSONResponse({"error": "invalid_client"}, 400),
            (RegisterClosed, Cause.CREDENTIALS_REFUSED),
        ),
        (Response(status_code=503), (RegisterError, Cause.NO_TOKEN)),
        (Response("<h1>Panne</h1>", media_type="text/html"), (RegisterError, Cause.NO_TOKEN)),
        (JSONResponse([]), (RegisterError, Cause.NO_TOKEN)),
        (JSONResponse({"access_token": "un\r\nautre"}), (RegisterError, Cause.NO_TOKEN)),
        (JSONResponse({"access_token": 3}), (RegisterError, Cause.NO_TOKEN)),
        (Response(b"\xff"), (RegisterError, Cause.NO_TOKEN)),
        (
            JSONResponse({"access_token": "jeton", "expires_in": "bientôt"}),
            (RegisterError, Cause.NO_TOKEN),
        ),
    ],
)
async def test_a_server_that_gives_no_token_is_told_from_one_that_refuses(
    authorisation, credentials, answer, failure
):
    authorisation.instead = answer
    asked = await asked_with(
        credentials, "jeton-1", lambda client: cause_of(client.by_ine(UAI, INE))
    )
    assert asked == failure


async def test_secrets_are_in_no_representation(credentials):
    assert SECRET not in repr(credentials)
    assert SECRET not in str(vars(client_for("https://be1d.example", credentials)))
