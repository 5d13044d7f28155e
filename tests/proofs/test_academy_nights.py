"""Two nights of an academy, in which a worker is killed, as `make academie` does them."""

import pytest

from tests.benchmarks.academy import RESUMED_WITHIN_S, SECOND_NIGHT
from tests.effort import PROOFS
from tests.nights.course import Conductor
from tests.nights.night import Night, an_academy

SCHOOLS = 300 if PROOFS == "longues" else 40
LATENCY_MS = 200 if PROOFS == "longues" else 50


@pytest.mark.proof
@pytest.mark.timeout(3600)
def test_every_school_is_done_once_each_night_and_every_locked_pupil_who_changed_is_archived_once(
    postgres, tmp_path
):
    with postgres.database() as name:
        night = Night(postgres.url(name), an_academy(SCHOOLS, 131), tmp_path)
        night.prepare()
        course = Conductor(night, postgres, LATENCY_MS).lead()
    assert course.resumed
    assert course.resumed_after < RESUMED_WITHIN_S
    assert max(course.shares) <= SECOND_NIGHT
