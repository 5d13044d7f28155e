"""What changed of a pupil, of a class or of the school over a time."""

from datetime import date, datetime

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.events import Outcome
from core.model.livret import Livret
from core.model.records import Division
from core.model.runs import PastResult, PupilResult
from core.usecases.past_changes import past_changes, period_of
from tests.core.builders import a_pupil
from tests.core.memory import ine
from tests.core.school import CE1, CM2, NOW, UAI, MemoryStore, a_workspace

HERE = Livret(1, a_pupil(ine=ine(1), division=Division(CE1.id, CE1.label)))
THERE = Livret(2, a_pupil(ine=ine(2), division=Division(CM2.id, CM2.label)))
EVER = period_of("", "")


def changed(number):
    result = PupilResult(livret_id=number, name="", division="", outcome=Outcome.UPDATED)
    return PastResult(1, NOW, "Directrice", result)


@pytest.fixture
def store():
    store = MemoryStore([HERE, THERE], structures=(CE1, CM2))
    store.past = [changed(1), changed(2)]
    return store


@pytest.mark.parametrize(
    ("pupil", "classes", "numbers"),
    [
        ("", (), [1, 2]),
        (str(ine(2)), (), [2]),
        ("", ("ce1 a",), [1]),
        (str(ine(1)), ("CE1 A",), [1]),
        (str(ine(1)), ("CM2",), []),
    ],
    ids=["the school", "a pupil", "a class", "a pupil of the class", "of another"],
)
async def test_it_is_of_whom_one_asks(store, pupil, classes, numbers):
    found = await past_changes(a_workspace(store), pupil, classes, EVER)
    assert [past.result.livret_id for past in found] == numbers


async def test_a_period_is_whole_days_where_the_user_is(store):
    await past_changes(a_workspace(store), "", (), period_of("20/11/2026", "21/11/2026"))
    uai, since, before = store.asked_about
    assert uai == UAI
    assert since == datetime(2026, 11, 20).astimezone()
    assert before == datetime(2026, 11, 22).astimezone()
    await past_changes(a_workspace(store), "", (), EVER)
    assert store.asked_about == (UAI, None, None)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(UserError, match=refusals.ENDS_BEFORE_IT_BEGINS[:30]):
        period_of("21/11/2026", "20/11/2026")


@pytest.mark.parametrize("day", ["demain", "01/01/1800"])
def test_a_day_that_is_none_is_refused(day):
    with pytest.raises(UserError):
        period_of(day, "")


def test_one_day_is_a_period():
    today = date(2026, 11, 21)
    period = period_of("21/11/2026", "21/11/2026")
    assert (period.first, period.last) == (today, today)
    assert (period.since, period.before) == (
        datetime(2026, 11, 21).astimezone(),
        datetime(2026, 11, 22).astimezone(),
    )
