"""What changed of a pupil, a class or the school, asked by a name; and whom a name means."""

import json
from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.proof

YVETE = "    Prénoms : « Marie Claire » → « Marie Claire, Yvete »"


@pytest.fixture
def synchronised(served):
    assert served("synchroniser").returncode == 0
    return served


def as_objects(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def changed(synchronised, *options):
    """Who changed, each once."""
    found = as_objects(synchronised("changements", *options, "--format", "json"))
    assert {change["type"] for change in found} <= {"changement"}
    return {(change["eleve"], change["classe"]) for change in found}


def test_the_changes_of_a_pupil_are_told_before_and_after(synchronised):
    when, change = synchronised("changements", "dupont").stdout.splitlines()
    assert when.endswith(" — n° 1 — Marie Claire Yvete DUPONT (CE1 A) — 1 différence — archivé")
    assert change == YVETE
    [fact] = as_objects(synchronised("changements", "dupont", "--format", "json"))
    assert (fact["donnee"], fact["avant"], fact["apres"], fact["resultat"], fact["archive"]) == (
        "Prénoms",
        "Marie Claire",
        "Marie Claire, Yvete",
        "mis_a_jour",
        True,
    )


def test_the_changes_of_a_class_and_of_the_school_are_told(synchronised):
    school = changed(synchronised)
    assert len(school) == 10 + 2
    of_class = changed(synchronised, "--classe", "ce1 a")
    assert of_class == {(name, label) for name, label in school if label == "CE1 A"}
    both = changed(synchronised, "--classe", "CE1 A", "--classe", "CM2")
    assert of_class < both < school
    assert changed(synchronised, "dupont", "--classe", "CM2") == set()


def test_who_was_admitted_is_told_without_data(synchronised):
    facts = as_objects(synchronised("changements", "--format", "json"))
    admitted = [fact for fact in facts if fact["resultat"] == "ajoute"]
    assert len(admitted) == 2
    assert not any("donnee" in fact for fact in admitted)
    assert synchronised("changements").stdout.count(" — ajouté\n") == 2


def test_a_period_has_its_first_and_its_last_day(synchronised):
    [(started,)] = synchronised.rows("SELECT started_at FROM runs")
    day = datetime.fromisoformat(started).replace(tzinfo=UTC).astimezone().date()
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert len(changed(synchronised, "--depuis", str(day), "--jusqu-au", f"{day:%d/%m/%Y}")) == 12
    for period in (("--depuis", str(after)), ("--jusqu-au", str(before))):
        done = synchronised("changements", *period)
        assert (done.returncode, done.stdout) == (
            0,
            "Aucune synchronisation n'a rien changé pour ces élèves dans cette période.\n",
        )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--depuis", "hier"), "« hier » n'est pas un jour du calendrier."),
        (("--jusqu-au", "01/01/0001"), "« 01/01/0001 » n'est pas un jour du calendrier."),
        (("--depuis", "02/09/2026", "--jusqu-au", "01/09/2026"), "finit avant de commencer"),
        (("--classe", "6e B"), "La classe « 6e B » n'existe pas dans cette école."),
        (("personne",), "Aucun élève de cette école ne s'appelle ainsi dans LSUN"),
        (("120000001AB",), "Aucun élève de cette école n'a cet INE"),
    ],
)
def test_what_cannot_be_meant_is_refused(served, arguments, sentence):
    done = served("changements", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


@pytest.fixture
def dupont(served):
    [(ine,)] = served.rows("SELECT ine FROM pupils WHERE family_name = 'DUPONT'")
    return ine


def test_a_command_takes_a_name_for_an_ine(served, dupont, tmp_path):
    files = tmp_path / "by-ine.json", tmp_path / "by-name.json"
    for pupil, file in zip((dupont, "Dupont MARIE-CLAIRE"), files, strict=True):
        assert served("exporter", pupil, str(file)).returncode == 0
    by_ine, by_name = (json.loads(file.read_text("utf-8"))["livret"] for file in files)
    assert by_name == by_ine
    for command in ("archives", "retirer-bilan", "effacer"):
        assert served(command, "dupont").stderr == served(command, dupont).stderr
        assert served(command, "dupont").stdout == served(command, dupont).stdout


def test_a_pupil_is_synchronised_and_left_out_by_his_name(served):
    simulated = served("simuler", "--sauf", "dupont", "--format", "json")
    assert "Yvete" not in simulated.stdout
    done = served("synchroniser", "--eleve", "dupont")
    assert "L'élève Marie Claire Yvete DUPONT (CE1 A) a été mis à jour." in done.stdout


def test_several_who_could_be_meant_are_told_and_nothing_is_done(served, dupont):
    served.rows(
        "UPDATE pupils SET family_name = 'DUPONT', birth_date = '2018-01-31' WHERE id ="
        " (SELECT id FROM pupils WHERE family_name != 'DUPONT' ORDER BY id LIMIT 1)",
        write=True,
    )
    refused = served("synchroniser", "--eleve", "dupont")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("Plusieurs élèves conviennent : ")
    assert f"Marie Claire DUPONT (CE1 A, 30/12/2019, INE *******{dupont[-4:]})" in refused.stderr
    assert dupont not in refused.stderr
    assert served.count("runs") == 0
    assert served("archives", f"dupont {dupont[-4:]}").returncode == 0
    assert served("archives", "dupont 31/01/2018").returncode == 0
