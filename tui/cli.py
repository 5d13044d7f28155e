"""The command line: with screens, without them, the demonstration, the stand-in register."""

import argparse
import asyncio
import io
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from tui import bootstrap, demonstration, settings, texts
from tui.arguments import Parser
from tui.line import WRITERS, Status, synchronise_lines
from tui.services import Opening, Refused, Services


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
    chosen = settings.load()
    return _run_screens(lambda: bootstrap.services(chosen))


def _synchronise(options: argparse.Namespace) -> int:
    chosen = settings.load()
    return _run_lines(lambda: bootstrap.services(chosen), options)


def _demonstration(options: argparse.Namespace) -> int:
    def opening() -> AbstractAsyncContextManager[Services]:
        return demonstration.demonstration(options.dossier, options.latence)

    if _has_terminal():
        return _run_screens(opening)
    status = _run_lines(opening, options)
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


def _run_lines(opening: Opening, options: argparse.Namespace) -> Status:
    async def run() -> Status:
        async with opening() as services:
            return await synchronise_lines(services, options.classe, WRITERS[options.format])

    return asyncio.run(run())


def _parser() -> Parser:
    parser = Parser(prog=texts.APPLICATION, description=texts.DESCRIPTION)
    parser.set_defaults(run=_screens)
    commands = parser.add_subparsers(title="Commandes", metavar="COMMANDE", parser_class=Parser)
    add = commands.add_parser

    lines = add("synchroniser", help=texts.SYNCHRONISE_HELP, description=texts.SYNCHRONISE_HELP)
    lines.set_defaults(run=_synchronise)
    _add_line_options(lines)

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


def _add_line_options(parser: Parser) -> None:
    parser.options.add_argument(
        "--classe",
        action="append",
        default=[],
        metavar="LIBELLÉ",
        help="ne synchroniser que cette classe ; peut être répétée",
    )
    parser.options.add_argument(
        "--format",
        type=_output_format,
        default="texte",
        metavar="texte|json",
        help="une phrase par ligne, ou un objet JSON par ligne",
    )


def _add_latency(parser: Parser, default: int) -> None:
    parser.options.add_argument(
        "--latence",
        type=int,
        default=default,
        metavar="MS",
        help=f"attente du serveur simulé à chaque demande, en millisecondes ({default})",
    )


def _output_format(text: str) -> str:
    if text not in WRITERS:
        raise argparse.ArgumentTypeError("choisissez texte ou json")
    return text
