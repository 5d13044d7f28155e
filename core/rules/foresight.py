"""What BE1D's rolls already tell of the pupils, before any of them is looked up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from core.model.answers import Answer
from core.model.livret import Livret
from core.model.records import Pupil, Registration, Roll
from core.rules.civil_identity import same_civil_identity
from core.rules.matching import match_by_civil_identity, match_by_ine
from core.text import without_accents


class Foresight:
    """The rolls of some structures, asked like the register."""

    def __init__(self, rolls: Iterable[Roll]) -> None:
        self._by_ine: dict[str, Registration] = {}
        self._by_birth: defaultdict[object, dict[Registration, None]] = defaultdict(dict)
        for registration in (entry for roll in rolls for entry in roll.registrations):
            if registration.pupil.ine is not None:
                self._by_ine.setdefault(registration.pupil.ine, registration)
            # One pupil may be on the roll of his class and on that of a regroupement.
            self._by_birth[_birth_of(registration.pupil)][registration] = None

    @property
    def is_empty(self) -> bool:
        """Whether the rolls have nobody."""
        return not self._by_birth

    def answer_about(self, pupil: Pupil) -> Answer | None:
        """What the register is to answer about a pupil; None when he is on none of the rolls."""
        if pupil.ine is not None and pupil.ine in self._by_ine:
            return match_by_ine(pupil, self._by_ine[pupil.ine])
        candidates = [
            registration
            for registration in self._by_birth.get(_birth_of(pupil), ())
            if same_civil_identity(pupil, registration.pupil)
        ]
        return match_by_civil_identity(pupil, candidates) if candidates else None


def in_every_class(livrets: Sequence[Livret]) -> list[Livret]:
    """The same, which come by class, in an order whose beginning has some of every class."""
    step = max(len(livrets) // _SAMPLE, 1)
    return [livret for start in range(step) for livret in livrets[start::step]]


_SAMPLE = 10


def _birth_of(pupil: Pupil) -> tuple[object, ...]:
    return pupil.birth_date, pupil.sex, without_accents(pupil.family_name)
