"""The client, before servers that do not keep to the contract."""

import asyncio
import gzip

import msgspec
import pytest
from starlette.responses import RedirectResponse, Response, StreamingResponse

from adapters.be1d.wire import Eleve
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from tests.adapters.be1d.conftest import INE, KNOWN, UAI, cause_of, client_for

GOOD = msgspec.json.encode(Eleve.of(KNOWN))
NESTED = GOOD[:-1] + b',"autre":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
UNKNOWN = b'{"status":404,"code":"eleve-inconnu"}'
JSON, PROBLEM = "application/json", "application/problem+json"


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(RedirectResponse("/ailleurs"), id="a redirect"),
        pytest.param(Response(GOOD, media_type="text/html"), id="another type of content"),
        pytest.param(Response(GOOD), id="no type of content"),
        pytest.param(Response(status_code=204), id="nothing"),
        pytest.param(Response(gzip.compress(GOOD), media_type=JSON), id="compressed"),
        pytest.param(Response(NESTED, media_type=JSON), id="JSON without a bottom"),
        pytest.param(Response(UNKNOWN, media_type=PROBLEM), id="an error that says 200"),
        pytest.param(Response(UNKNOWN, 404, media_type=JSON), id="a 404 that is no problem"),
        pytest.param(Response(b"{}", 404, media_type=PROBLEM), id="a problem without a code"),
        pytest.param(Response(UNKNOWN, 410, media_type=PROBLEM), id="another error"),
    ],
)
async def test_what_the_contract_does_not_say_is_unreadable_and_never_not_found(
    client, stand_in, response
):
    stand_in.app = response
    assert await cause_of(client.by_ine(UAI, INE)) == (RegisterError, Cause.UNREADABLE)


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", "Application/JSON ;x=1"])
async def test_the_type_of_content_is_read_however_it_is_written(client, stand_in, media):
    await client.structures(UAI)
    stand_in.app = Response(GOOD, media_type=media)
    assert await client.by_ine(UAI, INE) == KNOWN


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(GOOD.replace(b'"sexe":"F"', b'"sexe":"M","sexe":"F"'), id="at the top"),
        pytest.param(GOOD.replace(b'"pays":', b'"pays":"Pays","pays":'), id="inside"),
        pytest.param(GOOD.replace(b'"ine":', b'"\\u0069ne":"120000009AB","ine":'), id="escaped"),
    ],
)
async def test_a_name_that_is_given_two_values_is_unreadable(client, stand_in, body):
    assert body != GOOD
    await client.structures(UAI)
    stand_in.app = Response(body, media_type=JSON)
    assert await cause_of(client.by_ine(UAI, INE)) == (RegisterError, Cause.UNREADABLE)


@pytest.mark.parametrize("status", [401, 403])
async def test_refused_access_closes_the_register_whatever_the_page_says(client, stand_in, status):
    stand_in.app = Response("<h1>Non</h1>", status, media_type="text/html")
    assert await cause_of(client.by_ine(UAI, INE)) == (RegisterClosed, Cause.ACCESS_REFUSED)


async def test_an_answer_that_never_ends_is_too_slow(url, stand_in):
    async def drops():
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    async def dripping(scope, receive, send):
        await StreamingResponse(drops(), media_type=JSON)(scope, receive, send)

    stand_in.app = dripping
    async with client_for(url, attempts=1, connect_timeout=0.1, answer_timeout=0.1) as client:
        assert await cause_of(client.by_ine(UAI, INE)) == (RegisterError, Cause.TOO_SLOW)
