"""The commands: how each is called, what it takes and what does it.

The parser and its help are made from this table, which imports nothing of what commands need.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple

from tui.cli.about import SayAbout
from tui.cli.choices import (
    ACADEMY_ACTIONS,
    FORMS,
    REPORT_FORMS,
    ROLES,
    SEVERITIES,
    SHELLS,
    STORE_ACTIONS,
)
from tui.cli.parser import Parser
from tui.composition.demonstration import default_folder
from tui.nearest import meant_by
from tui.wording import command_texts as words
from tui.wording.argparse_texts import not_one_of, suggesting
from tui.wording.example_texts import EXAMPLES
from tui.wording.texts import APPLICATION


class Option(NamedTuple):
    """An option or an argument: its name, and what `argparse` is told of it.

    A default that depends on the user's environment is a function, called for each command line.
    """

    name: str
    settings: dict[str, Any]

    def add_to(self, parser: Parser) -> None:
        """Have a parser know it."""
        default = self.settings.get("default")
        found = {"default": default()} if callable(default) else {}
        parser.options.add_argument(self.name, **{**self.settings, **found})


class Command(NamedTuple):
    """A command. `handler` names a function of the parsed options, imported when it is called."""

    help: str
    handler: str
    options: Sequence[Option]

    def run(self, options: argparse.Namespace) -> int:
        """Do what the command does; return its exit status. Raises `UserError`."""
        handler: Callable[[argparse.Namespace], int] = resolve_name(f"tui.cli.{self.handler}")
        return handler(options)


def _option(name: str, help_text: str, **settings: Any) -> Option:  # noqa: ANN401 - argparse's own
    return Option(name, {"help": help_text, **settings})


def _flag(name: str, help_text: str) -> Option:
    return _option(name, help_text, action="store_true")


def _text(name: str, help_text: str, metavar: str) -> Option:
    return _option(name, help_text, default="", metavar=metavar)


def _several(name: str, help_text: str, metavar: str, **settings: Any) -> Option:  # noqa: ANN401
    return _option(name, help_text, action="append", default=[], metavar=metavar, **settings)


def _number(name: str, help_text: str, metavar: str, default: int | None = None) -> Option:
    return _option(name, help_text, type=int, default=default, metavar=metavar)


def _one_of(name: str, help_text: str, names: Sequence[str]) -> Option:
    def known(text: str) -> str:
        if text not in names:
            choose = not_one_of(text, names)
            raise argparse.ArgumentTypeError(suggesting(choose, meant_by(text, names)))
        return text

    metavar = "|".join(names)
    listed = {"choices": names, "default": names[0], "metavar": metavar}
    return _option(name, help_text, type=known, **listed)


_LINEAR = _flag("--lineaire", words.LINEAR)
_LINEAR_AGAIN = Option(_LINEAR.name, {**_LINEAR.settings, "default": argparse.SUPPRESS})
"""Where it is not said again, what was said before the command holds."""
_FORM = _one_of("--format", words.FORM, FORMS)
_SCHOOL = _text("--ecole", words.SCHOOL, "UAI|NOM")
_DAY = _text("--date", words.DAY, "JJ/MM/AAAA")
_INE = _option("ine", words.INE, metavar="INE|NOM")
_CLASS = _several("--classe", words.CLASS, words.LABEL)
_EXTRACTIONS = (
    _several("--extractions", words.EXTRACTIONS, "CHEMIN", type=Path),
    _flag("--confirmer", words.CONFIRM_EXTRACTIONS),
)
_LINES = (_SCHOOL, _DAY, _CLASS, _FORM)

COMMANDS: dict[str, Command] = {
    "synchroniser": Command(
        words.SYNCHRONISE,
        "synchronise:synchronise",
        (
            *_EXTRACTIONS,
            _text("--eleve", words.ONE_PUPIL, "INE|NOM"),
            _flag("--toutes-les-ecoles", words.EVERY_SCHOOL),
            _flag("--reprendre", words.RESUME),
            _flag("--automatique", words.UNATTENDED),
            _flag("--j-ai-compris", words.OVERRIDE_GUARD),
            _flag("--nouvelle-annee", words.NEW_YEAR),
            *_LINES,
        ),
    ),
    "automatique": Command(
        words.AUTOMATIC,
        "unattended:schedule_it",
        (
            _one_of("action", words.AUTOMATIC_ACTION, ("installer",)),
            _one_of("--planificateur", words.SCHEDULER, ("systemd", "crontab")),
            _option("--heure", words.HOUR, default="02:30", metavar="HH:MM"),
            _flag("--confirmer", words.CONFIRM_SCHEDULE),
            _SCHOOL,
            _FORM,
        ),
    ),
    "simuler": Command(
        words.SIMULATE,
        "simulate:simulate",
        (
            *_EXTRACTIONS,
            _several("--sauf", words.LEAVE_OUT, "INE|NOM"),
            _flag("--appliquer", words.APPLY),
            _flag("--j-ai-compris", words.OVERRIDE_GUARD),
            _flag("--nouvelle-annee", words.NEW_YEAR),
            *_LINES,
        ),
    ),
    "importer": Command(
        words.IMPORT,
        "files:import_files",
        (
            _option("fichiers", words.FILES, type=Path, nargs="+", metavar="FICHIER"),
            _text("--nom", words.SCHOOL_NAME, "NOM"),
            _SCHOOL,
            _DAY,
            _FORM,
        ),
    ),
    "exporter": Command(
        words.EXPORT,
        "files:export",
        (
            _INE,
            _option("fichier", words.EXPORTED_FILE, type=Path, metavar="FICHIER"),
            _number("--archive", words.ARCHIVE_NUMBER, "N"),
            _SCHOOL,
        ),
    ),
    "rapport": Command(
        words.REPORT,
        "files:report",
        (
            _option("numero", words.RUN_NUMBER, type=int, nargs="?", metavar="N"),
            _text("--cherche", words.SEARCH, "TEXTE"),
            _one_of("--gravite", words.SEVERITY, SEVERITIES),
            _SCHOOL,
            _one_of("--format", words.FORM, REPORT_FORMS),
        ),
    ),
    "ecoles": Command(words.SCHOOLS, "history:schools", (_FORM,)),
    "eleves": Command(
        words.PUPILS_FOUND,
        "pupils:pupils",
        (
            _option("texte", words.SEARCHED_NAME, nargs="?", default="", metavar="TEXTE"),
            _FORM,
        ),
    ),
    "historique": Command(words.HISTORY, "history:history", (_SCHOOL, _FORM)),
    "changements": Command(
        words.PAST_CHANGES,
        "changes:changes",
        (
            _option("eleve", words.PUPIL_OR_ALL, nargs="?", default="", metavar="INE|NOM"),
            _several("--classe", words.CLASS_OF_TODAY, words.LABEL),
            _text("--depuis", words.SINCE, "JJ/MM/AAAA"),
            _text("--jusqu-au", words.UNTIL, "JJ/MM/AAAA"),
            _SCHOOL,
            _FORM,
        ),
    ),
    "archives": Command(words.ARCHIVES, "history:archives", (_INE, _SCHOOL, _FORM)),
    "journal": Command(words.JOURNAL, "history:journal_lines", (_SCHOOL, _FORM)),
    "retirer-bilan": Command(
        words.WITHDRAW,
        "withdrawals:withdraw_bilan",
        (
            _INE,
            _number("--bilan", words.BILAN_RANK, "N"),
            _text("--motif", words.REASON, "TEXTE"),
            _flag("--confirmer", words.CONFIRM_WITHDRAWAL),
            _SCHOOL,
            _FORM,
        ),
    ),
    "purger": Command(
        words.PURGE,
        "history:delete_archives",
        (_flag("--confirmer", words.CONFIRM_PURGE), _SCHOOL, _FORM),
    ),
    "donnees": Command(
        words.PERSONAL_DATA,
        "rights:export_personal_data",
        (_INE, _option("fichier", words.JSON_FILE, type=Path, metavar="FICHIER"), _SCHOOL),
    ),
    "effacer": Command(
        words.ERASE,
        "rights:erase_pupil",
        (_INE, _flag("--confirmer", words.CONFIRM_ERASURE), _SCHOOL, _FORM),
    ),
    "reglages": Command(
        words.SETTINGS,
        "settings:tell_settings",
        (_flag("--ecrire", words.WRITE_SETTINGS), _FORM),
    ),
    "base": Command(
        words.STORE,
        "maintenance:maintain",
        (
            _one_of("action", words.STORE_ACTION, STORE_ACTIONS),
            _option("objet", words.STORE_OBJECT, nargs="*", default=[], metavar="OBJET"),
            _flag("--confirmer", words.CONFIRM_RESTORE),
            _one_of("--role", words.ROLE, ROLES),
            _text("--ecole", words.SCHOOL_OF_ACCOUNT, "UAI"),
            _FORM,
        ),
    ),
    "academie": Command(
        words.ACADEMY,
        "academy:academy_command",
        (
            _one_of("action", words.ACADEMY_ACTION, ACADEMY_ACTIONS),
            _option("objet", words.ACADEMY_OBJECT, nargs="?", default="", metavar="UAI|N"),
            _FORM,
        ),
    ),
    "demonstration": Command(
        words.DEMONSTRATION,
        "simulated:demonstration",
        (
            _option(
                "--dossier",
                words.DEMONSTRATION_FOLDER,
                type=Path,
                default=default_folder,
                metavar="DOSSIER",
            ),
            _number("--latence", words.LATENCY.format(default=200), "MS", 200),
            _LINEAR_AGAIN,
            _CLASS,
            _FORM,
        ),
    ),
    "be1d-simule": Command(
        words.STAND_IN,
        "simulated:stand_in",
        (
            _option("--donnees", words.STAND_IN_FILE, type=Path, metavar="CHEMIN"),
            _number("--ecoles", words.SCHOOLS_OF_ACADEMY, "N"),
            _number("--eleves", words.PUPILS_OF_EACH, "N", 131),
            _number("--graine", words.SEED, "N", 1),
            _number("--modifies", words.CHANGED, "%", 0),
            _number("--quota", words.QUOTA, "N"),
            _number("--port", words.PORT, "PORT", 0),
            _number("--latence", words.LATENCY.format(default=0), "MS", 0),
            _several("--panne", words.FAULTS, "INE|UAI=NOM[*FOIS]"),
            _flag("--lie-au-parent", words.ENDS_WITH_STDIN),
        ),
    ),
    "extractions-simulees": Command(
        words.SIMULATED_EXTRACTIONS,
        "simulated:extractions",
        (
            _option("dossier", words.EXTRACTIONS_FOLDER, type=Path, metavar="DOSSIER"),
            _number("--eleves", words.PUPILS, "N", 100),
            _number("--graine", words.SEED, "N", 1),
            _number("--modifies", words.CHANGED, "%", 0),
            _one_of("--generation", words.GENERATION, ("onde", "be1d")),
            _option("--encodage", words.ENCODING, default="cp1252", metavar="NOM"),
            _flag("--personnalisees", words.CUSTOM_COLUMNS),
            _several("--piege", words.TRAPS, "NOM"),
        ),
    ),
    "completion": Command(
        words.COMPLETION,
        "completion:completion",
        (_one_of("interpreteur", words.SHELL, SHELLS),),
    ),
    "page-de-manuel": Command(words.MANUAL, "manual:manual", ()),
}


def parser() -> Parser:
    """Reads a command line; `command` is the name of what is asked for, empty for the screens."""
    whole = Parser(prog=APPLICATION, description=words.DESCRIPTION, examples=EXAMPLES[""])
    whole.set_defaults(command="")
    _LINEAR.add_to(whole)
    whole.options.add_argument(
        "--version", action=SayAbout, nargs=0, default=argparse.SUPPRESS, help=words.VERSION
    )
    names = whole.add_subparsers(title=words.COMMANDS, metavar=words.COMMAND, parser_class=Parser)
    for name, command in COMMANDS.items():
        known: Parser = names.add_parser(
            name, help=command.help, description=command.help, examples=EXAMPLES.get(name, ())
        )
        known.set_defaults(command=name)
        for option in command.options:
            option.add_to(known)
    return whole
