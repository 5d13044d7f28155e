from datetime import date, datetime, timedelta

import pytest

from core.errors import UserError
from core.model.events import Outcome
from core.model.livret import Livret
from core.model.runs import PastResult, PupilResult
from core.usecases.past_changes import Period, past_changes, period_of
from tests.core.builders import a_pupil
from tests.core.memory import ine
from tests.core.school import CE1, CM2, NOW, MemoryStore, a_workspace


def test_a_period_is_from_midnight_to_midnight_where_the_user_is():
    period = period_of("01/09/2026", "2026-09-02")
    assert (period.first, period.last) == (date(2026, 9, 1), date(2026, 9, 2))
    assert period.since == datetime(2026, 9, 1).astimezone()
    assert period.before == datetime(2026, 9, 3).astimezone()


def test_a_period_may_be_open():
    period = period_of("", " ")
    assert (period.since, period.before) == (None, None)


def test_a_period_may_be_one_day():
    assert period_of("01/09/2026", "01/09/2026").last == date(2026, 9, 1)


@pytest.mark.parametrize("typed", ["hier", "32/01/2026", "31/12/9999", "01/01/0001", "2026"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(UserError, match="n'est pas un jour"):
        period_of(typed, "")


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(UserError, match="finit avant de commencer"):
        period_of("02/09/2026", "01/09/2026")


MARIE, LUC = Livret(1, a_pupil(ine=ine(1))), Livret(2, a_pupil(ine=ine(2), first_names=("Luc",)))


@pytest.fixture
def store():
    """Both changed on one day, and one of them again on the next."""
    store = MemoryStore([MARIE, LUC], structures=(CE1, CM2))
    store.past = [
        PastResult(1, NOW, "Testeuse", a_result(MARIE)),
        PastResult(1, NOW, "Testeuse", a_result(LUC)),
        PastResult(2, NOW + timedelta(days=1), "Testeuse", a_result(MARIE)),
    ]
    return store


def a_result(livret):
    return PupilResult(livret_id=livret.id, name="", division="", outcome=Outcome.UPDATED)


def the_day_of(moment):
    day = moment.astimezone().date()
    return Period(day, day)


ALWAYS = Period(None, None)


@pytest.mark.parametrize(
    ("pupil", "labels", "period", "found"),
    [
        ("", (), ALWAYS, [(1, 1), (1, 2), (2, 1)]),
        ("luc", (), ALWAYS, [(1, 2)]),
        (ine(1), (), ALWAYS, [(1, 1), (2, 1)]),
        (ine(1), (), the_day_of(NOW), [(1, 1)]),
        ("", ("ce1 a",), ALWAYS, [(1, 1), (1, 2), (2, 1)]),
        ("luc", ("CE1 A", "CM2"), ALWAYS, [(1, 2)]),
        ("luc", ("CM2",), ALWAYS, []),
    ],
)
async def test_what_changed_is_of_whom_and_when_it_is_asked(store, pupil, labels, period, found):
    changes = await past_changes(a_workspace(store), pupil, labels, period)
    assert [(past.run_id, past.result.livret_id) for past in changes] == found


async def test_a_class_that_is_none_is_told(store):
    with pytest.raises(UserError, match="La classe « 6e B » n'existe pas"):
        await past_changes(a_workspace(store), "", ["6e B"], ALWAYS)
