"""What is written in a bilan: the texts and marks that a school's gradebook hands to LSUN.

Source: the LSU 1D schema 1.0b. Codes are the schema's own (CPD_FRA, PAR_CIT, PPRE…).
"""

from dataclasses import dataclass
from datetime import date

from core.model.records import Guardian


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A director or a teacher, as a bilan names him or her. `civility` is « M » or « MME »."""

    civility: str
    family_name: str
    first_name: str


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day that a periodic bilan is about."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquis:
    """What a pupil has learnt in a domain of the curriculum (seven characters), or a part of it.

    `positioning` goes from 1 to 4; None where there is none. `elements` are the éléments de
    programme that were worked on. Only a whole domain has an appreciation and parts.
    """

    domain: str
    positioning: int | None = None
    assessed: bool = True
    elements: tuple[str, ...] = ()
    appreciation: str = ""
    parts: "tuple[Acquis, ...]" = ()


@dataclass(frozen=True, slots=True)
class Parcours:
    """A parcours éducatif (PAR_CIT, PAR_ART, PAR_SAN) and what is said of it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Support:
    """A modalité d'accompagnement (PAP, PPRE, ULIS…); the complement is for a PPRE alone."""

    code: str
    complement: str = ""


@dataclass(frozen=True, slots=True)
class SocleMark:
    """Mastery of one of the eight domains of the socle commun, from 0 to 4; None if not said."""

    domain: str
    positioning: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BilanContent:
    """All that a bilan says.

    `appreciation` is the appréciation générale of a periodic bilan, the synthèse of a bilan de fin
    de cycle. `period`, `schooled_on` (date de scolarité), `acquis`, `class_parcours` (those that
    his whole class followed), `own_parcours` and `supports` are a periodic bilan's alone.
    `millesime` is that of the file when it is no number: the bilan then has the school year of its
    days. Every text is to the letter what the file says.
    """

    created_on: date
    director: Signatory
    teachers: tuple[Signatory, ...]
    appreciation: str
    period: Period | None = None
    schooled_on: date | None = None
    acquis: tuple[Acquis, ...] = ()
    class_parcours: tuple[Parcours, ...] = ()
    own_parcours: tuple[Parcours, ...] = ()
    supports: tuple[Support, ...] = ()
    socle: tuple[SocleMark, ...] = ()
    guardians: tuple[Guardian, ...] = ()
    millesime: str = ""
