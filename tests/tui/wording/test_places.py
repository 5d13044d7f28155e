"""The places: each has one name, whoever says how to get there."""

from pathlib import Path

import pytest

from core.messages import refusals
from tui.wording import places

GUIDE = Path(__file__).parents[3].joinpath("docs", "guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("told", [refusals.NO_SCHOOL, refusals.NO_REGISTER, GUIDE])
def test_there_is_one_way_to_the_first_school_and_to_its_extractions(told):
    assert places.SYNCHRONISATION.label in told
    assert f"{places.SETTINGS.label}, {places.IMPORT.label}" not in told
