"""What a synchronisation makes of each pupil to whom something happened in BE1D."""

from collections import Counter

import pytest

from adapters.demonstration import demonstration
from core.messages.events import messages_of
from core.model.events import Outcome
from core.model.livret import Livret
from core.model.records import Admission
from core.rules.changes import changed_division
from core.rules.decisions import decide
from core.usecases.lookup import look_up
from tests.adapters.demonstration.register import RegisterInMemory

DEMONSTRATION = demonstration()


@pytest.fixture
async def decisions():
    return await _run(RegisterInMemory(DEMONSTRATION))


async def _run(register):
    school = DEMONSTRATION.lsun
    decided = {}
    for number, (pupil, bilans) in enumerate(school.pupils):
        answer = await look_up(register, school.school.uai, pupil)
        decided[pupil.full_name] = decide(Livret(number, pupil, bilans), answer)
    return decided


def _texts(decision):
    return [message.text for message in messages_of(decision)]


def _labels(decision):
    return [change.label for change in decision.changes]


def _registration(full_name):
    (found,) = [
        registration
        for registration in DEMONSTRATION.be1d.registrations
        if registration.pupil.full_name == full_name
    ]
    return found


def test_dupont_marie_claire_becomes_marie_claire_yvete(decisions):
    assert _texts(decisions["Marie Claire DUPONT"]) == [
        "Les informations LSUN de l'élève Marie Claire DUPONT (CE1 A) ont été archivées.",
        "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour.",
    ]


def test_the_family_name_of_hugo_gautier_is_corrected(decisions):
    (change,) = decisions["Hugo GAUTIER"].changes
    assert (change.label, change.before, change.after) == (
        "Nom de famille",
        "GAUTIER",
        "GAUTHIER",
    )


def test_emma_rousseau_moved_house_with_her_parents(decisions):
    moved = decisions["Emma ROUSSEAU"].update
    (home,) = moved.addresses
    assert home not in decisions["Emma ROUSSEAU"].livret.pupil.addresses
    assert {guardian.address for guardian in moved.guardians} == {home}


def test_the_mother_of_lucas_faure_has_a_work_phone(decisions):
    (label,) = _labels(decisions["Lucas FAURE"])
    assert label.endswith(" : Téléphone travail")


def test_the_father_of_jade_mercier_has_another_e_mail(decisions):
    (label,) = _labels(decisions["Jade MERCIER"])
    assert label.endswith(" : Courriel")


def test_the_mother_of_louis_girard_is_renamed_not_replaced(decisions):
    (change,) = decisions["Louis GIRARD"].changes
    assert change.label.endswith(" : Nom de famille")
    assert change.after == "DELAUNAY"


def test_the_father_of_alice_bonnet_is_replaced_by_her_grandmother(decisions):
    assert _labels(decisions["Alice BONNET"]) == ["Responsable retiré", "Responsable ajouté"]


def test_raphael_fontaine_changed_class_and_level(decisions):
    decision = decisions["Raphaël FONTAINE"]
    assert changed_division(decision.livret.pupil, decision.update)
    assert _labels(decision) == ["Classe", "Niveau"]


def test_noe_lambert_gains_his_ine(decisions):
    assert _labels(decisions["Noé LAMBERT"]) == ["INE"]


ARCHIVED = {
    "Marie Claire DUPONT",
    "Hugo GAUTIER",
    "Emma ROUSSEAU",
    "Lucas FAURE",
    "Jade MERCIER",
    "Louis GIRARD",
    "Alice BONNET",
    "Raphaël FONTAINE",
    "Noé LAMBERT",
}


def test_the_pupils_modified_with_a_locked_bilan_are_archived(decisions):
    assert {name for name, decision in decisions.items() if decision.archive} == ARCHIVED


def test_rose_aubert_has_no_locked_bilan_and_is_updated_without_archive(decisions):
    decision = decisions["Rose AUBERT"]
    assert (decision.outcome, decision.archive) == (Outcome.UPDATED, False)


@pytest.mark.parametrize("name", ["Léa CHEVALIER", "Adam RENARD"])
def test_be1d_does_not_know_two_pupils(decisions, name):
    assert decisions[name].outcome is Outcome.NOT_FOUND


def test_jules_perrin_is_struck_off(decisions):
    assert decisions["Jules PERRIN"].outcome is Outcome.NOT_FOUND
    assert _registration("Jules PERRIN").admission is Admission.LEFT


def test_ines_blanchard_has_a_homonym(decisions):
    decision = decisions["Inès BLANCHARD"]
    assert (decision.outcome, decision.candidates) == (Outcome.AMBIGUOUS, 2)


def test_camille_marchand_is_not_definitively_admitted(decisions):
    assert decisions["Camille MARCHAND"].outcome is Outcome.NOT_ADMITTED
    assert _registration("Camille MARCHAND").admission is Admission.ACCEPTED


@pytest.mark.parametrize("name", ["Nathan BARBIER", "Chloé MÉNARD", "Léo COLIN"])
def test_what_differs_in_its_form_alone_is_up_to_date(decisions, name):
    decision = decisions[name]
    same_ine = [
        registration.pupil
        for registration in DEMONSTRATION.be1d.registrations
        if registration.pupil.ine == decision.livret.pupil.ine
    ]
    assert same_ine != [decision.livret.pupil]
    assert decision.outcome is Outcome.UP_TO_DATE


async def test_be1d_answers_about_zoe_royer_the_second_time():
    register = RegisterInMemory(DEMONSTRATION)
    outcomes = [(await _run(register))["Zoé ROYER"].outcome for _ in range(2)]
    assert outcomes == [Outcome.UNVERIFIED, Outcome.UP_TO_DATE]


async def test_be1d_never_answers_about_gabin_leclerc():
    register = RegisterInMemory(DEMONSTRATION)
    outcomes = [(await _run(register))["Gabin LECLERC"].outcome for _ in range(3)]
    assert outcomes == [Outcome.UNVERIFIED] * 3


def test_most_pupils_are_unchanged(decisions):
    assert Counter(decision.outcome for decision in decisions.values()) == {
        Outcome.UP_TO_DATE: 114,
        Outcome.UPDATED: 10,
        Outcome.NOT_FOUND: 3,
        Outcome.AMBIGUOUS: 1,
        Outcome.NOT_ADMITTED: 1,
        Outcome.UNVERIFIED: 2,
    }


def test_two_pupils_came_whom_lsun_does_not_know(decisions):
    *_, one, other = DEMONSTRATION.be1d.registrations
    assert one.pupil.full_name not in decisions
    assert other.pupil.full_name not in decisions
