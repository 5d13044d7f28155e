"""The two national numbers that the product relies on."""

import re
from typing import Self

_UAI = re.compile(r"[0-9]{7}[A-Z]")
_UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_INE = re.compile(r"[0-9]{9}[0-9A-Z][A-Z]")


class InvalidIdentifier(ValueError):
    """A text that cannot be the identifier it is given for; never repeated: logs are kept."""


def _upper(text: str) -> str:
    """In capitals; nothing but ASCII may become it, which a ligature would."""
    value = text.strip()
    return value.upper() if value.isascii() else value


class Uai(str):
    """Number of a school: seven digits and a control letter (0951099D)."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Read a UAI, whatever its case; raise `InvalidIdentifier` when its letter is wrong."""
        value = _upper(text)
        if not cls.is_written_as(value) or value[-1] != cls.control_letter(value[:7]):
            raise InvalidIdentifier
        return super().__new__(cls, value)

    @staticmethod
    def is_written_as(text: str) -> bool:
        """Whether this was typed as a UAI, even if its letter is wrong."""
        return _UAI.fullmatch(_upper(text)) is not None

    @staticmethod
    def control_letter(digits: str) -> str:
        """The letter that follows these seven digits."""
        return _UAI_LETTERS[int(digits) % len(_UAI_LETTERS)]


class Ine(str):
    """National number of a pupil: nine digits and two letters (RNIE), or ten and one (BEA).

    The BEA letter has known exceptions and the RNIE key is not public: only the shape is checked.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Read an INE, whatever its case; raise `InvalidIdentifier` when its shape is wrong."""
        value = _upper(text)
        if not _INE.fullmatch(value):
            raise InvalidIdentifier
        return super().__new__(cls, value)

    @property
    def masked(self) -> str:
        """The INE as screens show it: enough to tell two pupils apart, not enough to be reused."""
        return "*" * 7 + self[-4:]
