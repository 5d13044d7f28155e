from datetime import date

import pytest

from core.extraction import Extraction, Provenance, Share, recognise
from core.identifiers import Ine, Uai
from core.records import Level, Structure
from tests.core.builders import a_pupil, a_registration

CE1_A, CM2 = Structure(2602, "CE1 A", (Level.CE1,)), Structure(2605, "CM2", (Level.CM2,))


def an_extraction(*registrations, structures=(CE1_A,)):
    return Extraction(
        provenance=Provenance(Uai("0951099D"), date(2026, 11, 23)),
        structures=structures,
        registrations=registrations,
        teachers=None,
        unreadable=0,
        notices=(),
    )


def test_an_extraction_of_the_school_is_recognised():
    recognition = recognise(an_extraction(a_registration()), [a_pupil()], [CE1_A, CM2])
    assert (recognition.ines, recognition.classes, recognition.names) == (Share(1, 1),) * 3
    assert recognition.is_plausible


def test_names_are_recognised_whatever_their_case_and_accents():
    told = an_extraction(a_registration(family_name="Dupônt"))
    assert recognise(told, [a_pupil()], [CE1_A]).names == Share(1, 1)


def test_a_pupil_without_an_ine_counts_for_his_name_alone():
    recognition = recognise(an_extraction(a_registration(ine=None)), [a_pupil()], [CE1_A])
    assert (recognition.ines, recognition.names) == (Share(0, 0), Share(1, 1))
    assert recognition.is_plausible


@pytest.mark.parametrize(
    "told",
    [
        an_extraction(a_registration(ine=Ine("990000002CD"))),
        an_extraction(a_registration(family_name="AUTRE")),
        an_extraction(a_registration(), structures=(CM2,)),
    ],
    ids=["INEs", "names", "classes"],
)
def test_an_extraction_whose_ines_names_or_classes_are_mostly_unknown_is_not_plausible(told):
    assert not recognise(told, [a_pupil()], [CE1_A]).is_plausible


@pytest.mark.parametrize(("known", "plausible"), [(49, False), (50, True)])
def test_half_is_enough(known, plausible):
    assert Share(known, 100).is_plausible is plausible
