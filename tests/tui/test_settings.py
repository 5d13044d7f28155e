import pytest

from core.errors import UserError
from tui.settings import Settings, default_file, load


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def file():
    default_file().parent.mkdir(parents=True)
    return default_file()


def test_without_a_file_or_an_environment_there_are_defaults(tmp_path):
    settings = load({})
    assert settings.lsun.database == f"sqlite:///{tmp_path}/data/lsun-sync/lsun.sqlite"
    assert (settings.be1d.url, settings.be1d.at_once) == ("", 20)


def test_the_file_says_what_differs(file):
    file.write_text('[be1d]\nadresse = "https://be1d.example.fr"\nsimultanes = 7\n')
    settings = load({})
    assert (settings.be1d.url, settings.be1d.at_once) == ("https://be1d.example.fr", 7)


def test_the_environment_overrides_the_file(file):
    file.write_text("[be1d]\nsimultanes = 7\nessais = 2\n")
    settings = load({"LSUN_SYNC_BE1D_SIMULTANES": "9"})
    assert (settings.be1d.at_once, settings.be1d.attempts) == (9, 2)


@pytest.mark.parametrize(
    ("sentence", "linear"),
    [("true", True), ("1", True), ("false", False), ("oui", True), ("Non", False)],
)
def test_the_line_mode_is_a_setting(sentence, linear):
    assert load({"LSUN_SYNC_TERMINAL_LINEAIRE": sentence}).terminal.linear is linear


def test_yes_is_understood_in_the_file_too(file):
    file.write_text('[terminal]\nlineaire = "oui"\n')
    assert load({}).terminal.linear is True


def test_the_token_is_in_no_representation():
    settings = load({"LSUN_SYNC_BE1D_JETON": "secret"})
    assert isinstance(settings, Settings)
    assert "secret" not in repr(settings)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_change_is_refused(file, mode):
    file.write_text("[be1d]\nadresse = 'https://be1d.example.fr'\n")
    file.chmod(mode)
    with pytest.raises(UserError, match="chmod 600"):
        load({})


@pytest.mark.parametrize(
    "setting", ["[be1d]\njeton", "[be1d]\noauth2_secret", "[automatique]\nsmtp_mot_de_passe"]
)
def test_a_secret_in_a_file_that_others_can_read_is_refused(file, setting):
    file.write_text(f"{setting} = 'un-secret'\n")
    file.chmod(0o644)
    with pytest.raises(UserError, match="contient un secret"):
        load({})
    file.chmod(0o600)
    assert "un-secret" not in repr(load({}))
