"""What stands in a cell: labels, dates, addresses, as every extraction writes them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from core.model.records import Address, Structure
from core.rules.plausibility import is_birth_date
from core.text import clean, without_accents

_DATE_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
_ADDRESS_LINES = 4


def birth_date(cell: str) -> date | None:
    """A date, JJ/MM/AAAA or ISO; None when it is not one on which a pupil can be born."""
    for form in _DATE_FORMS:
        try:
            day = datetime.strptime(cell.strip(), form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
        return day if is_birth_date(day, date.today()) else None  # noqa: DTZ011 - where he was born
    return None


def address(street: str, postcode: str, town: str, country: str) -> Address:
    """An address; its street is one cell, which may hold several lines."""
    written = [clean(line) for line in street.splitlines() if line.strip()]
    first, rest = written[: _ADDRESS_LINES - 1], written[_ADDRESS_LINES - 1 :]
    return Address(
        lines=(*first, " ".join(rest)) if rest else tuple(first),
        postcode=clean(postcode),
        town=clean(town),
        country=clean(country),
    )


def by_label(structures: Sequence[Structure]) -> dict[str, Structure]:
    """The structures by their labels without accents; a label that two share is neither's.

    One structure may be there under several labels.
    """
    holders: defaultdict[str, dict[int, Structure]] = defaultdict(dict)
    for structure in structures:
        holders[without_accents(structure.label)].setdefault(structure.id, structure)
    return {
        label: next(iter(sharing.values()))
        for label, sharing in holders.items()
        if len(sharing) == 1
    }
