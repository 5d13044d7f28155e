"""What a notice says: whole sentences, numbers, and nobody."""

from datetime import UTC, datetime

import pytest

from core.messages.unattended import CRASHED, REFUSED, notice_of
from core.model.answers import Cause
from core.model.identifiers import Uai
from core.model.records import School
from core.model.runs import Ending, Run, Scope
from core.rules.guard import Excess, Figures, MassChangeBlocked
from core.rules.unattended import Attempt

SCHOOL = School(Uai("0951099D"), "École Marie DUPONT")
RUN = Run(12, Scope(SCHOOL.uai, frozenset({1})), datetime(2026, 11, 25, 2, 30, tzinfo=UTC))
BLOCKED = MassChangeBlocked(Figures(checked=131, found=100, not_found=31), (Excess.NOT_FOUND,))


@pytest.mark.parametrize(
    ("attempt", "title", "sentences"),
    [
        (
            Attempt(Ending.HELD, RUN, blocked=BLOCKED),
            "LSUN : synchronisation retenue (0951099D)",
            ("Synchronisation retenue : 31 élèves sur 131 non trouvés.", "--j-ai-compris"),
        ),
        (
            Attempt(Ending.HELD, RUN),
            "LSUN : synchronisation retenue (0951099D)",
            ("La synchronisation n° 12 du 25/11/2026", "a été retenue"),
        ),
        (
            Attempt(Ending.UNREACHABLE, cause=Cause.TOO_SLOW),
            "LSUN : Base Elèves 1er degré ne répond pas (0951099D)",
            ("n'a pas répondu à temps. Elle a été essayée de nouveau aussi longtemps",),
        ),
        (
            Attempt(Ending.UNREACHABLE),
            "LSUN : Base Elèves 1er degré ne répond pas (0951099D)",
            ("est momentanément indisponible.",),
        ),
        (
            Attempt(Ending.UNREACHABLE, cause=Cause.ACCESS_REFUSED),
            "LSUN : Base Elèves 1er degré ne répond pas (0951099D)",
            ("refuse l'accès. Vérifiez le jeton d'accès. Elle sera essayée de nouveau",),
        ),
        (
            Attempt(Ending.INCOMPLETE, RUN, left=1),
            "LSUN : synchronisation incomplète (0951099D)",
            ("1 élève reste à vérifier.", "« lsun-sync rapport 12 »"),
        ),
        (
            Attempt(Ending.INCOMPLETE, left=0),
            "LSUN : synchronisation incomplète (0951099D)",
            ("une liste, ou la base LSUN, n'a pas pu être lue", "« lsun-sync rapport »"),
        ),
    ],
)
def test_a_notice_says_what_happened_and_what_to_do(attempt, title, sentences):
    notice = notice_of(attempt, SCHOOL)
    assert notice.title == title
    assert notice.text.startswith("École 0951099D. ")
    for sentence in sentences:
        assert sentence in notice.text
    # A school may be called after somebody.
    assert "DUPONT" not in notice.title + notice.text


@pytest.mark.parametrize("notice", [REFUSED, CRASHED])
def test_what_is_told_of_a_failure_says_nothing_that_it_met(notice):
    assert notice.text.endswith(".")
    assert "{" not in notice.text
