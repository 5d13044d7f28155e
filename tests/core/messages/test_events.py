from datetime import date

import pytest

from core.errors import RegisterClosed
from core.messages.causes import reason
from core.messages.events import messages_of
from core.messages.run_sentences import closing, outcome_label, store_failed, summary
from core.model.answers import Cause, Found, NotFound, OtherIne, Several, Unverified
from core.model.events import Outcome
from core.model.messages import Message, Severity
from core.model.records import Admission, Division
from core.model.runs import PupilResult
from core.rules.decisions import decide
from tests.core.builders import a_livret, a_locked_bilan, a_registration


def _said(answer, *bilans):
    return messages_of(decide(a_livret(*bilans), answer))


def _results(*outcomes, archived=False):
    return [
        PupilResult(
            livret_id=rank,
            name="Marie Claire DUPONT",
            division="CE1 A",
            outcome=outcome,
            archived=archived,
        )
        for rank, outcome in enumerate(outcomes)
    ]


def test_a_pupil_who_is_up_to_date_is_not_spoken_of():
    assert _said(Found(a_registration())) == ()


def test_an_update_without_archive_is_one_information():
    assert _said(Found(a_registration(birth_place="Nantes"))) == (
        Message(Severity.INFORMATION, "L'élève Marie Claire DUPONT (CE1 A) a été mis à jour."),
    )


def test_an_archive_is_told_before_the_update_and_by_the_former_name():
    archived, updated = _said(Found(a_registration(family_name="DUPOND")), a_locked_bilan())
    assert archived == Message(
        Severity.INFORMATION,
        "Les informations LSUN de l'élève Marie Claire DUPONT (CE1 A) ont été archivées.",
    )
    assert updated == Message(
        Severity.INFORMATION, "L'élève Marie Claire DUPOND (CE1 A) a été mis à jour."
    )


def test_another_ine_is_a_warning_that_nothing_changed():
    assert _said(OtherIne()) == (
        Message(
            Severity.WARNING,
            "L'élève Marie Claire DUPONT (CE1 A) a dans Base Elèves 1er degré un autre INE que dans"
            " LSUN. Aucune modification n'a été effectuée."
            " Vérifiez dans Base Elèves 1er degré que c'est bien le même élève.",
        ),
    )


def test_another_date_of_birth_is_never_applied_silently():
    updated, warned = _said(Found(a_registration(birth_date=date(2019, 5, 18))))
    assert updated.text == "L'élève Marie Claire DUPONT (CE1 A) a été mis à jour."
    assert warned == Message(
        Severity.WARNING,
        "La date de naissance de l'élève Marie Claire DUPONT (CE1 A) a changé : 17/05/2019"
        " → 18/05/2019."
        " Vérifiez dans Base Elèves 1er degré que c'est bien le même élève.",
    )


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (Cause.UNREADABLE_ROW, "une ligne illisible de l'extraction est peut-être la sienne"),
        (Cause.NOT_IN_EXTRACTION, "cette extraction ne semble pas être de toute l'école"),
    ],
)
def test_what_an_extraction_cannot_say_is_an_error_and_has_a_next_step(cause, sentence):
    [message] = _said(Unverified(cause))
    assert message.severity is Severity.ERROR
    assert sentence in message.text
    assert message.text.endswith("puis recommencez.")


def test_another_class_has_its_own_line_that_names_the_old_and_the_new_one():
    updated, moved = _said(Found(a_registration(division=Division(2603, "CE1-CE2 B"))))
    assert updated.text == "L'élève Marie Claire DUPONT (CE1-CE2 B) a été mis à jour."
    assert moved == Message(
        Severity.INFORMATION,
        "L'élève Marie Claire DUPONT a changé de classe : CE1 A → CE1-CE2 B.",
    )


@pytest.mark.parametrize(
    "answer", [NotFound(), Found(a_registration(Admission.LEFT))], ids=["not found", "struck off"]
)
def test_a_pupil_not_found_is_a_warning_in_the_words_of_the_sheet(answer):
    assert _said(answer) == (
        Message(
            Severity.WARNING,
            "L'élève Marie Claire DUPONT (CE1 A) n'a pas été trouvé dans Base Elèves 1er degré."
            " Aucune modification n'a été effectuée.",
        ),
    )


def test_several_candidates_are_a_warning_that_counts_them_and_says_what_to_do():
    assert _said(Several(3)) == (
        Message(
            Severity.WARNING,
            "L'élève Marie Claire DUPONT (CE1 A) peut être l'un des 3 élèves de même identité que"
            " connaît Base Elèves 1er degré. Aucune modification n'a été effectuée."
            " Vérifiez son INE dans Base Elèves 1er degré, puis dans LSUN.",
        ),
    )


def test_a_pupil_not_admitted_is_a_warning_that_says_what_to_do():
    assert _said(Found(a_registration(Admission.ACCEPTED))) == (
        Message(
            Severity.WARNING,
            "L'élève Marie Claire DUPONT (CE1 A) n'est pas admis définitivement dans Base Elèves"
            " 1er degré. Aucune modification n'a été effectuée."
            " Prononcez son admission définitive, puis relancez la synchronisation.",
        ),
    )


def test_an_unverified_pupil_is_an_error_with_its_cause_and_the_next_step():
    assert _said(Unverified(Cause.TOO_SLOW)) == (
        Message(
            Severity.ERROR,
            "L'élève Marie Claire DUPONT (CE1 A) n'a pas pu être vérifié :"
            " Base Elèves 1er degré n'a pas répondu à temps."
            " Aucune modification n'a été effectuée. Reprenez les élèves non vérifiés.",
        ),
    )


def test_an_ine_that_another_pupil_holds_is_to_be_checked_not_taken_up_again():
    (message,) = _said(Unverified(Cause.INE_ALREADY_HELD))
    assert message.text.endswith("Vérifiez l'INE des deux élèves dans Base Elèves 1er degré.")


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_reason(cause):
    assert reason(cause)


@pytest.mark.parametrize("outcome", [*Outcome, None])
def test_every_outcome_has_its_name(outcome):
    assert outcome_label(outcome)


def test_a_complete_run_closes_with_what_was_checked_and_updated():
    results = _results(Outcome.UPDATED, Outcome.UP_TO_DATE, Outcome.NOT_FOUND)
    assert closing(results) == (
        "Synchronisation terminée. Élèves vérifiés : 3 sur 3 ; mis à jour : 1."
    )


def test_a_run_that_left_pupils_out_closes_with_how_many():
    results = _results(Outcome.UPDATED, Outcome.UP_TO_DATE, Outcome.UNVERIFIED, None)
    assert closing(results) == (
        "Synchronisation incomplète. Élèves vérifiés : 2 sur 4 ; mis à jour : 1."
        " 2 élèves restent à vérifier : rien n'a changé pour eux, vous pouvez les reprendre."
    )


def test_a_suspended_run_says_why_then_how_it_stands():
    results = _results(Outcome.UPDATED, Outcome.UP_TO_DATE, None)
    assert closing(results, RegisterClosed(Cause.ACCESS_REFUSED)) == (
        "Synchronisation suspendue : Base Elèves 1er degré refuse l'accès."
        " Vérifiez le jeton d'accès."
        " Élèves vérifiés : 2 sur 3 ; mis à jour : 1."
        " 1 élève reste à vérifier : rien n'a changé pour lui, vous pouvez le reprendre."
    )


def test_a_run_that_the_store_ended_says_that_what_was_told_is_kept():
    assert store_failed("Le disque est plein.") == (
        "Synchronisation interrompue : Le disque est plein."
        " Les élèves déjà annoncés sont enregistrés."
    )


def test_the_summary_counts_each_outcome_that_came_out():
    results = _results(Outcome.NOT_FOUND, Outcome.UPDATED, Outcome.NOT_FOUND, None)
    assert summary(results) == (
        (Outcome.UPDATED, "Mis à jour : 1 élève"),
        (Outcome.NOT_FOUND, "Non trouvés dans Base Elèves 1er degré : 2 élèves"),
        (None, "Non traités : 1 élève"),
    )


def test_the_summary_says_how_many_updates_were_archived():
    results = _results(Outcome.UPDATED) + _results(Outcome.UPDATED, archived=True)
    assert summary(results) == ((Outcome.UPDATED, "Mis à jour : 2 élèves, dont 1 avec archivage"),)
