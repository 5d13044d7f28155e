from datetime import date, datetime

import pytest

from core.errors import UserError
from core.model.extraction import Provenance
from core.model.identifiers import Uai
from core.usecases.provenance import provenance_of, today

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("day", ["20/11/2026", "20/11/26", "2026-11-20", " 20/11/2026 "])
def test_the_school_and_the_day_are_read_as_they_are_typed(day):
    read = provenance_of(" 0951099d ", day, TODAY)
    assert read == Provenance(Uai("0951099D"), date(2026, 11, 20))


def test_today_is_a_day_for_an_extraction():
    assert provenance_of("0951099D", "23/11/2026", TODAY).extracted_on == TODAY


@pytest.mark.parametrize(
    ("uai", "day", "sentence"),
    [
        ("", "", "ne disent ni leur école ni leur jour"),
        ("", "20/11/2026", "ne disent pas leur école. Donnez son UAI par --ecole"),
        ("0951099D", " ", "ne disent pas leur jour. Donnez celui de l'extraction par --date"),
        ("0951099A", "20/11/2026", "La lettre de « 0951099A » ne va pas avec ses chiffres"),
        ("Tilleuls", "20/11/2026", "« Tilleuls » n'est pas un numéro d'école"),
        ("0951099D", "24/11/2026", "Le 24/11/2026 n'est pas encore venu"),
        ("0951099D", "31/02/2026", "« 31/02/2026 » n'est pas un jour du calendrier"),
        ("0951099D", "20/11/70", "Le 20/11/2070 n'est pas encore venu"),
        ("0951099D", "hier", "« hier » n'est pas un jour du calendrier"),
    ],
)
def test_what_cannot_be_right_is_refused(uai, day, sentence):
    with pytest.raises(UserError, match=sentence):
        provenance_of(uai, day, TODAY)


def test_the_day_it_is_is_that_of_the_machine():
    before = datetime.now().astimezone().date()
    it_is = today()
    assert before <= it_is <= datetime.now().astimezone().date()
