"""The manual page: whole, read by what shows manual pages, and true."""

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.processes import plain
from tests.waiting import PATIENCE
from tui import incidents, last_extractions, logs, settings
from tui.cli.commands import COMMANDS
from tui.cli.manual import manual
from tui.composition.demonstration import default_folder
from tui.exit_status import Status
from tui.wording import manual_texts
from tui.wording.example_texts import EXAMPLES

SECTIONS = (
    *("NOM", "SYNOPSIS", "DESCRIPTION", "COMMANDES", "OPTIONS", "RÉGLAGES"),
    *("ÉTATS DE SORTIE", "FICHIERS", "EXEMPLES"),
)
OVERSTRUCK = re.compile(".\b|\x1b\\[[0-9;]*m")


@pytest.fixture
def page(capsys):
    manual(argparse.Namespace())
    return capsys.readouterr().out


def checked_by(page, *command):
    """What a program makes of the page, without a word of complaint."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run(
        command, input=page, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return OVERSTRUCK.sub("", done.stdout), done.stderr


@pytest.fixture
def shown(page):
    """The page as `man` shows it in a terminal of UTF-8."""
    text, complaints = checked_by(page, "groff", "-man", "-Tutf8", "-rLL=200n")
    assert complaints == ""
    return plain(text)


def test_the_page_is_ascii_for_any_locale(page):
    assert page.isascii()


def test_its_sections_are_in_order(shown):
    titles = [line for line in shown.splitlines() if re.match(r"[A-ZÉ]", line)]
    assert tuple(title for title in titles if "LSUN" not in title) == SECTIONS


def test_each_command_has_its_place(shown):
    for name, command in COMMANDS.items():
        assert re.search(rf"^   {name}\b", shown, re.MULTILINE), name
        for option in command.options:
            if option.name.startswith("--"):
                assert option.name in shown


def test_each_setting_is_named(shown):
    for section in msgspec.structs.fields(settings.Settings):
        assert f"[{section.encode_name}]" in shown


def test_each_example_is_there_as_it_is_typed(shown):
    words = " ".join(shown.split())
    for examples in EXAMPLES.values():
        for example in examples:
            assert example.line in words


def test_each_exit_status_has_its_sense():
    assert set(manual_texts.STATUSES) == set(Status)


def test_each_file_is_where_it_is_said_to_be(monkeypatch):
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    database = Path(settings.default_database().removeprefix("sqlite:///"))
    logged = (logs.path(), incidents.folder(), last_extractions._file())
    there = {settings.default_file(), database, default_folder(), *logged}
    assert there <= {Path(path).expanduser() for path in manual_texts.PATHS}


def test_mandoc_finds_no_fault_in_it(page):
    reported, _ = checked_by(page, "mandoc", "-T", "lint")
    # A page has no date: it is as old as the program.
    faults = [line for line in reported.splitlines() if not re.search("STYLE|date", line)]
    assert faults == []
