"""BE1D is plainly down after half a minute without any usable answer, however it fails."""

from adapters.be1d.silence import DOWN_AFTER, Silence


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_failures_within_half_a_minute_are_no_silence():
    clock = Clock()
    silence = Silence(clock)
    silence.asked()
    clock.now += DOWN_AFTER - 1
    assert [silence.failed() for _ in range(50)] == [False] * 50


def test_failures_for_half_a_minute_are_one():
    clock = Clock()
    silence = Silence(clock)
    silence.asked()
    assert not silence.failed()
    clock.now += DOWN_AFTER
    assert silence.failed()


def test_one_request_that_lasts_longer_is_none():
    clock = Clock()
    silence = Silence(clock)
    silence.asked()
    clock.now += 2 * DOWN_AFTER
    assert not silence.failed()


def test_an_answer_ends_it():
    clock = Clock()
    silence = Silence(clock)
    silence.asked()
    silence.failed()
    clock.now += DOWN_AFTER
    silence.answered()
    silence.asked()
    assert not silence.failed()
    assert not silence.failed()
