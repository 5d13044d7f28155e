"""Which responsable is which: the order of a set and a new name do not make another person."""

from collections.abc import Iterator

from core.model.records import Guardian
from core.text import clean, without_accents


def paired(
    before: tuple[Guardian, ...], after: tuple[Guardian, ...]
) -> Iterator[tuple[Guardian | None, Guardian | None]]:
    """Each person before and after; None before who arrived, None after who left.

    Those who stayed come first, then who left, then who arrived.
    """
    left, arrived = list(before), list(after)
    for same_person in _SAME_PERSON:
        for old in tuple(left):
            new = next((candidate for candidate in arrived if same_person(old, candidate)), None)
            if new is not None:
                left.remove(old)
                arrived.remove(new)
                yield old, new
    yield from ((old, None) for old in left)
    yield from ((None, new) for new in arrived)


def _both(text: str, other: str) -> bool:
    return bool(clean(text)) and clean(text) == clean(other)


def _alike(text: str, other: str) -> bool:
    """The same name but for case and accents, whose correction makes nobody else."""
    return bool(without_accents(text)) and without_accents(text) == without_accents(other)


def _same_names(old: Guardian, new: Guardian) -> bool:
    return _alike(old.first_name, new.first_name) and _alike(old.family_name, new.family_name)


def _same_way_to_be_reached(old: Guardian, new: Guardian) -> bool:
    return _both(old.email, new.email) or _both(old.phones.mobile, new.phones.mobile)


def _same_first_name_and_kinship(old: Guardian, new: Guardian) -> bool:
    return _alike(old.first_name, new.first_name) and _both(old.kinship, new.kinship)


def _same_first_name_and_way_to_be_reached(old: Guardian, new: Guardian) -> bool:
    return _alike(old.first_name, new.first_name) and _same_way_to_be_reached(old, new)


def _same_kinship_and_way_to_be_reached(old: Guardian, new: Guardian) -> bool:
    same_kinship = clean(old.kinship) == clean(new.kinship)
    return same_kinship and _same_way_to_be_reached(old, new)


# From the surest sign to the least: who is renamed keeps a first name or a way to be reached. A
# kinship that one side does not say is no sign: parents share a telephone.
_SAME_PERSON = (
    lambda old, new: old == new,
    _same_names,
    _same_first_name_and_kinship,
    _same_first_name_and_way_to_be_reached,
    _same_kinship_and_way_to_be_reached,
)
