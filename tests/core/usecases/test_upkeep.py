"""What takes something out of LSUN, or puts a copy in its place, is checked before it is done."""

from datetime import date
from pathlib import Path

import pytest

from core.errors import BilanGone, UserError
from core.messages import maintenance, refusals
from core.model.integrity import Flaw, FlawKind
from core.model.livret import Archive, Livret, Withdrawal
from core.model.users import Action, Role
from core.usecases.maintenance import check_copy, restore
from core.usecases.purge import deletable_archives, purge
from core.usecases.withdrawals import bilan_of_rank, checked_reason, withdraw
from tests.core.builders import a_bilan, a_locked_bilan, a_pupil
from tests.core.school import DIRECTOR, NOW, SUPPORT, UAI, MemoryStore, a_workspace

LOCKED, OPEN = a_locked_bilan(), a_bilan()
LIVRET = Livret(1, a_pupil(), (OPEN, LOCKED))
COPY, BEFORE = Path("copie.sqlite"), Path("avant.sqlite")


class MemoryStoreFile:
    """A store as a file: what is wrong with a copy of it, and whether a run is alive in it."""

    def __init__(self, flaws=(), *, in_use=False):
        self._flaws, self._in_use = flaws, in_use
        self.restored = []

    def back_up(self, target):
        raise NotImplementedError

    def flaws(self, copy=None):
        return self._flaws if copy == COPY else ()

    def is_in_use(self):
        return self._in_use

    def restore(self, copy):
        self.restored.append(copy)
        return BEFORE


def test_a_whole_copy_is_put_back_and_what_it_replaced_is_kept():
    file = MemoryStoreFile()
    check_copy(file, COPY)
    assert restore(file, COPY) == BEFORE
    assert file.restored == [COPY]


FLAWS = (Flaw(FlawKind.DAMAGED),)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (MemoryStoreFile(FLAWS), maintenance.not_whole(COPY, FLAWS)),
        (MemoryStoreFile(in_use=True), maintenance.IN_USE),
    ],
    ids=["a copy with a flaw", "a store in use"],
)
def test_a_copy_that_may_not_be_put_back_is_told_and_left(file, sentence):
    with pytest.raises(UserError) as refused:
        restore(file, COPY)
    assert str(refused.value) == sentence
    assert file.restored == []


@pytest.fixture
def store():
    store = MemoryStore([LIVRET])
    store.kept_archives = [Archive(LIVRET, NOW, number, id=number) for number in (1, 2)]
    return store


async def test_archives_may_be_deleted_once_nothing_obliges_to_keep_them(store):
    workspace = a_workspace(store)
    assert await deletable_archives(workspace, date(2029, 8, 31)) == ()
    assert await deletable_archives(workspace, date(2029, 9, 1)) == tuple(store.kept_archives)


async def test_what_is_purged_is_what_was_told_and_is_journalled(store):
    [first, second] = store.kept_archives
    await purge(a_workspace(store), [first])
    assert store.kept_archives == [second]
    [line] = store.lines
    assert (line.user, line.action, line.allowed, line.pupils) == (
        DIRECTOR,
        Action.PURGE,
        True,
        (1,),
    )


async def test_who_may_not_purges_nothing(store):
    with pytest.raises(UserError, match="Votre rôle"):
        await purge(a_workspace(store, user=SUPPORT), store.kept_archives)
    assert len(store.kept_archives) == 2
    assert [line.allowed for line in store.lines] == [False]


def test_the_locked_bilans_of_a_livret_are_counted_from_one():
    other = a_locked_bilan()
    assert bilan_of_rank(Livret(1, a_pupil(), (OPEN, LOCKED, other)), 2) is other
    assert bilan_of_rank(LIVRET, 1) is LOCKED


@pytest.mark.parametrize("rank", [None, 0, 2])
def test_a_bilan_that_is_not_among_them_is_told(rank):
    with pytest.raises(UserError) as refused:
        bilan_of_rank(LIVRET, rank)
    assert str(refused.value) == refusals.unknown_bilan(1)


def test_a_reason_says_something_and_not_too_much():
    assert checked_reason(f" {'x' * 500} ") == "x" * 500
    with pytest.raises(UserError) as nothing:
        checked_reason("  ")
    assert str(nothing.value) == refusals.NO_REASON
    with pytest.raises(UserError) as too_long:
        checked_reason("x" * 501)
    assert str(too_long.value) == refusals.LONG_REASON.format(longest=500)


async def test_a_bilan_is_withdrawn_with_its_reason_and_by_whom(store):
    await withdraw(a_workspace(store), LIVRET, LOCKED, " autre élève ")
    assert store.withdrawn == [(UAI, 1, LOCKED, Withdrawal("Directrice", "autre élève"))]
    assert store.by_id[1].bilans == (OPEN,)
    [line] = store.lines
    assert (line.action, line.allowed, line.pupils) == (Action.WITHDRAW, True, (1,))


async def test_who_may_not_withdraws_nothing(store):
    with pytest.raises(UserError, match="Votre rôle"):
        await withdraw(a_workspace(store, user=SUPPORT), LIVRET, LOCKED, "autre élève")
    assert store.withdrawn == []


async def test_a_bilan_that_is_gone_by_then_is_told(store):
    async def gone(*_):
        raise BilanGone

    store.withdraw_bilan = gone
    with pytest.raises(UserError) as refused:
        await withdraw(a_workspace(store), LIVRET, LOCKED, "autre élève")
    assert str(refused.value) == refusals.BILAN_GONE


def test_what_is_done_with_a_shared_base_is_told():
    of_one = maintenance.allowed("ecole", Role.DIRECTOR, UAI)
    assert of_one.startswith(f"Le compte « ecole » a le rôle « directeur » dans l'école {UAI}")
    assert "dans toutes les écoles" in maintenance.allowed("service", Role.SERVICE, None)
    assert maintenance.copied(12).startswith("La base LSUN est copiée : 12 lignes")
