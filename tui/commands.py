"""What each command does without a screen."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine

from core.filtering import MessageFilter
from core.messages import Severity
from tui import asking, demonstration, file_texts, files, history, simulating, texts
from tui.line import WRITERS, Writer, synchronise_lines, take_up_lines
from tui.opening import demonstration_opening, opening
from tui.refused import Refused
from tui.saying import say, say_aside
from tui.services import Office, Opening, Services
from tui.status import Status


def _synchronise(options: argparse.Namespace) -> int:
    async def work(office: Office) -> Status:
        write = WRITERS[options.format]
        services = await _services(office, options, write)
        if options.eleve:
            return await simulating.synchronise_pupil(services, options.eleve, write)
        understood: bool = options.j_ai_compris
        if options.reprendre:
            return await take_up_lines(services, write, understood=understood)
        return await synchronise_lines(services, options.classe, write, understood=understood)

    return _run(opening(options.ecole), work)


def _simulate(options: argparse.Namespace) -> int:
    async def work(office: Office) -> Status:
        write = WRITERS[options.format]
        return await simulating.simulate_lines(
            await _services(office, options, write),
            options.classe,
            options.sauf,
            write,
            then_apply=options.appliquer,
        )

    return _run(opening(options.ecole), work)


async def _services(office: Office, options: argparse.Namespace, write: Writer) -> Services:
    """What synchronises with BE1D, or with the extractions that are named."""
    if not options.extractions:
        return await office.services()
    provenance = asking.provenance(options.ecole, options.date, files.today())
    return await files.services_of_extractions(
        office, options.extractions, provenance, confirmed=options.confirmer, write=write
    )


def _import(options: argparse.Namespace) -> int:
    async def work(office: Office) -> Status:
        write = WRITERS[options.format]
        gradebooks = [path for path in options.fichiers if path.suffix.lower() == ".xml"]
        match gradebooks, options.fichiers:
            case [path], [_]:
                return await files.file_bilans(office, path, write)
            case [], paths:
                provenance = asking.provenance(options.ecole, options.date, files.today())
                name: str = options.nom
                return await files.fill_from_extractions(office, paths, provenance, name, write)
            case _:
                raise Refused(file_texts.ONE_KIND_OF_FILE)

    return _run(opening(), work)


def _export(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return files.export_livret(office, options.ine, options.archive, options.fichier)

    return _run(opening(options.ecole), work)


def _report(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        least = next(one for one in Severity if one.word.lower() == options.gravite)
        wanted = MessageFilter(least, words=options.cherche)
        return files.print_report(office, options.numero, options.format, wanted)

    return _run(opening(options.ecole), work)


def _schools(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return history.print_schools(office, WRITERS[options.format])

    return _run(opening(), work)


def _history(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return history.print_history(office, WRITERS[options.format])

    return _run(opening(options.ecole), work)


def _archives(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return history.print_archives(office, options.ine, WRITERS[options.format])

    return _run(opening(options.ecole), work)


def _purge(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        write = WRITERS[options.format]
        confirmed: bool = options.confirmer
        return history.delete_old_archives(office, files.today(), write, confirmed=confirmed)

    return _run(opening(options.ecole), work)


def _make_extractions(options: argparse.Namespace) -> int:
    from tui import simulated_extractions as simulated  # noqa: PLC0415 - for this command alone

    wanted = simulated.Wanted(
        options.eleves,
        options.graine,
        options.modifies,
        options.generation,
        options.encodage,
        options.personnalisees,
        options.piege,
    )
    simulated.make(options.dossier, wanted)
    say(file_texts.SIMULATED.format(uai=simulated.UAI, folder=options.dossier))
    return Status.SUCCESS


def _demonstration(options: argparse.Namespace) -> int:
    async def work(office: Office) -> Status:
        write = WRITERS[options.format]
        return await synchronise_lines(await office.services(), options.classe, write)

    status = _run(demonstration_opening(options.dossier, options.latence), work)
    store = options.dossier / demonstration.STORE
    say_aside(texts.DEMONSTRATION_STORE.format(path=store))
    # A pupil who cannot be verified is part of what is demonstrated.
    return Status.SUCCESS if status is Status.WITH_ERRORS else status


def _stand_in(options: argparse.Namespace) -> int:
    from tui import stand_in  # noqa: PLC0415 - a server's imports, for this command alone

    asyncio.run(
        stand_in.serve(
            options.donnees,
            port=options.port,
            latency_ms=options.latence,
            faults=options.panne,
            ends_with_stdin=options.lie_au_parent,
        )
    )
    return Status.SUCCESS


def _run(opening: Opening, work: Callable[[Office], Coroutine[None, None, Status]]) -> Status:
    async def run() -> Status:
        async with opening() as office:
            return await work(office)

    return asyncio.run(run())


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "synchroniser": _synchronise,
    "simuler": _simulate,
    "importer": _import,
    "exporter": _export,
    "rapport": _report,
    "ecoles": _schools,
    "historique": _history,
    "archives": _archives,
    "purger": _purge,
    "demonstration": _demonstration,
    "be1d-simule": _stand_in,
    "extractions-simulees": _make_extractions,
}
