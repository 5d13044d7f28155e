"""What the client asks for, and how often and how soon it asks again."""

import asyncio

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import Response

from adapters.be1d import client as client_module
from adapters.be1d.stand_in.answers import problem
from adapters.be1d.stand_in.faults import Fault
from adapters.be1d.wire import StructureEcole
from core.drain import rest
from core.errors import RegisterError
from core.model.answers import Cause
from tests.adapters.be1d.conftest import CONTENTS, INE, KNOWN, UAI, cause_of, client_for
from tests.core.builders import a_pupil

UNREADABLE = (RegisterError, Cause.UNREADABLE)
TINY = 1e-9
"""Seconds: waits are told as differences of floating numbers."""


@pytest.fixture
def asked(stand_in):
    """The requests that the stand-in was sent, in order."""
    requests, answer = [], stand_in.app

    async def watch(scope, receive, send):
        requests.append(Request(scope))
        await answer(scope, receive, send)

    stand_in.app = watch
    return requests


async def test_json_is_asked_for_uncompressed_with_the_token(url, client, asked):
    await client.structures(UAI)
    [request] = asked
    assert request.method == "GET"
    assert (
        dict(request.headers).items()
        >= {
            "host": url.removeprefix("http://"),
            "accept": "application/json",
            "accept-encoding": "identity",
            "authorization": "Bearer jeton-d-essai",
        }.items()
    )


async def test_a_civil_identity_is_asked_with_all_its_parts(client, asked):
    await client.by_civil_identity(UAI, a_pupil(first_names=("Marie Claire", "Yvete")))
    request = asked[0]
    assert request.url.path == "/ecoles/0951099D/eleves"
    assert dict(request.query_params) == {
        "nom": "DUPONT",
        "prenom": "Marie Claire",
        "sexe": "F",
        "date_naissance": "2019-05-17",
        "lieu_naissance": "Rennes",
    }


@pytest.mark.parametrize("base", ["/be1d", "/be1d/"])
async def test_an_address_may_have_a_path_of_its_own(url, stand_in, base):
    paths, answer = [], stand_in.app

    async def below(scope, receive, send):
        paths.append(scope["path"])
        await answer({**scope, "path": scope["path"].removeprefix("/be1d")}, receive, send)

    stand_in.app = below
    async with client_for(url + base) as client:
        assert await client.by_ine(UAI, INE) == KNOWN
    assert paths[0] == f"/be1d/ecoles/{UAI}/eleves/{INE}"


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.by_civil_identity(UAI, a_pupil()),
        lambda client: client.structures(UAI),
        lambda client: client.roll(UAI, 2602),
        lambda client: client.teachers(UAI),
    ],
    ids=["a civil identity", "structures", "a roll", "teachers"],
)
async def test_that_there_is_no_such_pupil_answers_no_other_question(client, stand_in, ask):
    async def unknown(scope, receive, send):
        await problem(404, "eleve-inconnu")(scope, receive, send)

    stand_in.app = unknown
    assert await cause_of(ask(client)) == UNREADABLE


async def test_a_list_is_read_up_to_its_greatest_length_and_no_further(
    client, stand_in, monkeypatch
):
    body = msgspec.json.encode(list(map(StructureEcole.of, CONTENTS.structures)))
    stand_in.app = Response(body, media_type="application/json")
    monkeypatch.setattr(client_module, "MAX_LIST", len(body))
    assert await client.structures(UAI) == list(CONTENTS.structures)
    monkeypatch.setattr(client_module, "MAX_LIST", len(body) - 1)
    assert await cause_of(client.structures(UAI)) == UNREADABLE


@pytest.fixture
def waits(monkeypatch):
    """How long was waited for before each further attempt, in seconds."""
    waited: list[float] = []

    async def noted(seconds):
        waited.append(seconds)
        await rest(seconds)

    monkeypatch.setattr(client_module, "rest", noted)
    return waited


@pytest.mark.parametrize("attempts", [1, 2, 5])
async def test_what_may_pass_is_tried_so_often(url, stand_in, attempts):
    stand_in.faults.plan(INE, Fault.UNAVAILABLE)
    async with client_for(url, attempts=attempts) as client:
        assert await cause_of(client.by_ine(UAI, INE)) == (RegisterError, Cause.UNAVAILABLE)
    assert stand_in.requests == attempts


async def test_each_wait_is_twice_the_one_before_and_a_little_more_drawn_by_chance(
    url, stand_in, waits
):
    stand_in.faults.plan(INE, Fault.UNAVAILABLE)
    first = 0.001
    async with client_for(url, attempts=5, first_wait=first, longest_wait=1.0) as client:
        await cause_of(client.by_ine(UAI, INE))
    beyond = [wait - first * 2**power for power, wait in enumerate(waits)]
    assert len(beyond) == 4
    assert max(beyond) > first / 1000
    assert all(-TINY <= drawn <= first + TINY for drawn in beyond)


async def test_no_wait_is_longer_than_the_longest(url, stand_in, waits):
    stand_in.faults.plan(INE, Fault.UNAVAILABLE)
    async with client_for(url, attempts=5, first_wait=0.004, longest_wait=0.005) as client:
        await cause_of(client.by_ine(UAI, INE))
    assert all(abs(wait - 0.005) < TINY for wait in waits[1:])


async def test_a_civil_identity_is_asked_again_as_it_was(client, stand_in, asked):
    answers = [Response(status_code=503), stand_in.app]

    async def once_unavailable(scope, receive, send):
        await (answers.pop(0) if len(answers) > 1 else answers[0])(scope, receive, send)

    stand_in.app = once_unavailable
    await client.by_civil_identity(UAI, a_pupil())
    assert asked[0].query_params["nom"] == "DUPONT"


async def test_a_pause_ends_after_so_many_seconds_and_a_shorter_one_ends_none(client):
    now = asyncio.get_running_loop().time
    before = now()
    client._pause(0.2)
    client._pause(0.1)
    await client.by_ine(UAI, INE)
    assert now() - before >= 0.2
