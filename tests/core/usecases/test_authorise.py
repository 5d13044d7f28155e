"""Who may not is refused before anything is done, and either is journalled."""

import pytest

from core.errors import LockedBilanDiffers, NotAllowed, RunInProgress, UserError
from core.messages import refusals
from core.model.users import Action
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from tests.core.builders import a_bilan, a_pupil
from tests.core.school import DIRECTOR, NOW, SUPPORT, UAI, MemoryStore


def noted(store):
    return [(line.user, line.action, line.allowed, line.pupils) for line in store.lines]


async def test_what_the_directeur_does_is_journalled_with_its_pupils():
    store = MemoryStore()
    await authorise(store, UAI, DIRECTOR, Action.WITHDRAW, [7])
    await authorise(store, UAI, DIRECTOR, Action.IMPORT)
    assert noted(store) == [
        (DIRECTOR, Action.WITHDRAW, True, (7,)),
        (DIRECTOR, Action.IMPORT, True, ()),
    ]


async def test_who_may_not_is_refused_and_the_refusal_is_journalled():
    store = MemoryStore()
    with pytest.raises(NotAllowed) as refused:
        await authorise(store, UAI, SUPPORT, Action.PURGE, [7])
    assert (refused.value.user, refused.value.action) == (SUPPORT, Action.PURGE)
    assert noted(store) == [(SUPPORT, Action.PURGE, False, (7,))]


NOT_ALLOWED = NotAllowed(SUPPORT, Action.PURGE)
IN_PROGRESS = RunInProgress("Mme Morel", NOW)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NOT_ALLOWED, refusals.not_allowed(NOT_ALLOWED)),
        (IN_PROGRESS, refusals.in_progress(IN_PROGRESS)),
    ],
    ids=["not allowed", "in progress"],
)
def test_what_the_core_refuses_is_told_in_a_sentence(error, sentence):
    with pytest.raises(UserError) as told, as_user_errors():
        raise error
    assert str(told.value) == sentence
    assert told.value.__cause__ is error


def test_a_locked_bilan_that_would_change_is_told_with_whose_it_is():
    with pytest.raises(UserError) as told, as_user_errors():
        raise LockedBilanDiffers(a_pupil(), a_bilan())
    assert str(told.value) == refusals.locked_bilan_differs(a_pupil(), a_bilan())


def test_what_is_told_already_is_told_as_it_is():
    with pytest.raises(UserError, match="déjà une phrase"), as_user_errors():
        raise UserError("déjà une phrase")
