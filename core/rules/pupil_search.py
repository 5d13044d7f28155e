"""Which pupils a few typed words mean: by their names, and by the end of an INE that screens show.

Case, accents, hyphens and the order of the words do not matter. Nobody is meant by a class or a
date alone: what is typed wrong must not find somebody by chance.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from core.model.livret import Livret
from core.model.records import Pupil
from core.text import without_accents

_WORD = re.compile(r"[^\W_]+")
_LONGEST_SHOWN_END = 4
"""How much of an INE is shown where it is masked (`core.model.identifiers.Ine.masked`)."""


def found_by(typed: str, pupil: Pupil) -> bool:
    """Whether a search finds this pupil: each word is in his names, or ends his INE.

    Without a word it finds everybody.
    """
    names = " ".join(map(without_accents, _names_of(pupil)))
    ine = without_accents(pupil.ine or "")
    return all(word in names or _ends(word, ine) for word in _words(typed))


def meant_by(typed: str, livrets: Iterable[Livret]) -> Sequence[Livret]:
    """Those whom these words name, whole; the one who has these names and no other comes alone.

    Beside a name, words of his class, his date of birth (JJ/MM/AAAA) and the end of his INE tell
    one of several.
    """
    words = set(_words(typed))
    meant = [livret for livret in livrets if _is_named(words, livret.pupil)]
    exactly = [livret for livret in meant if words == set(_words(livret.pupil.full_name))]
    return exactly if len(exactly) == 1 else meant


def _is_named(words: Collection[str], pupil: Pupil) -> bool:
    names = {word for name in _names_of(pupil) for word in (*_words(name), without_accents(name))}
    ine = without_accents(pupil.ine or "")
    beside = {*_words(pupil.division.label), *_words(f"{pupil.birth_date:%d/%m/%Y}")}
    return not names.isdisjoint(words) and all(
        word in names or word in beside or _ends(word, ine) for word in words
    )


def _names_of(pupil: Pupil) -> Iterator[str]:
    yield from pupil.first_names
    yield pupil.family_name
    yield pupil.usual_name


def _words(text: str) -> list[str]:
    return list(filter(None, map(without_accents, _WORD.findall(text))))


def _ends(word: str, ine: str) -> bool:
    return len(word) >= _LONGEST_SHOWN_END and ine.endswith(word)
