"""What the guard allows, and what is one too many."""

from dataclasses import replace

import pytest

from core.model.runs import Override
from core.rules.guard import Excess, Figures, Limits, MassChangeBlocked, excesses

LIMITS = Limits()
QUIET = Figures(checked=100, found=100, of_school=100, assignments=20)


def counted(thing, number):
    figures: dict[str, int] = {thing: number}
    return replace(QUIET, **figures)


@pytest.mark.parametrize(
    ("thing", "allowed", "excess"),
    [
        ("not_found", 10, Excess.NOT_FOUND),
        ("modified", 20, Excess.MODIFIED),
        ("renumbered", 2, Excess.RENUMBERED),
        ("moved", 50, Excess.NEW_YEAR),
        ("emptied", 10, Excess.EMPTIED),
        ("household", 25, Excess.HOUSEHOLD),
        ("unverified", 20, Excess.UNVERIFIED),
        ("arrived", 50, Excess.ARRIVALS),
        ("unassigned", 10, Excess.UNASSIGNED),
    ],
)
def test_a_share_is_allowed_and_one_more_is_too_much(thing, allowed, excess):
    assert excesses(counted(thing, allowed), LIMITS) == ()
    assert excesses(counted(thing, allowed + 1), LIMITS) == (excess,)


def test_nobody_found_is_told_on_its_own():
    figures = replace(QUIET, found=0, not_found=100)
    assert excesses(figures, LIMITS) == (Excess.NONE_FOUND,)


def test_nobody_answered_about_is_not_nobody_found():
    assert excesses(replace(QUIET, found=0, unverified=100), LIMITS) == (Excess.UNVERIFIED,)


def test_one_alone_is_never_too_much():
    assert excesses(replace(QUIET, checked=20, renumbered=1), LIMITS) == ()


def test_a_school_of_few_pupils_has_no_shares_but_not_everybody_may_arrive():
    few = Figures(checked=9, found=0, not_found=9, of_school=9)
    assert excesses(few, LIMITS) == ()
    assert excesses(replace(few, arrived=10), LIMITS) == ()
    assert excesses(replace(few, arrived=11), LIMITS) == (Excess.ARRIVALS,)


def test_in_a_new_year_classes_and_teachers_may_change_and_nothing_else():
    limits = LIMITS.under(Override.NEW_YEAR)
    assert limits is not None
    assert excesses(replace(QUIET, moved=100, unassigned=20), limits) == ()
    assert excesses(replace(QUIET, moved=100, not_found=11), limits) == (Excess.NOT_FOUND,)


def test_nothing_holds_who_answers_for_everything():
    assert LIMITS.under(Override.EVERYTHING) is None


def test_everything_holds_who_answers_for_nothing():
    assert LIMITS.under(Override.NOTHING) == LIMITS


@pytest.mark.parametrize(
    ("found", "is_new_year"),
    [
        ((Excess.NEW_YEAR,), True),
        ((Excess.NEW_YEAR, Excess.UNASSIGNED), True),
        ((Excess.UNASSIGNED,), False),
        ((Excess.NEW_YEAR, Excess.NOT_FOUND), False),
    ],
)
def test_a_new_year_alone_moves_pupils_and_teachers(found, is_new_year):
    assert MassChangeBlocked(QUIET, found).is_new_year is is_new_year
