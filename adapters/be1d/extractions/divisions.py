"""The classes that the rows of pupils name: by identifier where there is one, else by label."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from adapters.be1d.extractions.cells import by_label
from adapters.be1d.extractions.header import Header
from core.model.records import Division, Field, Level, Registration, Structure
from core.text import SPOILT, clean, without_accents

_LARGEST_ID = 2_147_483_647
_DIGITS = len(str(_LARGEST_ID))


class Divisions:
    """The classes of one file; the labels of `known` ones stand for identifiers that it lacks."""

    def __init__(self, header: Header, known: Sequence[Structure]) -> None:
        self._header = header
        self._labels: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._by_label = by_label(known)

    def read(self, cells: Sequence[str]) -> Division | None:
        """The class of a row, of number 0 while none is known; None when it cannot be read."""
        label = clean(self._header.cell(cells, "division"))
        written = self._header.cell(cells, "division_id").strip()
        if written:
            number = _identifier(written)
            if number is None:
                return None
            self._labels[number].update([label] if label and SPOILT not in label else [])
            return Division(number, label)
        structure = self._by_label.get(without_accents(label))
        return Division(structure.id, structure.label) if structure else Division(0, label)

    def number_in(self, cells: Sequence[str]) -> int | None:
        """The number of a row's class, as far as it can be read."""
        return _identifier(self._header.cell(cells, "division_id").strip())

    def relabelled(self, registration: Registration) -> Registration:
        """The same pupil, in the class that its label has in other rows, under its usual label."""
        pupil = registration.pupil
        number = pupil.division.id or self._numbers.get(without_accents(pupil.division.label), 0)
        label = self._label_of(number) or pupil.division.label
        placed = replace(pupil, division=Division(number, label))
        missing = registration.missing_fields - ({Field.DIVISION} if number else set())
        return replace(registration, pupil=placed, missing_fields=missing)

    def structures(self, registrations: Sequence[Registration]) -> tuple[Structure, ...]:
        """The classes of these pupils, each with the levels that are taught in it."""
        levels: defaultdict[Division, set[Level]] = defaultdict(set)
        for registration in registrations:
            pupil = registration.pupil
            if pupil.division.label:
                levels[pupil.division].update([pupil.level] if pupil.level else [])
        return tuple(
            Structure(division.id, division.label, tuple(sorted(taught, key=list(Level).index)))
            for division, taught in sorted(
                levels.items(), key=lambda item: (item[0].id, item[0].label)
            )
        )

    def spellings(self, structures: Sequence[Structure]) -> tuple[Structure, ...]:
        """The same classes under each other label that a row gives them."""
        return tuple(
            replace(structure, label=label)
            for structure in structures
            for label in self._labels.get(structure.id, ())
        )

    def _label_of(self, number: int) -> str:
        """The label that most rows of a class have; of as many, the first."""
        labels = self._labels.get(number)
        return max(labels, key=labels.__getitem__) if labels else ""

    @property
    def _numbers(self) -> dict[str, int]:
        """The number of each label that rows with one give to a single class."""
        holders: defaultdict[str, set[int]] = defaultdict(set)
        for number, labels in self._labels.items():
            for label in labels:
                holders[without_accents(label)].add(number)
        return {label: next(iter(of)) for label, of in holders.items() if len(of) == 1}


def _identifier(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if is_number and 0 < int(text) <= _LARGEST_ID else None
