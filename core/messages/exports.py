"""What is said of the files that a livret, a report or a screen is written to."""

from __future__ import annotations

from pathlib import Path

from core.messages import french
from core.model.livret import Archive

_ANONYMOUS = "Écrit dans {path}. Ce fichier ne contient aucune donnée d'élève."
SHOWN_TEXTS = ("La ligne où était le curseur", "Tout ce que l'écran affichait")


REPORT_FORMS = {
    "texte": ("Le rapport en texte", ".txt"),
    "csv": ("Le rapport pour un tableur (CSV)", ".csv"),
    "json": ("Le rapport en JSON", ".json"),
    "html": ("Le rapport à imprimer (HTML)", ".html"),
    "courriel": ("Un résumé sans noms, pour un courriel", ".courriel.txt"),
}


def report_exported(form: str, path: Path) -> str:
    """Where the report of a run was written in this form."""
    return _ANONYMOUS.format(path=path) if form == "courriel" else exported(path)


def exported(path: Path) -> str:
    """Where a file was written."""
    return f"Écrit dans {path}. Ce fichier contient des données d'élèves : protégez-le."


def livret_forms(archive: Archive | None) -> tuple[str, str]:
    """How a livret, or one of its archives, is called in each of its forms: LSU XML, JSON."""
    if archive is None:
        what, whole = "Le livret actuel", "entier"
    else:
        what, whole = f"L'archive du {french.never_or_when(archive.archived_at)}", "entière"
    return f"{what}, bilans verrouillés, en XML (LSU)", f"{what}, {whole}, en JSON"
