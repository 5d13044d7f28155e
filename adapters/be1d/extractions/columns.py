"""Which columns an extraction has, in each of its generations: found by header, never by place.

Source: the headers of real ONDE and BE1D extractions. Those of custom extractions vary.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from adapters.be1d.extractions.table import Line
from core.text import without_accents

_Headers = tuple[str, ...]

_RECOGNISED = 0.4
"""The share of its columns (0 to 1) above which a header is that of an extraction."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of extraction, under our names; each may be headed in several ways.

    `group` are the columns that are repeated at the end of a row, once for each child or class;
    the header need not repeat them. `unused` are known, and not for us.
    """

    title: str
    required: Mapping[str, _Headers]
    optional: Mapping[str, _Headers]
    group: Mapping[str, _Headers]
    unused: _Headers


_PUPILS = Layout(
    "élèves",
    required={
        "family_name": ("Nom élève",),
        "usual_name": ("Nom d'usage élève",),
        "first_name": ("Prénom élève",),
        "birth_date": ("Date naissance", "Date de naissance"),
        "sex": ("Sexe",),
        "street 1": ("Adresse1",),
        "postcode 1": ("Cp1",),
        "town 1": ("Commune1",),
        "country 1": ("Pays1",),
        "street 2": ("Adresse2",),
        "postcode 2": ("Cp2",),
        "town 2": ("Commune2",),
        "country 2": ("Pays2",),
        "level": ("Niveau",),
        "division": ("Libellé classe", "Classe"),
    },
    optional={
        "ine": ("INE",),
        "division_id": ("Identifiant classe",),
        "second_name": ("Deuxième prénom", "2ème prénom", "Prénom 2", "Second prénom"),
        "third_name": ("Troisième prénom", "3ème prénom", "Prénom 3"),
        "birth_place": ("Commune de naissance", "Commune naissance", "Lieu de naissance"),
        "state": ("État", "État élève", "État de l'élève", "État d'admission"),
    },
    group={},
    unused=(
        "Cycle",
        "Attestation fournie",
        "Autorisation associations",
        "Autorisations associations",
        "Autorisation photo",
        "Autorisations photos",
        "Décision de passage",
        "Département de naissance",
        "Département naissance",
        "Pays de naissance",
        "Pays naissance",
        "Date d'inscription",
        "Date inscription",
        "Regroupement",
        "Regroupements",
        "Dispositif",
        "Dispositifs",
    ),
)

_GUARDIANS = Layout(
    "responsables",
    required={
        "civility": ("Civilité Responsable",),
        "usual_name": ("Nom usage responsable", "Nom d'usage responsable"),
        "family_name": ("Nom responsable",),
        "first_name": ("Prénom responsable",),
        "street": ("Adresse responsable",),
        "postcode": ("CP responsable",),
        "town": ("Commune responsable",),
        "country": ("Pays",),
        "email": ("Courriel",),
        "home": ("Téléphone domicile",),
        "work": ("Téléphone travail",),
        "mobile": ("Téléphone portable",),
    },
    optional={},
    group={
        "child_usual_name": ("Nom d'usage enfant",),
        "child_family_name": ("Nom de famille enfant",),
        "child_first_name": ("Prénom enfant",),
        "child_class": ("Classes enfants", "Classe enfant"),
    },
    unused=("Numéro de poste",),
)

_TEACHERS = Layout(
    "enseignants",
    required={
        "civility": ("Civilité",),
        "family_name": ("Nom",),
        "first_name": ("Prénom",),
    },
    optional={},
    group={"class": ("Classe",)},
    unused=(
        "Nom usage",
        "Nom d'usage",
        "Adresse",
        "CP",
        "Commune",
        "Pays",
        "Courriel",
        "Téléphone domicile",
        "Téléphone portable",
        "Directeur",
    ),
)


class Kind(Enum):
    """The three extractions that a directeur can get."""

    PUPILS = _PUPILS
    GUARDIANS = _GUARDIANS
    TEACHERS = _TEACHERS


def kind_of(header: Sequence[str]) -> Kind | None:
    """Which extraction this is the header of; None when it has few columns of any."""
    shares = {kind: _share_found(header, kind.value) for kind in Kind}
    kind = max(shares, key=shares.__getitem__)
    return kind if shares[kind] > _RECOGNISED else None


def _share_found(header: Sequence[str], layout: Layout) -> float:
    needed = {*layout.required, *layout.group}
    return len(needed & _positions(header, layout).keys()) / len(needed)


class Columns:
    """Where the columns of one file are."""

    def __init__(self, header: Sequence[str], kind: Kind) -> None:
        self._header, self._layout = header, kind.value
        self._positions = _positions(header, self._layout)
        in_group = [self._positions[name] for name in self._layout.group if name in self._positions]
        self._group_start = min(in_group, default=len(header))
        self._group_width = len(in_group)

    @property
    def missing(self) -> tuple[str, ...]:
        """The required columns that the file does not have."""
        needed = {**self._layout.required, **self._layout.group}
        return tuple(headers[0] for name, headers in needed.items() if name not in self._positions)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headers that no extraction is known to have."""
        known = set(_known(self._layout)) | set(map(without_accents, self._layout.unused))
        return tuple(header for header in self._named() if without_accents(header) not in known)

    @property
    def repeated(self) -> tuple[str, ...]:
        """The headers that stand several times, those of the group apart."""
        counts = Counter(map(without_accents, self._named()))
        grouped = {
            without_accents(header) for headers in self._layout.group.values() for header in headers
        }
        first = {without_accents(header): header for header in reversed(list(self._named()))}
        return tuple(
            header
            for name, header in first.items()
            if counts[name] > 1 and name not in grouped and name in _known(self._layout)
        )

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self._positions

    def reaches(self, row: Sequence[str], name: str) -> bool:
        """Whether the file has this column, and the row goes so far."""
        return self._positions.get(name, len(row)) < len(row)

    def uncut(self, line: Line) -> list[str]:
        """The cells of a line, but for the one in which the file stops short."""
        stops_short = not line.is_ended and len(line.cells) < len(self._header)
        return line.cells[:-1] if stops_short else line.cells

    def cell(self, row: Sequence[str], name: str) -> str:
        """The cell of a row, as it is; empty when the file or the row does not go so far."""
        position = self._positions.get(name, len(row))
        return row[position] if position < len(row) else ""

    def groups(self, row: Sequence[str]) -> Iterator[Mapping[str, str]]:
        """The repeated cells of a row, one mapping for each time; empty ones are passed over."""
        offsets = {name: self._positions[name] - self._group_start for name in self._layout.group}
        for start in range(self._group_start, len(row), self._group_width):
            cells = row[start : start + self._group_width]
            if any(cell.strip() for cell in cells):
                yield {
                    name: cells[offset] if offset < len(cells) else ""
                    for name, offset in offsets.items()
                }

    def overflows(self, row: Sequence[str]) -> bool:
        """Whether the row says more than the header announces, where nothing is repeated."""
        return not self._layout.group and any(cell.strip() for cell in row[len(self._header) :])

    def _named(self) -> Iterator[str]:
        return (header.strip() for header in self._header if header.strip())


def _known(layout: Layout) -> dict[str, str]:
    """Our name for each header that a column may have."""
    columns = {**layout.required, **layout.optional, **layout.group}
    return {
        without_accents(header): name for name, headers in columns.items() for header in headers
    }


def _positions(header: Sequence[str], layout: Layout) -> dict[str, int]:
    """Where each column stands first."""
    known = _known(layout)
    positions: dict[str, int] = {}
    for position, text in enumerate(header):
        name = known.get(without_accents(text))
        if name is not None:
            positions.setdefault(name, position)
    return positions
