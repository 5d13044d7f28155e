"""What the program leaves behind: files of its owner's alone, and logs in which nobody is."""

import json
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from adapters.demonstration import demonstration
from adapters.demonstration.extractions import Style, write_extractions
from tests.journeys.held import TOKEN
from tests.processes import start
from tests.stores import rows
from tests.waiting import PATIENCE
from tui.cli.choices import REPORT_FORMS

pytestmark = pytest.mark.proof

SCHOOL = demonstration()
DUPONT = next(pupil for pupil, _ in SCHOOL.lsun.pupils if pupil.family_name == "DUPONT")
WORD = re.compile(r"\w{4,}")
PERSONAL = {
    "pupils": "ine, family_name, usual_name, first_names, birth_place, addresses, email, phones",
    "guardians": "family_name, usual_name, first_name, address, email, phones",
    "teachers": "family_name, first_name",
}
OF_THE_PROGRAM = {"lines", "france", "null", "true", "false", "postal_code", "city", "country"}
"""Words of both: those of JSON."""


class Day:
    """A day of somebody's work, with every log at its lowest level, and a mask that hides nothing.

    All of it is in one folder.
    """

    def __init__(self, folder: Path, store: Path, url: str) -> None:
        self.folder, self.store, self.logged = folder, store, folder / "everything.log"
        self.log = folder / "state" / "lsun-sync" / "lsun-sync.log"
        self._environment = os.environ | {
            "LOGGED": str(self.logged),
            "LSUN_SYNC_LSUN_BASE": f"sqlite:///{store}",
            "LSUN_SYNC_BE1D_ADRESSE": url,
            "LSUN_SYNC_BE1D_JETON": TOKEN,
            "LSUN_SYNC_BE1D_ESSAIS": "1",
            **{f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("data", "state")},
        }

    def does(self, *arguments, typed="", statuses=(0,)):
        with start(
            *arguments,
            environment=self._environment,
            module="tests.logging_everything",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            umask=0,
        ) as process:
            _, errors = process.communicate(typed, timeout=PATIENCE)
        assert process.returncode in statuses, errors


@pytest.fixture(scope="module")
def day(tmp_path_factory, filled_store, failing_register_url):
    folder = tmp_path_factory.mktemp("day")
    day = Day(folder, shutil.copy(filled_store, folder / "lsun.sqlite"), failing_register_url)
    ine, extractions = str(DUPONT.ine), folder / "onde"
    write_extractions(SCHOOL.be1d, extractions, Style(custom_columns=True))
    source = (str(extractions), "--ecole", str(SCHOOL.lsun.school.uai), "--date", "24/11/2026")
    day.does("simuler", statuses=(0, 1))
    day.does("synchroniser", statuses=(1,))
    day.does("synchroniser", "--extractions", *source, "--confirmer", statuses=(0, 1))
    day.does("importer", *source, statuses=(2,))
    day.does("synchroniser", "--automatique", statuses=(1,))
    for form in REPORT_FORMS:
        day.does("rapport", "--format", form)
    day.does("eleves", "dupont")
    day.does("eleves", "dupont martin")
    day.does("changements", "dupont")
    day.does("archives", "dupont")
    day.does("synchroniser", "--toutes-les-ecoles", statuses=(1,))
    day.does("exporter", ine, str(folder / "livret.json"))
    day.does("exporter", ine, str(folder / "livret.xml"))
    day.does("importer", str(folder / "livret.xml"))
    day.does("retirer-bilan", ine, "--bilan", "1", "--motif", "Erreur", "--confirmer")
    day.does("base", "sauvegarder", str(folder / "copie.sqlite"))
    day.does("base", "restaurer", str(folder / "copie.sqlite"), "--confirmer")
    day.does("--lineaire", typed="1\ntout\n\noui\n0\n")
    return day


def test_nobody_and_no_secret_is_in_any_log(day):
    written = day.logged.read_text("utf-8", "replace") + day.log.read_text("utf-8")
    assert "run ended" in written
    words = set(WORD.findall(written.casefold()))
    told = set()
    for table, columns in PERSONAL.items():
        for row in rows(day.store, f"SELECT {columns} FROM {table}"):
            told |= set(WORD.findall(" ".join(map(str, row)).casefold()))
    assert len(told) > 400
    assert told & words <= OF_THE_PROGRAM
    assert TOKEN not in written


def test_every_file_is_its_owners_alone_whatever_the_mask(day):
    files = [path for path in day.folder.rglob("*") if path.is_file() and path != day.logged]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    assert {"livret.json", "livret.xml", "copie.sqlite", "lsun-sync.log"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(day.log.parent.stat().st_mode) == 0o700


def test_the_log_says_what_became_of_each_run_in_numbers(day):
    lines = map(json.loads, day.log.read_text("utf-8").splitlines())
    ended = [line for line in lines if line["event"] == "run ended"]
    assert ended[0]["uai"] == str(SCHOOL.lsun.school.uai)
    assert (ended[0]["updated"], ended[0]["unverified"]) == (10, 1)
    runs = rows(day.store, "SELECT id FROM runs")
    assert {line["run"] for line in ended} == {number for (number,) in runs}
