"""Each screen as a text, at each size; and with the keyboard alone, each of its controls."""

import asyncio
import os
import re
from itertools import groupby
from pathlib import Path

import pytest

from adapters.demonstration import demonstration
from adapters.demonstration.extractions import Style, write_extractions
from tests.tui.conftest import a_school
from tests.tui.fullscreen.contrast import LEAST, PALETTES, ratio
from tests.tui.fullscreen.tour import SIZES
from tests.tui.fullscreen.walk import walk
from tui.composition.workspace import open_workspace
from tui.fullscreen.app import LsunSync

GOLDENS = Path(__file__).with_name("goldens")
KEEP = bool(os.environ.get("GARDER_LES_ECRANS"))
"""Set by `make goldens`: the screens as they are now become those that are expected."""

USUAL = SIZES[0]
"""What each change is tried at; the other sizes, and what takes a close look, are proofs."""


FILTERED = {
    "commandes",
    "changer d'école",
    "classes à synchroniser",
    "simulation",
    "synchronisation",
    "recherche dans les messages",
    "copier",
    "élèves",
    "rapport",
    "ce qui a changé",
    "importer",
}
"""The screens that show a part of something when that is asked for."""


def name_of(size):
    return "{}x{}".format(*size)


def settle(patch, folder):
    """A file of settings and a variable, called alike on every machine."""
    folder.mkdir(parents=True)
    (folder / "reglages.toml").write_text("[be1d]\nsimultanes = 10\n")
    (folder / "reglages.toml").chmod(0o600)
    for name in ("config", "data"):
        patch.setenv(f"XDG_{name.upper()}_HOME", f"/proc/self/cwd/../{name}")
    patch.setenv("LSUN_SYNC_UTILISATEUR_NOM", "Testeur")
    patch.setenv("LOGNAME", "testeur")


@pytest.fixture(scope="session")
def seen(request, tmp_path_factory):
    """What a walk at this size has seen."""
    size, closely = request.param
    folder = tmp_path_factory.mktemp("walk")
    extractions = folder / "dossier" / "extractions"
    write_extractions(demonstration().be1d, extractions, Style())
    with a_school(folder) as school, pytest.MonkeyPatch.context() as patch:
        patch.chdir(extractions.parent)
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        # The same name on every machine for where one is: the screens show it.
        patch.setattr(Path, "cwd", lambda: Path("/proc/self/cwd"))
        settle(patch, folder / "config" / "lsun-sync")
        application = LsunSync(lambda: open_workspace(school), school.terminal, school.keys)
        screens = asyncio.run(walk(application, extractions, size, closely=closely))
    return size, screens


def walked(size, *, closely=False):
    """A walk that tests share."""
    marks = [] if size == USUAL and not closely else [pytest.mark.proof]
    name = f"{name_of(size)} closely" if closely else name_of(size)
    return pytest.param((size, closely), id=name, marks=marks)


at_each_size = pytest.mark.parametrize("seen", list(map(walked, SIZES)), indirect=True)
looked_at_closely = pytest.mark.parametrize("seen", [walked(USUAL, closely=True)], indirect=True)


@at_each_size
def test_every_screen_looks_as_it_is_meant_to(seen):
    size, screens = seen
    golden = GOLDENS / f"{name_of(size)}.txt"
    shown = "".join(
        f"==== {screen.name}\n{counting_blank_lines(screen.text)}\n" for screen in screens
    )
    if KEEP:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_on_a_usual_terminal_nothing_is_cut_but_a_further_teacher_and_the_way_to_a_screen():
    lines = (GOLDENS / f"{name_of(USUAL)}.txt").read_text(encoding="utf-8").splitlines()
    cut = [line for line in lines if "…" in line and not re.fullmatch(r"… \d+ lignes vides", line)]
    assert [line for line in cut if not re.match(r"….* ❯ |  \[x\] .* \d+ .*M[.m]", line)] == []


def counting_blank_lines(text):
    """The text, where one line stands for many blank ones, and says how many."""
    output: list[str] = []
    for line, run in groupby(text.split("\n")):
        lines = list(run)
        is_many = not line and len(lines) > 1
        output += [f"… {len(lines)} lignes vides"] if is_many else lines
    return "\n".join(output)


@at_each_size
def test_tab_reaches_each_control_of_every_screen(seen):
    _, screens = seen
    assert {screen.name: len(set(screen.reached)) for screen in screens} == {
        screen.name: screen.controls for screen in screens
    }


@at_each_size
def test_the_cursor_and_a_sign_are_on_what_has_the_focus(seen):
    _, screens = seen
    assert {screen.name: screen.unseen for screen in screens if screen.unseen} == {}


@looked_at_closely
def test_what_opens_above_a_screen_gives_the_focus_back_when_it_is_left(seen):
    _, screens = seen
    assert {screen.name: screen.lost for screen in screens if screen.lost} == {}


@looked_at_closely
def test_the_way_back_first_lifts_the_filter_of_every_screen_that_has_one(seen):
    _, screens = seen
    assert {screen.name: screen.stuck for screen in screens if screen.stuck} == {}
    assert {screen.name for screen in screens if screen.filtered} == FILTERED


@looked_at_closely
def test_every_text_has_the_contrast_of_its_theme(seen):
    _, screens = seen
    for screen in screens:
        for theme, styles in screen.styles.items():
            for style, text in styles.items():
                assert not style.dim, (screen.name, text)
                assert not style.blink, (screen.name, text)
                for palette in PALETTES.values():
                    contrast = ratio(style, theme, palette)
                    assert contrast >= LEAST[theme], (screen.name, theme, text, contrast)
