"""What somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or alone begins so; None when none does."""
    words = list(known)
    begun = [name for name in words if word and name.startswith(word)]
    found = begun if len(begun) == 1 else get_close_matches(word, words, n=1, cutoff=0.6)
    return next(iter(found), None)
