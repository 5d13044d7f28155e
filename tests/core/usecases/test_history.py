"""What LSUN keeps is read by everyone, and who reads archives is journalled."""

import pytest

from core.errors import UserError
from core.messages import refusals
from core.model.livret import Archive, Livret, Withdrawal
from core.model.messages import Message, Severity
from core.model.report import Report, ReportedMessage
from core.model.runs import PupilResult, RunState, RunSummary
from core.model.users import Action
from core.usecases import history
from tests.core.builders import a_pupil
from tests.core.memory import RUN, ine
from tests.core.school import LILAS, NOW, SUPPORT, TILLEULS, UAI, MemoryStore, a_workspace

MARIE, LUC = Livret(1, a_pupil(ine=ine(1))), Livret(2, a_pupil(ine=ine(2)))
ARCHIVE = Archive(MARIE, NOW, 1)


@pytest.fixture
def store():
    store = MemoryStore([MARIE, LUC], schools=(LILAS, TILLEULS))
    store.kept_archives = [ARCHIVE]
    return store


@pytest.fixture
def workspace(store):
    return a_workspace(store, user=SUPPORT, wanted=UAI)


async def test_the_livrets_runs_and_journal_are_those_of_the_school_at_hand(store, workspace):
    summary = RunSummary(RUN, RunState.COMPLETE, NOW, {}, 0)
    store.former_runs = [summary]
    await history.note_reading(workspace, Action.EXPORT, 1)
    assert await history.all_livrets(workspace) == [MARIE, LUC]
    assert await history.all_runs(workspace) == [summary]
    assert await history.journal(workspace) == store.lines
    workspace.choose(LILAS.uai)
    assert await history.all_livrets(workspace) == []
    assert await history.all_runs(workspace) == []
    assert await history.journal(workspace) == []


async def test_who_reads_archives_is_journalled_whatever_his_role(store, workspace):
    assert await history.pupil_history(workspace, 1) == (MARIE, [ARCHIVE])
    [line] = store.lines
    assert (line.user, line.action, line.allowed) == (SUPPORT, Action.READ_ARCHIVES, True)
    assert line.pupils == (1,)


async def test_who_has_no_archive_has_none_read(store, workspace):
    assert await history.pupil_history(workspace, 2) == (LUC, [])
    assert store.lines == []


async def test_the_report_of_a_run_or_of_the_newest_is_read(store, workspace):
    newest, third = (
        Report(RUN, TILLEULS, state, (), ()) for state in (RunState.COMPLETE, RunState.HELD)
    )
    store.reports = {None: newest, 3: third}
    assert await history.report_of(workspace) == newest
    assert await history.report_of(workspace, 3) == third
    with pytest.raises(UserError) as refused:
        await history.report_of(workspace, 4)
    assert str(refused.value) == refusals.NO_RUN


def test_what_was_said_of_a_pupil_is_his_alone():
    marie, luc, nobody = (Message(Severity.INFORMATION, text) for text in "abc")
    told = ((marie, 1), (luc, 2), (nobody, None), (luc, 1))
    messages = tuple(ReportedMessage(NOW, "CE1 A", message, number) for message, number in told)
    result = PupilResult(livret_id=1, name="", division="", outcome=None)
    assert Report(RUN, TILLEULS, RunState.HELD, (result,), messages).messages_of(result) == (
        marie,
        luc,
    )


def test_what_became_of_a_pupil_is_found_by_his_livret():
    marie, luc = (
        PupilResult(livret_id=number, name="", division="", outcome=None) for number in (1, 2)
    )
    report = Report(RUN, TILLEULS, RunState.HELD, (marie, luc), ())
    assert report.result_of(2) is luc
    assert report.result_of(3) is None


def test_an_archive_is_told_from_the_withdrawal_of_the_same_number():
    withdrawn = Archive(MARIE, NOW, 0, id=ARCHIVE.id, withdrawal=Withdrawal("Aide", "erreur"))
    assert withdrawn.key != ARCHIVE.key == (False, 0)
