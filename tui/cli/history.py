"""`ecoles`, `historique`, `archives`, `purger`: what the store holds."""

import argparse
from typing import Any

from core.messages import refusals
from core.messages.codes import CODES
from core.messages.run_sentences import state_label
from core.model.livret import Archive
from core.model.runs import RunSummary
from core.model.users import JournalLine
from core.model.views import SchoolStanding
from core.rules.retention import kept_until
from core.usecases.history import all_runs, journal, pupil_history
from core.usecases.provenance import today
from core.usecases.pupils import livret_of
from core.usecases.purge import deletable_archives, purge
from core.usecases.workspace import Workspace
from tui.cli.workspaces import in_school, in_store
from tui.cli.writers import Writer
from tui.exit_status import Status
from tui.wording import history_texts, overview_texts
from tui.wording.trend_texts import trend


async def _schools(workspace: Workspace, _options: argparse.Namespace, write: Writer) -> Status:
    for standing in await workspace.store.standings():
        write(overview_texts.standing_line(standing), _standing_fields(standing))
    return Status.SUCCESS


schools = in_store(_schools)


async def _history(workspace: Workspace, _options: argparse.Namespace, write: Writer) -> Status:
    runs = await all_runs(workspace)
    for summary in runs:
        write(history_texts.numbered_run(summary), _run_fields(summary))
    if sentence := trend(runs):
        write(sentence, {})
    if not runs:
        write(history_texts.number_of_runs(0), {})
    return Status.SUCCESS


history = in_school(_history)


async def _archives(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    uai = (await workspace.school()).uai
    known = await livret_of(workspace.store, uai, options.ine)
    livret, archives = await pupil_history(workspace, known.id)
    for archive in archives:
        first, *others = history_texts.archive_details(archive, livret)
        write(first, _archive_fields(archive))
        for line in others:
            write(line, {})
    if not archives:
        write(refusals.NO_ARCHIVE, {})
    return Status.SUCCESS


archives = in_school(_archives)


async def _journal(workspace: Workspace, _options: argparse.Namespace, write: Writer) -> Status:
    lines = await journal(workspace)
    for line in lines:
        write(history_texts.journal_line(line), _journal_fields(line))
    if not lines:
        write(history_texts.NO_JOURNAL, {})
    return Status.SUCCESS


journal_lines = in_school(_journal)


async def _purge(workspace: Workspace, options: argparse.Namespace, write: Writer) -> Status:
    found = await deletable_archives(workspace, today())
    for archive in found:
        write(history_texts.deletable_line(archive), _archive_fields(archive))
    if not found or not options.confirmer:
        write(history_texts.to_delete(len(found)), {})
    if found and not options.confirmer:
        write(history_texts.HOW_TO_DELETE, {})
    elif found:
        await purge(workspace, found)
        sentence = history_texts.deleted(len(found))
        write(sentence, {"type": "suppression", "archives": len(found), "texte": sentence})
    return Status.SUCCESS


delete_archives = in_school(_purge)


def _standing_fields(standing: SchoolStanding) -> dict[str, Any]:
    return {
        "type": "ecole",
        "uai": str(standing.school.uai),
        "nom": standing.school.name,
        "synchronisee": standing.synchronised_at and standing.synchronised_at.isoformat(),
        "etat": standing.state and state_label(standing.state),
        "retenue": standing.is_held,
        "avertissements": standing.open_warnings,
        "non_verifies": standing.unverified,
    }


def _journal_fields(line: JournalLine) -> dict[str, Any]:
    return {
        "type": "journal",
        "le": line.noted_at.isoformat(),
        "par": line.user.name,
        "role": line.user.role.value,
        "depuis": line.user.origin,
        "action": line.action.value,
        "permis": line.allowed,
        "livrets": list(line.pupils),
    }


def _run_fields(summary: RunSummary) -> dict[str, Any]:
    run = summary.run
    return {
        "type": "synchronisation",
        "numero": run.id,
        "commencee": run.started_at.isoformat(),
        "finie": summary.ended_at and summary.ended_at.isoformat(),
        "par": run.by,
        "extraction": run.scope.extracted_on and run.scope.extracted_on.isoformat(),
        "classes": sorted(run.scope.structures),
        "etat": state_label(summary.state),
        "eleves": {CODES[outcome]: number for outcome, number in summary.counts.items()},
        "archives": summary.archived,
    }


def _archive_fields(archive: Archive) -> dict[str, object]:
    return {
        "type": "archive",
        "numero": archive.id,
        "synchronisation": archive.run_id or None,
        "retire_par": archive.withdrawal and archive.withdrawal.by,
        "motif": archive.withdrawal and archive.withdrawal.reason,
        "archivee": archive.archived_at.isoformat(),
        "eleve": archive.livret.pupil.full_name,
        "classe": archive.livret.pupil.division.label,
        "bilans_verrouilles": len(archive.livret.locked_bilans),
        "conservee_jusqu_au": kept_until(archive).isoformat(),
        "empreinte": archive.fingerprint,
        "intacte": archive.is_intact,
    }
