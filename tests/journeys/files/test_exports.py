"""What the commands write: livrets, archives, reports."""

import csv
import io
import json
import stat
import subprocess
from dataclasses import replace

import pytest
from lxml import html

from adapters.lsu.reading import read_bilans
from tests.adapters.lsu.builders import a_cycle, a_periodic
from tests.journeys.files.school import (
    CHANGED,
    OF,
    PUPIL,
    TODAY,
    renamed,
)
from tests.processes import start

pytestmark = pytest.mark.proof


def test_a_livret_and_its_archive_are_exported(filled, lsun_sync, folder, gradebook, tmp_path):
    lsun_sync("importer", gradebook(a_periodic(), a_cycle()))
    changed = replace(TODAY, registrations=tuple(map(renamed, TODAY.registrations)))
    lsun_sync("synchroniser", "--extractions", folder(changed, "novembre"), *OF)
    now, then = tmp_path / "livret.xml", tmp_path / "archive.json"
    assert lsun_sync("exporter", str(PUPIL.ine), str(now)).returncode == 0
    assert lsun_sync("exporter", str(PUPIL.ine), str(then), "--archive", "1").returncode == 0
    assert [read_bilan.bilan for read_bilan in read_bilans(now)] == [a_periodic(), a_cycle()]
    assert f"{PUPIL.family_name}-NEUF" in now.read_text("utf-8")
    archived = json.loads(then.read_text("utf-8"))
    assert archived["livret"]["pupil"]["family_name"] == PUPIL.family_name
    assert {stat.S_IMODE(path.stat().st_mode) for path in (now, then)} == {0o600}
    again = lsun_sync("exporter", str(PUPIL.ine), str(now))
    assert again.returncode == 2
    assert "existe déjà" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("120000001AB", "x.json"), "Aucun élève de cette école n'a cet INE"),
        (("12", "x.json"), "et ce n'est pas un INE"),
        ((str(PUPIL.ine), "x.pdf"), "Donnez au fichier le suffixe .xml"),
        ((str(PUPIL.ine), "x.json", "--archive", "1"), "Cet élève n'a aucune archive"),
        ((str(PUPIL.ine), "x.xml"), "aucun bilan verrouillé"),
        ((str(PUPIL.ine), "absent/x.json"), "n'existe pas"),
    ],
)
def test_what_cannot_be_exported_is_said(filled, lsun_sync, tmp_path, arguments, sentence):
    ine, file, *rest = arguments
    refused = lsun_sync("exporter", ine, str(tmp_path / file), *rest)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert not (tmp_path / file).exists()


def test_a_run_is_reported_again_in_each_form(filled, lsun_sync, folder):
    done = lsun_sync("synchroniser", "--extractions", folder(CHANGED, "novembre"), *OF)
    updated = [line for line in done.stdout.splitlines() if line.endswith("a été mis à jour.")]
    text = lsun_sync("rapport").stdout
    assert all(line in text for line in updated)
    written = lsun_sync("rapport", "1", "--format", "csv").stdout
    assert written.startswith("\ufeff")  # without which a spreadsheet takes UTF-8 for another
    rows = list(csv.reader(io.StringIO(written), delimiter=";"))
    assert {row[3] for row in rows[1:]} == {"Mis à jour", "À jour"}
    document = json.loads(lsun_sync("rapport", "--format", "json").stdout)
    assert [
        text
        for text in (item["texte"] for item in document["messages"])
        if text.endswith("a été mis à jour.")
    ] == updated
    page = html.document_fromstring(lsun_sync("rapport", "--format", "html").stdout.encode())
    shown = html.tostring(page, encoding="unicode", method="text")
    assert all(f"Information : {line}" in shown for line in updated)
    mail = lsun_sync("rapport", "--format", "courriel").stdout
    assert mail.startswith("Objet : Synchronisation n° 1 de LSUN, ")
    assert PUPIL.family_name not in mail
    assert lsun_sync("rapport", "99").returncode == 2


def test_a_page_says_its_encoding_and_has_it_whatever_the_language(filled, lsun_sync, folder):
    lsun_sync("synchroniser", "--extractions", folder(CHANGED, "novembre"), *OF)
    page = lsun_sync("rapport", "--format", "html", PYTHONIOENCODING="iso-8859-1", anew=True)
    assert page.stdout == lsun_sync("rapport", "--format", "html").stdout


def test_a_reader_who_has_enough_is_no_error_to_tell(filled, lsun_sync, folder, environment):
    lsun_sync("synchroniser", "--extractions", folder(CHANGED, "novembre"), *OF)
    with start(
        *("rapport", "--format", "json"),
        environment=environment,
        anew=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
