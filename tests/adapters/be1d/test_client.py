"""The client, against the real stand-in on a real port."""

import asyncio
import logging
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from adapters.be1d import answers
from adapters.be1d.stand_in.faults import Fault
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause, Unverified
from core.model.identifiers import Ine
from core.model.records import Division, Level, Structure
from core.usecases.lookup import look_up
from tests.adapters.be1d.conftest import (
    ACCENTED,
    CONTENTS,
    INE,
    KNOWN,
    OTHER_INE,
    UAI,
    cause_of,
    client_for,
)
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import ine
from tests.hostile import ALL, LONE_SURROGATE, LONG
from tests.waiting import until

IMPATIENT = {"answer_timeout": 0.1}


async def test_none_is_be1ds_own_answer_that_it_has_no_such_pupil(client, stand_in):
    assert await client.by_ine(UAI, Ine("120000009ZZ")) is None
    assert stand_in.requests == 1


async def test_a_pupil_in_a_class_that_his_school_does_not_have_is_unreadable(client, stand_in):
    lost = a_registration(ine=INE, division=Division(2699, "CE1 Z"))
    stand_in.contents = replace(CONTENTS, registrations=(lost,))
    assert await cause_of(client.by_ine(UAI, INE)) == (RegisterError, Cause.UNREADABLE)
    asking = client.by_civil_identity(UAI, lost.pupil)
    assert await cause_of(asking) == (RegisterError, Cause.UNREADABLE)


async def test_a_class_that_the_school_opened_meanwhile_is_looked_up(client, stand_in):
    assert await client.by_ine(UAI, INE) == KNOWN
    moved = a_registration(ine=INE, division=Division(2699, "CE1 Z"))
    opened = Structure(2699, "CE1 Z", (Level.CE1,))
    structures = (*CONTENTS.structures, opened)
    stand_in.contents = replace(CONTENTS, structures=structures, registrations=(moved,))
    assert await client.by_ine(UAI, INE) == moved


@pytest.mark.parametrize("name", [*ALL, LONE_SURROGATE])
async def test_a_hostile_name_can_be_asked_like_any_other(client, name):
    asked = a_pupil(family_name=name, first_names=("Personne",))
    assert await client.by_civil_identity(UAI, asked) == []


@pytest.mark.parametrize("name", LONG)
async def test_a_name_too_long_to_be_asked_is_an_error_of_this_pupil(client, name):
    asking = client.by_civil_identity(UAI, a_pupil(family_name=name))
    assert await cause_of(asking) == (RegisterError, Cause.UNREADABLE)


@pytest.mark.parametrize(
    ("fault", "cause", "tried_again"),
    [
        (Fault.TIMEOUT, Cause.TOO_SLOW, True),
        (Fault.RESET, Cause.UNREACHABLE, True),
        (Fault.UNAVAILABLE, Cause.UNAVAILABLE, True),
        (Fault.TRUNCATED, Cause.UNREACHABLE, True),
        (Fault.NOT_JSON, Cause.UNREADABLE, False),
        (Fault.WRONG_TYPE, Cause.UNREADABLE, False),
        (Fault.OVERSIZED, Cause.UNREADABLE, False),
        (Fault.HTML_NOT_FOUND, Cause.UNREADABLE, False),
    ],
)
async def test_a_fault_is_an_error_of_this_pupil_tried_again_when_it_may_pass(
    url, client, stand_in, fault, cause, tried_again
):
    stand_in.faults.plan(INE, fault)
    # Who is not patient finds a busy machine too slow as well: nobody else is, here.
    async with client_for(url, **(IMPATIENT if fault is Fault.TIMEOUT else {})) as asking:
        assert await cause_of(asking.by_ine(UAI, INE)) == (RegisterError, cause)
    assert (stand_in.requests > 1) is tried_again
    assert await client.by_ine(UAI, OTHER_INE) == ACCENTED


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.UNAVAILABLE, Fault.TRUNCATED, Fault.TIMEOUT])
async def test_a_fault_that_passes_is_not_noticed(url, stand_in, fault):
    stand_in.faults.plan(INE, fault, times=2)
    often = IMPATIENT | {"attempts": 20} if fault is Fault.TIMEOUT else {}
    async with client_for(url, **often) as client:
        assert await client.by_ine(UAI, INE) == KNOWN


async def test_an_answer_about_another_pupil_is_an_error(client, stand_in):
    stand_in.faults.plan(INE, Fault.ANOTHER_PUPIL)
    assert await look_up(client, UAI, KNOWN.pupil) == Unverified(Cause.ANOTHER_PUPIL)


async def test_a_wrong_token_closes_the_register(url):
    async with client_for(url, token="autre") as client:
        closed = (RegisterClosed, Cause.ACCESS_REFUSED)
        assert await cause_of(client.by_ine(UAI, INE)) == closed


async def test_a_port_where_nobody_answers_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with client_for(f"http://127.0.0.1:{port}") as client:
        unreachable = (RegisterError, Cause.UNREACHABLE)
        assert await cause_of(client.by_ine(UAI, INE)) == unreachable


async def test_retry_after_holds_every_request_of_the_client(client, stand_in):
    stand_in.faults.plan(INE, Fault.TOO_MANY_REQUESTS, times=1)
    before = asyncio.get_running_loop().time()
    refused = asyncio.create_task(client.by_ine(UAI, INE))
    await until(lambda: client._paused_until)
    end_of_pause = client._paused_until
    assert end_of_pause > before
    await client.by_ine(UAI, OTHER_INE)
    assert asyncio.get_running_loop().time() >= end_of_pause
    assert await refused == KNOWN


async def test_a_longer_retry_after_holds_those_who_already_wait(client):
    client._pause(0.5)
    waiting = asyncio.create_task(client.by_ine(UAI, INE))
    await asyncio.sleep(0)
    client._pause(0.6)
    await waiting
    assert asyncio.get_running_loop().time() >= client._paused_until


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("86400", answers.LONGEST_PAUSE),
        ("-3", None),
        ("bientôt", None),
        ("", None),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
    ],
)
def test_retry_after_is_read_in_both_forms_and_bounded(header, seconds):
    response = httpx.Response(429, headers={"Retry-After": header.encode()})
    assert answers._retry_after(response) == seconds


@pytest.mark.parametrize(
    ("ahead", "seconds"),
    [(timedelta(hours=-1), 0.0), (timedelta(days=1), answers.LONGEST_PAUSE)],
    ids=["past", "far"],
)
def test_retry_after_may_be_a_moment(ahead, seconds):
    moment = format_datetime(datetime.now(UTC) + ahead, usegmt=True)
    response = httpx.Response(429, headers={"Retry-After": moment})
    assert answers._retry_after(response) == seconds


async def test_never_more_requests_are_in_flight_than_allowed(url, stand_in):
    in_flight, seen, answer = set(), [], stand_in.app

    async def watch(scope, receive, send):
        in_flight.add(id(scope))
        seen.append(len(in_flight))
        # Nobody is answered before as many ask as may: one more would be seen.
        await until(lambda: max(seen) >= 3)
        await answer(scope, receive, send)
        in_flight.remove(id(scope))

    stand_in.app = watch
    async with client_for(url, at_once=3) as client:
        await asyncio.gather(*(client.by_ine(UAI, ine(number)) for number in range(1, 21)))
    assert max(seen) == 3


async def test_cancelling_look_ups_leaves_the_client_usable(client, stand_in):
    stand_in.latency = 0.05
    asking = [asyncio.create_task(client.by_ine(UAI, INE)) for _ in range(30)]
    await until(lambda: stand_in.requests >= 5)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    assert await client.by_ine(UAI, INE) == KNOWN


async def test_nothing_personal_is_logged(client, stand_in, caplog):
    caplog.set_level(logging.DEBUG)
    stand_in.faults.plan(INE, Fault.UNAVAILABLE, times=1)
    await client.by_ine(UAI, INE)
    await client.by_civil_identity(UAI, ACCENTED.pupil)
    assert INE not in caplog.text
    assert "GOFF" not in caplog.text


async def test_the_token_is_in_no_representation(client):
    assert "jeton-d-essai" not in f"{client!r} {vars(client)!r}"
