"""A run told to somebody outside the school: numbers, and nothing that a person is known by.

Neither pupils nor whoever ran it are in it, nor classes, which are often called by their teacher.
"""

from collections import Counter

from core.messages.french import count, never_or_when
from core.messages.run_sentences import closing, source_label, state_label, summary
from core.model.messages import Severity
from core.model.report import Report
from core.text import clean

_MAIL = """\
Objet : {title}, {state}

Bonjour,

{title}, commencée le {started} : {state}.
Source : {source}.

{figures}

{closing}
Le détail, élève par élève, est dans le rapport, qui reste à l'école.
Ce message ne contient aucune donnée d'élève.
"""


def as_mail(report: Report) -> str:
    """The subject of a mail on its first line, then what it says."""
    run, school = report.run, report.school
    said = Counter(reported.message.severity for reported in report.messages)
    warnings = count(said[Severity.WARNING], "avertissement", "avertissements")
    errors = count(said[Severity.ERROR], "erreur", "erreurs")
    lines = (line for _, line in summary(report.results, report.unnamed))
    figures = (*lines, f"Messages : {warnings}, {errors}")
    return _MAIL.format(
        title=clean(f"Synchronisation n° {run.id} de LSUN, {school.name} ({school.uai})"),
        state=state_label(report.state),
        started=never_or_when(run.started_at),
        source=source_label(run.scope),
        figures="\n".join(f"- {figure}" for figure in figures),
        closing=closing(report.results, unnamed=report.unnamed),
    )
