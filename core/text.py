"""Text from outside made safe to compare and to show."""

import unicodedata

_UNSHOWABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
SPOILT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a text had something that cannot be shown."""


def clean(text: str) -> str:
    """The same words in one Unicode form (NFC), showable, and without blanks at the ends."""
    return showable(unicodedata.normalize("NFC", text)).strip()


def showable(text: str) -> str:
    """The text without characters that act: a screen shows it literally.

    Blanks of every kind become a space; control, format and bidirectional characters become
    U+FFFD, so that what was tampered with is seen and two different names never look alike.
    """
    # Nearly all texts are: every value of every pupil passes here.
    return text if text.isprintable() else "".join(map(_shown, text))


def without_accents(text: str) -> str:
    """The letters and digits alone, without case or accents: for search and for civil identity."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in letters if letter.isalnum())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return SPOILT if unicodedata.category(character) in _UNSHOWABLE else character
