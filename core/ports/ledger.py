"""What a run reads and writes."""

from collections.abc import Sequence
from typing import Protocol

from core.model.events import (
    Arrivals,
    Decision,
    Proposal,
    StructureDecision,
    TeacherDecision,
    UnreadList,
)
from core.model.livret import Livret
from core.model.records import Roll, Structure, Teacher
from core.model.runs import Background, OpenLists, Run, RunState, Scope


class Ledger(Protocol):
    """What a run reads and writes. Every method raises `StoreError` when the store fails.

    What writes raises `RunLost` when the run is another's by now.
    """

    async def pending(self, run: Run) -> Sequence[Livret]:
        """The livrets of the run that were not reached, or not verified."""

    async def record(self, run: Run, proposals: Sequence[Proposal]) -> Sequence[Decision]:
        """Decide on each livret as it stands and carry the decisions out, all in one transaction.

        Archives, updates, messages and results are committed together, or not at all.
        """

    async def in_scope(self, scope: Scope) -> Sequence[Livret]:
        """The livrets that a run over this scope would have."""

    async def background(self, run: Run, small: int) -> Background:
        """What the run is judged against; other runs over fewer pupils than `small` are recent."""

    async def arrivals(self, scope: Scope, rolls: Sequence[Roll]) -> Sequence[Arrivals]:
        """What `record_arrivals` would do; nothing is written."""

    async def teacher_decisions(
        self, scope: Scope, from_register: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """What `record_teachers` would do; nothing is written."""

    async def open_lists(self, run: Run) -> OpenLists:
        """The rolls of the run, and the teachers, that were not read yet."""

    async def record_arrivals(self, run: Run, rolls: Sequence[Roll]) -> Sequence[Arrivals]:
        """Admit who is new, take in who moved from another structure, in one transaction.

        Whom it admitted is told with the livret that each was given.
        """

    async def record_teachers(
        self, run: Run, from_register: Sequence[Teacher]
    ) -> Sequence[TeacherDecision]:
        """Carry out what changes among the teachers of the run, in one transaction."""

    async def record_no_teachers(self, run: Run) -> None:
        """Keep that the source has nothing on teachers: they are not waited for."""

    async def record_structures(
        self, run: Run, from_register: Sequence[Structure]
    ) -> Sequence[StructureDecision]:
        """Bring the labels and niveaux of the run's structures up to date, in one transaction."""

    async def note_unread(self, run: Run, unread: UnreadList) -> None:
        """Keep that a list could not be read: it stays open."""

    async def renew(self, run: Run) -> None:
        """Say that the run is alive."""

    async def finish(self, run: Run, state: RunState) -> None:
        """Say how the run ended; it can be resumed from then on."""
