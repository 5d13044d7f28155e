"""The stand-in register as a process of its own."""

import signal
import subprocess

import httpx
import pytest

from adapters.demonstration import demonstration
from adapters.demonstration.academy import Academy
from tests.processes import start as start_program
from tests.waiting import PATIENCE

TOKEN = {"LSUN_SYNC_BE1D_JETON": "jeton-d-essai"}


@pytest.fixture
def stand_in(environment):
    started = []

    def start(*arguments):
        process = start_program(
            *("be1d-simule", *arguments),
            environment=environment | TOKEN,
            anew=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        with process:
            process.kill()


def test_it_says_where_it_listens_and_answers_there(stand_in):
    _, url = stand_in()
    school = demonstration().be1d.school
    headers = {"Authorization": "Bearer jeton-d-essai"}
    answer = httpx.get(f"{url}/ecoles/{school.uai}/structures", headers=headers)
    assert len(answer.json()) == 6


def test_it_fails_about_a_pupil_as_often_as_it_is_told(stand_in):
    pupil = demonstration().be1d.registrations[0].pupil
    school = demonstration().be1d.school
    _, url = stand_in("--panne", f"{pupil.ine}=503*1")
    address = f"{url}/ecoles/{school.uai}/eleves/{pupil.ine}"
    headers = {"Authorization": "Bearer jeton-d-essai"}
    assert [httpx.get(address, headers=headers).status_code for _ in range(2)] == [503, 200]


@pytest.mark.proof
def test_it_fails_about_a_whole_school_and_tells_what_it_was_asked(stand_in):
    failing, other = Academy(2, 30).uais
    _, url = stand_in("--ecoles", "2", "--eleves", "30", "--panne", f"{failing}=503")
    headers = {"Authorization": "Bearer jeton-d-essai"}
    for uai, status in ((failing, 503), (other, 200)):
        answer = httpx.get(f"{url}/ecoles/{uai}/structures", headers=headers)
        assert answer.status_code == status
    counted = httpx.get(f"{url}/compteurs").json()
    assert {uai: counts["demandes"] for uai, counts in counted.items()} == {failing: 1, other: 1}


@pytest.mark.proof
def test_it_serves_so_many_schools_and_takes_so_many_requests_a_second(stand_in):
    _, url = stand_in("--ecoles", "3", "--eleves", "30", "--quota", "2")
    headers = {"Authorization": "Bearer jeton-d-essai"}
    asked = [Academy(3, 30).uais[1], Academy(4, 30).uais[3]]
    answers = [httpx.get(f"{url}/ecoles/{uai}/structures", headers=headers) for uai in asked]
    assert [len(answers[0].json()), answers[1].json()["code"]] == [2, "ecole-inconnue"]


def test_it_ends_with_the_process_that_started_it(stand_in):
    process, _ = stand_in("--lie-au-parent")
    process.stdin.close()
    assert process.wait(PATIENCE) == 0


def test_it_ends_when_it_is_told_to(stand_in):
    process, _ = stand_in()
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("arguments", "variables", "sentence"),
    [
        ((), {}, "Le jeton d'accès manque."),
        (("--donnees", "/nulle/part"), TOKEN, "ni dossier ni fichier « nulle » dans « / »"),
        (("--donnees", "/"), TOKEN, "n'est pas un dossier d'écoles"),
        (("--ecoles", "10000"), TOKEN, "sert de 1 à 9999 écoles"),
        (("--ecoles", "3", "--eleves", "0"), TOKEN, "de 1 à 10000 élèves"),
        (("--quota", "0"), TOKEN, "d'une demande par seconde au moins"),
        (("--panne", "12=503"), TOKEN, "n'est pas une panne"),
        (("--panne", "120000001AB=grippe"), TOKEN, "n'est pas une panne"),
        (("--panne", "0960001E=autre"), TOKEN, "Une école entière ne connaît"),
        (("--port", "deux"), TOKEN, "--port : « deux » ne convient pas."),
        (("--port", "99999"), TOKEN, "Le port 99999 ne peut pas être ouvert."),
    ],
)
def test_what_it_cannot_do_is_refused_in_a_sentence(lsun_sync, arguments, variables, sentence):
    refused = lsun_sync("be1d-simule", *arguments, **variables)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert refused.stdout == ""
