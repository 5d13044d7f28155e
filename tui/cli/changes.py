"""`changements`: what became of a pupil, a class or the school, one run after the other."""

import argparse
from typing import Any

from core.messages.codes import CODES
from core.model.runs import PastResult
from core.usecases.past_changes import past_changes, period_of
from core.usecases.workspace import Workspace
from tui.cli.workspaces import in_school
from tui.cli.writers import Writer
from tui.exit_status import Status
from tui.wording import overview_texts, sentences


async def _changes(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    period = period_of(options.depuis, options.jusqu_au)
    found = await past_changes(workspace, options.eleve, options.classe, period)
    for past in found:
        _tell(past, write)
    if not found:
        write(overview_texts.NO_PAST_CHANGE, {})
    return Status.SUCCESS


changes = in_school(_changes)


def _tell(past: PastResult, write: Writer) -> None:
    fields = _fields(past)
    # Who was admitted was nobody before: he is a fact without data.
    write(overview_texts.past_result(past), {} if past.result.changes else fields)
    for change in past.result.changes:
        data = {"donnee": change.label, "avant": change.before, "apres": change.after}
        write(f"    {sentences.change_sentence(change)}", fields | data)


def _fields(past: PastResult) -> dict[str, Any]:
    result = past.result
    return {
        "type": "changement",
        "synchronisation": past.run_id,
        "commencee": past.started_at.isoformat(),
        "par": past.by,
        "eleve": result.name,
        "ine": result.ine,
        "classe": result.division,
        "resultat": CODES[result.outcome],
        "archive": result.archived,
    }
