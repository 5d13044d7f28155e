import pytest

from adapters.be1d.client import Be1dClient
from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.contents import RegisterContents
from adapters.be1d.stand_in.server import serve
from core.errors import RegisterClosed, RegisterError
from core.model.identifiers import Ine, Uai
from core.model.records import Level, School, Structure, Teacher
from tests.core.builders import a_guardian, a_registration, an_address

UAI = Uai("0951099D")
TOKEN = "jeton-d-essai"
INE, OTHER_INE = Ine("120000001AB"), Ine("120000002AB")
KNOWN = a_registration(ine=INE, guardians=(a_guardian(), a_guardian(first_name="Luc")))
ACCENTED = a_registration(
    ine=OTHER_INE, family_name="LE GOFF-ÉON", first_names=("Noël", "Zoé"), addresses=()
)
CONTENTS = RegisterContents(
    School(UAI, "École des Tilleuls"),
    (Structure(2602, "CE1 A", (Level.CE1,)), Structure(2603, "ULIS", ())),
    (Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(2602,)),),
    (KNOWN, ACCENTED, a_registration(ine=None, family_name="SANS", addresses=(an_address(),) * 2)),
)


@pytest.fixture
def stand_in():
    return StandIn(CONTENTS, TOKEN)


@pytest.fixture
async def url(stand_in):
    async with serve(stand_in) as base:
        yield base


@pytest.fixture
async def client(url):
    async with client_for(url) as opened:
        yield opened


def client_for(url, token=TOKEN, **settings):
    quick = {"first_wait": 0.001, "longest_wait": 0.01, "attempts": 3}
    return Be1dClient(url, token, **(quick | settings))


async def cause_of(asking):
    """How this look-up fails: about one pupil or about all, and why."""
    with pytest.raises((RegisterError, RegisterClosed)) as failed:
        await asking
    error = failed.value
    assert isinstance(error, RegisterError | RegisterClosed)
    return type(error), error.cause
