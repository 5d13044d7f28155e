"""An empty store, the extractions of a school, and the files of its gradebook."""

import sqlite3
from pathlib import Path

import pytest

from adapters.demonstration.extractions import write_extractions
from adapters.lsu.writing import write_xml
from core.model.livret import Livret
from tests.journeys.files.school import CUSTOM, OF, PUPIL, TODAY, UAI


@pytest.fixture
def store(environment):
    return Path(environment["XDG_DATA_HOME"]) / "lsun-sync" / "lsun.sqlite"


@pytest.fixture
def dump(store):
    """Everything that the store holds of pupils; None while there is no store."""

    def read(*tables):
        if not store.exists():
            return None
        connection = sqlite3.connect(store)
        connection.row_factory = sqlite3.Row
        names = tables or ("schools", "structures", "pupils", "guardians", "bilans", "archives")
        try:
            rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
            return {name: list(map(dict, found)) for name, found in rows.items()}
        finally:
            connection.close()

    return read


@pytest.fixture
def folder(tmp_path):
    """Writes the extractions of a register into a folder of its own."""

    def write(contents, name, style=CUSTOM):
        write_extractions(contents, tmp_path / name, style)
        return str(tmp_path / name)

    return write


@pytest.fixture
def filled(lsun_sync, folder):
    done = lsun_sync("importer", folder(TODAY, "septembre"), *OF, "--nom", "Les Acacias")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def gradebook(tmp_path):
    """Writes an LSU file with the bilans of the first pupil."""

    def write(*bilans, name="cahier.xml", uai=UAI, pupil=PUPIL):
        write_xml(tmp_path / name, uai, Livret(1, pupil, bilans))
        return str(tmp_path / name)

    return write
