"""What an update changes of a pupil that a wrong source would change for many at once."""

from collections.abc import Iterable, Iterator

from core.model.events import Alteration
from core.model.records import Address, Guardian, Pupil
from core.rules.civil_identity import same_civil_identity
from core.text import without_accents


def alterations(before: Pupil, after: Pupil) -> frozenset[Alteration]:
    """The kinds of change that the guard counts."""
    return frozenset(_alterations(before, after))


def _alterations(before: Pupil, after: Pupil) -> Iterator[Alteration]:
    if not same_civil_identity(before, after):
        yield Alteration.IDENTITY
    if before.birth_date != after.birth_date:
        yield Alteration.RENUMBERED
    if (before.division.id, before.level) != (after.division.id, after.level):
        yield Alteration.MOVED
    if _loses_something(before, after):
        yield Alteration.EMPTIED
    if _has_another_household(before, after):
        yield Alteration.HOUSEHOLD


def _loses_something(before: Pupil, after: Pupil) -> bool:
    """Whether a field that was filled is left empty; a source may have stopped telling it."""
    kept = {_name_of(guardian): guardian for guardian in after.guardians}
    pairs = [
        *zip(_fields_of(before), _fields_of(after), strict=True),
        *(
            fields
            for guardian in before.guardians
            if (same := kept.get(_name_of(guardian))) is not None
            for fields in zip(_parts_of(guardian), _parts_of(same), strict=True)
        ),
    ]
    return any(former and not now for former, now in pairs)


def _fields_of(pupil: Pupil) -> tuple[object, ...]:
    phones = pupil.phones.home or pupil.phones.work or pupil.phones.mobile
    return (
        pupil.birth_place,
        pupil.level,
        _written(pupil.addresses),
        pupil.email,
        phones,
        pupil.guardians,
    )


def _parts_of(guardian: Guardian) -> tuple[object, ...]:
    phones = guardian.phones.home or guardian.phones.work or guardian.phones.mobile
    return _written([guardian.address]), guardian.email, phones, guardian.kinship


def _has_another_household(before: Pupil, after: Pupil) -> bool:
    """Whether he has none of his responsables, or none of his addresses, and others instead."""
    return _replaced(map(_name_of, before.guardians), map(_name_of, after.guardians)) or _replaced(
        _written(before.addresses), _written(after.addresses)
    )


def _replaced(before: Iterable[object], after: Iterable[object]) -> bool:
    former, now = set(before), set(after)
    return bool(former and now) and former.isdisjoint(now)


def _name_of(guardian: Guardian) -> str:
    return without_accents(guardian.family_name + guardian.first_name)


def _written(addresses: Iterable[Address]) -> set[str]:
    """As a reader compares addresses: case, accents and line breaks do not separate two."""
    return {
        without_accents("".join((*address.lines, address.postcode, address.town)))
        for address in addresses
    } - {""}
