"""A run that knows much already: it asks for what has changed, and is told nothing else."""

import asyncio
from collections import Counter
from dataclasses import replace

import msgspec
import pytest
from starlette.responses import Response

from adapters.be1d.consultation import Fiche, Inchange, Inconnu
from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.faults import Fault
from adapters.be1d.stand_in.server import serve
from adapters.be1d.wire import Eleve
from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from core.model.identifiers import Ine
from core.model.records import Admission, Division, KnownVersion
from tests.adapters.be1d.conftest import CONTENTS, TOKEN, UAI, cause_of, client_for
from tests.core.builders import a_registration

CE1_A = CONTENTS.structures[0].id
MEMBERS = tuple(
    a_registration(ine=Ine(f"{number:09}AB"), family_name=f"ÉLÈVE {number}")
    for number in range(1, 6)
)
FIRST, SECOND = MEMBERS[0].pupil.ine, MEMBERS[1].pupil.ine
CONSULTATIONS = f"/ecoles/{UAI}/consultations"


class Traffic:
    """What a register was asked, and how it answered; an answer to consultations can be put in."""

    def __init__(self, stand_in):
        self.asked: Counter[tuple[str, int]] = Counter()
        self.consultation: Response | None = None
        self._app, stand_in.app = stand_in.app, self

    async def __call__(self, scope, receive, send):
        async def noting(message):
            if message["type"] == "http.response.start":
                self.asked[scope["path"].removeprefix(f"/ecoles/{UAI}/"), message["status"]] += 1
            await send(message)

        put_in = self.consultation if scope["path"] == CONSULTATIONS else None
        await (put_in or self._app)(scope, receive, noting)

    def of_pupils(self):
        return {key: count for key, count in self.asked.items() if key[0] != "structures"}


@pytest.fixture
def stand_in():
    return StandIn(replace(CONTENTS, registrations=MEMBERS), TOKEN)


@pytest.fixture
async def known(client):
    return await everybody(client)


@pytest.fixture
def traffic(known, stand_in):
    """From when everybody is known."""
    return Traffic(stand_in)


async def everybody(client):
    """Everybody's record, asked for one by one, as LSUN has it then."""
    found = [await client.by_ine(UAI, member.pupil.ine) for member in MEMBERS]
    return [KnownVersion(number, item.pupil, item.version) for number, item in enumerate(found)]


def for_run(client, known):
    return client.for_run(known, range(len(known)))


async def found_by(register):
    """What a register says of everybody, in turn."""
    found = []
    for member in MEMBERS:
        try:
            found.append(await register.by_ine(UAI, member.pupil.ine))
        except RegisterError as error:
            found.append(error.cause)
    return found


async def test_who_is_unchanged_is_as_he_is_known_after_one_request(client, known, traffic):
    assert await found_by(for_run(client, known)) == list(MEMBERS)
    assert traffic.asked == {("consultations", 200): 1}


def renamed(registration):
    return replace(registration, pupil=replace(registration.pupil, usual_name="DURAND"))


@pytest.mark.parametrize(
    "registrations",
    [
        (renamed(MEMBERS[0]), *MEMBERS[1:]),
        (*MEMBERS[1:4], replace(MEMBERS[4], admission=Admission.LEFT)),
        (),
        (replace(MEMBERS[0], admission=Admission.WAITING), renamed(MEMBERS[1])),
    ],
    ids=["one is renamed", "one is gone, one has left", "nobody is left", "many changes"],
)
async def test_what_has_changed_is_what_a_register_says_that_is_asked_one_by_one(
    client, known, stand_in, registrations
):
    stand_in.contents = replace(CONTENTS, registrations=registrations)
    assert await found_by(for_run(client, known)) == await found_by(client)


async def test_what_is_known_of_a_pupil_is_what_lsun_has_of_him(client, known):
    as_in_lsun = replace(known[0].pupil, division=Division(CE1_A, "CE1 de Mme Vallée"))
    register = for_run(client, [replace(known[0], pupil=as_in_lsun), *known[1:]])
    found = await register.by_ine(UAI, FIRST)
    assert found.pupil == as_in_lsun
    assert found.version == ""  # there is nothing new to keep


async def test_who_is_not_awaited_is_asked_for_alone(client, known, traffic):
    register = client.for_run(known, awaited={1})
    assert await found_by(register) == list(MEMBERS)
    assert traffic.asked == {(f"eleves/{member.pupil.ine}", 304): 1 for member in MEMBERS}


async def test_who_is_not_known_is_asked_for_alone(client, known, traffic):
    register = for_run(client, known[:3])
    assert await found_by(register) == list(MEMBERS)
    alone = {(f"eleves/{member.pupil.ine}", 200): 1 for member in MEMBERS[3:]}
    assert traffic.of_pupils() == {("consultations", 200): 1} | alone


async def test_a_pupil_whose_record_cannot_be_given_is_not_verified(client, known, stand_in):
    stand_in.faults.plan(SECOND, Fault.NOT_JSON)
    found = await found_by(for_run(client, known))
    assert found == [MEMBERS[0], Cause.UNREADABLE, *MEMBERS[2:]]


def of_everybody(*first, of=MEMBERS[1:]):
    """A consultation that answers this, and that the others are unchanged."""
    answers = [*first, *(Inchange(str(member.pupil.ine)) for member in of)]
    return Response(msgspec.json.encode(answers), media_type="application/json")


def record(**changes):
    body = msgspec.to_builtins(Eleve.of(MEMBERS[0])) | changes
    return Fiche(str(FIRST), "neuve", msgspec.Raw(msgspec.json.encode(body)))


async def test_a_spoilt_record_spoils_no_other(client, known, traffic):
    traffic.consultation = of_everybody(record(prenoms=12))
    assert await found_by(for_run(client, known)) == [Cause.UNREADABLE, *MEMBERS[1:]]


async def test_a_class_that_the_school_has_not_is_unreadable(client, known, traffic):
    elsewhere = {"identifiant": 999, "libelle": "AILLEURS"}
    traffic.consultation = of_everybody(record(classe=elsewhere))
    assert await found_by(for_run(client, known)) == [Cause.UNREADABLE, *MEMBERS[1:]]


@pytest.mark.parametrize(
    "consultation",
    [
        of_everybody(),
        of_everybody(Inconnu("990000009ZZ")),
        of_everybody(Inconnu(str(FIRST)), Inchange(str(FIRST))),
        of_everybody(Inconnu(str(FIRST)), Inconnu("990000009ZZ")),
        Response(b"[]", media_type="application/json"),
        Response(b"{}", media_type="application/json"),
        Response(b'[{"etat":"inconnu"}]', media_type="application/json"),
        Response(b'[{"etat":"absent","ine":"000000001AB"}]', media_type="application/json"),
        Response(b'{"code":"eleve-inconnu"}', 404, media_type="application/problem+json"),
        Response("<h1>404</h1>", 404, media_type="text/html"),
        Response(status_code=304),
        Response(status_code=405),
        Response(b'{"code":"indisponible"}', 503, media_type="application/problem+json"),
    ],
    ids=[
        "one is missing",
        "about somebody else",
        "one twice, in two ways",
        "one too many",
        "about nobody",
        "no list",
        "about no one in particular",
        "another word",
        "a pupil's not found",
        "a page",
        "not modified",
        "no such method",
        "a failure",
    ],
)
async def test_a_consultation_without_a_good_answer_about_each_is_the_last_and_never_a_not_found(
    client, known, traffic, consultation
):
    traffic.consultation = consultation
    assert await found_by(for_run(client, known)) == list(MEMBERS)
    asked_alone = {(f"eleves/{member.pupil.ine}", 304): 1 for member in MEMBERS}
    assert asked_alone.items() <= traffic.asked.items()


async def test_a_consultation_that_fails_is_not_asked_for_again(client, known, traffic):
    traffic.consultation = Response(b"{}", 503, media_type="application/problem+json")
    await found_by(for_run(client, known))
    assert traffic.asked["consultations", 503] == 1


async def test_a_consultation_that_comes_too_soon_waits_and_is_answered(client, known, stand_in):
    stand_in.faults.plan(FIRST, Fault.TOO_MANY_REQUESTS, times=1)
    traffic = Traffic(stand_in)
    assert await found_by(for_run(client, known)) == list(MEMBERS)
    assert traffic.asked == {("consultations", 429): 1, ("consultations", 200): 1}


async def test_a_consultation_that_is_refused_closes_the_register(client, known, traffic):
    traffic.consultation = Response(status_code=403)
    register = for_run(client, known)
    assert await cause_of(register.by_ine(UAI, FIRST)) == (RegisterClosed, Cause.ACCESS_REFUSED)


async def test_no_more_than_two_hundred_are_asked_for_at_once(known, client, stand_in):
    many = [a_registration(ine=Ine(f"{number:09}CD")) for number in range(450)]
    stand_in.contents = replace(CONTENTS, registrations=tuple(many))
    versions = [
        replace(known[0], livret_id=number, pupil=registration.pupil)
        for number, registration in enumerate(many)
    ]
    traffic = Traffic(stand_in)
    register = for_run(client, versions)
    for registration in many:
        assert await register.by_ine(UAI, registration.pupil.ine) == registration
    assert traffic.of_pupils() == {("consultations", 200): 3}


async def test_a_roll_of_those_who_are_known_is_not_asked_for(client, known, traffic):
    register = for_run(client, known)
    assert await register.roll(UAI, CE1_A) == list(MEMBERS)
    await register.structures(UAI)
    assert traffic.asked == {("structures", 200): 1}


@pytest.mark.parametrize(
    "registrations",
    [
        (renamed(MEMBERS[0]), *MEMBERS[1:]),
        MEMBERS[1:],
        (*MEMBERS, a_registration(ine=Ine("000000009AB"))),
        (*MEMBERS, a_registration(ine=None)),
    ],
    ids=["one is renamed", "one is gone", "one is new", "one is new and has no INE"],
)
async def test_a_roll_that_has_changed_is_what_the_register_says(
    client, known, stand_in, registrations
):
    stand_in.contents = replace(CONTENTS, registrations=registrations)
    assert await for_run(client, known).roll(UAI, CE1_A) == list(registrations)


async def test_each_run_asks_anew_what_a_roll_is(client, known, stand_in):
    await for_run(client, known).roll(UAI, CE1_A)
    stand_in.contents = replace(CONTENTS, registrations=MEMBERS[1:])
    assert await for_run(client, known).roll(UAI, CE1_A) == list(MEMBERS[1:])


async def test_structures_that_cannot_be_read_leave_the_rolls_readable(client, known, stand_in):
    app = stand_in.app

    async def without_structures(scope, receive, send):
        failing = scope["path"].endswith("/structures")
        await (Response(status_code=500) if failing else app)(scope, receive, send)

    await client.structures(UAI)
    stand_in.app = without_structures
    register = for_run(client, known)
    assert await register.roll(UAI, CE1_A) == list(MEMBERS)
    assert await cause_of(register.structures(UAI)) == (RegisterError, Cause.UNAVAILABLE)


async def test_a_register_that_has_become_plain_is_asked_as_one(known):
    plain = StandIn(replace(CONTENTS, registrations=MEMBERS), TOKEN, is_plain=True)
    async with serve(plain) as url, client_for(url) as client:
        # As if it had been the same register before.
        theirs = [replace(item, name=client._origin + "ancienne") for item in known]
        register = for_run(client, theirs)
        assert await register.roll(UAI, CE1_A) == list(MEMBERS)
        assert await found_by(register) == list(MEMBERS)


async def test_what_another_register_named_is_not_known_to_this_one(known, stand_in):
    async with serve(stand_in) as url, client_for(f"{url}/") as client:
        traffic = Traffic(stand_in)
        await found_by(for_run(client, known))
    assert traffic.of_pupils() == {(f"eleves/{member.pupil.ine}", 200): 1 for member in MEMBERS}


@pytest.mark.parametrize("tag", ['W/"3"', "3", '""', '"a b"', f'"{"x" * 65}"', '"a" , "b"'])
async def test_a_tag_that_is_weak_or_malformed_names_no_version(client, stand_in, tag):
    await client.structures(UAI)
    stand_in.app = Response(
        msgspec.json.encode(Eleve.of(MEMBERS[0])),
        media_type="application/json",
        headers={"ETag": tag},
    )
    assert (await client.by_ine(UAI, FIRST)).version == ""


async def test_not_modified_means_nothing_to_who_named_no_version(client, stand_in):
    stand_in.app = Response(status_code=304)
    assert await cause_of(client.by_ine(UAI, FIRST)) == (RegisterError, Cause.UNREADABLE)


async def test_who_waits_for_a_consultation_that_is_given_up_asks_for_himself(client, known):
    register = for_run(client, known)
    first, second = (asyncio.create_task(register.by_ine(UAI, ine)) for ine in (FIRST, SECOND))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == MEMBERS[1]
