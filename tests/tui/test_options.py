from pathlib import Path

import pytest

from core.messages import Severity
from tui.commands import COMMANDS
from tui.line import WRITERS
from tui.options import FORMS, REPORT_FORMS, SEVERITIES, parser
from tui.reports import FORMATS

DOCUMENTED = Path(__file__).parents[2].joinpath("docs", "commandes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_and_has_its_help(command, capsys):
    assert f"`{command}`" in DOCUMENTED
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    assert "Utilisation : " in capsys.readouterr().out


def test_the_forms_that_are_offered_are_those_that_exist():
    assert (tuple(WRITERS), tuple(FORMATS)) == (FORMS, REPORT_FORMS)


def test_the_severities_that_are_offered_are_those_that_exist():
    assert tuple(one.word.lower() for one in Severity) == SEVERITIES
