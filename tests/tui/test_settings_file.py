"""The settings file: written for who has none, changed one value at a time, told with its lines."""

import json
import stat

import msgspec
import pytest

from core.errors import UserError
from tests.processes import plain
from tui.cli.main import main
from tui.composition.settings_file import change, write_commented
from tui.effective_settings import effective_settings
from tui.keymap import COMMANDS
from tui.setting_sources import PREFIX
from tui.settings import Settings, default_file, load

ENGLISH = {"true", "false", "none", "None"}

MINE = """\
# À moi.
[be1d]  # l'adresse vient de l'académie
adresse = 'https://be1d.example.fr' # la nôtre
jeton = 'secret-a-moi'

# la base
[lsun]
base = "sqlite:///a \\"b\\".sqlite"
"""


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    for name in ("config", "data"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    return default_file()


@pytest.fixture
def mine(file):
    file.parent.mkdir(parents=True)
    file.write_text(MINE, "utf-8")
    file.chmod(0o600)
    return file


def setting(section, name):
    [found] = (known for known in effective_settings() if known.key == (section, name))
    return found


def told(capsys, *arguments):
    status = main(["reglages", *arguments])
    output = capsys.readouterr()
    return status, plain(output.out), plain(output.err)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_each_setting_is_told_with_where_it_comes_from(mine, capsys, monkeypatch):
    monkeypatch.setenv("LSUN_SYNC_BE1D_SIMULTANES", "7")
    _, output, _ = told(capsys)
    assert output.startswith(f"Fichier de réglages : {mine}.\n")
    assert "[be1d] adresse = https://be1d.example.fr (fichier, ligne 3). Adresse de Base" in output
    assert "[be1d] simultanes = 7 (variable LSUN_SYNC_BE1D_SIMULTANES)." in output
    assert (
        "[terminal] theme = sombre (par défaut). Couleurs des écrans. Accepté : sombre, clair"
        in output
    )
    assert "[touches] lancer = F5, Ctrl+R (par défaut)." in output


def test_settings_are_told_in_the_order_of_their_fields(capsys):
    _, output, _ = told(capsys, "--format", "json")
    lines = [json.loads(line) for line in output.splitlines()]
    assert [line["type"] for line in lines[:2]] == ["fichier", "reglage"]
    sections = list(dict.fromkeys(line["section"] for line in lines[1:]))
    assert sections == [field.encode_name for field in msgspec.structs.fields(Settings)]
    assert [line["nom"] for line in lines if line.get("section") == "touches"] == list(COMMANDS)


@pytest.mark.parametrize("form", ["texte", "json"])
def test_a_secret_is_told_to_be_set_and_never_shown(mine, capsys, monkeypatch, form):
    monkeypatch.setenv("LSUN_SYNC_AUTOMATIQUE_SMTP_MOT_DE_PASSE", "secret-d-ailleurs")
    monkeypatch.setenv("LSUN_SYNC_LSUN_BASE", "postgresql://lsun:secret-@:/x@base/lsun")
    monkeypatch.setenv("LSUN_SYNC_BE1D_MANDATAIRE", "http://moi:secret@mandataire:3128")
    _, output, _ = told(capsys, "--format", form)
    for secret in ("secret-a-moi", "secret-d-ailleurs", "secret-@", "moi:secret"):
        assert secret not in output
    if form == "texte":
        assert "[be1d] jeton = réglé, non montré (fichier, ligne 4)." in output
        assert "smtp_mot_de_passe = réglé, non montré (variable LSUN_SYNC_AUTO" in output
        assert "[be1d] oauth2_secret = rien (par défaut)." in output
        assert "[lsun] base = postgresql://lsun:…@base/lsun (variable" in output


def test_the_password_in_the_question_of_an_address_is_not_shown(monkeypatch, capsys):
    monkeypatch.setenv("LSUN_SYNC_LSUN_BASE", "postgresql://base/lsun?password=abc&sslmode=require")
    assert "?password=…&sslmode=require (variable" in told(capsys)[1]


def test_a_fault_is_told_instead(mine, capsys):
    mine.write_text("[be1d]\nadrese = ''\n")
    status, output, error = told(capsys)
    assert (status, output) == (2, "")
    assert "ligne 2 : la section [be1d] n'a pas de réglage « adrese »." in error


def test_the_file_that_is_written_changes_nothing(file, capsys):
    before = load({})
    status, output, _ = told(capsys, "--ecrire")
    assert (status, mode_of(file)) == (0, 0o600)
    assert f"Le fichier de réglages est écrit : {file}." in output
    assert load({}) == before


def test_each_line_that_it_leaves_out_is_what_holds_by_default(file):
    before = load({})
    write_commented()
    lines = file.read_text("utf-8").split("\n")
    file.write_text(
        "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines), "utf-8"
    )
    after = load({})
    assert msgspec.structs.replace(after, keys={}) == before
    assert after.keys == {name: command.keys for name, command in COMMANDS.items()}


def test_a_file_that_is_there_stays_and_its_values_are_in_the_new_one(mine, capsys):
    before = load({})
    status, output, _ = told(capsys, "--ecrire")
    new = mine.with_name("reglages.toml.nouveau")
    assert (status, mode_of(new)) == (0, 0o600)
    assert f"{mine} reste comme il est." in output
    assert mine.read_text("utf-8") == MINE
    new.rename(mine)
    assert load({}) == before


def test_a_new_file_that_is_there_already_is_not_replaced(mine, capsys):
    new = mine.with_name("reglages.toml.nouveau")
    new.write_text("à moi")
    status, _, error = told(capsys, "--ecrire")
    assert (status, new.read_text()) == (2, "à moi")
    assert f"Le fichier {new} existe déjà : rien n'est écrit." in error


def test_a_folder_that_cannot_be_made_is_told(tmp_path, capsys):
    (tmp_path / "config").write_text("un fichier")
    status, _, error = told(capsys, "--ecrire")
    assert status == 2
    assert "ne peut pas être écrit : rien n'a changé." in error


def test_one_value_is_changed_and_the_rest_stays_as_it_was(mine):
    changed = change(setting("be1d", "adresse"), "https://autre.example.fr")
    assert (changed.value, changed.line) == ("https://autre.example.fr", 3)
    old, new = "'https://be1d.example.fr'", '"https://autre.example.fr"'
    assert mine.read_text("utf-8") == MINE.replace(old, new)
    assert mode_of(mine) == 0o600


def test_a_value_that_was_not_there_comes_in_its_section(mine):
    change(setting("be1d", "simultanes"), "7")
    header = "[be1d]  # l'adresse vient de l'académie\n"
    assert mine.read_text("utf-8") == MINE.replace(header, f"{header}simultanes = 7\n")


def test_a_value_comes_below_the_comment_that_tells_it(file):
    write_commented()
    change(setting("terminal", "theme"), "clair")
    assert '# theme = "sombre"\ntheme = "clair"\n' in file.read_text("utf-8")
    assert load({}).terminal.theme == "clair"


def test_yes_and_no_are_typed_and_told_in_french_and_written_as_toml_has_them(mine, capsys):
    for typed, told_as, written in (("Oui", "oui", "true"), ("non", "non", "false")):
        assert change(setting("terminal", "lineaire"), typed).value == told_as
        assert f"\nlineaire = {written}\n" in mine.read_text("utf-8")
        assert f"[terminal] lineaire = {told_as} (fichier, ligne" in told(capsys)[1]


def test_nothing_that_is_told_of_a_setting_is_in_english(capsys):
    shown = [known for known in effective_settings() if {known.value, known.default} & ENGLISH]
    assert shown == []


def test_a_section_that_was_not_there_comes_last(mine):
    change(setting("terminal", "lineaire"), "true")
    assert mine.read_text("utf-8").startswith(MINE)
    assert load({}).terminal.linear is True


@pytest.mark.parametrize(
    "written", ["be1d.essais = 2\n", "be1d = { essais = 2 }\n", "[be1d]\r\nessais = 2\r\n", ""]
)
def test_a_file_is_changed_however_it_is_written(mine, written):
    mine.write_bytes(written.encode())
    change(setting("be1d", "simultanes"), "7")
    change(setting("be1d", "essais"), "3")
    assert (load({}).be1d.at_once, load({}).be1d.attempts) == (7, 3)


@pytest.mark.parametrize("typed", ["défaut", "DEFAUT", ""])
def test_a_default_is_what_holds_when_nothing_is_written(mine, typed):
    changed = change(setting("be1d", "adresse"), typed)
    assert (changed.value, changed.line) == ("", None)
    assert "adresse =" not in mine.read_text("utf-8")
    change(changed, typed)
    assert load({}).be1d.token == "secret-a-moi"


def test_a_file_is_made_for_who_has_none(file):
    change(setting("utilisateur", "role"), "assistance")
    assert file.read_text("utf-8") == '[utilisateur]\nrole = "assistance"\n'
    assert mode_of(file) == 0o600


def test_a_link_to_the_file_stays_one(mine, tmp_path):
    real = mine.rename(tmp_path / "les-miens.toml")
    mine.symlink_to(real)
    change(setting("be1d", "simultanes"), "7")
    assert mine.is_symlink()
    assert "simultanes = 7" in real.read_text("utf-8")


@pytest.mark.parametrize(
    ("key", "typed", "accepted"),
    [
        (("be1d", "simultanes"), "0", "un nombre entier de 1 à 100"),
        (("be1d", "simultanes"), "vingt", "un nombre entier de 1 à 100"),
        (("terminal", "theme"), "rose", "sombre, clair ou contraste"),
        (("terminal", "lineaire"), "parfois", "oui ou non, soit true ou false dans le fichier"),
        (("utilisateur", "role"), "chef", "directeur, service ou assistance"),
        (("lsun", "base"), "ma base", "sqlite:///chemin, ou l'adresse d'un serveur PostgreSQL"),
    ],
)
def test_what_is_not_accepted_is_told_and_nothing_is_written(mine, key, typed, accepted):
    with pytest.raises(UserError) as refused:
        change(setting(*key), typed)
    assert str(refused.value) == f"« {typed} » ne convient pas. Écrivez {accepted}, ou « défaut »."
    assert mine.read_text("utf-8") == MINE


def test_what_a_variable_sets_is_not_changed(mine, monkeypatch):
    monkeypatch.setenv(f"{PREFIX}TERMINAL_THEME", "clair")
    with pytest.raises(UserError, match="LSUN_SYNC_TERMINAL_THEME donne ce réglage"):
        change(setting("terminal", "theme"), "sombre")
    assert mine.read_text("utf-8") == MINE


@pytest.fixture
def with_a_password(mine):
    mine.write_text('[lsun]\nbase = "postgresql://lsun:secret@base/lsun"\n')
    return mine


def test_an_address_that_is_left_as_it_is_shown_keeps_its_password(with_a_password):
    before = with_a_password.read_text("utf-8")
    base = setting("lsun", "base")
    assert base.shown == "postgresql://lsun:…@base/lsun"
    assert change(base, base.shown) == base
    assert with_a_password.read_text("utf-8") == before


def test_an_address_is_not_written_without_its_password(with_a_password):
    before = with_a_password.read_text("utf-8")
    with pytest.raises(UserError, match="Tapez l'adresse entière"):
        change(setting("lsun", "base"), "postgresql://lsun:…@ailleurs/lsun")
    assert with_a_password.read_text("utf-8") == before
