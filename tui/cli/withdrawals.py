"""`retirer-bilan`: a locked bilan that was filed wrongly leaves its livret."""

import argparse

from core.messages import refusals
from core.model.livret import Livret
from core.usecases.pupils import livret_of
from core.usecases.withdrawals import bilan_of_rank, checked_reason, withdraw
from core.usecases.workspace import Workspace
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer
from tui.exit_status import Status
from tui.wording import history_texts


async def _withdraw(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    uai = (await workspace.school()).uai
    livret = await livret_of(workspace.store, uai, options.ine)
    if options.bilan is None and livret.locked_bilans:
        _tell_locked(livret, write)
        return Status.SUCCESS
    bilan = bilan_of_rank(livret, options.bilan)
    reason = checked_reason(options.motif)
    if not options.confirmer:
        write(history_texts.withdraw_question(livret, bilan, reason), {})
        write(history_texts.HOW_TO_WITHDRAW, {})
        return Status.SUCCESS
    await withdraw(workspace, livret, bilan, reason)
    sentence = history_texts.withdrawn(livret, bilan)
    write(sentence, {"type": "retrait", "bilan": refusals.bilan_label(bilan), "texte": sentence})
    return Status.SUCCESS


withdraw_bilan = in_school(_withdraw)


def _tell_locked(livret: Livret, write: Writer) -> None:
    for rank, bilan in enumerate(livret.locked_bilans, 1):
        label = refusals.bilan_label(bilan)
        write(f"{rank}. {label}", {"type": "bilan", "rang": rank, "bilan": label})
