"""The verdict counts a whole run: every pass of it, and small runs with each other."""

import pytest

from core.model.answers import Found, NotFound
from core.model.events import Alteration, Arrivals, Outcome, TeacherDecision
from core.model.livret import Livret
from core.model.records import Structure, Teacher
from core.model.runs import Background, PupilResult
from core.rules.decisions import decide
from core.rules.guard import Excess, Limits, MassChangeBlocked
from core.rules.verdict import Verdict
from tests.core.builders import a_pupil, a_registration

LIMITS = Limits()
SAME = Found(a_registration())
RENAMED = Found(a_registration(family_name="AUTRE"))
CLASS = Structure(2602, "CE1 A", ())
JULIE = Teacher(civility="MME", family_name="NEUF", first_name="Julie")
LEAVES = TeacherDecision(known=None, teacher=JULIE, detached=(CLASS,))
COMES = TeacherDecision(known=None, teacher=JULIE, attached=(CLASS,))


def a_verdict(pupils, *, settled=(), recent=()):
    background = Background(pupils=100, assignments=4, settled=settled, recent=recent)
    return Verdict(background, pupils, LIMITS)


def results(numbers, outcome=Outcome.UP_TO_DATE, *kinds):
    return tuple(
        PupilResult(
            livret_id=number, name="", division="", outcome=outcome, alterations=frozenset(kinds)
        )
        for number in numbers
    )


def count(verdict, numbers, answer):
    for number in numbers:
        verdict.count(decide(Livret(number, a_pupil()), answer))


def excesses_of(verdict):
    return () if verdict.blocked is None else verdict.blocked.excesses


def test_each_pupil_counts_once_by_the_last_that_was_said_of_him():
    verdict = a_verdict(100)
    count(verdict, range(100), RENAMED)
    count(verdict, range(100), SAME)
    assert (verdict.figures.modified, verdict.figures.found) == (0, 100)
    assert excesses_of(verdict) == ()


def test_what_was_foreseen_is_no_news():
    verdict = a_verdict(100)
    decision = decide(Livret(1, a_pupil()), SAME)
    assert verdict.count(decision)
    assert not verdict.count(decision)


def test_the_passes_before_count_in_a_run_that_is_resumed():
    verdict = a_verdict(80, settled=results(range(20), Outcome.UPDATED, Alteration.IDENTITY))
    count(verdict, range(20, 100), SAME)
    assert excesses_of(verdict) == ()
    count(verdict, [99], RENAMED)
    assert excesses_of(verdict) == (Excess.MODIFIED,)
    assert (verdict.figures.checked, verdict.figures.modified) == (100, 21)


def test_few_pupils_left_of_a_run_are_no_small_run():
    verdict = a_verdict(5, settled=results(range(95)))
    count(verdict, range(95, 100), RENAMED)
    assert excesses_of(verdict) == ()


def test_a_small_run_is_counted_with_the_others_of_late_against_the_school():
    recent = results(range(20), Outcome.UPDATED, Alteration.IDENTITY)
    alone, one_of_many = a_verdict(1), a_verdict(1, recent=recent)
    for verdict in (alone, one_of_many):
        count(verdict, [50], RENAMED)
    assert excesses_of(alone) == ()
    assert excesses_of(one_of_many) == (Excess.MODIFIED,)


def test_a_small_run_that_finds_nobody_is_no_other_school():
    verdict = a_verdict(2)
    count(verdict, [1, 2], NotFound())
    assert excesses_of(verdict) == ()


def test_who_was_not_counted_yet_is_no_reason_to_hold_the_run():
    verdict = a_verdict(100)
    count(verdict, range(10), NotFound())
    verdict.check_so_far()
    count(verdict, [10], NotFound())
    with pytest.raises(MassChangeBlocked):
        verdict.check_so_far()


def test_nobody_is_presumed_found_once_enough_were_looked_for():
    verdict = a_verdict(100)
    count(verdict, range(9), NotFound())
    assert not verdict.found_nobody
    count(verdict, [9], NotFound())
    assert verdict.found_nobody
    verdict.presume_nobody_found(range(100))
    assert excesses_of(verdict) == (Excess.NONE_FOUND,)
    assert verdict.figures.not_found == 100


def test_arrivals_count_against_the_school_and_those_of_the_passes_before_too():
    verdict = a_verdict(100, settled=results(range(100, 140), Outcome.ADMITTED))
    verdict.count_lists([Arrivals(structure=CLASS, admitted=(a_pupil(),) * 10)], [])
    assert excesses_of(verdict) == ()
    verdict.count_lists([Arrivals(structure=CLASS, admitted=(a_pupil(),))], [])
    assert excesses_of(verdict) == (Excess.ARRIVALS,)


def test_teachers_who_are_replaced_take_nothing_away():
    verdict = a_verdict(100)
    verdict.count_lists([], [LEAVES] * 3 + [COMES] * 3)
    assert excesses_of(verdict) == ()
    verdict.count_lists([], [LEAVES] * 3)
    assert excesses_of(verdict) == (Excess.UNASSIGNED,)
