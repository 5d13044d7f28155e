"""How an unattended run is set up: settings that make sense, and the machine's own timer."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.processes import ended

pytestmark = pytest.mark.proof

AUTOMATIC = ("synchroniser", "--automatique")


@pytest.mark.parametrize(
    ("options", "variables", "sentence"),
    [
        (("--reprendre",), {}, "--reprendre ne va pas avec"),
        (("--classe", "CE1 A"), {}, "--classe ne va pas avec"),
        (("--j-ai-compris",), {}, "--j-ai-compris ne va pas avec"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_PAUSES": "Noël"}, "n'est pas une période"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_DESTINATAIRES": "moi"}, "ne convient pas à"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_SMTP_SERVEUR": "127.0.0.1"}, "pas qui écrit ou à qui"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_COMMANDE": "écrire 'à"}, "un guillemet de trop"),
        ((), {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}, "ne permet pas de synchroniser"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(served, options, variables, sentence):
    refused = served(*AUTOMATIC, *options, **variables)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert sentence in refused.stderr
    assert served.count("runs") == 0


def test_a_timer_is_shown_before_it_is_written(served, environment):
    units = Path(environment["XDG_CONFIG_HOME"]) / "systemd" / "user"
    shown = served("automatique", "installer", "--heure", "03:05")
    assert (shown.returncode, shown.stderr, units.exists()) == (0, "", False)
    assert f"{units}/lsun-sync-0960001E.timer :" in shown.stdout
    assert "    OnCalendar=*-*-* 03:05:00" in shown.stdout
    assert "LSUN_SYNC_BE1D_JETON" in shown.stdout
    assert "jeton-d-essai" not in shown.stdout
    done = served("automatique", "installer", "--heure", "03:05", "--confirmer")
    assert "systemctl --user enable --now lsun-sync-0960001E.timer" in done.stdout
    assert len(list(units.iterdir())) == 2
    refused = served("automatique", "installer", "--heure", "3 heures")
    assert (refused.returncode, refused.stdout) == (2, "")


def test_what_the_timer_starts_synchronises_the_school(served, environment):
    served("automatique", "installer", "--confirmer")
    units = Path(environment["XDG_CONFIG_HOME"]) / "systemd" / "user"
    service = (units / "lsun-sync-0960001E.service").read_text("utf-8")
    [command] = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    done = subprocess.run(
        re.findall(r'"([^"]*)"', command),
        env=environment | served.settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended(done) == (0, "", "")
    assert served.rows("SELECT state FROM runs") == [("complete",)]
