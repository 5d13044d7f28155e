"""Copies of the store that a command names."""

from argparse import Namespace

import pytest

from core.errors import UserError
from tui.cli.maintenance import maintain


@pytest.mark.parametrize("action", ["verifier", "restaurer"])
def test_a_copy_that_is_not_there_is_told_with_what_was_perhaps_meant(
    tmp_path, monkeypatch, action
):
    monkeypatch.setenv("LSUN_SYNC_LSUN_BASE", f"sqlite:///{tmp_path}/lsun.sqlite")
    (tmp_path / "copie.sqlite").touch()
    named = str(tmp_path / "copi.sqlite")
    options = Namespace(action=action, objet=[named], format="texte", confirmer=False)
    with pytest.raises(UserError, match="Vouliez-vous dire « copie"):
        maintain(options)
