"""What a whole academy needs is told from a small one."""

import pytest

from tests.nights.course import Course, Window
from tests.nights.paper import NIGHT_S, disk_per_year, ends_first, needs


@pytest.fixture
def course():
    """Of two workers over a thousand pupils, each of whom took a request and a hundredth of s."""
    two = Window(5.0, 1000, 0.5, {"ouvriers": 1.0, "PostgreSQL": 0.5}, 10_000)
    return Course(
        12, 100, 200, windows=[two], connections=4.0, growth={"runs": 5000}, archive_bytes=10
    )


def test_what_is_needed_grows_with_the_pupils(course):
    needed = needs(course, course.windows[0], requests=1000, pupils=int(NIGHT_S) * 1000)
    assert needed.requests_per_second == 1000
    assert (needed.workers, needed.connections) == (10, 40)
    assert (needed.worker_processors, needed.server_processors) == (5.0, 2.5)
    assert needed.written_per_second == 10_000


def test_what_ends_first_is_what_there_is_least_of(course):
    needed = needs(course, course.windows[0], requests=1000, pupils=int(NIGHT_S) * 1000)
    assert ends_first(needed) == ("le quota de BE1D", 10)


def test_a_year_has_its_nights_and_its_archives(course):
    assert disk_per_year(course, 1000) == (5000 * 180, 10 * 2 * 1000)
