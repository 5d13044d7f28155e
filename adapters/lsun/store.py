"""The LSUN store as the core sees it: what each method does is the function that it names."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from adapters.lsun import (
    academy,
    admissions,
    bilans,
    filling,
    past_changes,
    reading,
    retention,
    rights,
    run_lifecycle,
    run_messages,
    run_reports,
    standings,
    structure_updates,
    teachers,
    versions,
    withdrawals,
    writing,
)
from adapters.lsun import journal as journal_lines
from adapters.lsun.transactions import (
    Transactions,
    in_dated_reading,
    in_dated_transaction,
    in_reading,
    in_transaction,
)
from core.model.identifiers import Uai
from core.model.users import Action, User
from core.ports.store import LivretStore


class LsunStore(Transactions):
    """The store of livrets (`core.ports.store.LivretStore`, which says what each method is for)."""

    schools = in_reading(reading.schools)
    school = in_reading(reading.school)
    count_schools = in_reading(reading.count_schools)
    known_in = in_reading(reading.known_in)
    standings = in_dated_reading(standings.standings)
    overview = in_reading(reading.overview)
    pupils = in_reading(reading.pupils_of)
    livrets = in_reading(reading.livrets_of_school)
    livret = in_reading(reading.livret)
    livret_of = in_reading(reading.livret_of)
    in_scope = in_reading(reading.in_scope)
    archives = in_reading(reading.archives)
    known_versions = in_reading(versions.known)

    start_run = in_dated_transaction(run_lifecycle.start)
    resume = in_dated_transaction(run_lifecycle.resume)
    renew = in_dated_transaction(run_lifecycle.renew_lease)
    finish = in_dated_transaction(run_lifecycle.finish)

    pending = in_reading(run_reports.pending)
    open_lists = in_reading(run_reports.open_lists)
    background = in_dated_reading(run_reports.background)
    results = in_reading(run_reports.results)
    past_changes = in_reading(past_changes.past_changes)
    runs = in_dated_reading(run_reports.summaries)
    latest_runs = in_dated_reading(run_reports.latest_summaries)
    report = in_dated_reading(run_reports.report)

    record = in_dated_transaction(writing.record)
    arrivals = in_reading(admissions.arrivals_of)
    record_arrivals = in_dated_transaction(admissions.record_arrivals)
    teacher_decisions = in_dated_reading(teachers.teacher_decisions)
    record_teachers = in_dated_transaction(teachers.record_teachers)
    record_no_teachers = in_dated_transaction(teachers.record_no_teachers)
    structure_decisions = in_reading(structure_updates.structure_decisions)
    record_structures = in_dated_transaction(structure_updates.record_structures)
    note_unread = in_dated_transaction(run_messages.note_unread)

    fill = in_transaction(filling.fill)
    file_bilans = in_transaction(bilans.file_bilans, repeatable=False)
    withdraw_bilan = in_dated_transaction(withdrawals.withdraw_bilan)
    all_archives = in_reading(retention.all_archives)
    delete_archives = in_dated_transaction(retention.delete_archives)
    personal_data = in_reading(rights.personal_data)
    erase = in_dated_transaction(rights.erase)
    note_attempt = in_dated_transaction(academy.note_attempt)
    academy_schools = in_dated_reading(academy.academy_schools)
    nights = in_reading(academy.nights)
    _note = in_dated_transaction(journal_lines.note)
    journal = in_reading(journal_lines.lines)

    journal_months = journal_lines.MONTHS
    """How long the journal is kept: what is older goes when a line is added."""

    async def note(
        self,
        uai: Uai,
        user: User,
        action: Action,
        *,
        allowed: bool,
        pupils: Collection[int] = (),
    ) -> None:
        """Add a line to the journal."""
        await self._note(
            uai, user, action, allowed=allowed, pupils=pupils, months=self.journal_months
        )


if TYPE_CHECKING:
    # Types hold the methods to the port here, and not only where a front is given the store.
    _IMPLEMENTS: type[LivretStore] = LsunStore
