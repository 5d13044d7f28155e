"""Texts that would act on a terminal if they came out raw, each under a name."""

import re
import unicodedata

ACTING = {
    "colours and title": "\x1b[31mROUGE\x1b]0;titre\x07",
    "C1 controls": "\x9b2J\x9d0;titre\x9c\x85",
    "another line": "DU\nFORGED\rFORGED\x0bPONT",
    "delete": "DU\x7fPONT",
    "bidi": "\u202eTNOPUD\u2066x\u2069",
    "zero width": "DU\u200bPO\u200dNT\ufeff",
    "not seen": "DU\u3164\u115f\u2800\ufe0f\U000e0101\U000e0041NT",
    "line separators": "DU\u2028PO\u2029NT",
    "private use": "DU\ue000\U000f0000NT",
}
FLOODS = ("Z" + "\u0301" * 40, "Z" + "\u0335\u20dd" * 20, "\u0301\u0301DUPONT")
LITERAL = ("[red]DUPONT[/red]", "=HYPERLINK(1)", "<b>DUPONT</b>", "{0} %s $(ls) `ls`")
RIGHT_TO_LEFT = "محمّد بن דָּוִד"

ALL = (*ACTING.values(), *FLOODS, *LITERAL, RIGHT_TO_LEFT)
"""Each is less than the hundred characters that a name may have over HTTP."""

LONG = ("N" * 10_000, "漢" * 5_000, "🧒🏽" * 2_500)
LONE_SURROGATE = "DU\udc9bPONT"

# Written down on their own: a hole in the rules of the core must not hide itself.
_UNSEEN = (
    *range(0x180B, 0x1810),
    *range(0xFDD0, 0xFDF0),
    *range(0xFE00, 0xFE10),
    *range(0xFFF0, 0xFFF9),
    *range(0xE0000, 0xE1000),
    *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0, 0xFFFE, 0xFFFF),
)
_UNSEEN_CHARACTERS = frozenset(map(chr, _UNSEEN))
_MARKS_TOO_MANY = 5


def acting_in(text: str) -> str:
    """What would act in one line of a terminal, or hide; empty when the text is inert."""
    if text.isascii() and text.isprintable():
        return ""
    found = [item for item in text if _acts(item)]
    marks = re.search("M" * _MARKS_TOO_MANY, "".join(map(_sign, text)))
    return "".join(found) + (text[slice(*marks.span())] if marks else "")


def _acts(character: str) -> bool:
    category = unicodedata.category(character)
    odd_blank = character.isspace() and character != " "
    return odd_blank or category in _FORBIDDEN or character in _UNSEEN_CHARACTERS


_FORBIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _sign(character: str) -> str:
    return "M" if unicodedata.category(character) in ("Mn", "Me") else "."
