"""Every screen of the application, reached with the keyboard alone, one after the other."""

import re

from tests.tui.fullscreen.settling import comes, screen_text, settles
from tui.fullscreen.screens.archives import ArchiveScreen, ArchivesScreen
from tui.fullscreen.screens.changes import ChangesScreen
from tui.fullscreen.screens.choosing import ChoosingScreen
from tui.fullscreen.screens.help import HelpScreen
from tui.fullscreen.screens.history import HistoryScreen, ReportScreen
from tui.fullscreen.screens.importing import ImportScreen
from tui.fullscreen.screens.livret import LivretScreen
from tui.fullscreen.screens.menu import HomeScreen
from tui.fullscreen.screens.outcome import OutcomeScreen
from tui.fullscreen.screens.pupil import PupilScreen
from tui.fullscreen.screens.purge import PurgeScreen
from tui.fullscreen.screens.question import Question
from tui.fullscreen.screens.reading import ReadingScreen
from tui.fullscreen.screens.run import RunScreen
from tui.fullscreen.screens.saving import SavingScreen
from tui.fullscreen.screens.school_pupils import SchoolPupilsScreen
from tui.fullscreen.screens.schools import SchoolsScreen
from tui.fullscreen.screens.selection import SelectionScreen
from tui.fullscreen.screens.settings import SettingScreen, SettingsScreen
from tui.fullscreen.screens.simulation import SimulationScreen
from tui.fullscreen.screens.telling import TellingScreen
from tui.fullscreen.screens.withdrawing import WithdrawScreen

SIZES = [(80, 24), (40, 15), (132, 43), (200, 60)]

_MOMENT = re.compile(r"\d\d/\d\d/\d{4}( \d\d:\d\d)?")
_FINGERPRINT = re.compile(r"\b[0-9a-f]{12,}")


def flowing_text(pilot):
    """The same as one text: a sentence is found even where it is broken over lines."""
    return " ".join(screen_text(pilot).split())


def timeless(text):
    """The text without what differs from one day to the next."""
    dated = _MOMENT.sub(lambda found: re.sub(r"\d", "0", found.group()), text)
    return _FINGERPRINT.sub(lambda found: "f" * len(found.group()), dated)


async def shows(pilot, screen, *sentences):
    """Wait until this kind of screen is shown, with these sentences."""

    def is_shown():
        text = flowing_text(pilot)
        return type(pilot.app.screen) is screen and all(sentence in text for sentence in sentences)

    await comes(pilot, is_shown, (screen, *sentences))


async def tour(pilot, extractions):
    """Go to each screen in turn, and yield its name once it is shown whole."""
    press = pilot.press
    await shows(pilot, HomeScreen, "École primaire")
    yield "accueil"
    await press("f1")
    await shows(pilot, HelpScreen)
    yield "aide"
    await press("escape", "ctrl+p")
    await shows(pilot, ChoosingScreen)
    yield "commandes"
    await press("escape", "end", "up")
    await shows(pilot, HomeScreen)
    async for name in _settings(pilot):
        yield name
    await press("end", "up", "up", "enter")
    await shows(pilot, PurgeScreen, "archive")
    yield "archives à supprimer"
    await press("escape", "up", "enter")
    await shows(pilot, SchoolsScreen, "0960001E")
    yield "changer d'école"
    await press("escape", "home", "down", "enter")
    await shows(pilot, ImportScreen)
    yield "importer"
    async for name in _reading(pilot, extractions):
        yield name
    await press("escape", "home", "enter")
    await shows(pilot, SelectionScreen, "6 classes cochées, 131 élèves.", "À corriger")
    yield "classes à synchroniser"
    async for name in _simulation(pilot):
        yield name
    async for name in _run(pilot):
        yield name
    await shows(pilot, HomeScreen)
    async for name in _pupil(pilot):
        yield name
    async for name in _history(pilot):
        yield name


async def _settings(pilot):
    press = pilot.press
    await press("enter")
    await shows(pilot, SettingsScreen, "Adresse de Base")
    yield "réglages"
    await press("home", *["down"] * 8, "enter")
    await shows(pilot, SettingScreen, "Couleurs des écrans")
    yield "réglage"
    await press("escape")
    await shows(pilot, SettingsScreen)
    await press("home", *["down"] * 5, "enter")
    await shows(pilot, SettingScreen, "il ne peut pas être changé d'ici")
    yield "réglage d'une variable"
    await press("escape", "escape")
    await shows(pilot, HomeScreen)


async def _reading(pilot, extractions):
    press = pilot.press
    await comes(pilot, lambda: pilot.app.focused.id == "day", "the day to be typed")
    await press(*"20/11/2026", "tab")
    await _choose(pilot, f"{extractions.name}/")
    await press("enter")
    await shows(pilot, ImportScreen, extractions.name)
    await press("home", "enter")
    await shows(pilot, ReadingScreen)
    yield "extraction lue"
    await press("escape")
    await shows(pilot, ImportScreen)


async def _choose(pilot, text):
    """Go down to the row of this text."""
    rows = pilot.app.focused
    for _ in range(rows.line_count()):
        if rows.current.text == text:
            return
        await pilot.press("down")
    raise AssertionError(f"{text} is not in the list:\n{screen_text(pilot)}")


async def _simulation(pilot):
    press = pilot.press
    await press("f6")
    await shows(pilot, SimulationScreen, "Simulation terminée")
    yield "simulation"
    await press("down", "enter")
    await shows(pilot, TellingScreen)
    yield "simulation d'un élève"
    await press("escape", "escape")
    await shows(pilot, SelectionScreen, "À corriger")


async def _run(pilot):
    press = pilot.press
    await press("f5")
    await shows(pilot, Question)
    yield "question"
    await press("o")
    await shows(pilot, RunScreen, "Synchronisation incomplète.")
    yield "synchronisation"
    await press("f4")
    await shows(pilot, RunScreen, "Ne montrer que ce qui contient")
    yield "recherche dans les messages"
    await press("f4", *"yvete", "enter", "enter")
    await shows(pilot, PupilScreen, "[Yvete]")
    yield "élève d'un message"
    await press("escape", "escape", "f4", *"enseignant", "enter", "enter")
    await shows(pilot, TellingScreen, "n'est lié à aucun élève")
    yield "message d'aucun élève"
    await press("escape", "escape")
    await settles(pilot)
    await press("f12")
    await shows(pilot, ChoosingScreen)
    yield "copier"
    await press("escape", "f7")
    await shows(pilot, SavingScreen, "Le rapport en JSON")
    yield "enregistrer le rapport"
    await press("escape")
    await shows(pilot, RunScreen)
    await press("tab", "enter")
    await shows(pilot, OutcomeScreen, "DUPONT")
    yield "élèves mis à jour"
    await press("enter")
    await shows(pilot, PupilScreen, "Marie Claire")
    yield "élève mis à jour"
    await press("escape", "escape", "escape", "escape")


async def _pupil(pilot):
    press = pilot.press
    await press("home", "down", "down", "enter")
    await shows(pilot, SchoolPupilsScreen, "Filtre : aucun")
    yield "élèves"
    await press(*"dupont", "enter")
    await shows(pilot, LivretScreen, "DUPONT", "Prénoms")
    yield "élève"
    await press("tab", "enter")
    await shows(pilot, WithdrawScreen, "périodique 1")
    yield "retirer un bilan"
    await press("escape")
    await shows(pilot, LivretScreen, "DUPONT", "Prénoms")
    await press("f5")
    await shows(pilot, Question)
    await press("o")
    await shows(pilot, TellingScreen, "Synchronisation terminée.")
    yield "élève synchronisé seul"
    await press("escape", "f5")
    await shows(pilot, Question)
    await press("o")
    await shows(pilot, TellingScreen, "Synchronisation terminée.")
    await press("escape", "f8")
    await shows(pilot, ArchivesScreen, "Marie Claire DUPON")
    yield "archives"
    await press("enter")
    await shows(pilot, ArchiveScreen, "intacte")
    yield "archive"
    await press("f7")
    await shows(pilot, SavingScreen, "Le livret actuel")
    yield "exporter"
    await press("escape", "escape", "escape", "escape", "escape", "escape")
    await shows(pilot, HomeScreen)


async def _history(pilot):
    press = pilot.press
    await press("home", "down", "down", "down", "enter")
    await shows(pilot, HistoryScreen, "3 synchronisations.")
    yield "historique"
    await press("end", "enter")
    await shows(pilot, ReportScreen, "Synchronisation incomplète.")
    yield "rapport"
    await press("escape")
    await shows(pilot, HistoryScreen)
    await press("tab", "enter")
    await shows(pilot, ChangesScreen, "changements.")
    yield "ce qui a changé"
    await press("enter")
    await shows(pilot, PupilScreen, "Ce qui a changé, les")
    await press("tab", "enter")
    await shows(pilot, LivretScreen, "INE")
    yield "livret d'un élève changé"


async def to_the_start(pilot):
    """Leave every screen by its own way back."""
    for _ in range(20):
        if type(pilot.app.screen) is HomeScreen:
            return
        await pilot.press("escape")
        await settles(pilot)
    raise AssertionError(f"Échap does not leave:\n{screen_text(pilot)}")
