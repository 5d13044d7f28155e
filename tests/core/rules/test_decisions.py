"""One test a row of the table of the sheet."""

from dataclasses import replace

import pytest

from core.messages.events import messages_of
from core.model.answers import Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.events import Alteration, Change, Decision, Outcome
from core.model.records import Admission, Division, Field, Level
from core.rules.decisions import decide
from tests.core.builders import (
    a_bilan,
    a_livret,
    a_locked_bilan,
    a_pupil,
    a_registration,
)


def test_a_pupil_not_found_changes_nothing():
    livret = a_livret(a_locked_bilan())
    assert decide(livret, NotFound()) == Decision(livret=livret, outcome=Outcome.NOT_FOUND)


def test_a_pupil_found_and_modified_with_a_locked_bilan_is_archived_and_updated():
    livret = a_livret(a_locked_bilan())
    assert decide(livret, Found(a_registration(family_name="DUPOND"))) == Decision(
        livret=livret,
        outcome=Outcome.UPDATED,
        update=a_pupil(family_name="DUPOND"),
        changes=(Change("Nom de famille", "DUPONT", "DUPOND"),),
        archive=True,
        by_ine=True,
        alterations=frozenset({Alteration.IDENTITY}),
    )


@pytest.mark.parametrize("bilans", [(), (a_bilan(),)], ids=["no bilan", "an unlocked bilan"])
def test_a_pupil_modified_without_locked_bilan_is_updated_and_not_archived(bilans):
    decision = decide(a_livret(*bilans), Found(a_registration(family_name="DUPOND")))
    assert (decision.outcome, decision.archive) == (Outcome.UPDATED, False)


def test_one_locked_bilan_among_others_is_enough_to_archive():
    livret = a_livret(a_bilan(), a_locked_bilan(), a_bilan())
    assert decide(livret, Found(a_registration(family_name="DUPOND"))).archive


def test_a_pupil_found_unchanged_is_up_to_date():
    livret = a_livret(a_locked_bilan())
    assert decide(livret, Found(a_registration())) == Decision(
        livret=livret,
        outcome=Outcome.UP_TO_DATE,
        by_ine=True,
    )


def test_a_pupil_who_differs_in_blanks_alone_is_up_to_date():
    found = Found(a_registration(family_name="DUPONT "))
    assert decide(a_livret(a_locked_bilan()), found).outcome is Outcome.UP_TO_DATE


def test_a_pupil_found_in_another_class_is_a_modification_like_the_others():
    moved = a_registration(division=Division(2603, "CE1-CE2 B"), level=Level.CE2)
    decision = decide(a_livret(a_locked_bilan()), Found(moved))
    assert (decision.outcome, decision.archive) == (Outcome.UPDATED, True)
    assert decision.changes == (
        Change("Classe", "CE1 A", "CE1-CE2 B"),
        Change("Niveau", "CE1", "CE2"),
    )


def test_several_candidates_change_nothing_and_are_counted():
    livret = a_livret(a_locked_bilan(), ine=None)
    assert decide(livret, Several(2)) == Decision(
        livret=livret, outcome=Outcome.AMBIGUOUS, candidates=2
    )


def test_a_pupil_about_whom_be1d_is_unreachable_is_unverified():
    livret = a_livret(a_locked_bilan())
    assert decide(livret, Unverified(Cause.UNREACHABLE)) == Decision(
        livret=livret, outcome=Outcome.UNVERIFIED, cause=Cause.UNREACHABLE
    )


@pytest.mark.parametrize(
    "admission",
    [Admission.WAITING, Admission.REGISTERED, Admission.ELIGIBLE, Admission.ACCEPTED],
)
def test_a_pupil_not_definitively_admitted_changes_nothing(admission):
    livret = a_livret(a_locked_bilan())
    found = Found(a_registration(admission, family_name="DUPOND"))
    assert decide(livret, found) == Decision(
        livret=livret, outcome=Outcome.NOT_ADMITTED, by_ine=True
    )


def test_a_pupil_struck_off_is_no_longer_to_be_found():
    livret = a_livret(a_locked_bilan())
    found = Found(a_registration(Admission.LEFT, family_name="DUPOND"))
    assert decide(livret, found) == Decision(livret=livret, outcome=Outcome.NOT_FOUND, by_ine=True)


def test_a_pupil_without_ine_gains_the_one_that_be1d_has():
    decision = decide(a_livret(ine=None), Found(a_registration()))
    assert decision.update == a_pupil()
    assert decision.changes == (Change("INE", "", "*******01AB"),)


def test_dupont_marie_claire_becomes_marie_claire_yvete():
    livret = a_livret(a_locked_bilan(), first_names=("Marie Claire",))
    decision = decide(livret, Found(a_registration(first_names=("Marie Claire", "Yvete"))))
    assert decision.archive
    assert decision.livret.pupil.first_names == ("Marie Claire",)
    assert decision.update == replace(livret.pupil, first_names=("Marie Claire", "Yvete"))
    assert [message.text for message in messages_of(decision)] == [
        "Les informations LSUN de l'élève Marie Claire DUPONT (CE1 A) ont été archivées.",
        "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour.",
    ]


def test_another_ine_in_the_register_changes_nothing():
    livret = a_livret(a_locked_bilan())
    assert decide(livret, OtherIne()) == Decision(
        livret=livret,
        outcome=Outcome.OTHER_INE,
        alterations=frozenset({Alteration.RENUMBERED}),
    )


def test_what_the_register_does_not_say_is_no_modification():
    silent = replace(a_registration(birth_place="", guardians=()), missing_fields=frozenset(Field))
    assert decide(a_livret(), Found(silent)).outcome is Outcome.UP_TO_DATE


def test_an_update_keeps_what_the_register_does_not_say():
    from_register = a_registration(family_name="DUPOND", guardians=())
    decision = decide(
        a_livret(), Found(replace(from_register, missing_fields=frozenset({Field.GUARDIANS})))
    )
    assert decision.update == a_pupil(family_name="DUPOND")


def test_a_register_that_gives_no_ine_does_not_take_his_away():
    assert decide(a_livret(), Found(a_registration(ine=None))).outcome is Outcome.UP_TO_DATE
