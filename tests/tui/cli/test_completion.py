"""Tab in the real shells: the commands, their options, what an option chooses from, and files."""

import argparse
import os
import shutil
import subprocess

import pytest

from tests.journeys.terminal import Terminal
from tests.processes import plain
from tests.waiting import PATIENCE
from tui.cli.choices import SHELLS
from tui.cli.completion import completion

COMPLETED = {
    "a command": ("lsun-sync synch", {"synchroniser"}),
    "an option": ("lsun-sync rapport --gra", {"--gravite"}),
    "a choice of an option": (
        "lsun-sync rapport --gravite ",
        {"information", "avertissement", "erreur"},
    ),
    "a choice of an argument": ("lsun-sync base re", {"restaurer"}),
    "a file": ("lsun-sync importer cahi", {"cahier.xml"}),
    "the file of an option": ("lsun-sync synchroniser --extractions cahi", {"cahier.xml"}),
}


@pytest.fixture
def folder(tmp_path, capsys):
    """Where one types: a file, and the script of each shell."""
    (tmp_path / "cahier.xml").touch()
    for shell in SHELLS:
        completion(argparse.Namespace(interpreteur=shell))
        (tmp_path / f"_lsun-sync.{shell}").write_text(capsys.readouterr().out)
    return tmp_path


def shell_named(name):
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed here")
    return found


def answered(*command, folder):
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return plain(done.stdout).splitlines()


@pytest.mark.parametrize("what", COMPLETED)
def test_bash_completes(what, folder):
    typed, expected = COMPLETED[what]
    words = typed.split(" ")
    script = (
        "source _lsun-sync.bash\n"
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
        "_shtab_lsun_sync 2>/dev/null\n"  # compopt has no word before it, outside of a key
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    bash = (shell_named("bash"), "--norc", "-c", script, "bash")
    assert set(answered(*bash, *words, folder=folder)) == expected


@pytest.mark.parametrize("what", COMPLETED)
def test_fish_completes(what, folder):
    typed, expected = COMPLETED[what]
    script = f"source _lsun-sync.fish; complete -C '{typed}'"
    fish = (shell_named("fish"), "--no-config", "-c", script)
    lines = answered(*fish, folder=folder)
    assert {line.partition("\t")[0] for line in lines} == expected


@pytest.mark.parametrize("what", COMPLETED)
def test_zsh_completes(what, folder):
    zsh, (typed, expected) = shell_named("zsh"), COMPLETED[what]
    (folder / "_lsun-sync.zsh").rename(folder / "_lsun-sync")
    (folder / ".zshrc").write_text(
        f"PS1='> '; fpath=({folder} $fpath); autoload -U compinit; compinit -D -u; echo ready\n"
    )
    command = ("env", "-C", str(folder), zsh, "-i")
    with Terminal(environment=os.environ | {"ZDOTDIR": str(folder)}, command=command) as terminal:
        terminal.wait_for("ready >")
        terminal.type(typed, "tab")
        terminal.wait_for(*expected)


def test_fish_describes_a_command_in_french(folder):
    script = "source _lsun-sync.fish; complete -C 'lsun-sync purg'"
    fish = (shell_named("fish"), "--no-config", "-c", script)
    [line] = answered(*fish, folder=folder)
    assert "les archives que plus rien n'oblige à garder" in line


@pytest.mark.parametrize("shell", SHELLS)
def test_each_script_says_in_french_what_it_says(shell, folder):
    script = (folder / f"_lsun-sync.{shell}").read_text("utf-8")
    assert " commands'" not in script
