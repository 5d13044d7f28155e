"""Whenever a sentence says that one can resume, `--reprendre` resumes."""

import pytest

pytestmark = pytest.mark.proof


AS_IF_KILLED = "UPDATE runs SET state = 'running', ended_at = NULL"
EXPIRED = "UPDATE runs SET lease_until = '2020-01-01 00:00:00.000000'"


@pytest.fixture
def down(served):
    """Where nobody answers."""
    return {"LSUN_SYNC_BE1D_ADRESSE": "http://127.0.0.1:9"}


def test_after_one_pupil_who_could_not_be_verified(shown, register_url):
    done = shown("synchroniser")
    assert "1 élève reste à vérifier" in done.stdout
    assert "vous pouvez le reprendre" in done.stdout
    assert shown.rows("SELECT state FROM runs") == [("incomplete",)]
    again = shown("synchroniser", "--reprendre", LSUN_SYNC_BE1D_ADRESSE=register_url)
    assert again.returncode == 0
    assert "Élèves vérifiés : 131 sur 131" in again.stdout
    assert shown.rows("SELECT state FROM runs") == [("complete",)]


def test_after_a_register_that_is_down(served, down):
    done = served("synchroniser", **down)
    assert done.returncode == 5
    assert "vous pouvez les reprendre" in done.stdout
    assert served("synchroniser", "--reprendre").returncode == 0
    assert served.rows("SELECT id, state FROM runs") == [(1, "complete")]


def test_after_a_list_that_could_not_be_read(served):
    served("synchroniser")
    served.rows("UPDATE runs SET state = 'incomplete', teachers_read = 0", write=True)
    assert served("synchroniser", "--reprendre").returncode == 0
    assert served.rows("SELECT state, teachers_read FROM runs") == [("complete", 1)]


def test_after_a_synchronisation_of_one_pupil_meanwhile(shown, register_url):
    shown("synchroniser")
    [(ine,)] = shown.rows("SELECT ine FROM pupils WHERE family_name = 'GIRARD' LIMIT 1")
    assert shown("synchroniser", "--eleve", ine).returncode == 0
    again = shown("synchroniser", "--reprendre", LSUN_SYNC_BE1D_ADRESSE=register_url)
    assert again.returncode == 0
    assert shown.rows("SELECT state FROM runs ORDER BY id") == [("complete",), ("complete",)]


def test_just_after_a_kill_one_is_told_to_wait(served):
    served("synchroniser")
    alive = "state = 'running', lease_until = '2999-01-01 00:00:00.000000'"
    served.rows(f"UPDATE runs SET {alive}", write=True)
    refused = served("synchroniser", "--reprendre")
    assert refused.returncode == 4
    assert "Attendez un peu, puis recommencez." in refused.stderr


def test_who_was_spared_stays_spared(served):
    [(ine, before)] = served.rows(
        "SELECT ine, first_names FROM pupils WHERE family_name = 'DUPONT' LIMIT 1"
    )
    served("simuler", "--sauf", ine, "--appliquer")
    served.rows(f"{AS_IF_KILLED}, teachers_read = 0", write=True)
    served.rows("UPDATE run_structures SET roll_read = 0", write=True)
    served.rows(EXPIRED, write=True)
    assert served("synchroniser", "--reprendre").returncode == 0
    assert served.rows(f"SELECT first_names FROM pupils WHERE ine = '{ine}'") == [(before,)]


def test_a_class_that_was_added_is_told_even_after_a_kill(served):
    served("synchroniser")
    served.rows("UPDATE run_structures SET roll_read = 0", write=True)
    ulis = "structure IN (SELECT id FROM structures WHERE label = 'ULIS')"
    served.rows(f"UPDATE run_structures SET is_new = 1 WHERE {ulis}", write=True)
    served.rows(AS_IF_KILLED, write=True)
    served.rows(EXPIRED, write=True)
    assert "La classe ULIS a été ajoutée." in served("synchroniser", "--reprendre").stdout
