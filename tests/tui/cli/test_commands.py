import platform
from pathlib import Path
from pkgutil import resolve_name

import pytest

from core.messages.reports import FORMATS
from core.model.messages import Severity
from tests.processes import plain
from tui import __version__, settings
from tui.cli.choices import FORMS, REPORT_FORMS, SEVERITIES
from tui.cli.commands import COMMANDS, parser
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


def said(typed, capsys):
    """How a command line ends that argparse answers, and what it says."""
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(typed)
    said = capsys.readouterr()
    return ended.value.code, plain(said.out + said.err)


def test_the_version_is_said_with_where_things_are(capsys, monkeypatch):
    monkeypatch.setenv("LSUN_SYNC_LSUN_BASE", "sqlite:////ecole/lsun.sqlite")
    assert said(["--version"], capsys) == (
        0,
        (
            f"lsun-sync {__version__} (Python {platform.python_version()})\n"
            f"Réglages : {settings.default_file()}\n"
            "Base LSUN : /ecole/lsun.sqlite\n"
        ),
    )


def test_the_version_tells_no_password(capsys, monkeypatch):
    address = "postgresql://compte:mot-de-passe@serveur:5433/lsun?password=mot-de-passe"
    monkeypatch.setenv("LSUN_SYNC_LSUN_BASE", address)
    _, output = said(["--version"], capsys)
    assert output.endswith("Base LSUN : postgresql://serveur:5433/lsun\n")


def test_the_version_is_said_whatever_the_settings_are(capsys, monkeypatch):
    monkeypatch.setenv("LSUN_SYNC_BE1D_ESSAIS", "beaucoup")
    status, output = said(["--version"], capsys)
    assert status == 0
    assert output.startswith(f"lsun-sync {__version__} ")


@pytest.mark.parametrize(
    ("typed", "output"),
    [
        (["--classes"], "« --classes » n'est pas une option de cette commande."),
        (["truc"], "« truc » n'est pas une commande."),
        (["historique", "truc"], "« truc » est de trop."),
        (["reglages", "--ecrire=1"], "--ecrire : la valeur « 1 » est de trop."),
        (["rapport", "hier"], "« hier » ne convient pas."),
        (["completion", "tcl"], "« tcl » ne convient pas : choisissez bash, zsh ou fish."),
        (["automatique", "x"], "« x » ne convient pas : choisissez installer."),
        (["exporter"], "Il manque INE|NOM, FICHIER."),
        (["rapport", "--cherche"], "--cherche : il manque une valeur."),
        (["be1d-simule", "--port", "x"], "--port : « x » ne convient pas."),
        (
            ["rapport", "--format", "pdf"],
            "--format : « pdf » ne convient pas : choisissez texte, csv, json, html ou courriel.",
        ),
    ],
)
def test_what_is_typed_wrong_is_told_in_french(typed, output, capsys):
    status, errors = said(typed, capsys)
    assert status == 2
    assert errors.startswith(f"{output} Voir « lsun-sync")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["synchronise"], "synchroniser"),
        (["sync"], "synchroniser"),
        (["--lineair"], "--lineaire"),
        (["simuler", "--clase", "CE1 A"], "--classe"),
        (["simuler", "--clase=CE1 A"], "--classe"),
        (["rapport", "--gravit", "erreur"], "--gravite"),
        (["rapport", "--gravite", "erreurs"], "erreur"),
        (["rapport", "--format", "jsn"], "json"),
        (["base", "restorer", "copie.sqlite"], "restaurer"),
    ],
)
def test_what_is_nearly_right_is_told_with_what_was_perhaps_meant(typed, meant, capsys):
    status, errors = said(typed, capsys)
    assert status == 2
    assert f"(vouliez-vous dire « {meant} » ?)" in errors


def test_a_value_that_begins_as_an_option_is_no_option(capsys):
    assert parser().parse_args(["rapport", "--cherche=--classe"]).cherche == "--classe"


def test_the_forms_that_are_offered_are_those_that_exist():
    assert (tuple(WRITERS), tuple(FORMATS)) == (FORMS, REPORT_FORMS)


def test_the_severities_that_are_offered_are_those_that_exist():
    assert tuple(level.word.lower() for level in Severity) == SEVERITIES
