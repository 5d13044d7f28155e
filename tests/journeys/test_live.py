"""Each update is on the screen as soon as BE1D has answered, while the others are still asked."""

import pytest

from adapters.demonstration import demonstration
from core.model.records import Admission
from core.rules.changes import differences
from core.rules.merging import completed
from tests.journeys.held import Held
from tests.journeys.terminal import Terminal
from tests.journeys.test_in_a_terminal import go_to_selection
from tests.waiting import wait_until

LINES = 4
"""Updates after which it is plain."""


@pytest.fixture
def register():
    """It answers nobody until it is told to."""
    with Held(demonstration().be1d, answered=0) as held:
        yield held


@pytest.fixture
def terminal(served, register, environment):
    settings = served.settings | {
        "LSUN_SYNC_BE1D_ADRESSE": register.url,
        "LSUN_SYNC_BE1D_SIMULTANES": "1",
    }
    with Terminal(environment=environment | settings) as opened:
        yield opened


def updated_pupils():
    """The name of each pupil whom BE1D has otherwise than LSUN, as it has him, by his INE."""
    school = demonstration()
    known = {pupil.ine: pupil for pupil, _ in school.lsun.pupils if pupil.ine is not None}
    return {
        ine: registration.pupil.full_name
        for registration in school.be1d.registrations
        if registration.admission is Admission.FINAL
        and (ine := registration.pupil.ine) is not None
        and (before := known.get(ine)) is not None
        and differences(before, completed(registration, before))
    }


def answer_one(register):
    """Let one more answer go, and say about whom it was; what is asked next is held again."""
    before = len(register.answered)
    register.let_go(1)
    wait_until(lambda: len(register.answered) > before, "an answer")
    return register.answered[-1].rpartition("/")[2]


def test_an_update_is_on_the_screen_before_the_next_answer_comes(terminal, register):
    terminal.wait_for("Paramétrage")
    go_to_selection(terminal)
    terminal.type("f5")
    terminal.wait_for("Oui", "Non")
    terminal.type("o")
    changing, shown = updated_pupils(), 0
    while shown < LINES:
        ine = answer_one(register)
        if ine in changing:
            terminal.wait_for(f"{changing[ine]} (", "a été mis à jour.")
            shown += 1
