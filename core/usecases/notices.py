"""Telling somebody who is not there what he has to know: each cause once, until all is well."""

from collections.abc import Awaitable, Sequence
from typing import TypeVar

from core.errors import NoticeError, SchoolBusy, UserError
from core.messages import unattended as said
from core.model.messages import Notice
from core.model.records import School
from core.model.runs import Ending
from core.ports.unattended import NoticeMemory, Notifier
from core.rules.unattended import Attempt, cause_of

T = TypeVar("T")

_NO_SCHOOL = ""
"""Under which it is kept what was told before the school was known."""


class Notices:
    """The ways to tell somebody, and what has been told."""

    def __init__(self, notifiers: Sequence[Notifier], memory: NoticeMemory) -> None:
        self._notifiers, self._memory = notifiers, memory

    async def tell(self, attempt: Attempt, school: School) -> tuple[str, ...]:
        """Tell how an attempt ended, if somebody has to know and does not yet.

        The sentences for whoever reads the output: the same, and each way in which it could not be
        told. What could not be told is told the next time.
        """
        if attempt.ending is Ending.DONE:
            for known in (_NO_SCHOOL, str(school.uai)):
                if self._memory.told(known):
                    self._memory.remember(known, ())
        if attempt.ending is Ending.BUSY:
            return (said.BUSY,)
        cause = cause_of(attempt)
        if cause is None:
            return ()
        return await self._tell_once(str(school.uai), cause, said.notice_of(attempt, school))

    async def of_failures(self, work: Awaitable[T]) -> T:
        """Do the work; what refuses it, or fails in it, is told and raised."""
        try:
            return await work
        except SchoolBusy:
            raise
        except UserError:
            await self._tell_once(_NO_SCHOOL, "refused", said.REFUSED)
            raise
        except Exception:
            await self._tell_once(_NO_SCHOOL, "crashed", said.CRASHED)
            raise

    async def _tell_once(self, school: str, cause: str, notice: Notice) -> tuple[str, ...]:
        told = self._memory.told(school)
        if cause in told:
            return ()
        failures = await self.send(notice)
        if not failures:
            self._memory.remember(school, told | {cause})
        return (notice.text, *failures)

    async def send(self, notice: Notice) -> tuple[str, ...]:
        """Tell it, whatever was told before; each way in which that could not be, as a sentence."""
        failures = []
        for notifier in self._notifiers:
            try:
                await notifier.send(notice)
            except NoticeError as error:
                failures.append(str(error))
        return tuple(failures)
