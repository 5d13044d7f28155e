from pathlib import Path
from pkgutil import resolve_name

import pytest

from core.messages.reports import FORMATS
from core.model.messages import Severity
from tests.processes import plain
from tui import __version__
from tui.cli.commands import COMMANDS, FORMS, REPORT_FORMS, SEVERITIES, parser
from tui.cli.writers import WRITERS

DOCUMENTED = Path(__file__).parents[3].joinpath("docs", "commandes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_has_its_help(name, capsys):
    assert f"`{name}`" in DOCUMENTED
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([name, "--help"])
    assert ended.value.code == 0
    output = capsys.readouterr().out
    assert "Utilisation : " in output
    assert "usage" not in output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_something_that_does_it(name):
    assert callable(resolve_name(f"tui.cli.{COMMANDS[name].handler}"))


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"lsun-sync {__version__}\n")


@pytest.mark.parametrize(
    ("typed", "output"),
    [
        (["--classes"], "« --classes » n'est pas une option de cette commande."),
        (["sync"], "COMMANDE : « sync » n'est pas une commande."),
        (["exporter"], "il manque INE|NOM, FICHIER."),
        (["rapport", "--cherche"], "--cherche : il manque une valeur."),
        (["be1d-simule", "--port", "x"], "--port : « x » ne convient pas."),
        (
            ["rapport", "--format", "pdf"],
            "--format : choisissez texte ou csv ou json ou html ou courriel.",
        ),
    ],
)
def test_what_is_typed_wrong_is_told_in_french(typed, output, capsys):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(typed)
    assert ended.value.code == 2
    assert plain(capsys.readouterr().err).startswith(f"{output} Voir « lsun-sync")


def test_the_forms_that_are_offered_are_those_that_exist():
    assert (tuple(WRITERS), tuple(FORMATS)) == (FORMS, REPORT_FORMS)


def test_the_severities_that_are_offered_are_those_that_exist():
    assert tuple(level.word.lower() for level in Severity) == SEVERITIES
