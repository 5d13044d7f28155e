"""The stand-in with many schools, and with a quota."""

import httpx
import pytest

from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.contents import save, schools_in
from adapters.be1d.stand_in.faults import Fault
from adapters.be1d.stand_in.quota import Quota
from adapters.be1d.stand_in.server import serve
from core.errors import RegisterError
from core.model.answers import Cause
from core.model.identifiers import Uai
from tests.adapters.be1d.conftest import CONTENTS, INE, TOKEN, UAI, cause_of, client_for

OTHER, UNREADABLE, NO_SCHOOL = "0350760L", "0960001E", "0960002F"


@pytest.fixture
def folder(tmp_path):
    save(CONTENTS, tmp_path / f"{UAI}.json")
    save(CONTENTS, tmp_path / f"{OTHER.lower()}.json")
    (tmp_path / f"{UNREADABLE}.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("à relire")
    return tmp_path


async def test_each_school_of_a_folder_is_served_by_its_number(folder):
    async with (
        serve(StandIn(schools_in(folder), TOKEN)) as url,
        httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http,
    ):
        paths = [f"/ecoles/{uai}/structures" for uai in (UAI, OTHER, UNREADABLE, NO_SCHOOL)]
        statuses = [(await http.get(path)).status_code for path in paths]
    assert statuses == [200, 200, 503, 404]


@pytest.mark.parametrize("name", [None, "école.json"], ids=["an empty one", "another file"])
def test_what_is_no_folder_of_schools_is_refused(tmp_path, name):
    if name:
        (tmp_path / name).write_text("{}")
    with pytest.raises(ValueError):  # noqa: PT011 - a number that is none, or no file
        schools_in(tmp_path)


def test_a_quota_is_for_any_second():
    moments = iter((0.0, 0.75, 0.875, 1.0, 1.5, 1.75))
    quota = Quota(2, lambda: next(moments))
    assert [quota.takes_one_more() for _ in range(6)] == [True, True, False, True, False, True]


async def test_what_comes_beyond_the_quota_waits_and_is_answered():
    stand_in = StandIn(CONTENTS, TOKEN, quota=1)
    async with serve(stand_in) as url, client_for(url) as client:
        assert await client.structures(UAI)
        assert await client.by_ine(UAI, INE)
    assert stand_in.requests > 2


async def test_a_school_can_fail_as_a_whole_and_another_goes_on(folder):
    stand_in = StandIn(schools_in(folder), TOKEN)
    stand_in.faults.plan(Uai(UAI), Fault.UNAVAILABLE)
    async with serve(stand_in) as url, client_for(url) as client:
        for path in (client.structures, client.teachers):
            assert await cause_of(path(Uai(UAI))) == (RegisterError, Cause.UNAVAILABLE)
        assert await client.structures(Uai(OTHER))


async def test_what_it_was_asked_is_told_school_by_school():
    async with (
        serve(StandIn(CONTENTS, TOKEN)) as url,
        httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as http,
    ):
        answers = [
            await http.get(f"/ecoles/{UAI}/{name}") for name in ("structures", "enseignants")
        ]
        counted = (await http.get("/compteurs")).json()
    assert counted.keys() == {UAI}
    assert counted[UAI]["demandes"] == 2
    bodies = sum(len(answer.content) for answer in answers)
    # Each has a request and a head, too, and these are small.
    assert bodies + 400 < counted[UAI]["octets"] < bodies + 1200
