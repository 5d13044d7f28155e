"""The documents are true: the files and functions that they name, the commands, the settings."""

import argparse
import ast
import re
import tomllib
from pathlib import Path

import pytest

from docs import columns, settings
from tui import __version__
from tui.cli.commands import COMMANDS, parser
from tui.keymap import COMMANDS as KEYED
from tui.setting_kinds import fields_of, is_section
from tui.settings import Settings
from tui.wording import file_texts, places
from tui.wording.key_texts import key_name
from tui.wording.setting_meanings import MEANINGS

ROOT = Path(__file__).parent.parent
ROOMS = ("core", "adapters", "tui", "tests")
FRENCH = (ROOT / "README.fr.md").read_text("utf-8")
OPTIONS = (ROOT / "docs" / "commandes.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md"))
NAMING_PATHS = [
    document for document in DOCUMENTS if document.name not in ("CHANGELOG.md", "accessibilite.md")
]
"""A history names what is gone; the page on accessibility has its own test."""


_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_PATH = re.compile(rf"`((?:{'|'.join((*ROOMS, 'docs'))})/[\w./-]*)(?:::([\w.]+))?`")
_TARGET = re.compile(r"(?:^|`)make ([\w-]+)", re.MULTILINE)


def in_each(documents):
    return pytest.mark.parametrize(
        "document", documents, ids=lambda path: str(path.relative_to(ROOT))
    )


def names_of(statement):
    """What a statement defines."""
    match statement:
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            return {name}
        case ast.Assign(targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(ast.Name(name)):
            return {name}
    return set()


def defines(path, dotted):
    """Whether a module defines this function, class or value; a method comes after its class."""
    body = ast.parse(path.read_text("utf-8")).body
    for name in dotted.split("."):
        found = next((statement for statement in body if name in names_of(statement)), None)
        if found is None:
            return False
        body = getattr(found, "body", [])
    return True


@in_each(DOCUMENTS)
def test_what_a_document_links_to_is_there(document):
    for target in _LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@in_each(NAMING_PATHS)
def test_each_path_that_a_document_names_is_there_and_defines_what_is_said(document):
    for path, name in _PATH.findall(document.read_text("utf-8")):
        assert (ROOT / path).exists(), path
        assert not name or defines(ROOT / path, name), f"{path}::{name}"


@in_each(DOCUMENTS)
def test_each_target_of_make_that_a_document_names_is_one(document):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(_TARGET.findall(document.read_text("utf-8"))) <= targets


def test_the_walk_goes_from_the_register_to_each_front_and_to_the_archive():
    named = {path for path, name in _PATH.findall(CONTRIBUTING) if name}
    assert named >= {
        "adapters/be1d/client.py",
        "adapters/be1d/wire.py",
        "core/usecases/synchronise.py",
        "core/rules/decisions.py",
        "adapters/lsun/writing.py",
        "core/messages/events.py",
        "tui/fullscreen/widgets/panel.py",
        "tui/linear/run.py",
        "tui/cli/runs.py",
    }


def packages_of(room):
    for folder in sorted((ROOT / room).rglob("__init__.py")):
        path = folder.parent.relative_to(ROOT)
        deepest = 2 if room == "tests" else 3  # tests mirror the rooms
        if 1 < len(path.parts) <= deepest:
            yield f"{path.as_posix()}/"


def test_each_room_has_its_line():
    described = set(re.findall(r"^\| `([\w./-]+/)`", CONTRIBUTING, re.MULTILINE))
    there = {package for room in ROOMS for package in packages_of(room)}
    assert described == there


def test_each_contract_on_imports_is_told():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in project["tool"]["importlinter"]["contracts"]:
        assert f"| {contract['name']} |" in CONTRIBUTING


def options_in(text):
    return set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_of_a_command_is_in_its_section(name):
    section = re.search(rf"^## `{name}`\n(.*?)(?=^## |\Z)", OPTIONS, re.MULTILINE | re.DOTALL)
    assert section is not None
    shown = [
        option
        for option in COMMANDS[name].options
        if option.settings.get("help") != argparse.SUPPRESS
    ]
    flags = {option.name for option in shown if option.name.startswith("-")}
    assert options_in(section[1]) == flags
    for argument in (option for option in shown if option.name not in flags):
        assert argument.settings["metavar"] in section[1]


def test_the_options_without_a_command_are_told():
    alone = {flag for action in parser()._actions for flag in action.option_strings}
    assert {flag for flag in alone if flag.startswith("--")} <= options_in(OPTIONS)


def test_the_table_of_settings_is_made_from_the_settings():
    assert FRENCH.endswith(settings.table())


def test_the_page_of_users_has_each_command():
    listed = re.findall(r"^lsun-sync ([a-z0-9-]+)", FRENCH, re.MULTILINE)
    assert set(COMMANDS) <= set(listed)


def test_the_guide_names_what_the_screens_offer_at_the_first_time():
    first_time = (
        (ROOT / "docs" / "guide.md").read_text("utf-8").split("## 2. ")[1].split("## 3. ")[0]
    )
    for label in (places.SYNCHRONISATION.label, file_texts.CHOOSE_EXTRACTIONS):
        assert f"**{label}**" in first_time


def test_each_setting_has_its_meaning_and_no_other_thing_has():
    declared = {
        section: list(fields_of(field.type))
        for section, field in fields_of(Settings).items()
        if is_section(field)
    }
    assert {section: list(meanings) for section, meanings in MEANINGS.items()} == declared


@pytest.mark.parametrize("name", KEYED)
def test_each_command_that_has_keys_is_told_with_them(name):
    assert f"`{name}`" in FRENCH
    for key in KEYED[name].keys.split(","):
        assert re.search(rf"\| .*\b{re.escape(key_name(key))}\b.* \|", FRENCH)


def test_the_page_of_extractions_is_made_from_the_table_of_columns():
    assert columns.PAGE.read_text("utf-8").endswith(columns.MARK + columns.tables())


def test_this_version_has_its_changes():
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def versions_in(name):
    return set(
        re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / name).read_text(), re.MULTILINE)
    )


def test_a_shared_base_takes_the_versions_that_the_application_has():
    assert versions_in("app.txt") < versions_in("academie.txt")
