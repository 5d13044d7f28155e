"""From nothing to a first real synchronisation: how much a user has to press and to type."""

import pytest

from tests.journeys.terminal import KEYS, Terminal
from tests.journeys.test_guides import commands_of

pytestmark = pytest.mark.proof

MOST_KEYS = 11
SCHOOL = "0960001E"


class Counting:
    """A terminal that counts the keys that are pressed beyond what is typed."""

    def __init__(self, terminal):
        self.terminal, self.pressed = terminal, 0

    def __call__(self, *keys, then):
        self.pressed += sum(key in KEYS for key in keys)
        self.terminal.type(*keys)
        self.terminal.wait_for(*then)


@pytest.fixture
def folder(lsun_sync, tmp_path, monkeypatch):
    """Where a directeur has what ONDE and the gradebook gave."""
    (tmp_path / "telechargements").mkdir()
    monkeypatch.chdir(tmp_path / "telechargements")
    assert lsun_sync("extractions-simulees", "septembre", "--eleves", "60").returncode == 0
    return tmp_path


def test_by_screens_the_first_synchronisation_takes_eleven_keys_at_most(folder, environment):
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("LSUN — aucune école", "Synchronisation")
        press = Counting(terminal)
        press("enter", then=("Trois étapes", "septembre/"))
        press(SCHOOL, "enter", "01/09/2026", "enter", then=("> septembre/",))
        press("enter", then=("eleves.csv",))
        press("enter", then=("60 élèves, 3 classes", "tapez son nom, puis Entrée"))
        press("Les Tilleuls", "enter", then=("Créer dans LSUN l'école Les Tilleuls",))
        press("o", then=("a été créée dans LSUN", "> [ Importer les bilans"))
        press("enter", then=("> cahier-de-notes.xml",))
        press("enter", then=("Enregistrer dans LSUN les bilans",))
        press("o", then=("60 bilans enregistrés", "Pour synchroniser, lisez", "> [ Lire toutes"))
        press("enter", then=("LSUN en connaît 60 INE sur 60",))
        press("enter", then=("Extraction du 01/09/2026.", "3 classes cochées, 60 élèves."))
        press("enter", then=("o Oui",))
        press("o", then=("Synchronisation terminée.", "60 sur 60"))
        assert press.pressed <= MOST_KEYS, press.pressed


def test_by_commands_it_takes_three():
    names = [line[0] for line in commands_of("guide.md")]
    real = names[names.index("importer") : names.index("synchroniser") + 1]
    assert real == ["importer", "importer", "synchroniser"]
