"""What is set as French sets it."""

import pytest

from tui.typography import typeset


@pytest.mark.parametrize(
    ("written", "set_so"),
    [
        ("Filtre : aucun", "Filtre\u00a0: aucun"),
        ("Reprendre ? Oui ; non !", "Reprendre\u00a0? Oui\u00a0; non\u00a0!"),
        ("« CE1 A » : 25 %", "«\u00a0CE1 A\u00a0»\u00a0: 25\u00a0%"),
        ("L'enseignante Mme Julie RENAUD", "L'enseignante Mme\u00a0Julie RENAUD"),
        ("M. Paul ARNOULD, n° 3", "M.\u00a0Paul ARNOULD, n°\u00a03"),
    ],
)
def test_what_is_never_broken_is_kept_together(written, set_so):
    assert typeset(written) == set_so
    assert typeset(set_so) == set_so
    assert len(set_so) == len(written)


@pytest.mark.parametrize("text", ["Civilité", "«\u00a0MME\u00a0»", "a :b", "MME", "https://x"])
def test_what_is_no_french_punctuation_stays(text):
    assert typeset(text) == text
