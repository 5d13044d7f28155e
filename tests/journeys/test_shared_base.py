"""A base on a server, from its first table to a school that is synchronised in it."""

import json

import pytest
from sqlalchemy import make_url

from tests.postgres import SERVICE

pytestmark = pytest.mark.proof

SCHOOL = "0960001E"


@pytest.fixture
def base(postgres):
    """The address of a base on a server, as its owner has it: without any table."""
    with postgres.database() as name:
        yield postgres.url(name)


@pytest.fixture
def owner(served, base):
    """The command, as who answers for the base uses it."""

    def command(*arguments, **variables):
        return served(*arguments, LSUN_SYNC_LSUN_BASE=base, **variables)

    return command


@pytest.fixture
def service(served, base):
    """The command, as the academy's service uses it."""
    address = make_url(base).set(username=SERVICE).render_as_string(hide_password=False)

    def command(*arguments, **variables):
        return served(*arguments, LSUN_SYNC_LSUN_BASE=address, **variables)

    return command


def test_a_school_moves_to_a_server_is_synchronised_there_and_comes_back(
    served, owner, service, base, tmp_path
):
    early = service("ecoles")
    assert early.returncode == 2
    assert "« lsun-sync base migrer »" in early.stderr

    assert owner("base", "migrer").stdout == (
        "La base LSUN est à jour : ses tables sont celles de cette version.\n"
    )
    copied = owner("base", "copier", str(served.store), base, "--format", "json")
    assert json.loads(copied.stdout)["type"] == "copie"
    refused = service("ecoles")
    assert "« lsun-sync base autoriser »" in refused.stderr
    allowed = owner("base", "autoriser", SERVICE, "--role", "service")
    assert "a le rôle « service » dans toutes les écoles" in allowed.stdout

    done = service("synchroniser")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Élèves vérifiés : 131 sur 131 ; mis à jour : 10 ; ajoutés : 2." in done.stdout
    again = service("synchroniser")
    assert "a été mis à jour" not in again.stdout
    assert service("historique").stdout.count("terminée") == 2

    back = tmp_path / "retour.sqlite"
    theirs = base.replace("lsun@", f"{SERVICE}@")
    assert service("base", "copier", theirs, str(back)).returncode == 0
    for command in (("archives", "120000001AB"), ("ecoles",)):
        there = service(*command).stdout
        assert there == served(*command, LSUN_SYNC_LSUN_BASE=f"sqlite:///{back}").stdout

    assert owner("base", "interdire", SERVICE).returncode == 0
    assert service("ecoles").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("migrer", "quoi"), "ne prend rien"),
        (("copier", "une.sqlite"), "SOURCE CIBLE"),
        (("copier", "une.sqlite", "postgresql://lsun:secret@serveur/lsun"), "mot de passe"),
        (("autoriser",), "Dites quel compte"),
        (("autoriser", "dupont", "--role", "directeur"), "Dites de quelle école"),
        (("autoriser", "dupont", "--role", "directeur", "--ecole", "0960001A"), "ne va pas avec"),
        (("autoriser", "dupont", "--role", "service"), "est un fichier, qui n'a pas de comptes"),
        (("interdire",), "Dites quel compte"),
        (("verifier", "une.sqlite", "deux.sqlite"), "Dites quel fichier"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(served, arguments, sentence):
    refused = served("base", *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert sentence in refused.stderr
    assert "secret" not in refused.stderr


def test_the_copies_of_a_file_are_not_for_a_server(owner, tmp_path):
    owner("base", "migrer")
    refused = owner("base", "sauvegarder", str(tmp_path / "copie.sqlite"))
    assert refused.returncode == 2
    assert "n'est pas un fichier" in refused.stderr
