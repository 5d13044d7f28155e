import pytest

from core.model.identifiers import Ine, InvalidIdentifier, Uai


@pytest.mark.parametrize("uai", ["0951099D", "0350760L", "0942434K", "0400740M", "0690078K"])
def test_the_uai_of_a_true_school_is_accepted(uai):
    assert Uai(uai) == uai


@pytest.mark.parametrize("uai", ["0951099E", "0951098D"])
def test_a_uai_with_a_wrong_control_letter_is_refused(uai):
    with pytest.raises(InvalidIdentifier):
        Uai(uai)


@pytest.mark.parametrize(
    "text", ["", "0951099", "951099D", "09510990D", "O951099D", "٠٩٥١٠٩٩D", "0951099D\n0951099D"]
)
def test_a_text_that_has_not_the_shape_of_a_uai_is_refused(text):
    with pytest.raises(InvalidIdentifier):
        Uai(text)


def test_a_uai_is_read_whatever_its_case_and_the_blanks_around_it():
    assert Uai(" 0951099d ") == "0951099D"


@pytest.mark.parametrize("ine", ["120000001AB", "1200000012C"])
def test_an_ine_of_the_rnie_or_of_the_bea_is_accepted(ine):
    assert Ine(ine) == ine


def test_the_letter_of_a_bea_ine_is_not_checked():
    assert {Ine("1200000012C"), Ine("1200000012D")} == {"1200000012C", "1200000012D"}


@pytest.mark.parametrize(
    "text", ["", "12000001AB", "1200000001AB", "12000000112", "120000001A1", "1200000O1AB"]
)
def test_a_text_that_has_not_the_shape_of_an_ine_is_refused(text):
    with pytest.raises(InvalidIdentifier):
        Ine(text)


def test_a_ligature_is_no_two_letters_of_an_ine():
    with pytest.raises(InvalidIdentifier):
        Ine("120000000\N{LATIN SMALL LIGATURE FF}")


def test_an_ine_is_read_whatever_its_case_and_the_blanks_around_it():
    assert Ine(" 120000001ab ") == "120000001AB"


def test_a_masked_ine_shows_its_last_four_characters_alone():
    assert Ine("120000001AB").masked == "*******01AB"
