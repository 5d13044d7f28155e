"""Extractions of another school, another day or another year, which a user answers for."""

from dataclasses import replace

import pytest

from adapters.demonstration.crowd import crowd, later
from core.model.records import Level
from tests.journeys.files.school import OF, TODAY, UAI, renamed

pytestmark = pytest.mark.proof


def test_another_schools_extraction_is_refused_with_its_figures_unless_it_is_confirmed(
    filled, lsun_sync, folder, dump
):
    other = later(crowd(2, 60, UAI), 2, 0)
    before = dump("pupils", "runs")
    asked = ("synchroniser", "--extractions", folder(other, "ailleurs"), *OF)
    refused = lsun_sync(*asked)
    assert refused.returncode == 2
    assert "ne ressemble pas à l'école de LSUN" in refused.stderr
    assert "LSUN en connaît 0 INE sur 60, 3 classes sur 3" in refused.stderr
    assert "--confirmer" in refused.stderr
    assert dump("pupils", "runs") == before
    confirmed = lsun_sync(*asked, "--confirmer")
    assert confirmed.returncode == 3
    assert dump("pupils") == {"pupils": before["pupils"]}


def test_the_day_of_the_extraction_is_kept_with_the_run(filled, lsun_sync, folder, dump):
    lsun_sync("synchroniser", "--extractions", folder(TODAY, "novembre"), *OF)
    [run] = dump("runs")["runs"]
    assert run["extracted_on"] == "2026-11-20"


def one_class_up(registration):
    """The pupil a school year later, under the class identifiers of this one."""
    levels = list(Level)
    pupil = registration.pupil
    level = levels[min(levels.index(pupil.level) + 1, len(levels) - 1)] if pupil.level else None
    return replace(registration, pupil=replace(pupil, level=level))


def test_another_school_year_is_held_until_the_directeur_says_that_it_has_come(
    filled, lsun_sync, folder, dump
):
    next_year = replace(TODAY, registrations=tuple(map(one_class_up, TODAY.registrations)))
    asked = ("synchroniser", "--extractions", folder(next_year, "septembre-prochain"), *OF)
    before = dump()
    held = lsun_sync(*asked)
    assert held.returncode == 3
    assert "C'est sans doute le passage à une autre année scolaire" in held.stdout
    assert "--nouvelle-annee" in held.stdout
    assert dump() == before
    done = lsun_sync(*asked, "--nouvelle-annee")
    assert done.returncode == 0
    assert "a été mis à jour" in done.stdout


def test_a_new_year_is_no_leave_to_change_identities(filled, lsun_sync, folder, dump):
    def another(registration):
        pupil = registration.pupil
        return replace(registration, pupil=replace(pupil, family_name=f"{pupil.family_name}-BIS"))

    others = replace(TODAY, registrations=tuple(map(another, TODAY.registrations)))
    before = dump()
    held = lsun_sync(
        *("synchroniser", "--extractions", folder(others, "autres"), *OF),
        *("--confirmer", "--nouvelle-annee"),
    )
    assert held.returncode == 3
    assert "avec une autre identité" in held.stdout
    assert dump() == before


def day(text):
    return ("--ecole", UAI, "--date", text)


def test_an_older_extraction_is_held_with_both_days_until_it_is_confirmed(
    filled, lsun_sync, folder, dump
):
    recent, older = day("21/11/2026"), day("03/11/2026")
    changed = replace(TODAY, registrations=tuple(map(renamed, TODAY.registrations)))
    assert lsun_sync("synchroniser", "--extractions", folder(changed, "a"), *recent).returncode == 0
    before = dump()
    asked = ("synchroniser", "--extractions", folder(TODAY, "b"), *older)
    refused = lsun_sync(*asked)
    assert refused.returncode == 2
    assert "du 03/11/2026, et LSUN a déjà été mis à jour avec des données du 21/11/2026" in (
        refused.stderr
    )
    assert dump() == before
    assert lsun_sync(*asked, "--confirmer").returncode == 0
    assert dump() != before


def test_an_extraction_older_than_the_one_that_created_the_school_is_held(
    filled, lsun_sync, folder
):
    asked = ("synchroniser", "--extractions", folder(TODAY, "avant"), *day("01/09/2026"))
    refused = lsun_sync(*asked)
    assert refused.returncode == 2
    assert "données du 20/11/2026" in refused.stderr
