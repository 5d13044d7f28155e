"""What the core and the store refuse, as the sentence that the user reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from core import standing
from core.ports import RunInProgress, StoreError
from core.roles import NotAllowed
from tui.refused import Refused


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what is not allowed, not possible now, or not working into `Refused`."""
    try:
        yield
    except NotAllowed as error:
        raise Refused(standing.not_allowed(error)) from error
    except RunInProgress as error:
        raise Refused(standing.in_progress(error)) from error
    except StoreError as error:
        raise Refused(str(error)) from error
