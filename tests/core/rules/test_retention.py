from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.model.livret import Archive, Bilan, BilanKind, Livret
from core.rules.retention import kept_until, may_be_deleted
from tests.core.builders import a_bilan, a_locked_bilan, a_pupil

LOCKED = datetime(2026, 6, 25, tzinfo=UTC)
PERIODIC = a_locked_bilan()
CYCLE = Bilan(kind=BilanKind.CYCLE, school_year=2025, number=2, locked_at=LOCKED)


def an_archive(*bilans, **changes):
    return Archive(Livret(1, a_pupil(**changes), bilans), LOCKED, 1)


def test_a_periodic_bilan_is_kept_for_the_cycle_and_a_year():
    assert kept_until(an_archive(PERIODIC)) == date(2029, 8, 31)


@pytest.mark.parametrize(
    ("born", "until"),
    [(date(2019, 5, 17), date(2035, 5, 17)), (date(2016, 2, 29), date(2032, 3, 1))],
)
def test_a_bilan_de_cycle_is_kept_until_the_pupil_is_sixteen(born, until):
    assert kept_until(an_archive(CYCLE, birth_date=born)) == until


def test_an_archive_is_kept_for_the_last_of_its_locked_bilans():
    older = replace(PERIODIC, school_year=2023)
    not_locked = replace(a_bilan(), school_year=2030)
    assert kept_until(an_archive(older, PERIODIC, not_locked)) == date(2029, 8, 31)


def test_an_archive_may_be_deleted_from_the_day_after():
    archive = an_archive(PERIODIC)
    assert not may_be_deleted(archive, date(2029, 8, 31))
    assert may_be_deleted(archive, date(2029, 9, 1))


def test_an_archive_without_a_locked_bilan_is_kept():
    assert not may_be_deleted(an_archive(a_bilan()), date(2090, 1, 1))


@pytest.mark.parametrize("bilan", [replace(PERIODIC, school_year=9999), CYCLE])
def test_years_that_no_calendar_has_are_no_failure(bilan):
    archive = an_archive(bilan, birth_date=date(9999, 2, 28))
    assert not may_be_deleted(archive, date(2090, 1, 1))
