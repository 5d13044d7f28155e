"""Whatever else writes is killed at any moment too: all of it is done, or none of it."""

import json
import random
import re
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine

from adapters.demonstration import demonstration
from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Style, write_extractions
from adapters.lsu.writing import write_xml
from core.model.identifiers import Uai
from core.model.livret import Livret
from tests.adapters.lsun.test_database import migrations
from tests.effort import much
from tests.processes import start

pytestmark = pytest.mark.proof

DUPONT = next(pupil for pupil, _ in demonstration().lsun.pupils if pupil.family_name == "DUPONT")
UAI = Uai("0350760L")
OF_ANOTHER_SCHOOL = ("--ecole", str(UAI), "--date", "20/11/2026", "--nom", "Les Acacias")
TIMED = re.compile(r"_at$|^fingerprint$|^kept_from$|^version_num$")
"""Columns that say when."""
EARLIER = "0001"


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]] | None:
    """All the rows of a store that is whole, the journal of the accesses apart; None if none."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "journal"
        ]
        found = {name: _untimed(connection, name) for name in names}
        return {name: sorted(held, key=repr) for name, held in found.items()} or None


def _untimed(connection, table):
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{column}"' for column in columns if not TIMED.search(column))
    return connection.execute(f"SELECT {kept} FROM {table}").fetchall() if kept else []


@dataclass
class Doing:
    """A command, and the file that it writes besides the store."""

    arguments: tuple[str, ...]
    writes: Path | None = None


def importing_a_school(served, tmp_path):
    write_extractions(later(crowd(1, 60, UAI), 1, 0), tmp_path / "onde", Style(custom_columns=True))
    return Doing(("importer", str(tmp_path / "onde"), *OF_ANOTHER_SCHOOL))


def importing_bilans(served, tmp_path):
    reports = next(bilans for pupil, bilans in demonstration().lsun.pupils if pupil == DUPONT)
    earlier = [
        replace(bilan, school_year=bilan.school_year - 5) for bilan in reports if bilan.locked_at
    ]
    write_xml(tmp_path / "lsu.xml", demonstration().lsun.school.uai, Livret(1, DUPONT, (*earlier,)))
    return Doing(("importer", str(tmp_path / "lsu.xml")))


def withdrawing_a_bilan(served, _tmp_path):
    options = ("--bilan", "1", "--motif", "Erreur de saisie", "--confirmer")
    return Doing(("retirer-bilan", str(DUPONT.ine), *options))


def purging(served, _tmp_path):
    assert served("synchroniser").returncode == 0
    with closing(sqlite3.connect(served.store)) as connection, connection:
        connection.execute("DROP TRIGGER archives_are_never_changed")
        for number, text in connection.execute("SELECT id, livret FROM archives").fetchall():
            livret = json.loads(text)
            livret["bilans"] = [
                bilan | {"kind": "périodique", "school_year": 2010} for bilan in livret["bilans"]
            ]
            old = (json.dumps(livret), number)
            connection.execute("UPDATE archives SET livret = ? WHERE id = ?", old)
    return Doing(("purger", "--confirmer"))


def saving(served, tmp_path):
    copy = tmp_path / "copie.sqlite"
    return Doing(("base", "sauvegarder", str(copy)), copy)


def restoring(served, tmp_path):
    copy = tmp_path / "copie.sqlite"
    assert served("base", "sauvegarder", str(copy)).returncode == 0
    assert served("synchroniser").returncode == 0
    return Doing(("base", "restaurer", str(copy), "--confirmer"))


def exporting(served, tmp_path):
    written = tmp_path / "livret.xml"
    return Doing(("exporter", str(DUPONT.ine), str(written)), written)


def upgrading(served, _tmp_path):
    served.store.unlink()
    engine = create_engine(f"sqlite:///{served.store}")
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, EARLIER)
        connection.exec_driver_sql(f"INSERT INTO schools (uai, name) VALUES ('{UAI}', 'Acacias')")
    engine.dispose()
    return Doing(("ecoles",))


ALL = [
    importing_a_school,
    importing_bilans,
    withdrawing_a_bilan,
    purging,
    saving,
    restoring,
    exporting,
    upgrading,
]


@pytest.fixture(params=ALL, ids=lambda doing: doing.__name__.replace("_", " "))
def killed(request, served, environment, tmp_path):
    """A command that can be tried again and again, and killed."""
    return Killed(request.param(served, tmp_path), served.store, environment | served.settings)


class Killed:
    """What a command makes of a store, and what is there when it is killed."""

    def __init__(self, doing: Doing, store: Path, environment: dict[str, str]) -> None:
        self._doing, self._store, self._environment = doing, store, environment
        self._kept = shutil.copy(store, store.with_suffix(".before"))
        self.before = self.state()
        began = time.monotonic()
        assert self.run() == 0
        self.lasts = time.monotonic() - began
        self.after = self.state()
        assert self.after != self.before

    def state(self):
        """The store, and the file that the command writes: None where there is none."""
        written = self._doing.writes
        if written is None or not written.exists():
            return dump(self._store), None
        is_a_store = written.suffix == ".sqlite"
        return dump(self._store), dump(written) if is_a_store else written.read_bytes()

    def anew(self):
        """All is as it was before."""
        for path in (*self._store.parent.glob(f"{self._store.name}*"), self._doing.writes):
            if path is not None:
                path.unlink(missing_ok=True)
        shutil.copy(self._kept, self._store)

    def run(self, seconds: float | None = None) -> int:
        """Do it, unless that takes longer than this: then it is killed."""
        with start(
            *self._doing.arguments,
            environment=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                return process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return process.wait()


def test_it_is_done_or_it_is_not_and_can_be_done_again(killed):
    chance = random.Random(1)
    for _ in range(much(12)):
        killed.anew()
        killed.run(chance.uniform(0, 1.1 * killed.lasts))
        for now, before, after in zip(killed.state(), killed.before, killed.after, strict=True):
            assert now in (before, after)
        if killed.state() != killed.after:
            assert killed.run() == 0
        assert killed.state() == killed.after
