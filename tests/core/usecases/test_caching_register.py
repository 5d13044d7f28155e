"""What was asked once is not asked again, and no answer is taken for another's."""

import pytest

from core.errors import RegisterClosed, RegisterError
from core.model.answers import Cause
from core.model.identifiers import Uai
from core.usecases.caching_register import CachingRegister
from tests.core.builders import a_pupil, a_registration
from tests.core.memory import MemoryRegister, ine
from tests.core.school import CE1, CLAIRE, CM2, UAI

MARIE = a_registration(ine=ine(1))
LUC = a_registration(ine=None, family_name="PETIT", division=a_pupil().division)


class CountedRegister(MemoryRegister):
    """A register that counts its questions, and can be out of order."""

    def __init__(self):
        super().__init__([MARIE, LUC], (CE1, CM2), (CLAIRE,))
        self.questions = 0
        self.out_of_order = None

    def _refuse_another_school(self, uai):
        self.questions += 1
        if self.out_of_order is not None:
            raise self.out_of_order
        super()._refuse_another_school(uai)


QUESTIONS = {
    "by INE": (lambda register: register.by_ine(UAI, ine(1)), MARIE),
    "by an INE that nobody has": (lambda register: register.by_ine(UAI, ine(9)), None),
    "by civil identity": (lambda register: register.by_civil_identity(UAI, LUC.pupil), [LUC]),
    "the structures": (lambda register: register.structures(UAI), (CE1, CM2)),
    "a roll": (lambda register: register.roll(UAI, CE1.id), [MARIE, LUC]),
    "the teachers": (lambda register: register.teachers(UAI), (CLAIRE,)),
}
each_question = pytest.mark.parametrize(("ask", "answer"), QUESTIONS.values(), ids=QUESTIONS.keys())


@each_question
async def test_what_was_answered_once_is_answered_again_without_being_asked(ask, answer):
    register = CountedRegister()
    cached = CachingRegister(register)
    assert [await ask(cached), await ask(cached)] == [answer, answer]
    assert register.questions == 1


@each_question
async def test_what_failed_for_one_question_fails_again_without_being_asked(ask, answer):
    register = CountedRegister()
    register.out_of_order = RegisterError(Cause.TOO_SLOW)
    cached = CachingRegister(register)
    for _ in range(2):
        with pytest.raises(RegisterError, match="too slow"):
            await ask(cached)
    assert register.questions == 1


@each_question
async def test_a_register_that_was_closed_is_asked_again(ask, answer):
    register = CountedRegister()
    register.out_of_order = RegisterClosed(Cause.ACCESS_REFUSED)
    cached = CachingRegister(register)
    with pytest.raises(RegisterClosed):
        await ask(cached)
    register.out_of_order = None
    assert await ask(cached) == answer


async def test_each_question_has_its_own_answer():
    cached = CachingRegister(CountedRegister())
    answers = [await ask(cached) for ask, _ in QUESTIONS.values()]
    assert answers == [answer for _, answer in QUESTIONS.values()]
    assert await cached.by_ine(UAI, ine(2)) is None
    assert await cached.by_civil_identity(UAI, MARIE.pupil) == [MARIE]
    assert await cached.roll(UAI, CM2.id) == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda register, uai: register.by_ine(uai, ine(1)),
        lambda register, uai: register.by_civil_identity(uai, LUC.pupil),
        lambda register, uai: register.structures(uai),
        lambda register, uai: register.roll(uai, CE1.id),
        lambda register, uai: register.teachers(uai),
    ],
    ids=["by INE", "by civil identity", "structures", "roll", "teachers"],
)
async def test_the_answer_for_one_school_is_not_anothers(ask):
    cached = CachingRegister(CountedRegister())
    await ask(cached, UAI)
    with pytest.raises(RegisterClosed):
        await ask(cached, Uai("0350760L"))
