import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.messages.reports import (
    FORMATS,
    as_csv,
    as_file,
    as_json,
    as_text,
    report_title,
)
from core.messages.run_sentences import names_not_kept
from core.model.events import Change, Outcome
from core.model.identifiers import Ine, Uai
from core.model.messages import Message, Severity
from core.model.records import School
from core.model.report import Report, ReportedMessage
from core.model.runs import PupilResult, Run, RunState, Scope
from tests.hostile import ALL, LONE_SURROGATE, LONG, acting_in

YVETE_CELLS = ("Prénoms", "Marie", "Marie, Yvete")
YVETE = Change(*YVETE_CELLS)
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
SCHOOL, BY = School(Uai("0951099D"), "École des <Tilleuls> & Cie"), "Anne MARTIN"


def a_report(name="Marie Claire DUPONT", changes=(YVETE,)):
    scope = Scope(Uai("0951099D"), frozenset({1}), date(2026, 11, 20))
    results = (
        PupilResult(
            livret_id=1,
            name=name,
            division="CE1 A",
            outcome=Outcome.UPDATED,
            changes=changes,
            archived=True,
            ine=Ine("120000001AB"),
        ),
        PupilResult(livret_id=2, name="Ali BERNARD", division="CE1 A", outcome=None),
    )
    reported = ReportedMessage(
        AT, "CE1 A", Message(Severity.WARNING, "L'élève n'a pas été trouvé.")
    )
    return Report(Run(7, scope, AT, BY), SCHOOL, RunState.STOPPED, results, (reported,))


def test_the_text_says_the_messages_then_the_summary():
    title, reported, updated, left, closing = as_text(a_report()).splitlines()
    assert title.startswith(
        "Synchronisation n° 7 de l'école 0951099D, depuis l'extraction du 20/11/2026, le"
    )
    assert reported == "Avertissement : L'élève n'a pas été trouvé."
    assert updated == "Mis à jour : 1 élève, dont 1 avec archivage"
    assert left == "Non traités : 1 élève"
    assert closing.startswith("Synchronisation incomplète. Élèves vérifiés : 1 sur 2 ;")


def test_the_csv_alone_has_a_mark_that_spreadsheets_want():
    report = a_report()
    assert as_file(report, "csv") == f"\ufeff{as_csv(report)}".encode()
    for form in FORMATS.keys() - {"csv"}:
        assert as_file(report, form) == FORMATS[form](report).encode()


def test_the_csv_has_one_row_a_difference():
    assert list(csv.reader(io.StringIO(as_csv(a_report())), delimiter=";")) == [
        ["Élève", "INE", "Classe", "Résultat", "Archivé", "Donnée", "Avant", "Après"],
        ["Marie Claire DUPONT", "120000001AB", "CE1 A", "Mis à jour", "oui", *YVETE_CELLS],
        ["Ali BERNARD", "", "CE1 A", "Non traités", "non", "", "", ""],
    ]


@pytest.mark.parametrize("start", "=+-@|%＝＋－＠")
def test_no_cell_of_the_csv_is_a_formula(start):
    name, value = f"{start}HYPERLINK(1)", f"{start}1+1"
    report = a_report(name, (Change("Nom", value, value),))
    [_, row, _] = csv.reader(io.StringIO(as_csv(report), newline=""), delimiter=";")
    assert row[0] == f"'{name}"
    assert row[6:] == [f"'{value}", f"'{value}"]


@pytest.mark.parametrize("start", ["\t", "\r", "\x1b", " =", "\t=", "\n+"])
def test_no_cell_of_the_csv_begins_with_what_a_spreadsheet_passes_over(start):
    [_, row, _] = csv.reader(io.StringIO(as_csv(a_report(f"{start}A")), newline=""), delimiter=";")
    assert row[0] in ("A", "\ufffdA", "'=A", "'+A")


@pytest.mark.parametrize("text", [*ALL, *LONG, LONE_SURROGATE])
def test_no_form_of_a_report_acts_on_a_terminal(text):
    report = a_report(text, (Change(text, text, text),))
    reported = ReportedMessage(AT, text, Message(Severity.ERROR, text))
    for form in FORMATS.values():
        for line in form(replace(report, messages=(reported,))).splitlines():
            assert acting_in(line) == ""


def test_every_cell_of_the_csv_is_quoted_and_every_row_ends_as_windows_wants():
    [header, *rows] = as_csv(a_report()).split("\r\n")
    assert header.startswith('"Élève";"INE";"Classe";')
    assert rows[-1] == ""
    assert rows[1] == '"Ali BERNARD";"";"CE1 A";"Non traités";"non";"";"";""'


def test_the_json_has_all_that_is_kept_of_the_run():
    written = as_json(a_report())
    assert json.loads(written) == {
        "synchronisation": 7,
        "ecole": "0951099D",
        "commencee": "2026-11-23T08:30:00+00:00",
        "extraction": "2026-11-20",
        "etat": "interrompue",
        "eleves": [
            {
                "nom": "Marie Claire DUPONT",
                "ine": "120000001AB",
                "classe": "CE1 A",
                "resultat": "mis_a_jour",
                "archive": True,
                "differences": [{"donnee": "Prénoms", "avant": "Marie", "apres": "Marie, Yvete"}],
            },
            {
                "nom": "Ali BERNARD",
                "ine": None,
                "classe": "CE1 A",
                "resultat": "non_traite",
                "archive": False,
                "differences": [],
            },
        ],
        "eleves_a_jour_sans_nom": 0,
        "messages": [
            {
                "gravite": "avertissement",
                "classe": "CE1 A",
                "texte": "L'élève n'a pas été trouvé.",
            }
        ],
    }
    assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=2)


def test_whose_names_are_not_kept_are_counted_and_have_a_row_together():
    older = replace(a_report(), unnamed=120)
    assert "À jour : 120 élèves" in as_text(older).splitlines()
    assert (
        as_text(older)
        .splitlines()[-1]
        .startswith("Synchronisation incomplète. Élèves vérifiés : 121 sur 122 ;")
    )
    for form in ("html", "courriel"):
        assert "À jour : 120 élèves" in FORMATS[form](older)
        assert "Élèves vérifiés : 121 sur 122" in FORMATS[form](older)
    assert json.loads(as_json(older))["eleves_a_jour_sans_nom"] == 120
    *_, last = csv.reader(io.StringIO(as_csv(older)), delimiter=";")
    assert last == [names_not_kept(120), "", "", "À jour", "non", "", "", ""]


def test_a_report_says_what_the_run_was_synchronised_with_and_when():
    report = a_report()
    with_be1d = replace(report.run, scope=replace(report.run.scope, extracted_on=None))
    assert report_title(replace(report, run=with_be1d)) == (
        "Synchronisation n° 7 de l'école 0951099D, avec Base Elèves 1er degré, le"
        f" {AT.astimezone():%d/%m/%Y %H:%M}."
    )
    assert json.loads(as_json(replace(report, run=with_be1d)))["extraction"] is None


def test_the_json_keeps_what_would_act():
    document = json.loads(as_json(a_report("\x1b\x9b\u202e\ue000\ud800é")))
    assert document["eleves"][0]["nom"] == "\x1b\x9b\u202e\ue000\ud800é"


def test_the_json_says_everything():
    document = json.loads(as_json(a_report()))
    assert (document["synchronisation"], document["ecole"], document["extraction"]) == (
        7,
        "0951099D",
        "2026-11-20",
    )
    assert [item["resultat"] for item in document["eleves"]] == ["mis_a_jour", "non_traite"]
    assert document["eleves"][0]["differences"] == [
        {"donnee": "Prénoms", "avant": "Marie", "apres": "Marie, Yvete"}
    ]
    assert document["messages"] == [
        {"gravite": "avertissement", "classe": "CE1 A", "texte": "L'élève n'a pas été trouvé."}
    ]
