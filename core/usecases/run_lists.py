"""The lists of a run: the rolls of its structures, the structures themselves, the teachers."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial

from core.errors import RegisterError
from core.model.answers import Cause
from core.model.events import Arrivals, Event, TeacherDecision, TeachersNotGiven, UnreadList
from core.model.records import Roll, Structure, Teacher
from core.model.runs import OpenLists, Run
from core.ports.ledger import Ledger
from core.ports.register import Register


class RunLists:
    """What BE1D has in the lists of a run, read first and written last.

    `tell` is told of each, `unread` why one could not be read.
    """

    def __init__(
        self,
        run: Run,
        register: Register,
        ledger: Ledger,
        *,
        tell: Callable[[Event], None],
        unread: Callable[[Cause], None],
    ) -> None:
        self._run, self._register, self._ledger = run, register, ledger
        self._tell, self._unread = tell, unread
        self.rolls: list[Roll] = []
        """Those that could be read."""
        self._structures: Sequence[Structure] = ()
        self._teachers: Sequence[Teacher] | None = None
        self._has_no_teachers = False

    def readings(self, lists: OpenLists) -> Iterator[Callable[[], Awaitable[None]]]:
        """What is to be awaited to read these lists; one that cannot be read stays open."""
        for structure in lists.structures:
            yield partial(self._read_roll, structure)
        if lists.structures:
            yield self._read_structures
        if lists.teachers:
            yield self._read_teachers

    @property
    def left_to_write(self) -> bool:
        """Whether any list was read."""
        return bool(self.rolls or self._structures or self._teachers or self._has_no_teachers)

    async def arrivals(self) -> Sequence[Arrivals]:
        """Who would be admitted, and who would move in."""
        return await self._ledger.arrivals(self._run.scope, self.rolls)

    async def teacher_decisions(self) -> Sequence[TeacherDecision]:
        """What would change among the teachers."""
        if self._teachers is None:
            return ()
        return await self._ledger.teacher_decisions(self._run.scope, self._teachers)

    async def write_arrivals(self) -> None:
        """Rename the structures, admit who is new, take in who moved from elsewhere."""
        if self._structures:
            for decision in await self._ledger.record_structures(self._run, self._structures):
                self._tell(decision)
        if self.rolls:
            for arrived in await self._ledger.record_arrivals(self._run, self.rolls):
                self._tell(arrived)

    async def write_teachers(self) -> None:
        """Bring the teachers up to date, if the source has any."""
        if self._teachers is not None:
            for decision in await self._ledger.record_teachers(self._run, self._teachers):
                self._tell(decision)
        elif self._has_no_teachers:
            await self._ledger.record_no_teachers(self._run)
            self._tell(TeachersNotGiven())

    async def _read_roll(self, structure: Structure) -> None:
        try:
            roll = await self._register.roll(self._run.scope.uai, structure.id)
        except RegisterError as error:
            await self._note_unread(UnreadList(structure, error.cause))
        else:
            self.rolls.append(Roll(structure, tuple(roll)))

    async def _read_teachers(self) -> None:
        try:
            self._teachers = await self._register.teachers(self._run.scope.uai)
        except RegisterError as error:
            await self._note_unread(UnreadList(None, error.cause))
        else:
            self._has_no_teachers = self._teachers is None

    async def _read_structures(self) -> None:
        try:
            self._structures = await self._register.structures(self._run.scope.uai)
        except RegisterError as error:
            await self._note_unread(UnreadList(None, error.cause, of_structures=True))

    async def _note_unread(self, unread: UnreadList) -> None:
        await self._ledger.note_unread(self._run, unread)
        self._tell(unread)
        self._unread(unread.cause)
