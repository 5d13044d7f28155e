"""Who of a structure of BE1D is new to LSUN, and who comes from elsewhere in the school."""

from collections.abc import Collection, Sequence

from core.model.events import Arrivals
from core.model.identifiers import Ine
from core.model.livret import Livret
from core.model.records import Admission, Pupil, Roll
from core.rules.civil_identity import same_civil_identity


def arrivals(
    roll: Roll,
    known: Sequence[Livret],
    *,
    is_new: bool = False,
    apart: Collection[Pupil] = (),
) -> Arrivals:
    """Tell the pupils of a roll apart; `known` are those of the school who could be one of them.

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
        if any(_is_known_as(pupil, other) for other in apart):
            continue
        livret = next((livret for livret in known if _is_known_as(pupil, livret.pupil)), None)
        if registration.admission is Admission.LEFT:
            continue
        if livret is not None:
            if not livret.pupil.is_in(roll.structure.id):
                moved_in.append(livret.id)
        elif registration.admission is not Admission.FINAL:
            awaiting.append(pupil)
        elif _has_a_rival(pupil, known, on_the_roll) or any(
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


def _is_known_as(from_register: Pupil, known: Pupil) -> bool:
    if from_register.ine and known.ine:
        return from_register.ine == known.ine
    return same_civil_identity(from_register, known)


def _has_a_rival(pupil: Pupil, known: Sequence[Livret], on_the_roll: set[Ine | None]) -> bool:
    """Whether someone of LSUN may be this pupil under another INE, and is not there beside him."""
    return any(
        same_civil_identity(pupil, livret.pupil) and livret.pupil.ine not in on_the_roll
        for livret in known
    )
