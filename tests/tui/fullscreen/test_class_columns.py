"""The classes in columns: what matters is whole on a usual terminal."""

from datetime import UTC, datetime

import pytest

from core.model.records import Structure
from core.model.views import StructureOverview
from tests.processes import plain
from tui.fullscreen.screens.class_columns import in_columns

ON_80_COLUMNS = 64
"""Cells beside the mark and the box of a line."""

WHEN = datetime(2026, 11, 16, 14, 5, tzinfo=UTC)
MOMENT = f"{WHEN.astimezone():%d/%m/%Y %H:%M}"


def a_class(label, *levels, teachers=("Mme Isabelle LEBRETON",)):
    return StructureOverview(Structure(1, label, levels), teachers, frozenset(range(24)), WHEN)


@pytest.mark.parametrize(
    ("levels", "said"), [((), "sans niveau"), (("TPS", "PS", "MS", "GS"), "TPS, PS, MS, GS")]
)
def test_on_80_columns_the_teachers_alone_are_cut(levels, said):
    teachers = ("Mme Isabelle LEBRETON", "M. Bruno TESSIER")
    head, line = in_columns([a_class("CE1-CE2 B", *levels, teachers=teachers)], ON_80_COLUMNS)
    assert head.split() == ["Classe", "Élèves", "Niveaux", "Enseignants", "Synchronisée"]
    assert plain(line).startswith(f"CE1-CE2 B     24 {said} Mme Isabelle")
    assert line.endswith(f"… {MOMENT}")
    assert len(line) == ON_80_COLUMNS


def test_a_letter_that_the_terminal_has_not_makes_no_name_too_long(monkeypatch):
    monkeypatch.setattr("tui.charset._at_hand", lambda: "ascii")
    _, line = in_columns([a_class("CE1", teachers=("Mme Anne LEBŒUF",))], ON_80_COLUMNS)
    assert "Mme Anne LEBOEUF " in line


def test_a_long_name_leaves_the_teachers_out():
    head, line = in_columns([a_class("CLASSE DE CE1-CE2 DE MADAME B", "CE1")], ON_80_COLUMNS)
    assert "Enseignants" not in head
    assert line == f"CLASSE DE CE1-CE2 DE MADAME B     24 CE1     {MOMENT}"


def test_what_has_no_room_is_left_out_and_the_class_stays():
    head, line = in_columns([a_class("CE1 A", "CE1")], 24)
    assert (head, line) == ("Classe Élèves Niveaux", "CE1 A      24 CE1")
