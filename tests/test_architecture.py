"""The direction of the house: tui → core ← adapters, and no screen where none is asked for."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize(
    "path", sorted((ROOT / "core").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_core_imports_the_standard_library_and_itself_alone(path):
    roots = {name.partition(".")[0] for name in imported_by(path)}
    assert roots <= sys.stdlib_module_names | {"core"}


NOT_SENTENCES = {
    "tui/charset.py",  # what stands for a sign that a terminal does not have
    "tui/keymap.py",  # how a key may be typed in the settings
    "tui/composition/simulated_extractions.py",  # a letter that an encoding may not know
}
_FRENCH = re.compile(r"[éèêàçùîôûÉ«»]|^[A-Z][a-z]+ [a-z]")


def strings_of(path):
    """The strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        statement.value
        for node in ast.walk(tree)
        if isinstance(node, documented)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [node.value for node in texts if isinstance(node.value, str) and node not in docstrings]


def test_what_the_fronts_say_is_in_their_wording():
    for path in (ROOT / "tui").rglob("*.py"):
        name = str(path.relative_to(ROOT))
        if name not in NOT_SENTENCES and not name.startswith("tui/wording/"):
            assert not list(filter(_FRENCH.search, strings_of(path))), name


def loaded_after(script, environment=None):
    """The modules that are loaded once this script has run in a process of its own."""
    shown = f"{script}\nimport sys; print('loaded:', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, check=True, env=environment
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


@pytest.mark.proof
def test_the_run_without_a_screen_never_imports_textual(tmp_path):
    script = (
        "from tui.cli.main import main\n"
        f"main(['demonstration', '--latence', '0', '--dossier', {str(tmp_path)!r}])"
    )
    loaded = loaded_after(script)
    assert "adapters.lsun.store" in loaded
    assert not {name for name in loaded if name.partition(".")[0] == "textual"}


@pytest.mark.proof
def test_the_journey_line_by_line_never_imports_textual(tmp_path):
    typed = "4\n1\n\n1\noui\n1\n1\n0\n0\n0\n0\n3\n1\n0\n0\n4\n"
    script = (
        "import os\n"
        "theirs, ours = os.pipe()\n"
        f"os.write(ours, {typed.encode()!r})\n"
        "os.close(ours)\n"
        "os.dup2(theirs, 0)\n"
        "from tui.cli.main import main\n"
        f"main(['demonstration', '--lineaire', '--latence', '0', '--dossier', {str(tmp_path)!r}])"
    )
    loaded = loaded_after(script)
    assert "tui.linear.pupil" in loaded
    # httpx imports rich for a command of its own; that we do not is a contract of import-linter.
    assert not {name for name in loaded if name.partition(".")[0] == "textual"}


def test_the_first_screen_waits_for_no_heavy_import():
    loaded = loaded_after("import tui.cli.main, tui.fullscreen.app")
    assert "textual" in loaded
    heavy = {"sqlalchemy", "httpx", "aiohttp", "alembic", "lxml", "shtab", "starlette", "uvicorn"}
    heavy |= {"argparse", "tomllib", "urllib.request", "tui.fullscreen.screens.question"}
    assert not heavy & loaded


def test_a_command_that_asks_be1d_nothing_imports_no_client(tmp_path):
    environment = os.environ | {
        "LSUN_SYNC_LSUN_BASE": f"sqlite:///{tmp_path / 'lsun.sqlite'}",
        "LSUN_SYNC_BE1D_ADRESSE": "http://127.0.0.1:1",
        "LSUN_SYNC_BE1D_JETON": "jeton-d-essai",
    }
    loaded = loaded_after("from tui.cli.main import main; main(['ecoles'])", environment)
    assert "adapters.lsun.store" in loaded
    assert not {"httpx", "aiohttp"} & loaded


def test_the_first_screen_imports_nothing_of_the_core_that_it_does_not_show():
    loaded = loaded_after("import tui.cli.main, tui.fullscreen.app")
    rooms = {
        name for name in loaded if name.startswith(("core.rules", "core.usecases", "core.ports"))
    }
    assert not rooms
    assert not {name for name in loaded if name.partition(".")[0] == "adapters"}


def test_each_test_that_the_page_on_accessibility_names_is_there():
    page = (ROOT / "docs" / "accessibilite.md").read_text("utf-8")
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", page)
    assert named
    for path, name in named:
        source = (ROOT / "tests" / path).read_text("utf-8")
        assert not name or f"def {name}(" in source, (path, name)
