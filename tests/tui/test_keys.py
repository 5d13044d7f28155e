import pytest

from tui.keymap import COMMANDS, keys_read
from tui.wording.key_texts import key_name, keys_named

SWALLOWED = {
    "ctrl+a": "screen",
    "ctrl+b": "tmux",
    "ctrl+s": "flow control",
    "ctrl+h": "the same as Retour arrière",
    "ctrl+i": "the same as Tab",
    "ctrl+j": "the same as Entrée",
    "ctrl+m": "the same as Entrée",
    "f10": "the menu of the window",
    "f11": "the whole screen",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_has_only_a_key_that_terminals_keep(name):
    assert not SWALLOWED.keys() & set(COMMANDS[name].keys.split(","))


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_is_a_letter_alone(name):
    assert keys_read(COMMANDS[name].keys) == COMMANDS[name].keys


def test_no_key_has_two_commands():
    keys = [key for item in COMMANDS.values() for key in item.keys.split(",")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("F5", "f5"),
        ("f5, Ctrl+R", "f5,ctrl+r"),
        ("Échap", "escape"),
        ("echap f12", "escape,f12"),
        ("a", None),
        ("F13", None),
        ("Ctrl+Alt+R", None),
        ("", None),
    ],
)
def test_the_keys_of_a_setting_are_read_or_refused(written, read):
    assert keys_read(written) == read


def test_keys_are_called_as_they_are_on_a_keyboard():
    assert key_name("escape") == "Échap"
    assert keys_named(["f5", "ctrl+r"]) == "F5 ou Ctrl+R"
