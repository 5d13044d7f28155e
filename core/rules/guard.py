"""The guard against a wrong source: when too much would change, nothing is, until it is understood.

Source: the product's own rule. A real school seldom changes so much between two synchronisations;
another school's register, another year's or a spoilt one does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.runs import Override


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Shares, from 0 to 1, beyond which a run holds itself.

    `not_found`, `modified` (another civil identity), `renumbered` (another date of birth, or
    another INE, which are much rarer), `moved` (another class or niveau), `emptied` (something that
    was known no longer is), `household` (other responsables or another address) and `unverified`
    are shares of the pupils of the run; `arrivals` of those of the school; `unassigned` (teachers
    who leave a class, less those who come) of the links there are. Fewer pupils than `from_pupils`
    say nothing by themselves.
    """

    not_found: float = 0.10
    modified: float = 0.20
    renumbered: float = 0.02
    moved: float = 0.50
    emptied: float = 0.10
    household: float = 0.25
    unverified: float = 0.20
    arrivals: float = 0.50
    unassigned: float = 0.50
    from_pupils: int = 10

    def under(self, override: Override) -> "Limits | None":
        """What still holds a run whose user answers for so much; None when nothing does."""
        match override:
            case Override.EVERYTHING:
                return None
            case Override.NEW_YEAR:
                return replace(self, moved=1.0, unassigned=1.0)
            case Override.NOTHING:
                return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of how many pupils each thing is true, and of how many of what it is a share.

    `checked` are the pupils of the run; those of the school, where the run is too small for shares.
    """

    checked: int
    found: int
    not_found: int = 0
    modified: int = 0
    renumbered: int = 0
    moved: int = 0
    emptied: int = 0
    household: int = 0
    unverified: int = 0
    arrived: int = 0
    of_school: int = 0
    unassigned: int = 0
    assignments: int = 0


class Excess(StrEnum):
    """What there is too much of."""

    NONE_FOUND = "none found"
    NOT_FOUND = "not found"
    MODIFIED = "modified"
    RENUMBERED = "renumbered"
    EMPTIED = "emptied"
    HOUSEHOLD = "household"
    NEW_YEAR = "new year"
    ARRIVALS = "arrivals"
    UNASSIGNED = "unassigned"
    UNVERIFIED = "unverified"


class MassChangeBlocked(Exception):
    """The run held itself: too much would change. Nothing is written from then on."""

    def __init__(self, figures: Figures, excesses: tuple[Excess, ...]) -> None:
        super().__init__()
        self.figures, self.excesses = figures, excesses

    @property
    def is_new_year(self) -> bool:
        """Whether the passage to another school year alone explains it."""
        return set(self.excesses) <= {Excess.NEW_YEAR, Excess.UNASSIGNED} and (
            Excess.NEW_YEAR in self.excesses
        )


def excesses(figures: Figures, limits: Limits) -> tuple[Excess, ...]:
    """What there is too much of, the gravest first; nothing when the run may go on."""
    of_lists = (
        (Excess.ARRIVALS, figures.arrived, max(limits.arrivals * figures.of_school, _FEW)),
        (Excess.UNASSIGNED, figures.unassigned, limits.unassigned * figures.assignments),
    )
    if figures.checked < limits.from_pupils:
        return _too_many(of_lists)
    if not figures.found and figures.unverified < figures.checked:
        return (Excess.NONE_FOUND,)
    of_pupils = (
        (Excess.NOT_FOUND, figures.not_found, limits.not_found),
        (Excess.MODIFIED, figures.modified, limits.modified),
        (Excess.RENUMBERED, figures.renumbered, limits.renumbered),
        (Excess.EMPTIED, figures.emptied, limits.emptied),
        (Excess.HOUSEHOLD, figures.household, limits.household),
        (Excess.NEW_YEAR, figures.moved, limits.moved),
        (Excess.UNVERIFIED, figures.unverified, limits.unverified),
    )
    allowed = ((excess, number, limit * figures.checked) for excess, number, limit in of_pupils)
    return _too_many((*allowed, *of_lists))


_FEW = 10
"""Pupils who may arrive in any school, however small."""


def _too_many(allowed: Iterable[tuple[Excess, int, float]]) -> tuple[Excess, ...]:
    # One alone is never too much: a small school has few pupils to make a share of.
    return tuple(excess for excess, number, most in allowed if number > 1 and number > most)
