"""The guard against a wrong source: when too much would change, nothing is, until it is understood.

Source: the product's own rule. A real school seldom changes so much between two synchronisations;
another school's register, another year's or a spoilt one does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.events import Decision, Outcome
from core.rules.civil_identity import same_civil_identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Shares of the pupils checked, from 0 to 1, beyond which a run holds itself.

    `modified` counts other civil identities; `renumbered` other dates of birth and other INEs,
    which alone are much rarer; `moved` other classes and other niveaux. Fewer pupils than
    `from_pupils` say nothing.
    """

    not_found: float = 0.10
    modified: float = 0.20
    renumbered: float = 0.02
    moved: float = 0.50
    unverified: float = 0.20
    from_pupils: int = 10

    def in_a_new_year(self) -> "Limits":
        """The same, where every pupil may go to another class."""
        return replace(self, moved=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many pupils were checked, and of how many of them each thing is true."""

    checked: int
    found: int
    not_found: int
    modified: int
    renumbered: int
    moved: int
    unverified: int


class Excess(StrEnum):
    """What there is too much of."""

    NONE_FOUND = "none found"
    NOT_FOUND = "not found"
    MODIFIED = "modified"
    RENUMBERED = "renumbered"
    NEW_YEAR = "new year"
    UNVERIFIED = "unverified"


class MassChangeBlocked(Exception):
    """The run held itself: too much would change. No pupil was updated, none was admitted."""

    def __init__(self, figures: Figures, excesses: tuple[Excess, ...]) -> None:
        super().__init__()
        self.figures, self.excesses = figures, excesses

    @property
    def is_new_year(self) -> bool:
        """Whether the passage to another school year alone explains it."""
        return self.excesses == (Excess.NEW_YEAR,)


def figures_of(decisions: Iterable[Decision]) -> Figures:
    """Count what the decisions of a run would do."""
    counted = list(decisions)
    outcomes = [decision.outcome for decision in counted]
    return Figures(
        checked=len(counted),
        found=outcomes.count(Outcome.UPDATED) + outcomes.count(Outcome.UP_TO_DATE),
        not_found=outcomes.count(Outcome.NOT_FOUND),
        modified=sum(map(_has_another_identity, counted)),
        renumbered=sum(map(_is_renumbered, counted)),
        moved=sum(map(_is_moved, counted)),
        unverified=outcomes.count(Outcome.UNVERIFIED),
    )


def excesses(figures: Figures, limits: Limits) -> tuple[Excess, ...]:
    """What there is too much of, the gravest first; nothing when the run may go on."""
    if figures.checked < limits.from_pupils:
        return ()
    if not figures.found and figures.unverified < figures.checked:
        return (Excess.NONE_FOUND,)
    shares = (
        (Excess.NOT_FOUND, figures.not_found, limits.not_found),
        (Excess.MODIFIED, figures.modified, limits.modified),
        (Excess.RENUMBERED, figures.renumbered, limits.renumbered),
        (Excess.NEW_YEAR, figures.moved, limits.moved),
        (Excess.UNVERIFIED, figures.unverified, limits.unverified),
    )
    # One alone is never too much: a small school has few pupils to make a share of.
    return tuple(
        excess
        for excess, number, limit in shares
        if number > 1 and number > limit * figures.checked
    )


def _has_another_identity(decision: Decision) -> bool:
    before, after = decision.livret.pupil, decision.update
    return after is not None and not same_civil_identity(before, after)


def _is_renumbered(decision: Decision) -> bool:
    before, after = decision.livret.pupil, decision.update
    reborn = after is not None and after.birth_date != before.birth_date
    return reborn or decision.outcome is Outcome.OTHER_INE


def _is_moved(decision: Decision) -> bool:
    """Whether the pupil goes to another class or niveau, as all do once a year."""
    before, after = decision.livret.pupil, decision.update
    return after is not None and (
        before.division.id != after.division.id or before.level != after.level
    )
