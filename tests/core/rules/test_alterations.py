"""Which kinds of change of a pupil the guard counts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.model.answers import Found, NotFound, OtherIne
from core.model.events import Alteration
from core.model.livret import Livret
from core.model.records import Address, Division, Level, Phones
from core.rules.alterations import alterations
from core.rules.decisions import decide
from tests.core.builders import a_guardian, a_pupil, a_registration, phones

PUPIL = a_pupil(email="a@example.fr", phones=phones())
ELSEWHERE = Address(lines=("9 quai Neuf",), postcode="96120", town="Valtilleul")
SHOUTED = Address(lines=("3 RUE DES", "LILAS"), postcode="96120", town="VALTILLEUL")


def of(**changes):
    usual: dict[str, Any] = {"email": "a@example.fr", "phones": phones()}
    answer = Found(a_registration(**(usual | changes)))
    return decide(Livret(1, PUPIL), answer).alterations


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({"family_name": "AUTRE"}, {Alteration.IDENTITY}),
        ({"family_name": "Dupônt"}, set()),
        ({"birth_date": date(2018, 1, 1)}, {Alteration.IDENTITY, Alteration.RENUMBERED}),
        ({"division": Division(2699, "CE2 B")}, {Alteration.MOVED}),
        ({"division": Division(2602, "CE1 Soleil")}, set()),
        ({"level": Level.CE2}, {Alteration.MOVED}),
        ({"level": None}, {Alteration.MOVED, Alteration.EMPTIED}),
        ({"birth_place": ""}, {Alteration.EMPTIED}),
        ({"addresses": ()}, {Alteration.EMPTIED}),
        ({"email": ""}, {Alteration.EMPTIED}),
        ({"phones": Phones()}, {Alteration.EMPTIED}),
        ({"phones": replace(phones(), home="0102030405")}, set()),
        ({"guardians": ()}, {Alteration.EMPTIED}),
        ({"guardians": (a_guardian(email=""),)}, {Alteration.EMPTIED}),
        ({"guardians": (a_guardian(kinship=""),)}, {Alteration.EMPTIED}),
        ({"guardians": (a_guardian(address=Address()),)}, {Alteration.EMPTIED}),
        ({"guardians": (a_guardian(first_name="Zoé"),)}, {Alteration.HOUSEHOLD}),
        ({"guardians": (a_guardian(), a_guardian(first_name="Zoé"))}, set()),
        ({"addresses": (ELSEWHERE,)}, {Alteration.HOUSEHOLD}),
        ({"addresses": (SHOUTED,)}, set()),
        ({"email": "b@example.fr"}, set()),
    ],
)
def test_what_changes_is_counted_by_its_kind(changes, counted):
    assert of(**changes) == counted


@pytest.mark.parametrize("left", ["home", "work", "mobile"])
def test_the_last_telephone_is_lost_whichever_it_was(left):
    one_left = Phones(**{left: "0102030405"})
    before = a_pupil(phones=one_left, guardians=(a_guardian(phones=one_left),))
    assert alterations(before, before) == set()
    assert alterations(before, replace(before, phones=Phones())) == {Alteration.EMPTIED}
    silent = replace(before, guardians=(a_guardian(phones=Phones()),))
    assert alterations(before, silent) == {Alteration.EMPTIED}


def test_another_ine_is_a_renumbering():
    assert decide(Livret(1, PUPIL), OtherIne()).alterations == {Alteration.RENUMBERED}


def test_who_is_not_updated_has_no_alteration():
    assert decide(Livret(1, PUPIL), NotFound()).alterations == set()
