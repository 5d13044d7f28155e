"""What options choose from: the names of things that a screen does not wait for."""

FORMS = ("texte", "json")
"""The names of `tui.cli.writers.WRITERS`."""

REPORT_FORMS = ("texte", "csv", "json", "html", "courriel")
"""The names of `core.messages.reports.FORMATS`."""

STORE_ACTIONS = (
    *("sauvegarder", "verifier", "restaurer"),
    *("migrer", "copier", "autoriser", "interdire"),
)
"""What `base` does: the names of `tui.cli.maintenance.ACTIONS`."""

ROLES = ("assistance", "directeur", "service")
"""The words of `core.model.users.Role`, from the one that may least."""

ACADEMY_ACTIONS = (
    *("etat", "preparer", "planifier", "ouvrier"),
    *("relancer", "confier", "arreter", "reprendre", "quota"),
)
"""What `academie` does: the names of `tui.cli.academy`."""

SEVERITIES = ("information", "avertissement", "erreur")
"""The words of `core.model.messages.Severity`."""

SHELLS = ("bash", "zsh", "fish")
"""Those whose completion is written."""
