"""Text from outside made safe to compare and to show."""

import unicodedata

_UNSHOWABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """The same words in one Unicode form (NFC), without blanks at the ends or characters that act.

    Blanks of every kind become a space; control, format and bidirectional characters become
    U+FFFD, so that what was tampered with is seen and two different names never look alike.
    """
    shown = (_shown(character) for character in unicodedata.normalize("NFC", text))
    return "".join(shown).strip()


def without_accents(text: str) -> str:
    """The letters and digits alone, without case or accents: for search and for civil identity."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in letters if letter.isalnum())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return _REPLACEMENT if unicodedata.category(character) in _UNSHOWABLE else character
