"""Installed like any tool: the wheel has all that it needs, and works where the source is not."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from tests.journeys.terminal import Terminal
from tests.processes import ROOT, plain
from tests.waiting import PATIENCE
from tui import __version__

pytestmark = pytest.mark.proof

ROOMS = ("core", "adapters", "tui")
UV = Path(sys.executable).with_name("uv")
NOT_SOURCE = (".venv", "build", "__pycache__", ".git", ".*_cache", ".hypothesis", "*.egg-info")


def uv(*arguments, **variables):
    subprocess.run([UV, *arguments], env=os.environ | variables, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy of the source in which nothing was done yet."""
    folder = tmp_path_factory.mktemp("wheel")
    copytree(ROOT, folder / "source", ignore=ignore_patterns(*NOT_SOURCE))
    uv("build", "--wheel", "--out-dir", str(folder), str(folder / "source"))
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The command, as `uv tool install` and pipx give it: in an environment of its own."""
    folder = tmp_path_factory.mktemp("tools")
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    constraints = str(ROOT / "requirements" / "app.txt")
    uv("tool", "install", "--constraints", constraints, str(wheel), **places)
    return folder / "bin" / "lsun-sync"


@pytest.fixture
def elsewhere(tmp_path):
    """A folder that has nothing of ours, but what is called as ours is."""
    folder = tmp_path / "elsewhere"
    for room in ROOMS:
        (folder / room).mkdir(parents=True)
        (folder / room / "__init__.py").write_text("raise ImportError('of somebody else')\n")
    return folder


@pytest.fixture
def run_installed(installed, environment, elsewhere):
    def run(*arguments):
        return subprocess.run(
            [installed, *arguments],
            cwd=elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    return run


def test_the_wheel_has_each_file_of_the_rooms_and_no_other(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file())
    assert packed == {
        path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in packed} == {".py", ".json", ".xsd", ".tcss"}


def test_it_says_its_version(run_installed):
    assert run_installed("--version").stdout.startswith(f"lsun-sync {__version__}")


def test_the_demonstration_without_a_terminal_synchronises_and_ends_well(run_installed):
    done = run_installed("demonstration", "--latence", "0")
    assert done.returncode == 0, done.stderr
    assert "Élèves vérifiés : 130 sur 131" in plain(done.stdout)


def test_an_import_finds_the_schema_of_lsu(run_installed, elsewhere):
    file = elsewhere / "cahier.xml"
    file.write_text("<lsun-bilans/>")
    done = run_installed("importer", str(file))
    assert done.returncode == 2, done.stderr


@pytest.mark.parametrize("arguments", [("completion", "bash"), ("page-de-manuel",)])
def test_what_an_installed_tool_gives_the_shell_is_there(run_installed, arguments):
    done = run_installed(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "synchroniser" in done.stdout


def test_the_first_screen_is_shown(installed, environment, elsewhere):
    command = ("env", "-C", str(elsewhere), str(installed))
    with Terminal(environment=environment, command=command) as terminal:
        terminal.wait_for("LSUN — aucune école", "Paramétrage")
        terminal.type("ctrl+q")
        assert terminal.wait_for_the_end() == 0
