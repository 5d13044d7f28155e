"""What the core and the store refuse, as the sentence that the user reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import LockedBilanDiffers, NotAllowed, RunInProgress, SchoolBusy, UserError
from core.messages import refusals


@contextmanager
def as_user_errors() -> Iterator[None]:
    """Turn what is not allowed, not possible now, or would change a locked bilan into `UserError`.

    What the adapters refuse (`StoreError`, `FileError`) is one already, and passes through.
    """
    try:
        yield
    except NotAllowed as error:
        raise UserError(refusals.not_allowed(error)) from error
    except RunInProgress as error:
        raise SchoolBusy(refusals.in_progress(error)) from error
    except LockedBilanDiffers as error:
        raise UserError(refusals.locked_bilan_differs(error.pupil, error.bilan)) from error
