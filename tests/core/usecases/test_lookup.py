from datetime import date

import pytest

from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.identifiers import Ine, Uai
from core.model.records import Sex
from core.rules.civil_identity import same_civil_identity
from core.usecases.lookup import look_up
from tests.core.builders import a_pupil, a_registration

UAI = Uai("0951099D")


class _WithoutLists:
    """A register that is asked for nobody but the pupils who are looked up."""

    async def structures(self, uai):
        raise NotImplementedError

    async def roll(self, uai, structure):
        raise NotImplementedError

    async def teachers(self, uai):
        raise NotImplementedError


class _Answering(_WithoutLists):
    """A register that answers every question with these registrations."""

    def __init__(self, *registrations, knows_ines=True):
        self._registrations = registrations
        self._knows_ines = knows_ines
        self.asked: list[tuple[Uai, object]] = []

    async def by_ine(self, uai, ine):
        self.asked.append((uai, ine))
        return next(iter(self._registrations), None) if self._knows_ines else None

    async def by_civil_identity(self, uai, pupil):
        self.asked.append((uai, pupil))
        return self._registrations


class _Raising(_WithoutLists):
    """A register that answers every question with this exception."""

    def __init__(self, error):
        self._error = error

    async def by_ine(self, uai, ine):
        raise self._error

    async def by_civil_identity(self, uai, pupil):
        raise self._error


with_and_without_ine = pytest.mark.parametrize(
    "pupil", [a_pupil(), a_pupil(ine=None)], ids=["with an INE", "without an INE"]
)


async def test_a_pupil_with_an_ine_is_looked_up_by_his_ine():
    register, pupil = _Answering(a_registration()), a_pupil()
    await look_up(register, UAI, pupil)
    assert register.asked == [(UAI, pupil.ine)]


async def test_an_ine_that_names_someone_else_altogether_is_another_pupil():
    other = a_registration(family_name="AUTRE", first_names=("Tout",), birth_date=date(2018, 1, 1))
    assert await look_up(_Answering(other), UAI, a_pupil()) == Unverified(Cause.ANOTHER_PUPIL)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"family_name": "AUTRE", "first_names": ("Tout",)}, id="born the same day"),
        pytest.param({"first_names": ("Luc",), "birth_date": date(2018, 1, 1)}, id="a brother"),
        pytest.param({"family_name": "AUTRE", "birth_date": date(2018, 1, 1)}, id="a namesake"),
    ],
)
async def test_an_ine_under_which_most_is_another_s_is_another_pupil(changes):
    other = a_registration(**changes)
    assert await look_up(_Answering(other), UAI, a_pupil()) == Unverified(Cause.ANOTHER_PUPIL)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"family_name": "LE GOFF", "first_names": ("Marie-Clère",)}, id="two names"),
        pytest.param({"birth_date": date(2018, 1, 1)}, id="the date"),
        pytest.param({"family_name": "DUPOND", "birth_date": date(2018, 1, 1)}, id="two spellings"),
        pytest.param({"first_names": ("Marie Claire Anne",)}, id="a first name more"),
    ],
)
async def test_who_was_corrected_is_still_found_by_his_ine(changes):
    corrected = a_registration(**changes)
    assert await look_up(_Answering(corrected), UAI, a_pupil()) == Found(corrected)


async def test_an_ine_that_is_unknown_and_then_given_is_a_contradiction_of_the_register():
    contradictory = _Answering(a_registration(), knows_ines=False)
    assert await look_up(contradictory, UAI, a_pupil()) == Unverified(Cause.CONTRADICTORY)


async def test_a_pupil_whose_ine_is_unknown_is_looked_up_by_his_civil_identity():
    register, pupil = _Answering(), a_pupil()
    await look_up(register, UAI, pupil)
    assert register.asked == [(UAI, pupil.ine), (UAI, pupil)]


async def test_a_pupil_to_whom_the_register_gives_no_ine_is_found_by_his_civil_identity():
    without_ine = a_registration(ine=None)
    answer = await look_up(_Answering(without_ine, knows_ines=False), UAI, a_pupil())
    assert answer == Found(without_ine, by_ine=False)


async def test_a_pupil_of_the_same_civil_identity_and_another_ine_is_told_apart():
    other = a_registration(ine=Ine("990000002CD"))
    answer = await look_up(_Answering(other, knows_ines=False), UAI, a_pupil())
    assert answer == OtherIne()


async def test_a_pupil_without_an_ine_is_looked_up_by_his_civil_identity():
    register, pupil = _Answering(), a_pupil(ine=None)
    await look_up(register, UAI, pupil)
    assert register.asked == [(UAI, pupil)]


@with_and_without_ine
async def test_a_pupil_whom_the_register_knows_is_found(pupil):
    assert await look_up(_Answering(a_registration()), UAI, pupil) == Found(
        a_registration(), by_ine=pupil.ine is not None
    )


@with_and_without_ine
async def test_a_pupil_whom_the_register_does_not_know_is_not_found(pupil):
    assert await look_up(_Answering(), UAI, pupil) == NotFound()


async def test_pupils_of_the_same_civil_identity_are_several_candidates():
    homonyms = (a_registration(), a_registration(ine=Ine("990000002CD")))
    assert await look_up(_Answering(*homonyms), UAI, a_pupil(ine=None)) == Several(2)


async def test_a_pupil_with_this_ine_is_found_whatever_his_name_has_become():
    renamed = a_registration(family_name="DUPOND", first_names=("Marie",))
    assert await look_up(_Answering(renamed), UAI, a_pupil()) == Found(renamed)


async def test_an_answer_with_another_ine_is_about_another_pupil():
    other = a_registration(ine=Ine("990000002CD"))
    answer = await look_up(_Answering(other), UAI, a_pupil())
    assert answer == Unverified(Cause.ANOTHER_PUPIL)


async def test_one_candidate_of_another_civil_identity_spoils_the_answer():
    candidates = (a_registration(), a_registration(family_name="DURAND"))
    answer = await look_up(_Answering(*candidates), UAI, a_pupil(ine=None))
    assert answer == Unverified(Cause.ANOTHER_PUPIL)


@with_and_without_ine
async def test_a_pupil_about_whom_the_register_fails_is_unverified(pupil):
    register = _Raising(RegisterError(Cause.TOO_SLOW))
    assert await look_up(register, UAI, pupil) == Unverified(Cause.TOO_SLOW)


@with_and_without_ine
async def test_a_closed_register_is_no_matter_of_one_pupil(pupil):
    with pytest.raises(RegisterClosed):
        await look_up(_Raising(RegisterClosed(Cause.ACCESS_REFUSED)), UAI, pupil)


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "Dupont"},
        {"family_name": "DU-PONT"},
        {"first_names": ("Marie-Claire",)},
        {"first_names": ("Marie Claire", "Yvete")},
        {"birth_place": "RENNES"},
        {"birth_place": ""},
        {"birth_place": " "},
        {"ine": None},
        {"level": None},
    ],
    ids=str,
)
def test_the_civil_identity_is_the_same(other):
    assert same_civil_identity(a_pupil(), a_pupil(**other))


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "DUPOND"},
        {"first_names": ("Marie",)},
        {"first_names": ()},
        {"sex": Sex.MALE},
        {"birth_date": date(2019, 5, 18)},
        {"birth_place": "Nantes"},
    ],
    ids=str,
)
def test_the_civil_identity_is_another(other):
    assert not same_civil_identity(a_pupil(), a_pupil(**other))
