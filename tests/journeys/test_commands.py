"""What every screen offers by a key: the palette, copies, the pause, keys of one's own."""

import base64
import re
import stat
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal

OSC_52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")

TAKES_COPIES = {"LSUN_SYNC_TERMINAL_PRESSE_PAPIERS": "oui"}


@pytest.fixture
def opened(environment, shown):
    """Opens the screens on a school; the demonstration's by default."""
    terminals = []

    def open_terminal(school=shown, **variables):
        terminal = Terminal(environment=environment | school.settings | variables)
        terminals.append(terminal)
        terminal.wait_for("École primaire publique des Tilleuls", "Quitter")
        return terminal

    yield open_terminal
    for terminal in terminals:
        with terminal:
            pass


def go_to_selection(terminal):
    terminal.type("enter")
    terminal.wait_for("6 classes cochées, 131 élèves.")


def test_the_palette_leads_anywhere_by_name(opened):
    terminal = opened()
    terminal.type("ctrl+p")
    terminal.wait_for("Commandes — tapez pour filtrer")
    terminal.type("h", "i", "s", "t", "o")
    terminal.wait_until(lambda: "Historique" in terminal.current_line, "the history")
    terminal.type("enter")
    terminal.wait_for("Cette école n'a jamais été synchronisée.")


def test_the_palette_does_what_a_key_does(opened):
    terminal = opened()
    go_to_selection(terminal)
    terminal.type("ctrl+p")
    terminal.wait_for("Synchroniser : F5 ou Ctrl+R")
    terminal.type(*"synchroniser :")
    terminal.wait_until(lambda: "F5" in terminal.current_line, "the command")
    terminal.type("enter")
    terminal.wait_for("Comparer 131 élèves")


def test_a_command_has_the_key_that_the_settings_give_it(opened):
    terminal = opened(LSUN_SYNC_TOUCHES_LANCER="Ctrl+X")
    go_to_selection(terminal)
    terminal.wait_for("Ctrl+X Synchroniser")
    # Were F5 still to ask, the help would not open.
    terminal.type("f5", "f1")
    terminal.wait_for("Les touches de cet écran")
    terminal.type("escape")
    terminal.wait_until(lambda: "de cet écran" not in terminal.text, "the help's end")
    terminal.type("\x18")
    terminal.wait_for("Comparer 131 élèves")


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"LSUN_SYNC_TOUCHES_LANCER": "x"}, "« x » ne convient pas à [touches] lancer."),
        ({"LSUN_SYNC_TOUCHES_LANCER": "Ctrl+M"}, "« Ctrl+M » ne convient pas à [touches]"),
        ({"LSUN_SYNC_TOUCHES_AIDE": "Échap"}, "donne Échap à deux commandes, aide et retour."),
        ({"LSUN_SYNC_TERMINAL_THEME": "rose"}, "ne convient pas à"),
    ],
)
def test_a_setting_without_a_meaning_is_refused(lsun_sync, setting, sentence):
    refused = lsun_sync("synchroniser", **setting)
    assert refused.returncode == 2
    assert sentence in refused.stderr


def test_a_line_is_copied_where_the_terminal_takes_it(opened):
    terminal = opened(**TAKES_COPIES)
    go_to_selection(terminal)
    terminal.type("down", "down", "f12")
    terminal.wait_for("Copier la ligne où est le curseur")
    terminal.type("enter")
    terminal.wait_for("La copie est envoyée au presse-papiers.")
    [copied] = OSC_52.findall(terminal.received)
    assert base64.b64decode(copied).decode().split() == (
        ["CE1", "A", "22", "CE1", "M.", "Bruno", "TESSIER,", "Mme", "Claire", "VALLÉE", "jamais"]
    )


def test_all_that_is_shown_is_copied_in_reading_order(opened):
    terminal = opened(**TAKES_COPIES)
    terminal.type("ctrl+k")
    terminal.wait_for("Copier tout ce qui est affiché")
    terminal.type("down", "enter")
    terminal.wait_for("La copie est envoyée au presse-papiers.")
    [copied] = OSC_52.findall(terminal.received)
    assert base64.b64decode(copied).decode().splitlines() == [
        "LSUN — École primaire publique des Tilleuls (0960001E)",
        "❯ Paramétrage",
        "Synchronisation élèves / enseignants",
        *("Importer", "Élèves", "Historique des synchronisations"),
        *("Ce qui a changé", "Changer d'école", "Archives à supprimer", "Réglages", "Quitter"),
    ]


@pytest.mark.proof
def test_where_the_terminal_takes_no_copy_it_is_saved(opened, tmp_path):
    terminal = opened()
    terminal.type("f12")
    terminal.wait_for("La ligne où était le curseur")
    path = tmp_path / "copie"
    terminal.type(*str(path), "enter")
    terminal.wait_until(lambda: "> La ligne" in terminal.current_line, "the first thing")
    terminal.type("down")
    terminal.wait_until(lambda: "> Tout" in terminal.current_line, "the second thing")
    terminal.type("enter")
    terminal.wait_for("Écrit dans")
    saved = Path(f"{path}.txt")
    assert "Paramétrage\n" in saved.read_text("utf-8")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert not OSC_52.search(terminal.received)


def test_a_pause_stops_what_is_shown_and_not_the_run(opened, held):
    terminal = opened(held)
    go_to_selection(terminal)
    terminal.type("f5")
    terminal.wait_for("Oui")
    terminal.type("o")
    terminal.wait_for("n'a pas été trouvé")
    held.register.wait_until_held()
    terminal.type("f9")
    terminal.wait_for("Affichage en pause : la synchronisation continue.")
    paused = panel(terminal)
    held.register.let_go()
    terminal.wait_for("Affichage en pause : la synchronisation est terminée. F9 ou Ctrl+U")
    assert panel(terminal) == paused
    terminal.type("f9")
    terminal.wait_for("Synchronisation terminée.", "Mis à jour : 10 élèves")


def panel(terminal):
    return [line for line in terminal.text.split("\n") if "élève" in line and "pause" not in line]


def test_a_screen_that_a_noisy_line_spoilt_is_drawn_again(opened):
    terminal = opened()
    before = len(terminal.received)
    terminal.type("ctrl+l")
    terminal.wait_until(lambda: b"Archives" in terminal.received[before:], "the whole screen again")


def test_a_key_that_comes_twice_asks_once(opened):
    terminal = opened()
    go_to_selection(terminal)
    terminal.type("f5", "f5")
    terminal.wait_for("Comparer 131 élèves")
    terminal.type("escape")
    terminal.wait_until(lambda: "Comparer" not in terminal.text, "the end of the question")
    terminal.type("escape")
    terminal.wait_for("Historique des synchronisations")


def test_keys_that_come_at_once_act_in_the_order_in_which_they_were_typed(opened):
    terminal = opened()
    terminal.type("down", "enter")
    terminal.wait_until(lambda: "Jour des" in terminal.current_line, "the first thing to say")
    terminal.type("shift+tab", "0951099A", "backspace", "D", "tab", "01/09/2026")
    terminal.wait_for("0951099D", "01/09/2026")
    assert terminal.current_line.startswith("> Jour des extractions")


def test_what_is_no_file_name_is_refused_and_asked_again(opened):
    terminal = opened()
    terminal.type("f12")
    terminal.wait_for("La ligne où était le curseur")
    terminal.type("/", "enter")
    terminal.wait_for("« / » n'est pas un nom de fichier.")


def test_escape_in_the_search_goes_back_to_the_messages(opened):
    terminal = opened()
    go_to_selection(terminal)
    terminal.type("f5")
    terminal.wait_for("Oui")
    terminal.type("o")
    terminal.wait_for("Synchronisation incomplète.")
    terminal.type("f4", *"dupont")
    terminal.wait_for("2 sur 32.")
    terminal.type("escape")
    terminal.wait_for("32 sur 32.")
    assert "Ne montrer que ce qui contient" not in terminal.text
