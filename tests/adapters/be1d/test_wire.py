import msgspec
import pytest

from adapters.be1d.stand_in.contents import load, save
from adapters.be1d.wire import Eleve, Responsable
from tests.adapters.be1d.conftest import ACCENTED, CONTENTS, KNOWN
from tests.core.builders import a_guardian


def sent(registration, **changes):
    """The JSON of a pupil, with some of its values replaced."""
    return msgspec.json.encode({**msgspec.to_builtins(Eleve.of(registration)), **changes})


def received(body):
    return msgspec.json.decode(body, type=Eleve).record()


@pytest.mark.parametrize("registration", [KNOWN, ACCENTED])
def test_a_pupil_comes_back_as_he_was_sent(registration):
    assert received(sent(registration)) == registration


def test_texts_are_cleaned_on_their_way_in():
    pupil = received(
        sent(KNOWN, nom_famille=" DU\x1b[31mPONT\u202e\n", prenoms=["Cle\u0301a"])
    ).pupil
    assert pupil.family_name == "DU\N{REPLACEMENT CHARACTER}[31mPONT\N{REPLACEMENT CHARACTER}"
    assert pupil.first_names == ("Cl\u00e9a",)


@pytest.mark.parametrize(
    "changes",
    [
        {"nom_famille": ""},
        {"nom_famille": "   "},
        {"nom_famille": "A" * 101},
        {"prenoms": []},
        {"prenoms": "Marie"},
        {"ine": "12"},
        {"ine": 120000001},
        {"sexe": "X"},
        {"date_naissance": "17/05/2019"},
        {"niveau": "6EME"},
        {"classe": {"identifiant": 0, "libelle": "CE1 A"}},
        {"classe": {"identifiant": 2**31, "libelle": "CE1 A"}},
        {"etat": "parti"},
        {"adresses": [{"lignes": ["a"] * 5, "code_postal": "", "commune": "", "pays": ""}]},
        {"responsables": None},
        {"ine": "120000001AB\n"},
        {"date_naissance": "0001-01-01"},
        {"date_naissance": "1999-12-31"},
        {"date_naissance": "9999-12-31"},
        {"responsables": [msgspec.to_builtins(Responsable.of(a_guardian()))] * 2},
        {"regroupements": [{"identifiant": 2701, "libelle": "ULIS"}] * 2},
    ],
)
def test_what_the_contract_does_not_allow_is_refused(changes):
    with pytest.raises(msgspec.ValidationError):
        received(sent(KNOWN, **changes))


def test_the_file_of_a_school_is_read_as_it_was_written_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "be1d.json"
    save(CONTENTS, path)
    assert load(path) == CONTENTS
    assert path.stat().st_mode & 0o777 == 0o600
