"""What somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one; None when none is."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)
