"""What is said of an academy to who looks after it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.model.academy import (
    CRASHED,
    STORE,
    UNVERIFIED,
    AcademySchool,
    AttemptOutcome,
    NightFigures,
    NightProgress,
)
from core.usecases.academy import AcademyStatus
from tests.core.school import UAI
from tui.wording import academy_texts

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
PROGRESS = NightProgress(
    night=date(2026, 11, 25),
    opens=NOW,
    closes=NOW + timedelta(hours=8),
    done=1,
    under_way=0,
    left=12,
    failing=0,
    waiting=0,
    per_minute=0,
    ends_at=None,
)
SCHOOL = AcademySchool(uai=UAI, name="Tilleuls", pupils=24)


def a_status(progress=PROGRESS, stopped_since=None):
    return AcademyStatus((), frozenset(), progress, (), 100, stopped_since)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({}, "Nuit du 25/11/2026 : 1 école faite, 12 à faire."),
        (
            {"done": 2, "under_way": 4, "failing": 1, "waiting": 1},
            (
                "Nuit du 25/11/2026 : 2 écoles faites, 12 à faire, 4 en cours, 1 en échec, 1 qui"
                " attend quelqu'un."
            ),
        ),
        (
            {"waiting": 2, "per_minute": 41.6, "ends_at": NOW + timedelta(hours=1)},
            (
                "Nuit du 25/11/2026 : 1 école faite, 12 à faire, 2 qui attendent quelqu'un ; 42"
                " par minute, fin vers 22:30."
            ),
        ),
    ],
)
def test_the_night_is_told_with_what_there_is_to_tell(known, sentence):
    told = academy_texts.progress(a_status(replace(PROGRESS, **known)), PARIS)
    assert told == sentence


def test_a_night_that_is_stopped_says_since_when_and_no_rate():
    stopped = a_status(replace(PROGRESS, per_minute=3), stopped_since=NOW)
    assert academy_texts.progress(stopped, PARIS).endswith(
        "12 à faire. Elle est arrêtée depuis 21:30."
    )


def test_in_the_holidays_there_is_no_night():
    assert academy_texts.progress(a_status(None), PARIS).endswith("ce sont les vacances.")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"last_outcome": AttemptOutcome.HELD}, "trop d'élèves changeraient"),
        ({"last_outcome": AttemptOutcome.HANDED_OVER}, "confiée à une personne"),
        ({"cause": STORE}, "ne peuvent pas être lues"),
        ({"cause": CRASHED}, "une erreur de lsun-sync"),
        ({"cause": UNVERIFIED}, "n'ont pas pu être vérifiés"),
        ({"cause": "unreachable"}, "Base Elèves 1er degré"),
        ({}, "personne ne sait pourquoi"),
    ],
)
def test_why_a_school_waits_is_said(known, said):
    assert said in academy_texts.waiting(replace(SCHOOL, **known))


def test_a_school_is_told_whole():
    failing = replace(
        SCHOOL,
        last_outcome=AttemptOutcome.FAILED,
        last_attempt=NOW,
        failures=2,
        cause="unreachable",
    )
    told = academy_texts.school_details(failing)
    assert told[0] == f"Tilleuls ({UAI}), 24 élèves : en échec."
    assert told[-2] == "Échecs depuis : 2."
    assert told[-1].startswith("Elle sera essayée de nouveau ; la dernière fois,")
    tired = academy_texts.school_details(replace(failing, failures=6))
    assert tired[-1].startswith(f"Tilleuls ({UAI}) attend quelqu'un")
    assert "en cours" in academy_texts.school_row(replace(SCHOOL, is_under_way=True))


def test_outcomes_agree_in_number():
    figures = {AttemptOutcome.DONE: 2, AttemptOutcome.HELD: 1, AttemptOutcome.FAILED: 3}
    told = academy_texts.night(NightFigures(date(2026, 11, 25), figures))
    assert told == "Nuit du 25/11/2026 : 2 faites, 3 en échec, 1 retenue."


def nights(*done):
    """The newest first."""
    outcome = AttemptOutcome.DONE
    return [NightFigures(date(2026, 11, 25), {outcome: number}) for number in done]


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        ((3, 2), ""),
        (
            (300, 150, 0),
            (
                "▁▅█ Les 3 dernières nuits, de la plus ancienne à la plus récente : de 0 à 300"
                " écoles faites, 300 la dernière."
            ),
        ),
        (
            (2, 2, 2),
            (
                "███ Les 3 dernières nuits, de la plus ancienne à la plus récente : 2 écoles"
                " faites, 2 la dernière."
            ),
        ),
    ],
)
def test_the_last_nights_are_a_chart_and_say_the_same(done, sentence):
    assert academy_texts.trend(nights(*done)) == sentence
