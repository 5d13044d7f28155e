"""A locked bilan that was filed wrongly: taken out of its livret, and kept as an archive."""

from core.errors import BilanGone, UserError
from core.messages import refusals
from core.model.livret import Bilan, Livret, Withdrawal
from core.model.users import Action
from core.usecases.authorise import authorise
from core.usecases.errors import as_user_errors
from core.usecases.workspace import Workspace

LONGEST_REASON = 500


def bilan_of_rank(livret: Livret, rank: int | None) -> Bilan:
    """The `rank`-th locked bilan of a livret (1 is the first). Raises `UserError`."""
    locked = livret.locked_bilans
    if rank is None or not 0 < rank <= len(locked):
        raise UserError(refusals.unknown_bilan(len(locked)))
    return locked[rank - 1]


def checked_reason(typed: str) -> str:
    """Why a bilan is withdrawn. Raises `UserError` when nothing is said, or too much."""
    reason = typed.strip()
    if not reason:
        raise UserError(refusals.NO_REASON)
    if len(reason) > LONGEST_REASON:
        raise UserError(refusals.LONG_REASON.format(longest=LONGEST_REASON))
    return reason


async def withdraw(workspace: Workspace, livret: Livret, bilan: Bilan, reason: str) -> None:
    """Withdraw a locked bilan; the right one can be filed in its place.

    Raises `UserError` when the user may not, gives no reason, or the bilan is no longer there.
    """
    withdrawal = Withdrawal(workspace.user.name, checked_reason(reason))
    uai = (await workspace.school()).uai
    with as_user_errors():
        await authorise(workspace.store, uai, workspace.user, Action.WITHDRAW, [livret.id])
        try:
            await workspace.store.withdraw_bilan(uai, livret.id, bilan, withdrawal)
        except BilanGone as error:
            raise UserError(refusals.BILAN_GONE) from error
