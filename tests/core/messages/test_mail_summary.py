from dataclasses import replace

from core.messages.mail_summary import as_mail
from core.model.messages import Message, Severity
from core.model.report import ReportedMessage
from core.text import without_accents
from tests.core.messages.test_reports import AT, BY, a_report


def a_report_of_people():
    text = "L'élève Marie Claire DUPONT (classe de M. TESSIER) n'a pas été trouvé."
    reported = ReportedMessage(AT, "classe de M. TESSIER", Message(Severity.WARNING, text), 1)
    return replace(a_report(), messages=(reported,))


def test_the_subject_comes_first_then_the_figures():
    subject, blank, hello, *lines = as_mail(a_report_of_people()).splitlines()
    title = "Synchronisation n° 7 de LSUN, École des <Tilleuls> & Cie (0951099D)"
    assert (subject, blank, hello) == (f"Objet : {title}, interrompue", "", "Bonjour,")
    assert "Source : extraction du 20/11/2026." in lines
    assert [line for line in lines if line.startswith("- ")] == [
        "- Mis à jour : 1 élève, dont 1 avec archivage",
        "- Non traités : 1 élève",
        "- Messages : 1 avertissement, 0 erreur",
    ]


def test_nobody_is_in_it():
    mail = without_accents(as_mail(a_report_of_people()))
    for personal in (
        "Marie",
        "DUPONT",
        "Yvete",
        "BERNARD",
        "120000001AB",
        "01AB",
        "CE1",
        "TESSIER",
    ):
        assert without_accents(personal) not in mail
    assert without_accents(BY) not in mail
