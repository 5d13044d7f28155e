"""What somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one; None when none is."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def meant_by(typed: str, known: Iterable[str]) -> str | None:
    """What was perhaps meant: the only one that begins so, or the nearest; None when none is."""
    names = list(known)
    begun = [name for name in names if typed and name.startswith(typed)]
    return begun[0] if len(begun) == 1 else nearest(typed, names)
