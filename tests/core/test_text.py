import pytest

from core.text import clean, without_accents


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u202f", "\u3000"])
def test_blanks_at_the_ends_are_taken_away(blank):
    assert clean(f"{blank}DUPONT{blank}") == "DUPONT"


@pytest.mark.parametrize("blank", ["\t", "\n", "\u00a0", "\u2028"])
def test_a_blank_of_any_kind_within_a_text_becomes_a_space(blank):
    assert clean(f"Marie{blank}Claire") == "Marie Claire"


def test_a_decomposed_letter_becomes_the_letter():
    assert clean("He\u0301le\u0300ne") == "Hélène"


@pytest.mark.parametrize(
    "acting", ["\x1b", "\x00", "\x9b", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800"]
)
def test_a_character_that_acts_on_a_terminal_is_replaced_by_one_that_is_seen(acting):
    assert clean(f"DU{acting}PONT") == "DU\ufffdPONT"


@pytest.mark.parametrize("text", ["[/red] DUPONT", "D'ARC-MÜLLER", "Nguyễn", "李", "Ōe"])
def test_a_name_that_only_looks_odd_is_left_as_it_is(text):
    assert clean(text) == text


@pytest.mark.parametrize("other", ["Élodie", "elodie", "E\u0301LODIE", "É-LO DIE"])
def test_case_accents_and_hyphens_do_not_separate_two_spellings(other):
    assert without_accents(other) == "elodie"


def test_two_different_names_stay_different_without_accents():
    assert without_accents("Léa") != without_accents("Léo")
