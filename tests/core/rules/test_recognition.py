from dataclasses import replace
from datetime import date

import pytest

from core.model.extraction import Extraction, Provenance
from core.model.identifiers import Ine, Uai
from core.model.records import Admission, Level, Registration, Structure
from core.rules.recognition import Share, lacks_a_part, recognise
from tests.core.builders import a_pupil, a_registration

CE1_A, CM2 = Structure(2602, "CE1 A", (Level.CE1,)), Structure(2605, "CM2", (Level.CM2,))


def an_extraction(*registrations, structures=(CE1_A,)):
    return Extraction(
        provenance=Provenance(Uai("0951099D"), date(2026, 11, 23)),
        structures=structures,
        registrations=registrations,
        teachers=None,
        unreadable=(),
        notices=(),
    )


def test_an_extraction_of_the_school_is_recognised():
    recognition = recognise(an_extraction(a_registration()), [a_pupil()], [CE1_A, CM2])
    assert (recognition.ines, recognition.classes, recognition.names) == (Share(1, 1),) * 3
    assert recognition.is_plausible


def test_names_are_recognised_whatever_their_case_and_accents():
    read = an_extraction(a_registration(family_name="Dupônt"))
    assert recognise(read, [a_pupil()], [CE1_A]).names == Share(1, 1)


def test_a_pupil_without_an_ine_counts_for_his_name_alone():
    recognition = recognise(an_extraction(a_registration(ine=None)), [a_pupil()], [CE1_A])
    assert (recognition.ines, recognition.names) == (Share(0, 0), Share(1, 1))
    assert recognition.is_plausible


@pytest.mark.parametrize(
    "read",
    [
        an_extraction(a_registration(ine=Ine("990000002CD"))),
        an_extraction(a_registration(family_name="AUTRE")),
        an_extraction(a_registration(), structures=(CM2,)),
    ],
    ids=["INEs", "names", "classes"],
)
def test_an_extraction_whose_ines_names_or_classes_are_mostly_unknown_is_not_plausible(read):
    assert not recognise(read, [a_pupil()], [CE1_A]).is_plausible


def test_a_renamed_pupil_with_a_known_ine_is_no_known_name():
    read = an_extraction(a_registration(family_name="AUTRE"))
    others = [a_pupil(), a_pupil(ine=None, family_name="AUTRE")]
    assert recognise(read, others, [CE1_A]).names == Share(0, 1)


def _pupils(count, **changes):
    return [
        a_pupil(**({"ine": Ine(f"{120000000 + n}AB"), "first_names": (f"Zoé{n}",)} | changes))
        for n in range(count)
    ]


def _extraction_of(pupils, structures=(CE1_A,)):
    read = (Registration(pupil, Admission.FINAL) for pupil in pupils)
    return an_extraction(*read, structures=structures)


def test_an_extraction_without_a_class_of_lsun_lacks_a_part():
    pupils = _pupils(6)
    assert lacks_a_part(_extraction_of(pupils, structures=(CM2,)), pupils)


def test_an_extraction_without_most_of_a_class_lacks_a_part():
    pupils = _pupils(9)
    assert not lacks_a_part(_extraction_of(pupils[4:]), pupils)
    assert lacks_a_part(_extraction_of(pupils[5:]), pupils)


def test_half_of_a_class_is_most_of_none():
    pupils = _pupils(8)
    assert not lacks_a_part(_extraction_of(pupils[4:]), pupils)


@pytest.mark.parametrize("changes", [{"ine": None}, {"family_name": "AUTRE"}])
def test_who_is_known_by_his_ine_or_by_his_name_alone_is_not_missing(changes):
    pupils = _pupils(9)
    told = [replace(pupil, **changes) for pupil in pupils]
    assert not lacks_a_part(_extraction_of(told), pupils)


def test_an_extraction_without_a_niveau_lacks_a_part():
    pupils = _pupils(20)
    with_cp = [
        *pupils,
        *(
            replace(pupil, level=Level.CP, ine=None, first_names=(f"Léo{n}",))
            for n, pupil in enumerate(pupils[:4])
        ),
    ]
    assert lacks_a_part(_extraction_of(pupils), with_cp)


def test_a_few_pupils_who_left_a_small_class_are_no_part():
    pupils = _pupils(4)
    assert not lacks_a_part(_extraction_of(pupils[3:]), pupils)


@pytest.mark.parametrize(("known", "plausible"), [(49, False), (50, True)])
def test_half_is_enough(known, plausible):
    assert Share(known, 100).is_plausible is plausible
