"""What whoever goes on over the guard says."""

from core.rules.guard import MassChangeBlocked
from tui.wording import texts


def override_label(blocked: MassChangeBlocked | None) -> str:
    """What resumes a run: over the guard that holds it, or over who was not verified."""
    if blocked is None:
        return texts.RESUME
    return texts.NEW_YEAR if blocked.is_new_year else texts.OVERRIDE_GUARD


def override_question(blocked: MassChangeBlocked) -> str:
    """What whoever goes on answers for."""
    return texts.NEW_YEAR_QUESTION if blocked.is_new_year else texts.OVERRIDE_QUESTION
