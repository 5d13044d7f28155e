"""A folder or a file that somebody names."""

from pathlib import Path

import pytest

from core.errors import UserError
from tests.closed import closed
from tui.existing import existing


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "novembre").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("typed", ["novembre", "~/novembre"])
def test_what_is_there_is_found(folder, monkeypatch, typed):
    monkeypatch.setenv("HOME", str(folder))
    assert existing(Path(typed)).samefile(folder / "novembre")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nov", "ni dossier ni fichier « nov » dans « {} » : rien n'a été fait. Vérifiez"),
        ("nov", "Vouliez-vous dire « novembre » ?"),
        ("nvembre", "Vouliez-vous dire « novembre » ?"),
        ("nov/eleves.csv", "ni dossier ni fichier « nov » dans « {} »"),
        ("novembre/eleves.csv", "ni dossier ni fichier « eleves.csv » dans « {}/novembre »"),
    ],
)
def test_what_is_not_there_is_told_with_where_and_what_was_perhaps_meant(folder, typed, said):
    with pytest.raises(UserError) as refused:
        existing(Path(typed))
    assert said.format(folder) in str(refused.value)


@pytest.mark.parametrize(
    "typed", ["x" * 5000, "novembre\0/eleves.csv", "~personne-ici/dossier", "/"]
)
def test_whatever_is_typed_has_an_answer(folder, typed):
    if typed == "/":
        assert existing(Path(typed)) == Path("/")
        return
    with pytest.raises(UserError) as refused:
        existing(Path(typed))
    assert len(str(refused.value)) < 500


def test_a_link_that_leads_nowhere_is_not_said_to_be_what_was_meant(folder):
    (folder / "lien").symlink_to("parti")
    with pytest.raises(UserError) as refused:
        existing(Path("lien"))
    assert "« lien »" in str(refused.value)
    assert "Vouliez-vous dire" not in str(refused.value)


def test_what_is_where_one_may_not_look_is_not_said_not_to_exist(folder, monkeypatch):
    closed(monkeypatch, folder / "novembre")
    typed = folder / "novembre" / "eleves.csv"
    assert existing(typed) == typed
