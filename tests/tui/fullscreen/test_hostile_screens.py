"""Hostile texts on every screen, in a real terminal: they are read, and act on nothing."""

import asyncio
import base64
import re
import sqlite3

import pytest

from adapters.be1d.stand_in.app import StandIn
from adapters.be1d.stand_in.server import serve
from adapters.demonstration.extractions import PUPILS, Style, write_extractions
from tests.hostile import ACTING, ALL, LITERAL, acting_in
from tests.journeys.conftest import environment  # noqa: F401 - a fixture
from tests.journeys.terminal import Terminal
from tests.journeys.test_hostile_text import (  # noqa: F401 - fixtures
    BE1D,
    TOKEN,
    asking,
    filled,
    run,
    spoilt,
    spoilt_store,
)
from tests.processes import plain

OURS = re.compile(r"\x1b\[[0-9;?<>=]*\$?[A-Za-z]")
"""What the program itself sends: every sequence is one of these."""

COPIED = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
"""A text for the clipboard, which whoever pastes it must not suffer from either."""

TITLED = re.compile(r"\x1b\]2;([^\x07\x1b]*)\x1b\\")
"""The window's title, which has the name of the school."""

MARKUP, SPOILT = LITERAL[0], "\ufffd"
KEPT_BACK = {
    "LSUN_SYNC_GARDE_A_PARTIR_DE": "1000",
    "LSUN_SYNC_TERMINAL_PRESSE_PAPIERS": "oui",
}
"""Spoilt names would make any synchronisation hold itself back."""


class AnyTerminal(Terminal):
    """pyte's own `display` falls over half a wide character, which these texts leave behind."""

    @property
    def text(self):
        return "\n".join(map(self._line, range(self.screen.lines)))

    @property
    def current_line(self):
        return self._line(self.screen.cursor.y)

    def _line(self, y):
        line = self._screen.buffer[y]
        return plain("".join(line[x].data for x in range(self._screen.columns)).rstrip())


@pytest.fixture
def folder(tmp_path):
    """Extractions whose names, and whose neighbours' names, are hostile."""
    downloads = tmp_path / "dossier"
    extractions = downloads / "0\x1b[31m\u202e[red]"
    write_extractions(spoilt(BE1D, ALL), extractions, Style(custom_columns=True, encoding="utf-8"))
    with (extractions / PUPILS).open("a", encoding="utf-8") as file:
        file.write('"\x1b[2J";"\u202e"\r\n')
    for name in (*ACTING.values(), *LITERAL):
        file_name = name.replace("/", "").replace("\U000e0041", "") + ".csv"
        (downloads / file_name).write_text("rien")
    (downloads / b"DU\x9bPONT.csv".decode(errors="surrogateescape")).write_text("rien")
    return downloads


@pytest.fixture
def everything_hostile(spoilt_store):  # noqa: F811
    """A spoilt store that has an archive to delete, and a second school."""
    connection = sqlite3.connect(spoilt_store)
    old = ", ".join(
        f"'$.bilans[{rank}].kind', 'périodique', '$.bilans[{rank}].school_year', 2010"
        for rank in range(4)
    )
    connection.execute(f"UPDATE archives SET livret = json_replace(livret, {old})")
    connection.execute("UPDATE schools SET name = ?", [ACTING["colours and title"]])
    connection.execute("INSERT INTO schools (uai, name) VALUES ('0951099D', ?)", [ALL[2] + MARKUP])
    connection.commit()
    connection.close()
    return spoilt_store


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
@pytest.mark.proof
async def test_hostile_texts_are_read_and_act_on_nothing(
    size,
    everything_hostile,
    folder,
    environment,  # noqa: F811
    monkeypatch,
):
    monkeypatch.chdir(folder)
    settings = environment | KEPT_BACK
    settings["LSUN_SYNC_LSUN_BASE"] = f"sqlite:///{everything_hostile}"
    settings["LSUN_SYNC_LSUN_ECOLE"] = str(BE1D.school.uai)
    settings["LSUN_SYNC_BE1D_JETON"] = TOKEN
    settings["LSUN_SYNC_UTILISATEUR_NOM"] = ACTING["bidi"] + MARKUP
    async with serve(StandIn(spoilt(BE1D, ALL), TOKEN)) as url:
        settings["LSUN_SYNC_BE1D_ADRESSE"] = url
        await asyncio.to_thread(walk, settings, *size)


def walk(settings, columns, lines):
    with AnyTerminal(environment=settings, columns=columns, lines=lines) as terminal:
        go_everywhere(terminal)
        terminal.type("ctrl+q")
        assert terminal.wait_for_the_end() == 0
        written = terminal.received.decode()
    assert "Traceback" not in written
    copied = [base64.b64decode(item).decode() for item in COPIED.findall(written)]
    assert len(copied) == 2
    titles = list(map(plain, TITLED.findall(written)))
    assert any(SPOILT in title for title in titles)
    shown = OURS.sub("\n", TITLED.sub("", COPIED.sub("", written)))
    shown = plain(shown.replace("\r\n", "\n"))
    for line in (*shown.split("\n"), *"\n".join(copied).split("\n"), *titles):
        assert acting_in(line) == "", ascii(line)
    assert "\x1b[31mROUGE" not in written
    assert all(item in shown for item in (MARKUP, SPOILT))


SETTINGS, SYNCHRONISATION = "❯ Paramétrage", "enseignants"


def go_everywhere(terminal):
    """Every screen that shows something from outside, and what can be opened above them."""
    walk = Walk(terminal)
    terminal.wait_for("2 écoles")
    walk.go(to=SETTINGS)
    walk.import_extractions()
    walk.synchronise()
    walk.read_a_pupil()
    walk.read_the_rest()


class Walk:
    """A user who goes from screen to screen, and back to the settings after each place."""

    def __init__(self, terminal):
        self.terminal = terminal

    def go(self, *keys, to, shows=()):
        """Press these keys, then wait for the screen whose trail ends so."""
        self.terminal.type(*keys)
        self.terminal.wait_until(
            lambda: (
                self.terminal.text.splitlines()[1].endswith(to)
                and all(show in self.terminal.flowing_text for show in shows)
            ),
            (to, *shows),
        )

    def above(self, *keys, shows):
        """Press these keys, then wait for what opens above the screen."""
        self.terminal.type(*keys)
        self.terminal.wait_for(shows)

    def import_extractions(self):
        """The files of a school that has hostile names."""
        self.go("down", "enter", to="❯ Importer", shows=["UAI"])
        self.terminal.wait_until(self._is_on_the_day, "the field of the day")
        self.terminal.type(*"20/11/2026", "tab")
        self.terminal.wait_until(lambda: "[ Lire" in self.terminal.current_line, "the files")
        self.terminal.type("down", "down")
        self.terminal.wait_until(lambda: "> 0" in self.terminal.current_line, "the folder")
        self.terminal.type("enter")
        self.terminal.wait_until(
            lambda: "> [ Lire" in self.terminal.current_line, "the files in it"
        )
        self.go("home", "enter", to="❯ Extraction du 20/11/2026")
        self.go("pagedown", "end", "escape", to="Importer", shows=["UAI"])
        self.go("escape", to=SETTINGS)

    def _is_on_the_day(self):
        cursor = self.terminal.screen.cursor.y
        above = "".join(self.terminal.text.splitlines()[cursor - 1 :][:2])
        return "Jour" in above and cursor != 2

    def synchronise(self):
        """A simulation, a run, what is copied and reported of it."""
        self.go("home", "enter", to=SYNCHRONISATION, shows=["Filtre : aucun"])
        self.go("down", "down", "f6", to="❯ Simulation", shows=["Simulation terminée"])
        self.go("down", "enter", to="", shows=["Information"])
        self.go("escape", to="❯ Simulation")
        self.go("escape", to=SYNCHRONISATION)
        self.above("f5", shows="Comparer")
        self.go("o", to="❯ n° 2", shows=["Élèves vérifiés"])
        self.terminal.type("home", *["pagedown"] * 3)
        self.above("f12", shows="Copier la ligne")
        self.go("enter", to="❯ n° 2", shows=["presse-papiers"])
        self.above("f12", shows="Copier la ligne")
        self.terminal.type("down", "enter")
        self.above("f7", shows="Le rapport en texte")
        self.go("escape", to="❯ n° 2")
        self.go("tab", "enter", to="archivage")
        self.go("enter", to="", shows=["Résultat :"])
        self.go("end", "escape", to="archivage")
        self.go("escape", to="❯ n° 2")
        self.go("escape", to=SYNCHRONISATION, shows=["Filtre : aucun"])
        self.go("escape", to=SETTINGS)

    def read_a_pupil(self):
        """A livret, and its archives."""
        self.go("home", "down", "down", "enter", to="❯ Élèves", shows=["Filtre : aucun", "> "])
        self.go("enter", to="", shows=["INE :"])
        self.terminal.type("pagedown")
        self.above("f5", shows="Oui")
        self.terminal.type("escape")
        self.go("f8", to="❯ Archives", shows=["/20"])
        self.go("enter", to="", shows=["synchronisation n°"])
        self.terminal.type("end")
        self.above("f7", shows="Le livret actuel")
        self.go("escape", to="", shows=["Bilans verrouillés :"])
        self.go("escape", to="❯ Archives")
        self.go("escape", to="", shows=["Retirer un bilan verrouillé"])
        self.go("escape", to="❯ Élèves")
        self.go("escape", to=SETTINGS)

    def read_the_rest(self):
        """The history, the schools, what can be deleted, help and palette."""
        self.go(
            "home", *["down"] * 3, "enter", to="synchronisations", shows=["2 synchronisations."]
        )
        self.go("enter", to="❯ n° 2", shows=["Élèves vérifiés"])
        self.go("end", "enter", to="❯ Message")
        self.go("escape", to="❯ n° 2", shows=["Élèves vérifiés"])
        self.go("escape", to="synchronisations")
        self.go("escape", to=SETTINGS)
        self.go("home", *["down"] * 4, "enter", to="❯ Ce qui a changé", shows=["changement"])
        self.go("enter", to="", shows=["Résultat :"])
        self.terminal.type("end")
        self.go("escape", to="❯ Ce qui a changé")
        self.go("escape", to=SETTINGS)
        self.go("home", *["down"] * 5, "enter", to="❯ Changer d'école", shows=["0951099D"])
        self.go("escape", to=SETTINGS)
        self.go(
            "home", *["down"] * 6, "enter", to="❯ Archives à supprimer", shows=["archives peuvent"]
        )
        self.above("f1", shows="Aide —")
        self.go("escape", to="❯ Archives à supprimer")
        self.above("ctrl+p", shows="Aller à")
        self.go("escape", to="❯ Archives à supprimer")
        self.go("escape", to=SETTINGS)
