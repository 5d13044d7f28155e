"""The characters that a terminal shows, and what stands for those that it does not."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Mapping
from functools import cache

from core.text import showable
from tui.typography import typeset

_STAND_INS = str.maketrans(
    {
        "❯": ">",
        "…": "...",
        "—": "-",
        "–": "-",
        "→": "->",
        "─": "-",
        "│": "|",
        "┌": "+",
        "┐": "+",
        "└": "+",
        "┘": "+",
        "▁": "_",
        "▂": ".",
        "▃": ":",
        "▄": "-",
        "▅": "=",
        "▆": "+",
        "▇": "*",
        "█": "#",
        "░": ".",
        "⚠": "!",
        "↑": "Haut",
        "↓": "Bas",
        "←": "Gauche",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "°": "o",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "€": "EUR",
    }
)
"""What our own sentences hold beyond ASCII, and the letters that no accent explains."""

_ERRORS = "lsun-sync.stand-in"
_UTF_8, _ASCII, _LATIN_1, _LATIN_9 = "utf-8", "ascii", "iso8859-1", "iso8859-15"


def charset(environment: Mapping[str, str] = os.environ, *, coerced: bool | None = None) -> str:
    """The character set of the terminal, by its locale, whether that locale is installed or not.

    In the C locale Python coerces itself to UTF-8 and says so in `LC_CTYPE` (PEP 538, PEP 540),
    which tells nothing of the terminal: `coerced` says that it did.
    """
    if coerced is None:
        coerced = bool(sys.flags.utf8_mode) and environment.get("PYTHONUTF8") != "1"
    ours = {"LC_CTYPE"} if coerced and environment.get("LC_CTYPE") == "C.UTF-8" else set()
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG") if name not in ours)
    locale = next(filter(None, names), "C")
    name, _, modifier = locale.partition("@")
    language, _, encoding = name.partition(".")
    if not encoding:
        if language in ("C", "POSIX"):
            return _ASCII
        return _LATIN_9 if modifier == "euro" else _LATIN_1
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return _ASCII


def displayable(text: str) -> str:
    """A text from anywhere as the terminal at hand shows it: literally, in characters it has."""
    return shown_in(typeset(showable(text)), _at_hand())


def shown_in(text: str, encoding: str) -> str:
    """The text as this character set can show it: signs in ASCII, letters without their accents."""
    if encoding == _UTF_8:
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_shown(character, encoding) for character in text)
    return text


def write_in(stream: object, encoding: str) -> None:
    """Make a text stream write in this character set, whatever it is asked to write."""
    if hasattr(stream, "reconfigure"):
        codecs.register_error(_ERRORS, _stand_in)
        stream.reconfigure(encoding=encoding, errors=_ERRORS)


@cache
def _at_hand() -> str:
    return charset()


def _shown(character: str, encoding: str) -> str:
    stand_in = character.translate(_STAND_INS)
    for candidate in (character, stand_in, unicodedata.normalize("NFKD", stand_in)):
        known = candidate.encode(encoding, "ignore").decode(encoding)
        if known and (known == candidate or candidate is not character):
            return known
    return "?"


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unknown = error.object[error.start : error.end]
    return "".join(_shown(character, error.encoding) for character in unknown), error.end
