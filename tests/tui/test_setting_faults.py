"""A setting without a meaning is refused: where it is, and what may have been meant."""

import pytest

from core.errors import UserError
from tui.setting_sources import lines_of
from tui.settings import default_file, load


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    default_file().parent.mkdir(parents=True)
    return default_file()


def refused(file, content="", environment=None):
    """What is said of this file and this environment, but for the name of the file."""
    file.write_text(content, "utf-8")
    file.chmod(0o600)
    with pytest.raises(UserError) as error:
        load(environment or {})
    return str(error.value).replace(str(file), "F")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            "# mes réglages\n\n[be1d]\nsimultanes = 0\n",
            (
                "F, ligne 4 : « 0 » ne convient pas à [be1d] simultanes. Écrivez un nombre entier"
                " de 1 à 100."
            ),
        ),
        (
            "[be1d]\nsimultanes = 'vingt'\n",
            (
                "F, ligne 2 : « vingt » ne convient pas à [be1d] simultanes. Écrivez un nombre"
                " entier de 1 à 100."
            ),
        ),
        (
            "[terminal]\ntheme = 'rose'\n",
            (
                "F, ligne 2 : « rose » ne convient pas à [terminal] theme. Écrivez sombre, clair"
                " ou contraste."
            ),
        ),
        (
            "[be1d]\nadrese = 'https://be1d.example.fr'\n",
            (
                "F, ligne 2 : la section [be1d] n'a pas de réglage « adrese ». Vouliez-vous dire"
                " « adresse » ?"
            ),
        ),
        (
            "[utilisateur]\nxyz = 3\n",
            (
                "F, ligne 2 : la section [utilisateur] n'a pas de réglage « xyz ». Il y a : nom,"
                " role."
            ),
        ),
        (
            "\n[bed1]\nadresse = 'https://be1d.example.fr'\n",
            "F, ligne 2 : il n'y a pas de section [bed1]. Vouliez-vous dire « be1d » ?",
        ),
        (
            "simultanes = 3\n",
            "F, ligne 1 : « simultanes » n'est dans aucune section. Écrivez-le sous [be1d].",
        ),
        (
            "xyz = 3\n",
            "F, ligne 1 : « xyz » n'est dans aucune section. Retirez-le.",
        ),
        (
            "be1d = 3\n",
            "F, ligne 1 : « be1d » est une section. Écrivez [be1d], et ses réglages dessous.",
        ),
        (
            "[automatique]\ndestinataires = [\n  'un@ecole.example',\n]\n",
            (
                'F, ligne 2 : « ["un@ecole.example"] » ne convient pas à [automatique]'
                " destinataires. Écrivez des adresses de courriel séparées par des virgules."
            ),
        ),
        (
            "[touches]\nlancé = 'F5'\n".replace("lancé", '"lancé"'),
            (
                "F, ligne 2 : la section [touches] n'a pas de réglage « lancé ». Vouliez-vous"
                " dire « lancer » ?"
            ),
        ),
        (
            "[be1d]\nadresse = https://be1d.example.fr\n",
            (
                "F, ligne 2, colonne 11 : cela ne se lit pas comme du TOML. Corrigez-le : une"
                " section s'écrit [be1d], un réglage nom = valeur, un texte entre guillemets"
                ' ("…"), et chacun une seule fois.'
            ),
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_write(file, written, sentence):
    assert refused(file, written) == sentence


@pytest.mark.parametrize("written", ["[touches]\nlancer = 'x'\n", "[touches]\nlancer = 5\n"])
def test_what_is_no_key_is_told_with_those_that_are(file, written):
    said = refused(file, written)
    assert said.startswith("F, ligne 2 : « ")
    assert "ne convient pas à [touches] lancer. Écrivez des touches" in said


@pytest.mark.parametrize(
    "written",
    [
        "[be1d]\njeton = 'clé-secrète'\n",
        '[be1d]\njeton = "clé-secrète\\nligne"\n',
        "[be1d]\noauth2_secret = 'clé-secrète'\n",
        "[automatique]\nsmtp_mot_de_passe = 'clé-secrète'\n",
    ],
)
def test_a_secret_that_does_not_do_is_not_shown(file, written):
    said = refused(file, written)
    assert "ligne 2 : ce qui est écrit ne convient pas à [" in said
    assert "clé" not in said


@pytest.mark.parametrize(
    "written",
    [
        "[be1d]\nadresse = 'ftp://be1d.example.fr'\n",
        "[automatique]\nexpediteur = 'ecole'\n",
        "[automatique]\ndestinataires = 'un@ecole.example;deux@ecole.example'\n",
        '[automatique]\nexpediteur = "un@ecole.example\\nBcc: deux@ecole.example"\n',
        "[automatique]\nsmtp_serveur = 'mail.example/'\n",
    ],
)
def test_a_text_that_is_none_of_those_accepted_is_refused(file, written):
    assert "ne convient pas à [" in refused(file, written)


def test_each_fault_is_told(file):
    said = refused(file, "[be1d]\nessais = 0\n[bed1]\n", {"LSUN_SYNC_BE1D_SIMULTANES": "x"})
    assert "F, ligne 2 : « 0 »" in said
    assert "F, ligne 3 : il n'y a pas de section [bed1]." in said
    assert "La variable LSUN_SYNC_BE1D_SIMULTANES : « x » ne convient pas" in said


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"[be1d\n", "ligne 1, colonne 6"), (b'[be1d]\njeton = """x\n\n', "ligne 2")],
)
def test_what_is_no_toml_is_told_with_its_place(file, content, place):
    file.write_bytes(content)
    with pytest.raises(UserError, match=f"{place} : cela ne se lit pas comme du TOML"):
        load({})


def test_what_is_not_in_utf_8_is_told_with_its_line(file):
    file.write_bytes(b"[lsun]\n" + "ecole = 'Élémentaire'\n".encode("latin-1"))
    with pytest.raises(UserError, match="ligne 2 : cela n'est pas en UTF-8"):
        load({})


def test_a_folder_in_the_place_of_the_file_is_told(file):
    file.mkdir()
    with pytest.raises(UserError, match="ne peut pas être lu"):
        load({})


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("LSUN_SYNC_BE1D_ADRESE", "LSUN_SYNC_BE1D_ADRESSE"),
        ("LSUN_SYNC_BED1_JETON", "LSUN_SYNC_BE1D_JETON"),
        ("LSUN_SYNC_TOUCHES_LANCE", "LSUN_SYNC_TOUCHES_LANCER"),
        ("LSUN_SYNC_AUTOMATIQUE_STMP_PORT", "LSUN_SYNC_AUTOMATIQUE_SMTP_PORT"),
    ],
)
def test_a_variable_that_sets_nothing_is_refused_with_the_one_that_was_meant(file, name, meant):
    said = refused(file, environment={name: "587"})
    assert said == f"La variable {name} ne règle rien. Vouliez-vous dire « {meant} » ?"


def test_what_kubernetes_says_of_a_service_called_so_is_no_mistake():
    of_a_service = {
        "LSUN_SYNC_SERVICE_HOST": "10.0.0.7",
        "LSUN_SYNC_SERVICE_PORT": "9108",
        "LSUN_SYNC_SERVICE_PORT_METRICS": "9108",
        "LSUN_SYNC_PORT": "tcp://10.0.0.7:9108",
        "LSUN_SYNC_PORT_9108_TCP": "tcp://10.0.0.7:9108",
        "LSUN_SYNC_PORT_9108_TCP_ADDR": "10.0.0.7",
    }
    assert load(of_a_service) == load({})


def test_the_line_of_each_key_is_found_whatever_is_around_it():
    document = (
        "# [be1d]\r\n"
        "[ be1d ] # la base\r\n"
        "\r\n"
        'autorite = """\\\n'
        "[lsun]\n"
        "base = 'x'\n"
        '"""\n'
        "essais = 3\n"
        "[lsun] \n"
        "'ecole' = 'x' # = 'y'\n"
        "terminal = { theme = 'clair' }\n"
    )
    assert lines_of(document) == {
        ("be1d",): 2,
        ("be1d", "autorite"): 4,
        ("be1d", "essais"): 8,
        ("lsun",): 9,
        ("lsun", "ecole"): 10,
        ("lsun", "terminal"): 11,
        ("lsun", "terminal", "theme"): 11,
    }


def test_dotted_keys_have_lines_too():
    assert lines_of("be1d.essais = 3\n\nbe1d.jeton = 'x'") == {
        ("be1d",): 1,
        ("be1d", "essais"): 1,
        ("be1d", "jeton"): 3,
    }
