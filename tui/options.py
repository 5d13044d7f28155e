"""The command line: its commands and their options."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from tui import demonstration, file_texts, texts
from tui.arguments import Parser

FORMS = ("texte", "json")
"""The names of `tui.line.WRITERS`, which a screen does not wait for."""

REPORT_FORMS = ("texte", "csv", "json")
"""The names of `tui.reports.FORMATS`, likewise."""

SEVERITIES = ("information", "avertissement", "erreur")
"""The words of `core.messages.Severity`, likewise."""


def parser() -> Parser:
    """Reads a command line; `command` is the name of what is asked for, empty for the screens."""
    whole = Parser(prog=texts.APPLICATION, description=texts.DESCRIPTION)
    whole.set_defaults(command="")
    _add_linear(whole, default=False)
    commands = whole.add_subparsers(title="Commandes", metavar="COMMANDE", parser_class=Parser)

    def add(name: str, said: str) -> Parser:
        command: Parser = commands.add_parser(name, help=said, description=said)
        command.set_defaults(command=name)
        return command

    _add_synchronise(add("synchroniser", texts.SYNCHRONISE_HELP))
    _add_simulate(add("simuler", texts.SIMULATE_HELP))
    _add_import(add("importer", file_texts.IMPORT_HELP))
    _add_export(add("exporter", file_texts.EXPORT_HELP))
    _add_report(add("rapport", file_texts.REPORT_HELP))
    _add_format(add("ecoles", texts.SCHOOLS_COMMAND_HELP))
    _add_listing(add("historique", texts.HISTORY_HELP))
    _add_archives(add("archives", texts.ARCHIVES_COMMAND_HELP))
    _add_purge(add("purger", texts.PURGE_HELP))
    _add_demonstration(add("demonstration", texts.DEMONSTRATION_HELP))
    _add_stand_in(add("be1d-simule", texts.STAND_IN_HELP))
    _add_simulated(add("extractions-simulees", file_texts.SIMULATED_HELP))
    return whole


def _add_synchronise(lines: Parser) -> None:
    _add_extractions(lines)
    option = lines.options.add_argument
    option("--eleve", default="", metavar="INE", help="ne synchroniser que cet élève, pas à pas")
    option("--reprendre", action="store_true", help="reprendre une synchronisation interrompue")
    option(
        "--j-ai-compris",
        action="store_true",
        help="aller au bout même si trop d'élèves changeraient",
    )
    _add_provenance(lines)
    _add_line_options(lines)


def _add_simulate(lines: Parser) -> None:
    _add_extractions(lines)
    option = lines.options.add_argument
    option("--sauf", action="append", default=[], metavar="INE", help="laisser cet élève de côté")
    option("--appliquer", action="store_true", help="faire ensuite exactement ce qui est montré")
    _add_provenance(lines)
    _add_line_options(lines)


def _add_extractions(lines: Parser) -> None:
    lines.options.add_argument(
        "--extractions",
        type=Path,
        action="append",
        default=[],
        metavar="CHEMIN",
        help="extractions de ONDE (fichier .csv ou dossier) au lieu de BE1D ; peut être répétée",
    )
    lines.options.add_argument(
        "--confirmer",
        action="store_true",
        help="les utiliser même si ces extractions ne ressemblent pas à l'école",
    )


def _add_demonstration(shown: Parser) -> None:
    shown.options.add_argument(
        "--dossier",
        type=Path,
        default=demonstration.default_folder(),
        help="où la démonstration garde sa base (remise à neuf à chaque fois)",
    )
    _add_latency(shown, default=200)
    # Where it is not said again, what was said before the command holds.
    _add_linear(shown, default=argparse.SUPPRESS)
    _add_line_options(shown)


def _add_stand_in(server: Parser) -> None:
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


def _add_import(brought: Parser) -> None:
    brought.options.add_argument(
        "fichiers", type=Path, nargs="+", metavar="FICHIER", help=file_texts.FILES_HELP
    )
    brought.options.add_argument("--nom", default="", help="nom de la nouvelle école")
    _add_provenance(brought)
    _add_format(brought)


def _add_export(taken: Parser) -> None:
    taken.options.add_argument("ine", metavar="INE", help="INE de l'élève")
    taken.options.add_argument(
        "fichier", type=Path, metavar="FICHIER", help="nouveau fichier, en .xml (LSU) ou .json"
    )
    taken.options.add_argument(
        "--archive", type=int, metavar="N", help="la N-ième archive, 1 étant la plus récente"
    )
    _add_school(taken)


def _add_report(told: Parser) -> None:
    told.options.add_argument(
        "numero", type=int, nargs="?", metavar="N", help="numéro de la synchronisation (dernière)"
    )
    option = told.options.add_argument
    option("--cherche", default="", metavar="TEXTE", help="les seuls messages où est ce texte")
    option(
        "--gravite",
        type=_one_of(SEVERITIES),
        default=SEVERITIES[0],
        metavar="|".join(SEVERITIES),
        help="les seuls messages au moins aussi graves",
    )
    _add_school(told)
    _add_format(told, REPORT_FORMS)


def _add_listing(told: Parser) -> None:
    _add_school(told)
    _add_format(told)


def _add_archives(told: Parser) -> None:
    told.options.add_argument("ine", metavar="INE", help="INE de l'élève")
    _add_listing(told)


def _add_purge(told: Parser) -> None:
    told.options.add_argument(
        "--confirmer", action="store_true", help="les supprimer, après les avoir dites"
    )
    _add_listing(told)


def _add_simulated(made: Parser) -> None:
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


def _add_provenance(parser: Parser) -> None:
    _add_school(parser)
    parser.options.add_argument(
        "--date", default="", metavar="JJ/MM/AAAA", help="jour des extractions"
    )


def _add_school(parser: Parser) -> None:
    parser.options.add_argument("--ecole", default="", metavar="UAI|NOM", help="l'école")


def _add_line_options(parser: Parser) -> None:
    parser.options.add_argument(
        "--classe",
        action="append",
        default=[],
        metavar="LIBELLÉ",
        help="ne synchroniser que cette classe ; peut être répétée",
    )
    _add_format(parser)


def _one_of(names: Sequence[str]) -> Callable[[str], str]:
    def known(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"choisissez {' ou '.join(names)}")
        return text

    return known


def _add_format(parser: Parser, names: Sequence[str] = FORMS) -> None:
    parser.options.add_argument(
        "--format",
        type=_one_of(names),
        default=names[0],
        metavar="|".join(names),
        help="la forme de ce qui est écrit",
    )


def _add_linear(parser: Parser, default: object) -> None:
    parser.options.add_argument(
        "--lineaire", action="store_true", default=default, help=texts.LINEAR_HELP
    )


def _add_latency(parser: Parser, default: int) -> None:
    parser.options.add_argument(
        "--latence",
        type=int,
        default=default,
        metavar="MS",
        help=f"attente du serveur simulé à chaque demande, en millisecondes ({default})",
    )
