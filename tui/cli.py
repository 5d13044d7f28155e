"""The command line: with screens, without them, the demonstration, the stand-in register."""

import argparse
import asyncio
import io
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager

import msgspec

from core.text import clean
from tui import (
    asking,
    bootstrap,
    demonstration,
    file_texts,
    files,
    history,
    settings,
    simulating,
    texts,
)
from tui.line import WRITERS, Status, Writer, synchronise_lines, take_up_lines
from tui.options import parser
from tui.services import Office, Opening, Refused, Services


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; its exit statuses are those of `tui.line.Status`."""
    for stream in (sys.stdout, sys.stderr):
        # A sign that the terminal cannot show is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = parser().parse_args(arguments)
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except Refused as refusal:
        print(clean(str(refusal)), file=sys.stderr)
        return Status.REFUSED
    except KeyboardInterrupt:
        # A run that has begun drains instead.
        print(texts.CUT_SHORT, file=sys.stderr)
        return Status.WITH_ERRORS
    except BrokenPipeError:
        # Who read has enough (`lsun-sync rapport | head`); Python would complain at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.WITH_ERRORS
    return status


def _screens(_options: argparse.Namespace) -> int:
    if not _has_terminal():
        raise Refused(texts.NO_TERMINAL)
    return _run_screens(_opening())


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

    return _run(_opening(options.ecole), work)


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

    return _run(_opening(options.ecole), work)


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

    return _run(_opening(), work)


def _export(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return files.export_livret(office, options.ine, options.archive, options.fichier)

    return _run(_opening(options.ecole), work)


def _report(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return files.print_report(office, options.numero, options.format)

    return _run(_opening(options.ecole), work)


def _schools(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return history.print_schools(office, WRITERS[options.format])

    return _run(_opening(), work)


def _history(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return history.print_history(office, WRITERS[options.format])

    return _run(_opening(options.ecole), work)


def _archives(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        return history.print_archives(office, options.ine, WRITERS[options.format])

    return _run(_opening(options.ecole), work)


def _purge(options: argparse.Namespace) -> int:
    def work(office: Office) -> Coroutine[None, None, Status]:
        write = WRITERS[options.format]
        confirmed: bool = options.confirmer
        return history.delete_old_archives(office, files.today(), write, confirmed=confirmed)

    return _run(_opening(options.ecole), work)


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
    print(file_texts.SIMULATED.format(uai=simulated.UAI, folder=options.dossier))
    return Status.SUCCESS


def _demonstration(options: argparse.Namespace) -> int:
    def opening() -> AbstractAsyncContextManager[Office]:
        return demonstration.demonstration(options.dossier, options.latence)

    async def work(office: Office) -> Status:
        write = WRITERS[options.format]
        return await synchronise_lines(await office.services(), options.classe, write)

    if _has_terminal():
        return _run_screens(opening)
    status = _run(opening, work)
    store = options.dossier / demonstration.STORE
    print(texts.DEMONSTRATION_STORE.format(path=store), file=sys.stderr)
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


def _has_terminal() -> bool:
    # Textual draws on stderr.
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _run_screens(opening: Opening) -> int:
    from tui.app import LsunSync  # noqa: PLC0415 - never imported without a terminal

    app = LsunSync(opening)
    app.run(mouse=False)
    return app.return_code or Status.SUCCESS


def _opening(school: str = "") -> Opening:
    """The office that the settings describe; a school named on the command line comes first."""
    chosen = settings.load()
    if school:
        chosen = msgspec.structs.replace(
            chosen, lsun=msgspec.structs.replace(chosen.lsun, school=school)
        )
    return lambda: bootstrap.office(chosen)


def _run(opening: Opening, work: Callable[[Office], Coroutine[None, None, Status]]) -> Status:
    async def run() -> Status:
        async with opening() as office:
            return await work(office)

    return asyncio.run(run())


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _screens,
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
