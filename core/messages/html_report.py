"""The report of a run as one HTML page, to file and to print.

Nothing in it acts, and nothing is fetched: it looks the same in ten years, on a machine without a
network. What people wrote is escaped wherever it stands.
"""

from collections.abc import Iterable
from html import escape

from core.messages.french import never_or_when
from core.messages.run_sentences import closing, source_label, state_label, summary
from core.model.events import Change
from core.model.messages import Severity
from core.model.report import Report
from core.model.runs import PupilResult
from core.text import clean

_STYLE = """
body { font: 11pt/1.4 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #111;
  background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
dt { font-weight: bold; float: left; clear: left; min-width: 9em; } dd { margin-left: 10em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #767676; padding: .25em .5em; text-align: left; vertical-align: top; }
thead th, tbody th[colspan] { background: #ececec; }
tbody th { font-weight: normal; } tbody th[colspan] { font-weight: bold; }
footer { margin-top: 2em; border-top: 1px solid #767676; font-size: .9em; }
@page { size: A4; margin: 18mm 15mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  thead { display: table-header-group; } tr, li { break-inside: avoid; }
  h2, tbody tr:first-child { break-after: avoid; }
}
"""
_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{parts}
<footer>Ce document contient des données d'élèves : gardez-le comme un dossier scolaire.</footer>
</body>
</html>
"""
_BY_GRAVITY = tuple(Severity)[::-1]
_EMPTY = "<em>(vide)</em>"
_CHANGES = """<table>
<thead><tr><th scope="col">Donnée</th><th scope="col">Avant</th><th scope="col">Après</th></tr>\
</thead>
{pupils}
</table>"""


def as_html(report: Report) -> str:
    """The page: whose run it was, its figures, what is to be looked at, what changed, the rest."""
    title = f"{report.school.name} : synchronisation n° {report.run.id}"
    parts = (
        _identity(report),
        _section("Chiffres", _figures(report)),
        _section("À vérifier", _messages(report, Severity.ERROR, Severity.WARNING)),
        _section("Ce qui a changé", _changes(report.results)),
        _section("Ce qui a été dit d'autre", _messages(report, Severity.INFORMATION)),
    )
    return _PAGE.format(title=_text(title), style=_STYLE, parts="\n".join(parts))


def _identity(report: Report) -> str:
    run, school = report.run, report.school
    facts = {
        "École": f"{school.name} ({school.uai})",
        "Faite par": run.by or "inconnu",
        "Le": never_or_when(run.started_at),
        "Source": source_label(run.scope),
        "État": state_label(report.state),
    }
    rows = (f"<dt>{label}</dt><dd>{_text(fact)}</dd>" for label, fact in facts.items())
    return f"<dl>\n{_lines(rows)}\n</dl>"


def _section(heading: str, content: str) -> str:
    return f"<section>\n<h2>{heading}</h2>\n{content}\n</section>"


def _figures(report: Report) -> str:
    lines = _list(line for _, line in summary(report.results, report.unnamed))
    return f"{lines}\n<p>{_text(closing(report.results, unnamed=report.unnamed))}</p>"


def _messages(report: Report, *severities: Severity) -> str:
    """Those of these severities, the gravest first, in the order in which they were said."""
    return _list(
        reported.message.labelled
        for severity in _BY_GRAVITY
        if severity in severities
        for reported in report.messages
        if reported.message.severity is severity
    )


def _changes(results: Iterable[PupilResult]) -> str:
    pupils = [_pupil(result) for result in results if result.changes]
    return (
        _CHANGES.format(pupils=_lines(pupils))
        if pupils
        else "<p>Aucune donnée d'élève n'a changé.</p>"
    )


def _pupil(result: PupilResult) -> str:
    number = f", INE {result.ine.masked}" if result.ine else ""
    archived = " — archivé avant la mise à jour" if result.archived else ""
    name = _text(f"{result.name} ({result.division}{number}){archived}")
    heading = f'<tr><th colspan="3" scope="rowgroup">{name}</th></tr>'
    return f"<tbody>\n{_lines((heading, *map(_change, result.changes)))}\n</tbody>"


def _change(change: Change) -> str:
    before, after = (_text(value) or _EMPTY for value in (change.before, change.after))
    label = f'<th scope="row">{_text(change.label)}</th>'
    return f"<tr>{label}<td>{before}</td><td>{after}</td></tr>"


def _list(sentences: Iterable[str]) -> str:
    items = [f"<li>{_text(sentence)}</li>" for sentence in sentences]
    return f"<ul>\n{_lines(items)}\n</ul>" if items else "<p>Rien.</p>"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape(clean(text))
