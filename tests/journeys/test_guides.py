"""Each command of the guides does what it is said to do, in the order in which one reads them."""

import os
import re
import shlex
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof

DOCS = Path(__file__).parents[2] / "docs"


def commands_of(guide):
    """The lines of the blocks of a guide, as they are typed."""
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / guide).read_text("utf-8"), re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


@pytest.fixture
def typed(lsun_sync, tmp_path, monkeypatch):
    """Types a line in a folder of its own; what is said."""
    monkeypatch.chdir(tmp_path)

    def type_line(line, **variables):
        command, file = (line[:-2], line[-1]) if ">" in line else (line, os.devnull)
        done = lsun_sync(*command, **variables)
        assert done.returncode == 0, (line, done.stderr)
        Path(file).write_text(done.stdout, "utf-8")
        return done.stdout

    return type_line


def test_the_guide_of_the_directeur_leads_from_nothing_to_a_report_line_by_line(typed):
    said = [typed(line) for line in commands_of("guide.md")]
    assert len(said) == 10
    assert "60 bilans enregistrés" in said[3]
    assert "ont été archivées" in said[4]
    assert "Synchronisation terminée" in said[4]
    assert "serait" not in said[5]
    assert "<html" in said[7]


def test_the_guide_of_the_support_staff_is_good_for_a_school_that_was_synchronised(typed, served):
    assert served("synchroniser").returncode == 0
    support = served.settings | {"LSUN_SYNC_UTILISATEUR_ROLE": "assistance"}
    said = [typed(line, **support) for line in commands_of("assistance.md")]
    assert len(said) == 9
    assert "DUPONT" in said[1]
    assert "terminée" in said[0]
