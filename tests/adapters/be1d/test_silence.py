"""BE1D is plainly down after half a minute without any usable answer, however it fails."""

import pytest

from adapters.be1d.silence import DOWN_AFTER, IDLE_AFTER, Silence


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def silence(clock):
    return Silence(clock)


def test_failures_within_half_a_minute_are_no_silence(silence, clock):
    with silence.asking():
        clock.now += DOWN_AFTER - 1
        assert not any(silence.failed(str(number)) for number in range(50))


def test_failures_for_half_a_minute_are_one(silence, clock):
    with silence.asking():
        assert not silence.failed("one")
        clock.now += DOWN_AFTER
        assert silence.failed("another")


def test_one_question_alone_is_none_however_often_it_fails(silence, clock):
    with silence.asking():
        for _ in range(10):
            clock.now += DOWN_AFTER
            assert not silence.failed("the same")


def test_an_answer_ends_it(silence, clock):
    with silence.asking():
        silence.failed("one")
        clock.now += DOWN_AFTER
        silence.answered()
        assert not silence.failed("one")
        assert not silence.failed("another")


def test_the_time_in_which_nothing_was_asked_does_not_count(silence, clock):
    with silence.asking():
        silence.failed("one")
    clock.now += DOWN_AFTER + IDLE_AFTER
    with silence.asking():
        assert not silence.failed("one")
        assert not silence.failed("another")
