"""How a run stands when it did not simply end: held, lost, interrupted, or with a list unread."""

from dataclasses import replace

import pytest

from core.errors import RunLost
from core.messages.causes import next_step, reason, remedy
from core.messages.run_sentences import anomalies, closing, held, interrupted, state_label
from core.model.answers import Cause
from core.model.events import Outcome
from core.model.records import Structure, Teacher
from core.model.runs import RunState, RunSummary
from core.rules.anomalies import RegisterAnomalies
from core.rules.guard import Excess, Figures, MassChangeBlocked
from tests.core.memory import RUN
from tests.core.messages.test_events import _results

FIGURES = Figures(
    checked=100,
    found=1,
    not_found=11,
    modified=22,
    renumbered=3,
    moved=54,
    emptied=15,
    household=26,
    unverified=27,
    arrived=58,
    of_school=109,
    unassigned=10,
    assignments=19,
)
RETAINED = "Synchronisation retenue : "
ANOTHER = "C'est peut-être une autre école, une autre année, une seule classe ou un fichier abîmé."
SLIPPED = "Des lignes ou des colonnes sont peut-être décalées dans la source."


@pytest.mark.parametrize(
    ("excess", "counted", "likely"),
    [
        (Excess.NONE_FOUND, "aucun des 100 élèves n'a été trouvé", ANOTHER),
        (Excess.NOT_FOUND, "11 élèves sur 100 non trouvés", ANOTHER),
        (Excess.MODIFIED, "22 élèves sur 100 avec une autre identité", ANOTHER),
        (
            Excess.RENUMBERED,
            "3 élèves sur 100 avec un autre INE ou une autre date de naissance",
            SLIPPED,
        ),
        (
            Excess.NEW_YEAR,
            "54 élèves sur 100 dans une autre classe ou un autre niveau",
            "C'est sans doute le passage à une autre année scolaire",
        ),
        (
            Excess.EMPTIED,
            "15 élèves sur 100 avec une donnée que Base Elèves 1er degré ne dit plus",
            "Une colonne ou une partie des données manque peut-être dans la source.",
        ),
        (
            Excess.HOUSEHOLD,
            "26 élèves sur 100 avec d'autres responsables ou une autre adresse",
            SLIPPED,
        ),
        (
            Excess.ARRIVALS,
            "58 élèves à ajouter dans une école de 109 élèves",
            "C'est peut-être une autre école, ou plusieurs écoles réunies.",
        ),
        (
            Excess.UNASSIGNED,
            "10 affectations d'enseignants sur 19 à retirer sans remplaçant",
            "La liste des enseignants est peut-être incomplète dans la source.",
        ),
        (
            Excess.UNVERIFIED,
            "27 élèves sur 100 non vérifiés",
            "Base Elèves 1er degré répond mal, ou l'extraction est incomplète.",
        ),
    ],
)
def test_a_held_run_says_what_there_is_too_much_of_and_the_likely_cause(excess, counted, likely):
    assert held(MassChangeBlocked(FIGURES, (excess,))).startswith(f"{RETAINED}{counted}. {likely}")


def test_a_cause_that_two_excesses_share_is_told_once():
    blocked = MassChangeBlocked(FIGURES, (Excess.RENUMBERED, Excess.HOUSEHOLD))
    assert held(blocked) == (
        f"{RETAINED}3 élèves sur 100 avec un autre INE ou une autre date de naissance ; 26 élèves"
        f" sur 100 avec d'autres responsables ou une autre adresse. {SLIPPED}"
    )


def test_two_likely_causes_are_two_sentences():
    assert held(MassChangeBlocked(FIGURES, (Excess.NOT_FOUND, Excess.HOUSEHOLD))).endswith(
        f". {ANOTHER} {SLIPPED}"
    )


@pytest.mark.parametrize(
    ("outcome", "done"),
    [
        (Outcome.UP_TO_DATE, "Aucun élève n'a été modifié ni ajouté."),
        (
            Outcome.UPDATED,
            "Les changements déjà annoncés sont enregistrés, rien d'autre n'est modifié.",
        ),
    ],
)
def test_a_held_run_closes_with_what_was_done_by_then(outcome, done):
    blocked = MassChangeBlocked(FIGURES, (Excess.NOT_FOUND,))
    updated = int(outcome is Outcome.UPDATED)
    assert closing(_results(outcome, None), blocked) == (
        f"{held(blocked)} {done} Élèves vérifiés : 1 sur 2 ; mis à jour : {updated}."
    )


def test_a_run_that_another_program_resumed_says_so_alone():
    assert closing(_results(None), RunLost()) == (
        "Cette synchronisation a été reprise par un autre programme : elle continue là-bas. Les"
        " élèves déjà annoncés sont enregistrés."
    )


def test_a_run_with_a_list_unread_is_incomplete_though_every_pupil_was_verified():
    assert closing(_results(Outcome.UP_TO_DATE, Outcome.ADMITTED), lists_left=True) == (
        "Synchronisation incomplète. Élèves vérifiés : 1 sur 1 ; mis à jour : 0 ; ajoutés : 1."
        " Une liste n'a pas pu être lue : vous pouvez reprendre."
    )


def test_an_interrupted_run_is_offered_with_how_far_it_went():
    stopped = RunSummary(RUN, RunState.STOPPED, None, {Outcome.UPDATED: 1, None: 2}, 0)
    moment = f"{RUN.started_at.astimezone():%d/%m/%Y à %H:%M}"
    assert interrupted(stopped) == (
        f"La synchronisation du {moment} s'est interrompue après 1 élève sur 3. Reprendre ?"
    )
    assert interrupted(replace(stopped, state=RunState.HELD)) == (
        f"La synchronisation du {moment} a été retenue : trop d'élèves changeraient d'un coup."
        " Vérifiez la source. J'ai compris, et je veux que ces changements soient faits ?"
    )


def test_what_is_wrong_in_be1d_is_named_and_nothing_is_said_of_nothing():
    classes = (Structure(1, "CP", ()), Structure(2, "CE1", ()))
    teachers = (
        Teacher(civility="M.", family_name="PRIGENT", first_name="Yann"),
        Teacher(civility="MME", family_name="VALLÉE", first_name="Claire"),
    )
    assert anomalies(RegisterAnomalies()) == ""
    assert anomalies(RegisterAnomalies(classes, teachers)) == (
        "À corriger d'abord dans Base Elèves 1er degré : classes sans enseignant : CP, CE1 ;"
        " enseignants sans classe : M. Yann PRIGENT, Mme Claire VALLÉE."
    )
    assert anomalies(RegisterAnomalies((), teachers[:1])) == (
        "À corriger d'abord dans Base Elèves 1er degré : enseignants sans classe : M. Yann PRIGENT."
    )


@pytest.mark.parametrize("state", RunState)
def test_each_state_of_a_run_is_one_word(state):
    assert state_label(state)


def test_without_a_better_one_the_next_step_is_to_resume_and_the_remedy_to_wait():
    assert next_step(None) == next_step(Cause.TOO_SLOW) == "Reprenez les élèves non vérifiés."
    assert remedy(Cause.TOO_SLOW) == "Attendez un peu."
    assert reason(None) == reason(Cause.UNREADABLE)
