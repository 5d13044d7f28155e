"""What a run says of its lists: who arrives, which classes and teachers change, what is unread."""

from dataclasses import replace

import pytest

from core.messages.codes import CODES, code_of
from core.messages.events import STAFF, STRUCTURES, division_of, messages_of
from core.messages.tenses import DONE, FORESEEN
from core.model.answers import Cause, NotFound
from core.model.events import (
    Arrivals,
    Decision,
    KnownTeacher,
    Outcome,
    StructureDecision,
    TeacherDecision,
    TeachersNotGiven,
    UnreadList,
)
from core.model.messages import Message, Severity
from core.model.records import Level, Structure, Teacher
from core.rules.decisions import decide
from tests.core.builders import a_livret, a_pupil

CE1 = Structure(2602, "CE1 A", (Level.CE1,))
CLAIRE = Teacher(civility="MME", family_name="VALLÉE", first_name="Claire")
YANN = Teacher(civility="M.", family_name="PRIGENT", first_name="Yann")
NEW_TEACHER = TeacherDecision(known=None, teacher=CLAIRE, attached=(CE1,))
ROLL, TEACHERS = UnreadList(CE1, Cause.TOO_SLOW), UnreadList(None, Cause.TOO_SLOW)
CLASSES = UnreadList(None, Cause.TOO_SLOW, of_structures=True)
RENAMED = StructureDecision(CE1, Structure(2602, "CE1 Soleil", (Level.CE1,)))


def said(event, tense=DONE):
    return [(message.severity, message.text) for message in messages_of(event, tense)]


def test_arrivals_are_told_with_who_has_to_wait_and_who_is_doubtful():
    arrived = Arrivals(
        structure=CE1,
        is_new=True,
        admitted=(a_pupil(family_name="NEUF"),),
        awaiting=(a_pupil(family_name="TÔT"),),
        doubtful=(a_pupil(),),
    )
    assert said(arrived) == [
        (Severity.INFORMATION, "La classe CE1 A a été ajoutée."),
        (Severity.INFORMATION, "L'élève Marie Claire NEUF (CE1 A) a été ajouté."),
        (
            Severity.WARNING,
            (
                "L'élève Marie Claire TÔT (CE1 A) n'est pas admis définitivement dans Base Elèves"
                " 1er degré. Il n'a pas été ajouté."
                " Prononcez son admission définitive, puis relancez la synchronisation."
            ),
        ),
        (
            Severity.WARNING,
            (
                "L'élève Marie Claire DUPONT (CE1 A) a la même identité qu'un élève de LSUN, et un"
                " autre INE. Il n'a pas été ajouté. Vérifiez dans Base Elèves 1er degré que c'est"
                " bien un autre élève."
            ),
        ),
    ]


def test_a_simulation_says_what_would_arrive():
    arrived = Arrivals(structure=CE1, is_new=True, admitted=(a_pupil(),))
    assert [text for _, text in said(arrived, FORESEEN)] == [
        "La classe CE1 A serait ajoutée.",
        "L'élève Marie Claire DUPONT (CE1 A) serait ajouté.",
    ]


def test_an_admitted_pupil_is_an_information():
    admitted = Decision(livret=a_livret(), outcome=Outcome.ADMITTED)
    assert said(admitted) == [
        (Severity.INFORMATION, "L'élève Marie Claire DUPONT (CE1 A) a été ajouté.")
    ]
    assert said(admitted, FORESEEN)[0][1].endswith("serait ajouté.")


def test_who_changed_since_the_simulation_is_a_warning_with_the_next_step():
    assert said(Decision(livret=a_livret(), outcome=Outcome.CHANGED_SINCE)) == [
        (
            Severity.WARNING,
            (
                "L'élève Marie Claire DUPONT (CE1 A) a changé dans LSUN depuis la simulation."
                " Aucune modification n'a été effectuée. Refaites la simulation."
            ),
        )
    ]


def test_a_simulation_says_which_teachers_would_come_leave_and_be_renamed():
    leaves = TeacherDecision(known=KnownTeacher(1, YANN), teacher=CLAIRE, detached=(CE1,))
    told = [message for event in (NEW_TEACHER, leaves) for message in said(event, FORESEEN)]
    assert {severity for severity, _ in told} == {Severity.INFORMATION}
    assert [text for _, text in told] == [
        "L'enseignante Mme Claire VALLÉE serait ajoutée.",
        "L'enseignante Mme Claire VALLÉE serait affectée à la classe CE1 A.",
        "L'enseignante Mme Claire VALLÉE serait mise à jour : M. Yann PRIGENT → Mme Claire VALLÉE.",
        "L'enseignante Mme Claire VALLÉE ne serait plus affectée à la classe CE1 A.",
    ]


def test_a_link_that_a_bilan_holds_is_a_warning_until_the_period_ends():
    held = TeacherDecision(known=KnownTeacher(1, CLAIRE), teacher=CLAIRE, kept=(CE1,))
    assert said(held) == [
        (
            Severity.WARNING,
            (
                "L'enseignante Mme Claire VALLÉE n'a plus la classe CE1 A dans Base Elèves 1er"
                " degré, mais un bilan verrouillé de la période en cours mentionne son nom. Elle y"
                " reste affectée dans LSUN jusqu'à la fin de cette période."
            ),
        )
    ]


def test_a_class_that_cannot_be_read_is_named_as_it_is_written():
    unread = TeacherDecision(
        known=KnownTeacher(1, CLAIRE),
        teacher=CLAIRE,
        unsaid=(CE1,),
        unread_labels=("Classe de M Machin", "CE1-A"),
    )
    assert said(unread) == [
        (
            Severity.WARNING,
            (
                "L'enseignante Mme Claire VALLÉE reste affectée à la classe CE1 A : l'extraction"
                " des enseignants écrit « Classe de M Machin », « CE1-A », qui n'est le nom"
                " d'aucune classe, ou l'est de plus d'une. Donnez le même nom à la classe dans"
                " les deux extractions, puis relancez la synchronisation."
            ),
        )
    ]


def test_a_row_without_a_name_is_told_with_what_to_correct():
    unread = TeacherDecision(known=KnownTeacher(1, CLAIRE), teacher=CLAIRE, unsaid=(CE1,))
    assert said(unread) == [
        (
            Severity.WARNING,
            (
                "L'enseignante Mme Claire VALLÉE reste affectée à la classe CE1 A : une ligne de"
                " l'extraction des enseignants, qui n'a pas de nom, est peut-être la sienne."
                " Corrigez-la, ou refaites l'extraction, puis relancez la synchronisation."
            ),
        )
    ]


def test_a_class_whose_niveaux_change_is_told_even_where_there_was_none():
    ulis = Structure(3, "ULIS", ())
    both = Structure(3, "ULIS", (Level.CE1, Level.CE2))
    assert said(StructureDecision(ulis, both)) == [
        (
            Severity.INFORMATION,
            "Les niveaux de la classe ULIS ont été mis à jour : aucun → CE1, CE2.",
        )
    ]
    assert said(StructureDecision(both, ulis))[0][1].endswith(": CE1, CE2 → aucun.")


def test_a_simulation_says_how_a_class_would_be_called():
    assert said(RENAMED, FORESEEN) == [
        (Severity.INFORMATION, "Une classe serait renommée : CE1 A → CE1 Soleil.")
    ]


def test_a_source_without_teachers_is_an_information():
    assert messages_of(TeachersNotGiven()) == (
        Message(
            Severity.INFORMATION,
            "Les enseignants n'ont pas été synchronisés : il n'y a pas d'extraction des"
            " enseignants. Ils gardent dans LSUN leurs classes.",
        ),
    )


@pytest.mark.parametrize(
    ("unread", "severity", "sentence"),
    [
        (
            ROLL,
            Severity.ERROR,
            (
                "La liste des élèves de la classe CE1 A n'a pas pu être lue : Base Elèves 1er degré"
                " n'a pas répondu à temps. Aucun élève n'y a été ajouté. Reprenez la"
                " synchronisation."
            ),
        ),
        (
            TEACHERS,
            Severity.ERROR,
            (
                "Les enseignants n'ont pas pu être vérifiés : Base Elèves 1er degré n'a pas répondu"
                " à temps. Aucune affectation n'a changé. Reprenez la synchronisation."
            ),
        ),
        (
            CLASSES,
            Severity.WARNING,
            (
                "Les noms et les niveaux des classes n'ont pas pu être vérifiés : Base Elèves 1er"
                " degré n'a pas répondu à temps. Ils restent tels que LSUN les a. La prochaine"
                " synchronisation les vérifiera."
            ),
        ),
    ],
    ids=["a roll", "the teachers", "the classes"],
)
def test_a_list_that_cannot_be_read_is_told_with_its_cause(unread, severity, sentence):
    assert said(unread) == [(severity, sentence)]


@pytest.mark.parametrize(
    ("event", "division", "code"),
    [
        (decide(a_livret(), NotFound()), "CE1 A", "non_trouve"),
        (Arrivals(structure=CE1), "CE1 A", "arrivees"),
        (NEW_TEACHER, STAFF, "enseignant"),
        (TeachersNotGiven(), STAFF, "enseignant"),
        (RENAMED, "CE1 Soleil", "classe"),
        (ROLL, "CE1 A", "non_lu"),
        (TEACHERS, STAFF, "non_lu"),
        (CLASSES, STRUCTURES, "non_lu"),
    ],
)
def test_each_event_is_of_a_class_and_has_a_name_for_scripts(event, division, code):
    assert (division_of(event), code_of(event)) == (division, code)


def test_each_outcome_has_a_name_of_its_own_for_scripts():
    assert len(set(CODES.values())) == len(CODES) == len({*Outcome, None})


@pytest.mark.parametrize(
    ("civility", "said_so"),
    [
        ("MME", "L'enseignante Mme Claire VALLÉE a été ajoutée."),
        ("Mlle", "L'enseignante Mlle Claire VALLÉE a été ajoutée."),
        ("M.", "L'enseignant M. Claire VALLÉE a été ajouté."),
        ("M", "L'enseignant M. Claire VALLÉE a été ajouté."),
        ("Dr", "L'enseignant Dr Claire VALLÉE a été ajouté."),
    ],
)
def test_a_woman_is_said_to_be_one_where_the_civilite_tells(civility, said_so):
    added = TeacherDecision(known=None, teacher=replace(CLAIRE, civility=civility))
    assert said(added)[0][1] == said_so


def test_a_man_whose_class_a_bilan_holds_stays_in_it():
    held = TeacherDecision(known=KnownTeacher(1, YANN), teacher=YANN, kept=(CE1,))
    assert "Il y reste affecté dans LSUN" in said(held)[0][1]
