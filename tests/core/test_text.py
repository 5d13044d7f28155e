import json
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.text import clean, french_order, inert_json, inert_xml, showable, without_accents
from tests.hostile import FLOODS, acting_in

ACTING = [
    *("\x1b", "\x00", "\x7f", "\x9b", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ud800"),
    *("\ue000", "\uffff", "\ufdd0", "\u2800", "\u3164", "\u115f", "\u034f", "\u2065", "\u180e"),
    *("\ufe0f", "\uffa0", "\U000e0101", "\U000e0041", "\U000f0000", "\U0001fffe"),
]
NAMES = [
    *(
        "[/red] DUPONT",
        "D'ARC-MÜLLER",
        "Ōe",
        "L’Œuvre – « École »",
        "Nguyễn Thị Mỹ Ệ",
        "李小龍",
        "𠮷野",
    ),
    *("محمّد بن عبد الله", "שָׁלוֹם בֵּן־דָּוִד", "ᾍδης Ἀχιλλεύς", "Ивáн Й".replace("á", "а\u0301")),
    *("김민준", "हिन्दी", "ထွန်းကြွေ", "བསྒྲུབས"),
]
ANY = st.text(st.characters() | st.sampled_from([*ACTING, "\u0301", "\u0591", "\u20dd", "e", " "]))


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u202f", "\u3000"])
def test_blanks_at_the_ends_are_taken_away(blank):
    assert clean(f"{blank}DUPONT{blank}") == "DUPONT"


@pytest.mark.parametrize("blank", ["\t", "\n", "\u00a0", "\u2028"])
def test_a_blank_of_any_kind_within_a_text_becomes_a_space(blank):
    assert clean(f"Marie{blank}Claire") == "Marie Claire"


def test_a_decomposed_letter_becomes_the_letter():
    assert clean("He\u0301le\u0300ne") == "Hélène"


@pytest.mark.parametrize("acting", ACTING, ids=ascii)
def test_a_character_that_acts_or_is_not_seen_is_replaced_by_one_that_is(acting):
    assert clean(f"DU{acting}PONT") == "DU\ufffdPONT"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_only_looks_odd_is_left_as_it_is(name):
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_whose_marks_are_apart_is_shown_as_it_is(name):
    decomposed = unicodedata.normalize("NFD", name)
    assert showable(decomposed) == decomposed


def test_the_letter_of_a_newer_unicode_is_left_as_it_is():
    assert clean("李\U000323b0") == "李\U000323b0"


def test_a_letter_carries_four_marks_and_the_others_become_one_sign():
    assert showable("e" + "\u0301" * 500 + "a") == "e" + "\u0301" * 4 + "\ufffda"


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_a_mark_does_not_combine_with_what_stands_before_the_text(blank):
    assert clean(f"{blank}\u0301\u0301Ea") == "\ufffdEa"


@given(ANY)
def test_nothing_that_acts_is_left_in_a_showable_text(text):
    assert acting_in(showable(text)) == ""


@given(ANY)
@example(" \u0301")
@example("e\u034f\u0301")
def test_to_clean_or_show_twice_is_to_do_it_once(text):
    assert clean(clean(text)) == clean(text)
    assert showable(showable(text)) == showable(text)


@given(ANY)
def test_what_is_clean_is_showable(text):
    assert showable(clean(text)) == clean(text)


@given(ANY)
def test_json_that_is_inert_says_the_same(text):
    document = json.dumps({text: [text, "Élève"]}, ensure_ascii=False, indent=2)
    written = inert_json(document)
    assert json.loads(written) == {text: [text, "Élève"]}
    assert acting_in(written.replace("\n", "")) == ""
    assert '"Élève"' in written


@pytest.mark.parametrize("text", [*FLOODS, *filter(str.isprintable, ACTING), "\x7f\x9b\u202e", "é"])
def test_xml_that_is_inert_says_the_same(text):
    written = inert_xml(f'<a b="{text}">{text}</a>')
    read = ElementTree.fromstring(written)
    assert (read.get("b"), read.text) == (text, text)
    assert acting_in(written) == ""


@pytest.mark.parametrize("other", ["Élodie", "elodie", "E\u0301LODIE", "É-LO DIE"])
def test_case_accents_and_hyphens_do_not_separate_two_spellings(other):
    assert without_accents(other) == "elodie"


def test_two_different_names_stay_different_without_accents():
    assert without_accents("Léa") != without_accents("Léo")


def test_texts_are_sorted_as_in_a_french_list():
    names = [
        "Zoé",
        "œuvre",
        "Éluard",
        "eluard",
        "Dupont",
        "DE LA TOUR",
        "D'Artagnan",
        "Delage",
        "été",
    ]
    assert sorted(names, key=french_order) == [
        "D'Artagnan",
        "DE LA TOUR",
        "Delage",
        "Dupont",
        "eluard",
        "Éluard",
        "été",
        "œuvre",
        "Zoé",
    ]
