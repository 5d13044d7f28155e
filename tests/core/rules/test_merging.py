from dataclasses import replace

import pytest

from core.model.identifiers import Ine
from core.model.records import Division, Field, Level
from core.rules.merging import completed
from tests.core.builders import a_guardian, a_pupil, a_registration, an_address, phones

KNOWN = a_pupil(
    first_names=("Marie Claire", "Yvete"),
    email="marie@example.fr",
    phones=phones(),
    guardians=(a_guardian(), a_guardian(civility="M.", first_name="Luc", kinship="Père")),
)


def from_register(*missing_fields, **changes):
    return replace(a_registration(**changes), missing_fields=frozenset(missing_fields))


def test_a_register_that_says_everything_is_taken_at_its_word():
    assert completed(from_register(birth_place=""), KNOWN) == a_pupil(birth_place="")


@pytest.mark.parametrize(
    ("part", "changes", "field"),
    [
        (Field.BIRTH_PLACE, {"birth_place": ""}, "birth_place"),
        (Field.EMAIL, {"email": ""}, "email"),
        (Field.PHONES, {"phones": phones(home="")}, "phones"),
        (Field.DIVISION, {"division": Division(0, "CE1")}, "division"),
        (Field.GUARDIANS, {"guardians": ()}, "guardians"),
    ],
)
def test_what_is_unsaid_stays_as_it_is_known(part, changes, field):
    assert getattr(completed(from_register(part, **changes), KNOWN), field) == getattr(KNOWN, field)


EVERYTHING_ELSE = {
    "usual_name": "DURAND",
    "birth_place": "Nantes",
    "division": Division(2603, "CE2"),
    "groups": (Division(2701, "ULIS"),),
    "level": Level.CE2,
    "email": "autre@example.fr",
    "phones": phones(home="02 61 91 99 01"),
}


@pytest.mark.parametrize(
    ("unsaid", "field"),
    [
        (Field.USUAL_NAME, "usual_name"),
        (Field.BIRTH_PLACE, "birth_place"),
        (Field.DIVISION, "division"),
        (Field.GROUPS, "groups"),
        (Field.LEVEL, "level"),
        (Field.EMAIL, "email"),
        (Field.PHONES, "phones"),
        (Field.KINSHIP, None),
    ],
)
def test_one_thing_is_unsaid_and_all_the_others_are_taken_as_told(unsaid, field):
    told = completed(from_register(unsaid, **EVERYTHING_ELSE), KNOWN)
    for name, value in EVERYTHING_ELSE.items():
        assert getattr(told, name) == (getattr(KNOWN, name) if name == field else value)


def test_the_first_first_name_is_told_and_the_others_stay():
    spelt = from_register(Field.OTHER_FIRST_NAMES, first_names=("Marie-Claire",))
    assert completed(spelt, KNOWN).first_names == ("Marie-Claire", "Yvete")


@pytest.mark.parametrize("spelt", ["Marie Claire", "MARIE CLAIRE", "Marie  Claire"])
def test_first_names_written_in_one_are_those_that_lsun_has_one_by_one(spelt):
    known = a_pupil(first_names=("Marie", "Claire", "Yvete"))
    told_first = completed(
        from_register(Field.OTHER_FIRST_NAMES, first_names=(spelt,)), known
    ).first_names
    assert " ".join(told_first).split()[-1] == "Yvete"
    assert len(" ".join(told_first).split()) == 3


def test_a_fourth_first_name_stays_where_three_are_told():
    known = a_pupil(first_names=("Marie", "Claire", "Yvete", "Anne"))
    three = from_register(Field.FOURTH_FIRST_NAME, first_names=("Marie", "Claire", "Yvette"))
    assert completed(three, known).first_names == ("Marie", "Claire", "Yvette", "Anne")
    two = from_register(Field.FOURTH_FIRST_NAME, first_names=("Marie", "Claire"))
    assert completed(two, known).first_names == ("Marie", "Claire")


def test_an_ine_is_gained_and_never_lost():
    assert completed(from_register(), a_pupil(ine=None)).ine == a_pupil().ine
    assert completed(from_register(ine=None), KNOWN).ine == KNOWN.ine
    assert completed(from_register(ine=Ine("990000002CD")), KNOWN).ine == Ine("990000002CD")


def test_a_responsable_keeps_the_kinship_and_the_custody_that_are_unsaid():
    mother = a_guardian(kinship="", custody=None, email="nouveau@example.fr")
    told_in_part = from_register(Field.KINSHIP, Field.CUSTODY, guardians=(mother,))
    [completed_mother] = completed(told_in_part, KNOWN).guardians
    assert completed_mother == a_guardian(email="nouveau@example.fr")


def test_a_responsable_whose_name_is_written_otherwise_keeps_the_kinship():
    mother = a_guardian(kinship="", custody=None)
    capital = replace(mother, first_name=mother.first_name.upper())
    [same] = completed(
        from_register(Field.KINSHIP, Field.CUSTODY, guardians=(capital,)), KNOWN
    ).guardians
    assert (same.kinship, same.custody) == (a_guardian().kinship, a_guardian().custody)


def test_another_person_inherits_neither_kinship_nor_custody():
    mobile = phones().mobile
    known = a_pupil(guardians=(a_guardian(email="", phones=phones(mobile=mobile)),))
    friend = a_guardian(
        family_name="PETIT",
        first_name="Anne",
        kinship="",
        email="",
        custody=None,
        phones=phones(mobile=mobile),
    )
    assert completed(
        from_register(Field.KINSHIP, Field.CUSTODY, guardians=(friend,)), known
    ).guardians == (friend,)


def test_a_new_responsable_is_taken_as_told():
    aunt = a_guardian(family_name="PETIT", first_name="Anne", kinship="", email="", phones=phones())
    aunt = replace(aunt, phones=phones(mobile=""))
    told_in_part = from_register(Field.KINSHIP, Field.CUSTODY, guardians=(aunt,))
    assert completed(told_in_part, KNOWN).guardians == (aunt,)


HOME = an_address()
FIRST, SECOND = an_address(town="Rennes"), an_address(town="Brest")


@pytest.mark.parametrize(
    ("missing_fields", "told", "addresses"),
    [
        ((Field.ADDRESSES,), (), (HOME, SECOND)),
        ((Field.SECOND_ADDRESS,), (FIRST,), (FIRST, SECOND)),
        ((Field.SECOND_ADDRESS,), (FIRST, HOME), (FIRST, SECOND)),
        ((Field.SECOND_ADDRESS,), (), (SECOND,)),
        ((Field.EMAIL,), (FIRST,), (FIRST,)),
    ],
    ids=["neither", "the first", "the first, and nonsense", "that there is none", "both"],
)
def test_an_address_that_is_unsaid_stays(missing_fields, told, addresses):
    known = a_pupil(addresses=(HOME, SECOND))
    registration = from_register(*missing_fields, addresses=told)
    assert completed(registration, known).addresses == addresses


def test_what_is_said_of_a_responsable_is_taken_as_told():
    father = a_guardian(kinship="Père", custody=False)
    registration = from_register(Field.EMAIL, guardians=(father,))
    assert completed(registration, KNOWN).guardians == (father,)


def test_first_names_that_differ_in_blanks_alone_are_those_that_lsun_has():
    blanks = from_register(Field.OTHER_FIRST_NAMES, first_names=(" Marie Claire ",))
    assert completed(blanks, KNOWN).first_names == ("Marie Claire", "Yvete")


def test_first_names_that_are_quite_others_replace_the_first_alone():
    other = from_register(Field.OTHER_FIRST_NAMES, first_names=("Anne",))
    assert completed(other, KNOWN).first_names == ("Anne", "Yvete")


def test_who_is_no_longer_told_among_the_responsables_leaves():
    registration = from_register(Field.EMAIL, guardians=(a_guardian(),))
    assert completed(registration, KNOWN).guardians == (a_guardian(),)
