"""The report of a run in each of its forms; text, CSV and JSON are made here."""

import csv
import io
import json
from collections.abc import Callable

from core.messages.codes import CODES
from core.messages.french import never_or_when
from core.messages.html_report import as_html
from core.messages.mail_summary import as_mail
from core.messages.run_sentences import (
    closing,
    names_not_kept,
    outcome_label,
    state_label,
    summary,
)
from core.model.events import Outcome
from core.model.report import Report
from core.text import clean, inert_json, showable

_ACTS_IN_A_SHEET = tuple("=+-@|%＝＋－＠")
"""What makes a spreadsheet compute a cell instead of showing it (OWASP, CSV injection)."""


def as_text(report: Report) -> str:
    """The sentences of the run, in their order, then its summary."""
    lines = [report_title(report)]
    lines += [reported.message.labelled for reported in report.messages]
    lines += [line for _, line in summary(report.results, report.unnamed)]
    end = closing(report.results, unnamed=report.unnamed)
    return "\n".join([*map(showable, lines), end, ""])


def as_csv(report: Report) -> str:
    """One row a change, and one a pupil who has none; safe to open in a spreadsheet.

    Whose names are not kept have a row together.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(("Élève", "INE", "Classe", "Résultat", "Archivé", "Donnée", "Avant", "Après"))
    for result in report.results:
        archived = "oui" if result.archived else "non"
        outcome = outcome_label(result.outcome)
        pupil_cells = (result.name, result.ine or "", result.division, outcome, archived)
        for change in result.changes or (None,):
            change_cells = (change.label, change.before, change.after) if change else ("", "", "")
            writer.writerow(map(_inert, (*pupil_cells, *change_cells)))
    if report.unnamed:
        said, outcome = names_not_kept(report.unnamed), outcome_label(Outcome.UP_TO_DATE)
        writer.writerow((said, "", "", outcome, "non", "", "", ""))
    return file.getvalue()


def as_json(report: Report) -> str:
    """Everything that is kept of the run."""
    scope = report.run.scope
    everything = json.dumps(
        {
            "synchronisation": report.run.id,
            "ecole": str(scope.uai),
            "commencee": report.run.started_at.isoformat(),
            "extraction": scope.extracted_on and scope.extracted_on.isoformat(),
            "etat": state_label(report.state),
            "eleves": [
                {
                    "nom": result.name,
                    "ine": result.ine,
                    "classe": result.division,
                    "resultat": CODES[result.outcome],
                    "archive": result.archived,
                    "differences": [
                        {"donnee": change.label, "avant": change.before, "apres": change.after}
                        for change in result.changes
                    ],
                }
                for result in report.results
            ],
            "eleves_a_jour_sans_nom": report.unnamed,
            "messages": [
                {
                    "gravite": reported.message.severity.word.lower(),
                    "classe": reported.division,
                    "texte": reported.message.text,
                }
                for reported in report.messages
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
    return inert_json(everything)


FORMATS: dict[str, Callable[[Report], str]] = {
    "texte": as_text,
    "csv": as_csv,
    "json": as_json,
    "html": as_html,
    "courriel": as_mail,
}


def as_file(report: Report, form: str) -> bytes:
    """The report as the content of a file."""
    # Without a mark spreadsheets take UTF-8 for something else.
    mark = "\ufeff" if form == "csv" else ""
    return (mark + FORMATS[form](report)).encode()


def _inert(cell: str) -> str:
    """The cell as it is shown, with a quote before what a spreadsheet would take for a formula."""
    shown = clean(cell)
    return f"'{shown}" if shown.startswith(_ACTS_IN_A_SHEET) else shown


def report_title(report: Report) -> str:
    """Which run a report is of."""
    run = report.run
    source = (
        f"depuis l'extraction du {run.scope.extracted_on:%d/%m/%Y}"
        if run.scope.extracted_on
        else "avec Base Elèves 1er degré"
    )
    return (
        f"Synchronisation n° {run.id} de l'école {run.scope.uai}, {source},"
        f" le {never_or_when(run.started_at)}."
    )
