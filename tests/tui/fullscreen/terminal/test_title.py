import pytest

from core.model.progress import Progress
from tests.hostile import ALL, LONG, acting_in
from tui.fullscreen import window
from tui.fullscreen.requests import RunProgress
from tui.fullscreen.terminal.title import Title
from tui.fullscreen.window import Window
from tui.settings import TerminalSettings

SCHOOL = "École des Tilleuls"


def test_a_title_is_sent_once_as_long_as_it_is_the_same():
    title = Title()
    assert title.said(SCHOOL) == f"\x1b[22;2t\x1b]2;{SCHOOL}\x1b\\"
    assert title.said(SCHOOL) == ""
    assert title.said("10 %") == "\x1b]2;10\u00a0%\x1b\\"


@pytest.mark.parametrize("text", [*ALL, *LONG])
def test_nothing_in_a_title_acts(text):
    sent = Title().said(text).removeprefix("\x1b[22;2t\x1b]2;").removesuffix("\x1b\\")
    assert not acting_in(sent)


def test_a_long_name_is_cut():
    assert len(Title().said("É" * 10_000)) < 110


def test_the_window_is_given_back_and_taken_again():
    title = Title()
    assert (title.given_back(), title.said_again()) == ("", "")
    title.said(SCHOOL)
    assert title.given_back() == "\x1b]2;\x1b\\\x1b[23;2t"
    assert title.said_again() == f"\x1b[22;2t\x1b]2;{SCHOOL}\x1b\\"


class Driver:
    """Keeps what it is told."""

    def __init__(self):
        self.titles, self.rings = [], 0

    def say_title(self, title):
        if title not in self.titles[-1:]:
            self.titles.append(title)

    def ring(self):
        self.rings += 1


@pytest.fixture
def driver(monkeypatch):
    monkeypatch.setattr(window, "TerminalDriver", Driver)
    return Driver()


def after_a_run(driver, seconds, **settings):
    app = type("App", (), {"_driver": driver})()
    shown = Window(app, TerminalSettings(**settings))
    shown.show(SCHOOL)
    for done in range(201):
        shown.follow(RunProgress(Progress(done, 200, seconds * done / 200)))
    shown.follow(RunProgress(Progress(200, 200, seconds), is_over=True))
    return driver


def test_a_run_is_told_at_each_tenth_and_at_its_end(driver):
    name = f"{SCHOOL} — lsun-sync"
    tenths = [f"{percent} % — Synchronisation — {name}" for percent in range(0, 101, 10)]
    assert after_a_run(driver, 60).titles == [name, *tenths, name]


def test_a_simulation_is_told_while_it_is_shown_and_a_run_before_it(driver):
    shown = Window(type("App", (), {"_driver": driver})(), TerminalSettings())
    shown.show(SCHOOL)
    shown.show_page(simulates=True)
    shown.follow(RunProgress(Progress(0, 200, 1)))
    shown.show_page(simulates=False)
    shown.show_page(simulates=True)
    shown.follow(RunProgress(Progress(200, 200, 1), is_over=True))
    shown.show_page(simulates=False)
    name = f"{SCHOOL} — lsun-sync"
    simulated, written = f"Simulation — {name}", f"0 % — Synchronisation — {name}"
    assert driver.titles == [name, simulated, written, simulated, name]


def test_a_title_that_is_not_wanted_is_never_sent(driver):
    assert after_a_run(driver, 60, title="non").titles == []


@pytest.mark.parametrize(
    ("bell", "seconds", "rings"), [("fin", 60, 1), ("fin", 2, 0), ("non", 60, 0)]
)
def test_the_end_of_a_long_run_is_heard_when_that_is_wanted(driver, bell, seconds, rings):
    assert after_a_run(driver, seconds, bell=bell).rings == rings
