"""How what is asked may fail. A `UserError` is told as it is, the others are caught."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen catches a `UserError`, and does not wait for the model
    from core.model.answers import Cause
    from core.model.livret import Bilan
    from core.model.records import Pupil
    from core.model.users import Action, User


class UserError(Exception):
    """What was asked cannot be done. Its text is the sentence that tells the user why."""


class SchoolBusy(UserError):
    """A run of the school, or of the store, is alive: what was asked has to wait for its end."""


class RunHeld(UserError):
    """The guard holds the run: what was asked has to wait for somebody who answers for it."""


class RegisterSilent(UserError):
    """BE1D answers about nobody, or refuses access: what was asked has to wait for it."""


class StoreError(UserError):
    """LSUN's store cannot be read or written; what was committed before stays."""


class FileError(UserError):
    """A file is not what it was given for, or cannot be read or written; nothing was changed."""


class NoticeError(UserError):
    """A notice did not leave; whoever it is for knows nothing yet."""


class RegisterError(Exception):
    """BE1D gave no usable answer about one pupil; another pupil may still be looked up."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


class RegisterClosed(Exception):
    """BE1D will not answer about anyone: the run is suspended, and can be resumed."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.value)
        self.cause = cause


class RunInProgress(Exception):
    """A run of the school is under way: who runs it, and since when (UTC)."""

    def __init__(self, by: str, since: datetime) -> None:
        super().__init__()
        self.by, self.since = by, since


class RunLost(Exception):
    """Another program has resumed the run meanwhile; nothing was written."""


class LockedBilanDiffers(Exception):
    """A bilan that is locked in LSUN would be changed; nothing was written. Names the pupil."""

    def __init__(self, pupil: Pupil, bilan: Bilan) -> None:
        super().__init__()
        self.pupil, self.bilan = pupil, bilan


class NotAllowed(Exception):
    """This user may not do this; the refusal is journalled."""

    def __init__(self, user: User, action: Action) -> None:
        super().__init__()
        self.user, self.action = user, action


class BilanGone(Exception):
    """A bilan is no longer in its livret, or no longer locked."""
