"""A class that opens in BE1D, and who comes back to the school: on the real command and screens."""

import subprocess
from dataclasses import replace

import pytest

from adapters.be1d.stand_in.contents import save
from adapters.demonstration import demonstration
from core.model.records import Division, Level, Structure
from tests.journeys.conftest import a_register
from tests.journeys.terminal import Terminal

CM1_B = Structure(2699, "CM1 B", (Level.CM1,))
BE1D = demonstration().be1d
DUPONT = next(
    registration
    for registration in BE1D.registrations
    if registration.pupil.family_name == "DUPONT"
)


@pytest.fixture
def be1d(tmp_path):
    """Serves a school as BE1D has it; gives the setting that leads there."""
    running: list[subprocess.Popen] = []

    def serve(registrations, structures=BE1D.structures):
        path = tmp_path / f"be1d-{len(running)}.json"
        save(replace(BE1D, registrations=tuple(registrations), structures=structures), path)
        process = a_register("--donnees", str(path))
        running.append(process)
        return {"LSUN_SYNC_BE1D_ADRESSE": process.stdout.readline().strip()}

    yield serve
    for process in running:
        process.communicate()


@pytest.fixture
def opened(be1d):
    """BE1D, where a class has opened and DUPONT is in it."""
    division = Division(CM1_B.id, CM1_B.label)
    moved = replace(DUPONT, pupil=replace(DUPONT.pupil, division=division))
    others = [registration for registration in BE1D.registrations if registration != DUPONT]
    return be1d([*others, moved], (*BE1D.structures, CM1_B))


def test_a_class_that_opens_comes_with_its_pupils(served, opened):
    done = served("synchroniser", **opened)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "La classe CM1 B a été ajoutée." in lines
    assert "L'élève Marie Claire Yvete DUPONT (CM1 B) a été mis à jour." in lines
    assert "classes sans enseignant : CM1 B" in lines[0]


def test_a_class_that_opens_is_shown_as_new_in_the_selector(served, opened, environment):
    with Terminal(environment=environment | served.settings | opened) as terminal:
        terminal.wait_for("École primaire publique des Tilleuls", "Paramétrage")
        terminal.type("enter")
        terminal.wait_for("7 classes cochées, 131 élèves.", "coché CM1 B", "nouvelle")
        terminal.wait_for("⚠ À corriger d'abord", "classes sans enseignant : CM1 B")


@pytest.mark.proof
def test_who_left_and_comes_back_is_known_with_his_livret_and_archives(served, be1d):
    served("synchroniser")
    without = [registration for registration in BE1D.registrations if registration != DUPONT]
    left = served("synchroniser", **be1d(without))
    assert "Marie Claire Yvete DUPONT (CE1 A) n'a pas été trouvé" in left.stdout
    division = Division(2605, "CM2")
    back = replace(DUPONT, pupil=replace(DUPONT.pupil, division=division, level=Level.CM2))
    done = served("synchroniser", "--classe", "CM2", **be1d([*without, back]))
    assert "L'élève Marie Claire Yvete DUPONT (CM2) a été mis à jour." in done.stdout
    his = "SELECT id FROM pupils WHERE family_name = 'DUPONT'"
    [(pupil,)] = served.rows(his)
    assert served.rows(f"SELECT count(*) FROM archives WHERE pupil = {pupil}") == [(2,)]
    assert served.rows(f"SELECT count(*) FROM bilans WHERE pupil = {pupil}")[0][0] > 0
