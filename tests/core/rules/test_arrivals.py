from core.messages.events import messages_of
from core.model.livret import Livret
from core.model.records import Admission, Division, Level, Registration, Roll, Structure
from core.rules.arrivals import KnownPupils, arrivals
from tests.core.builders import a_pupil
from tests.core.memory import ine

CE1 = Structure(2602, "CE1 A", (Level.CE1,))
NEW = a_pupil(ine=ine(9), family_name="NEUF")


def registered(*pupils, admission=Admission.FINAL):
    return Roll(CE1, tuple(Registration(pupil, admission) for pupil in pupils))


def known(*pupils):
    return KnownPupils(Livret(number, pupil) for number, pupil in enumerate(pupils, 1))


def texts(arrived):
    return [message.text for message in messages_of(arrived)]


def test_who_is_new_to_lsun_is_admitted():
    arrived = arrivals(registered(a_pupil(), NEW), known(a_pupil()))
    assert arrived.admitted == (NEW,)
    assert texts(arrived) == ["L'élève Marie Claire NEUF (CE1 A) a été ajouté."]


def test_who_is_known_by_his_ine_whatever_his_name_is_not_new():
    arrived = arrivals(registered(a_pupil(family_name="RENOMMÉ")), known(a_pupil()))
    assert (arrived.admitted, arrived.moved_in) == ((), ())


def test_who_gains_his_ine_is_known_by_his_civil_identity():
    arrived = arrivals(registered(a_pupil()), known(a_pupil(ine=None)))
    assert (arrived.admitted, arrived.doubtful) == ((), ())


def test_who_comes_from_another_class_is_taken_up_from_there():
    elsewhere = a_pupil(division=Division(2605, "CM2"))
    arrived = arrivals(registered(a_pupil()), known(elsewhere))
    assert (arrived.admitted, arrived.moved_in) == ((), (1,))


def test_who_is_not_definitively_admitted_waits_with_a_warning():
    arrived = arrivals(registered(NEW, admission=Admission.ACCEPTED), known())
    assert (arrived.admitted, arrived.awaiting) == ((), (NEW,))
    [sentence] = texts(arrived)
    assert "n'est pas admis définitivement" in sentence
    assert "Il n'a pas été ajouté." in sentence


def test_who_left_is_neither_admitted_nor_spoken_of():
    assert texts(arrivals(registered(NEW, admission=Admission.LEFT), known())) == []


def test_the_identity_of_another_with_another_ine_is_doubtful():
    arrived = arrivals(registered(a_pupil(ine=ine(9))), known(a_pupil()))
    assert (arrived.admitted, len(arrived.doubtful)) == ((), 1)


def test_a_true_homonym_whose_double_is_there_too_is_admitted():
    homonym = a_pupil(ine=ine(9))
    arrived = arrivals(registered(a_pupil(), homonym), known(a_pupil()))
    assert arrived.admitted == (homonym,)


def test_one_ine_twice_admits_one():
    twice = a_pupil(ine=ine(9), family_name="AUTRE", first_names=("Tout",))
    arrived = arrivals(registered(NEW, twice), known())
    assert (arrived.admitted, arrived.doubtful) == ((NEW,), (twice,))


def test_whom_another_roll_admits_is_not_admitted_twice():
    assert arrivals(registered(NEW), known(), apart=known(NEW)).admitted == ()


def test_a_new_class_is_told():
    assert texts(arrivals(Roll(CE1, ()), known(), is_new=True)) == [
        "La classe CE1 A a été ajoutée."
    ]


def unreadable(**known_as):
    return KnownPupils([Livret(1, a_pupil(**known_as), is_readable=False)])


def test_who_may_be_one_that_cannot_be_read_is_not_admitted_a_second_time():
    hidden = unreadable(ine=None, family_name="Neuf")
    assert arrivals(registered(NEW), hidden).doubtful == (NEW,)


def test_one_whose_very_name_cannot_be_read_may_be_anybody():
    assert arrivals(registered(NEW), unreadable(ine=None, family_name="")).doubtful == (NEW,)


def test_who_has_another_name_than_one_that_cannot_be_read_is_admitted():
    assert arrivals(registered(NEW), unreadable(ine=None, family_name="AUTRE")).admitted == (NEW,)


def test_one_that_cannot_be_read_is_known_by_his_ine_all_the_same():
    arrived = arrivals(registered(NEW), unreadable(ine=NEW.ine, family_name="AUTRE"))
    assert (arrived.admitted, arrived.doubtful) == ((), ())
