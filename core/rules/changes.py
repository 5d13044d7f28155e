"""What differs between two records of one pupil, field by field, with its French label."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.model.events import Change
from core.model.records import Address, Division, Guardian, Phones, Pupil
from core.rules.guardians import paired
from core.text import clean, french_order


def differences(before: Pupil, after: Pupil) -> tuple[Change, ...]:
    """Every change that carries information; empty when the two records say the same.

    Blanks at the ends and the Unicode form carry none; case and accents do. The order of the
    responsables carries none. A class is its identifier: its new label alone changes no pupil.
    """
    if before == after:  # as nearly all are, from one synchronisation to the next
        return ()
    return (
        *_compare(_pupil_fields(before), _pupil_fields(after)),
        *_guardian_changes(before.guardians, after.guardians),
    )


def described(pupil: Pupil) -> dict[str, str]:
    """Every field of a pupil and of his responsables, as it is shown, under its label."""
    shown = {label: field.shown for label, field in _pupil_fields(pupil).items()}
    for guardian in pupil.guardians:
        of = _of_guardian(guardian)
        shown |= {of + label: field.shown for label, field in _guardian_fields(guardian).items()}
    return shown


def changed_division(before: Pupil, after: Pupil) -> bool:
    """Whether the pupil went from one class to another."""
    return before.division.id != after.division.id


@dataclass(frozen=True, slots=True)
class _Field:
    """A value to compare, and how it is shown."""

    value: object
    shown: str


_NOTHING = _Field("", "")
_CUSTODY = {True: "oui", False: "non", None: ""}


def _text(value: str) -> _Field:
    cleaned = clean(value)
    return _Field(cleaned, cleaned)


def _list(values: tuple[str, ...]) -> _Field:
    cleaned = tuple(filter(None, map(clean, values)))
    return _Field(cleaned, ", ".join(cleaned)) if cleaned else _NOTHING


def _address(address: Address) -> _Field:
    # How an address is cut into lines says nothing: an extraction has it in one cell.
    street = " ".join(filter(None, map(clean, address.lines)))
    town = " ".join(filter(None, (clean(address.postcode), clean(address.town))))
    return _list((street, town, address.country))


def _phones(phones: Phones) -> dict[str, _Field]:
    return {
        "Téléphone domicile": _text(phones.home),
        "Téléphone travail": _text(phones.work),
        "Téléphone portable": _text(phones.mobile),
    }


def _groups(groups: tuple[Division, ...]) -> _Field:
    shown = ", ".join(sorted((clean(group.label) for group in groups), key=french_order))
    return _Field(frozenset(group.id for group in groups), shown)


def _pupil_fields(pupil: Pupil) -> dict[str, _Field]:
    division, born = pupil.division, pupil.birth_date
    return {
        "INE": _Field(pupil.ine, pupil.ine.masked if pupil.ine else ""),
        "Nom de famille": _text(pupil.family_name),
        "Nom d'usage": _text(pupil.usual_name),
        "Prénoms": _list(pupil.first_names),
        "Sexe": _text(pupil.sex),
        "Date de naissance": _Field(born, f"{born:%d/%m/%Y}"),
        "Lieu de naissance": _text(pupil.birth_place),
        "Classe": _Field(division.id, clean(division.label)),
        "Regroupements": _groups(pupil.groups),
        "Niveau": _text(pupil.level or ""),
        **{f"Adresse {rank}": _address(address) for rank, address in enumerate(pupil.addresses, 1)},
        "Courriel": _text(pupil.email),
        **_phones(pupil.phones),
    }


def _guardian_fields(guardian: Guardian) -> dict[str, _Field]:
    return {
        "Civilité": _text(guardian.civility),
        "Nom de famille": _text(guardian.family_name),
        "Nom d'usage": _text(guardian.usual_name),
        "Prénom": _text(guardian.first_name),
        "Lien de parenté": _text(guardian.kinship),
        "Autorité parentale": _Field(guardian.custody, _CUSTODY[guardian.custody]),
        "Adresse": _address(guardian.address),
        "Courriel": _text(guardian.email),
        **_phones(guardian.phones),
    }


def _of_guardian(guardian: Guardian) -> str:
    return f"Responsable {clean(guardian.full_name)} : "


def _compare(
    before: Mapping[str, _Field], after: Mapping[str, _Field], of: str = ""
) -> Iterator[Change]:
    for label in {**before, **after}:
        old, new = before.get(label, _NOTHING), after.get(label, _NOTHING)
        if old.value != new.value:
            yield Change(of + label, old.shown, new.shown)


def _guardian_changes(
    before: tuple[Guardian, ...], after: tuple[Guardian, ...]
) -> Iterator[Change]:
    for pair in paired(before, after):
        match pair:
            case (Guardian() as old, Guardian() as new):
                yield from _compare(_guardian_fields(old), _guardian_fields(new), _of_guardian(old))
            case (Guardian() as old, None):
                yield Change("Responsable retiré", clean(old.full_name), "")
            case (None, Guardian() as new):
                yield Change("Responsable ajouté", "", clean(new.full_name))
