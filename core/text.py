"""Text from outside made safe to compare and to show."""

import re
import unicodedata
from collections.abc import Callable, Iterator

_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 4
"""On one letter: Vietnamese has two, polytonic Greek three, pointed Hebrew four (שּׁ֖)."""

# What Unicode calls ignorable although it is a letter, a mark or not assigned; the braille without
# a dot; and the code points that are for ever no characters (XML does not even allow some).
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Latin and its accents, polytonic Greek, dashes and quotes.
_unusual = re.compile("[^ -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1fff\u2010-\u2027]").search
# A mark must not combine with the sign before a text either.
_BETWEEN_SIGNS = re.compile(r'[^"<>\t\n]+')

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
SPOILT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a text had something that cannot be shown."""


def clean(text: str) -> str:
    """The same words in one Unicode form (NFC), showable, and without blanks at the ends."""
    # Nearly all texts are: every value of every pupil passes here.
    if text.isascii() and text.isprintable():
        return text.strip()
    return showable(unicodedata.normalize("NFC", text).strip())


def showable(text: str) -> str:
    """The text without characters that act: a screen shows it literally.

    Blanks of every kind become a space. Control, format and bidirectional characters become U+FFFD,
    and so do those that are not seen, so that what was tampered with is seen and two different
    names never look alike. Marks that nothing carries, or that are too many for one letter, become
    one U+FFFD together.

    So does private use: what it looks like is up to each font. What is not assigned stays: it is
    the letter of a newer Unicode than Python's, and rare Chinese names have such letters.
    """
    if (text.isascii() and text.isprintable()) or not _unusual(text):
        return text
    return "".join(shown for _, shown in _characters(text))


def inert_json(document: str) -> str:
    r"""The same JSON: what is not showable in its strings is written as `\uXXXX`."""
    return _inert(document, _json_escape)


def inert_xml(document: str) -> str:
    """The same XML: what is not showable in its texts is written as `&#xXXXX;`."""
    return _inert(document, lambda character: f"&#x{ord(character):X};")


def without_accents(text: str) -> str:
    """The letters and digits alone, without case or accents: for search and for civil identity."""
    return "".join(filter(str.isalnum, _letters(text)))


def title(civility: str) -> str:
    """A civilité of BE1D or LSU as one writes it before a name."""
    return _TITLES.get(civility, civility)


_TITLES = {"MME": "Mme", "MLLE": "Mlle", "M": "M."}


def french_order(text: str) -> tuple[str, str]:
    """What texts are sorted by, as in a French list: words, then accents and case.

    Every list is sorted so, and none by a database, whose own order is up to who installed it.
    """
    letters = _letters(text)
    if not letters.isalnum():
        letters = "".join(
            letter if letter.isalnum() else " "
            for letter in letters
            if not unicodedata.combining(letter)
        )
    return letters, text


def _letters(text: str) -> str:
    """In small letters, with ligatures undone and accents apart."""
    letters = text.casefold()
    if letters.isascii():
        return letters
    return unicodedata.normalize("NFKD", letters.translate(_LIGATURES))


def _json_escape(character: str) -> str:
    # JSON writes what is beyond the BMP as two UTF-16 units.
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return re.sub("....", r"\\u\g<0>", units)


def _inert(document: str, escape: Callable[[str], str]) -> str:
    def written(piece: re.Match[str]) -> str:
        text = piece[0]
        if showable(text) == text:
            return text
        pairs = _characters(text)
        return "".join(
            character if character == shown else escape(character) for character, shown in pairs
        )

    return _BETWEEN_SIGNS.sub(written, document)


def _characters(text: str) -> Iterator[tuple[str, str]]:
    """Each character, and what it is shown as: nothing for all but the first of a flood."""
    marks = _MOST_MARKS  # at the start nothing carries any
    for character in text:
        category = unicodedata.category(character)
        if category in _MARKS and not _UNSEEN.match(character):
            marks += 1
            spoilt = SPOILT if marks == _MOST_MARKS + 1 else ""
            yield character, character if marks <= _MOST_MARKS else spoilt
        else:
            marks = 0
            acts = category in _ACTING or _UNSEEN.match(character)
            yield character, " " if character.isspace() else SPOILT if acts else character
