"""Every school of a store synchronised in turn, whole, by somebody who looks after many."""

from collections import Counter
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field

from core.errors import UserError
from core.messages import refusals
from core.messages.events import messages_of
from core.model.messages import Severity
from core.model.records import School
from core.model.runs import Override
from core.usecases.classes import all_classes, scope_of
from core.usecases.run_session import RunSession, begin
from core.usecases.workspace import SchoolSession, Workspace


@dataclass(frozen=True, slots=True)
class SchoolEnd:
    """What came of one school: its run at its end, or why there was none.

    With neither it was not begun, since a stop had been asked for. `said` counts the messages of
    the run.
    """

    school: School
    run: RunSession | None = None
    refusal: UserError | None = None
    said: Mapping[Severity, int] = field(default_factory=dict)


class EverySchool:
    """The schools of a store, one after the other: one that is refused or fails stops no other."""

    def __init__(self, workspace: Workspace, override: Override) -> None:
        self._workspace, self._override = workspace, override
        self._current: RunSession | None = None
        self._stopping = False

    def stop(self) -> None:
        """Ask for a drain of the school that is under way; the next ones are not begun."""
        self._stopping = True
        if self._current is not None:
            self._current.stop()

    async def ends(self) -> AsyncGenerator[SchoolEnd, None]:
        """What came of each school, by name, once it has ended.

        Raises `UserError` when the store has no school, or no register can be asked for any.
        """
        schools = await self._workspace.schools()
        if not schools:
            raise UserError(refusals.NO_SCHOOL)
        for school in schools:
            if self._stopping:
                yield SchoolEnd(school)
                continue
            self._workspace.choose(school.uai)
            session = await self._workspace.session()
            try:
                yield await self._end_of(session)
            except UserError as error:
                yield SchoolEnd(school, refusal=error)

    async def _end_of(self, session: SchoolSession) -> SchoolEnd:
        scope = scope_of(session, await all_classes(session), ())
        run = await begin(session, scope, self._override)
        self._current = run
        if self._stopping:  # asked for while the classes were looked up
            run.stop()
        said: Counter[Severity] = Counter()
        async with aclosing(run.events()) as events:
            async for event in events:
                said.update(message.severity for message in messages_of(event))
        self._current = None
        return SchoolEnd(session.school, run, said=said)
