"""The schools of a simulated register."""

import pytest

from core.errors import UserError
from tests.closed import closed
from tui.composition.stand_in import schools_of


def test_schools_where_one_may_not_look_are_said_not_to_be_readable(tmp_path, monkeypatch):
    closed(monkeypatch, tmp_path)
    with pytest.raises(UserError, match="n'est pas une école lisible"):
        schools_of(tmp_path / "ecole.json")
