"""The examples of the help: each is a command line that is taken."""

import re
import shlex

import pytest

from tui.cli.commands import COMMANDS, parser
from tui.wording.example_texts import EXAMPLES

LINES = [(name, example.line) for name, examples in EXAMPLES.items() for example in examples]


def test_each_command_has_one_to_three_examples():
    assert set(EXAMPLES) == {"", *COMMANDS}
    assert all(1 <= len(examples) <= 3 for examples in EXAMPLES.values())


@pytest.mark.parametrize(("name", "line"), LINES)
def test_each_example_is_understood_as_its_command(name, line):
    typed = re.split(r" [>|] ", line)[0]
    program, *arguments = shlex.split(typed)
    assert program == "lsun-sync"
    options = parser().parse_args(arguments)
    assert not name or options.command == name


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_help_ends_with_the_examples(name, capsys):
    with pytest.raises(SystemExit):
        parser().parse_args([*filter(None, [name]), "--help"])
    help_text = capsys.readouterr().out
    assert all(example.line in help_text for example in EXAMPLES[name])
