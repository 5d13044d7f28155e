"""The places of lsun-sync, after the menus of LSU: declared once, for whatever leads to them."""

from __future__ import annotations

from dataclasses import dataclass

from tui.wording.setting_texts import title


@dataclass(frozen=True, slots=True)
class Place:
    """Where one can be."""

    label: str
    parent: Place | None = None

    @property
    def trail(self) -> str:
        """The way to it."""
        return trail(self.label) if self.parent is None else below(self.parent.trail, self.label)


def trail(*labels: str) -> str:
    """A way through the menus, the last label being where one is."""
    return " ".join(f"❯ {label}" for label in labels)


def below(way: str, label: str) -> str:
    """One step further."""
    return f"{way} {trail(label)}"


SETTINGS = Place("Paramétrage")
"""The menu of LSU in which the synchronisation is: here it comes first."""
SYNCHRONISATION = Place("Synchronisation élèves / enseignants", SETTINGS)
IMPORT = Place("Importer", SETTINGS)
PUPILS = Place("Élèves", SETTINGS)
HISTORY = Place("Historique des synchronisations", SETTINGS)
CHANGES = Place("Ce qui a changé", SETTINGS)
SCHOOLS = Place("Changer d'école", SETTINGS)
PURGE = Place("Archives à supprimer", SETTINGS)
ACADEMY = Place("Académie", SETTINGS)
PREFERENCES = Place("Réglages", SETTINGS)

_MENU = (SYNCHRONISATION, IMPORT, PUPILS, HISTORY, CHANGES, SCHOOLS, PURGE)


def menu(*, has_academy: bool) -> tuple[Place, ...]:
    """The places that are offered first; the academy only to who looks after one."""
    return (*_MENU, *([ACADEMY] if has_academy else []), PREFERENCES)


SIMULATION, ARCHIVES, REPORT = "Simulation", "Archives", "Rapport"
OF_ONE_PUPIL = "Synchronisation"
SAVING = "Enregistrer ce qui est affiché"
"""Places that are opened from many others."""

RUN = trail(SETTINGS.label, OF_ONE_PUPIL)
"""Where the pupils of a run are told, one outcome or one pupil at a time."""


def simulation(way: str) -> str:
    """What a synchronisation of these classes would change."""
    return below(way, SIMULATION)


def run(way: str, number: int) -> str:
    """A run in the history."""
    return below(way, run_label(number))


def run_label(number: int) -> str:
    """How a run is called."""
    return f"n° {number}"


def setting(meaning: str) -> str:
    """One of the settings."""
    return below(PREFERENCES.trail, title(meaning))


def archives(name: str) -> str:
    """The archives of a pupil."""
    return trail(name, ARCHIVES)


def exporting(name: str) -> str:
    """Writing the livret of a pupil."""
    return trail(export_label(name))


def export_label(name: str) -> str:
    """How that is called: whose it is comes last, which is what there is always room for."""
    return f"Exporter le livret de {name}"


def report(number: int) -> str:
    """Writing the report of a run."""
    return trail(f"Synchronisation n° {number}", REPORT)
