"""What the store holds, without a screen: schools, former runs, archives."""

from datetime import date

from core.livret import Archive
from core.retention import deletable, kept_until, purge
from tui import history_texts, texts
from tui.codes import CODES
from tui.line import Writer
from tui.refusals import refusals
from tui.services import Office
from tui.simulating import livret_of
from tui.status import Status


async def print_schools(office: Office, write: Writer) -> Status:
    """Tell the schools of the store, by name."""
    for school in await office.schools():
        told = {"type": "ecole", "uai": str(school.uai), "nom": school.name}
        write(f"{school.uai}  {school.name}", told)
    return Status.SUCCESS


async def print_history(office: Office, write: Writer) -> Status:
    """Tell the runs of the school, newest first."""
    with refusals():
        runs = await office.livrets.runs((await office.school()).uai)
    for summary in runs:
        run = summary.run
        write(
            f"n° {run.id} — {history_texts.run_line(summary)}",
            {
                "type": "synchronisation",
                "numero": run.id,
                "commencee": run.started_at.isoformat(),
                "finie": summary.ended_at and summary.ended_at.isoformat(),
                "par": run.by,
                "extraction": run.scope.extracted_on and run.scope.extracted_on.isoformat(),
                "classes": sorted(run.scope.structures),
                "etat": history_texts.state(summary.state),
                "eleves": {CODES[one]: number for one, number in summary.counts.items()},
                "archives": summary.archived,
            },
        )
    if not runs:
        write(history_texts.number_of_runs(0), {})
    return Status.SUCCESS


async def print_archives(office: Office, ine: str, write: Writer) -> Status:
    """Tell the archives of a pupil, newest first, each beside what he is today."""
    uai = (await office.school()).uai
    livret = await livret_of(office.livrets, uai, ine)
    with refusals():
        archives = await office.livrets.archives(livret.id)
    for archive in archives:
        first, *others = history_texts.archive_told(archive, livret)
        write(first, _facts(archive))
        for line in others:
            write(line, {})
    if not archives:
        write(texts.NO_ARCHIVE, {})
    return Status.SUCCESS


async def delete_old_archives(
    office: Office, today: date, write: Writer, *, confirmed: bool
) -> Status:
    """Tell the archives that nothing obliges to keep; delete them, if that is confirmed."""
    uai = (await office.school()).uai
    with refusals():
        archives = await deletable(office.livrets, uai, today)
        for archive in archives:
            write(history_texts.deletable_line(archive), _facts(archive))
        if not archives:
            write(history_texts.to_delete(0), {})
        elif not confirmed:
            write(history_texts.to_delete(len(archives)), {})
            write(history_texts.HOW_TO_DELETE, {})
        else:
            await purge(office.livrets, uai, office.user, archives)
            said = history_texts.deleted(len(archives))
            write(said, {"type": "suppression", "archives": len(archives), "texte": said})
    return Status.SUCCESS


def _facts(archive: Archive) -> dict[str, object]:
    return {
        "type": "archive",
        "numero": archive.id,
        "synchronisation": archive.run_id,
        "archivee": archive.archived_at.isoformat(),
        "eleve": archive.livret.pupil.full_name,
        "classe": archive.livret.pupil.division.label,
        "bilans_verrouilles": len(archive.livret.locked_bilans),
        "conservee_jusqu_au": kept_until(archive).isoformat(),
        "empreinte": archive.fingerprint,
        "intacte": archive.is_intact,
    }
