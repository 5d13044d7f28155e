"""Who of a structure of BE1D is new to LSUN, and who comes from elsewhere in the school."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from core.model.events import Arrivals
from core.model.identifiers import Ine
from core.model.livret import Livret
from core.model.records import Admission, Pupil, Roll
from core.rules.civil_identity import same_civil_identity
from core.text import without_accents


class KnownPupils:
    """The pupils of a school in LSUN, found by their INEs and by their dates of birth."""

    def __init__(self, livrets: Iterable[Livret] = ()) -> None:
        self._by_ine: dict[Ine, Livret] = {}
        self._by_birth: defaultdict[date, list[Livret]] = defaultdict(list)
        self._unreadable: list[Livret] = []
        for livret in livrets:
            self.add(livret)

    def add(self, livret: Livret) -> None:
        """One more."""
        if livret.pupil.ine is not None:
            self._by_ine[livret.pupil.ine] = livret
        if livret.is_readable:
            self._by_birth[livret.pupil.birth_date].append(livret)
        else:
            self._unreadable.append(livret)

    def known_as(self, pupil: Pupil) -> Livret | None:
        """The livret of this pupil of BE1D, if LSUN has one."""
        if pupil.ine is not None and pupil.ine in self._by_ine:
            return self._by_ine[pupil.ine]
        return next(
            (livret for livret in self._born_with(pupil) if _is_known_as(pupil, livret.pupil)), None
        )

    def rivals_of(self, pupil: Pupil) -> list[Livret]:
        """Those of the same civil identity, and those of whom nothing but the name is known."""
        return [
            *(known for known in self._born_with(pupil) if same_civil_identity(pupil, known.pupil)),
            *(known for known in self._unreadable if _may_be(pupil, known.pupil)),
        ]

    def _born_with(self, pupil: Pupil) -> list[Livret]:
        return self._by_birth.get(pupil.birth_date, [])


def arrivals(
    roll: Roll,
    known: KnownPupils,
    *,
    is_new: bool = False,
    apart: KnownPupils | None = None,
) -> Arrivals:
    """Tell the pupils of a roll apart; `known` are those of the school.

    A pupil who left and comes back is known: his livret was kept. Those `apart` are passed over:
    they were admitted from another roll, or are to be spared.
    """
    admitted: list[Pupil] = []
    awaiting: list[Pupil] = []
    doubtful: list[Pupil] = []
    moved_in: list[int] = []
    on_the_roll = {registration.pupil.ine for registration in roll.registrations} - {None}
    for registration in roll.registrations:
        pupil = registration.pupil
        if apart is not None and apart.known_as(pupil) is not None:
            continue
        livret = known.known_as(pupil)
        if registration.admission is Admission.LEFT:
            continue
        if livret is not None:
            if not livret.pupil.is_in(roll.structure.id):
                moved_in.append(livret.id)
        elif registration.admission is not Admission.FINAL:
            awaiting.append(pupil)
        elif any(livret.pupil.ine not in on_the_roll for livret in known.rivals_of(pupil)) or any(
            _is_known_as(pupil, other) for other in admitted
        ):
            doubtful.append(pupil)
        else:
            admitted.append(pupil)
    return Arrivals(
        structure=roll.structure,
        is_new=is_new,
        admitted=tuple(admitted),
        awaiting=tuple(awaiting),
        doubtful=tuple(doubtful),
        moved_in=tuple(moved_in),
    )


def _may_be(from_register: Pupil, unreadable: Pupil) -> bool:
    """Whether the family name is the same, or cannot be read either."""
    name = without_accents(unreadable.family_name)
    return not name or name == without_accents(from_register.family_name)


def _is_known_as(from_register: Pupil, known: Pupil) -> bool:
    if from_register.ine and known.ine:
        return from_register.ine == known.ine
    return same_civil_identity(from_register, known)
