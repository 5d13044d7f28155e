"""Each refusal names the object, the reason and the next step."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.errors import NotAllowed, RunInProgress
from core.messages import maintenance, refusals
from core.messages.exports import exported, livret_forms
from core.messages.french import count, duration, never_or_when
from core.model.extraction import Extraction, Provenance
from core.model.gradebook import GradebookPupil, Mismatch
from core.model.identifiers import Uai
from core.model.integrity import Flaw, FlawKind
from core.model.livret import Archive, Bilan, BilanKind
from core.model.records import School
from core.model.runs import RunState, RunSummary
from core.model.users import Action, Role, User
from core.rules.gradebooks import Identities
from core.rules.recognition import Recognition, Share
from core.rules.school_creation import Obstacle
from tests.core.builders import a_bilan, a_livret, a_pupil
from tests.core.memory import RUN, ine

MOMENT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
LOCAL = MOMENT.astimezone()
SHARES = Recognition(Share(1, 131), Share(2, 6), Share(3, 130))
SOME = "LSUN en connaît 1 INE sur 131, 2 classes sur 6, 3 noms d'élèves sur 130."


def a_school(number):
    digits = f"095{number:04}"
    return School(Uai(digits + Uai.control_letter(digits)), f"École {number}")


def test_a_run_under_way_is_told_with_who_runs_it_and_since_when():
    assert refusals.in_progress(RunInProgress("Mme Morel", MOMENT)) == (
        f"Mme Morel synchronise déjà cette école depuis le {LOCAL:%d/%m/%Y à %H:%M}. Attendez la"
        " fin. Si ce programme s'est arrêté brusquement, sa synchronisation pourra être reprise"
        " dans une minute."
    )


def test_who_may_not_is_told_who_may():
    refused = NotAllowed(User("Testeur", Role.SUPPORT), Action.PURGE)
    assert refusals.not_allowed(refused) == (
        "Votre rôle (assistance) ne permet pas de supprimer des archives : demandez-le au directeur"
        " de l'école. Vous pouvez consulter, simuler et exporter."
    )


def test_an_extraction_of_another_school_is_told_with_what_is_known_of_it():
    assert refusals.recognition_sentence(SHARES) == SOME
    assert refusals.implausible(SHARES) == (
        f"Cette extraction ne ressemble pas à l'école de LSUN. {SOME} Causes possibles : une autre"
        " école, une autre année, une seule classe encore inconnue, un fichier dont les lettres"
        " sont abîmées. Rien n'a été modifié."
    )


def test_an_older_extraction_is_told_with_both_days():
    extraction = Extraction(
        provenance=Provenance(RUN.scope.uai, date(2026, 11, 3)),
        structures=(),
        registrations=(),
        teachers=None,
    )
    assert refusals.outdated(extraction, date(2026, 11, 10)) == (
        "Cette extraction est du 03/11/2026, et LSUN a déjà été mis à jour avec des données du"
        " 10/11/2026 : elle en remettrait de plus anciennes. Faites une nouvelle extraction. Rien"
        " n'a été modifié."
    )


def test_a_gradebook_whose_rows_slipped_is_told_with_three_examples():
    in_file = GradebookPupil(ine(1), "PETIT", "Luc", a_pupil().division)
    slipped = Mismatch(in_file, a_pupil())
    example = "« Luc PETIT » dans le fichier, Marie Claire DUPONT (CE1 A) dans LSUN"
    assert refusals.mismatch(slipped) == example
    assert refusals.slipped_gradebook(Identities(20, (slipped,) * 4)) == (
        "Dans ce fichier, 4 élèves sur 20 n'ont pas le même nom que dans LSUN sous le même INE :"
        f" {example} ; {example} ; {example}. Ses lignes sont sans doute décalées : rien n'a été"
        " importé. Exportez-le à nouveau depuis le cahier de notes."
    )


def test_a_locked_bilan_that_would_change_is_told_with_its_period():
    assert refusals.locked_bilan_differs(a_pupil(), a_bilan()) == (
        "Un bilan verrouillé de Marie Claire DUPONT (CE1 A) dit autre chose dans LSUN que dans ce"
        " fichier : le bilan périodique 3 sur 3, 2025-2026. Un bilan verrouillé ne change pas :"
        " rien n'a été importé. Vérifiez le fichier."
    )


def test_a_bilan_of_a_cycle_has_no_periods():
    cycle = Bilan(kind=BilanKind.CYCLE, school_year=2024, number=2)
    assert refusals.bilan_label(cycle) == "de fin de cycle 2, 2024-2025"


@pytest.mark.parametrize("obstacle", Obstacle)
def test_each_obstacle_to_a_new_school_is_told(obstacle):
    assert refusals.obstacle(obstacle).startswith("Cette extraction")


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (0, "Cet élève n'a aucune archive."),
        (1, "Cet élève a 1 archive, de 1 (la plus récente) à 1. Choisissez l'une d'elles."),
        (2, "Cet élève a 2 archives, de 1 (la plus récente) à 2. Choisissez l'une d'elles."),
    ],
)
def test_an_archive_that_is_not_there_is_told_with_those_that_are(known, sentence):
    assert refusals.unknown_archive(known) == sentence


@pytest.mark.parametrize(
    ("locked", "sentence"),
    [
        (0, "Cet élève n'a aucun bilan verrouillé : il n'y a rien à retirer."),
        (2, "Dites lequel de ses bilans verrouillés est à retirer, de 1 à 2."),
    ],
)
def test_a_bilan_that_is_not_there_is_told_with_those_that_are(locked, sentence):
    assert refusals.unknown_bilan(locked) == sentence


@pytest.mark.parametrize(
    ("extracted_on", "source"),
    [(None, "BE1D, en ligne"), (date(2026, 11, 3), "l'extraction du 03/11/2026")],
)
def test_a_run_from_elsewhere_is_told_with_its_source(extracted_on, source):
    run = replace(RUN, scope=replace(RUN.scope, extracted_on=extracted_on))
    assert refusals.other_source(RunSummary(run, RunState.STOPPED, None, {}, 0)) == (
        f"La synchronisation interrompue venait d'ailleurs : reprenez-la depuis {source}."
    )


@pytest.mark.parametrize(
    ("number", "others"), [(10, ""), (11, " et 1 autre"), (12, " et 2 autres")]
)
def test_ten_schools_are_named_and_the_others_counted(number, others):
    schools = [a_school(rank) for rank in range(number)]
    named = ", ".join(f"{school.name} ({school.uai})" for school in schools[:10])
    assert refusals.which_school(schools) == (
        f"Plusieurs écoles conviennent. Les écoles : {named}{others}."
        " Dites laquelle par son UAI : --ecole, ou le réglage LSUN_SYNC_LSUN_ECOLE."
    )
    assert refusals.unknown_school("Lilas", schools) == (
        f"L'école « Lilas » n'est pas dans la base LSUN. Les écoles : {named}{others}."
        " Nommez l'une d'elles par --ecole ou par le réglage LSUN_SYNC_LSUN_ECOLE."
    )


def test_a_livret_and_its_archives_are_called_so_in_both_forms():
    assert livret_forms(None) == (
        "Le livret actuel, bilans verrouillés, en XML (LSU)",
        "Le livret actuel, entier, en JSON",
    )
    archived = f"L'archive du {LOCAL:%d/%m/%Y %H:%M}"
    assert livret_forms(Archive(a_livret(), MOMENT, 1)) == (
        f"{archived}, bilans verrouillés, en XML (LSU)",
        f"{archived}, entière, en JSON",
    )


def test_a_file_that_was_written_is_to_be_protected():
    assert exported(Path("a.json")) == (
        "Écrit dans a.json. Ce fichier contient des données d'élèves : protégez-le."
    )


def test_french_keeps_the_singular_below_two():
    assert [count(number, "élève", "élèves") for number in (0, 1, 2)] == [
        "0 élève",
        "1 élève",
        "2 élèves",
    ]


def test_a_moment_is_local_or_never():
    assert never_or_when(None) == "jamais"
    assert never_or_when(MOMENT) == f"{LOCAL:%d/%m/%Y %H:%M}"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (0.2, "1 s"), (59, "59 s"), (59.5, "1 min 00 s"), (125, "2 min 05 s")],
)
def test_a_duration_is_rounded_up_to_seconds(seconds, said):
    assert duration(seconds) == said


def test_a_copy_is_told_with_where_it_is_and_what_it_replaced():
    path, kept = Path("copie.sqlite"), Path("avant.sqlite")
    assert maintenance.saved(path) == (
        "La base LSUN est sauvegardée dans copie.sqlite. Ce fichier contient des données d'élèves."
    )
    restored = "La sauvegarde copie.sqlite est remise à la place de la base LSUN."
    assert maintenance.restored(path, None) == restored
    assert maintenance.restored(path, kept) == (
        f"{restored} Celle qu'elle remplace est gardée dans avant.sqlite."
    )


def test_a_role_that_was_given_is_told_with_where_it_holds():
    given = "Le compte « dir » a le rôle « directeur » dans l'école 0951099D de la base LSUN."
    assert maintenance.allowed("dir", Role.DIRECTOR, Uai("0951099D")) == given
    given = "Le compte « nuit » a le rôle « service » dans toutes les écoles de la base LSUN."
    assert maintenance.allowed("nuit", Role.SERVICE, None) == given


def test_a_base_that_was_copied_is_told_with_its_rows_and_the_next_step():
    told = maintenance.copied(1200)
    assert told.startswith("La base LSUN est copiée : 1200 lignes, comptées et comparées")
    assert "LSUN_SYNC_LSUN_BASE" in told


def test_a_copy_that_is_not_whole_is_told_with_each_of_its_flaws():
    flaws = [Flaw(FlawKind.ORPHANS, "pupils", 3), Flaw(FlawKind.DAMAGED)]
    assert maintenance.not_whole(Path("copie.sqlite"), flaws) == (
        "La sauvegarde copie.sqlite n'est pas entière : 3 lignes de « pupils » se rapportent à des"
        " lignes qui n'existent pas ; son fichier est abîmé. Rien n'a été changé."
        " Choisissez-en une autre."
    )


@pytest.mark.parametrize("kind", FlawKind)
def test_each_flaw_is_told(kind):
    assert maintenance.flaw(Flaw(kind, "7"))
