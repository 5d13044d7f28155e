"""The time in which there is nothing to do but to wait for BE1D."""

from adapters.be1d.waiting import Waiting


class Clocks:
    """A clock, and a processor."""

    def __init__(self):
        self.now = self.computed = 0.0

    def waiting(self):
        return Waiting(lambda: self.now, lambda: self.computed)

    def go_on(self, seconds, computing=0.0):
        self.now += seconds
        self.computed += computing


def test_a_second_counts_once_however_many_answers_are_awaited():
    clocks = Clocks()
    waiting = clocks.waiting()
    with waiting.answer():
        clocks.go_on(1)
        with waiting.answer():
            clocks.go_on(2)
        clocks.go_on(1)
    clocks.go_on(10)
    assert waiting.seconds == 4


def test_what_is_computed_meanwhile_is_no_waiting():
    clocks = Clocks()
    waiting = clocks.waiting()
    with waiting.answer():
        clocks.go_on(3, computing=1)
    assert waiting.seconds == 2


def test_several_threads_that_compute_make_nobody_wait_less_than_not_at_all():
    clocks = Clocks()
    waiting = clocks.waiting()
    with waiting.answer():
        clocks.go_on(1, computing=2)
    assert waiting.seconds == 0


def test_what_is_still_awaited_counts_too():
    clocks = Clocks()
    waiting = clocks.waiting()
    with waiting.answer():
        clocks.go_on(1)
        assert waiting.seconds == 1
