from core.model.progress import Progress


def test_the_share_is_what_is_done_of_the_total():
    assert Progress(done=33, total=132, elapsed=1).share == 0.25


def test_an_empty_run_is_done():
    assert Progress(done=0, total=0, elapsed=0).share == 1


def test_the_rate_is_the_average_since_the_start():
    assert Progress(done=30, total=131, elapsed=2).rate == 15


def test_the_rate_is_nought_before_anything_is_known():
    assert Progress(done=0, total=131, elapsed=0).rate == 0


def test_the_time_left_is_what_the_others_take_at_this_rate():
    assert Progress(done=100, total=131, elapsed=10).seconds_left == 3.1


def test_the_time_left_is_not_known_before_the_first_pupil():
    assert Progress(done=0, total=131, elapsed=4).seconds_left is None


def test_no_time_is_left_when_all_are_done():
    assert Progress(done=131, total=131, elapsed=10).seconds_left == 0
