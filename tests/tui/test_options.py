from pathlib import Path

import pytest

from tui.cli import _COMMANDS
from tui.options import parser

DOCUMENTED = Path(__file__).parents[2].joinpath("docs", "commandes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [name for name in _COMMANDS if name])
def test_every_command_is_documented_and_has_its_help(command, capsys):
    assert f"`{command}`" in DOCUMENTED
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    assert "Utilisation : " in capsys.readouterr().out
