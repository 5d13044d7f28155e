from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messages.events import messages_of
from core.model.bilans import Signatory
from core.model.events import KnownTeacher
from core.model.messages import Severity
from core.model.records import Level, Structure, Teacher
from core.rules.anomalies import register_anomalies
from core.rules.teachers import decide_teachers, keep_signed_links, only_added

CP, CE1 = Structure(1, "CP", (Level.CP,)), Structure(2, "CE1", (Level.CE1,))
ULIS = Structure(3, "ULIS", (), is_group=True)
CLAIRE = Teacher(civility="MME", family_name="VALLÉE", first_name="Claire", structures=(1,))
YANN = Teacher(civility="M.", family_name="PRIGENT", first_name="Yann", structures=(2,))


def decided(known, from_register, scope=(CP, CE1)):
    return decide_teachers(
        [KnownTeacher(number, teacher) for number, teacher in enumerate(known, 1)],
        from_register,
        scope,
    )


def sentences(*decisions):
    return [message.text for decision in decisions for message in messages_of(decision)]


def test_nothing_changes_when_both_say_the_same():
    assert decided([CLAIRE, YANN], [YANN, CLAIRE]) == ()


def test_a_missing_teacher_is_added_and_attached():
    assert sentences(*decided([YANN], [YANN, CLAIRE])) == [
        "L'enseignante Mme Claire VALLÉE a été ajoutée.",
        "L'enseignante Mme Claire VALLÉE a été affectée à la classe CP.",
    ]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"first_name": "Clara"}, "Mme Clara VALLÉE"),
        ({"family_name": "VALLEE"}, "Mme Claire VALLEE"),
        ({"civility": "MLLE"}, "Mlle Claire VALLÉE"),
    ],
)
def test_a_teacher_whose_name_is_written_otherwise_is_updated_and_stays_the_same(changes, name):
    [decision] = decided([CLAIRE, YANN], [replace(CLAIRE, **changes), YANN])
    assert decision.known.id == 1
    assert sentences(decision) == [
        f"L'enseignante {name} a été mise à jour : Mme Claire VALLÉE → {name}."
    ]


def test_mademoiselle_is_madame_and_monsieur_is_somebody_else():
    mademoiselle = replace(CLAIRE, civility="MLLE")
    clara = replace(CLAIRE, first_name="Clara")
    [decision] = decided([mademoiselle, YANN], [clara, YANN])
    assert (decision.known.id, decision.attached, decision.detached) == (1, (), ())
    assert decided([CLAIRE, YANN], [mademoiselle, replace(CLAIRE, structures=(1,)), YANN])
    paul = replace(CLAIRE, civility="M.", first_name="Paul")
    added, left = decided([paul, YANN], [CLAIRE, YANN])
    assert (added.known, left.known.id) == (None, 1)


def test_who_teaches_nowhere_yet_is_added_without_a_class():
    newcomer = replace(CLAIRE, structures=())
    assert sentences(*decided([YANN], [YANN, newcomer])) == [
        "L'enseignante Mme Claire VALLÉE a été ajoutée."
    ]


def test_who_teaches_elsewhere_hides_nobody_who_comes_after():
    elsewhere = Teacher(civility="MME", family_name="ROUX", first_name="Anne", structures=(9,))
    [decision] = decided([YANN], [elsewhere, CLAIRE, YANN])
    assert decision.teacher == CLAIRE


def test_two_teachers_of_one_name_are_told_apart_by_their_first_names():
    anne = replace(CLAIRE, first_name="Anne", structures=(2,))
    julie = replace(CLAIRE, first_name="Julie", structures=(2,))
    assert sentences(*decided([CLAIRE, anne], [CLAIRE, julie, YANN]))[0].endswith(
        "Mme Julie VALLÉE a été mise à jour : Mme Anne VALLÉE → Mme Julie VALLÉE."
    )


def test_a_shared_class_and_several_classes_are_links_like_the_others():
    both = replace(CLAIRE, structures=(1, 2))
    assert sentences(*decided([CLAIRE, YANN], [both, YANN])) == [
        "L'enseignante Mme Claire VALLÉE a été affectée à la classe CE1."
    ]


def test_a_link_that_be1d_no_longer_has_goes_and_the_teacher_stays():
    [decision] = decided([CLAIRE, YANN], [YANN])
    assert decision.known.teacher == CLAIRE
    assert sentences(decision) == [
        "L'enseignante Mme Claire VALLÉE n'est plus affectée à la classe CP."
    ]


def test_a_link_that_a_locked_bilan_holds_stays_with_a_warning():
    signed = {1: {Signatory(civility="MME", family_name="Vallee", first_name="Claire")}}
    [decision] = keep_signed_links(decided([CLAIRE, YANN], [YANN]), signed)
    assert (decision.detached, decision.kept) == ((), (CP,))
    [message] = messages_of(decision)
    assert message.severity is Severity.WARNING
    assert "un bilan verrouillé de la période en cours mentionne son nom" in message.text


def test_a_bilan_holds_the_link_of_whom_it_names_as_lsun_writes_the_name_and_no_other_link():
    both = replace(CLAIRE, structures=(1, 2))
    renamed = replace(CLAIRE, first_name="Clara", structures=())
    signed = {1: {Signatory(civility="MME", family_name="VALLÉE", first_name="Claire")}}
    [decision] = keep_signed_links(decided([both, YANN], [renamed, YANN]), signed)
    assert (decision.detached, decision.kept) == ((CE1,), (CP,))


def test_classes_outside_of_the_scope_are_left_as_they_are():
    assert decided([CLAIRE, YANN], [replace(YANN, structures=())], scope=(CP,))[0].detached == (CP,)
    assert decided([CLAIRE, YANN], [CLAIRE], scope=(CP,)) == ()


def test_a_new_teacher_of_other_classes_only_does_not_come():
    assert decided([YANN], [YANN, CLAIRE], scope=(CE1,)) == ()


def test_a_teacher_who_stands_twice_is_one():
    twice = [replace(CLAIRE, structures=(1,)), replace(CLAIRE, structures=(2,))]
    assert sentences(*decided([CLAIRE, YANN], [*twice, YANN])) == [
        "L'enseignante Mme Claire VALLÉE a été affectée à la classe CE1."
    ]


def test_a_register_that_tells_no_teacher_detaches_nobody():
    assert decided([CLAIRE, YANN], []) == ()


def test_classes_and_teachers_without_the_other_are_to_be_put_right():
    alone = replace(YANN, structures=())
    wrong = register_anomalies([CP, CE1, ULIS], [CLAIRE, alone])
    assert (wrong.without_teacher, wrong.without_structure) == ((CE1,), (alone,))


UNREAD = "CLASSE CE1"


def unread(teacher, *labels):
    """What a source says of a teacher whose classes it writes otherwise."""
    return replace(teacher, structures=(), unread_labels=labels or (UNREAD,))


def test_a_class_that_cannot_be_read_detaches_nobody():
    [decision] = decided([CLAIRE, YANN], [CLAIRE, unread(YANN)])
    assert (decision.detached, decision.unsaid) == ((), (CE1,))
    [message] = messages_of(decision)
    assert message.severity is Severity.WARNING
    assert "reste affecté à la classe CE1" in message.text
    assert f"« {UNREAD} »" in message.text


def test_of_a_teacher_with_a_class_that_cannot_be_read_nothing_else_is_removed():
    both = replace(YANN, structures=(1, 2))
    half_read = replace(YANN, structures=(1,), unread_labels=(UNREAD,))
    [decision] = decided([CLAIRE, both], [CLAIRE, half_read])
    assert (decision.attached, decision.detached, decision.unsaid) == ((), (), (CE1,))


def test_a_class_that_nobody_is_told_to_teach_keeps_its_teachers_while_a_label_cannot_be_read():
    anne = replace(CLAIRE, first_name="Anne", structures=(2,))
    moved = replace(anne, structures=(1,))
    [decision, *_] = decided([CLAIRE, anne, YANN], [CLAIRE, moved, unread(YANN)])
    assert (decision.attached, decision.detached, decision.unsaid) == ((CP,), (), (CE1,))


def test_who_left_a_class_that_others_are_told_to_teach_is_detached_whatever_cannot_be_read():
    anne = replace(CLAIRE, first_name="Anne", structures=(1,))
    [*_, decision] = decided([CLAIRE, anne, YANN], [CLAIRE, unread(YANN)])
    assert (decision.known.id, decision.detached) == (2, (CP,))


def test_a_row_without_a_name_may_be_whoever_is_not_told():
    nobody = Teacher(civility="M.", family_name="", first_name="", structures=(2,))
    [decision] = decided([CLAIRE, YANN], [CLAIRE, nobody])
    assert (decision.detached, decision.unsaid) == ((), (CE1,))
    [message] = messages_of(decision)
    assert "une ligne de l'extraction des enseignants, qui n'a pas de nom" in message.text


def test_two_rows_of_a_teacher_are_unreadable_together():
    [decision] = decided([CLAIRE, YANN], [CLAIRE, replace(YANN, structures=()), unread(YANN)])
    assert (decision.unsaid, decision.unread_labels) == ((CE1,), (UNREAD,))


def test_the_labels_that_two_rows_of_a_teacher_write_are_all_told():
    twice = [unread(YANN, "CE1-A"), unread(YANN, "CE1 a."), unread(YANN, "CE1-A")]
    [decision] = decided([CLAIRE, YANN], [CLAIRE, *twice])
    assert decision.unread_labels == ("CE1-A", "CE1 a.")


def test_a_label_that_nobody_can_read_is_told_of_whoever_it_may_be_about():
    anne = replace(CLAIRE, first_name="Anne", structures=(2,))
    gone = replace(anne, structures=(1,))
    [decision, *_] = decided([CLAIRE, anne, YANN], [CLAIRE, gone, unread(YANN)])
    assert decision.unread_labels == (UNREAD,)


def test_no_class_is_said_to_lack_a_teacher_while_a_label_cannot_be_read():
    assert register_anomalies([CP, CE1], [CLAIRE, unread(YANN)]).without_teacher == ()
    assert register_anomalies([CP, CE1], [CLAIRE, unread(YANN)]).without_structure == ()


TEACHERS = st.lists(
    st.builds(
        Teacher,
        civility=st.sampled_from(["MME", "M.", "MLLE"]),
        family_name=st.sampled_from(["VALLÉE", "VALLEE", "PRIGENT"]),
        first_name=st.sampled_from(["Claire", "Clara", "Yann"]),
        structures=st.sets(st.integers(1, 2)).map(tuple),
    ),
    max_size=4,
    unique_by=lambda teacher: (teacher.family_name[:4], teacher.first_name),
)


@given(TEACHERS, TEACHERS)
def test_where_only_additions_are_heard_nobody_is_renamed_or_leaves_a_class(known, from_register):
    told = only_added(from_register, decided(known, from_register))
    for decision in decided(known, told):
        assert decision.detached == ()
        assert not decision.is_renamed


def test_where_only_additions_are_heard_they_all_are():
    former = replace(CLAIRE, first_name="Clara", structures=(2,))
    told = [CLAIRE, YANN]
    assert sentences(*decided([former], only_added(told, decided([former], told)))) == [
        "L'enseignante Mme Clara VALLÉE a été affectée à la classe CP.",
        "L'enseignant M. Yann PRIGENT a été ajouté.",
        "L'enseignant M. Yann PRIGENT a été affecté à la classe CE1.",
    ]
