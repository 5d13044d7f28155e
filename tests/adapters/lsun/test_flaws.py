"""Each flaw of a store is told with where it is, and how often."""

import pytest

from adapters.lsun.maintenance import SqliteFile
from core.model.integrity import Flaw, FlawKind
from core.model.livret import Withdrawal
from core.model.users import Action, Role, User
from tests.adapters.lsun.conftest import CYCLE, DUPONT, NOW, UAI
from tests.adapters.lsun.test_maintenance import a_run_that_archives, change
from tests.core.builders import a_locked_bilan

DIRECTOR = User("Directrice", Role.DIRECTOR)
MISTAKE = Withdrawal("Directrice", "enregistré pour une homonyme")


@pytest.fixture
def kind():
    """What is a matter of files."""
    return "sqlite"


@pytest.fixture
def file(path):
    return SqliteFile(f"sqlite:///{path}", clock=lambda: NOW)


async def withdrawn(store, *bilans):
    """These bilans are withdrawn, and nothing is journalled of it."""
    dupont = await store.livret_of(UAI, DUPONT.ine)
    for bilan in bilans:
        await store.withdraw_bilan(UAI, dupont.id, bilan, MISTAKE)


async def test_a_withdrawal_that_is_journalled_is_no_flaw(store, file):
    await withdrawn(store, CYCLE)
    await store.note(UAI, DIRECTOR, Action.WITHDRAW, allowed=True)
    assert file.flaws() == ()


async def test_withdrawals_without_their_lines_are_counted(store, file):
    await withdrawn(store, CYCLE, a_locked_bilan())
    await store.note(UAI, DIRECTOR, Action.WITHDRAW, allowed=False)
    await store.note(UAI, DIRECTOR, Action.EXPORT, allowed=True)
    assert file.flaws() == (Flaw(FlawKind.UNJOURNALLED, count=2),)
    await store.note(UAI, DIRECTOR, Action.WITHDRAW, allowed=True)
    assert file.flaws() == (Flaw(FlawKind.UNJOURNALLED, count=1),)


@pytest.mark.parametrize(
    "altered",
    [
        "livret = json_set(livret, '$.pupil.family_name', 'AUTRE')",
        "withdrawn_by = 'autre'",
        "reason = 'autre'",
        "pupil = 2",
        "withdrawn_at = '2025-01-01 00:00:00.000000'",
    ],
    ids=["the livret", "by whom", "the reason", "whose", "when"],
)
async def test_a_withdrawal_that_was_altered_is_told_by_its_number(store, file, path, altered):
    await withdrawn(store, CYCLE)
    await store.note(UAI, DIRECTOR, Action.WITHDRAW, allowed=True)
    change(path, "DROP TRIGGER withdrawals_are_never_changed", f"UPDATE withdrawals SET {altered}")
    assert file.flaws() == (Flaw(FlawKind.ALTERED_ARCHIVE, "r1"),)


async def test_an_archive_that_was_altered_is_told_by_its_number(store, file, path):
    await a_run_that_archives(store)
    change(path, "DROP TRIGGER archives_are_never_changed", "UPDATE archives SET pupil = 2")
    assert file.flaws() == (Flaw(FlawKind.ALTERED_ARCHIVE, "1"),)


async def test_rows_about_what_is_no_longer_there_are_counted_by_table(store, file, path):
    change(path, "DELETE FROM teachers WHERE family_name = 'VALLÉE'")
    assert file.flaws() == (Flaw(FlawKind.ORPHANS, "teachings", 2),)


@pytest.mark.parametrize("kept", [4096, 8192, 40960])
async def test_a_copy_that_was_cut_short_is_damaged(store, file, tmp_path, kept):
    copy = tmp_path / "copie.sqlite"
    file.back_up(copy)
    copy.write_bytes(copy.read_bytes()[:kept])
    assert file.flaws(copy) == (Flaw(FlawKind.DAMAGED),)


async def test_a_version_that_is_unknown_is_told(store, file, path):
    change(path, "UPDATE alembic_version SET version_num = '9999'")
    assert file.flaws() == (Flaw(FlawKind.UNKNOWN_VERSION, "9999"),)
