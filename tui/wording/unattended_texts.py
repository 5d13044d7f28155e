"""What is said of the unattended run: its settings, and what starts it each day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

BAD_PERIOD = (
    "« {text} » n'est pas une période, dans le réglage {name} de la section [automatique]. Écrivez"
    " par exemple 17/10/2026-02/11/2026, ou 10/07-31/08 pour chaque année."
)
BAD_COMMAND = "Le réglage commande de la section [automatique] a un guillemet de trop. Corrigez-le."
HALF_MAIL = (
    "Un serveur de courriel est réglé, mais pas qui écrit ou à qui. Donnez expediteur et"
    " destinataires dans la section [automatique], ou retirez smtp_serveur."
)
ALONE = (
    "--automatique s'occupe de toute l'école et de BE1D, de soi-même : {option} ne va pas avec."
    " Retirez l'une des deux."
)
NOT_AN_HOUR = "« {hour} » n'est pas une heure. Écrivez --heure HH:MM, par exemple 02:30."
HOW_TO_INSTALL = "Rien n'est encore écrit. Pour l'écrire, recommencez en ajoutant --confirmer."
_ACTIVATE = (
    "Les deux fichiers sont écrits. Pour l'activer : « systemctl --user daemon-reload », puis"
    " « systemctl --user enable --now {name} ». Pour qu'elle se fasse aussi"
    " quand vous n'êtes pas connecté : « loginctl enable-linger »."
)
_IN_CRONTAB = "La ligne est dans votre crontab : il n'y a rien d'autre à faire."
_ENVIRONMENT = (
    "Ces réglages viennent de votre environnement, que la synchronisation automatique n'aura pas :"
    " {names}. Mettez-les dans {path}."
)


def installed(kind: str, name: str) -> str:
    """What is left to do once it is written."""
    return _ACTIVATE.format(name=name) if kind == "systemd" else _IN_CRONTAB


def lost_settings(names: Sequence[str], path: Path) -> str:
    """What is set in an environment that nobody will have."""
    return _ENVIRONMENT.format(names=", ".join(sorted(names)), path=path)
