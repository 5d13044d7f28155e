"""Whom each message of an event is about."""

from core.messages.events import messages_of, said_of
from core.model.events import Arrivals, Decision, Outcome, TeachersNotGiven
from core.model.livret import Livret
from core.model.records import Level, Structure
from tests.core.builders import a_pupil

CE1 = Structure(2602, "CE1 A", (Level.CE1,))


def whom(event):
    assert [said.message for said in said_of(event)] == list(messages_of(event))
    return [said.livret_id for said in said_of(event)]


def test_every_message_of_a_decision_is_about_its_pupil():
    before = Livret(7, a_pupil())
    updated = Decision(
        livret=before, outcome=Outcome.UPDATED, update=a_pupil(family_name="PETIT"), archive=True
    )
    assert whom(updated) == [7, 7]
    assert whom(Decision(livret=before, outcome=Outcome.UP_TO_DATE)) == []


def test_who_was_admitted_is_told_with_his_livret_and_the_others_have_none():
    first, second, third = (a_pupil(family_name=name) for name in ("A", "B", "C"))
    written = Arrivals(structure=CE1, admitted=(first, second), awaiting=(third,), livrets=(8, 9))
    assert whom(written) == [8, 9, None]
    opened = Arrivals(structure=CE1, is_new=True, admitted=(first,), livrets=(8,))
    assert whom(opened) == [None, 8]


def test_who_would_be_admitted_has_no_livret_yet():
    assert whom(Arrivals(structure=CE1, admitted=(a_pupil(),))) == [None]


def test_what_is_about_no_pupil_says_so():
    assert whom(TeachersNotGiven()) == [None]
