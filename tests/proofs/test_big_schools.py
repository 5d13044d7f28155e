"""Schools larger than there are: everybody is verified, and doing it again changes nothing."""

import pytest

from adapters.demonstration.crowd import crowd, later
from adapters.demonstration.extractions import Style, write_extractions
from core.model.identifiers import Uai
from tests.effort import much

pytestmark = pytest.mark.proof

UAI = Uai("0960001E")
OF = ("--ecole", str(UAI), "--date", "20/11/2026")
PUPILS = much(2000)
CHANGED = 0.1


def test_a_big_school_is_created_and_synchronised_from_its_extractions(lsun_sync, tmp_path):
    school = crowd(1, PUPILS, UAI)
    for name, share in (("septembre", 0.0), ("novembre", CHANGED)):
        write_extractions(later(school, 1, share), tmp_path / name, Style(custom_columns=True))
    filled = lsun_sync("importer", str(tmp_path / "septembre"), *OF, "--nom", "Les Acacias")
    assert f"a été créée dans LSUN : {PUPILS} élèves" in filled.stdout
    november = ("synchroniser", "--extractions", str(tmp_path / "novembre"), *OF)
    done = lsun_sync(*november)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Synchronisation terminée. Élèves vérifiés : {PUPILS} sur {PUPILS}" in done.stdout
    again = lsun_sync(*november)
    assert "mis à jour : 0." in again.stdout
