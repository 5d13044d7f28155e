import unicodedata
from dataclasses import fields, replace
from datetime import date

import pytest

from core.model.events import Change
from core.model.identifiers import Ine
from core.model.records import Address, Division, Guardian, Level, Phones, Pupil, Sex
from core.rules.changes import changed_division, described, differences
from tests.core.builders import a_guardian, a_pupil, an_address, phones

# Nothing in these is as in the builders: a field that a test puts in place of another is a change.
_OTHER_PHONES = Phones(home="02 61 91 99 01", work="01 99 00 99 02", mobile="06 39 98 99 03")
_OTHER_ADDRESS = Address(
    lines=("8 allée des Peupliers",), postcode="96130", town="Brévanne", country="Belgique"
)
_OTHER_GUARDIAN = Guardian(
    civility="M.",
    family_name="BESNARD",
    usual_name="MERCIER",
    first_name="Yves",
    kinship="Père",
    custody=False,
    address=_OTHER_ADDRESS,
    email="yves.besnard@example.org",
    phones=_OTHER_PHONES,
)
_OTHER_PUPIL = Pupil(
    ine=Ine("990000002CD"),
    family_name="DUPOND",
    usual_name="MERCIER",
    first_names=("Marie Claire", "Yvete"),
    sex=Sex.MALE,
    birth_date=date(2018, 5, 17),
    birth_place="Nantes",
    division=Division(2603, "CE1-CE2 B"),
    groups=(Division(2701, "ULIS"),),
    level=Level.CE2,
    addresses=(_OTHER_ADDRESS,),
    email="marie.claire@example.org",
    phones=_OTHER_PHONES,
    guardians=(_OTHER_GUARDIAN,),
)


def _names(record):
    return [field.name for field in fields(record)]


def _differences_of_guardians(before, after):
    return differences(a_pupil(guardians=before), a_pupil(guardians=after))


def test_a_pupil_does_not_differ_from_himself():
    assert differences(a_pupil(), a_pupil()) == ()


@pytest.mark.parametrize("field", _names(Pupil))
def test_every_field_of_a_pupil_counts(field):
    after = replace(a_pupil(), **{field: getattr(_OTHER_PUPIL, field)})
    assert differences(a_pupil(), after)


@pytest.mark.parametrize("field", _names(Phones))
def test_every_phone_of_a_pupil_counts(field):
    after = replace(phones(), **{field: getattr(_OTHER_PHONES, field)})
    assert len(differences(a_pupil(phones=phones()), a_pupil(phones=after))) == 1


@pytest.mark.parametrize("field", _names(Address))
def test_every_field_of_an_address_counts(field):
    after = replace(an_address(), **{field: getattr(_OTHER_ADDRESS, field)})
    assert len(differences(a_pupil(), a_pupil(addresses=(after,)))) == 1


@pytest.mark.parametrize("field", _names(Guardian))
def test_every_field_of_a_guardian_counts(field):
    after = replace(a_guardian(), **{field: getattr(_OTHER_GUARDIAN, field)})
    assert _differences_of_guardians((a_guardian(),), (after,))


@pytest.mark.parametrize("field", _names(Phones))
def test_every_phone_of_a_guardian_counts(field):
    after = a_guardian(phones=replace(phones(), **{field: getattr(_OTHER_PHONES, field)}))
    assert len(_differences_of_guardians((a_guardian(),), (after,))) == 1


@pytest.mark.parametrize("field", _names(Address))
def test_every_field_of_the_address_of_a_guardian_counts(field):
    after = a_guardian(address=replace(an_address(), **{field: getattr(_OTHER_ADDRESS, field)}))
    assert len(_differences_of_guardians((a_guardian(),), (after,))) == 1


def test_a_change_names_the_field_and_shows_both_values():
    (change,) = differences(a_pupil(), a_pupil(first_names=("Marie Claire", "Yvete")))
    assert change == Change("Prénoms", "Marie Claire", "Marie Claire, Yvete")


def test_a_date_is_shown_as_the_french_write_it():
    (change,) = differences(a_pupil(), a_pupil(birth_date=date(2019, 12, 1)))
    assert change == Change("Date de naissance", "17/05/2019", "01/12/2019")


def test_an_ine_is_shown_masked():
    (change,) = differences(a_pupil(ine=None), a_pupil())
    assert change == Change("INE", "", "*******01AB")


def test_an_address_is_shown_on_one_line():
    (change,) = differences(a_pupil(addresses=()), a_pupil())
    assert change == Change("Adresse 1", "", "3 rue des Lilas, 96120 Valtilleul, France")


def test_a_second_address_is_a_change_of_its_own():
    (change,) = differences(a_pupil(), a_pupil(addresses=(an_address(), _OTHER_ADDRESS)))
    assert change.label == "Adresse 2"


def test_a_change_of_a_guardian_names_the_guardian():
    (change,) = _differences_of_guardians((a_guardian(),), (a_guardian(email=""),))
    assert change == Change(
        "Responsable Mme Hélène MOREL : Courriel", "helene.dupont@example.fr", ""
    )


def test_another_class_names_both_classes():
    (change,) = differences(a_pupil(), a_pupil(division=Division(2603, "CE1-CE2 B")))
    assert change == Change("Classe", "CE1 A", "CE1-CE2 B")


def test_another_class_is_told_from_another_label_of_the_class():
    before, moved = a_pupil(), a_pupil(division=Division(2603, "CE1 A"))
    relabelled = a_pupil(division=Division(2602, "CE1 - Mme VALLÉE"))
    assert (changed_division(before, moved), changed_division(before, relabelled)) == (True, False)


def test_the_new_label_of_a_class_changes_no_pupil():
    assert differences(a_pupil(), a_pupil(division=Division(2602, "CE1 - Mme VALLÉE"))) == ()


def test_a_level_that_is_gone_is_a_change():
    assert differences(a_pupil(), a_pupil(level=None)) == (Change("Niveau", "CE1", ""),)


@pytest.mark.parametrize("field", ["family_name", "birth_place"])
@pytest.mark.parametrize("blank", [" ", "\u00a0", "\n"])
def test_blanks_at_the_ends_do_not_count(field, blank):
    after = a_pupil(**{field: f"{blank}{getattr(a_pupil(), field)}{blank}"})
    assert differences(a_pupil(), after) == ()


def test_the_unicode_form_does_not_count():
    decomposed = a_guardian(first_name=unicodedata.normalize("NFD", "Hélène"))
    assert _differences_of_guardians((a_guardian(),), (decomposed,)) == ()


@pytest.mark.parametrize("family_name", ["Dupont", "DUPÔNT", "DU PONT"])
def test_case_accents_and_inner_blanks_count(family_name):
    assert differences(a_pupil(), a_pupil(family_name=family_name))


def test_another_regroupement_is_a_change_and_another_name_of_the_same_is_none():
    ulis = a_pupil(groups=(Division(2701, "ULIS"),))
    choir = a_pupil(groups=(Division(2702, "Chorale"),))
    assert differences(ulis, choir) == (Change("Regroupements", "ULIS", "Chorale"),)
    assert differences(ulis, a_pupil(groups=(Division(2701, "ULIS école"),))) == ()


def test_an_empty_address_does_not_count():
    assert differences(a_pupil(), a_pupil(addresses=(an_address(), Address()))) == ()


def test_the_order_of_the_guardians_does_not_count():
    both = (a_guardian(), _OTHER_GUARDIAN)
    assert _differences_of_guardians(both, both[::-1]) == ()


def test_a_change_of_one_guardian_is_not_hidden_by_another_order():
    changed = replace(_OTHER_GUARDIAN, custody=True)
    (change,) = _differences_of_guardians((a_guardian(), _OTHER_GUARDIAN), (changed, a_guardian()))
    assert change == Change("Responsable M. Yves BESNARD : Autorité parentale", "non", "oui")


@pytest.mark.parametrize(
    "renamed",
    [
        a_guardian(family_name="DELAUNAY", email="", phones=Phones()),
        a_guardian(family_name="DELAUNAY", kinship="", phones=Phones()),
        a_guardian(family_name="DELAUNAY", kinship="", email=""),
        a_guardian(first_name="Helena", family_name="DELAUNAY", phones=Phones()),
        a_guardian(first_name="Helena", family_name="DELAUNAY", email=""),
    ],
    ids=[
        "who keeps first name and kinship",
        "who keeps first name and e-mail",
        "who keeps first name and mobile",
        "who keeps the e-mail",
        "who keeps the mobile",
    ],
)
def test_a_renamed_guardian_is_a_change_not_a_removal_plus_an_arrival(renamed):
    changes = _differences_of_guardians((a_guardian(),), (renamed,))
    assert Change("Responsable Mme Hélène MOREL : Nom de famille", "MOREL", "DELAUNAY") in changes
    assert all(change.label.startswith("Responsable Mme Hélène MOREL : ") for change in changes)


def test_a_replaced_guardian_is_a_removal_plus_an_arrival():
    assert _differences_of_guardians((a_guardian(),), (_OTHER_GUARDIAN,)) == (
        Change("Responsable retiré", "Mme Hélène MOREL", ""),
        Change("Responsable ajouté", "", "M. Yves BESNARD"),
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(_OTHER_GUARDIAN, first_name="Hélène"),
        replace(_OTHER_GUARDIAN, kinship="Mère"),
        replace(_OTHER_GUARDIAN, family_name="MOREL"),
        replace(_OTHER_GUARDIAN, email=a_guardian().email),
        replace(_OTHER_GUARDIAN, phones=phones()),
    ],
    ids=["a first name", "a kinship", "a family name", "an e-mail", "a mobile"],
)
def test_who_has_one_thing_alone_in_common_with_a_guardian_is_another_person(other):
    changes = _differences_of_guardians((a_guardian(),), (other,))
    assert [change.label for change in changes] == ["Responsable retiré", "Responsable ajouté"]


def test_guardians_without_e_mail_or_mobile_are_not_one_person_for_that():
    before = (a_guardian(email="", phones=Phones()),)
    after = (replace(_OTHER_GUARDIAN, email="", phones=Phones()),)
    assert [change.label for change in _differences_of_guardians(before, after)] == [
        "Responsable retiré",
        "Responsable ajouté",
    ]


def test_a_guardian_who_came_is_not_mistaken_for_one_who_stayed():
    (change,) = _differences_of_guardians((a_guardian(),), (_OTHER_GUARDIAN, a_guardian()))
    assert change == Change("Responsable ajouté", "", "M. Yves BESNARD")


def test_parents_who_share_an_e_mail_are_not_mistaken_for_one_another():
    mother, father = a_guardian(), replace(_OTHER_GUARDIAN, email=a_guardian().email)
    renamed = replace(father, family_name="BÉNARD")
    (change,) = _differences_of_guardians((mother, father), (renamed, mother))
    assert change == Change("Responsable M. Yves BESNARD : Nom de famille", "BESNARD", "BÉNARD")


def test_how_an_address_is_cut_into_lines_is_no_modification():
    two_lines = a_pupil(addresses=(an_address(lines=("Bât. B", "3 rue des Lilas")),))
    one_line = a_pupil(addresses=(an_address(lines=("Bât. B 3 rue des Lilas",)),))
    assert differences(two_lines, one_line) == ()


def test_a_pupil_is_described_with_his_responsables_each_datum_under_its_label():
    pupil = a_pupil(groups=(Division(2701, "ULIS"), Division(2702, " Chorale ")))
    assert described(pupil) == {
        "INE": "*******01AB",
        "Nom de famille": "DUPONT",
        "Nom d'usage": "",
        "Prénoms": "Marie Claire",
        "Sexe": "F",
        "Date de naissance": "17/05/2019",
        "Lieu de naissance": "Rennes",
        "Classe": "CE1 A",
        "Regroupements": "Chorale, ULIS",
        "Niveau": "CE1",
        "Adresse 1": "3 rue des Lilas, 96120 Valtilleul, France",
        "Courriel": "",
        "Téléphone domicile": "",
        "Téléphone travail": "",
        "Téléphone portable": "",
        "Responsable Mme Hélène MOREL : Civilité": "MME",
        "Responsable Mme Hélène MOREL : Nom de famille": "MOREL",
        "Responsable Mme Hélène MOREL : Nom d'usage": "DUPONT",
        "Responsable Mme Hélène MOREL : Prénom": "Hélène",
        "Responsable Mme Hélène MOREL : Lien de parenté": "Mère",
        "Responsable Mme Hélène MOREL : Autorité parentale": "oui",
        "Responsable Mme Hélène MOREL : Adresse": "3 rue des Lilas, 96120 Valtilleul, France",
        "Responsable Mme Hélène MOREL : Courriel": "helene.dupont@example.fr",
        "Responsable Mme Hélène MOREL : Téléphone domicile": "02 61 91 00 01",
        "Responsable Mme Hélène MOREL : Téléphone travail": "01 99 00 00 02",
        "Responsable Mme Hélène MOREL : Téléphone portable": "06 39 98 00 03",
    }


def test_who_has_no_ine_nor_niveau_nor_regroupement_nor_custody_is_described_so():
    shown = described(a_pupil(ine=None, level=None, guardians=(a_guardian(custody=False),)))
    assert (shown["INE"], shown["Niveau"], shown["Regroupements"]) == ("", "", "")
    assert shown["Responsable Mme Hélène MOREL : Autorité parentale"] == "non"


def test_a_custody_that_no_source_has_said_is_told_as_nothing():
    shown = described(a_pupil(guardians=(a_guardian(custody=None),)))
    assert shown["Responsable Mme Hélène MOREL : Autorité parentale"] == ""


def test_a_custody_that_is_said_for_the_first_time_is_a_change():
    unsaid = replace(_OTHER_GUARDIAN, custody=None)
    (change,) = _differences_of_guardians((unsaid,), (_OTHER_GUARDIAN,))
    assert change == Change("Responsable M. Yves BESNARD : Autorité parentale", "", "non")
