from dataclasses import replace

import pytest
from lxml import html

from core.messages.html_report import as_html
from core.model.events import Change
from core.model.messages import Message, Severity
from core.model.report import ReportedMessage
from tests.core.messages.test_reports import AT, BY, SCHOOL, a_report
from tests.hostile import ALL, LONG, acting_in

FETCHING = ("src", "href", "action", "data", "background", "poster", "srcset")


def page_of(report):
    return html.document_fromstring(as_html(report))


def texts(page, path):
    return [" ".join(" ".join(found.itertext()).split()) for found in page.xpath(path)]


def said(severity, text):
    return ReportedMessage(AT, "CE1 A", Message(severity, text))


def test_the_page_says_whose_run_it_was_when_and_how_it_ended():
    assert texts(page_of(a_report()), "//dd") == [
        f"{SCHOOL.name} (0951099D)",
        BY,
        f"{AT.astimezone():%d/%m/%Y %H:%M}",
        "extraction du 20/11/2026",
        "interrompue",
    ]


def test_each_change_is_told_before_and_after_under_its_pupil():
    report = a_report(
        changes=(Change("Prénoms", "Marie", "Marie, Yvete"), Change("Niveau", "", "CE2"))
    )
    assert texts(page_of(report), "//tbody/tr") == [
        "Marie Claire DUPONT (CE1 A, INE *******01AB) — archivé avant la mise à jour",
        "Prénoms Marie Marie, Yvete",
        "Niveau (vide) CE2",
    ]


def test_what_is_to_be_looked_at_comes_before_what_changed_and_the_gravest_first():
    messages = (
        said(Severity.INFORMATION, "Elle a été ajoutée."),
        said(Severity.WARNING, "Il n'a pas été trouvé."),
        said(Severity.ERROR, "Elle n'a pas pu être vérifiée."),
    )
    page = page_of(replace(a_report(), messages=messages))
    assert texts(page, "//h2")[1:] == [
        "À vérifier",
        "Ce qui a changé",
        "Ce qui a été dit d'autre",
    ]
    assert texts(page, "//section[position() > 1]//li") == [
        "Erreur : Elle n'a pas pu être vérifiée.",
        "Avertissement : Il n'a pas été trouvé.",
        "Information : Elle a été ajoutée.",
    ]


def test_a_run_without_changes_has_no_table():
    page = page_of(a_report(changes=()))
    assert texts(page, "//section[3]/p") == ["Aucune donnée d'élève n'a changé."]
    assert not page.xpath("//table")


def test_the_page_is_one_file_in_which_nothing_acts():
    page = page_of(a_report())
    assert not page.xpath("//script | //link | //img | //iframe | //object | //form")
    assert not [name for element in page.iter() for name in FETCHING if element.get(name)]
    [style] = page.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("text", [*ALL, *LONG, "<script>alert(1)</script>", "&lt;b&gt;", '"><i>'])
def test_what_people_wrote_is_text_and_never_markup(text):
    report = replace(
        a_report(text, (Change(text, text, text),)),
        school=replace(SCHOOL, name=text),
        messages=(said(Severity.WARNING, text),),
    )
    report = replace(report, run=replace(report.run, by=text))
    plain, page = page_of(a_report()), page_of(report)
    assert [element.tag for element in page.iter()] == [element.tag for element in plain.iter()]
    assert acting_in(as_html(report).replace("\n", "")) == ""
