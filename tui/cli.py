"""The command line: with screens, without them, the demonstration, the stand-in register."""

import argparse
import asyncio
import io
import sys
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import msgspec

from tui import asking, bootstrap, demonstration, file_texts, files, settings, texts
from tui.arguments import Parser
from tui.line import WRITERS, Status, synchronise_lines
from tui.reports import FORMATS
from tui.services import Office, Opening, Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks; its exit statuses are those of `tui.line.Status`."""
    for stream in (sys.stdout, sys.stderr):
        # A sign that the terminal cannot show is no reason to stop.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return Status.REFUSED
    return status


def _screens(_options: argparse.Namespace) -> int:
    if not _has_terminal():
        raise Refused(texts.NO_TERMINAL)
    return _run_screens(_opening())


def _synchronise(options: argparse.Namespace) -> int:
    async def work(office: Office) -> Status:
        write = WRITERS[options.format]
        if not options.extractions:
            return await synchronise_lines(await office.services(), options.classe, write)
        return await files.synchronise_extractions(
            office,
            options.extractions,
            asking.provenance(options.ecole, options.date, files.today()),
            confirmed=options.confirmer,
            wanted=options.classe,
            write=write,
        )

    return _run(_opening(options.ecole), work)


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


def _parser() -> Parser:
    parser = Parser(prog=texts.APPLICATION, description=texts.DESCRIPTION)
    parser.set_defaults(run=_screens)
    commands = parser.add_subparsers(title="Commandes", metavar="COMMANDE", parser_class=Parser)
    add = commands.add_parser

    lines = add("synchroniser", help=texts.SYNCHRONISE_HELP, description=texts.SYNCHRONISE_HELP)
    lines.set_defaults(run=_synchronise)
    _add_extractions(lines)
    _add_line_options(lines)
    _add_file_commands(add)
    _add_simulated(add)

    shown = add(
        "demonstration", help=texts.DEMONSTRATION_HELP, description=texts.DEMONSTRATION_HELP
    )
    shown.set_defaults(run=_demonstration)
    shown.options.add_argument(
        "--dossier",
        type=Path,
        default=demonstration.default_folder(),
        help="où la démonstration garde sa base (remise à neuf à chaque fois)",
    )
    _add_latency(shown, default=200)
    _add_line_options(shown)

    server = add("be1d-simule", help=texts.STAND_IN_HELP, description=texts.STAND_IN_HELP)
    server.set_defaults(run=_stand_in)
    server.options.add_argument(
        "--donnees", type=Path, help="fichier de l'école servie (l'école de démonstration sinon)"
    )
    server.options.add_argument("--port", type=int, default=0, help="port local (libre sinon)")
    _add_latency(server, default=0)
    server.options.add_argument(
        "--panne",
        action="append",
        default=[],
        metavar="INE=NOM[*FOIS]",
        help=f"panne pour un élève, pour toujours ou tant de fois : {texts.FAULT_NAMES}",
    )
    server.options.add_argument(
        "--lie-au-parent", action="store_true", help="s'arrêter quand l'entrée standard se ferme"
    )
    return parser


def _add_file_commands(add: Callable[..., Parser]) -> None:
    brought = add("importer", help=file_texts.IMPORT_HELP, description=file_texts.IMPORT_HELP)
    brought.set_defaults(run=_import)
    brought.options.add_argument(
        "fichiers", type=Path, nargs="+", metavar="FICHIER", help=file_texts.FILES_HELP
    )
    brought.options.add_argument("--nom", default="", help="nom de la nouvelle école")
    _add_provenance(brought)
    _add_format(brought)

    taken = add("exporter", help=file_texts.EXPORT_HELP, description=file_texts.EXPORT_HELP)
    taken.set_defaults(run=_export)
    taken.options.add_argument("ine", metavar="INE", help="INE de l'élève")
    taken.options.add_argument(
        "fichier", type=Path, metavar="FICHIER", help="nouveau fichier, en .xml (LSU) ou .json"
    )
    taken.options.add_argument(
        "--archive", type=int, metavar="N", help="la N-ième archive, 1 étant la plus récente"
    )
    _add_school(taken)

    told = add("rapport", help=file_texts.REPORT_HELP, description=file_texts.REPORT_HELP)
    told.set_defaults(run=_report)
    told.options.add_argument(
        "numero", type=int, nargs="?", metavar="N", help="numéro de la synchronisation (dernière)"
    )
    _add_school(told)
    _add_format(told, FORMATS)


def _add_simulated(add: Callable[..., Parser]) -> None:
    made = add(
        "extractions-simulees",
        help=file_texts.SIMULATED_HELP,
        description=file_texts.SIMULATED_HELP,
    )
    made.set_defaults(run=_make_extractions)
    option = made.options.add_argument
    option("dossier", type=Path, metavar="DOSSIER", help="où les écrire")
    option("--eleves", type=int, default=100, metavar="N", help="nombre d'élèves (100)")
    option("--graine", type=int, default=1, metavar="N", help="une autre école (1)")
    option("--modifies", type=int, default=0, metavar="%", help="part d'élèves modifiés (0)")
    option("--generation", default="onde", metavar="onde|be1d", help="ONDE, ou BE1D avant 2017")
    option("--encodage", default="cp1252", metavar="NOM", help="encodage des fichiers (cp1252)")
    option("--personnalisees", action="store_true", help="avec les colonnes d'une personnalisée")
    option(
        "--piege",
        action="append",
        default=[],
        metavar="NOM",
        help="ce qui va mal ; peut être répétée",
    )


def _add_extractions(parser: Parser) -> None:
    parser.options.add_argument(
        "--extractions",
        type=Path,
        action="append",
        default=[],
        metavar="CHEMIN",
        help="extractions de ONDE (fichier .csv ou dossier) au lieu de BE1D ; peut être répétée",
    )
    parser.options.add_argument(
        "--confirmer",
        action="store_true",
        help="synchroniser même si ces extractions ne ressemblent pas à l'école",
    )
    _add_provenance(parser)


def _add_provenance(parser: Parser) -> None:
    _add_school(parser)
    parser.options.add_argument(
        "--date", default="", metavar="JJ/MM/AAAA", help="jour des extractions"
    )


def _add_school(parser: Parser) -> None:
    parser.options.add_argument("--ecole", default="", metavar="UAI", help="numéro de l'école")


def _add_line_options(parser: Parser) -> None:
    parser.options.add_argument(
        "--classe",
        action="append",
        default=[],
        metavar="LIBELLÉ",
        help="ne synchroniser que cette classe ; peut être répétée",
    )
    _add_format(parser)


def _add_format(parser: Parser, formats: Iterable[str] = tuple(WRITERS)) -> None:
    names = tuple(formats)

    def known(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"choisissez {' ou '.join(names)}")
        return text

    parser.options.add_argument(
        "--format",
        type=known,
        default=names[0],
        metavar="|".join(names),
        help="la forme de ce qui est écrit",
    )


def _add_latency(parser: Parser, default: int) -> None:
    parser.options.add_argument(
        "--latence",
        type=int,
        default=default,
        metavar="MS",
        help=f"attente du serveur simulé à chaque demande, en millisecondes ({default})",
    )
