"""What every register answers: BE1D over HTTP, its extractions in files, and the one of tests."""

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import pytest

from adapters.be1d.client import Be1dClient
from adapters.be1d.extractions.reading import read_extraction
from adapters.be1d.extractions.register import ExtractionRegister
from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.server import serve
from adapters.demonstration.extractions import write_extractions
from core.errors import RegisterClosed
from core.model.answers import Cause, Found, NotFound, OtherIne, Several
from core.model.identifiers import Ine, Uai
from core.model.records import KnownVersion
from core.usecases.lookup import look_up
from tests.adapters.be1d.extractions.conftest import (
    ADA,
    CE1_A,
    DUPONT,
    LEO,
    PROVENANCE,
    SCHOOL,
    UAI,
    ULIS,
)
from tests.core.builders import a_pupil
from tests.core.memory import MemoryRegister

UNKNOWN_INE = Ine("990000009ZZ")
NOBODY = a_pupil(ine=UNKNOWN_INE, family_name="INCONNU")
ANOTHER_SCHOOL = Uai("0350760L")


@asynccontextmanager
async def over_http(contents, _folder):
    async with serve(StandIn(contents, "jeton")) as url, Be1dClient(url, "jeton") as client:
        yield client


@asynccontextmanager
async def over_plain_http(contents, _folder):
    plain = StandIn(contents, "jeton", is_plain=True)
    async with serve(plain) as url, Be1dClient(url, "jeton") as client:
        yield client


@asynccontextmanager
async def over_http_knowing_everybody(contents, _folder):
    async with over_http(contents, _folder) as client:
        known = [
            KnownVersion(number, found.pupil, found.version)
            for number, registration in enumerate(contents.registrations)
            if registration.pupil.ine
            and (found := await client.by_ine(UAI, registration.pupil.ine))
        ]
        yield client.for_run(known, range(len(contents.registrations)))


@asynccontextmanager
async def from_files(contents, folder):
    write_extractions(contents, folder)
    extraction = read_extraction([folder], PROVENANCE)
    yield ExtractionRegister(
        extraction, [registered.pupil for registered in contents.registrations]
    )


@asynccontextmanager
async def in_memory(contents, _folder):
    yield MemoryRegister(contents.registrations, contents.structures, contents.teachers, UAI)


KINDS = (over_http, over_plain_http, over_http_knowing_everybody, from_files, in_memory)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
async def register_of(request, tmp_path):
    async with AsyncExitStack() as stack:
        yield lambda contents: stack.enter_async_context(request.param(contents, tmp_path))


@pytest.fixture
async def register(register_of):
    return await register_of(SCHOOL)


def known(registration):
    """What of a registration every register can tell: an extraction says no custody."""
    pupil = registration.pupil
    guardians = tuple(replace(guardian, custody=None) for guardian in pupil.guardians)
    return replace(pupil, guardians=guardians), registration.admission


async def test_a_pupil_is_found_by_his_ine_in_every_field_of_him(register):
    assert known(await register.by_ine(UAI, DUPONT.pupil.ine)) == known(DUPONT)


async def test_nobody_has_an_unknown_ine(register):
    assert await register.by_ine(UAI, UNKNOWN_INE) is None


@pytest.mark.parametrize("registration", [DUPONT, LEO], ids=["with an INE", "without"])
async def test_a_pupil_is_found_by_his_civil_identity(register, registration):
    asked = replace(registration.pupil, ine=None)
    [found] = await register.by_civil_identity(UAI, asked)
    assert known(found) == known(registration)


async def test_civil_identity_ignores_case_accents_and_hyphens(register):
    asked = replace(LEO.pupil, family_name="œuvrard", first_names=("LEO",))
    [found] = await register.by_civil_identity(UAI, asked)
    assert known(found) == known(LEO)


async def test_a_civil_identity_that_nobody_has_is_an_empty_answer(register):
    assert await register.by_civil_identity(UAI, NOBODY) == []


@pytest.mark.parametrize(
    ("pupil", "registration", "by_ine"),
    [
        (a_pupil(family_name="AUTRE"), DUPONT, True),
        (replace(LEO.pupil, birth_place="Nantes"), LEO, False),
        (replace(LEO.pupil, ine=UNKNOWN_INE), LEO, False),
    ],
    ids=[
        "by INE, renamed",
        "by civil identity, without the place of birth",
        "by civil identity, as the register has no INE",
    ],
)
async def test_a_pupil_who_is_looked_up_is_found(register, pupil, registration, by_ine):
    answer = await look_up(register, UAI, pupil)
    assert isinstance(answer, Found)
    assert (known(answer.registration), answer.by_ine) == (
        known(registration),
        by_ine,
    )


async def test_a_pupil_who_is_looked_up_under_another_ine_is_told_apart(register):
    assert await look_up(register, UAI, a_pupil(ine=UNKNOWN_INE)) == OtherIne()


async def test_a_pupil_whom_be1d_does_not_have_is_not_found(register):
    assert await look_up(register, UAI, NOBODY) == NotFound()


async def test_homonyms_are_several(register_of):
    homonym = replace(LEO, pupil=replace(LEO.pupil, ine=UNKNOWN_INE))
    register = await register_of(replace(SCHOOL, registrations=(DUPONT, LEO, ADA, homonym)))
    assert await look_up(register, UAI, LEO.pupil) == Several(2)


async def test_the_structures_are_those_of_the_school(register):
    assert list(await register.structures(UAI)) == [CE1_A, ULIS]


async def test_the_teachers_are_those_of_the_school(register):
    assert list(await register.teachers(UAI)) == list(SCHOOL.teachers)


@pytest.mark.parametrize(
    ("structure", "registrations"),
    [(CE1_A.id, [DUPONT, ADA]), (ULIS.id, [LEO]), (999, [])],
    ids=["a class", "a ULIS", "no structure of the school"],
)
async def test_a_roll_has_those_of_its_structure_alone(register, structure, registrations):
    roll = await register.roll(UAI, structure)
    assert list(map(known, roll)) == list(map(known, registrations))


@pytest.mark.parametrize(
    "ask",
    [
        lambda register: register.by_ine(ANOTHER_SCHOOL, DUPONT.pupil.ine),
        lambda register: register.by_civil_identity(ANOTHER_SCHOOL, DUPONT.pupil),
        lambda register: register.structures(ANOTHER_SCHOOL),
        lambda register: register.roll(ANOTHER_SCHOOL, CE1_A.id),
        lambda register: register.teachers(ANOTHER_SCHOOL),
    ],
    ids=["by_ine", "by_civil_identity", "structures", "roll", "teachers"],
)
async def test_a_register_that_does_not_know_the_school_is_closed(register, ask):
    with pytest.raises(RegisterClosed) as closed:
        await ask(register)
    assert closed.value.cause is Cause.UNKNOWN_SCHOOL
