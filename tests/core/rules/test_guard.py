from datetime import date

import pytest

from core.model.answers import Cause, Found, NotFound, OtherIne, Unverified
from core.model.records import Admission, Division, Level
from core.rules.decisions import decide
from core.rules.guard import Excess, Figures, Limits, excesses, figures_of
from tests.core.builders import a_livret, a_registration

LIMITS = Limits()
SAME = Found(a_registration())


def judged(*answers, limits=LIMITS):
    return excesses(figures_of(decide(a_livret(), answer) for answer in answers), limits)


def of_a_hundred(many, answer):
    return [answer] * many + [SAME] * (100 - many)


@pytest.mark.parametrize(
    ("answer", "allowed", "excess"),
    [
        (NotFound(), 10, Excess.NOT_FOUND),
        (Found(a_registration(Admission.LEFT)), 10, Excess.NOT_FOUND),
        (Found(a_registration(family_name="AUTRE")), 20, Excess.MODIFIED),
        (Found(a_registration(birth_date=date(2018, 1, 1))), 2, Excess.RENUMBERED),
        (OtherIne(), 2, Excess.RENUMBERED),
        (Unverified(Cause.TOO_SLOW), 20, Excess.UNVERIFIED),
    ],
)
def test_a_share_is_allowed_and_one_more_is_too_much(answer, allowed, excess):
    assert judged(*of_a_hundred(allowed, answer)) == ()
    assert excess in judged(*of_a_hundred(allowed + 1, answer))


NEXT_CLASS = Found(a_registration(division=Division(2699, "CE2 B")))
NEXT_LEVEL = Found(a_registration(level=Level.CE2))


@pytest.mark.parametrize("answer", [NEXT_CLASS, NEXT_LEVEL])
def test_most_pupils_in_another_class_or_niveau_are_another_school_year(answer):
    assert judged(*of_a_hundred(50, answer)) == ()
    assert judged(*of_a_hundred(51, answer)) == (Excess.NEW_YEAR,)


def test_in_a_new_year_all_may_go_to_another_class_and_nothing_else_is_allowed():
    limits = LIMITS.in_a_new_year()
    assert judged(*of_a_hundred(100, NEXT_CLASS), limits=limits) == ()
    assert judged(*of_a_hundred(11, NotFound()), limits=limits) == (Excess.NOT_FOUND,)


def test_what_is_no_identity_may_change_for_all():
    moved = Found(a_registration(email="neuf@example.fr", addresses=()))
    assert judged(*of_a_hundred(100, moved)) == ()


def test_case_and_accents_are_no_other_identity():
    assert judged(*of_a_hundred(100, Found(a_registration(family_name="Dupônt")))) == ()


def test_nobody_found_is_told_on_its_own():
    assert judged(*[NotFound()] * 10) == (Excess.NONE_FOUND,)


def test_nobody_answered_about_is_not_nobody_found():
    assert judged(*[Unverified(Cause.TOO_SLOW)] * 10) == (Excess.UNVERIFIED,)


def test_few_pupils_say_nothing():
    assert judged(*[NotFound()] * 9) == ()
    assert judged(*[NotFound()] * 9, limits=Limits(from_pupils=5)) == (Excess.NONE_FOUND,)


def test_one_alone_is_never_too_much():
    assert judged(OtherIne(), *[SAME] * 9) == ()


def test_the_figures_count_each_pupil_once_for_each_thing():
    answers = (SAME, NotFound(), OtherIne(), Found(a_registration(family_name="AUTRE")))
    assert figures_of(decide(a_livret(), answer) for answer in answers) == Figures(
        checked=4, found=2, not_found=1, modified=1, renumbered=1, moved=0, unverified=0
    )
