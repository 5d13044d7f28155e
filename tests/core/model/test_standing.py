import pytest

from core.model.runs import RunState
from core.model.views import SchoolStanding
from tests.core.school import TILLEULS


@pytest.mark.parametrize("state", [None, *RunState])
def test_a_school_is_held_by_how_its_last_run_ended(state):
    assert SchoolStanding(school=TILLEULS, state=state).is_held is (state is RunState.HELD)
