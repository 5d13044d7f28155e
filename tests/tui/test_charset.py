import io

import pytest

from tui.charset import charset, shown_in, write_in


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "utf-8"),
        ({"LANG": "fr_FR.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "fr_FR"}, "iso8859-1"),
        ({"LANG": "fr_FR@euro"}, "iso8859-15"),
        ({"LANG": "C"}, "ascii"),
        ({}, "ascii"),
        ({"LANG": "fr_FR.UTF-8", "LC_CTYPE": "fr_FR.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "fr_FR.inconnu"}, "ascii"),
    ],
)
def test_the_locale_names_the_character_set_of_the_terminal(locale, expected):
    assert charset(locale, coerced=False) == expected


def test_what_python_says_of_the_c_locale_tells_nothing_of_the_terminal():
    sentence = {"LANG": "C", "LC_CTYPE": "C.UTF-8"}
    assert charset(sentence, coerced=True) == "ascii"
    assert charset(sentence, coerced=False) == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "❯ Élève « Œuvre » — … → ⚠ Hélène"),
        ("iso8859-1", "> Élève « OEuvre » - ... -> ! Hélène"),
        ("ascii", '> Eleve " OEuvre " - ... -> ! Helene'),
    ],
)
def test_signs_fall_back_to_ascii_and_accents_are_kept_where_they_can_be(encoding, shown):
    assert shown_in("❯ Élève « Œuvre » — … → ⚠ Hélène", encoding) == shown


def test_what_nothing_stands_for_is_seen_to_be_missing():
    assert shown_in("李 a été mis à jour.", "iso8859-1") == "? a été mis à jour."


@pytest.mark.parametrize("encoding", ["ascii", "iso8859-1", "utf-8"])
def test_a_stream_writes_whatever_it_is_asked_to(encoding):
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, "utf-8")
    write_in(stream, encoding)
    print("❯ Élève 李 \ud800", file=stream, flush=True)
    assert written.getvalue().decode(encoding).endswith("\n")
