"""A school that is synchronised with nobody there: what is done, what is told, and to whom."""

import asyncio
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from adapters.be1d.stand_in.contents import save
from adapters.demonstration import demonstration
from core.model.records import Registration
from tests import outages
from tests.journeys.conftest import a_register
from tests.mailbox import PASSWORD, USER, Mailbox
from tests.processes import start
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.proof

AUTOMATIC = ("synchroniser", "--automatique")
EVERY_DAY = "01/01-31/12"
NOWHERE = {"LSUN_SYNC_BE1D_ADRESSE": "http://127.0.0.1:9", "LSUN_SYNC_AUTOMATIQUE_FENETRE": "0"}
STRICT = {"LSUN_SYNC_GARDE_NON_TROUVES": "1"}


@pytest.fixture
def mailbox():
    with Mailbox(asks_who=True) as opened:
        yield opened


@pytest.fixture
def by_mail(mailbox, tmp_path):
    """The settings by which a notice is mailed."""
    password = tmp_path / "mot-de-passe"
    password.write_text(PASSWORD)
    password.chmod(0o600)
    given = {
        "smtp_serveur": "127.0.0.1",
        "smtp_port": str(mailbox.port),
        "smtp_utilisateur": USER,
        "smtp_mot_de_passe_fichier": str(password),
        "expediteur": "lsun@ecole.example",
        "destinataires": "directrice@ecole.example",
    }
    return {f"LSUN_SYNC_AUTOMATIQUE_{name.upper()}": value for name, value in given.items()}


def ended(done):
    return done.returncode, done.stdout, done.stderr


def assert_nobody_is_named(served, *texts):
    """Neither a pupil, nor a teacher, nor a class, which may be called after one."""
    people = served.rows("SELECT family_name, ine FROM pupils")
    people += served.rows("SELECT family_name, NULL FROM teachers")
    words = {word for row in people for word in row if word}
    words |= {label for (label,) in served.rows("SELECT label FROM structures")}
    assert len(words) > 100
    for text in texts:
        found = [word for word in words if re.search(rf"\b{re.escape(word)}\b", text)]
        assert text
        assert found == []


def test_when_all_is_well_nothing_is_said_and_all_is_done(served, mailbox, by_mail):
    assert ended(served(*AUTOMATIC, **by_mail)) == (0, "", "")
    assert served.rows("SELECT state FROM runs") == [("complete",)]
    assert served.count("run_pupils WHERE outcome = 'updated'") == 10
    assert ended(served(*AUTOMATIC, "--format", "json", **by_mail)) == (0, "", "")
    assert mailbox.mails == []


def test_what_was_interrupted_is_taken_up_then_the_whole_school_is_synchronised(served):
    served("synchroniser", "--classe", "CE1 A")
    served.rows("UPDATE runs SET state = 'stopped'", write=True)
    served.rows("UPDATE run_pupils SET outcome = NULL", write=True)
    assert ended(served(*AUTOMATIC)) == (0, "", "")
    assert served.rows("SELECT id, state FROM runs") == [(1, "complete"), (2, "complete")]
    assert served.count("run_pupils WHERE outcome IS NULL") == 0
    assert served.count("run_pupils WHERE run = 2") >= 131


def test_a_register_that_is_down_is_told_once_and_leaves_no_run_behind(served, mailbox, by_mail):
    first = served(*AUTOMATIC, **by_mail, **NOWHERE)
    assert (first.returncode, first.stdout, first.stderr.count("\n")) == (5, "", 1)
    assert "Base Elèves 1er degré est injoignable" in first.stderr
    [mail] = mailbox.texts
    assert "Base Elèves 1er degré ne répond pas (0960001E)" in mail
    assert first.stderr.strip() in mail
    assert_nobody_is_named(served, mail, first.stderr)
    assert ended(served(*AUTOMATIC, **by_mail, **NOWHERE)) == (5, "", "")
    assert len(mailbox.mails) == 1
    assert served.count("runs") == 0


def test_once_all_was_well_the_same_cause_is_news_again(served, mailbox, by_mail):
    served(*AUTOMATIC, **by_mail, **NOWHERE)
    served(*AUTOMATIC, **by_mail)
    assert served(*AUTOMATIC, **by_mail, **NOWHERE).stderr
    assert len(mailbox.mails) == 2


def test_a_refused_access_is_not_waited_for_and_is_a_cause_of_its_own(served, mailbox, by_mail):
    served(*AUTOMATIC, **by_mail, **NOWHERE)
    # The window is three hours.
    refused = served(*AUTOMATIC, **by_mail, LSUN_SYNC_BE1D_JETON="autre")
    assert refused.returncode == 5
    assert "refuse l'accès. Vérifiez le jeton d'accès." in mailbox.texts[1]


@contextmanager
def down(behaviour):
    """A register that is down, in a thread; its address, and how often it was asked."""
    loop, end = asyncio.new_event_loop(), asyncio.Event()
    found: Future[tuple[str, list[int]]] = Future()

    async def serve():
        async with outages.served(behaviour) as (url, asked):
            found.set_result((url, asked))
            await end.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        yield found.result(PATIENCE)
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()
        loop.close()


def started(served, environment, **variables):
    return start(
        *AUTOMATIC,
        environment=environment | served.settings | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_register_that_comes_back_within_the_window_is_synchronised_with(
    served, environment, mailbox, by_mail
):
    with down(outages.hang_up) as (url, asked):
        quick = {"LSUN_SYNC_AUTOMATIQUE_PREMIERE_ATTENTE": "0.05", "LSUN_SYNC_BE1D_ADRESSE": url}
        process = started(served, environment, **by_mail, **quick)
        wait_until(lambda: len(asked) > 2, "another attempt")
    with process, a_register("--port", url.rpartition(":")[2]) as register:
        assert register.stdout.readline().strip() == url
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, errors, mailbox.mails) == (0, "", "", [])
    assert served.rows("SELECT state FROM runs") == [("complete",)]


def test_a_stop_cuts_the_wait_for_a_register_that_is_down(served, environment, mailbox, by_mail):
    with down(outages.unavailable) as (url, asked):
        patient = {
            "LSUN_SYNC_BE1D_ADRESSE": url,
            "LSUN_SYNC_AUTOMATIQUE_FENETRE": "1440",
            "LSUN_SYNC_AUTOMATIQUE_PREMIERE_ATTENTE": "3600",
        }
        with started(served, environment, **by_mail, **patient) as process:
            wait_until(lambda: asked, "the first attempt")
            process.send_signal(signal.SIGTERM)
            output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, mailbox.mails) == (1, "", [])
    assert "Arrêt demandé" in errors
    assert served.count("runs") == 0


def test_a_run_that_is_stopped_in_its_middle_is_taken_up_the_next_time(
    held, environment, register_url
):
    with started(held, environment) as process:
        held.register.wait_until_held()
        process.send_signal(signal.SIGTERM)
        assert "Arrêt demandé" in process.stderr.readline()
        held.register.let_go()
        assert (process.communicate(timeout=PATIENCE), process.returncode) == (("", ""), 1)
    assert held.rows("SELECT state FROM runs") == [("stopped",)]
    assert ended(held(*AUTOMATIC, LSUN_SYNC_BE1D_ADRESSE=register_url)) == (0, "", "")
    assert held.rows("SELECT state FROM runs") == [("complete",), ("complete",)]


def test_a_held_run_is_told_once_and_waits_for_somebody(served, mailbox, by_mail):
    first = served(*AUTOMATIC, **by_mail, **STRICT)
    assert (first.returncode, first.stdout, first.stderr.count("\n")) == (3, "", 1)
    [mail] = mailbox.texts
    assert "Synchronisation retenue : 3 élèves sur 131 non trouvés" in mail
    assert_nobody_is_named(served, mail, first.stderr)
    # The guard would let it go by now: it is not tried all the same.
    assert ended(served(*AUTOMATIC, **by_mail)) == (3, "", "")
    assert served.rows("SELECT state FROM runs") == [("held",)]
    assert served("synchroniser", "--reprendre", "--j-ai-compris").returncode == 0
    assert ended(served(*AUTOMATIC, **by_mail)) == (0, "", "")
    assert len(mailbox.mails) == 1


def test_a_held_run_that_somebody_began_is_told_too(served, mailbox, by_mail):
    served("synchroniser", **STRICT)
    assert served(*AUTOMATIC, **by_mail).returncode == 3
    assert "La synchronisation n° 1 du " in mailbox.texts[0]


def test_a_school_that_is_synchronised_by_somebody_is_left_to_him(
    held, environment, mailbox, by_mail
):
    named = {"LSUN_SYNC_UTILISATEUR_NOM": "Mme Legrand"}
    with started(held, environment, **named) as process:
        held.register.wait_until_held()
        busy = held(*AUTOMATIC, **by_mail)
        assert (busy.returncode, busy.stdout) == (4, "")
        assert "Une synchronisation de cette école est en cours" in busy.stderr
        assert "Legrand" not in busy.stderr
        held.register.let_go()
        process.communicate(timeout=PATIENCE)
    assert mailbox.mails == []


def test_pupils_who_could_not_be_verified_are_counted_and_not_named(shown, mailbox, by_mail):
    first = shown(*AUTOMATIC, **by_mail)
    assert (first.returncode, first.stdout) == (1, "")
    [mail] = mailbox.texts
    assert "1 élève reste à vérifier" in mail
    assert "« lsun-sync rapport 1 »" in mail
    assert_nobody_is_named(shown, mail, first.stderr)
    assert ended(shown(*AUTOMATIC, **by_mail)) == (1, "", "")
    assert len(mailbox.mails) == 1


def test_answers_that_do_not_come_for_too_many_wait_for_nobody(served, tmp_path, mailbox, by_mail):
    school = demonstration().be1d
    # So few that the register is not plainly down; and they are on no roll.
    failing = [ine for (ine,) in served.rows("SELECT ine FROM pupils WHERE ine > '' LIMIT 12")]
    listed = tuple(entry for entry in school.registrations if entry.pupil.ine not in failing)
    save(replace(school, registrations=listed), tmp_path / "be1d.json")
    faults = (part for ine in failing for part in ("--panne", f"{ine}=503"))
    with a_register("--donnees", str(tmp_path / "be1d.json"), *faults) as register:
        bad = {
            "LSUN_SYNC_BE1D_ADRESSE": register.stdout.readline().strip(),
            "LSUN_SYNC_GARDE_NON_VERIFIES": "5",
            "LSUN_SYNC_AUTOMATIQUE_FENETRE": "0",
        }
        assert served(*AUTOMATIC, **by_mail, **bad).returncode == 5
    assert served.rows("SELECT state FROM runs") == [("abandoned",)]
    assert_nobody_is_named(served, *mailbox.texts)
    assert ended(served(*AUTOMATIC, **by_mail)) == (0, "", "")


def test_on_a_day_of_pause_nothing_is_done(served, mailbox, by_mail):
    pause = {"LSUN_SYNC_AUTOMATIQUE_PAUSES": EVERY_DAY}
    assert ended(served(*AUTOMATIC, **by_mail, **pause, **NOWHERE)) == (0, "", "")
    assert (served.count("runs"), mailbox.mails) == (0, [])


def people(served, *tables):
    return {table: served.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}


def test_at_the_turn_of_the_year_pupils_are_added_and_none_is_changed(served):
    tables = ("pupils", "structures", "archives", "teachers", "teachings", "guardians")
    before = people(served, *tables)
    only = {"LSUN_SYNC_AUTOMATIQUE_AJOUTS_SEULEMENT": EVERY_DAY}
    assert ended(served(*AUTOMATIC, **only)) == (0, "", "")
    after = people(served, *tables)
    for table in tables:
        assert set(after[table]) >= set(before[table]), table
    assert len(after["pupils"]) == len(before["pupils"]) + 2
    assert after["archives"] == before["archives"]
    assert served.rows("SELECT state FROM runs") == [("complete",)]
    assert ended(served(*AUTOMATIC)) == (0, "", "")
    assert served.count("run_pupils WHERE run = 2 AND outcome = 'updated'") == 10


def one_class_up(registration: Registration, divisions) -> Registration:
    pupil = registration.pupil
    following = {one.id: other for one, other in pairwise(divisions)}
    return replace(
        registration,
        pupil=replace(pupil, division=following.get(pupil.division.id, pupil.division)),
    )


def test_what_would_be_held_as_a_new_year_still_adds_who_is_new(served, tmp_path):
    school = demonstration().be1d
    served("synchroniser")
    divisions = sorted({one.pupil.division for one in school.registrations}, key=lambda one: one.id)
    moved = tuple(one_class_up(one, divisions) for one in school.registrations)
    save(replace(school, registrations=moved), tmp_path / "be1d.json")
    before = served.rows("SELECT id, structure FROM pupils")
    with a_register("--donnees", str(tmp_path / "be1d.json")) as register:
        url = {"LSUN_SYNC_BE1D_ADRESSE": register.stdout.readline().strip()}
        only = {"LSUN_SYNC_AUTOMATIQUE_AJOUTS_SEULEMENT": EVERY_DAY}
        assert ended(served(*AUTOMATIC, **url, **only)) == (0, "", "")
        assert served.rows("SELECT id, structure FROM pupils") == before
        assert served(*AUTOMATIC, **url).returncode == 3


def test_a_command_is_told_too(served, tmp_path):
    told = tmp_path / "dit"
    script = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    command = f'{sys.executable} -c "{script}" {told}'
    served(*AUTOMATIC, **NOWHERE, LSUN_SYNC_AUTOMATIQUE_COMMANDE=command)
    title, _, text = told.read_text("utf-8").splitlines()
    assert title == "LSUN : Base Elèves 1er degré ne répond pas (0960001E)"
    assert_nobody_is_named(served, text)


def test_a_notice_that_did_not_leave_is_said_and_sent_the_next_time(served, mailbox, by_mail):
    mailbox.is_full = True
    first = served(*AUTOMATIC, **by_mail, **NOWHERE)
    assert "Le courriel n'a pas pu être envoyé" in first.stderr
    mailbox.is_full = False
    assert "Le courriel" not in served(*AUTOMATIC, **by_mail, **NOWHERE).stderr
    assert len(mailbox.mails) == 1


def test_a_refusal_is_told_without_its_details(served, tmp_path, mailbox, by_mail):
    empty = {"LSUN_SYNC_LSUN_BASE": f"sqlite:///{tmp_path}/vide.sqlite"}
    for _ in range(2):
        refused = served(*AUTOMATIC, **by_mail, **empty)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "ne contient aucune école" in refused.stderr
    [mail] = mailbox.texts
    assert "n'a pas pu commencer" in mail


def test_an_error_of_the_program_is_told_without_what_it_met(served, environment, mailbox, by_mail):
    crashing = environment | served.settings | by_mail | {"CRASHES": "in the program"}
    with start(
        *AUTOMATIC,
        environment=crashing,
        module="tests.crashing",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output) == (70, "")
    assert "incident" in errors
    [mail] = mailbox.texts
    assert "erreur de lsun-sync lui-même" in mail
    assert "DUPONT" not in mail + errors


@pytest.mark.parametrize(
    ("options", "variables", "sentence"),
    [
        (("--reprendre",), {}, "--reprendre ne va pas avec"),
        (("--classe", "CE1 A"), {}, "--classe ne va pas avec"),
        (("--j-ai-compris",), {}, "--j-ai-compris ne va pas avec"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_PAUSES": "Noël"}, "n'est pas une période"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_DESTINATAIRES": "moi"}, "ne convient pas à"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_SMTP_SERVEUR": "127.0.0.1"}, "pas qui écrit ou à qui"),
        ((), {"LSUN_SYNC_AUTOMATIQUE_COMMANDE": "écrire 'à"}, "un guillemet de trop"),
        ((), {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}, "ne permet pas de synchroniser"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(served, options, variables, sentence):
    refused = served(*AUTOMATIC, *options, **variables)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert sentence in refused.stderr
    assert served.count("runs") == 0


def test_a_timer_is_shown_before_it_is_written(served, environment):
    units = Path(environment["XDG_CONFIG_HOME"]) / "systemd" / "user"
    shown = served("automatique", "installer", "--heure", "03:05")
    assert (shown.returncode, shown.stderr, units.exists()) == (0, "", False)
    assert f"{units}/lsun-sync-0960001E.timer :" in shown.stdout
    assert "    OnCalendar=*-*-* 03:05:00" in shown.stdout
    assert "LSUN_SYNC_BE1D_JETON" in shown.stdout
    assert "jeton-d-essai" not in shown.stdout
    done = served("automatique", "installer", "--heure", "03:05", "--confirmer")
    assert "systemctl --user enable --now lsun-sync-0960001E.timer" in done.stdout
    assert len(list(units.iterdir())) == 2
    refused = served("automatique", "installer", "--heure", "3 heures")
    assert (refused.returncode, refused.stdout) == (2, "")


def test_what_the_timer_starts_synchronises_the_school(served, environment):
    served("automatique", "installer", "--confirmer")
    units = Path(environment["XDG_CONFIG_HOME"]) / "systemd" / "user"
    service = (units / "lsun-sync-0960001E.service").read_text("utf-8")
    [command] = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    done = subprocess.run(
        re.findall(r'"([^"]*)"', command),
        env=environment | served.settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended(done) == (0, "", "")
    assert served.rows("SELECT state FROM runs") == [("complete",)]
