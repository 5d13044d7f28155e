"""The lists of the register: structures, rolls and teachers; over HTTP, then from an extraction."""

from dataclasses import replace

import msgspec
import pytest
from starlette.responses import Response

from adapters.be1d import client as client_module
from adapters.be1d.extractions.register import ExtractionRegister
from adapters.be1d.wire import Eleve, StructureEcole
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from core.model.records import Division, Field, Registration, Structure
from core.usecases.precheck import Precheck, precheck
from tests.adapters.be1d.conftest import CONTENTS, KNOWN, UAI, cause_of, client_for
from tests.adapters.be1d.extractions.test_register import WHOLE

CE1_A, ULIS = CONTENTS.structures


async def test_the_roll_of_a_regroupement_has_pupils_of_several_classes(client, stand_in):
    group = Division(2701, "ULIS école")
    joined = Registration(replace(KNOWN.pupil, groups=(group,)), KNOWN.admission)
    ulis = Structure(group.id, group.label, (), is_group=True)
    stand_in.contents = replace(
        CONTENTS,
        structures=(*CONTENTS.structures, ulis),
        registrations=(joined, *CONTENTS.registrations[1:]),
    )
    assert await client.roll(UAI, group.id) == [joined]


async def test_a_roll_with_pupils_of_another_class_is_no_answer(client, stand_in):
    body = msgspec.json.encode([Eleve.of(KNOWN)])
    stand_in.app = Response(body, media_type="application/json")
    assert await client.roll(UAI, CE1_A.id) == [KNOWN]
    assert await cause_of(client.roll(UAI, ULIS.id)) == (RegisterError, Cause.UNREADABLE)


@pytest.mark.parametrize("status", [200, 404])
async def test_an_html_page_is_no_list(client, stand_in, status):
    stand_in.app = Response("<h1>Perdu</h1>", status, media_type="text/html")
    assert await cause_of(client.roll(UAI, CE1_A.id)) == (RegisterError, Cause.UNREADABLE)


async def test_a_list_without_end_is_not_read(client, monkeypatch):
    monkeypatch.setattr(client_module, "MAX_LIST", 100)
    assert await cause_of(client.roll(UAI, CE1_A.id)) == (RegisterError, Cause.UNREADABLE)


async def test_a_slow_list_is_an_error_and_never_an_empty_one(url, stand_in):
    async def silent(_scope, receive, _send):
        while (await receive())["type"] != "http.disconnect":
            continue

    stand_in.app = silent
    async with client_for(url, attempts=1, answer_timeout=0.1) as client:
        assert await cause_of(client.teachers(UAI)) == (RegisterError, Cause.TOO_SLOW)


async def test_without_the_token_no_list_is_given(url):
    async with client_for(url, token="autre") as client:
        assert await cause_of(client.structures(UAI)) == (RegisterClosed, Cause.ACCESS_REFUSED)


async def test_a_survey_names_new_structures_and_what_is_to_be_put_right(client):
    found = await precheck(client, UAI, {CE1_A.id})
    assert found.new == (ULIS,)
    assert found.anomalies.without_teacher == (ULIS,)


async def test_a_survey_that_is_not_answered_finds_nothing(url):
    async with client_for(url, token="autre") as client:
        assert await precheck(client, UAI, set()) == Precheck()


async def test_an_extraction_that_does_not_say_the_class_has_nobody_on_its_rolls():
    silent = tuple(
        replace(registration, missing_fields=registration.missing_fields | {Field.DIVISION})
        for registration in WHOLE.registrations
    )
    register = ExtractionRegister(replace(WHOLE, registrations=silent), ())
    assert await register.roll(WHOLE.provenance.uai, 2602) == []


def test_a_regroupement_is_told_as_one():
    group = Structure(2701, "ULIS école", (), is_group=True)
    assert StructureEcole.of(group).record() == group
